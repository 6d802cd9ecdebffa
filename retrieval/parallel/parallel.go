// Package parallel learns which terms of two languages translate each other
// from passages that come in both.
//
// It needs no dictionary and no declared translations. Passages that say the
// same in two languages share what both write alike, such as numbers and names
// in Latin letters; [Pairs] finds those that share more with each other than
// with any other passage, learns translations from them, and searches again
// with these. [Learn] is the learning on its own. Both are deterministic: the
// same passages give the same result on any number of cores.
package parallel

import (
	"context"
	"slices"
)

// searches is how often pairs are searched for: at first by anchors alone, then
// with the translations learned from the pairs before.
const searches = 4

// A Passage is what is compared of one passage.
type Passage struct {
	Anchors []string // what both languages write alike: numbers, dates, Latin words, names of the glossary
	Terms   []string // the index terms, in order; single ideographs beside their bigrams do best
	Group   int      // the declared translation that its document belongs to; 0 if none is declared
	Place   float64  // where a passage of a group stands in its document, from 0 to 1
}

// A Pair is a passage of each language, by number, that translate each other.
type Pair struct{ A, B int }

// Pairs returns the passages of a and b that translate each other, by ascending
// number in a. No passage is in two pairs. Passages of a group are paired with
// passages of the same group only, in order. Others need clear evidence:
// passages that are no translations give next to no pairs, and where there are
// fewer than eight in all, those that are not declared are taken for chance and
// left out. Time and memory grow with the number of passages, not with its
// square. The only error is that of the context.
func Pairs(ctx context.Context, a, b []Passage) ([]Pair, error) {
	m := newMatcher(a, b)
	var pairs []Pair
	for search := 1; ; search++ {
		found, err := m.pairs(ctx)
		if err != nil || len(found) == 0 || search == searches || slices.Equal(found, pairs) {
			return found, err
		}
		pairs = found
		// Translations seen in one pair only would confirm that very pair.
		t, err := train(ctx, m.side[0], m.side[1], pairs, false)
		if err != nil {
			return nil, err
		}
		m.translate(t.translations(0))
	}
}

// A Translation is a term of the other language. Its weight, from 0.05 to 1, is
// the geometric mean of the probabilities that either translates the other.
type Translation struct {
	Term   string
	Weight float64
}

// A Lexicon holds the translations of terms, at most four for each, best first.
type Lexicon struct {
	AB map[string][]Translation // from the first language to the second
	BA map[string][]Translation // and back
}

// Learn returns the translations of terms in the pairs. It reads at most a
// thousand of them, evenly chosen, or half of that where passages are long. The
// only error is that of the context.
func Learn(ctx context.Context, a, b []Passage, pairs []Pair) (Lexicon, error) {
	inA, inB := make([]Passage, len(pairs)), make([]Passage, len(pairs))
	own := make([]Pair, len(pairs))
	for i, p := range pairs {
		inA[i], inB[i], own[i] = a[p.A], b[p.B], Pair{i, i}
	}
	sides := [2]*side{newSide(inA), newSide(inB)}
	t, err := train(ctx, sides[0], sides[1], own, true)
	if err != nil {
		return Lexicon{}, err
	}
	return Lexicon{
		AB: named(t.translations(0), sides[0].words, sides[1].words),
		BA: named(t.translations(1), sides[1].words, sides[0].words),
	}, nil
}

func named(translations [][]weighted, words, others []string) map[string][]Translation {
	out := make(map[string][]Translation)
	for term, ts := range translations {
		for _, t := range ts {
			out[words[term]] = append(out[words[term]], Translation{others[t.term], t.weight})
		}
	}
	return out
}
