package bot

import (
	"slices"

	"footnote/corpus"
)

// A Citation is a proven quotation: its words stand in its document exactly as
// they are shown. Only the verifier makes one; there is no other way to get a
// Citation that is not zero.
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
