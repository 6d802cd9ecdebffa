package verify

import (
	"fmt"
	"slices"

	"footnote/corpus/quantity"
)

// checkPairs holds that a figure is said of what the source says it of, where
// the source has several of its kind.
func checkPairs(claim, source statement, _ surroundings) string {
	if why, decided := checkOrder(claim, source); decided {
		return why
	}
	for i, q := range claim.quantities {
		if alone(claim.quantities, i) && !ownedBy(q, claim.terms, source) {
			return fmt.Sprintf("pairing: %q belongs to something else in the source", q.Text)
		}
	}
	return ""
}

// alone reports whether a figure is the only one of its kind.
func alone(all []quantity.Quantity, i int) bool {
	for j, q := range all {
		if j != i && q.Kind == all[i].Kind {
			return false
		}
	}
	return true
}

// ownedBy reports whether the part of the source that states a figure has at
// least as many of the claim's terms to itself as each part that states
// another figure of the kind and unit.
func ownedBy(q quantity.Quantity, terms map[string]bool, source statement) bool {
	if mostlyHan(source.text) && q.Kind != quantity.Date {
		return ownedHan(q, terms, source)
	}
	own, other := -1, -1
	for i, c := range source.parts {
		states, rival := false, false
		for _, h := range c.quantities {
			states = states || supports(h, q)
			rival = rival || h.Kind == q.Kind && h.Unit == q.Unit && !h.Covers(q) && !q.Covers(h)
		}
		if states {
			own = max(own, source.governed(q, terms, i))
		} else if rival {
			other = max(other, exclusive(terms, source, i))
		}
	}
	return own < 0 || own >= other
}

// ownedHan reports whether of what stands right before a figure of a source in Chinese a
// claim has as large a share as of what stands before another of the kind and unit.
func ownedHan(q quantity.Quantity, terms map[string]bool, source statement) bool {
	own, other := -1.0, -1.0
	for _, f := range figuresAt(source) {
		if len(f.beside) == 0 {
			continue
		}
		share := float64(overlap(terms, f.beside)) / float64(len(f.beside))
		switch {
		case supports(f.Quantity, q):
			own = max(own, share)
		case f.Kind == q.Kind && f.Unit == q.Unit && !f.Covers(q) && !q.Covers(f.Quantity):
			other = max(other, share)
		}
	}
	return own < 0 || own >= other-nearlyBeside
}

// nearlyBeside is how much less of what stands before a figure may be that of its claim.
const nearlyBeside = 0.2

// governed counts the terms that the part with a figure has to itself. A date at
// the head of a list is that of all that follows up to another date.
func (s statement) governed(q quantity.Quantity, terms map[string]bool, at int) int {
	n := exclusive(terms, s, at)
	for i := at + 1; q.Kind == quantity.Date && i < len(s.parts) && s.parts[i].sentence == s.parts[at].sentence; i++ {
		if slices.ContainsFunc(s.parts[i].quantities, func(h quantity.Quantity) bool { return h.Kind == quantity.Date }) {
			break
		}
		n += exclusive(terms, s, i)
	}
	return n
}

// exclusive counts the terms that a part has and no other part with a
// figure.
func exclusive(terms map[string]bool, source statement, at int) int {
	n := 0
	for t := range terms {
		mine := source.parts[at].terms[t]
		for i, c := range source.parts {
			mine = mine && (i == at || len(c.quantities) == 0 || !c.terms[t])
		}
		if mine {
			n++
		}
	}
	return n
}

// checkOrder pairs numbers with dates by their order: a source that has as many
// of the one as of the other ("10.4 percent from 2000 to 2010 and 7 percent
// from 2011 to 2021") says the first of the first. It reports whether the two
// could be compared so.
func checkOrder(claim, source statement) (why string, decided bool) {
	numbers, dates := split(claim.quantities)
	sourceNumbers, sourceDates := split(source.quantities)
	if len(numbers) != len(dates) || len(dates) == 0 || len(sourceNumbers) != len(sourceDates) || len(sourceDates) < 2 {
		return "", false
	}
	for i, n := range numbers {
		found := false
		for j, m := range sourceNumbers {
			found = found || supports(m, n) && supports(sourceDates[j], dates[i])
		}
		if !found {
			return fmt.Sprintf("pairing: the source does not say %q of %q", n.Text, dates[i].Text), true
		}
	}
	return "", true
}

func split(all []quantity.Quantity) (numbers, dates []quantity.Quantity) {
	for _, q := range all {
		switch q.Kind {
		case quantity.Date:
			dates = append(dates, q)
		case quantity.Ordinal, quantity.Reference, quantity.Duration:
		default:
			numbers = append(numbers, q)
		}
	}
	return numbers, dates
}
