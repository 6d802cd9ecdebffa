package bot

import (
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// prove makes the citation of a quotation from a hit, or says why it cannot.
func prove(ix *retrieval.Index, day corpus.Date, hit retrieval.Hit, claim, quotation string) (Citation, string) {
	p, d := hit.Passage, hit.Document
	at := strings.Index(d.Text[p.Start:p.End], quotation)
	if at < 0 {
		return Citation{}, "not in the passage"
	}
	return Citation{document: d, passage: p, span: corpus.Span{Start: p.Start + at, End: p.Start + at + len(quotation)}}, ""
}
