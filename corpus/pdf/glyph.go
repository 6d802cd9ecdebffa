package pdf

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
)

const (
	maxPages  = 20_000
	maxGlyphs = 200_000    // of a page: a newspaper page has about 20,000
	maxText   = 20_000_000 // glyphs of a document
)

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
		return nil, 0, corpus.ErrTooMuch.Errorf("has more than 20,000 pages; split it")
	case pages <= 0:
		return nil, 0, corpus.ErrDamaged.Errorf("has no pages; save it again as a PDF, or repair it (`qpdf INPUT OUTPUT`)")
	}
	return &pageReader{library: l, document: document, fonts: make(map[uint64]*font), plain: newFont()}, pages, nil
}

func openError(code int) error {
	switch code {
	case 4, 5: // FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
		return corpus.ErrLocked.Errorf("is locked by a password: save it without one (`qpdf --password=PASSWORD --decrypt INPUT OUTPUT`)")
	}
	return corpus.ErrDamaged.Errorf("is no readable PDF: its structure is broken or cut off; fetch it again, or repair it (`qpdf INPUT OUTPUT`)")
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
	var gap between
	for i := 0; i < len(chars); {
		switch {
		case isBlank(chars[i]):
			if chars[i] == '\n' || chars[i] == '\r' {
				gap = max(gap, lineEnd)
			} else {
				gap = space
			}
			i++
		default:
			n := i + 1
			for n < len(chars) && !isBlank(chars[n]) {
				n++
			}
			p.word(s, page, text, i, chars[i:n], gap)
			gap, i = nothing, n
		}
	}
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == 0x3000 }

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
func (p *pageReader) word(s *sheet, page, text uint64, i int, chars []rune, gap between) {
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
			p.word(s, page, text, i+k, chars[k:k+1], gap)
			gap = nothing
		}
		return
	}
	g := glyph{font: o.font, size: o.size, angle: o.angle, after: gap}
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
	if g.angle == oblique && p.isSlanted(text, i) {
		g.angle = 0
	}
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

// isSlanted reports whether a glyph stands upright on a level line and only
// leans, as italics do that are made of an upright font. The library takes the
// slant for an angle.
func (p *pageReader) isSlanted(text, i uint64) bool {
	if p.quick("FPDFText_GetMatrix", text, i, p.out(0)) == 0 {
		return false
	}
	m := p.floats(6)
	return m[0] > 0 && m[3] > 0 && math.Abs(m[1]) < 0.05*m[0] && math.Abs(m[2]) < m[3]
}
