package html

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

// A table is what tells one of data from one that only lays out the page.
type table struct {
	rows, cells int
	columns     int // of the widest row
	heads       int // th
	nested      bool
	plain       bool // says itself that it is no table of data
	text        int  // bytes
	longest     int  // bytes of the longest cell
	paragraphs  int  // of the cell that has the most
	row         int  // columns of the row that is read
	cell, lines int  // bytes and paragraphs of the cell that is read
}

// isData reports whether what stands in a row belongs together. A table within
// another means that the outer one lays out, and so do a single column and a
// single cell that holds most of a long text.
func (t *table) isData() bool {
	switch {
	case t == nil || t.nested || t.plain || t.columns < 2:
		return false
	case t.heads > 0:
		return true
	}
	if t.rows > 2 && t.longest*10 < t.text*6 {
		return true
	}
	return t.paragraphs < 8 && (t.longest < 2000 || t.longest*2 < t.text)
}

// findTables reads the form of all tables.
func (p *page) findTables() {
	p.tables = make(map[int32]*table)
	var open []int32
	for i := int32(1); i < int32(len(p.nodes)); i++ {
		n := &p.nodes[i]
		for len(open) > 0 && p.nodes[open[len(open)-1]].end <= i {
			open = open[:len(open)-1]
		}
		var t *table
		if len(open) > 0 {
			t = p.tables[open[len(open)-1]]
		}
		switch {
		case n.is&isHidden != 0:
			i = n.end - 1
		case n.tag == atom.Table:
			role := n.get("role")
			p.tables[i] = &table{plain: role == "presentation" || role == "none"}
			if t != nil {
				t.nested = true
			}
			open = append(open, i)
		case t != nil:
			t.see(n)
		}
	}
}

func (t *table) see(n *node) {
	switch {
	case n.tag == atom.Tr:
		t.rows++
		t.row = 0
	case n.tag == atom.Td || n.tag == atom.Th:
		t.cells++
		t.row += n.span("colspan")
		t.columns = max(t.columns, t.row)
		t.cell, t.lines = 0, 0
		if n.tag == atom.Th {
			t.heads++
		}
	case n.is&isText != 0:
		size := len(strings.TrimSpace(n.text))
		t.text += size
		t.cell += size
		t.longest = max(t.longest, t.cell)
	case n.is&isBlock != 0:
		t.lines++
		t.paragraphs = max(t.paragraphs, t.lines)
	}
}

const maxSpan = 1000

// span is how many rows or columns a cell takes.
func (n *node) span(name string) int {
	v, err := strconv.Atoi(strings.TrimSpace(n.get(name)))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxSpan)
}

const (
	maxRepeated = 400      // bytes of a cell that is repeated in the rows it spans
	repeatable  = 64 << 10 // bytes that a table may repeat in all, beside as many as it has
)

// A grid lays out the cells of a table of data.
type grid struct {
	hanging map[int]*hanging // by column, cells that span the rows to come
	budget  int              // bytes that may still be repeated
}

type hanging struct {
	text string
	rows int
}

// absorbed stands for a column that the cell before it takes as well.
const absorbed = "\x00"

// table adds a table of data: a row a block. A cell that spans rows is repeated
// in each, so that each reads alone; one that spans columns is repeated where
// it is the head of them, and stands once where it is a figure or a line.
func (r *renderer) table(at int32) {
	g := grid{hanging: make(map[int]*hanging), budget: repeatable + r.page.tables[at].text}
	for i := at + 1; i < r.page.nodes[at].end; {
		n := &r.page.nodes[i]
		switch {
		case n.is&(isHidden|isChrome) != 0:
			i = n.end
		case n.tag == atom.Tr:
			r.row(&g, i)
			i = n.end
		case n.tag == atom.Caption:
			r.renderBelow(i)
			i = n.end
		default:
			i++
		}
	}
}

func (r *renderer) row(g *grid, at int32) {
	var cells []string
	own := 0
	for i := at + 1; i < r.page.nodes[at].end; {
		n := &r.page.nodes[i]
		if n.is&(isHidden|isChrome) == 0 && n.tag != atom.Td && n.tag != atom.Th {
			i++
			continue
		}
		if n.is&(isHidden|isChrome) == 0 {
			cells = g.place(g.hang(cells), n, r.cell(i))
			own++
		}
		i = n.end
	}
	cells = g.hang(cells)
	if own == 1 && cells[0] != "" && strings.Trim(strings.Join(cells[1:], ""), cells[0]) == "" {
		cells = cells[:1] // the head of all columns, or the only one
	}
	cells = slices.DeleteFunc(cells, func(c string) bool { return c == absorbed })
	if strings.Join(cells, "") != "" {
		r.out = append(r.out, block{Block: corpus.Block{Kind: corpus.Row, Text: strings.Join(cells, " | ")}})
	}
}

// place adds a cell with the columns it spans.
func (g *grid) place(cells []string, n *node, text string) []string {
	if rows := n.span("rowspan"); rows > 1 {
		g.hanging[len(cells)] = &hanging{text, rows - 1}
	}
	cells = append(cells, text)
	for range n.span("colspan") - 1 {
		fill := absorbed
		if n.tag == atom.Th {
			fill = g.repeat(text)
		}
		if g.budget -= len(" | "); g.budget < 0 {
			break
		}
		cells = append(cells, fill)
	}
	return cells
}

// hang fills the columns that cells of earlier rows reach down into.
func (g *grid) hang(cells []string) []string {
	for {
		h := g.hanging[len(cells)]
		if h == nil {
			return cells
		}
		if g.budget -= len(" | "); h.rows <= 1 || g.budget < 0 {
			delete(g.hanging, len(cells))
		}
		h.rows--
		cells = append(cells, g.repeat(h.text))
	}
}

// repeat is the text where it is short enough to be said again.
func (g *grid) repeat(text string) string {
	if len(text) > maxRepeated || len(text) > g.budget {
		return ""
	}
	g.budget -= len(text)
	return text
}

// cell returns the text of a cell on one line.
func (r *renderer) cell(at int32) string {
	inner := renderer{page: r.page, flat: true}
	inner.renderBelow(at)
	var parts []string
	for _, b := range inner.out {
		parts = append(parts, b.Text)
	}
	return strings.ReplaceAll(strings.Join(parts, " "), " | ", " / ")
}
