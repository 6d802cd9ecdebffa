package bot

import (
	"fmt"
	"slices"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A claim is a copy of a sentence with something in the place of something else when it
// has nearly all words of the sentence in their order, and they are most of its own.
const (
	copied  = 0.8
	copying = 0.6
	// reordered is the share that stands in order where all words are the same.
	reordered = 0.65
)

// checkCopiedEnglish refuses a copied sentence of English that has another word in a place where
// its source has one, wherever else that has the word: so things are made to change places.
func checkCopiedEnglish(claim, source statement, _ surroundings) string {
	a := wordsOnly(claim.tokens)
	if len(a) < fewWords {
		return ""
	}
	for _, b := range bySentence(wordsOnly(source.tokens)) {
		at := align(a, b, func(x, y analysis.Token) bool { return x.Term == y.Term })
		n := 0.0
		for _, j := range at {
			if j >= 0 {
				n++
			}
		}
		if n < copying*float64(len(a)) || n < copied*float64(len(b)) && !(n >= reordered*float64(len(b)) && sameWords(a, b)) {
			continue
		}
		if why := substituted(a, b, at, claim, source); why != "" {
			return why
		}
	}
	return ""
}

// sameWords reports whether two texts have the same words, in any order.
func sameWords(a, b []analysis.Token) bool {
	has := func(all []analysis.Token, t analysis.Token) bool {
		return slices.ContainsFunc(all, func(o analysis.Token) bool { return o.Term == t.Term })
	}
	return !slices.ContainsFunc(a, func(t analysis.Token) bool { return !has(b, t) }) && !slices.ContainsFunc(b, func(t analysis.Token) bool { return !has(a, t) })
}

// bySentence parts the tokens of a window where a sentence begins.
func bySentence(tokens []analysis.Token) [][]analysis.Token {
	var out [][]analysis.Token
	for i, t := range tokens {
		if i == 0 || t.Start < tokens[i-1].Start {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], t)
	}
	return out
}

// substituted looks between words that two texts share for others that differ.
func substituted(a, b []analysis.Token, at []int, claim, source statement) string {
	for i := 0; i < len(a); i++ {
		from, before := i, -1
		if i > 0 {
			before = at[i-1]
		}
		for i < len(a) && at[i] < 0 {
			i++
		}
		after := len(b)
		if i < len(a) {
			after = at[i]
		}
		if i > from && after-before > 1 && replaced(a[from:i], b[before+1:after], claim, source) {
			return fmt.Sprintf("content: the source has another word in the place of %q", claim.text[a[from].Start:a[i-1].End])
		}
	}
	return ""
}

// replaced reports whether words of a claim are others than those in their place.
func replaced(own, theirs []analysis.Token, claim, source statement) bool {
	weight := 0.0
	for _, t := range own {
		for _, o := range theirs {
			if o.Term == t.Term || english().lookUp(o.Term).relates(english().lookUp(t.Term)) {
				return false
			}
		}
		if !touches(t, append(claim.light[:len(claim.light):len(claim.light)], otherwiseHeld(t, source)...)) {
			weight += newness(t.Term)
		}
	}
	return weight >= leastReplaced
}

// leastReplaced is how much the words must tell that are in the place of others.
const leastReplaced = 0.3

// otherwiseHeld is where a source has another word for one of a claim and not the word itself.
func otherwiseHeld(t analysis.Token, source statement) []corpus.Span {
	if source.hasLiterally(t.Term) {
		return nil
	}
	return source.hits
}

// relates reports whether one of two words may stand for the other in some way.
func (x lexeme) relates(other lexeme) bool {
	return x.sameAs(other) || x.covers(other) || other.covers(x)
}

func wordsOnly(tokens []analysis.Token) []analysis.Token {
	var out []analysis.Token
	for _, t := range tokens {
		if t.Kind != analysis.Bigram {
			out = append(out, t)
		}
	}
	return out
}
