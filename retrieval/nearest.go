package retrieval

import (
	"strings"
	"unicode"

	"footnote/corpus"
)

// Nearest returns which sentence of the passage shares most with a query, as its
// place in the passage's sentences: the first of several, and 0 where none
// shares anything.
func (h Hit) Nearest(query string) int {
	wanted := shingles(query)
	best, most := 0, -1
	for i, s := range h.Passage.Sentences {
		common := 0
		for shingle := range shingles(h.Document.Text[s.Start:s.End]) {
			if wanted[shingle] {
				common++
			}
		}
		if common > most {
			best, most = i, common
		}
	}
	return best
}

// shingles are the runs of Han characters two by two, and the other words
// without their endings: enough to tell sentences of one passage apart. Simplified and
// traditional characters are the same.
func shingles(text string) map[string]bool {
	const stem = 5
	set := make(map[string]bool)
	words := strings.FieldsFunc(strings.ToLower(corpus.Simplify(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		runes := []rune(w)
		if !corpus.IsHan(runes[0]) {
			if len(runes) > 2 {
				set[string(runes[:min(len(runes), stem)])] = true
			}
			continue
		}
		for i := range len(runes) - 1 {
			set[string(runes[i:i+2])] = true
		}
	}
	return set
}
