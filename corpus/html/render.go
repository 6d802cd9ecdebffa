package html

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

// A block is a block of the document with what its look says of it.
type block struct {
	corpus.Block
	at              int32 // the node it begins in
	bold, centred   bool
	words, boldness int // columns in all and of them in bold
}

// A renderer makes blocks of a part of a page, in one pass over its nodes.
type renderer struct {
	page *page
	flat bool // within a cell: tables are text
	out  []block

	open   []int32 // elements whose end means something, the outermost first
	line   line
	lists  []list
	marker string // of the item whose text is to come
	level  int    // of the heading that is read
	bold   int
	linked int
	middle []bool // whether the text is centred, by open block
	pre    int
	hide   int32 // text before this node is a mark that the marker stands for
	script int   // superscript and subscript that are open: 1 up, -1 down
}

type list struct {
	ordered bool
	style   string
	number  int
}

// renderBelow renders what is below a node.
func (r *renderer) renderBelow(at int32) {
	p, base := r.page, len(r.open)
	for i, end := at+1, p.nodes[at].end; i < end; {
		for len(r.open) > base && p.nodes[r.open[len(r.open)-1]].end <= i {
			r.leave()
		}
		n := &p.nodes[i]
		switch {
		case n.is&(isHidden|isChrome) != 0:
			if n.is&isBlock != 0 {
				r.flush()
			}
			i = n.end
			continue
		case n.is&isText != 0:
			if i >= r.hide {
				r.text(i)
			}
		case p.tables[i].isData() && !r.flat:
			r.flush()
			r.table(i)
			i = n.end
			continue
		default:
			r.enter(i)
		}
		i++
	}
	for len(r.open) > base {
		r.leave()
	}
	r.flush()
}

// enter begins an element.
func (r *renderer) enter(i int32) {
	n := &r.page.nodes[i]
	switch {
	case n.tag == atom.Br:
		r.line.lineBreak()
		return
	case n.tag == atom.Wbr, n.tag == atom.Img:
		return
	case n.is&isBlock != 0:
		r.enterBlock(n)
	case n.is&isMarker != 0 && n.end-i < maxMarker:
		if r.marker = "- "; len(strings.TrimFunc(r.page.textOf(i), isMark)) == 0 {
			r.hide = n.end
		}
	}
	switch n.tag {
	case atom.A:
		r.linked++
	case atom.Sup:
		r.script = 1
	case atom.Sub:
		r.script = -1
	}
	if n.is&isBold != 0 {
		r.bold++
	}
	if n.end > i+1 {
		r.open = append(r.open, i)
	} else {
		r.leaveNode(n)
	}
}

func (r *renderer) enterBlock(n *node) {
	r.flush()
	centred := len(r.middle) > 0 && r.middle[len(r.middle)-1]
	r.middle = append(r.middle, n.is&isCentred != 0 || centred && n.is&isLeft == 0)
	switch n.tag {
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		number := 1
		if start := n.get("start"); start != "" {
			fmt.Sscanf(start, "%d", &number)
		}
		r.lists = append(r.lists, list{n.tag == atom.Ol, n.get("type"), number})
	case atom.Li:
		r.marker = r.nextMarker(n)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		r.pre++
	}
	if level := n.heading(); level > 0 {
		r.level = level
	}
}

// heading is the level of a heading, or 0.
func (n *node) heading() int {
	if n.get("role") == "heading" {
		level := 2
		fmt.Sscanf(n.get("aria-level"), "%d", &level)
		return min(max(level, 1), 6)
	}
	return headingLevel[n.tag]
}

func (r *renderer) leave() {
	last := len(r.open) - 1
	n := &r.page.nodes[r.open[last]]
	r.open = r.open[:last]
	r.leaveNode(n)
}

func (r *renderer) leaveNode(n *node) {
	if n.is&isBold != 0 {
		r.bold--
	}
	switch n.tag {
	case atom.A:
		r.linked--
	case atom.Sup, atom.Sub:
		r.script = 0
	}
	if n.is&isBlock == 0 {
		return
	}
	r.flush()
	r.middle = r.middle[:len(r.middle)-1]
	switch n.tag {
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		r.lists = r.lists[:len(r.lists)-1]
	case atom.Li:
		r.marker = ""
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		r.pre--
	}
	if n.heading() > 0 {
		r.level = 0
	}
}

// text adds the text of a node to the line.
func (r *renderer) text(i int32) {
	s := r.page.nodes[i].text
	if r.script != 0 && len(s) < 20 {
		s = r.raised(s)
	}
	if r.line.empty() {
		r.line.at = i
		r.line.centred = len(r.middle) > 0 && r.middle[len(r.middle)-1]
	}
	before := r.line.columns
	if r.pre > 0 {
		for part := range strings.Lines(s) {
			r.line.write(strings.TrimRight(part, "\r\n"))
			if strings.HasSuffix(part, "\n") {
				r.line.lineBreak()
			}
		}
	} else {
		r.line.write(s)
	}
	if r.bold > 0 {
		r.line.bold += r.line.columns - before
	}
}

var (
	raised  = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻", "+", "⁺")
	lowered = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉", "-", "₋", "+", "₊")
)

// raised writes a number above or below the line as such, so that 10⁶ is not
// read as 106: that of a note, which is a link, in brackets.
func (r *renderer) raised(s string) string {
	number := strings.TrimSpace(s)
	if number == "" || strings.Trim(number, "0123456789+-−") != "" {
		return s
	}
	switch {
	case r.script < 0:
		return lowered.Replace(number)
	case r.linked > 0:
		return "[" + number + "]"
	}
	return raised.Replace(number)
}

// flush ends a paragraph.
func (r *renderer) flush() {
	if r.line.empty() {
		r.line = line{}
		return
	}
	for _, text := range r.line.paragraphs(r.level > 0 || r.flat) {
		if r.level > 0 {
			text = trimPermalink(text)
		}
		b := block{Block: corpus.Block{Text: text}, at: r.line.at, words: r.line.columns, boldness: r.line.bold}
		b.centred = r.line.centred
		switch {
		case r.level > 0 && textWidth(text) <= maxHeading:
			b.Kind, b.Level = corpus.Heading, r.level
			r.marker = ""
		case r.marker != "":
			b.Kind, b.Text = corpus.Item, mark(r.marker, text)
			r.marker = ""
		}
		b.bold = b.boldness > 0 && b.boldness == b.words
		r.out = append(r.out, b)
	}
	r.line = line{}
}

// maxMarker is how many nodes the marker of an item may take.
const maxMarker = 12

// isMark reports whether r is a bullet, among them what a font of symbols shows
// as one.
func isMark(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("·•●○■□◆▪-–o§Øüv", r) || r >= 0xE000 && r <= 0xF8FF
}

// trimPermalink cuts the sign of a link to itself from a heading.
func trimPermalink(heading string) string {
	if cut := strings.TrimRight(heading, "¶#🔗 \u00A0"); cut != "" {
		return cut
	}
	return heading
}

// maxHeading is how wide a heading may be. What is longer is text that someone
// wanted large.
const maxHeading = 240 // columns
