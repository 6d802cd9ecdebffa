package retrieval

import (
	"math/big"
	"slices"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// quantityTerms returns the index terms of the figures and dates of a text, in
// order, so that they meet however and in whichever language they are written:
//
//	1000万元, RMB 10 million, 10,000,000    #10000000
//	百分之五, 5 percent                     #5%
//	三年, 36 months                         #36month
//	第十二条, Article 12                     #12article
//	〔2024〕12号, [2024] No. 12              #12document number 2024
//	2024年6月5日, 5 June 2024               @2024-06-05 @2024-06 @2024
//	6月5日, without a year                  @--06-05 @--06
//
// A figure is its value: only per cent, durations and numbered parts keep their
// unit, so that neither currency nor what is counted parts two figures, nor a
// bound such as "at most". A range has the terms of its two ends. No other index
// term begins with # or @. A number below 1000 in digits that counts nothing has
// no term, as it is an index term itself; nor has a bare ordinal, or a reference
// that is no number.
func quantityTerms(text string) []string { return termsOf(quantitiesIn(text)) }

// quantitiesIn are the figures and dates of a text in either Chinese script.
func quantitiesIn(text string) []quantity.Quantity { return quantity.Find(corpus.Simplify(text)) }

func termsOf(quantities []quantity.Quantity) []string {
	var terms []string
	for _, q := range quantities {
		if q.Kind == quantity.Date {
			terms = append(terms, dateTerms(q.Date, q.DateTo)...)
		} else {
			terms = append(terms, valueTerms(q)...)
		}
	}
	return terms
}

// dateTerms are the days, months and years of a date or of the ends of a span.
func dateTerms(from, to quantity.Day) []string {
	terms := dayTerms(from)
	if to == (quantity.Day{}) {
		return terms
	}
	for _, t := range dayTerms(to) {
		if !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	return terms
}

// dateMark begins the index terms of days, months and years.
const dateMark = "@"

func dayTerms(d quantity.Day) []string {
	terms := []string{dateMark + d.String()}
	if d.Day > 0 {
		d.Day = 0
		terms = append(terms, dateMark+d.String())
	}
	if d.Month > 0 && d.Year > 0 {
		d.Month = 0
		terms = append(terms, dateMark+d.String())
	}
	return terms
}

// valueTerms are the value of a figure, or both ends of a range.
func valueTerms(q quantity.Quantity) []string {
	name, ok := valueName(q)
	if !ok || q.Value == nil {
		return nil
	}
	terms := []string{"#" + decimal(q.Value) + name}
	if q.To != nil {
		terms = append(terms, "#"+decimal(q.To)+name)
	}
	return terms
}

// valueName is what stands behind the value in the term of a figure. It reports
// false where the figure has none.
func valueName(q quantity.Quantity) (name string, ok bool) {
	switch q.Kind {
	case quantity.Percent:
		return "%", true
	case quantity.Duration:
		return q.Unit, true
	case quantity.Reference:
		if q.Date.Year > 0 { // a document number
			return q.Unit + " " + q.Date.String(), true
		}
		return q.Unit, true
	case quantity.Ordinal:
		return q.Unit, q.Unit != ""
	}
	small := q.Value.Cmp(thousand) < 0
	return "", !small || q.Unit != "" || q.To != nil || q.Text != decimal(q.Value)
}

var thousand = big.NewRat(1000, 1)

// decimal writes a value without loss.
func decimal(v *big.Rat) string { return quantity.Quantity{Value: v}.String() }

// indexTerms are all terms that a text is found by.
func indexTerms(text string) []string {
	return append(analysis.IndexTerms(text), quantityTerms(text)...)
}
