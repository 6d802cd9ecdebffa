package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
)

// NewDocument makes a document of what a reader found in the file at a path:
// it normalises the text, finds the sections and derives what is not stated.
// Blocks without visible text are dropped; a file without a letter or digit is
// [ErrNoText].
func NewDocument(name string, c Content) (*Document, error) {
	d := &Document{Meta: c.Meta, Path: name, Encoding: c.Encoding}
	blocks, pages := clean(c.Blocks)
	if !hasText(blocks) {
		return nil, fmt.Errorf("%w; remove it, or replace a scan by a copy whose text was recognised", ErrNoText)
	}
	d.Meta.normalize()
	if err := d.Meta.validate(); err != nil {
		return nil, ErrFrontMatter.Errorf("%w", err)
	}
	title := -1
	if d.Title != "" || !c.Untitled {
		title = titleBlock(blocks, d.Title)
	}
	d.derive(blocks, title)
	d.assemble(blocks, pages, title)
	sum := sha256.Sum256([]byte(d.Text))
	d.Digest = hex.EncodeToString(sum[:])
	return d, nil
}

// clean makes each block one line of normalised text, with those that go on
// with it. The pages are those of each block, counted from its own start.
func clean(blocks []Block) (out []Block, pages [][]PageStart) {
	for _, b := range blocks {
		// What opens a comment here may not be closed by another block.
		b.Text = strings.ReplaceAll(oneLine(b.Text), "<!--", "<! --")
		if b.Text == "" {
			continue
		}
		if last := len(out) - 1; b.Joins && last >= 0 && out[last].Kind != Heading {
			joined := joinLines(out[last].Text, b.Text)
			pages[last] = append(pages[last], PageStart{b.Page, len(joined) - len(b.Text)})
			out[last].Text = joined
			continue
		}
		if b.Kind == Item && markerLen(b.Text) == 0 {
			b.Text = "- " + b.Text
		}
		out = append(out, b)
		pages = append(pages, []PageStart{{b.Page, 0}})
	}
	return out, pages
}

func hasText(blocks []Block) bool {
	for _, b := range blocks {
		if strings.ContainsFunc(b.Text, isWordRune) {
			return true
		}
	}
	return false
}

// titleBlock returns the heading that is the document's title, which sections
// do not repeat, or -1: the heading that says what the metadata do or, where
// they say nothing, the first of the document.
func titleBlock(blocks []Block, title string) int {
	for i, b := range blocks {
		switch {
		case b.Kind != Heading:
		case title != "" && strings.EqualFold(b.Text, title):
			return i
		case title == "":
			if _, numbered := (&outliner{blocks: []Block{b}}).named(0); numbered {
				return -1
			}
			return i
		}
	}
	return -1
}

// assemble lays the blocks end to end and opens a section at every heading.
func (d *Document) assemble(blocks []Block, pages [][]PageStart, title int) {
	var text strings.Builder
	var open []head
	outline := outliner{blocks: blocks, items: make(map[int]int)}
	before := Heading
	for i, b := range blocks {
		h, opens, item := outline.head(i)
		kind := b.Kind
		if item {
			kind = Item
		}
		if i > 0 {
			text.WriteString(separator(before, kind))
		}
		before = kind
		if opens {
			open = closeFor(open, h)
			if i != title {
				open = append(open, h)
			}
			d.openSection(text.Len(), len(h.label), open)
		}
		d.openPages(pages[i], text.Len())
		text.WriteString(b.Text)
	}
	d.Text = text.String()
	d.closeSections()
}

// openPages notes the pages that begin in a block at an offset.
func (d *Document) openPages(pages []PageStart, offset int) {
	for _, p := range pages {
		last := len(d.Pages) - 1
		if p.Number == 0 || last >= 0 && d.Pages[last].Page == p.Page {
			continue
		}
		p.Start += offset
		d.Pages = append(d.Pages, p)
	}
}

// closeFor returns the headings that stay open when h opens.
func closeFor(open []head, h head) []head {
	for i, o := range open {
		if closes(h, o) {
			return open[:i]
		}
	}
	return open
}

// closes reports whether h ends the section of o. Between two headings with
// numbers these decide, as their levels are often wrong; otherwise the levels
// do, and the names of what a text itself calls a chapter or an article.
func closes(h, o head) bool {
	if h.unit >= rankFirst && o.unit >= rankFirst {
		return o.unit >= h.unit
	}
	named := h.unit == h.rank && o.unit > 0
	return o.rank >= h.rank || named && o.unit >= h.unit
}

func (d *Document) openSection(start, label int, open []head) {
	s := Section{Start: start, Body: start + label}
	for _, h := range open {
		s.Heading = append(s.Heading, h.label)
	}
	d.Sections = append(d.Sections, s)
}

func (d *Document) closeSections() {
	if len(d.Sections) == 0 || d.Sections[0].Start > 0 {
		d.Sections = append([]Section{{}}, d.Sections...)
	}
	for i := range d.Sections {
		d.Sections[i].End = len(d.Text)
		if i+1 < len(d.Sections) {
			d.Sections[i].End = d.Sections[i+1].Start
		}
	}
}

func separator(a, b BlockKind) string {
	if a == b && (a == Item || a == Row) {
		return "\n"
	}
	return "\n\n"
}

// Slug makes an ID of a path: letters and digits of any script stay, and
// everything else becomes a hyphen.
func Slug(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(Normalize(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), "-")
}
