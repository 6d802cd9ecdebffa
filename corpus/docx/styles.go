package docx

import (
	"regexp"
	"strings"
)

// A style is what a named style says of the paragraphs and runs that have it.
type style struct {
	name    string // lower case
	basedOn string
	properties
}

// properties are those of a paragraph, stated or by its style. What is not
// stated is -1 or "".
type properties struct {
	style   string
	outline int // 0 is the outermost heading, 9 is body text
	number  int // of a list; 0 is none
	level   int // in the list
	align   string
	bold    int  // 1 or 0, of its runs
	hidden  int  // 1 or 0, of its runs
	deleted bool // its end was: it goes on with the next paragraph
}

func unstated() properties {
	return properties{outline: -1, number: -1, level: -1, bold: -1, hidden: -1}
}

// over returns p with what is not stated taken from base.
func (p properties) over(base properties) properties {
	for _, f := range []struct{ to, from *int }{
		{&p.outline, &base.outline}, {&p.number, &base.number}, {&p.level, &base.level}, {&p.bold, &base.bold}, {&p.hidden, &base.hidden},
	} {
		if *f.to < 0 {
			*f.to = *f.from
		}
	}
	if p.align == "" {
		p.align = base.align
	}
	return p
}

// styles are those of a document, by their identifiers.
type styles struct {
	byID     map[string]style
	standard string // of paragraphs that name none
	resolved map[string]properties
}

func (p *parser) readStyles(c *cursor) error {
	s := &styles{byID: make(map[string]style), resolved: make(map[string]properties)}
	p.styles, p.numbers.styles = s, s
	return c.root(func(e element) error {
		if e.name() != "style" {
			return c.skip()
		}
		id := e.attr("styleId")
		if e.attr("type") == "paragraph" && e.attr("default") != "" && e.attr("default") != "0" {
			s.standard = id
		}
		st, err := readStyle(c)
		s.byID[id] = st
		return err
	})
}

func readStyle(c *cursor) (style, error) {
	s := style{properties: unstated()}
	err := c.children(func(e element) (err error) {
		switch e.name() {
		case "name":
			s.name = strings.ToLower(e.val())
		case "basedOn":
			s.basedOn = e.val()
		case "pPr":
			return s.readParagraph(c)
		case "rPr":
			return s.readRun(c)
		}
		return c.skip()
	})
	if level := headingLevel(s.name); level > 0 && s.outline < 0 {
		s.outline = level - 1
	}
	return s, err
}

// readParagraph reads the properties of a paragraph. What they were before a
// tracked change stands in a child of its own, which is skipped.
func (p *properties) readParagraph(c *cursor) error {
	return c.children(func(e element) error {
		switch e.name() {
		case "pStyle":
			p.style = e.val()
		case "outlineLvl":
			p.outline = e.number("val", 9, -1)
		case "jc":
			p.align = e.val()
		case "numPr":
			return p.readNumber(c)
		case "rPr":
			return p.readMark(c)
		}
		return c.skip()
	})
}

func (p *properties) readNumber(c *cursor) error {
	return c.children(func(e element) error {
		switch e.name() {
		case "numId":
			p.number = e.number("val", 1<<30, 0)
		case "ilvl":
			p.level = e.number("val", levels-1, 0)
		}
		return c.skip()
	})
}

// readMark reads what is said of the end of a paragraph.
func (p *properties) readMark(c *cursor) error {
	return c.children(func(e element) error {
		if e.name() == "del" || e.name() == "moveFrom" {
			p.deleted = true
		}
		return c.skip()
	})
}

func (p *properties) readRun(c *cursor) error {
	return c.children(func(e element) error {
		switch e.name() {
		case "rStyle":
			p.style = e.val()
		case "b":
			p.bold = flag(e.isOn())
		case "vanish":
			p.hidden = flag(e.isOn())
		}
		return c.skip()
	})
}

func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}

// maxBase is how many styles one may be based on in turn, lest they go round
// in a circle. Word allows eleven.
const maxBase = 20

// of returns what a style says, with all it is based on. A document without
// styles says nothing.
func (s *styles) of(id string) properties {
	if s == nil {
		return unstated()
	}
	if p, ok := s.resolved[id]; ok {
		return p
	}
	p, next := unstated(), id
	for range maxBase {
		st, ok := s.byID[next]
		if !ok {
			break
		}
		p = p.over(st.properties)
		next = st.basedOn
	}
	s.resolved[id] = p
	return p
}

func (s *styles) name(id string) string {
	if s == nil {
		return ""
	}
	return s.byID[id].name
}

var (
	headingName  = regexp.MustCompile(`^(?:heading|标题|標題|見出し|제목) ?([1-9])$`)
	contentsName = regexp.MustCompile(`^(?:toc|目录|目錄|contents) ?(?:[1-9]|heading|标题)$|^table of figures$`)
)

// headingLevel returns the level, from 1, of the headings that have a style of
// this name, or 0.
func headingLevel(name string) int {
	if m := headingName.FindStringSubmatch(name); m != nil {
		return int(m[1][0] - '0')
	}
	return 0
}

func isTitleStyle(name string) bool {
	return name == "title" || name == "标题" || name == "標題"
}

// standardID returns the style of the paragraphs that name none.
func (s *styles) standardID() string {
	if s == nil {
		return ""
	}
	return s.standard
}
