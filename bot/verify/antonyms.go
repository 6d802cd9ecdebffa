package verify

import (
	"fmt"
	"slices"
)

// checkAntonyms refuses a claim that has the antonym of a word of its source, and not the
// word.
func checkAntonyms(claim, source statement, _ surroundings) string {
	if mostlyHan(claim.text) {
		return ""
	}
	for _, t := range claim.tokens {
		if source.hasLiterally(t.Term) || touches(t, source.hits) {
			continue
		}
		if own := english().lookUp(t.Term); own.known() && opposed(t.Term, own, claim, source) {
			return fmt.Sprintf("direction: the source says the opposite of %q", claim.text[t.Start:t.End])
		}
	}
	return ""
}

func opposed(term string, own lexeme, claim, source statement) bool {
	for _, terms := range source.literal {
		for s := range terms {
			if !claim.terms[s] && (slices.Contains(own.antonyms, s) || slices.Contains(english().lookUp(s).antonyms, term)) {
				return true
			}
		}
	}
	return false
}
