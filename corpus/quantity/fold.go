package quantity

import (
	"strings"
	"unicode/utf8"
)

// A folded text has half-width digits, letters and signs, and knows where each
// of its bytes came from.
type folded struct {
	text string
	from []int // nil where nothing was folded
}

func fold(text string) folded {
	if !strings.ContainsFunc(text, isWide) {
		return folded{text: text}
	}
	var b strings.Builder
	from := make([]int, 0, len(text)+1)
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		out := text[i : i+size]
		if isWide(r) || r == '，' && wideDigitAt(text, i-3) && wideDigitAt(text, i+size) {
			out = string(narrow(r))
		}
		b.WriteString(out)
		for range len(out) {
			from = append(from, i)
		}
	}
	return folded{b.String(), append(from, len(text))}
}

func isWide(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' ||
		r == '％' || r == '．' || r == '－' || r == '～' || r == '＄' || r == '￥' || r == '／'
}

func narrow(r rune) rune {
	if r == '￥' {
		return '¥'
	}
	return r - '！' + '!'
}

func wideDigitAt(text string, i int) bool {
	if i < 0 || i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r >= '０' && r <= '９'
}

// origin returns the offset in the original text of an offset in the folded one.
func (f folded) origin(i int) int {
	if f.from == nil {
		return i
	}
	return f.from[i]
}
