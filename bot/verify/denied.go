package verify

import (
	"slices"
	"strings"

	"footnote/corpus/quantity"
)

// The share of the words of a claim that evidence has which speaks of the same, and
// which says it of somebody else.
const (
	leastOfSame  = 0.5
	leastOfOther = 0.75
)

// Denied reports whether evidence, of which this is the verdict on a claim, says otherwise
// what the claim says: another figure, name or direction, or a negation. What it leaves
// open it does not deny, and without sentences it denies nothing.
func Denied(claim string, ev Evidence, v Verdict) bool {
	if v.OK || v.Window.Start >= v.Window.End {
		return false
	}
	x := examine(claim, ev)
	source := join(x.read[v.Window.Start:v.Window.End])
	near := closeness(x.claim, source, x.around)
	if near < leastOfSame {
		return false
	}
	switch kind, _, _ := strings.Cut(v.Why, ":"); kind {
	case "number", "date":
		return otherFigure(x.claim, source)
	case "name":
		return near >= leastOfOther && otherName(x.claim, source)
	case "bound", "direction", "negation", "pairing", "issuer", "scope":
		return true
	}
	return false // it says more, or is said in other words
}

// otherFigure reports whether a source states a figure of the kind and unit of one that
// a claim has and it does not.
func otherFigure(claim, source statement) bool {
	return slices.ContainsFunc(claim.quantities, func(q quantity.Quantity) bool {
		other := false
		for _, h := range source.quantities {
			if h.Supports(q) {
				return false
			}
			other = other || h.Kind == q.Kind && h.Unit == q.Unit
		}
		return other
	})
}

// otherName reports whether a source has a name that a claim lacks.
func otherName(claim, source statement) bool {
	return slices.ContainsFunc(source.clauses, func(c clause) bool {
		for name := range c.names {
			if !slices.ContainsFunc(claim.clauses, func(of clause) bool { return of.names[name] }) {
				return true
			}
		}
		return false
	})
}
