package verify

import (
	"regexp"
	"slices"
	"strings"
)

// ties are what binds a word to its clause whatever stands beside it.
var ties = regexp.MustCompile(`(?i)^(?:in|on|at|under|during|through|as|within|among|after|before|since|until|according|for|with|besides?|because|while|when|if)$`)

// isTied reports whether the same preposition stands before a word in both.
func (c company) isTied(i, j int) bool {
	a, b := tie(c.layout.own, i), tie(c.layout.theirs, j)
	return a != "" && a == b
}

// tie returns the preposition just before a word, of those that bind.
func tie(words []laidWord, i int) string {
	for k := i - 1; k >= 0 && !words[k].says(); k-- {
		if ties.MatchString(words[k].text) {
			return strings.ToLower(words[k].text)
		}
	}
	return ""
}

// nearby is how many words around another are its company.
const nearby = 4

// sameClause reports whether one of the words around those from n to end stands in the
// clause of the sentence that theirs, from on, stand in.
func (c company) sameClause(n, end, from int) bool {
	low, high := partOf(c.layout.theirs, c.theirs[from])
	for k := n - nearby; k <= end+nearby; k++ {
		if i := c.neighbour(c.own, k); i >= 0 && (k < n || k > end) {
			if j, ok := c.to[i]; ok && low <= j && j < high {
				return true
			}
		}
	}
	return false
}

// partOf returns the part of a sentence that a word stands in.
func partOf(words []laidWord, i int) (low, high int) {
	for low = i; low > 0 && !words[low].begins; low-- {
	}
	for high = i + 1; high < len(words) && !words[high].begins; high++ {
	}
	return low, high
}

var (
	// genitive binds a thing to what it belongs to: "the cost of power" is "the power cost".
	genitive = regexp.MustCompile(`(?i)^(?:of|for|in|on)$`)
	// enumerates stands between what may be named in either order.
	enumerates = regexp.MustCompile(`(?i)^(?:and|or|as|is|are|was|were)$`)
)

// mayTurn reports whether a word may stand on the other side of its neighbour than in
// the sentence: the neighbour is a verb that is passive in one of them, one is the
// genitive of the other, or both are of a list.
func (c company) mayTurn(neighbour, i, theirs, j int) bool {
	own, source := wordsBetween(c.layout.own, neighbour, i), wordsBetween(c.layout.theirs, theirs, j)
	if holdsAny(own, genitive) != holdsAny(source, genitive) && !holdsAny(own, oneWayBut) && !holdsAny(source, oneWayBut) {
		return true
	}
	if holdsAny(own, enumerates) && holdsAny(source, enumerates) || c.layout.own[max(neighbour, i)].begins && c.layout.theirs[max(theirs, j)].begins {
		return true
	}
	return inPassive(c.layout.own, neighbour) != inPassive(c.layout.theirs, theirs) && c.agent(neighbour, i, theirs, j)
}

// oneWayBut are prepositions of which none may stand between the two sides of a genitive.
var oneWayBut = regexp.MustCompile(`(?i)^(?:to|from|by|into|against)$`)

// agent reports whether what stands behind the passive verb stands behind "by", or
// what stands before it stood behind the verb as its object.
func (c company) agent(neighbour, i, theirs, j int) bool {
	for _, side := range []struct {
		words   []laidWord
		verb, w int
	}{{c.layout.own, neighbour, i}, {c.layout.theirs, theirs, j}} {
		if side.w > side.verb {
			stops := wordsBetween(side.words, side.verb, side.w)
			if inPassive(side.words, side.verb) {
				return holdsAny(stops, isBy)
			}
			return !holdsAny(stops, oneWayBut)
		}
	}
	return false
}

// wordsBetween returns the words between two, in either order.
func wordsBetween(words []laidWord, a, b int) []laidWord { return words[min(a, b)+1 : max(a, b)] }

func holdsAny(words []laidWord, what *regexp.Regexp) bool {
	return slices.ContainsFunc(words, func(w laidWord) bool { return what.MatchString(w.text) })
}
