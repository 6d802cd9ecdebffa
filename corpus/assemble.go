package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"strings"
	"unicode"
)

// NewDocument makes a document of what a reader found in the file at a path:
// it normalises the text, finds the sections and derives what is not stated.
// Blocks without visible text are dropped; a file without any other is an
// error.
func NewDocument(name string, c Content) (*Document, error) {
	d := &Document{Meta: c.Meta, Path: name, Encoding: c.Encoding}
	blocks := clean(c.Blocks)
	if len(blocks) == 0 {
		return nil, errors.New("holds no text; remove it or fill it")
	}
	if err := d.validate(); err != nil {
		return nil, err
	}
	d.derive(blocks)
	d.assemble(blocks)
	sum := sha256.Sum256([]byte(d.Text))
	d.Digest = hex.EncodeToString(sum[:])
	return d, nil
}

// clean normalises blocks to one line each.
func clean(blocks []Block) []Block {
	var out []Block
	for _, b := range blocks {
		b.Text = strings.Join(strings.Fields(Normalize(b.Text)), " ")
		if b.Text != "" {
			out = append(out, b)
		}
	}
	return out
}

// assemble lays the blocks end to end and opens a section at every heading.
func (d *Document) assemble(blocks []Block) {
	var text strings.Builder
	var open []head
	inArticle := false
	title := d.titleBlock(blocks)
	for i, b := range blocks {
		if i > 0 {
			text.WriteString(separator(blocks[i-1], b))
		}
		h, ok := headOf(b, inArticle)
		if !ok {
			text.WriteString(b.Text)
			continue
		}
		inArticle = h.rank == rankArticle || inArticle && h.rank > rankArticle
		for len(open) > 0 && open[len(open)-1].rank >= h.rank {
			open = open[:len(open)-1]
		}
		if i != title {
			open = append(open, h)
		}
		d.openSection(text.Len(), len(h.label), open)
		text.WriteString(b.Text)
	}
	d.Text = text.String()
	if len(d.Sections) == 0 || d.Sections[0].Start > 0 {
		d.Sections = append([]Section{{}}, d.Sections...)
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		s.End = len(d.Text)
		if i+1 < len(d.Sections) {
			s.End = d.Sections[i+1].Start
		}
	}
}

func (d *Document) openSection(start, label int, open []head) {
	s := Section{Start: start, Body: start + label}
	for _, h := range open {
		s.Heading = append(s.Heading, h.label)
	}
	d.Sections = append(d.Sections, s)
}

// titleBlock returns the heading that only repeats the title, or -1.
func (d *Document) titleBlock(blocks []Block) int {
	for i, b := range blocks[:min(3, len(blocks))] {
		if b.Kind == Heading && b.Level == 1 && strings.EqualFold(b.Text, d.Title) {
			return i
		}
	}
	return -1
}

func separator(a, b Block) string {
	if a.Kind == b.Kind && (a.Kind == Item || a.Kind == Row) {
		return "\n"
	}
	return "\n\n"
}

// derive fills in what the file does not state, and marks it.
func (d *Document) derive(blocks []Block) {
	set := func(field *string, name, value string) {
		if *field == "" && value != "" {
			*field = value
			d.Derived = append(d.Derived, name)
		}
	}
	set(&d.Title, "title", firstHeading(blocks))
	base := strings.TrimSuffix(path.Base(d.Path), path.Ext(d.Path))
	set(&d.Title, "title", base)
	set(&d.ID, "id", slug(strings.TrimSuffix(d.Path, path.Ext(d.Path))))
	set(&d.ID, "id", "document-"+hex.EncodeToString([]byte(base)))
	set(&d.Language, "language", scriptLanguage(blocks))
	set(&d.Number, "number", statedNumber(blocks))
	if d.Published.IsZero() {
		if date := statedDate(blocks); !date.IsZero() {
			d.Published = date
			d.Derived = append(d.Derived, "published")
		}
	}
}

func firstHeading(blocks []Block) string {
	for _, b := range blocks[:min(5, len(blocks))] {
		if b.Kind == Heading {
			return b.Text
		}
	}
	return ""
}

// slug makes an ID of a path: letters and digits of any script stay, and
// everything else becomes a hyphen.
func slug(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(Normalize(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "-")
}
