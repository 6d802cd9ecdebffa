package corpus

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var comment = regexp.MustCompile(`(?s)<!--.*?-->`)

// Normalize returns text in the form that is indexed and quoted: Unicode NFC,
// lines ended by \n, no HTML comments, and no characters that a reader cannot
// see: zero-width, bidirectional, tag and control characters. Spaces of every
// width become plain ones. A comment that is never closed stays, because
// dropping it would drop the rest of the document.
func Normalize(s string) string {
	s = strings.ToValidUTF8(s, "�")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\u0085", "\n").Replace(s)
	// Removing one thing may put together another, so it goes on until nothing
	// is left to remove; each round but the last makes the text shorter.
	for {
		next := norm.NFC.String(strings.Map(visible, comment.ReplaceAllString(s, "")))
		if next == s {
			return s
		}
		s = next
	}
}

func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case hidden(r) || unicode.IsControl(r):
		return -1
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// hidden reports whether a character shows nothing and may hide something.
// Joiners between emoji or letters of Indic scripts are among them: policy
// texts lose less without them than with what they can hide.
func hidden(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x034F, r == 0x061C, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x180E, r == 0x3164, r == 0xFEFF, r == 0xFFA0:
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F:
		return true
	case 0xE0000 <= r && r <= 0xE0FFF:
		return true
	}
	return false
}
