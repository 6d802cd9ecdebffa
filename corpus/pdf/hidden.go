package pdf

import (
	"encoding/binary"
	"math"
)

// What a person cannot see on a page must not be quoted from it: hidden text is
// how instructions are smuggled to programs. The exception is the text that
// recognition laid, invisibly, over the image of a scanned page, where the
// person reads the same words in the image.

// A picture is something painted on a page that is not text.
type picture struct {
	box   rect
	image bool
	white bool
}

const (
	objectPath  = 2
	objectImage = 3
	objectForm  = 5

	invisible     = 3 // text render modes that paint nothing
	invisibleClip = 7

	nearWhite  = 0xF5
	maxObjects = 20_000 // of a page that are looked at for its background
	maxNesting = 4      // forms within forms
)

func (p *pageReader) isHidden(page, object uint64, box rect) bool {
	mode := p.int("FPDFTextObj_GetTextRenderMode", object)
	if mode == invisible || mode == invisibleClip {
		return !p.isOverImage(page, box)
	}
	if p.quick("FPDFPageObj_GetFillColor", object, p.out(0), p.out(1), p.out(2), p.out(3)) == 0 {
		return false
	}
	red, green, blue, alpha := p.value(0), p.value(1), p.value(2), p.value(3)
	if mode != 0 {
		return false // outlines are seen whatever fills them
	}
	if alpha < 0x10 {
		return true
	}
	return min(red, green, blue) >= nearWhite && !p.isOnColour(page, box)
}

func (p *pageReader) value(i int) int {
	return int(binary.LittleEndian.Uint32(p.bytes(uint32(8*i + 4))[8*i:]))
}

// isOverImage reports whether a text lies on an image that is large enough to
// be a scan of it.
func (p *pageReader) isOverImage(page uint64, box rect) bool {
	for _, b := range p.background(page) {
		if b.image && b.box.overlap(box) >= 0.5*box.area() && b.box.area() > 20*box.area() {
			return true
		}
	}
	return false
}

// isOnColour reports whether white text has something to stand out from.
func (p *pageReader) isOnColour(page uint64, box rect) bool {
	for _, b := range p.background(page) {
		if !b.white && b.box.overlap(box) >= 0.5*box.area() {
			return true
		}
	}
	return false
}

// scanned reports whether a page has images and whether one covers most of it.
func (p *pageReader) scanned(page uint64, box rect) (images, covers bool) {
	for _, b := range p.background(page) {
		if b.image {
			images = true
			covers = covers || b.box.overlap(box) >= 0.5*box.area()
		}
	}
	return images, covers
}

// background lists what is painted on the page beside text.
func (p *pageReader) background(page uint64) []picture {
	if p.listed {
		return p.pictures
	}
	p.listed = true
	for i := range min(p.int("FPDFPage_CountObjects", page), maxObjects) {
		p.paint(p.quick("FPDFPage_GetObject", page, uint64(i)), 0)
	}
	return p.pictures
}

func (p *pageReader) paint(object uint64, depth int) {
	if object == 0 || len(p.pictures) >= maxObjects {
		return
	}
	kind := p.int("FPDFPageObj_GetType", object)
	switch kind {
	case objectForm:
		// The boxes of its parts are in its own space: the form's own box
		// stands for them unless one of them is an image.
		for i := range min(p.int("FPDFFormObj_CountObjects", object), maxObjects) {
			if depth < maxNesting {
				p.nested(object, p.quick("FPDFFormObj_GetObject", object, uint64(i)), depth+1)
			}
		}
	case objectImage, objectPath:
		p.pictures = append(p.pictures, picture{p.bounds(object), kind == objectImage, kind == objectPath && p.isWhite(object)})
	}
}

func (p *pageReader) nested(form, object uint64, depth int) {
	before := len(p.pictures)
	p.paint(object, depth)
	box := p.bounds(form)
	for i := before; i < len(p.pictures); i++ {
		p.pictures[i].box = box
	}
}

func (p *pageReader) bounds(object uint64) rect {
	if p.quick("FPDFPageObj_GetBounds", object, p.out(0), p.out(1), p.out(2), p.out(3)) == 0 {
		return rect{}
	}
	data := p.bytes(32)
	at := func(i int) float64 {
		return float64(math.Float32frombits(binary.LittleEndian.Uint32(data[8*i:])))
	}
	return rect{at(0), at(1), at(2), at(3)}
}

// isWhite reports whether a path fills its area with white, or not at all.
func (p *pageReader) isWhite(object uint64) bool {
	if p.quick("FPDFPath_GetDrawMode", object, p.out(0), p.out(1)) != 0 && p.value(0) == 0 {
		return true
	}
	if p.quick("FPDFPageObj_GetFillColor", object, p.out(0), p.out(1), p.out(2), p.out(3)) == 0 {
		return false
	}
	return min(p.value(0), p.value(1), p.value(2)) >= nearWhite || p.value(3) < 0x10
}
