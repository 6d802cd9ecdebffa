package discord

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
)

// pressDocument shows the card of the document that was chosen from a menu.
func pressDocument(ctx context.Context, d *desk, c *call) error {
	if len(c.chosen()) != 1 {
		return errUnread
	}
	doc := documentOf(d.Index().Corpus(), c.chosen()[0])
	if doc == nil {
		return bot.ErrUnknownDocument
	}
	return c.privately(ctx, d.documentCard(c, doc))
}

// documentCard is all that is known of a document, with its official page and its
// changes behind buttons.
func (d *desk) documentCard(c *call, doc *corpus.Document) message {
	w, library := c.libraryWords(), d.Index().Corpus()
	head := "**" + titleOf(doc) + "**\n" +
		joined("", " · ", c.words.kinds[doc.Kind], shorten(doc.Issuer, maxField), shorten(doc.Number, maxField), w.languageOf(doc.Language))
	body := append(d.life(c, library, doc), d.origin(c, doc)...)
	buttons := officialPage(w.official, doc)
	if d.Versions != nil {
		buttons = append(buttons, button(w.whatChanged, discordgo.SecondaryButton, verbChanges, append([]string{"0"}, arguments("", keyOf(doc.ID))...)...))
	}
	var rows []discordgo.MessageComponent
	if len(buttons) > 0 {
		rows = append(rows, row(buttons...))
	}
	return textMessage(page{head, strings.Join(body, "\n") + "\n-# " + w.id(shorten(doc.ID, maxField))}, rows...)
}

// maxRelated is how many of the documents are named that one supersedes.
const maxRelated = 3

// life says when a document was and is in force, and which others go with it.
func (d *desk) life(c *call, library *corpus.Corpus, doc *corpus.Document) []string {
	w, today := c.libraryWords(), corpus.DateOf(time.Now())
	var lines []string
	if !doc.Published.IsZero() {
		lines = append(lines, w.published(doc.Published.String()))
	}
	if !doc.EffectiveFrom.IsZero() || !doc.EffectiveTo.IsZero() {
		lines = append(lines, w.effective(doc.EffectiveFrom.String(), doc.EffectiveTo.String()))
	}
	status := library.StatusAt(doc, today)
	switch flag := c.words.statuses[status]; {
	case flag != "":
		lines = append(lines, w.status("**"+flag+"**"))
	case status == corpus.StatusInForce:
		lines = append(lines, w.status(w.inForce))
	case doc.Kind.Binding():
		lines = append(lines, w.status(w.unknown))
	}
	if !doc.Withdrawn.IsZero() {
		lines = append(lines, "**"+c.words.withdrawn(doc.Withdrawn)+"**")
	}
	if successor := library.Successor(doc, today); successor != nil {
		lines = append(lines, w.supersededBy(named(successor)))
	}
	if titles := titlesOf(library, doc.Supersedes); len(titles) > 0 {
		lines = append(lines, w.supersedes(strings.Join(titles, w.comma)))
	}
	if titles := titlesOf(library, nonEmpty(doc.TranslationOf)); len(titles) > 0 {
		lines = append(lines, w.translationOf(titles[0]))
	}
	return lines
}

// titlesOf names documents by their IDs: by title where the library has them.
func titlesOf(library *corpus.Corpus, ids []string) []string {
	var titles []string
	for _, id := range ids[:min(len(ids), maxRelated)] {
		if d, ok := library.Document(id); ok {
			titles = append(titles, named(d))
		} else {
			titles = append(titles, shorten(id, maxField))
		}
	}
	if len(ids) > maxRelated {
		titles = append(titles, "…")
	}
	return titles
}

// named is the title of another document, with its date.
func named(d *corpus.Document) string {
	return linked(d, maxField, maxListLink) + marked(" (", d.Published.String(), ")")
}

// origin says what a document is made of, where it comes from and how often it has
// changed.
func (d *desk) origin(c *call, doc *corpus.Document) []string {
	w, s := c.libraryWords(), sourceOf(doc, "")
	sections := 0
	for _, section := range doc.Sections {
		if len(section.Heading) > 0 {
			sections++
		}
	}
	lines := []string{w.size(doc.PageCount(), sections, len(d.Index().PassagesOf(doc.ID)))}
	retrieved := ""
	if !doc.Retrieved.IsZero() {
		retrieved = w.retrieved(doc.Retrieved.String())
	}
	lines = append(lines, joined("", " · ", retrieved, w.rights[doc.Rights]), d.versionsOf(w, doc))
	if places := s.places(); len(places) > 0 {
		lines = append(lines, c.words.copiesAt(places, len(s.copies)-len(places)))
	}
	if doc.Kind == corpus.KindBrief {
		lines = append(lines, c.words.basedOn(shorten(doc.BasedOn.Publisher, maxField), shorten(doc.BasedOn.Title, maxField)))
	}
	return nonEmpty(lines...)
}

// versionsOf says how many versions of a document are kept.
func (d *desk) versionsOf(w libraryWords, doc *corpus.Document) string {
	if d.Versions == nil {
		return ""
	}
	histories, _, err := d.Versions()
	if err != nil {
		d.log.Warn("reading the versions of a document", "document", doc.ID, "err", err)
		return ""
	}
	i := slices.IndexFunc(histories, func(h corpus.History) bool { return h.ID == doc.ID })
	if i < 0 || len(histories[i].Versions) == 0 {
		return ""
	}
	v := histories[i].Versions
	day := func(t time.Time) string { return corpus.DateOf(t.Local()).String() }
	return w.versions(len(v), day(v[0].Seen), day(v[len(v)-1].Seen))
}
