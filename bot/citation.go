package bot

import (
	"slices"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/retrieval"
)

// A Citation is a proven quotation: its words stand in its document exactly as
// they are shown. Only a proof makes one, of what package verify found or passed; there
// is no other way to get a Citation that is not zero.
type Citation struct {
	n        int
	document *corpus.Document
	passage  *corpus.Passage
	span     corpus.Span
	day      corpus.Date // that the question is about
	status   corpus.Status
	today    corpus.Status
	before   string
	after    string
	earlier  bool // of a version that its document no longer has

	translation string
}

// N is the number of the citation in its answer, from 1.
func (c Citation) N() int { return c.n }

// Document is the document quoted from.
func (c Citation) Document() *corpus.Document { return c.document }

// Passage is the passage quoted from.
func (c Citation) Passage() *corpus.Passage { return c.passage }

// Span is the place of the quotation in the document's text.
func (c Citation) Span() corpus.Span { return c.span }

// Status is that of the document on the day the question is about.
func (c Citation) Status() corpus.Status { return c.status }

// Today is the status of the document today, where it is another than on the day
// the question is about and says that the text does not apply. Otherwise it is
// empty.
func (c Citation) Today() corpus.Status {
	if c.today == c.status || !over(c.today) && c.today != corpus.StatusNotYet {
		return ""
	}
	return c.today
}

// over reports whether a document of a status has been in force and is no more.
func over(s corpus.Status) bool {
	return s == corpus.StatusSuperseded || s == corpus.StatusRepealed || s == corpus.StatusExpired
}

// Quote is the quotation: the bytes of the document's text at [Citation.Span].
func (c Citation) Quote() string { return c.document.Text[c.span.Start:c.span.End] }

// Page names the page that the quotation is on, as it is printed there, such as
// "iv" or "12", or "12–13" where it goes on to another. A document without
// pages has none.
func (c Citation) Page() string {
	first, last := c.document.PageAt(c.span.Start), c.document.PageAt(c.span.End-1)
	if first.Number == 0 || last == first {
		return last.String()
	}
	return first.String() + "–" + last.String()
}

// Sheet names the page that the quotation is on as it is counted from the first of
// the file, or "13–14", where that is not what is printed there; else it is empty.
func (c Citation) Sheet() string {
	first, last := c.document.PageAt(c.span.Start), c.document.PageAt(c.span.End-1)
	first.Label, last.Label = "", ""
	sheet := last.String()
	if first.Number != 0 && first != last {
		sheet = first.String() + "–" + sheet
	}
	if sheet == c.Page() {
		return ""
	}
	return sheet
}

// File is the path of the document in the corpus folder, where it has no address and
// states no title that would tell it apart; else it is empty.
func (c Citation) File() string {
	if c.document.URL != "" || !slices.Contains(c.document.Derived, "title") {
		return ""
	}
	return c.document.Path
}

// Before is the sentence of the same section before the quotation, if any.
func (c Citation) Before() string { return c.before }

// After is the sentence of the same section after the quotation, if any.
func (c Citation) After() string { return c.after }

// Translation is the quotation in the language of the answer, where it is in
// another: a machine has made it, and nothing has checked it. It is empty where
// there is none.
func (c Citation) Translation() string { return c.translation }

// prove checks that a quotation stands in the passage of a hit and that the
// claim rests on it. It returns the citation, or why there is none.
func prove(ix *retrieval.Index, day corpus.Date, hit retrieval.Hit, quote, claim string) (Citation, string) {
	d, p := hit.Document, hit.Passage
	span, ok := verify.FindQuote(d.Text, corpus.Span{Start: p.Start, End: p.End}, quote)
	if !ok {
		return Citation{}, "quotation: its words are not in the passage"
	}
	if v := verify.Claim(claim, evidenceOf(ix, day, d, p, span)); !v.OK {
		return Citation{}, v.Why
	}
	return citationOf(ix, day, d, p, span), ""
}

// citationOf cites a part of a passage that proves a claim. This is the only place
// where a [Citation] is made.
func citationOf(ix *retrieval.Index, day corpus.Date, d *corpus.Document, p *corpus.Passage, span corpus.Span) Citation {
	c := Citation{document: d, passage: p, span: span, day: day, status: statusOf(ix, d, day), earlier: isEarlier(ix, d)}
	return c.surrounded(passagesOf(ix, d))
}

// evidenceOf is what a claim rests on that quotes a part of a passage, or any of it
// where the part is empty.
func evidenceOf(ix *retrieval.Index, day corpus.Date, d *corpus.Document, p *corpus.Passage, quoted corpus.Span) verify.Evidence {
	ev := verify.Evidence{Heading: p.Heading, Meta: d.Meta, Status: statusOf(ix, d, day), Glossary: ix.Corpus().Glossary()}
	for i, s := range p.Sentences {
		ev.Sentences = append(ev.Sentences, d.Text[s.Start:s.End])
		if s.Start < quoted.End && quoted.Start < s.End {
			if ev.Quoted.End == 0 {
				ev.Quoted.Start = i
			}
			ev.Quoted.End = i + 1
		}
	}
	return ev
}

// neighboursOf returns the sentences of the same section just before and just
// after a quotation. They may be of the passages beside its own.
func neighboursOf(d *corpus.Document, passages []corpus.Passage, p *corpus.Passage, quoted corpus.Span) (before, after string) {
	section := corpus.Span{Start: p.Start, End: p.End}
	for _, s := range d.Sections {
		if s.Start <= quoted.Start && quoted.Start < s.End {
			section = corpus.Span{Start: s.Body, End: s.End}
		}
	}
	for _, s := range nearbySentences(passages, p) {
		if s.Start < section.Start || s.End > section.End {
			continue
		}
		if s.End <= quoted.Start {
			before = d.Text[s.Start:s.End]
		}
		if s.Start >= quoted.End {
			return before, d.Text[s.Start:s.End]
		}
	}
	return before, ""
}

// nearbySentences returns the sentences of a passage of a document and of the two
// beside it.
func nearbySentences(passages []corpus.Passage, p *corpus.Passage) []corpus.Span {
	at := slices.IndexFunc(passages, func(q corpus.Passage) bool { return q.ID == p.ID })
	if at < 0 {
		return p.Sentences
	}
	var out []corpus.Span
	for i := max(0, at-1); i <= min(at+1, len(passages)-1); i++ {
		out = append(out, passages[i].Sentences...)
	}
	return out
}
