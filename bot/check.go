package bot

import (
	"fmt"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/retrieval"
)

// CheckCited verifies a claim as a sentence of an answer that cites a passage:
// it is supported when one of those that hold a quotation proves it, with what
// is known of their document on a day.
func CheckCited(ix *retrieval.Index, day corpus.Date, claim, document, quote string) (verify.Checked, error) {
	d, ok := ix.Corpus().Document(document)
	if !ok {
		return verify.Checked{}, fmt.Errorf("looking for %q: %w", document, ErrUnknownDocument)
	}
	span, ok := verify.FindQuote(d.Text, corpus.Span{End: len(d.Text)}, quote)
	if !ok {
		return verify.Checked{}, fmt.Errorf("the document %q does not hold the words %q", document, quote)
	}
	var best verify.Checked
	claim = corpus.Normalize(claim)
	passages := ix.PassagesOf(document)
	for i, p := range passages {
		if p.End <= span.Start || span.End <= p.Start {
			continue
		}
		if c := verify.CheckIn(claim, evidenceOf(ix, day, d, &passages[i], corpus.Span{})); c.Score >= best.Score {
			best = c
		}
	}
	return best, nil
}
