package pdf

import "strings"

// A font is what tells headings, emphasis and undecodable text.
type font struct {
	bold, italic bool
	bad          map[rune]bool // the characters that were looked at: whether they stand for none
}

// isBad reports whether a glyph has no character, asking the library once for
// each that a font has.
func (p *pageReader) isBad(text, i uint64, r rune, f *font) bool {
	bad, known := f.bad[r]
	if !known {
		bad = isUndecoded(r) || p.quick("FPDFText_HasUnicodeMapError", text, i) == 1
		f.bad[r] = bad
	}
	return bad
}

// isUndecoded reports whether r stands for no character.
func isUndecoded(r rune) bool {
	return r == 0 || r == 0xFFFD || r < ' ' && r != 2 || r >= 0xE000 && r <= 0xF8FF && bullets[r] == 0
}

const (
	fontItalic    = 1 << 6
	fontForceBold = 1 << 18
)

func (p *pageReader) font(handle uint64) *font {
	if handle == 0 {
		return p.plain
	}
	if f, ok := p.fonts[handle]; ok {
		return f
	}
	flags := p.int("FPDFFont_GetFlags", handle)
	n := p.quick("FPDFFont_GetBaseFontName", handle, uint64(p.scratch), scratchBytes)
	name := ""
	if n > 1 && n <= scratchBytes {
		name = strings.ToLower(string(p.bytes(uint32(n) - 1)))
	}
	f := &font{
		bad:    make(map[rune]bool),
		bold:   flags > 0 && flags&fontForceBold != 0 || isBoldName(name) || p.int("FPDFFont_GetWeight", handle) >= 600,
		italic: flags > 0 && flags&fontItalic != 0 || strings.Contains(name, "ital") || strings.Contains(name, "obli"),
	}
	p.fonts[handle] = f
	return f
}

func newFont() *font { return &font{bad: make(map[rune]bool)} }

// isBoldName knows the fonts that Chinese documents set their headings in, too:
// 黑体 and 小标宋 are not bolder cuts of another font but fonts of their own.
func isBoldName(name string) bool {
	for _, part := range []string{"bold", "black", "heavy", "-medi", "simhei", "heiti", "xiaobiaosong", "黑体", "小标宋"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return strings.HasSuffix(name, "-bd") || strings.HasSuffix(name, ",b")
}
