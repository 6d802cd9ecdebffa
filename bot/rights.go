package bot

import (
	"slices"
	"unicode/utf8"

	"footnote/corpus"
)

// How much is quoted of a document, in characters: on one card, and in one answer.
// More would be the document and not an answer; where only quotations are allowed,
// it would not be one either.
const (
	longestQuote     = 2000
	mostQuoted       = 6000
	longestQuoteOnly = 400
	mostQuoteOnly    = 1000
)

const whyRights = "rights: no more of this document may be quoted"

// mayQuote reports whether a citation may stand in the answer beside those that
// there are, and those that are to come.
func (a *Answer) mayQuote(c Citation, coming ...Citation) bool {
	longest, most := longestQuote, mostQuoted
	if c.document.Rights == corpus.RightsQuoteOnly {
		longest, most = longestQuoteOnly, mostQuoteOnly
	}
	size := utf8.RuneCountInString(c.Quote())
	if size > longest {
		return false
	}
	for _, have := range slices.Concat(a.Citations, coming) {
		if have.document != c.document {
			continue
		}
		if have.span == c.span {
			return true // it is there
		}
		size += utf8.RuneCountInString(have.Quote())
	}
	return size <= most
}

// surrounded adds to a citation the sentences beside its quotation, where those may
// be quoted too.
func (c Citation) surrounded(passages []corpus.Passage) Citation {
	if c.document.Rights != corpus.RightsQuoteOnly {
		c.before, c.after = neighboursOf(c.document, passages, c.passage, c.span)
	}
	return c
}
