package bot

import (
	"fmt"
	"slices"

	"footnote/corpus"
	"footnote/retrieval"
)

// A Checked claim is one that was compared with passages.
type Checked struct {
	Supported bool    // a passage proves it
	Score     float64 // from 0 to 1: how nearly it is supported, and at least 1/2 when it is
	Why       string  // of a claim that is not supported: what is wrong, then with what
}

// Check verifies a claim as a sentence of an answer is verified against the
// passage that it cites: it is supported when any of the passages proves it.
//
// The score ranks claims and is no probability. It is how like its passage a
// claim is in words, names and figures, in the upper half of the range for what
// is supported and in the lower half for what is not. Word for word is 1.
func Check(claim string, passages []string) Checked {
	claim = corpus.Normalize(claim)
	best := Checked{Why: "content: the source has no sentences"}
	for _, p := range passages {
		for part := range slices.Chunk(sentencesOf(corpus.Normalize(p)), mostSentences) {
			if c := checkIn(claim, evidence{sentences: part}); c.Score >= best.Score {
				best = c
			}
		}
	}
	return best
}

// CheckCited verifies a claim as a sentence of an answer that cites a passage:
// it is supported when one of those that hold a quotation proves it, with what
// is known of their document on a day.
func CheckCited(ix *retrieval.Index, day corpus.Date, claim, document, quote string) (Checked, error) {
	d, ok := ix.Corpus().Document(document)
	if !ok {
		return Checked{}, fmt.Errorf("looking for %q: %w", document, ErrUnknownDocument)
	}
	span, ok := findQuote(d.Text, corpus.Span{End: len(d.Text)}, quote)
	if !ok {
		return Checked{}, fmt.Errorf("the document %q does not hold the words %q", document, quote)
	}
	var best Checked
	claim = corpus.Normalize(claim)
	passages := ix.PassagesOf(document)
	for i, p := range passages {
		if p.End <= span.Start || span.End <= p.Start {
			continue
		}
		if c := checkIn(claim, evidenceOf(ix, day, d, &passages[i], corpus.Span{})); c.Score >= best.Score {
			best = c
		}
	}
	return best, nil
}

func sentencesOf(text string) []string {
	var out []string
	for _, s := range corpus.Sentences(text) {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

func checkIn(claim string, ev evidence) Checked {
	v := verify(claim, ev)
	switch {
	case v.verbatim:
		return Checked{Supported: true, Score: 1}
	case v.ok:
		return Checked{Supported: true, Score: (1 + likeness(claim, ev.sentences)) / 2}
	}
	return Checked{Score: likeness(claim, ev.sentences) / 2, Why: v.why}
}
