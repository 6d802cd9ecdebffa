package pdf

import "math"

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
	text  string
	box   rect // from the font's descent to its ascent, by the glyph's advance
	base  float64
	size  float64
	angle int // quarter turns counterclockwise; oblique for any other
	font  *font
	after between
}

const oblique = -1

// between is what the library saw between a glyph and the one before it.
type between int

const (
	nothing between = iota
	lineEnd         // or a step up or down, as to a note's mark
	space
)

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

func quarter(radians float32) int {
	turns := float64(radians) / (math.Pi / 2)
	nearest := math.Round(turns)
	if math.IsNaN(turns) || math.Abs(turns-nearest) > 0.1 {
		return oblique
	}
	return -int(nearest) & 3 // the library counts clockwise
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
