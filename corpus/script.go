package corpus

import (
	"regexp"
	"strings"
	"unicode"
)

// IsHan reports whether r is a Chinese character.
func IsHan(r rune) bool {
	return r >= 0x3007 && (unicode.Is(unicode.Han, r) || r == '〇')
}

// IsCJK reports whether r belongs to a script written without spaces between
// words, or to its punctuation: Han, kana, Hangul and full-width forms.
func IsCJK(r rune) bool {
	return isIdeographic(r) || isCJKPunctuation(r)
}

// isIdeographic reports whether r counts as a character of its own, rather
// than as a part of a word, when the length of a text is measured.
func isIdeographic(r rune) bool {
	return r >= 0x1100 && (IsHan(r) || unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul))
}

func isCJKPunctuation(r rune) bool {
	return r >= 0x3001 && r <= 0x303F || r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF01 && r <= 0xFF65
}

// isWordRune reports whether r is part of a word: a letter or a digit.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// HasWord reports whether a text has anything that could be read: a letter or a digit.
func HasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// QuotedTerm matches a term in quotation or title marks. Of its four groups the one of
// the marks that stand there holds the term.
var QuotedTerm = regexp.MustCompile(`"([^"]{2,80})"|“([^”]{2,80})”|「([^」]{2,80})」|《([^》]{2,80})》`)

// width is the number of columns r takes in a monospaced font.
func width(r rune) int {
	if IsCJK(r) {
		return 2
	}
	return 1
}

func textWidth(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}
