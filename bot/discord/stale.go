package discord

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval/refresh"
)

// A staleAnswer is one that stands in a channel and quoted what a document does not say
// any more.
type staleAnswer struct {
	post     bot.Post
	language string
	titles   []string // of those documents, escaped
}

// A staleness is what was found of them.
type staleness struct {
	answers   []staleAnswer // the newest first
	elsewhere int           // private ones, and those that nobody knows the place of any more
}

// maxQuoting is how many answers are looked at for a document.
const maxQuoting = 500

// staleAnswers finds the answers that quoted a sentence that has changed or vanished.
// Where the same words stand elsewhere in the new text, nothing is wrong.
func (d *desk) staleAnswers(ctx context.Context, c refresh.Change) (staleness, error) {
	titles := make(map[string][]string) // by receipt
	receipts := make(map[string]bot.Receipt)
	var errs []error
	for _, id := range slices.Concat(c.Changed, c.Removed) {
		quoting, _, err := d.Records.Quoting(ctx, id, maxQuoting)
		errs = append(errs, err)
		isStale := staleIn(c, id)
		for _, r := range quoting {
			if isStale(r) {
				receipts[r.ID] = r
				titles[r.ID] = append(titles[r.ID], titleIn(c, id))
			}
		}
	}
	var s staleness
	for id, r := range receipts {
		post, err := d.Records.PostOf(ctx, id)
		if err != nil {
			s.elsewhere++
			if !errors.Is(err, bot.ErrNoPost) {
				errs = append(errs, err)
			}
			continue
		}
		s.answers = append(s.answers, staleAnswer{post, r.Language, titles[id]})
	}
	slices.SortFunc(s.answers, func(a, b staleAnswer) int {
		if order := b.post.Time.Compare(a.post.Time); order != 0 {
			return order
		}
		return strings.Compare(a.post.Receipt, b.post.Receipt)
	})
	return s, errors.Join(errs...)
}

// staleIn returns a function that reports whether an answer quoted words of a document
// that it does not hold now. Many answers quote the same version: each is read once.
func staleIn(c refresh.Change, id string) func(bot.Receipt) bool {
	now, held := c.After.Document(id)
	text := ""
	if held {
		text = withoutSpace(now.Text)
	}
	versions := make(map[string]*corpus.Document) // by digest; nil where it cannot be read
	isGone := func(e bot.Evidence) bool {
		if e.Document != id || held && e.Digest == now.Digest {
			return false
		}
		old, known := versions[e.Digest]
		if !known {
			old, _ = c.Text(id, e.Digest)
			versions[e.Digest] = old
		}
		if old == nil || e.Start < 0 || e.End < e.Start || e.End > len(old.Text) {
			return true // nobody can tell any more
		}
		return !held || !strings.Contains(text, withoutSpace(old.Text[e.Start:e.End]))
	}
	return func(r bot.Receipt) bool { return slices.ContainsFunc(r.Citations, isGone) }
}

// withoutSpace is a text as quotations are compared: how its lines are broken is no
// change.
func withoutSpace(text string) string { return strings.Join(strings.Fields(text), "") }

// maxMarkTitle is how much of a title a mark shows.
const maxMarkTitle = 80

func titleIn(c refresh.Change, id string) string {
	for _, side := range []*corpus.Corpus{c.After, c.Before} {
		if d, ok := side.Document(id); ok && d.Title != "" {
			return shorten(d.Title, maxMarkTitle)
		}
	}
	return shorten(id, maxMarkTitle)
}

// findings are what was found, until an owner presses the button below it. The zero
// value has none.
type findings struct {
	mu   sync.Mutex
	keys []string // the oldest first
	all  map[string]staleness
}

const maxFindings = 8

// keep keeps what was found, and returns its key.
func (f *findings) keep(s staleness) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.all == nil {
		f.all = make(map[string]staleness)
	}
	if len(f.keys) == maxFindings {
		delete(f.all, f.keys[0])
		f.keys = f.keys[1:]
	}
	key := rand.Text()
	f.keys, f.all[key] = append(f.keys, key), s
	return key
}

// take returns what was found once.
func (f *findings) take(key string) (staleness, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, ok := f.all[key]
	delete(f.all, key)
	f.keys = slices.DeleteFunc(f.keys, func(k string) bool { return k == key })
	return s, ok
}

// marking is the button that marks answers, where there are some.
func (d *desk) marking(w ownerWords, s staleness) []discordgo.MessageComponent {
	if len(s.answers) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{row(button(w.markThem(len(s.answers)), discordgo.PrimaryButton, verbMark, d.findings.keep(s)))}
}
