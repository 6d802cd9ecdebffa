package quantity

import (
	"math/big"
	"regexp"
	"strings"
)

var (
	rangeSign = regexp.MustCompile(`^ ?(?:-|–|—|——|~|～|至|到|—— )$`)
	changed   = regexp.MustCompile(`(?i)(ris|rose|rais|increas|grow|grew|fell|fall|declin|drop|lift|cut|lower|reduc|expand|chang|mov|improv|climb|jump|shift)[^.;,]{0,40}$`)
	halfRange = regexp.MustCompile(`(?i)\bbetween $`)
)

// merge joins the two ends of each range: 10-20%, from 2021 to 2025, 10%至20%.
func merge(s string, found []Quantity) []Quantity {
	var out []Quantity
	for _, q := range found {
		if len(out) > 0 {
			if joined, ok := rangeOf(s, out[len(out)-1], q); ok {
				out[len(out)-1] = joined
				continue
			}
		}
		out = append(out, q)
	}
	return out
}

func rangeOf(s string, a, b Quantity) (Quantity, bool) {
	if b.Start-a.End > len(" —— ") || !joins(s, a, s[a.End:b.Start]) {
		return a, false
	}
	if a.To != nil || b.To != nil || a.Bound != Exact || b.Bound != Exact || a.DateTo != (Day{}) || b.DateTo != (Day{}) {
		return a, false
	}
	if a.Kind == Date || b.Kind == Date {
		return dateRange(a, b)
	}
	lent := a.Unit == "" && a.Kind == Number && b.Kind != Ordinal || a.Kind == Money && b.Kind == Number && b.Unit == ""
	if a.Kind != b.Kind && !lent || a.Unit != b.Unit && !lent || a.Value == nil || b.Value == nil {
		return a, false
	}
	joined := b
	if a.Kind == Money {
		joined.Kind, joined.Unit = Money, a.Unit
	}
	joined.Start, joined.Value, joined.To = a.Start, a.Value, b.Value
	if lent && a.scale == nil && b.scale != nil { // "10 to 20 million" says million once
		joined.Value = new(big.Rat).Mul(a.Value, b.scale)
	}
	return joined, true
}

// joins reports whether the text between two figures makes them a range.
func joins(s string, a Quantity, between string) bool {
	before := s[max(0, a.Start-window):a.Start]
	switch {
	case rangeSign.MatchString(between):
		return !strings.HasSuffix(before, "由") || !hasAnyPrefix(between, "到", "至")
	case between == " to " || between == " through ":
		return a.Kind == Date || !changed.MatchString(before)
	case between == " and ":
		return halfRange.MatchString(before)
	}
	return false
}

// dateRange joins two dates. What one of them leaves out is that of the other:
// 2024年3月至5月, March to May 2024.
func dateRange(a, b Quantity) (Quantity, bool) {
	if a.Kind != Date || b.Kind != Date {
		return a, false
	}
	to := b.Date
	if to.Year == 0 {
		to.Year = a.Date.Year
	}
	if a.Date.Year == 0 {
		a.Date.Year = to.Year
	}
	if to.number(a.Date) < a.Date.number(to) {
		return a, false
	}
	a.DateTo, a.End = to, b.End
	return a, true
}
