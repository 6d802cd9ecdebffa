package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"footnote/corpus"
)

// A census counts what decides whether a document has text at all.
type census struct {
	pages, glyphs, bad int
	textless           int // pages that show an image and hold no text
}

func (c *census) add(s sheet) {
	c.pages++
	c.glyphs += s.chars
	c.bad += s.bad
	if s.scanned && s.chars < fewGlyphs || s.images && s.chars == 0 {
		c.textless++
	}
}

const (
	maxTextless = 3 // one page in so many may be an image without text
	maxBad      = 7 // one glyph in so many may be undecodable
)

// err reports a document whose text is missing or cannot be decoded. A few
// pages without text among others are plates, and the rest is served.
func (c *census) err() error {
	switch {
	case c.glyphs == 0 && c.textless == 0:
		return fmt.Errorf("%w: its pages are blank; fetch it again, or remove it", corpus.ErrNoText)
	case c.glyphs == 0 || c.textless*maxTextless > c.pages:
		where := ""
		if c.textless > 0 && c.textless < c.pages {
			where = fmt.Sprintf(" on %d of %d pages", c.textless, c.pages)
		}
		return fmt.Errorf("%w: no text layer%s: run `ocrmypdf INPUT OUTPUT` (`--language chi_sim+eng` for Chinese), and put OUTPUT in its place", corpus.ErrNoText, where)
	case c.bad*maxBad > c.glyphs:
		return fmt.Errorf("%w: the text layer cannot be decoded: run `ocrmypdf --force-ocr INPUT OUTPUT`, and put OUTPUT in its place", corpus.ErrNoText)
	}
	return nil
}

// parted returns the upright glyphs of a page, and the lines of those that
// stand on their side. What stands askew is a stamp or watermark.
func (s sheet) parted() (upright []glyph, turned []fragment) {
	var on [4][]glyph
	for _, g := range s.glyphs {
		if g.angle != oblique {
			on[g.angle] = append(on[g.angle], g)
		}
	}
	for angle := 1; angle < 4; angle++ {
		side := sheet{glyphs: on[angle]}
		side.turn(angle)
		turned = append(turned, fragments(side.glyphs)...)
	}
	return on[0], turned
}

// title returns the title that a file states of itself, where its first page
// says the same: what programs fill in names the program, the template or the
// file.
func title(stated string, blocks []corpus.Block) string {
	wanted := letters(stated)
	if len(wanted) < 6 {
		return ""
	}
	var first strings.Builder
	for _, b := range blocks {
		if b.Page.Number > 1 || first.Len() > 5000 {
			break
		}
		first.WriteString(letters(b.Text))
	}
	if !strings.Contains(first.String(), wanted) {
		return ""
	}
	return stated
}

// letters reduces a text to its letters and digits, in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, corpus.Normalize(s))
}
