package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// A fragment is a run of glyphs on one line without a wide gap: a line of a
// column, a cell of a table, the number before a clause.
type fragment struct {
	text         string
	x0, x1, base float64
	size         float64
	bold, italic bool // all of it
	centred      bool // in its column
}

func (f fragment) top() float64    { return f.base + 0.75*f.size }
func (f fragment) bottom() float64 { return f.base - 0.25*f.size }
func (f fragment) width() float64  { return f.x1 - f.x0 }

const (
	wideGap   = 1.0  // of the size: what parts the cells of a table and the columns of a page
	wideSpace = 0.4  // of the size: a space between ideographs
	wordGap   = 0.22 // of the size: what parts words that no space parts
	lineStep  = 0.35 // of the size: how far the baseline of one line may wander
	maxMark   = 5    // bytes of a mark in brackets that begins a note
	markSize  = 0.8  // of the size: raised glyphs below this are note marks
)

// fragments cuts the upright glyphs of a page into fragments, in the order in
// which the page paints them.
func fragments(glyphs []glyph) []fragment {
	var out []fragment
	start := 0
	for i := 1; i <= len(glyphs); i++ {
		if i < len(glyphs) && goesOn(glyphs[start:i], glyphs[i]) {
			continue
		}
		if start < len(glyphs) {
			if f := newFragment(glyphs[start:i]); f.text != "" && !rule.MatchString(f.text) {
				out = append(out, f)
			}
		}
		start = i
	}
	return out
}

// rule is a line that is written with characters.
var rule = regexp.MustCompile(`^[-_=*~—–]{5,}$`)

// goesOn reports whether g stands on the line of the run before it, right
// behind its last glyph. A note mark may stand higher than the text.
func goesOn(run []glyph, g glyph) bool {
	last := run[len(run)-1]
	size := max(last.size, g.size)
	gap := g.box.x0 - last.box.x1
	if gap > wideGap*size || g.box.x0 < last.box.x0-0.1*size || g.box.x0 < run[0].box.x0-0.1*size {
		return false
	}
	step := math.Abs(g.base - last.base)
	if step <= lineStep*min(last.size, g.size) {
		return true
	}
	return step <= 0.6*size && min(last.size, g.size) <= markSize*size && math.Abs(gap) < 0.5*size || step <= lineStep*size && backToLine(run, g)
}

// backToLine reports whether g stands on the line that the run had before its
// last mark.
func backToLine(run []glyph, g glyph) bool {
	for i := len(run) - 1; i >= 0 && i > len(run)-8; i-- {
		if math.Abs(run[i].base-g.base) <= lineStep*min(g.size, run[i].size) {
			return true
		}
	}
	return false
}

func newFragment(run []glyph) fragment {
	size, base := mainLine(run)
	f := fragment{x0: run[0].box.x0, x1: run[0].box.x1, base: base, size: size, bold: true, italic: true}
	var b strings.Builder
	marked := false
	for i, g := range run {
		f.x0, f.x1 = min(f.x0, g.box.x0), max(f.x1, g.box.x1)
		raised := g.size <= markSize*size && g.base > base+0.15*size && isMark(g.text)
		if raised && isPower(run, i, size) {
			raised, g.text = false, superscript.Replace(g.text)
			g.after = nothing
		}
		if raised != marked && g.text != "," || marked && !raised {
			b.WriteString(map[bool]string{true: "[", false: "]"}[raised])
		}
		if !raised && i > 0 && (needsSpace(run[i-1], g, size) || marked && b.Len() <= maxMark) {
			b.WriteByte(' ')
		}
		marked = raised && (marked || g.text != ",")
		b.WriteString(g.text)
		if corpus.HasWord(g.text) {
			f.bold = f.bold && g.font.bold
			f.italic = f.italic && g.font.italic
		}
	}
	if marked {
		b.WriteByte(']')
	}
	f.text = unmojibake(strings.TrimSpace(b.String()))
	if letterSpaced.MatchString(f.text) {
		f.text = strings.ReplaceAll(f.text, " ", "")
	}
	return f
}

// letterSpaced is a Chinese line set wide, as titles are.
var letterSpaced = regexp.MustCompile(`^(?:\p{Han} )+\p{Han}$`)

// mainLine returns the size and baseline that most of a run has.
func mainLine(run []glyph) (size, base float64) {
	type key struct{ size, base float64 }
	count := make(map[key]int)
	best := key{}
	for _, g := range run {
		k := key{math.Round(g.size * 4), math.Round(g.base * 2)}
		count[k] += len(g.text)
		// Of a mark and one letter the letter is the text.
		if best == (key{}) || count[k] > count[best] || count[k] == count[best] && k.size > best.size {
			best, size, base = k, g.size, g.base
		}
	}
	return size, base
}

// isMark reports whether a raised glyph can be the mark of a note.
func isMark(s string) bool {
	return len(s) <= 5 && strings.Trim(s, "0123456789,") == ""
}

// isPower reports whether the raised digits at i are a power: m², 10⁶.
func isPower(run []glyph, i int, size float64) bool {
	start := i
	for i > 0 && run[i].size <= markSize*size {
		i--
	}
	before := ""
	for ; i >= 0 && len(before) < 8; i-- {
		before = run[i].text + before
		if run[i].after == space {
			break
		}
	}
	return start > 0 && power.MatchString(before)
}

// power is what a raised number is an exponent of.
var power = regexp.MustCompile(`^(?:(?:\d+(?:[.,]\d+)?)?(?:k|c|d|m)?m|(?:\d+[×x·])?10)$`)

// needsSpace reports whether two neighbours are parted. Between ideographs the
// library sees spaces where a line was only stretched.
func needsSpace(a, b glyph, size float64) bool {
	gap := b.box.x0 - a.box.x1
	last, _ := utf8.DecodeLastRuneInString(a.text)
	first, _ := utf8.DecodeRuneInString(b.text)
	switch wide, wide2 := corpus.IsCJK(last), corpus.IsCJK(first); {
	case wide && wide2:
		return gap > wideSpace*size
	case wide || wide2:
		return gap > 0.5*size || b.after == space && gap > 0.1*size
	}
	level := math.Abs(a.base-b.base) < 0.1*size
	return b.after == space || b.after == lineEnd && level || gap > wordGap*size
}

// A row is the fragments on one baseline, from left to right.
type row []fragment

// rows groups fragments by their baselines, from the top.
func rows(fs []fragment) []row {
	fs = slices.Clone(fs)
	slices.SortStableFunc(fs, func(a, b fragment) int { return cmpFloat(b.base, a.base) })
	var out []row
	for _, f := range fs {
		if n := len(out); n > 0 && math.Abs(out[n-1][0].base-f.base) <= 0.4*min(out[n-1][0].size, f.size) {
			out[n-1] = append(out[n-1], f)
			continue
		}
		out = append(out, row{f})
	}
	for _, r := range out {
		slices.SortStableFunc(r, func(a, b fragment) int { return cmpFloat(a.x0, b.x0) })
	}
	return putMarks(out)
}

// putMarks puts the mark of a note that stands apart, and higher, in front of
// its note.
func putMarks(rs []row) []row {
	var out []row
	for i, r := range rs {
		if n := len(out); n > 0 && len(out[n-1]) == 1 && isRaisedMark(out[n-1][0], r[0]) {
			mark := out[n-1][0]
			mark.text, mark.base, mark.size = "["+mark.text+"]", r[0].base, r[0].size
			out[n-1] = append(row{mark}, rs[i]...)
			continue
		}
		out = append(out, r)
	}
	return out
}

func isRaisedMark(mark, f fragment) bool {
	up := mark.base - f.base
	return len(mark.text) <= 3 && strings.Trim(mark.text, "0123456789") == "" && mark.size <= markSize*f.size &&
		up > 0 && up < 0.7*f.size && mark.x1 < f.x0
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// joined returns the text of a row in one line.
func (r row) joined() string {
	texts := make([]string, len(r))
	for i, f := range r {
		texts[i] = f.text
	}
	return strings.Join(texts, " ")
}
