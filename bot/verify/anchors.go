package verify

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	for _, c := range merged(claim.clauses) {
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
			if other := sentences[closest].otherFigure(q, claim); other != "" && misses(closest, c, sentences, func(s clause) bool { return stated(q, s.quantities) }) {
				return fmt.Sprintf("pairing: the source says this of %q and not of %q", other, q.Text)
			}
		}
	}
	return ""
}

// fewTerms is how many terms beside names a clause needs to stand alone.
const fewTerms = 3

// merged joins the clauses that have few terms with those before them, or the
// first one with the next: a subject, or a name behind "called".
func merged(clauses []clause) []clause {
	var out []clause
	for _, c := range clauses {
		if n := len(out); n > 0 && (len(c.plainTerms()) < fewTerms || len(out[n-1].plainTerms()) < fewTerms) {
			out[n-1] = both(out[n-1], c)
			continue
		}
		out = append(out, c)
	}
	return out
}

func both(a, b clause) clause {
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

func (s statement) mentions(e *corpus.Entry) bool {
	return slices.ContainsFunc(s.clauses, func(c clause) bool { return c.entries[e] })
}

// otherFigure returns a figure of the same kind that the claim does not state.
func (c clause) otherFigure(q quantity.Quantity, claim statement) string {
	for _, h := range c.quantities {
		if h.Kind == q.Kind && h.Unit == q.Unit && !slices.ContainsFunc(claim.quantities, func(w quantity.Quantity) bool { return h.Covers(w) }) {
			return h.Text
		}
	}
	return ""
}

// sorted returns entries in the order of their names, so that a reason is always
// the same.
func sorted(entries map[*corpus.Entry]bool) []*corpus.Entry {
	return slices.SortedFunc(maps.Keys(entries), func(a, b *corpus.Entry) int {
		return cmp.Compare(a.English[0], b.English[0])
	})
}

// isNamed tells names from terms: those are written with a capital.
func isNamed(e *corpus.Entry) bool {
	first, _ := utf8.DecodeRuneInString(e.English[0])
	return unicode.IsUpper(first)
}

// area ends the names of places that are not well known.
var area = regexp.MustCompile(`(?:Area|Zone|Province|City|County|District|Region|省|市|县|区)$`)

// everywhere reports whether an entry is the country that all is about.
func everywhere(e *corpus.Entry) bool { return noNames[synonym(stemOf(e.English[0]))] }

func isPlace(e *corpus.Entry) bool {
	return slices.ContainsFunc(e.Forms(), func(form string) bool {
		return corpus.HanPlaces.FindString(form) == form || corpus.EnglishPlaces.FindString(form) == form || area.MatchString(form)
	})
}

// defining are words of sentences that say what something is called.
var defining = newPattern(`(?i)\bmeans?\b|\bcalled\b|\bknown\b|\bstands? for\b|\b(?:in )?(?:chinese|english)\b|\bterm\b|\babbreviat|\bshort for\b|\brefers? to\b|缩写|英文|英语|中文|简称|指的是|全称|译|称为|称作|叫作|叫做`)

// checkDefinitions holds that a claim that says what something is called in the
// other language gives it the name that the glossary does.
func checkDefinitions(claim, _ statement, _ surroundings) string {
	if !defining.matches(claim.text) {
		return ""
	}
	for _, e := range sorted(claim.entries()) {
		if claim.hasForm(e.English) != claim.hasForm(e.Chinese) && claim.other(e) {
			return fmt.Sprintf("pairing: %q is not what the source calls it", e.English[0])
		}
	}
	return ""
}

func (s statement) entries() map[*corpus.Entry]bool {
	all := make(map[*corpus.Entry]bool)
	for _, c := range s.clauses {
		maps.Copy(all, c.entries)
	}
	return all
}

func (s statement) hasForm(forms []string) bool {
	text := strings.ToLower(corpus.Simplify(s.text))
	return slices.ContainsFunc(forms, func(form string) bool { return strings.Contains(text, strings.TrimSuffix(strings.ToLower(form), "y")) })
}

// other reports whether a statement gives only the word of one language for an
// entry and only that of the other language for another.
func (s statement) other(e *corpus.Entry) bool {
	for o := range s.entries() {
		if o != e && s.hasForm(e.English) == s.hasForm(o.Chinese) && s.hasForm(e.Chinese) == s.hasForm(o.English) {
			return true
		}
	}
	return false
}

// announced reports whether a clause is what the one before it announces.
func announced(c clause) bool {
	return strings.HasPrefix(c.text, "：") || strings.HasPrefix(c.text, ":")
}

// checkTerms holds that what a clause says of one term of the glossary is not
// what the source says of another, of which the claim says something else.
func checkTerms(claim, source statement, _ surroundings) string {
	for _, c := range claim.clauses {
		for _, e := range sorted(c.entries) {
			with, other := -1, 0
			var instead *corpus.Entry
			for i, s := range source.clauses {
				near := overlap(c.bare, s.bare)
				if s.entries[e] {
					if i > 0 && announced(s) {
						near += overlap(c.bare, source.clauses[i-1].bare)
					}
					with = max(with, near)
					continue
				}
				for _, o := range sorted(s.entries) {
					if near > other && !c.entries[o] && claim.mentions(o) && !everywhere(o) {
						other, instead = near, o
					}
				}
			}
			if with >= 0 && other >= with+2 {
				return fmt.Sprintf("pairing: the source says this of %q and not of %q", instead.English[0], e.English[0])
			}
		}
	}
	return ""
}
