package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// follows is the share of a claim, in characters, that stands in its source in
// the same order where it is a copy in which words were exchanged.
const follows = 0.72

// checkCopiedChinese refuses a claim in Chinese that follows its source and has other
// words in one place that are not known to mean the same. A word put for another
// is new however few words are.
func checkCopiedChinese(claim, source statement, _ surroundings) string {
	if !mostlyHan(claim.text) || across(claim, source) {
		return ""
	}
	return replacedIn(claim.text, source.text)
}

// replacedIn returns what a claim that follows its source has in the place of something
// else there.
func replacedIn(claim, source string) string {
	gaps, share := laidBeside(claim, source)
	if share < follows {
		return ""
	}
	turned := negations(claim) != negations(source)
	for _, g := range gaps {
		g = g.trimmed(claim, source)
		own, theirs := claim[g.own.Start:g.own.End], source[g.theirs.Start:g.theirs.End]
		if strings.ContainsFunc(own+theirs, unicode.IsPunct) || sameMeaning(claim, source, g) {
			continue
		}
		if turned && strings.ContainsAny(own, negating) != strings.ContainsAny(theirs, negating) && g.tight(claim, source) {
			return fmt.Sprintf("negation: the claim says %q where the source says %q", own, theirs)
		}
		if replaces(own, theirs) && g.tight(claim, source) && !inBothLists(claim, g.own, source) {
			return fmt.Sprintf("content: the claim says %q where the source says %q", own, theirs)
		}
	}
	return ""
}

// negating are the ideographs of negations.
const negating = "不没未无非勿"

// boundsHan are bounds of figures.
var boundsHan = regexp.MustCompile(`不得?(?:超过|低于|高于|少于|多于|大于|小于|超出)`)

func negations(text string) int {
	n := 0
	for _, r := range boundsHan.ReplaceAllString(text, "") {
		if strings.ContainsRune(negating, r) {
			n++
		}
	}
	return n
}

// bracketed is what a text adds to a name: （工信部）.
var bracketed = regexp.MustCompile(`^[^（）]*（[^（）]*）|（[^（）]*）$`)

// trimmed is a gap without brackets and without the punctuation that both its
// sides begin or end with.
func (g gap) trimmed(claim, source string) gap {
	if m := bracketed.FindString(source[g.theirs.Start:g.theirs.End]); strings.HasPrefix(m, "（") && strings.HasPrefix(source[g.theirs.Start:], m) {
		g.theirs.Start += len(m)
	}
	for g.own.Start < g.own.End && g.theirs.Start < g.theirs.End {
		a, size := utf8.DecodeRuneInString(claim[g.own.Start:])
		if b, _ := utf8.DecodeRuneInString(source[g.theirs.Start:]); a != b {
			break
		}
		g.own.Start, g.theirs.Start = g.own.Start+size, g.theirs.Start+size
	}
	for g.own.Start < g.own.End && g.theirs.Start < g.theirs.End {
		a, size := utf8.DecodeLastRuneInString(claim[:g.own.End])
		if b, _ := utf8.DecodeLastRuneInString(source[:g.theirs.End]); a != b {
			break
		}
		g.own.End, g.theirs.End = g.own.End-size, g.theirs.End-size
	}
	return g
}

// tight reports whether the two letters on each side of a gap are the same in
// both texts, or a clause begins or ends there in both.
func (g gap) tight(claim, source string) bool {
	return slices.Equal(lettersBefore(claim, g.own.Start), lettersBefore(source, g.theirs.Start)) &&
		slices.Equal(lettersAfter(claim, g.own.End), lettersAfter(source, g.theirs.End))
}

// replaces reports whether a part of a claim has content, and so has the part of
// its source in whose place it is.
func replaces(own, theirs string) bool {
	a, b := content(framing.ReplaceAllString(own, "")), content(theirs)
	if a == "" || b == "" || strings.ContainsFunc(a, unicode.IsDigit) || strings.ContainsFunc(b, unicode.IsDigit) {
		return false
	}
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	return m <= 2*n+4 && n <= 2*m+1
}

var (
	// framing are light words of more than one ideograph.
	framing = regexp.MustCompile(strings.Join(slices.DeleteFunc(strings.Split(lightHan, "|"), func(w string) bool { return utf8.RuneCountInString(w) < 2 }), "|"))
	// operating are operators, which are compared by themselves.
	operating = regexp.MustCompile(`要求|应当|应该|可以|能够|必须|没有|不得|不能|可能|准备|计划|打算`)
	numerals  = regexp.MustCompile(`^[一二两三四五六七八九十百千万亿零〇]+$`)
)

// particles join words and add nothing to them.
const particles = "的了着过地得是在有和与及或也都又还就才而且并但则即把被将由从向对于为以因所其该此这那各每等之乃同经不没未无非勿会将能可应须必要"

// content is a part of a text without punctuation, particles, operators and
// numerals.
func content(text string) string {
	letters := strings.Map(func(r rune) rune {
		if notLetter(r) || strings.ContainsRune(particles, r) {
			return -1
		}
		return r
	}, operating.ReplaceAllString(text, ""))
	return numerals.ReplaceAllString(letters, "")
}

// inBothLists reports whether a part of a claim is an item of a list that its source
// has in such a list too: the order of the items says nothing.
func inBothLists(claim string, s corpus.Span, source string) bool {
	own := strings.Trim(claim[s.Start:s.End], "、和与及")
	if utf8.RuneCountInString(own) < 2 || !besideComma(claim, strings.Index(claim[s.Start:], own)+s.Start, own) {
		return false
	}
	for from := 0; ; {
		i := strings.Index(source[from:], own)
		if i < 0 {
			return false
		}
		if besideComma(source, from+i, own) {
			return true
		}
		from += i + len(own)
	}
}

// An item of a list has 、 or a conjunction behind it, where it ends, or before it.
var (
	itemEnds   = regexp.MustCompile(`^(?:、|和|与|以及|及)`)
	itemBegins = regexp.MustCompile(`(?:、|和|与|及)$`)
)

func besideComma(text string, at int, item string) bool {
	return itemEnds.MatchString(text[at+len(item):]) || itemBegins.MatchString(text[:at])
}

// sameMeaning reports whether what stands in a gap, with the letters beside it,
// is in the two texts a form of one group of the thesaurus or begins alike.
func sameMeaning(claim, source string, g gap) bool {
	before, after := lettersBefore(claim, g.own.Start), lettersAfter(claim, g.own.End)
	for l := range len(before) + 1 {
		for r := range len(after) + 1 {
			own := before[len(before)-l:]
			a := strings.Join(own, "") + claim[g.own.Start:g.own.End] + strings.Join(after[:r], "")
			b := strings.Join(own, "") + source[g.theirs.Start:g.theirs.End] + strings.Join(after[:r], "")
			if equivalent(strings.TrimFunc(a, idle), strings.TrimFunc(b, idle)) || equivalent(bare(a), bare(b)) {
				return true
			}
		}
	}
	a, b := []rune(claim[g.own.Start:g.own.End]), []rune(source[g.theirs.Start:g.theirs.End])
	if len(before) == 0 || len(a) != 1 || len(b) != 1 || opposites[[2]rune{a[0], b[0]}] {
		return false
	}
	return wordGroups().isForm(before[len(before)-1] + string(b)) // 提升 for 提高
}

// bare is a part of a text without words that say how or that something may be done.
func bare(text string) string {
	return strings.TrimFunc(strings.TrimRight(adding.ReplaceAllString(text, ""), "到至"), idle)
}

// adding are adverbs that say how plainly something is done, and verbs before others.
var adding = regexp.MustCompile(`明确|公开|大力|积极|切实|进一步|可以|能够`)

// idle reports whether a letter at an end of a word is no part of it: 发布了.
func idle(r rune) bool { return notLetter(r) || r == '了' || r == '的' }

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
