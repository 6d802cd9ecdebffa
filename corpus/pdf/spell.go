package pdf

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"

	"footnote/corpus"
)

var superscript = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// bullets are the marks of list entries that fonts of symbols draw, which have
// no character of their own.
var bullets = map[rune]rune{
	0xF0B7: '•', 0xF0A7: '•', 0xF06E: '•', 0xF06C: '•', 0xF071: '•', 0xF0D8: '•', 0xF0FC: '•', 0xF076: '•', 0xF0A8: '•', 0xF02D: '–', 0xF0B2: '•', 0xF075: '•',
}

// ligatures are single characters for letters that are set as one.
var ligatures = map[rune]string{0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}

// spell writes the characters of a word as text.
func spell(chars []rune) string {
	var b strings.Builder
	for _, r := range chars {
		switch {
		case r == 2: // the library's mark for a hyphen at the end of a line
			b.WriteByte('-')
		case r == 0:
		case bullets[r] != 0:
			b.WriteRune(bullets[r])
		case ligatures[r] != "":
			b.WriteString(ligatures[r])
		case isUndecoded(r):
			b.WriteRune(0xFFFD)
		case r >= 0x2F00 && r <= 0x2FD5: // radicals that some fonts use for the ideographs
			b.WriteString(norm.NFKC.String(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unmojibake restores Chinese text whose font says that its bytes are Western
// when they are GBK, as fonts such as 仿宋 that a file names but does not hold
// do.
func unmojibake(s string) string {
	high, all := 0, 0
	for _, r := range s {
		if r != ' ' {
			all++
			if r >= 0x80 {
				high++
			}
		}
	}
	if high < 4 || high*10 < all*7 {
		return s
	}
	data, err := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		return s
	}
	decoded, err := simplifiedchinese.GBK.NewDecoder().String(data)
	if err != nil || strings.ContainsFunc(decoded, func(r rune) bool { return r >= 0x80 && !corpus.IsCJK(r) && (r < 0x2010 || r > 0x2026) && r != '·' }) {
		return s
	}
	return decoded
}
