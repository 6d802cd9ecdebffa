package docx

import (
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// A parser reads the text of a document in its order.
type parser struct {
	c       *cursor
	styles  *styles
	numbers *numbering
	out     []line
	para    *paragraph // that is being read
	unended *paragraph // whose end was deleted: the next one goes on with it
	fields  fields
	all     bool // what fields hide is shown
	open    bool // a field was not ended
	cells   int  // of tables, one in another, that are open
	written int  // grows with all that is shown
	notes   map[noteID][]line
	cited   map[noteID]int // nil while notes are read
	pending []line         // notes that were cited and do not stand yet
}

// A line is a block with what tells headings by their looks.
type line struct {
	corpus.Block
	centred  bool
	bold     bool // all of it
	title    bool // by its style
	note     bool
	counter  bool // a number of a list, without text
	numbered bool
}

func (p *parser) document(c *cursor) error {
	p.c, p.cited = c, make(map[noteID]int)
	return c.root(func(e element) error {
		if e.name() != "body" {
			return c.skip()
		}
		lines, err := p.flow(func(e element) error {
			err := p.block(e)
			p.placeNotes()
			return err
		})
		p.out = append(lines, p.pending...)
		return err
	})
}

// block reads one of the blocks that a body, a cell, a note or a text box is
// made of. What was deleted or moved away is none.
func (p *parser) block(e element) error {
	switch e.name() {
	case "p":
		return p.paragraph()
	case "tbl":
		return p.table()
	case "sdt":
		return p.control(p.block)
	case "AlternateContent":
		return p.alternate(p.block)
	case "ins", "moveTo", "smartTag", "customXml":
		return p.c.children(p.block)
	}
	return p.c.skip()
}

// flow reads the children of the current element as a text of its own and
// returns its lines.
func (p *parser) flow(do func(element) error) ([]line, error) {
	outer := *p
	p.out, p.para, p.unended, p.fields = nil, nil, nil, nil
	err := p.c.children(do)
	if p.unended != nil {
		p.finish(p.unended)
	}
	p.open = p.open || len(p.fields) > 0
	lines := p.out
	p.out, p.para, p.unended, p.fields = outer.out, outer.para, outer.unended, outer.fields
	return lines, err
}

// control reads a content control, such as a date to pick. One that holds a
// table of contents is left out.
func (p *parser) control(do func(element) error) error {
	contents := false
	return p.c.children(func(e element) error {
		switch {
		case e.name() == "sdtPr":
			return p.gallery(&contents)
		case e.name() == "sdtContent" && !contents:
			return p.c.children(do)
		}
		return p.c.skip()
	})
}

// gallery finds out whether a control holds a table of contents.
func (p *parser) gallery(contents *bool) error {
	return p.c.children(func(e element) error {
		if e.name() == "docPartGallery" && strings.EqualFold(e.val(), "Table of Contents") {
			*contents = true
		}
		return p.gallery(contents)
	})
}

// alternate reads the first branch that shows something: a text box stands in
// one for new programs and in another for old ones.
func (p *parser) alternate(do func(element) error) error {
	before := p.written
	return p.c.children(func(e element) error {
		if p.written > before {
			return p.c.skip()
		}
		return p.c.children(do)
	})
}

// A paragraph is one as it is read.
type paragraph struct {
	properties            // as stated
	base       properties // of its style
	text       strings.Builder
	runes      int // that are not blank
	boldRunes  int
	boxes      []line // of the text boxes that hang on it
}

func (p *parser) paragraph() error {
	para, outer := p.unended, p.para
	if para == nil {
		para = &paragraph{}
	}
	para.properties, p.unended, p.para = unstated(), nil, para
	para.base = p.styles.of(p.styles.standardID())
	err := p.c.children(func(e element) error {
		if e.name() != "pPr" {
			return p.inline(e)
		}
		err := para.readParagraph(p.c)
		if para.style != "" {
			para.base = p.styles.of(para.style)
		}
		return err
	})
	p.para = outer
	if para.deleted {
		p.unended = para
		return err
	}
	p.finish(para)
	return err
}

// finish adds a paragraph that was read, with its number, and what hangs on it.
func (p *parser) finish(para *paragraph) {
	stated := para.over(para.base)
	name := p.styles.name(para.style)
	if contentsName.MatchString(name) {
		return
	}
	m := p.numbers.next(stated, para.style)
	l := line{
		centred:  stated.align == "center",
		bold:     para.runes > 0 && para.boldRunes == para.runes,
		title:    isTitleStyle(name),
		numbered: m.text != "",
	}
	text := strings.TrimSpace(para.text.String())
	switch {
	case l.title:
		l.Kind, l.Level = corpus.Heading, 1
	case stated.outline >= 0 && stated.outline < levels && utf8.RuneCountInString(text) <= maxHeading:
		l.Kind, l.Level = corpus.Heading, stated.outline+1
	case m.isItem():
		l.Kind = corpus.Item
	}
	p.add(l, m, text)
	p.out = append(p.out, para.boxes...)
}

// maxHeading is how many characters a heading may have. A longer paragraph
// that stands on a level of the outline is text all the same.
const maxHeading = 120

// add adds the lines of a paragraph. A number without text shows in a table,
// whose rows it counts.
func (p *parser) add(l line, m marker, text string) {
	if text == "" {
		blank := line{counter: true}
		if p.cells > 0 {
			blank.Text = m.text
		}
		p.out = append(p.out, blank)
		return
	}
	for i, part := range brokenLines(text, l.Kind == corpus.Heading) {
		switch {
		case i == 0 && l.Kind == corpus.Paragraph && m.namesPart() && !looksLikeTitle(part):
			p.out = append(p.out, line{Block: corpus.Block{Text: m.text}})
			l.Text = part
		case i == 0:
			l.Text = m.before(part)
		default:
			l = line{Block: corpus.Block{Text: part}, centred: l.centred, bold: l.bold}
		}
		p.out = append(p.out, l)
	}
}

// brokenLines divides the text of a paragraph where its author broke a line
// after the end of a sentence. Elsewhere the line goes on, in a heading between
// Chinese characters without a space.
func brokenLines(text string, heading bool) []string {
	var out []string
	var open strings.Builder
	for part := range strings.SplitSeq(text, "\n") {
		part = strings.TrimSpace(part)
		before := open.String()
		switch {
		case part == "":
			continue
		case before == "":
		case !heading && endsSentence(before):
			out = append(out, before)
			open.Reset()
		default:
			open.WriteString(gap(before, part, heading))
		}
		open.WriteString(part)
	}
	return append(out, open.String())
}

func looksLikeTitle(s string) bool {
	return utf8.RuneCountInString(s) <= maxHeading/2 && !endsSentence(s)
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".。!！?？:：;；", r)
}

func gap(before, after string, heading bool) string {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	if heading && corpus.IsCJK(a) && corpus.IsCJK(b) {
		return ""
	}
	return " "
}
