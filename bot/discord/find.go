package discord

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

// How many passages are shown, and how much of each.
const (
	maxHits        = 5
	hitsOfDocument = 2 // where the whole library is searched
	maxSnippet     = 320
	maxHitLink     = 400
	maxHeading     = 120
)

// runSearch shows passages: no model is asked, and no place is taken from those who
// ask one.
func runSearch(ctx context.Context, d *desk, c *call) error {
	ix, q := d.Index(), retrieval.Query{Text: c.option(optionQuery), N: maxHits, PerDocument: hitsOfDocument}
	switch n := utf8.RuneCountInString(q.Text); {
	case n == 0:
		return bot.ErrEmptyQuestion
	case n > bot.MaxQuestion:
		return bot.ErrQuestionTooLong
	}
	doc, err := d.documentGiven(c)
	if err != nil {
		return err
	}
	if doc != nil {
		q.Filter.Documents, q.PerDocument = []string{doc.ID}, 0
	}
	if q.Filter.Issuer, err = d.issuerGiven(c); err != nil {
		return err
	}
	if err := c.lookUp(ctx, note(c.words.searching)); err != nil { // a server of vectors may be slow
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, d.limits.answer)
	defer cancel()
	hits, timing, err := ix.Search(ctx, q)
	if err != nil {
		return fmt.Errorf("searching: %w", err)
	}
	_, err = c.reply.put(ctx, 0, foundMessage(c, ix.Corpus(), q.Text, hits, timing))
	return err
}

// foundMessage lists passages, the nearest first.
func foundMessage(c *call, library *corpus.Corpus, query string, hits []retrieval.Hit, timing retrieval.Timing) message {
	w := c.libraryWords()
	l := listing{head: w.found(shorten(query, maxField)), most: maxHits, foot: []string{w.bySearch}}
	if timing.LexicalOnly != nil {
		l.foot = append(l.foot, w.wordsOnly)
	}
	if len(hits) == 0 {
		return textMessage(page{l.head, w.noPassages})
	}
	for _, limit := range hitLimits {
		l.entries = hitEntries(c, library, query, hits, limit)
		if len(l.leaves()) == 1 {
			break
		}
	}
	l.entries = l.leaves()[0]
	return l.page(w, 0)
}

// A hitLimit is how much is shown of a passage, and of an address that leads to it: a
// longer one gives way to the document's own. Both are in escaped characters.
type hitLimit struct{ snippet, link int }

// hitLimits are tried in turn, until the passages fit into one message.
var hitLimits = []hitLimit{{maxSnippet, maxHitLink}, {maxSnippet / 2, maxHitLink}, {maxSnippet / 2, 0}, {maxSnippet / 4, 0}}

// hitEntries are what a list shows of passages: the document, with a link to the place,
// the headings, and words of the passage.
func hitEntries(c *call, library *corpus.Corpus, query string, hits []retrieval.Hit, limit hitLimit) []entry {
	var entries []entry
	for i, h := range hits {
		e := documentEntry(c, library, h.Document, i+1, hitTitle(query, h, limit.link))
		if heading := headingOf(h); heading != "" {
			e.text += "\n-# " + heading
		}
		e.text += "\n> " + snippet(query, h, limit.snippet)
		entries = append(entries, e)
	}
	return entries
}

// hitTitle is the title of a passage's document, linked to the sentence that is nearest
// to a query.
func hitTitle(query string, h retrieval.Hit, most int) string {
	span := corpus.Span{Start: h.Passage.Start, End: h.Passage.End}
	if len(h.Passage.Sentences) > 0 {
		span = h.Passage.Sentences[h.Nearest(query)]
	}
	if address := bot.LinkTo(h.Document, span); len(address) <= most {
		return withLink(called(h.Document, maxListTitle), address, most)
	}
	return linked(h.Document, maxListTitle, maxListLink)
}

// headingOf is where in a document a passage stands.
func headingOf(h retrieval.Hit) string {
	return shorten(headingPath(h.Passage.Heading, h.Document.Title), maxHeading)
}

// snippet is the sentence of a passage that is nearest to a query, with what stands
// around it as far as there is room; what is left out is marked.
func snippet(query string, h retrieval.Hit, limit int) string {
	text, sentences := h.Document.Text, h.Passage.Sentences
	if len(sentences) == 0 {
		return shorten(text[h.Passage.Start:h.Passage.End], limit)
	}
	from := h.Nearest(query)
	to := from
	size := func(from, to int) int { return length(escape(text[sentences[from].Start:sentences[to].End])) }
	for to+1 < len(sentences) && size(from, to+1) <= limit {
		to++
	}
	for from > 0 && size(from-1, to) <= limit {
		from--
	}
	shown := shorten(text[sentences[from].Start:sentences[to].End], limit)
	if from > 0 {
		shown = "… " + shown
	}
	if to+1 < len(sentences) && !strings.HasSuffix(shown, "…") {
		shown += " …"
	}
	return shown
}
