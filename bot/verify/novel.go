package verify

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A novelty is the words of a claim that its source has in no form. Two
// ideographs count as one word.
type novelty struct {
	runs       []string
	new, words float64
}

// share is that of the words that the source has.
func (n novelty) share() float64 { return max(0, 1-n.new/max(1, n.words)) }

// How well a place of a claim is known from its source.
const (
	unknown = iota
	related // it shares an ideograph with another word of the source
	single  // one ideograph that may stand for another; two in a row are another word
	known
)

// noveltyOf finds the words of a claim that neither its source nor what stands
// around it has in any form.
func noveltyOf(claim, source statement, around surroundings) novelty {
	places := placesKnown(claim, source, around)
	var n novelty
	run, shared, end := 0, 0, 0
	flush := func() {
		if size := float64(run)/2 - lessForShared*float64(shared); run > 0 {
			if run-shared > 2 {
				size += 0.5 // names are long
			}
			n.new += size
			n.runs = append(n.runs, claim.text[end-run*len("中"):end])
		}
		run, shared = 0, 0
	}
	for _, t := range claim.tokens {
		if t.Kind != analysis.Bigram {
			if n.words++; places[t.Start] == unknown {
				n.new += newness(t.Term)
				n.runs = append(n.runs, claim.text[t.Start:t.End])
			}
			continue
		}
		for i := max(t.Start, end); i < t.End; {
			_, size := utf8.DecodeRuneInString(claim.text[i:])
			n.words += 0.5
			if i > end || places[i] == known || places[i] == single && !besideSingle(places, i, size) {
				flush()
			}
			if places[i] <= related || places[i] == single && besideSingle(places, i, size) {
				run++
			}
			if places[i] == related {
				shared++
			}
			i += size
			end = i
		}
	}
	flush()
	return n
}

// ends reports whether a text ends in the last of the new words.
func (n novelty) ends(text string) bool {
	if len(n.runs) == 0 {
		return false
	}
	last := n.runs[len(n.runs)-1]
	return utf8.RuneCountInString(last) > 1 && strings.HasSuffix(strings.TrimRight(text, " .。!！\"”」"), last)
}

// newness is how much a new word of English counts. What names a thing matters
// more than what is done with it, for which there are many words, and a rare word
// more than one of everyday.
func newness(term string) float64 {
	x := english().lookUp(term)
	return weights[x.part][min(x.often/3, len(weights[x.part])-1)]
}

// names reports whether a word may say who or what does something.
func (x lexeme) names() bool { return x.part != "v" && x.part != "r" }

// weights of a new word by its part of speech, rare words first.
var weights = map[string][]float64{
	"n": {1.3, 1.2, 1, 0.8},
	"a": {1, 0.8, 0.6, 0.5},
	"v": {0.8, 0.6, 0.4, 0.3},
	"r": {0.4},
	"":  {1.5}, // of words that the lexicon lacks
}

// besideSingle reports whether the ideograph before or behind one is no better known.
func besideSingle(places []uint8, i, size int) bool {
	return i >= size && places[i-size] == single || i+size < len(places) && places[i+size] == single
}

// placesKnown tells how well each byte of a claim is known.
func placesKnown(claim, source statement, around surroundings) []uint8 {
	places := make([]uint8, len(claim.text)+1)
	mark := func(spans []corpus.Span) {
		for _, s := range spans {
			as := uint8(known)
			if r, size := utf8.DecodeRuneInString(claim.text[s.Start:]); size == s.End-s.Start && analysis.IsIdeographic(r) {
				as = single
			}
			for i := s.Start; i < s.End; i++ {
				places[i] = max(places[i], as)
			}
		}
	}
	if claim.framed() {
		mark(claim.light)
	}
	mark(source.hits)
	mark(around.hits)
	for _, t := range claim.tokens {
		if word := claim.text[t.Start:t.End]; inFigure(word, source) || collectives[word] > 0 && hasCollective(source, word) || source.terms[t.Term] || source.hasLiterally(t.Term) || around.terms[t.Term] || len(around.issuer) > 0 && issues.matches(claim.text[t.Start:t.End]) {
			for i := t.Start; i < t.End; i++ {
				places[i] = known
			}
		}
	}
	markRelated(places, claim, source)
	return places
}

// inFigure reports whether a word is a month that is part of a date of the source: "a
// July report".
func inFigure(word string, source statement) bool {
	return noNames[synonym(stemOf(word))] && len(word) > 2 && unicode.IsUpper(rune(word[0])) && strings.Contains(source.text, word)
}

// A measure is what a claim may have of new words in a language.
type measure struct {
	most  float64 // as a share of its words
	least float64 // however short it is
	last  float64 // how much the word that it ends in counts besides: that is what it says
}

var (
	ofHan     = measure{most: 0.14, least: 0.75, last: 1}
	ofEnglish = measure{most: 0.25, least: 1, last: 0.3}
)

// checkNew holds that a claim brings in hardly any word of its own.
func checkNew(claim, source statement, around surroundings) string {
	if across(claim, source) {
		return ""
	}
	n, m := noveltyOf(claim, source, around), ofEnglish
	if mostlyHan(claim.text) {
		m = ofHan
	}
	new := n.new + strangers(claim, source, around)
	if n.ends(claim.text) {
		new += m.last
	}
	switch {
	case new <= max(m.least, m.most*n.words):
		return ""
	case len(n.runs) == 1 && strings.HasPrefix(claim.text, n.runs[0]) && m == ofEnglish:
		return fmt.Sprintf("name: %q is not in the source", n.runs[0])
	}
	return fmt.Sprintf("content: the source has nothing of %q", n.runs)
}

// by stands before who or what does something, or to whom it is done: "checked by the", "the
// sale of".
var by = regexp.MustCompile(`(?i)\b(?:by|of) (?:the |a |an |new |its |their )?$`)

// strange is how much a new noun counts besides that stands where a claim says who does
// something.
const strange = 0.6

// strangers weighs the new nouns of a claim that begin it or stand behind "by" or "of".
func strangers(claim, source statement, around surroundings) float64 {
	places := placesKnown(claim, source, around)
	n := 0.0
	for i, t := range claim.tokens {
		if places[t.Start] == unknown && (i == 0 || by.MatchString(claim.text[:t.Start])) && t.Kind != analysis.Bigram && english().lookUp(t.Term).names() {
			n += strange
		}
	}
	return n
}
