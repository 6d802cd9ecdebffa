package main

// How a table looks in a terminal.
//
// Its columns stand beside one another, each as wide as it needs to be or else all
// alike; lines are broken within them. Where that leaves a column too narrow to be
// read, the cells stand below one another, each behind the name of its column.

import (
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"footnote/bot"
)

const (
	betweenColumns = 2
	leastColumn    = 18 // columns of the terminal
)

// grid shows a table.
func (p *page) grid(t bot.Table) {
	widths := p.widths(t)
	if widths == nil {
		p.stack(t)
		return
	}
	var head [][]piece
	for _, name := range t.Columns {
		head = append(head, []piece{{text: name, style: bold}})
	}
	if strings.Join(t.Columns, "") != "" {
		p.beside(head, widths)
	}
	for i, row := range t.Rows {
		if i > 0 {
			p.blank()
		}
		var cells [][]piece
		for _, c := range row {
			cells = append(cells, cellOf(c))
		}
		p.beside(cells, widths)
	}
}

// cellOf is the text of a cell with the marks of its citations.
func cellOf(c bot.Cell) []piece {
	pieces := []piece{{text: c.Text}}
	if (bot.Sentence{Text: c.Text}).EndsInMark() && len(c.Citations) > 0 {
		pieces = append(pieces, piece{text: " ", joined: true})
	}
	for _, n := range c.Citations {
		pieces = append(pieces, piece{text: mark(n), style: accent, joined: true})
	}
	return pieces
}

// widths are those of the columns, or nil where one would be too narrow. What a column
// does not need goes to the others.
func (p *page) widths(t bot.Table) []int {
	n := len(t.Columns)
	needs := make([]int, n)
	for i := range needs {
		needs[i] = displaywidth.String(clean(t.Columns[i]))
		for _, row := range t.Rows {
			needs[i] = max(needs[i], widthOf(cellOf(row[i])))
		}
	}
	left, widths := p.width-betweenColumns*(n-1), make([]int, n)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return needs[a] - needs[b] })
	for done, i := range order {
		widths[i] = min(needs[i], left/(n-done))
		if widths[i] < needs[i] && widths[i] < leastColumn {
			return nil
		}
		left -= widths[i]
	}
	return widths
}

func widthOf(pieces []piece) int {
	width := 0
	for _, g := range glyphs(pieces) {
		width += g.width
	}
	return width
}

// beside writes cells beside one another.
func (p *page) beside(cells [][]piece, widths []int) {
	lines := make([][][]piece, len(cells))
	most := 0
	for i, cell := range cells {
		lines[i] = wrap(cell, max(widths[i], 1))
		most = max(most, len(lines[i]))
	}
	for l := range most {
		var row []piece
		for i := range cells {
			used := 0
			if l < len(lines[i]) {
				row = append(row, lines[i][l]...)
				used = widthOf(lines[i][l])
			}
			row = append(row, piece{text: strings.Repeat(" ", max(0, widths[i]-used)+betweenColumns)})
		}
		p.row(row...)
	}
}

// stack writes the cells of each row below one another.
func (p *page) stack(t bot.Table) {
	for i, row := range t.Rows {
		if i > 0 {
			p.blank()
		}
		for j, c := range row {
			switch {
			case t.Columns[j] != "":
				p.hanging("", "  ", append([]piece{{text: t.Columns[j] + " ", style: bold}, {text: " "}}, cellOf(c)...)...)
			case c.Text != "":
				p.text("", piece{text: c.Text, style: bold})
			}
		}
	}
}
