package verify

import (
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// lessForShared is how much less an ideograph counts as new that stands in
// another word of the source: 提升 and 提高, 加快 and 加速 say the same, as do most
// words of two ideographs that share one.
const lessForShared = 0.25

// A neighbour is an ideograph beside another, and the term that the two make.
type neighbour struct {
	ideograph rune
	term      string
}

// neighboursIn returns, by ideograph, those beside it in a text.
func neighboursIn(text string) map[rune][]neighbour {
	all := make(map[rune][]neighbour)
	for _, t := range analysis.Tokens(text) {
		if t.Kind != analysis.Bigram {
			continue
		}
		if a, b, ok := twoOfTerm(t.Term); ok {
			all[a] = append(all[a], neighbour{b, t.Term})
			all[b] = append(all[b], neighbour{a, t.Term})
		}
	}
	return all
}

func twoOfTerm(term string) (first, second rune, ok bool) {
	first, size := utf8.DecodeRuneInString(term)
	second, rest := utf8.DecodeRuneInString(term[size:])
	return first, second, rest > 0 && size+rest == len(term)
}

// markRelated marks the ideographs of a claim, among those that are unknown, that
// stand in other words of its source.
func markRelated(places []uint8, claim, source statement) {
	text := claim.text
	for start := 0; start < len(text); {
		end := unknownRun(text, places, start)
		if end == start {
			_, size := utf8.DecodeRuneInString(text[start:])
			start += size
			continue
		}
		run := []rune(text[start:end])
		for i, r := range run {
			if source.relates(r, run[max(0, i-1):min(len(run), i+2)], claim) {
				at := start + len(string(run[:i]))
				for j := at; j < at+utf8.RuneLen(r); j++ {
					places[j] = related
				}
			}
		}
		start = end
	}
}

// unknownRun returns where the unknown ideographs end that begin at a place.
func unknownRun(text string, places []uint8, start int) int {
	for start < len(text) && places[start] == unknown {
		r, size := utf8.DecodeRuneInString(text[start:])
		if !analysis.IsIdeographic(r) {
			break
		}
		start += size
	}
	return start
}

// relates reports whether a source has an ideograph in words that the claim has
// not, beside none that is an opposite of those beside it in the claim.
func (s statement) relates(r rune, beside []rune, claim statement) bool {
	found := false
	for _, sentence := range s.neighbours {
		for _, n := range sentence[r] {
			for _, own := range beside {
				if opposites[[2]rune{own, n.ideograph}] {
					return false
				}
			}
			found = found || !claim.terms[n.term]
		}
	}
	return found
}
