package verify

import (
	"math"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// The weights of what makes a claim like its passage. Each is a round number:
// the order of claims depends little on them.
const (
	weightWords  = 1.5 // the share of the words that the passage has, roughly at least
	weightPairs  = 1.5 // the share of the neighbouring words that are neighbours there
	lessForName  = 0.6 // each name that it lacks
	lessForDigit = 1.2 // each figure that it lacks
	lessForRun   = 0.3 // each word of the longest run that it lacks
	weightOfName = 1.5 // of a name or a figure among the words, which count 1

	// farthestNeighbour is how far apart neighbours may be, in words that are no stop words.
	farthestNeighbour = 12
)

// A spread is the words of a passage, with their places.
type spread struct {
	places map[string][]int
	words  []string // distinct, of alphabetic scripts
	length int
}

func spreadOf(sentences []string) spread {
	s := spread{places: make(map[string][]int)}
	for _, text := range sentences {
		for _, t := range analysis.Tokens(text) {
			if t.Stop {
				continue
			}
			term := synonym(t.Term)
			if s.places[term] == nil && t.Kind == analysis.Word {
				s.words = append(s.words, term)
			}
			s.places[term] = append(s.places[term], s.length)
			s.length++
		}
	}
	return s
}

// has is 1 for a term of the passage, and else how much of it a similar one
// shares, from 0 to 1.
func (s spread) has(term string) float64 {
	if s.places[term] != nil {
		return 1
	}
	best := 0.0
	for _, w := range s.words {
		best = max(best, similar(term, w))
	}
	return best
}

// neighbours reports whether two terms stand close to each other somewhere.
func (s spread) neighbours(a, b string) bool {
	for _, i := range s.places[a] {
		for _, j := range s.places[b] {
			if i-j <= farthestNeighbour && j-i <= farthestNeighbour {
				return true
			}
		}
	}
	return false
}

// likeness is how like its passage a claim is, between 0 and 1: a logistic
// function of the words that they share, one by one and beside each other, and
// of the names, the figures and the longest run of words that the passage lacks.
func likeness(claim string, sentences []string) float64 {
	source := spreadOf(sentences)
	var words, all, lacking, pairs, together float64
	run, longest, last := 0, 0, ""
	seen := make(map[string]bool)
	for i, t := range analysis.Tokens(claim) {
		if t.Stop {
			continue
		}
		term := synonym(t.Term)
		has := source.has(term)
		if last != "" {
			pairs++
			if source.neighbours(last, term) {
				together++
			}
		}
		last = term
		if run++; has >= 0.6 {
			run = 0
		}
		longest = max(longest, run)
		if seen[term] {
			continue
		}
		seen[term] = true
		weight, less := weightAndLack(t, claim, i > 0)
		all += weight
		words += weight * has
		lacking += less * (1 - has)
	}
	z := weightWords*words/max(1, all) + weightPairs*together/max(1, pairs) - lacking - lessForRun*float64(longest)
	return 1 / (1 + math.Exp(-z))
}

// weightAndLack is how much a word counts, and how much less like its passage a
// claim is that lacks it.
func weightAndLack(t analysis.Token, text string, inside bool) (weight, less float64) {
	switch first, _ := utf8.DecodeRuneInString(text[t.Start:]); {
	case hasDigit(t.Term):
		return weightOfName, lessForDigit
	case inside && unicode.IsUpper(first):
		return weightOfName, lessForName
	}
	return 1, 0
}
