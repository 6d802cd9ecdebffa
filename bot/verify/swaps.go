package verify

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// longestSwap is how many terms an exchanged word may make: a Chinese word of
// four characters is part of five pairs, one of two of three. Fewer new pairs
// come from one character more, such as 已.
const (
	longestSwap     = 5
	shortestHanSwap = 3
	slackHan        = 2 // how many more terms may have stood there
)

// checkSwaps refuses a claim that has another word where the source has one,
// between the same neighbours. That is how a copied sentence is altered.
func checkSwaps(claim, source statement, around surroundings) string {
	if across(claim, source) {
		return ""
	}
	places := placesKnown(claim, source, around)
	for i := 0; i < len(claim.tokens); i++ {
		from := i
		for i < len(claim.tokens) && places[claim.tokens[i].Start] == unknown && !source.terms[claim.tokens[i].Term] && !around.terms[claim.tokens[i].Term] {
			i++
		}
		n, least := i-from, 1
		if n > 0 && claim.tokens[from].Kind == analysis.Bigram {
			least = shortestHanSwap
		}
		if n >= least && n <= longestSwap && !slight(claim, from, i) && swapped(claim, source, from, i) {
			return fmt.Sprintf("content: the source has another word in the place of %q", claim.text[claim.tokens[from].Start:claim.tokens[i-1].End])
		}
	}
	return ""
}

// slight reports whether words are so common that many others can be in their place.
func slight(claim statement, from, to int) bool {
	sum := 0.0
	for _, t := range claim.tokens[from:to] {
		if t.Kind == analysis.Bigram {
			return false
		}
		sum += newness(t.Term)
	}
	return sum < 0.5
}

// swapped reports whether the terms of a claim before from and at to stand in
// the source with something else between them.
func swapped(claim, source statement, from, to int) bool {
	if from == 0 || to == len(claim.tokens) {
		return false
	}
	before, after, slack := claim.tokens[from-1].Term, claim.tokens[to].Term, 0
	if claim.tokens[from].Kind == analysis.Bigram {
		slack = slackHan
	}
	for i, t := range source.tokens {
		if t.Term != before {
			continue
		}
		for j := i + 1; j <= i+to-from+1+slack && j < len(source.tokens); j++ {
			if j > i+1 && source.tokens[j].Term == after {
				return true
			}
			if claim.terms[source.tokens[j].Term] {
				break
			}
		}
	}
	return false
}

// checkItems holds that what a claim lists, each item parted by 、 from the next,
// is in the source: a list is where one thing is most easily put for another.
func checkItems(claim, source statement, around surroundings) string {
	if !strings.Contains(claim.text, "、") || across(claim, source) {
		return ""
	}
	places := placesKnown(claim, source, around)
	for start := 0; start < len(claim.text); {
		end := unknownRun(claim.text, places, start)
		if end-start >= 2*len("中") && inList(claim.text, start, end) {
			return fmt.Sprintf("content: the source does not list %q", claim.text[start:end])
		}
		_, size := utf8.DecodeRuneInString(claim.text[start:])
		start = max(end, start+size)
	}
	return ""
}

// inList reports whether a part of a text begins or ends an item of a list.
func inList(text string, start, end int) bool {
	return strings.HasPrefix(text[end:], "、") || strings.HasSuffix(text[:start], "、")
}
