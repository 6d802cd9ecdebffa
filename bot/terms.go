package bot

import (
	"strings"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// A termSet is the set of index terms of a text.
type termSet map[string]bool

func termsIn(text string) termSet {
	set := make(termSet)
	for _, t := range analysis.Terms(text) {
		set[t] = true
	}
	return set
}

// termsOf returns the terms of a text with its abbreviations spelt out.
func (q asked) termsOf(text string) termSet {
	set := termsIn(text)
	q.short.spell(set)
	return set
}

// heldIn returns the terms of a text, and the question's own terms for what it
// says in other words.
func (q asked) heldIn(text string) termSet {
	set := q.termsOf(text)
	q.glossary.spell(text, set)
	return set
}

// overlap is the number of terms that two sets have in common.
func overlap(a, b termSet) int {
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return n
}

// has reports whether the set holds a term, or one that it begins: who asks
// for Marx means Marxism too.
func (s termSet) has(term string) bool {
	if s[term] {
		return true
	}
	if len(term) < 4 || term[0] >= utf8.RuneSelf {
		return false
	}
	for have := range s {
		if strings.HasPrefix(have, term) && len(have) <= len(term)+4 {
			return true
		}
	}
	return false
}
