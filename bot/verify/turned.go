package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus/quantity"
)

// turned reports whether a word is passive in the claim and not in the sentence, or in the
// sentence and not in the claim.
func (l layout) turned() bool {
	for i, w := range l.own {
		for j, o := range l.theirs {
			if !w.stop && (l.at[i] == j || w.term == o.term) && inPassive(l.own, i) != inPassive(l.theirs, j) {
				return true
			}
		}
	}
	return false
}

var (
	toBe = regexp.MustCompile(`(?i)^(?:is|are|was|were|be|been|being)$`)
	isBy = regexp.MustCompile(`(?i)^by$`)
)

// participle ends a verb that stands behind a form of "to be".
var participle = regexp.MustCompile(`(?:ed|en|wn|de|et|ut|ld|nt|lt|ght|ne|ung|ead)$`)

// inPassive reports whether a word is a verb in the passive.
func inPassive(words []laidWord, i int) bool {
	if !participle.MatchString(words[i].text) {
		return false
	}
	for k := i - 1; k >= max(0, i-2); k-- {
		if toBe.MatchString(words[k].text) {
			return true
		}
		if !strings.HasSuffix(words[k].text, "ly") && !words[k].light {
			break
		}
	}
	return i+1 < len(words) && isBy.MatchString(words[i+1].text)
}

// reversed looks for a verb with what follows it in the sentence before it in the claim, and
// what goes before it behind it.
func (l layout) reversed() string {
	if l.turned() {
		return ""
	}
	for k, v := range l.own {
		if !acts(l.own, k) {
			continue
		}
		for n, o := range l.theirs {
			i, j := beforeIt(l.own, k), behindIt(l.own, k)
			if o.term != v.term || !acts(l.theirs, n) || i < 0 || j < 0 {
				continue
			}
			if l.only(i, n+1, len(l.theirs)) && l.only(j, 0, n) {
				return fmt.Sprintf("pairing: the source has %q and %q the other way round", l.own[i].text, l.own[j].text)
			}
		}
	}
	return ""
}

// acts reports whether a word is a verb, by its form and by what stands beside it.
func acts(words []laidWord, k int) bool {
	w := words[k]
	switch {
	case w.stop || w.name || w.figure != nil || headed(words, k):
		return false
	case k > 0 && perfects.MatchString(words[k-1].text):
		return true
	case strings.HasSuffix(w.text, "ing"):
		return k > 0 && toBe.MatchString(words[k-1].text)
	}
	return strings.HasSuffix(w.text, "ed") || (w.lexeme.part == "v" || k > 0 && words[k-1].name) && k+1 < len(words) && words[k+1].stop
}

// perfects stand before a participle that is no passive: "has issued".
var perfects = regexp.MustCompile(`(?i)^(?:has|have|had)$`)

// only reports whether a sentence has a word of the claim in one part of it and in no other.
func (l layout) only(i, from, to int) bool {
	in := false
	for n, o := range l.theirs {
		if l.own[i].worth(o) == sameWord {
			if n < from || n >= to {
				return false
			}
			in = true
		}
	}
	return in
}

// headed reports whether a word is a noun by what stands before it.
func headed(words []laidWord, i int) bool {
	return i > 0 && heads.MatchString(words[i-1].text)
}

// heads stand before a noun: "the plans", "its plans", and the s of "China's plans".
var heads = regexp.MustCompile(`(?i)^(?:the|a|an|of|its|their|this|that|these|those|s)$`)

// oneWay are prepositions that tell one of two things from the other.
var oneWay = regexp.MustCompile(`(?i)^(?:in|of|to|from|under|behind|over|through|into|against)$`)

// turnedAt looks for a preposition with the two things around it the other way round.
func (l layout) turnedAt() string {
	for k, p := range l.own {
		if !oneWay.MatchString(p.text) {
			continue
		}
		for n, o := range l.theirs {
			if o.term == p.term && meets(flank(l.own, k, -1), flank(l.theirs, n, 1)) && meets(flank(l.own, k, 1), flank(l.theirs, n, -1)) {
				return fmt.Sprintf("pairing: the source has what is %q what the other way round", p.text)
			}
		}
	}
	return ""
}

// flank returns the words on one side of another up to one that says nothing.
func flank(words []laidWord, i, step int) []laidWord {
	var out []laidWord
	for k := i + step; k >= 0 && k < len(words) && len(out) < 4; k += step {
		switch {
		case words[k].says():
			out = append(out, words[k])
		case words[k].stop && !joins.MatchString(words[k].text):
			return out
		}
	}
	return out
}

// turnedDate looks for a date that something began at and that it ends at in the sentence, or
// the other way round.
func (l layout) turnedDate() string {
	for i, w := range l.own {
		if j := l.at[i]; j >= 0 && w.figure != nil && w.figure.Kind == quantity.Date && sideOf(l.own, i)*sideOf(l.theirs, j) < 0 {
			return fmt.Sprintf("date: the source does not say this of %q", w.text)
		}
	}
	return ""
}

// sideOf is 1 for a date until which something is so, -1 for one since which it is, and 0 for
// others.
func sideOf(words []laidWord, i int) int {
	before := strings.ToLower(words[i].text)
	for k := i - 1; k >= max(0, i-2); k-- {
		before = strings.ToLower(words[k].text) + " " + before
	}
	switch {
	case toDate.MatchString(before):
		return 1
	case fromDate.MatchString(before):
		return -1
	}
	return 0
}

var (
	toDate   = regexp.MustCompile(`\b(?:until|till|by|before)\b`)
	fromDate = regexp.MustCompile(`\b(?:since|after|starting|beginning)\b`)
)

// joins are words between two things that leave them in one phrase: "rules and the plan".
var joins = regexp.MustCompile(`(?i)^(?:the|a|an|and|or|its|their|new)$`)

func meets(a, b []laidWord) bool {
	return slices.ContainsFunc(a, func(w laidWord) bool {
		return slices.ContainsFunc(b, func(o laidWord) bool { return w.worth(o) == sameWord && w.figure == nil })
	})
}
