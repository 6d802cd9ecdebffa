package verify

import (
	"fmt"
	"maps"
	"slices"

	"footnote/corpus"
	"footnote/corpus/quantity"
)

// checkAnchors holds that who and when a clause of a claim speaks of are in the
// sentence that says most of the clause, where that names somebody or some time
// else. It is how a claim goes wrong that is drawn from two sentences.
func checkAnchors(claim, source statement, _ surroundings) string {
	sentences := sentencesIn(source)
	if len(sentences) < 2 {
		return ""
	}
	for _, c := range mergeShort(claim.clauses) {
		closest := closestTo(c, sentences)
		if closest < 0 {
			continue
		}
		for _, e := range sorted(c.entries) {
			if other := sentences[closest].rival(e, claim); other != nil && misses(closest, c, sentences, func(s clause) bool { return s.entries[e] }) {
				return fmt.Sprintf("pairing: the source says this of %q and not of %q", other.English[0], e.English[0])
			}
		}
		for _, q := range c.quantities {
			if other := sentences[closest].rivalFigure(q, claim); other != "" && misses(closest, c, sentences, func(s clause) bool { return stated(q, s.quantities) }) {
				return fmt.Sprintf("pairing: the source says this of %q and not of %q", other, q.Text)
			}
		}
	}
	return ""
}

// fewTerms is how many terms beside names a clause needs to stand alone.
const fewTerms = 3

// mergeShort joins the clauses that have few terms with those before them, or the
// first one with the next: a subject, or a name behind "called".
func mergeShort(clauses []clause) []clause {
	var out []clause
	for _, c := range clauses {
		if n := len(out); n > 0 && (len(c.plainTerms()) < fewTerms || len(out[n-1].plainTerms()) < fewTerms) {
			out[n-1] = mergeTwo(out[n-1], c)
			continue
		}
		out = append(out, c)
	}
	return out
}

func mergeTwo(a, b clause) clause {
	c := clause{sentence: a.sentence, text: a.text + b.text, terms: make(map[string]bool), entries: make(map[*corpus.Entry]bool)}
	c.unnamed = make(map[string]bool)
	for _, x := range []clause{a, b} {
		maps.Copy(c.terms, x.terms)
		maps.Copy(c.unnamed, x.plainTerms())
		maps.Copy(c.entries, x.entries)
		c.quantities = append(c.quantities, x.quantities...)
	}
	return c
}

// sentencesIn joins the clauses of each sentence of a window.
func sentencesIn(s statement) []clause {
	var out []clause
	for _, c := range s.clauses {
		if len(out) == 0 || out[len(out)-1].sentence != c.sentence {
			out = append(out, clause{sentence: c.sentence, terms: make(map[string]bool), entries: make(map[*corpus.Entry]bool)})
		}
		last := &out[len(out)-1]
		maps.Copy(last.terms, c.plainTerms())
		maps.Copy(last.entries, c.entries)
		last.quantities = append(last.quantities, c.quantities...)
	}
	return out
}

// plainTerms are the terms of a clause without those of names.
func (c clause) plainTerms() map[string]bool {
	if c.unnamed != nil {
		return c.unnamed
	}
	return c.terms
}

// closestTo returns the sentence that has most of the terms of a clause, or -1
// where none has any.
func closestTo(c clause, sentences []clause) int {
	best, at := 0, -1
	for i, s := range sentences {
		if n := overlap(c.plainTerms(), s.terms); n > best {
			best, at = n, i
		}
	}
	return at
}

// misses reports whether a sentence has not what a clause of the claim has, and
// is closer to the clause than each that has it.
func misses(closest int, c clause, sentences []clause, has func(clause) bool) bool {
	if has(sentences[closest]) {
		return false
	}
	for _, s := range sentences {
		if has(s) && overlap(c.plainTerms(), s.terms) >= overlap(c.plainTerms(), sentences[closest].terms) {
			return false
		}
	}
	return true
}

// rival returns an entry of the same sort as another, of which the claim says
// nothing.
func (c clause) rival(e *corpus.Entry, claim statement) *corpus.Entry {
	if !isNamed(e) || everywhere(e) {
		return nil
	}
	for _, other := range sorted(c.entries) {
		if other != e && isNamed(other) && !everywhere(other) && isPlace(other) == isPlace(e) && !claim.mentions(other) {
			return other
		}
	}
	return nil
}

// rivalFigure returns a figure of the same kind that the claim does not state.
func (c clause) rivalFigure(q quantity.Quantity, claim statement) string {
	for _, h := range c.quantities {
		if h.Kind == q.Kind && h.Unit == q.Unit && !slices.ContainsFunc(claim.quantities, func(w quantity.Quantity) bool { return h.Covers(w) }) {
			return h.Text
		}
	}
	return ""
}
