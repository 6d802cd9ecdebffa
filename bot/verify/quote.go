package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// FindQuote finds a quotation in a part of a text. Widths, kinds of quotation
// marks and dashes, and spaces may differ, and so may the case of the first
// letter; the span returned is what the text says, of several the first. Where the
// quotation has an ellipsis that the text has not, the span holds what was left out too.
// A quotation without a letter or digit is not found, and none is that begins or ends
// within a word or number of the text. Both texts may hold bytes that are no UTF-8.
func FindQuote(text string, within corpus.Span, quote string) (corpus.Span, bool) {
	source, want := foldQuote(text[within.Start:within.End]), Fold(quote)
	for _, q := range []string{want, strings.Trim(want, ` "…`), strings.Trim(want, ` "….。,，;；`)} {
		if !corpus.HasWord(q) {
			continue
		}
		if from, to, ok := source.find(q, 0); ok {
			return source.span(from, to, within.Start), true
		}
	}
	return source.findParts(strings.Split(want, "…"), within.Start)
}

// longestGap is how much an ellipsis may leave out, in bytes.
const longestGap = 600

func (f foldedText) findParts(parts []string, base int) (corpus.Span, bool) {
	first, at := -1, 0
	for _, p := range parts {
		if p = strings.TrimSpace(p); !corpus.HasWord(p) {
			continue
		}
		from, to, ok := f.find(p, at)
		if !ok || first >= 0 && from-at > longestGap {
			return corpus.Span{}, false
		}
		if first < 0 {
			first = from
		}
		at = to
	}
	if first < 0 || len(parts) < 2 {
		return corpus.Span{}, false
	}
	return f.span(first, at, base), true
}

// A foldedText is a text as quotations are compared, and where the character
// of each of its bytes begins and ends in the original.
type foldedText struct {
	text       string
	start, end []int
}

func (f foldedText) span(from, to, base int) corpus.Span {
	return corpus.Span{Start: base + f.start[from], End: base + f.end[to-1]}
}

// find returns the first occurrence that does not cut a word or a number.
func (f foldedText) find(want string, at int) (from, to int, ok bool) {
	first, size := utf8.DecodeRuneInString(want)
	for at <= len(f.text) {
		i := strings.Index(f.text[at:], want[size:])
		if i < 0 {
			return 0, 0, false
		}
		from, to = at+i-size, at+i+len(want)-size
		if from >= 0 && sameLetter(f.text[from:], first) && Whole(f.text, from, to) {
			return from, to, true
		}
		at += i + 1
	}
	return 0, 0, false
}

func sameLetter(text string, want rune) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r == want || unicode.ToLower(r) == unicode.ToLower(want)
}

// Whole reports whether text[from:to], which must not be empty, begins and ends between
// words: it cuts no word of an alphabet with spaces, no number and no character. Between
// ideographs every place is one between words.
func Whole(text string, from, to int) bool {
	if !utf8.RuneStart(text[from]) || to < len(text) && !utf8.RuneStart(text[to]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !(inWord(before) && inWord(first)) && !(inWord(last) && inWord(after)) &&
		!(digitPoint(text[:from]) && unicode.IsDigit(first)) && !(unicode.IsDigit(last) && pointDigit(text[to:]))
}

func inWord(r rune) bool {
	return r < unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func digitPoint(s string) bool {
	n := len(s)
	return n > 1 && (s[n-1] == '.' || s[n-1] == ',') && s[n-2] >= '0' && s[n-2] <= '9'
}

func pointDigit(s string) bool {
	return len(s) > 1 && (s[0] == '.' || s[0] == ',') && s[1] >= '0' && s[1] <= '9'
}

// Fold is a text as quotations are compared: what writers of the same words write in
// different ways is the same, which is widths, quotation marks, dashes, ellipses and
// spaces. Spaces beside Chinese characters are dropped, and so are those at the ends.
// What has only spaces and invisible characters is empty.
func Fold(text string) string { return foldQuote(text).text }

// foldQuote folds a text, and keeps where each character stood.
func foldQuote(text string) foldedText {
	f := folder{source: text}
	for i, r := range text {
		f.add(i, foldRune(r))
	}
	return foldedText{f.b.String(), f.start, f.end}
}

// A folder builds a folded text, character by character.
type folder struct {
	source     string
	b          strings.Builder
	start, end []int
	last       rune
	space      bool
}

func (f *folder) add(i int, r rune) {
	_, size := utf8.DecodeRuneInString(f.source[i:])
	switch {
	case r == 0:
		return
	case unicode.IsSpace(r):
		f.space = true
		return
	case r == '.' && strings.HasPrefix(f.source[i:], ".."), r == '.' && f.last == '…':
		r = '…'
	}
	if r == f.last && (r == '-' || r == '…') {
		f.end[len(f.end)-1] = i + size
		return
	}
	if f.space && f.last != 0 && f.last < 0x2e80 && r < 0x2e80 {
		f.write(' ', i-1, i)
	}
	f.space = false
	f.write(r, i, i+size)
	f.last = r
}

func (f *folder) write(r rune, start, end int) {
	n := f.b.Len()
	f.b.WriteRune(r)
	for range f.b.Len() - n {
		f.start, f.end = append(f.start, start), append(f.end, end)
	}
}

// foldRune returns 0 for a character that nobody sees.
func foldRune(r rune) rune {
	switch {
	case strings.ContainsRune(`“”„‟‘’‚‛"'「」『』«»′″`+"`´", r):
		return '"'
	case strings.ContainsRune("-‐‑‒–—―−－", r):
		return '-'
	case r >= '！' && r <= '～':
		return foldRune(r - '！' + '!')
	case r == '\u3000' || r == '\u00a0' || r == '\u202f':
		return ' '
	case r >= '\u200b' && r <= '\u200f' || r == '\ufeff' || r == '\u00ad' || r == '\u2060':
		return 0
	}
	return r
}
