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
	"footnote/retrieval/analysis"
)

// checkEntries holds that what a claim names of the glossary is named in the
// source too, in one of its forms.
func checkEntries(claim, source statement, around surroundings) string {
	for _, c := range claim.clauses {
		for _, e := range sorted(c.entries) {
			if !source.mentions(e) && !source.hasForm(e.Forms()) && !around.entries[e] && !everywhere(e) && (isNamed(e) || !claim.knows(e, source)) {
				return fmt.Sprintf("name: %q is not in the source", e.English[0])
			}
		}
	}
	return ""
}

// knows reports whether the source has other words for a term of the glossary.
func (s statement) knows(e *corpus.Entry, source statement) bool {
	text := strings.ToLower(s.text)
	inOtherOrder := func(form string) bool {
		return !slices.ContainsFunc(analysis.Terms(form), func(t string) bool { return !source.terms[synonym(t)] || !s.terms[synonym(t)] })
	}
	if slices.ContainsFunc(e.Forms(), inOtherOrder) {
		return true
	}
	for _, form := range e.Forms() {
		if at := strings.Index(text, strings.ToLower(form)); at >= 0 && touches(analysis.Token{Start: at, End: at + len(form)}, source.hits) {
			return true
		}
	}
	return false
}

// hasNameWith reports whether a name is a part of one that the glossary has, which
// is looked for by itself.
func (s statement) hasNameWith(name string) bool {
	for e := range s.entries() {
		if slices.ContainsFunc(e.Chinese, func(form string) bool { return strings.Contains(form, name) }) {
			return true
		}
	}
	return false
}

// checkEntrySubjects holds that what a clause says of one term of the glossary is not
// what the source says of another, of which the claim says something else.
func checkEntrySubjects(claim, source statement, _ surroundings) string {
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

// announced reports whether a clause is what the one before it announces.
func announced(c clause) bool {
	return strings.HasPrefix(c.text, "：") || strings.HasPrefix(c.text, ":")
}

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

// defining are words of sentences that say what something is called: "is short for", 简称.
var defining = newPattern(`(?i)\bmeans?\b|\bcalled\b|\bknown\b|\bstands? for\b|\b(?:in )?(?:chinese|english)\b|\bterm\b|\babbreviat|\bshort for\b|\brefers? to\b|缩写|英文|英语|中文|简称|指的是|全称|译|称为|称作|叫作|叫做`)

// other reports whether a statement gives only the word of one language for an
// entry and only that of the other language for another: "MIIT is short for 财政部".
func (s statement) other(e *corpus.Entry) bool {
	for o := range s.entries() {
		if o != e && s.hasForm(e.English) == s.hasForm(o.Chinese) && s.hasForm(e.Chinese) == s.hasForm(o.English) {
			return true
		}
	}
	return false
}

// hasForm reports whether a statement has one of the forms of an entry, in the singular or
// the plural: "industries" too for "industry".
func (s statement) hasForm(forms []string) bool {
	text := strings.ToLower(corpus.Simplify(s.text))
	return slices.ContainsFunc(forms, func(form string) bool { return strings.Contains(text, strings.TrimSuffix(strings.ToLower(form), "y")) })
}

// entries are those that the clauses mention.
func (s statement) entries() map[*corpus.Entry]bool {
	all := make(map[*corpus.Entry]bool)
	for _, c := range s.clauses {
		maps.Copy(all, c.entries)
	}
	return all
}

func (s statement) mentions(e *corpus.Entry) bool {
	return slices.ContainsFunc(s.clauses, func(c clause) bool { return c.entries[e] })
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

// everywhere reports whether an entry is the country that all is about.
func everywhere(e *corpus.Entry) bool { return noNames[synonym(stemOf(e.English[0]))] }

func isPlace(e *corpus.Entry) bool {
	return slices.ContainsFunc(e.Forms(), func(form string) bool {
		return corpus.HanPlaces.FindString(form) == form || corpus.EnglishPlaces.FindString(form) == form || area.MatchString(form)
	})
}

// area ends the names of places that are not well known: Lingang New Area, 浦东新区.
var area = regexp.MustCompile(`(?:Area|Zone|Province|City|County|District|Region|省|市|县|区)$`)
