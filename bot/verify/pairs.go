package verify

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"footnote/corpus/quantity"
)

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
		for _, t := range theirs {
			if !s.Covers(a.Quantity) || !t.Covers(b.Quantity) || s.Covers(b.Quantity) || t.Covers(a.Quantity) || a.Kind == quantity.Date && s.Bound != t.Bound {
				continue
			}
			kept = max(kept, overlap(a.beside, s.beside)+overlap(b.beside, t.beside))
			turned = max(turned, overlap(a.beside, t.beside)+overlap(b.beside, s.beside))
		}
	}
	return kept, turned
}
