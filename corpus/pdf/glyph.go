package pdf

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
)

const (
	maxPages  = 20_000
	maxGlyphs = 200_000    // of a page: a newspaper page has about 20,000
	maxText   = 20_000_000 // glyphs of a document
)

// A rect is an area of a page in points; y grows upwards.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) width() float64  { return r.x1 - r.x0 }
func (r rect) height() float64 { return r.y1 - r.y0 }
func (r rect) area() float64   { return max(0, r.width()) * max(0, r.height()) }

// overlap returns the area that two rectangles share.
func (r rect) overlap(o rect) float64 {
	return rect{max(r.x0, o.x0), max(r.y0, o.y0), min(r.x1, o.x1), min(r.y1, o.y1)}.area()
}

// A glyph is a word of a page as it stands there, or a character where a word
// is drawn in several operations; the page is turned so that most of its text
// is upright.
type glyph struct {
	text   string
	box    rect // from the font's descent to its ascent, by the glyph's advance
	base   float64
	size   float64
	angle  int // quarter turns counterclockwise; oblique for any other
	font   *font
	spaced bool // a space stands before it
	breaks bool // the library saw the end of a line before it
}

const oblique = -1

// A font is what tells headings, emphasis and undecodable text.
type font struct {
	bold, italic bool
	bad          map[rune]bool // the characters that were looked at: whether they stand for none
}

// A sheet is what the library found on one page.
type sheet struct {
	number  int // from 1
	label   string
	box     rect
	glyphs  []glyph
	chars   int
	bad     int  // characters that are none
	scanned bool // an image covers the page
	images  bool
}

// A textObject is what the glyphs of one drawing operation share.
type textObject struct {
	font    *font
	size    float64
	angle   int
	descent float64 // from the baseline to the lower edge of the boxes
	hidden  bool
}

// A pageReader reads one page after the other.
type pageReader struct {
	*library
	document uint64
	fonts    map[uint64]*font
	plain    *font                 // of what has none
	objects  map[uint64]textObject // of the page
	pictures []picture             // of the page; nil before they are asked for
	listed   bool
}

// open loads a document.
func open(l *library, data []byte) (*pageReader, int, error) {
	p, err := l.put(data)
	if err != nil {
		return nil, 0, err
	}
	document := l.call("FPDF_LoadMemDocument64", p, uint64(len(data)), 0)
	if document == 0 {
		return nil, 0, openError(l.int("FPDF_GetLastError"))
	}
	pages := l.int("FPDF_GetPageCount", document)
	switch {
	case pages > maxPages:
		return nil, 0, errors.New("has more than 20,000 pages; split it")
	case pages <= 0:
		return nil, 0, errors.New("has no pages; save it again as a PDF, or repair it (`qpdf INPUT OUTPUT`)")
	}
	return &pageReader{library: l, document: document, fonts: make(map[uint64]*font), plain: newFont()}, pages, nil
}

func openError(code int) error {
	switch code {
	case 4, 5: // FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
		return errors.New("is locked by a password: remove it (`qpdf --password=PASSWORD --decrypt INPUT OUTPUT`)")
	}
	return errors.New("is no readable PDF: its structure is broken or cut off; fetch it again, or repair it (`qpdf INPUT OUTPUT`)")
}

// info returns an entry of the document's information, such as "Title".
func (p *pageReader) info(key string) string {
	name, err := p.put(append([]byte(key), 0))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(p.text("FPDF_GetMetaText", p.document, name))
}

// page reads page i, from 0. A page that cannot be loaded is an empty sheet.
func (p *pageReader) page(i int) sheet {
	s := sheet{number: i + 1, label: strings.TrimSpace(p.text("FPDF_GetPageLabel", p.document, uint64(i)))}
	page := p.call("FPDF_LoadPage", p.document, uint64(i))
	if page == 0 {
		return s
	}
	defer p.call("FPDF_ClosePage", page)
	p.objects, p.pictures, p.listed = make(map[uint64]textObject), nil, false
	turn := p.int("FPDFPage_GetRotation", page)
	if p.call("FPDF_GetPageBoundingBox", page, p.out(0)) != 0 {
		f := p.floats(4) // left, top, right, bottom
		s.box = rect{f[0], f[3], f[2], f[1]}
	}
	p.glyphs(page, &s)
	if s.chars < fewGlyphs {
		s.images, s.scanned = p.scanned(page, s.box)
	}
	s.turn(turn)
	s.upright()
	return s
}

// fewGlyphs is what a page has when its text is a stamp or what recognition
// made of dust.
const fewGlyphs = 40

func (p *pageReader) glyphs(page uint64, s *sheet) {
	text := p.call("FPDFText_LoadPage", page)
	if text == 0 {
		return
	}
	defer p.call("FPDFText_ClosePage", text)
	chars := p.characters(text)
	spaced, breaks := false, false
	for i := 0; i < len(chars); {
		switch r := chars[i]; {
		case r == '\n' || r == '\r':
			breaks = true
			i++
		case isBlank(r):
			spaced = true
			i++
		default:
			n := i + 1
			for n < len(chars) && !isBlank(chars[n]) && chars[n] != '\n' && chars[n] != '\r' {
				n++
			}
			p.word(s, page, text, i, chars[i:n], spaced, breaks)
			spaced, breaks = false, false
			i = n
		}
	}
}

func isBlank(r rune) bool { return r == ' ' || r == 0xA0 || r == 0x3000 || r == '\t' }

// characters returns the characters of a page: in one call where each is one
// unit of UTF-16, as calls are what reading takes its time for.
func (p *pageReader) characters(text uint64) []rune {
	n := min(p.int("FPDFText_CountChars", text), maxGlyphs)
	if n <= 0 {
		return nil
	}
	chars := make([]rune, n)
	buffer := p.quick("malloc", uint64(2*n+2))
	defer p.quick("free", buffer)
	if buffer != 0 && p.int("FPDFText_GetText", text, 0, uint64(n), buffer) == n+1 {
		if data, ok := p.memory.Read(uint32(buffer), uint32(2*n)); ok {
			for i := range chars {
				chars[i] = rune(binary.LittleEndian.Uint16(data[2*i:]))
			}
			if !slices.ContainsFunc(chars, func(r rune) bool { return r == 0 || r >= 0xD800 && r < 0xE000 || r >= 0xFFFE }) {
				return chars
			}
		}
	}
	for i := range chars {
		chars[i] = rune(p.quick("FPDFText_GetUnicode", text, uint64(i)))
	}
	return chars
}

// word adds the visible glyphs of a word: one where all of it was drawn at
// once, or one for each character.
func (p *pageReader) word(s *sheet, page, text uint64, i int, chars []rune, spaced, breaks bool) {
	last := i + len(chars) - 1
	from, ok := p.box(text, i)
	to, ok2 := p.box(text, last)
	if !ok || !ok2 {
		return
	}
	handle := p.objectOf(text, i)
	o := p.object(page, text, handle, uint64(i), from)
	if len(chars) > 1 && (p.objectOf(text, last) != handle || o.angle != 0) {
		for k := range chars {
			p.word(s, page, text, i+k, chars[k:k+1], spaced && k == 0, breaks && k == 0)
		}
		return
	}
	g := glyph{font: o.font, size: o.size, angle: o.angle, spaced: spaced, breaks: breaks}
	g.box = rect{min(from.x0, to.x0), min(from.y0, to.y0), max(from.x1, to.x1), max(from.y1, to.y1)}
	if o.hidden || g.box.area() > 0 && g.box.overlap(s.box) == 0 {
		return
	}
	g.base = g.edge() - o.descent
	for k, r := range chars {
		s.chars++
		if p.isBad(text, uint64(i+k), r, o.font) {
			s.bad++
		}
	}
	if g.text = spell(chars); g.text != "" {
		s.glyphs = append(s.glyphs, g)
	}
}

func (p *pageReader) box(text uint64, i int) (rect, bool) {
	if p.quick("FPDFText_GetLooseCharBox", text, uint64(i), p.out(0)) == 0 {
		return rect{}, false
	}
	f := p.floats(4) // left, top, right, bottom
	return rect{f[0], f[3], f[2], f[1]}, true
}

func (p *pageReader) objectOf(text uint64, i int) uint64 {
	return p.quick("FPDFText_GetTextObject", text, uint64(i))
}

// edge returns the side of the box that the baseline runs along.
func (g *glyph) edge() float64 {
	switch g.angle {
	case 1:
		return g.box.x1
	case 2:
		return g.box.y1
	case 3:
		return g.box.x0
	}
	return g.box.y0
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

// minSize is the size in points below which nobody reads a text: what is
// written so is meant for programs.
const minSize = 1.5

// glyphSize corrects the stated size where a form scales its content.
func glyphSize(stated float64, g glyph) float64 {
	height := g.box.height()
	if g.angle == 1 || g.angle == 3 {
		height = g.box.width()
	}
	if height > 0 && (stated > 1.8*height || stated < 0.5*height) {
		return height / 1.2
	}
	return stated
}

func quarter(radians float32) int {
	turns := float64(radians) / (math.Pi / 2)
	nearest := math.Round(turns)
	if math.IsNaN(turns) || math.Abs(turns-nearest) > 0.1 {
		return oblique
	}
	return -int(nearest) & 3 // the library counts clockwise
}

// isUndecoded reports whether r stands for no character.
func isUndecoded(r rune) bool {
	return r == 0 || r == 0xFFFD || r < ' ' && r != 2 || r >= 0xE000 && r <= 0xF8FF && bullets[r] == 0
}

// object returns what the glyphs of the text object that glyph i belongs to
// share.
func (p *pageReader) object(page, text, handle, i uint64, box rect) textObject {
	if o, ok := p.objects[handle]; ok {
		return o
	}
	o := textObject{font: p.plain}
	scale := 1.0
	if handle != 0 {
		if p.quick("FPDFPageObj_GetMatrix", handle, p.out(0)) != 0 {
			m := p.floats(6)
			scale = math.Hypot(m[2], m[3])
		}
		o.font = p.font(p.quick("FPDFTextObj_GetFont", handle))
	}
	g := glyph{box: box, angle: quarter(math.Float32frombits(uint32(p.quick("FPDFText_GetCharAngle", text, i))))}
	o.angle = g.angle
	o.size = glyphSize(p.double("FPDFText_GetFontSize", text, i)*scale, g)
	if p.quick("FPDFText_GetCharOrigin", text, i, p.out(0), p.out(1)) != 0 {
		data := p.bytes(16)
		at := math.Float64frombits(binary.LittleEndian.Uint64(data[8:]))
		if o.angle == 1 || o.angle == 3 {
			at = math.Float64frombits(binary.LittleEndian.Uint64(data))
		}
		o.descent = g.edge() - at
	}
	o.hidden = o.size < minSize || handle != 0 && p.isHidden(page, handle, box)
	p.objects[handle] = o
	return o
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

// turn turns a page as it is shown: by quarters clockwise.
func (s *sheet) turn(quarters int) {
	for range quarters & 3 {
		s.box = clockwise(s.box)
		for i := range s.glyphs {
			s.glyphs[i].clockwise()
		}
	}
}

func clockwise(r rect) rect { return rect{r.y0, -r.x1, r.y1, -r.x0} }

func (g *glyph) clockwise() {
	g.box = clockwise(g.box)
	if g.angle == oblique {
		return
	}
	if g.angle == 1 || g.angle == 3 { // base was an x
		g.base = -g.base
	}
	g.angle = (g.angle + 3) & 3
}

// upright turns a page whose text mostly stands on its side.
func (s *sheet) upright() {
	var count [4]int
	for _, g := range s.glyphs {
		if g.angle != oblique {
			count[g.angle]++
		}
	}
	most := 0
	for angle, n := range count {
		if n > count[most] {
			most = angle
		}
	}
	s.turn(most)
}
