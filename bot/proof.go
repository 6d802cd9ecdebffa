package bot

import (
	"footnote/corpus"
)

// A cited place is a passage with the part of it that a sentence names.
type cited struct {
	document *corpus.Document
	place
}

// proveWritten checks that a sentence rests on a part of a passage. It returns the
// citation of the sentences that prove it or, where the verdict is that only a few
// words keep them from it, of those.
func (ix *library) proveWritten(day corpus.Date, at cited, claim string) (Citation, verdict) {
	d, p := at.document, at.passage
	ev := evidenceOf(d, p, at.span, statusOf(ix.Index, d, day))
	v := verify(claim, ev)
	if !v.ok && !v.border {
		return Citation{}, v
	}
	span := corpus.Span{Start: p.Sentences[v.window.Start].Start, End: p.Sentences[v.window.End-1].End}
	return Citation{document: d, passage: p, span: span, day: day, status: ev.status, earlier: isEarlier(ix.Index, d)}.surrounded(passagesOf(ix.Index, d)), v
}
