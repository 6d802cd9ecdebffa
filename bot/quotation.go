package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/retrieval"
)

// A NotQuotedError is returned for words that no document says.
type NotQuotedError struct {
	Words   string
	Closest *Nearest // nil where nothing is close
}

func (e NotQuotedError) Error() string {
	return fmt.Sprintf("no document says %.100q: copy the words as they stand", e.Words)
}

// ErrUnquotable is returned for words of which a document says more than may be quoted.
var ErrUnquotable = errors.New("so much of this document may not be quoted: take fewer words")

// Quote cites words that somebody says stand in the library, those of an ellipsis too.
// Widths, kinds of quotation marks and dashes, and spaces may differ; the citation has
// what the text says. A document, by its ID, its number or its title, restricts where
// they are looked for; where several say them, it is the one that answers for them best.
//
// Words that no document says are a [NotQuotedError]; [ErrUnknownDocument] and
// [ErrUnquotable] are the others that are no fault of the program.
func (a *Assistant) Quote(ctx context.Context, words, document string) (Citation, error) {
	ix := a.library.Load()
	var filter retrieval.Filter
	if document != "" {
		if filter.Documents = ix.called(document); filter.Documents == nil {
			return Citation{}, fmt.Errorf("document %q: %w", document, ErrUnknownDocument)
		}
	}
	hits, _, err := ix.Search(ctx, retrieval.Query{Text: words, N: searched, Filter: filter})
	if err != nil {
		return Citation{}, fmt.Errorf("looking for a quotation: %w", err)
	}
	day := corpus.DateOf(a.now())
	for _, h := range hits {
		if c, ok := ix.saying(day, h.Document, h.Passage, words); ok {
			return permitted(c)
		}
	}
	for _, d := range ix.Corpus().Documents {
		if filter.Documents != nil && !slices.Contains(filter.Documents, d.ID) {
			continue
		}
		passages := passagesOf(ix.Index, d)
		for i := range passages {
			if c, ok := ix.saying(day, d, &passages[i], words); ok {
				return permitted(c)
			}
		}
		if err := ctx.Err(); err != nil {
			return Citation{}, err
		}
	}
	return Citation{}, NotQuotedError{words, nearestOf(words, hits)}
}

// called are the IDs of the documents of an ID, a number or a title.
func (ix *library) called(name string) []string {
	if d, ok := ix.Corpus().Document(name); ok {
		return []string{d.ID}
	}
	want := verify.Fold(strings.ToLower(name))
	var ids []string
	for _, d := range ix.Corpus().Documents {
		for _, has := range []string{d.ID, d.Number, d.Title} {
			if has != "" && verify.Fold(strings.ToLower(has)) == want {
				ids = append(ids, d.ID)
				break
			}
		}
	}
	return ids
}

// saying cites the words of a passage, if it says them.
func (ix *library) saying(day corpus.Date, d *corpus.Document, p *corpus.Passage, words string) (Citation, bool) {
	span, ok := verify.FindQuote(d.Text, corpus.Span{Start: p.Start, End: p.End}, words)
	if !ok {
		return Citation{}, false
	}
	return citationOf(ix.Index, day, d, p, span), true
}

// permitted returns a citation of what may be quoted.
func permitted(c Citation) (Citation, error) {
	if !new(Answer).mayQuote(c) {
		return Citation{}, fmt.Errorf("%d characters of document %q: %w", utf8.RuneCountInString(c.Quote()), c.document.ID, ErrUnquotable)
	}
	c.n = 1
	return c, nil
}

// nearestOf is the sentence of some hits that has most of some words, of equals the
// one of the better hit.
func nearestOf(words string, hits []retrieval.Hit) *Nearest {
	var best *Nearest
	most, terms := 0, termsIn(words)
	for _, h := range hits {
		for _, s := range h.Passage.Sentences {
			text := h.Document.Text[s.Start:s.End]
			if shared := overlap(terms, termsIn(text)); shared > most {
				most, best = shared, &Nearest{Passage: h.Passage.ID, Document: h.Document, Quote: text, Score: h.Score}
			}
		}
	}
	return best
}

// Evidence is what is kept of the citation.
func (c Citation) Evidence() Evidence {
	return Evidence{
		Document: c.document.ID, Passage: c.passage.ID, Digest: c.document.Digest,
		Start: c.span.Start, End: c.span.End, Translation: c.translation,
	}
}
