package pdf

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

var hyphenated = regexp.MustCompile(`\pL+-\pL+`)

func (m measure) noteHyphens(s string) {
	if len(m.spaced) < 50_000 {
		for _, w := range hyphenated.FindAllString(s, -1) {
			m.spaced[strings.ToLower(w)] = struct{}{}
		}
	}
}

// noteWords notes the words of a line but for those that a hyphen may have
// parted: the last, and the first where the line before it ends with one.
func (m measure) noteWords(s string, parted bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if parted && len(words) > 0 {
		words = words[1:]
	}
	if n := len(words); n > 0 && isHyphen(lastRune(s)) {
		words = words[:n-1]
	}
	for _, w := range words {
		if len(w) >= minHalf && len(m.words) < 200_000 {
			m.words[strings.ToLower(w)] = struct{}{}
		}
	}
}

// text joins the lines of a paragraph.
func (m measure) text(lines []line) string {
	s := ""
	for _, l := range lines {
		s = m.join(s, l.text())
	}
	return s
}

// join joins two lines. A hyphen at the end of the first parts a word, unless
// the word is written with it elsewhere.
func (m measure) join(a, b string) string {
	if a == "" {
		return b
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	switch {
	case corpus.IsCJK(last) && corpus.IsCJK(first):
		return a + b
	case isHyphen(last):
		head := a[:len(a)-utf8.RuneLen(last)]
		if m.isParted(head, b) {
			return head + b
		}
		if unicode.IsLetter(lastRune(head)) && (unicode.IsLetter(first) || unicode.IsDigit(first)) || unicode.IsDigit(lastRune(head)) && (unicode.IsDigit(first) || unicode.IsLetter(first)) {
			return a + b
		}
	}
	return a + " " + b
}

func isHyphen(r rune) bool { return r == '-' || r == 0x2010 || r == 0xAD }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isParted reports whether the hyphen between the end of a line and the start
// of the next stands for none: both are parts of a word in lower case that the
// document does not write with it.
func (m measure) isParted(head, tail string) bool {
	left := head[strings.LastIndexAny(head, " \u2013\u2014-(/")+1:]
	right := tail[:len(tail)-len(strings.TrimLeftFunc(tail, unicode.IsLetter))]
	first, _ := utf8.DecodeRuneInString(right)
	if len(left) < 2 || !unicode.IsLower(first) || !unicode.IsLower(lastRune(left)) || strings.IndexFunc(left, unicode.IsDigit) >= 0 {
		return false
	}
	_, written := m.spaced[strings.ToLower(strings.TrimLeftFunc(left, func(r rune) bool { return !unicode.IsLetter(r) })+"-"+right)]
	return !written && !numberWord[left] && !m.isCompound(strings.ToLower(left), right)
}

const minHalf = 4 // bytes: what is shorter is often a word by chance

// isCompound reports whether two words are written as one with a hyphen: each
// is a word of the document, and both together are none.
func (m measure) isCompound(left, right string) bool {
	_, a := m.words[left]
	_, b := m.words[right]
	_, whole := m.words[left+right]
	return a && b && !whole && !prefixWord[left]
}

// prefixWord holds words that begin others without a hyphen: "withdraw".
var prefixWord = map[string]bool{
	"with": true, "over": true, "under": true, "some": true, "when": true, "where": true, "there": true, "here": true, "every": true,
	"inter": true, "super": true, "fore": true, "after": true, "down": true, "counter": true, "hand": true, "work": true, "time": true,
}

// numberWord holds what begins a number such as "twenty-one", and prefixes that
// keep their hyphen.
var numberWord = map[string]bool{
	"twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true, "seventy": true, "eighty": true, "ninety": true,
	"Twenty": true, "Thirty": true, "Forty": true, "Fifty": true, "Sixty": true, "Seventy": true, "Eighty": true, "Ninety": true,
	"non": true, "self": true, "cross": true, "well": true, "so": true,
}
