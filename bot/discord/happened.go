package discord

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/corpus"
)

// recentDays is how many days back changes are shown where nobody says.
const recentDays = 30

// runChanges shows what changed in the library, or in a document.
func runChanges(ctx context.Context, d *desk, c *call) error {
	given := c.option(optionSince)
	since, err := corpus.ParseDate(given)
	if err != nil {
		return dateError{given}
	}
	key := ""
	if named := c.option(optionDocument); named != "" {
		id := d.documentNamed(named) // may be one that is gone
		if doc, ok := d.Index().Corpus().Document(id); ok {
			id = doc.ID
		}
		key = keyOf(id)
	} else if since.IsZero() {
		since = corpus.DateOf(time.Now().AddDate(0, 0, -recentDays))
	}
	if err := c.lookUp(ctx, note(c.words.searching)); err != nil { // there may be many texts to compare
		return err
	}
	return d.showChanges(ctx, c, since, key, 0)
}

// turnChanges shows another page, or the changes of the document of a card.
func turnChanges(ctx context.Context, d *desk, c *call) error {
	since, err := corpus.ParseDate(c.part(1))
	if err != nil {
		return errUnread
	}
	if err := c.hold(ctx); err != nil {
		return err
	}
	return d.showChanges(ctx, c, since, c.part(2), c.number(0))
}

// showChanges shows a page of changes in the place of what was said at once.
func (d *desk) showChanges(ctx context.Context, c *call, since corpus.Date, key string, n int) error {
	m, err := d.changes(c, since, key, n)
	if err != nil {
		return err
	}
	_, err = c.reply.put(ctx, 0, m)
	return err
}

// changesPerPage is how many changes a page shows at most.
const changesPerPage = 8

// changes is a page of what changed since a day, the newest first; of one document
// where a key is given.
func (d *desk) changes(c *call, since corpus.Date, key string, n int) (message, error) {
	w, library := c.libraryWords(), d.Index().Corpus()
	histories, title, read, err := d.kept(library, key)
	if err != nil {
		return message{}, err
	}
	all, problems := corpus.Changes(histories, library, since, corpus.DateOf(time.Now()), read)
	for _, p := range problems {
		d.log.Warn("comparing versions", "err", p)
	}
	l := listing{
		head: w.changes(since.String(), shorten(title, maxField)), most: changesPerPage,
		verb: verbChanges, args: arguments(since.String(), key),
	}
	switch {
	case len(all) > 0:
	case len(histories) == 0:
		return textMessage(page{l.head, w.noVersions}), nil
	case key != "":
		return textMessage(page{l.head, w.neverChanged}), nil
	default:
		return textMessage(page{l.head, w.nothing(since.String(), newestOf(library))}), nil
	}
	if slices.ContainsFunc(all, func(x corpus.Change) bool { return x.Kind == corpus.ChangeFirstSeen }) {
		l.foot = append(l.foot, w.seenNote)
	}
	l.entries = changeEntries(c, library, all)
	return l.page(w, n), nil
}

// kept is what is kept of the versions of the documents, or of the one with a key,
// and its title.
func (d *desk) kept(library *corpus.Corpus, key string) ([]corpus.History, string, func(string) (*corpus.Document, error), error) {
	if d.Versions == nil {
		return nil, "", nil, nil
	}
	histories, read, err := d.Versions()
	if err != nil || key == "" {
		return histories, "", read, err
	}
	i := slices.IndexFunc(histories, func(h corpus.History) bool { return keyOf(h.ID) == key })
	if i < 0 || len(histories[i].Versions) == 0 {
		return nil, "", nil, bot.ErrUnknownDocument
	}
	v := histories[i].Versions
	return histories[i : i+1], v[len(v)-1].Title, read, nil
}

func newestOf(c *corpus.Corpus) string {
	if newest := newestDocument(c); newest != nil {
		return newest.Published.String()
	}
	return ""
}

// changeEntries are what a list shows of changes, the newest first. Those of a day of
// which nothing but the kind is to be said are one entry.
func changeEntries(c *call, library *corpus.Corpus, all []corpus.Change) []entry {
	sorted := corpus.ByKind(all)
	slices.Reverse(sorted)
	var entries []entry
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[0].Bare() && sorted[n].Bare() && sorted[n].Kind == sorted[0].Kind && sorted[n].Date == sorted[0].Date {
			n++
		}
		entries = append(entries, entry{text: changeText(c, library, sorted[:n])})
		sorted = sorted[n:]
	}
	return entries
}

// What an entry shows of changes at most.
const (
	changesTogether  = 5 // documents
	changedSentences = 3 // of a document, old and new
	changedFields    = 4
	maxValue         = 60
	maxChanged       = 220 // characters of a sentence
)

// changeText says what happened to documents: one, or several of which nothing more
// is to be said.
func changeText(c *call, library *corpus.Corpus, changes []corpus.Change) string {
	w, first := c.libraryWords(), changes[0]
	what := w.happened[first.Kind]
	if first.Kind == corpus.ChangeChanged && len(first.Fields) > 0 && len(first.Passages)+first.Moved+first.More == 0 {
		what = w.stated
	}
	lines := []string{"**" + first.Date.String() + "** · " + what}
	if first.By != "" {
		lines[0] += w.by(titlesOf(library, []string{first.By})[0])
	}
	slices.SortFunc(changes, func(a, b corpus.Change) int { return strings.Compare(a.Title, b.Title) })
	for i, x := range changes {
		if i == changesTogether {
			lines = append(lines, "-# "+w.moreDocuments(len(changes)-i))
			break
		}
		lines = append(lines, changedTitle(x))
	}
	for i, f := range first.Fields {
		if i == changedFields {
			lines = append(lines, "-# …")
			break
		}
		name := cmp.Or(w.fields[f.Name], shorten(strings.ReplaceAll(f.Name, "_", " "), maxValue))
		lines = append(lines, "-# "+w.became(name, w.value(f.Old), w.value(f.New)))
	}
	return strings.Join(append(lines, changedWords(w, first)...), "\n")
}

func changedTitle(x corpus.Change) string {
	return joined("", " · ", withLink(shorten(x.Title, maxListTitle), x.URL, maxListLink), shorten(x.Number, maxListNumber))
}

// value is what a field of the metadata said.
func (w libraryWords) value(text string) string {
	if text == "" {
		return w.notStated
	}
	return shorten(text, maxValue)
}

// changedWords shows sentences of a document, the old and the new in turn.
func changedWords(w libraryWords, x corpus.Change) []string {
	var lines []string
	shown, more := 0, x.More
	for _, p := range x.Passages {
		n := max(len(p.Old), len(p.New))
		take := min(n, changedSentences-shown)
		shown, more = shown+take, more+n-take
		for i := range take {
			if i < len(p.Old) {
				lines = append(lines, "> − ~~"+shorten(p.Old[i], maxChanged)+"~~")
			}
			if i < len(p.New) {
				lines = append(lines, "> + "+shorten(p.New[i], maxChanged))
			}
		}
	}
	var rest []string
	if more > 0 {
		rest = append(rest, w.moreSentences(more))
	}
	if x.Moved > 0 {
		rest = append(rest, w.moved(x.Moved))
	}
	return append(lines, nonEmpty(joined("-# ", " · ", rest...))...)
}
