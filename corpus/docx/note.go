package docx

import (
	"fmt"

	"footnote/corpus"
)

// A noteID names a footnote or an endnote.
type noteID struct {
	kind string
	id   string
}

// readNotes reads the notes of one kind. The rulers between text and notes are
// kept among them and are none.
func (p *parser) readNotes(c *cursor, kind string) error {
	p.c = c
	return c.root(func(e element) error {
		if t := e.attr("type"); e.name() != kind || t != "" && t != "normal" {
			return c.skip()
		}
		lines, err := p.flow(p.block)
		p.notes[noteID{kind, e.attr("id")}] = lines
		return err
	})
}

// cite writes the number of a note where it is referred to. Footnotes and
// endnotes are counted together, so that a number is that of one note.
func (p *parser) cite(e element, r run) {
	id := noteID{e.name()[:len(e.name())-len("Reference")], e.attr("id")}
	lines := p.notes[id]
	if p.cited == nil || len(lines) == 0 || !p.shows(r) {
		return
	}
	n, known := p.cited[id]
	if !known {
		n = len(p.cited) + 1
		p.cited[id] = n
		p.await(lines, n)
	}
	p.write(fmt.Sprintf("[%d]", n), r)
}

// await keeps the lines of a note until the block that cites it stands.
func (p *parser) await(lines []line, n int) {
	mark := fmt.Sprintf("[%d] ", n)
	for _, l := range lines {
		if l.Text == "" {
			continue
		}
		if l.Kind == corpus.Heading {
			l.Kind = corpus.Paragraph
		}
		l.Text, l.note, mark = mark+l.Text, true, ""
		p.pending = append(p.pending, l)
	}
}

// placeNotes adds the notes that were cited after the block that cites them,
// or after the one below it where that is a heading.
func (p *parser) placeNotes() {
	last := len(p.out) - 1
	if len(p.pending) == 0 || p.unended != nil || last >= 0 && p.out[last].Kind == corpus.Heading {
		return
	}
	p.out = append(p.out, p.pending...)
	p.pending = nil
}
