package corpus

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns s as documents hold their text: valid UTF-8 in
// Unicode normal form C, lines ended by \n, every blank but \n and \t a plain
// space, and without what a reader cannot see but a program would read: HTML
// comments, zero-width characters, bidirectional controls, tags, variation
// selectors other than VS15 and VS16, control characters. It is idempotent.
func Normalize(s string) string {
	if isPlain(s) {
		return stripComments(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	afterCR, afterVS := false, false
	for _, r := range s { // an invalid byte is read as U+FFFD
		if r == '\n' && afterCR {
			afterCR = false
			continue
		}
		afterCR = r == '\r'
		isVS := r == 0xFE0E || r == 0xFE0F
		if !isVS || !afterVS { // one selector says it all: a run of them hides data
			writeVisible(&b, r)
		}
		if !isHidden(r) {
			afterVS = isVS
		}
	}
	s = norm.NFC.String(b.String())
	return norm.NFC.String(stripComments(s)) // what a comment parted may compose
}

func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c == 0x7F || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

func writeVisible(b *strings.Builder, r rune) {
	switch {
	case r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028:
		b.WriteByte('\n')
	case r == 0x2029:
		b.WriteString("\n\n")
	case isOddSpace(r):
		b.WriteByte(' ')
	case !isHidden(r):
		b.WriteRune(r)
	}
}

func isOddSpace(r rune) bool {
	switch r {
	case 0xA0, 0x1680, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// isHidden reports whether r shows nothing and only steers how its neighbours
// are shown, or carries data past the reader's eye.
func isHidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t'
	case r < 0x7F:
		return false
	case r <= 0x9F:
		return true
	}
	switch r {
	case 0xAD, 0x34F, 0x61C, 0x17B4, 0x17B5, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFEFF:
		return true
	}
	return r >= 0x180B && r <= 0x180F ||
		r >= 0x200B && r <= 0x200F ||
		r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x206F ||
		r >= 0xFE00 && r <= 0xFE0D ||
		r >= 0xFFF0 && r <= 0xFFFB ||
		r >= 0x1D173 && r <= 0x1D17A ||
		r >= 0xE0000 && r <= 0xE0FFF
}

// stripComments drops the HTML comments of a text, and those that come about
// when one within is dropped. A comment that is not closed stays, lest it take
// the rest of the document with it.
func stripComments(s string) string {
	const opening, closing = "<!--", "-->"
	if !strings.Contains(s, opening) {
		return s
	}
	out := make([]byte, 0, len(s))
	open := -1 // where the content of the open comment begins
	for i := 0; i < len(s); i++ {
		out = append(out, s[i])
		switch {
		case open < 0 && bytes.HasSuffix(out, []byte(opening)):
			open = len(out)
		case open >= 0 && bytes.HasSuffix(out[open:], []byte(closing)):
			out, open = out[:open-len(opening)], -1
		}
	}
	return string(out)
}

// oneLine normalises a text that has no lines, such as a title.
func oneLine(s string) string {
	return strings.Join(strings.Fields(Normalize(s)), " ")
}
