package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"footnote/corpus"
)

// A style is how a piece of text looks on a terminal with colours.
type style uint8

const (
	plain style = iota
	bold
	dim
	warning
	accent
)

// A piece is a stretch of text in one style. One that is joined stays on the
// line of the piece before it, as a footnote mark stays with its sentence; a joined
// space is one at which no line ends.
type piece struct {
	text   string
	style  style
	joined bool
}

// clean makes foreign text fit for a terminal: no control character of it, no
// escape sequence and no invisible character is left.
func clean(s string) string { return corpus.Normalize(s) }

// A glyph is what a reader takes for one character.
type glyph struct {
	text   string
	width  int // in columns: 0, 1 or 2
	style  style
	joined bool
}

// A word is a run of glyphs that is not broken between lines.
type word struct {
	glyphs []glyph
	width  int
	spaced bool // a space stands before it
}

// wrap breaks text into lines of at most width columns. Latin words stay
// whole unless one is longer than a line; Chinese breaks between any two
// characters, except that no line begins with a closing mark or ends with an
// opening one (the prohibitions of GB/T 15834 and of UAX #14). Spaces and line
// ends of the text count as one space; what is before an empty line does not
// matter, since paragraphs are wrapped one by one.
func wrap(pieces []piece, width int) [][]piece {
	var lines [][]piece
	var line []glyph
	used := 0
	end := func() {
		lines = append(lines, merge(line))
		line, used = nil, 0
	}
	for _, w := range words(pieces) {
		space := 0
		if w.spaced && used > 0 {
			space = 1
		}
		if used > 0 && used+space+w.width > width {
			end()
			space = 0
		}
		if space == 1 {
			line = append(line, glyph{text: " ", width: 1, style: w.glyphs[0].style})
			used++
		}
		for _, g := range w.glyphs {
			if used > 0 && used+g.width > width { // only of a word longer than a line
				end()
			}
			line = append(line, g)
			used += g.width
		}
	}
	if len(line) > 0 {
		end()
	}
	return lines
}

// words cuts text where a line may end.
func words(pieces []piece) []word {
	var out []word
	spaced := true
	var last glyph
	for _, g := range glyphs(pieces) {
		if strings.TrimSpace(g.text) == "" && !g.joined {
			spaced = true
			continue
		}
		if spaced && !g.joined || len(out) == 0 || mayBreak(last, g) {
			out = append(out, word{spaced: spaced && len(out) > 0})
		}
		w := &out[len(out)-1]
		w.glyphs = append(w.glyphs, g)
		w.width += g.width
		last, spaced = g, false
	}
	return out
}

func glyphs(pieces []piece) []glyph {
	var out []glyph
	for _, p := range pieces {
		joined := p.joined
		for it := displaywidth.StringGraphemes(clean(p.text)); it.Next(); joined = false {
			out = append(out, glyph{it.Value(), it.Width(), p.style, joined})
		}
	}
	return out
}

const (
	closing = ",.;:!?)]}%°'’”»›…—–/·" + "，。、；：？！）］｝〕〉》」』】〗〙〞％～〜・ー々"
	opening = "([{<“‘«‹$€£" + "（［｛〔〈《「『【〖〘￥＄"
	units   = "万亿千百十元年月日倍个项家％度级号条款"
)

// mayBreak reports whether a line may end between two glyphs without a space
// between them.
func mayBreak(before, after glyph) bool {
	b, _ := utf8.DecodeLastRuneInString(before.text)
	a, _ := utf8.DecodeRuneInString(after.text)
	switch {
	case after.joined, after.width == 0,
		strings.ContainsRune(closing, a), strings.ContainsRune(opening, b),
		unicode.IsDigit(b) && strings.ContainsRune(units, a):
		return false
	}
	return before.width == 2 || after.width == 2
}

// merge joins glyphs of one style into pieces.
func merge(glyphs []glyph) []piece {
	var out []piece
	for _, g := range glyphs {
		if n := len(out); n > 0 && out[n-1].style == g.style {
			out[n-1].text += g.text
			continue
		}
		out = append(out, piece{text: g.text, style: g.style})
	}
	return out
}

// pad returns text cut or filled with spaces to a width in columns.
func pad(text string, width int) string {
	text = strings.Join(strings.Fields(clean(text)), " ")
	if displaywidth.String(text) > width {
		text = displaywidth.TruncateString(text, width, "…")
	}
	return text + strings.Repeat(" ", max(0, width-displaywidth.String(text)))
}
