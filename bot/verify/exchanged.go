package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// followsClause is the share of a clause of a claim that stands in one clause of its
	// source where the one renders the other.
	followsClause = 0.6
	// followsBoth is the share of either in the other that is as much.
	followsBoth = 0.5
	// shortestLaid is how many letters a clause has that is laid beside another.
	shortestLaid = 5
)

// checkExchanged refuses a claim in Chinese that has in one of its clauses a word
// of its source in the place of another: what a sentence says of one thing it does not
// say of all that it names.
func checkExchanged(claim, source statement, around surroundings) string {
	if !mostlyHan(claim.text) || across(claim, source) {
		return ""
	}
	if why := turnedGenitive(claim.text, source.text); why != "" {
		return why
	}
	for _, text := range laidParts(claim) {
		their, gaps := closestClause(text, source)
		for _, g := range mergeGaps(gaps) {
			g = g.trimmed(text, their)
			if e := (exchange{g, text, their}); e.made(claim.text, source.text+around.text) && !inBothLists(text, g.own, source.text) {
				return fmt.Sprintf("pairing: the claim says this of %q where the source says it of %q", e.own(), e.theirs())
			}
		}
	}
	return ""
}

// laidParts returns the clauses of a claim, and their parts between conjunctions.
func laidParts(claim statement) []string {
	var out []string
	for _, c := range claim.clauses {
		parts := betweenParts.Split(c.text, -1)
		if len(parts) > 1 {
			out = append(out, parts...)
		}
		out = append(out, c.text)
	}
	return slices.DeleteFunc(out, func(text string) bool { return len(lettersOf(text)) < shortestLaid })
}

// betweenParts stands between the parts of a clause.
var betweenParts = regexp.MustCompile(`以及|和|与|及|、`)

// An exchange is a gap between a clause of a claim and one of its source.
type exchange struct {
	gap
	claim, source string
}

func (e exchange) own() string    { return e.claim[e.gap.own.Start:e.gap.own.End] }
func (e exchange) theirs() string { return e.source[e.gap.theirs.Start:e.gap.theirs.End] }

// countedHan is so many of something.
var countedHan = regexp.MustCompile(`^[一二两三四五六七八九十百]+[家个项名位种]`)

// made reports whether a part of a claim is a word of the source elsewhere, and in its
// place the source has another: one that the claim has not, or has in the place of the
// first.
func (e exchange) made(claim, source string) bool {
	own, theirs := e.own(), e.theirs()
	a, b := content(own), content(framing.ReplaceAllString(theirs, ""))
	word := strings.TrimFunc(own, idle)
	switch {
	case turnings.has(own, theirs) && e.tight(e.claim, e.source):
		return true
	case utf8.RuneCountInString(a) < 2 || utf8.RuneCountInString(b) < 2 || !replaces(own, theirs) || !e.tight(e.claim, e.source):
		return false
	case strings.ContainsFunc(strings.TrimFunc(own, unicode.IsPunct)+strings.TrimFunc(theirs, unicode.IsPunct), unicode.IsPunct) || hasLatin(own) != hasLatin(theirs) || countedHan.MatchString(theirs) || !strings.Contains(source, word):
		return false
	case standsFor(strings.TrimFunc(theirs, idle), word, claim, source):
		return true
	}
	return !sharesPair(b, claim) && !strings.Contains(e.source, word) && !sameMeaning(e.claim, e.source, e.gap)
}

// standsFor reports whether a word of a claim stands where the source has another: with
// the same two letters before it, or behind it.
func standsFor(own, other, claim, source string) bool {
	for from := 0; ; {
		i := strings.Index(source[from:], other)
		if i < 0 {
			return false
		}
		at, end := from+i, from+i+len(other)
		before, after := lettersBefore(source, at), lettersAfter(source, end)
		if len(before) == mostBeside && strings.Contains(claim, strings.Join(before, "")+own) || len(after) == mostBeside && strings.Contains(claim, own+strings.Join(after, "")) {
			return true
		}
		from = end
	}
}

func hasLatin(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < unicode.MaxLatin1 && unicode.IsLetter(r) })
}

// closestClause returns the clause of a source that a clause of a claim follows most
// closely, and where it does not follow it.
func closestClause(text string, source statement) (their string, gaps []gap) {
	best, own := 0.0, float64(len(lettersOf(text)))
	for _, s := range source.clauses {
		g, share := laidBeside(text, s.text)
		if share > best && (share > followsClause || share > followsBoth && share*own > followsBoth*float64(len(lettersOf(s.text)))) {
			best, their, gaps = share, s.text, g
		}
	}
	return their, gaps
}

// mergeGaps joins gaps with nothing but one letter between them, which is alike by chance.
func mergeGaps(gaps []gap) []gap {
	var out []gap
	for _, g := range gaps {
		if n := len(out) - 1; n >= 0 && g.own.Start-out[n].own.End <= len("中") && g.theirs.Start-out[n].theirs.End <= len("中") {
			out[n].own.End, out[n].theirs.End = g.own.End, g.theirs.End
			continue
		}
		out = append(out, g)
	}
	return out
}

// sharesPair reports whether two letters of a text that stand beside each other do so
// in another.
func sharesPair(text, other string) bool {
	letters := []rune(text)
	for i := 1; i < len(letters); i++ {
		if strings.Contains(other, string(letters[i-1:i+1])) {
			return true
		}
	}
	return false
}

// ofAnother is what belongs to something, behind that: 全国政协的文章.
var ofAnother = regexp.MustCompile(`(\p{Han}{2,8})的(\p{Han}{2,8})`)

// turnedGenitive refuses "A of B" where the source has "B of A" only.
func turnedGenitive(claim, source string) string {
	for _, m := range ofAnother.FindAllStringSubmatch(claim, -1) {
		for a := m[1]; utf8.RuneCountInString(a) > 1; a = a[len("中"):] {
			for b := m[2]; utf8.RuneCountInString(b) > 1; b = b[:len(b)-len("中")] {
				if strings.Contains(source, b+"的"+a) && !strings.Contains(source, a+"的"+b) {
					return fmt.Sprintf("pairing: the source says %q", b+"的"+a)
				}
			}
		}
	}
	return ""
}
