package corpus

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns s as documents hold their text: valid UTF-8 in
// Unicode normal form C, lines ended by \n, every blank but \n and \t a plain
// space, and without the characters that a reader cannot see but a program
// would read (zero-width characters, bidirectional controls, tags, variation
// selectors other than VS15 and VS16, control characters). It is idempotent.
func Normalize(s string) string {
	if isPlain(s) {
		return s
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
	return norm.NFC.String(b.String())
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

// StripComments drops the HTML comments of a text: readers never see them. Of
// a comment that is not closed only the opening goes, lest it take the rest of
// the document with it.
func StripComments(s string) string {
	const opening, closing = "<!--", "-->"
	if !strings.Contains(s, opening) {
		return s
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, opening)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if opensTag(before) { // what is left must not make up a new comment
			b.WriteByte(' ')
		}
		s = after
		if _, rest, closed := strings.Cut(after, closing); closed {
			s = rest
		} else {
			return b.String() + strings.ReplaceAll(after, opening, " ")
		}
	}
}

func opensTag(s string) bool {
	return strings.HasSuffix(s, "<") || strings.HasSuffix(s, "<!") || strings.HasSuffix(s, "<!-")
}

// tidy normalises one block of text: blanks are collapsed, lines are trimmed
// and empty ones dropped.
func tidy(s string) string {
	lines := strings.Split(Normalize(s), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// oneLine normalises a text that has no lines, such as a title.
func oneLine(s string) string {
	return strings.Join(strings.Fields(Normalize(s)), " ")
}
