package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// maxMarked is how many answers are marked at once: each takes two requests. The others
// are listed.
const maxMarked = 50

// maxUnmarked is how many of the others are.
const maxUnmarked = 500

// unmarked says why an answer could not be marked.
type unmarked int

const (
	unmarkedGone unmarked = iota
	unmarkedClosed
	unmarkedFull
	unmarkedFailed
)

var errNoRoom = errors.New("the message has no room for a line more")

// markStale puts a line on top of the answers that were found, and says what came of it.
func markStale(_ context.Context, d *desk, c *call) error {
	w := ownerWordsOf(c.person.language)
	var found staleness
	ok := false
	if len(c.args) == 1 {
		found, ok = d.findings.take(c.args[0])
	}
	if !ok {
		return c.whisper(d.talk, []page{{w.nobody}})
	}
	if err := c.whisper(d.talk, []page{{"-# " + w.marked(0, len(found.answers))}}); err != nil {
		return err
	}
	show := goLive(d.talk, c.reply, d.limits.edit)
	n := min(len(found.answers), maxMarked)
	now, rest := found.answers[:n], found.answers[n:]
	failed := make(map[unmarked]int)
	done := 0
	for _, a := range now {
		if why, ok := d.markOne(d.work, a); ok {
			done++
		} else {
			failed[why]++
		}
		show.show(note("-# " + w.marked(done, len(found.answers))))
	}
	show.end(d.talk)
	return d.tellOwner(c, pack(append(w.markings(done, len(found.answers), failed), d.rest(d.talk, w, rest)...)))
}

// markings says what came of marking answers.
func (w ownerWords) markings(done, of int, failed map[unmarked]int) []block {
	blocks := []block{{text: w.marked(done, of)}}
	for why := unmarkedGone; why <= unmarkedFailed; why++ {
		if n := failed[why]; n > 0 {
			blocks = append(blocks, block{text: w.notMarked(n, w.whys[why]), glue: "\n"})
		}
	}
	return blocks
}

// rest lists answers that were not marked.
func (d *desk) rest(ctx context.Context, w ownerWords, answers []staleAnswer) []block {
	if len(answers) == 0 {
		return nil
	}
	blocks := []block{{text: w.markRest(len(answers)), part: true, keeps: true}}
	for i, a := range answers {
		if i == maxUnmarked {
			return append(blocks, block{text: w.more(len(answers) - i), glue: "\n"})
		}
		blocks = append(blocks, block{text: d.whereIs(ctx, a), glue: "\n"})
	}
	return blocks
}

// whereIs leads to an answer, and names what has changed.
func (d *desk) whereIs(ctx context.Context, a staleAnswer) string {
	guild := cmp.Or(d.room(ctx, a.post.Channel).Guild, "@me")
	return addressOf(guild, a.post) + " · " + a.titles[0]
}

// markOne marks an answer, and says why it could not.
func (d *desk) markOne(ctx context.Context, a staleAnswer) (unmarked, bool) {
	err := d.markMessage(ctx, a)
	switch status := statusOf(err); {
	case err == nil:
		return 0, true
	case errors.Is(err, errNoRoom):
		return unmarkedFull, false
	case status == http.StatusNotFound:
		return unmarkedGone, false
	case status == http.StatusForbidden, isShut(err):
		return unmarkedClosed, false
	}
	d.log.Warn("marking an answer", "receipt", a.post.Receipt, "error", err)
	return unmarkedFailed, false
}

// markMessage puts a line on top of the first message of an answer and keeps the rest.
// Meanwhile nobody can correct an answer, so it is not tried for long.
func (d *desk) markMessage(ctx context.Context, a staleAnswer) error {
	d.revising.Lock()
	defer d.revising.Unlock()
	ctx, cancel := context.WithTimeout(ctx, reviseWithin)
	defer cancel()
	data, err := d.api.onMessage(ctx, http.MethodGet, a.post.Channel, a.post.Messages[0], nil)
	if err != nil {
		return err
	}
	var old struct {
		Components []json.RawMessage `json:"components"`
	}
	if err := json.Unmarshal(data, &old); err != nil {
		return fmt.Errorf("reading message %q of an answer: %w", a.post.Messages[0], err)
	}
	components, changed, err := markedOn(old.Components, ownerWordsOf(a.language), a.titles)
	if err != nil || !changed {
		return err
	}
	_, err = d.api.onMessage(ctx, http.MethodPatch, a.post.Channel, a.post.Messages[0], struct {
		Components []json.RawMessage      `json:"components"`
		Mentions   mentions               `json:"allowed_mentions"`
		Flags      discordgo.MessageFlags `json:"flags"`
	}{components, mentions{}, plainFlags})
	return err
}

// maxComponents is how many components a message may have, those in others included.
const maxComponents = 40

// markedOn returns the components of a message with the mark on top. One that is there
// already names the other documents, too.
func markedOn(components []json.RawMessage, w ownerWords, titles []string) (marked []json.RawMessage, changed bool, err error) {
	for i, c := range components {
		mark, named := markIn(c)
		if mark == "" {
			continue
		}
		isNamed := func(title string) bool { return strings.Contains(named, title) }
		if titles = slices.DeleteFunc(slices.Clone(titles), isNamed); len(titles) == 0 {
			return components, false, nil
		}
		w.mark, titles, components = mark, append([]string{named}, titles...), slices.Delete(slices.Clone(components), i, i+1)
		break
	}
	if len(titles) > maxListed {
		titles = titles[:maxListed]
	}
	line := w.mark + strings.Join(titles, w.comma)
	texts, number := measure(components)
	if texts+length(line) > maxText || number >= maxComponents {
		return nil, false, errNoRoom
	}
	data, err := json.Marshal(discordgo.TextDisplay{Content: line})
	return slices.Concat([]json.RawMessage{data}, components), true, err
}

// markIn is how a component that is a mark begins, and what it names.
func markIn(component json.RawMessage) (mark, named string) {
	var text struct {
		Type    discordgo.ComponentType
		Content string
	}
	if json.Unmarshal(component, &text) != nil || text.Type != discordgo.TextDisplayComponent {
		return "", ""
	}
	for _, mark := range []string{ownerEnglish.mark, ownerChinese.mark} {
		if named, is := strings.CutPrefix(text.Content, mark); is {
			return mark, named
		}
	}
	return "", ""
}

// measure counts the text of components and their number.
func measure(components []json.RawMessage) (texts, number int) {
	for _, c := range components {
		var inner struct {
			Content    string
			Components []json.RawMessage
			Accessory  json.RawMessage
		}
		if json.Unmarshal(c, &inner) != nil {
			continue
		}
		if len(inner.Accessory) > 0 {
			inner.Components = append(inner.Components, inner.Accessory)
		}
		t, n := measure(inner.Components)
		texts, number = texts+length(inner.Content)+t, number+1+n
	}
	return texts, number
}
