package verify

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"footnote/corpus/quantity"
)

// checkOwners holds that a figure is said of what the source says it of, where
// the source has several of its kind.
func checkOwners(claim, source statement, _ surroundings) string {
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
	numbers, dates := numbersAndDates(claim.quantities)
	sourceNumbers, sourceDates := numbersAndDates(source.quantities)
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

func numbersAndDates(all []quantity.Quantity) (numbers, dates []quantity.Quantity) {
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

// A figureAt is a figure with the terms beside it: those before it up to another figure
// or the beginning of its sentence, and those behind it up to another or the end of its
// clause.
type figureAt struct {
	quantity.Quantity
	beside map[string]bool
}

// onlyChanges stands between the figures of a change, whose subject is before both.
var onlyChanges = regexp.MustCompile(`^(?:提高|上升|增加|增长|下降|降低|下调|上调|扩大|调整|减少|增|升|降|调)?[到至为]$`)

// figuresAt returns the figures of a statement that may be exchanged: several of a kind
// and unit.
func figuresAt(s statement) []figureAt {
	var out []figureAt
	for at, c := range s.clauses {
		for i, q := range c.quantities {
			if q.Kind == quantity.Reference || q.Kind == quantity.Ordinal {
				continue
			}
			f := figureAt{q, make(map[string]bool)}
			from, to := c.start, c.end
			for _, o := range c.quantities[:i] {
				if o.Kind == q.Kind && !onlyChanges.MatchString(c.text[o.End-c.start:q.Start-c.start]) {
					from = o.End
				}
			}
			for _, o := range slices.Backward(c.quantities[i+1:]) {
				if o.Kind == q.Kind {
					to = o.Start
				}
			}
			for _, t := range c.tokens {
				if t.Start >= from && t.End <= to {
					f.beside[t.Term] = true
				}
			}
			if from == c.start && at > 0 && len(s.clauses[at-1].quantities) == 0 && s.clauses[at-1].sentence == c.sentence {
				maps.Copy(f.beside, s.clauses[at-1].terms)
			}
			out = append(out, f)
		}
	}
	return out
}

// checkFigurePairs refuses a claim that says of two figures, each of the other's, what
// its source says of the one and of the other.
func checkFigurePairs(claim, source statement, _ surroundings) string {
	own, theirs := figuresAt(claim), figuresAt(source)
	for i, a := range own {
		for _, b := range own[i+1:] {
			if a.Kind != b.Kind || a.Unit != b.Unit || a.Kind == quantity.Date && !mostlyHan(claim.text) {
				continue
			}
			margin := 0
			if a.Kind == quantity.Date {
				margin = 2 // it may stand anywhere in its sentence
			}
			if kept, turned := exchangedBetween(a, b, theirs); turned > kept+margin {
				return fmt.Sprintf("pairing: the source has %q and %q the other way round", a.Text, b.Text)
			}
		}
	}
	return ""
}

// exchangedBetween returns how much stands beside two figures in a source as it does in a claim, and
// how much if they had changed places.
func exchangedBetween(a, b figureAt, theirs []figureAt) (kept, turned int) {
	for _, s := range theirs {
		if !s.Covers(a.Quantity) || s.Covers(b.Quantity) {
			continue
		}
		for _, t := range theirs {
			if !t.Covers(b.Quantity) || t.Covers(a.Quantity) || a.Kind == quantity.Date && s.Bound != t.Bound {
				continue
			}
			kept = max(kept, overlap(a.beside, s.beside)+overlap(b.beside, t.beside))
			turned = max(turned, overlap(a.beside, t.beside)+overlap(b.beside, s.beside))
		}
	}
	return kept, turned
}
