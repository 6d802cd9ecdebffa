package docx

import (
	"slices"
	"strings"

	"footnote/corpus"
)

// A grid is a table as it is read.
type grid struct {
	rows   [][]cell
	merged map[int]string // by column, what goes on in the rows below
}

// A cell is one of a row, with the text of its lines.
type cell struct {
	lines []line
	text  string
	said  bool // it holds more than a number that Word counted
}

// maxRepeated is how many bytes of a cell that spans rows are repeated in each
// of them, so that the row reads alone.
const maxRepeated = 200

// maxTables is how many tables may stand in one another: each joins the texts
// of those within.
const maxTables = 20

// maxColumn bounds where a cell may stand.
const maxColumn = 10000

func (p *parser) table() error {
	if p.unended != nil { // no paragraph comes that it could go on with
		p.finish(p.unended)
		p.unended = nil
	}
	t := &grid{merged: make(map[int]string)}
	var read func(element) error
	read = func(e element) error {
		switch e.name() {
		case "tr":
			return p.row(t)
		case "sdt":
			return p.control(read)
		case "AlternateContent":
			return p.alternate(read)
		case "ins", "moveTo", "customXml":
			return p.c.children(read)
		}
		return p.c.skip()
	}
	err := p.c.children(read)
	p.out = append(p.out, t.lines()...)
	return err
}

func (p *parser) row(t *grid) error {
	var cells []cell
	column, deleted := 0, false
	var read func(element) error
	read = func(e element) error {
		switch e.name() {
		case "trPr":
			return p.c.children(func(e element) error {
				switch e.name() {
				case "gridBefore":
					column += e.number("val", maxColumn, 0)
				case "del", "moveFrom":
					deleted = true
				}
				return p.c.skip()
			})
		case "tc":
			one, span, err := p.cell(t, column)
			cells = append(cells, one)
			column = min(column+span, maxColumn)
			return err
		case "sdt":
			return p.control(read)
		case "customXml", "ins", "moveTo":
			return p.c.children(read)
		}
		return p.c.skip()
	}
	err := p.c.children(read)
	if !deleted {
		t.rows = append(t.rows, cells)
	}
	return err
}

// cell reads a cell and returns how many columns it spans. One that goes on
// with the cell above repeats its text.
func (p *parser) cell(t *grid, column int) (out cell, span int, err error) {
	span = 1
	merge := ""
	if p.cells++; p.cells > maxTables {
		return out, span, errNested
	}
	out.lines, err = p.flow(func(e element) error {
		if e.name() != "tcPr" {
			return p.block(e)
		}
		return p.c.children(func(e element) error {
			switch e.name() {
			case "gridSpan":
				span = max(e.number("val", maxColumn, 1), 1)
			case "vMerge":
				if merge = e.val(); merge == "" {
					merge = "continue"
				}
			}
			return p.c.skip()
		})
	})
	p.cells--
	out.text = joinCell(out.lines)
	out.said = slices.ContainsFunc(out.lines, func(l line) bool { return l.Text != "" && !l.counter })
	t.merge(&out, merge, column)
	return out, span, err
}

func (t *grid) merge(c *cell, merge string, column int) {
	switch {
	case merge == "continue" && c.text == "":
		c.text = t.merged[column]
	case merge == "restart" && len(c.text) <= maxRepeated:
		t.merged[column] = c.text
	default:
		delete(t.merged, column)
	}
}

// joinCell returns the lines of a cell as one text. What could be taken for the
// border of a cell stands without spaces.
func joinCell(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		text := l.Text
		switch {
		case text == "":
			continue
		case l.Kind == corpus.Row:
			text = strings.ReplaceAll(text, " | ", " / ")
		case l.Kind == corpus.Item && !isEnumerator(text):
			text = "• " + text
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ReplaceAll(text, " | ", "|"))
	}
	return b.String()
}

// lines returns the rows of a table. One of a single column, or of a single row
// whose cells hold several paragraphs, only lays out a page: its cells are read
// as the text around it.
func (t *grid) lines() []line {
	var out []line
	for _, row := range t.rows {
		if t.isLayout() {
			for _, c := range row {
				out = append(out, c.lines...)
			}
			continue
		}
		out = append(out, line{Block: corpus.Block{Kind: corpus.Row, Text: joinRow(row)}})
	}
	return out
}

func (t *grid) isLayout() bool {
	widest, tallest := 0, 0
	for _, row := range t.rows {
		widest = max(widest, len(row))
		for _, c := range row {
			tallest = max(tallest, countText(c.lines))
		}
	}
	return widest <= 1 || len(t.rows) == 1 && tallest > 1
}

func countText(lines []line) int {
	n := 0
	for _, l := range lines {
		if l.Text != "" {
			n++
		}
	}
	return n
}

// joinRow returns the cells of a row, without the empty ones at its end. A row
// that was never filled in has no text.
func joinRow(row []cell) string {
	if !slices.ContainsFunc(row, func(c cell) bool { return c.said }) {
		return ""
	}
	texts := make([]string, 0, len(row))
	filled := 0
	for _, c := range row {
		texts = append(texts, c.text)
		if c.text != "" {
			filled = len(texts)
		}
	}
	return strings.Join(texts[:filled], " | ")
}
