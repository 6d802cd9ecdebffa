package pdf

import (
	"math"
	"slices"
	"strings"

	"footnote/corpus"
)

// Cells whose text goes on over several lines.

const maxCellRows = 5

// wrapped returns a band as one row of a table where a word stands beside a
// cell of several lines, often at the height of its middle; or nil.
func wrapped(band []fragment) row {
	cells := cellsOf(band)
	if len(cells) < 2 {
		return nil
	}
	single, several := false, false
	for i, c := range cells {
		rs := rows(c)
		single, several = single || len(rs) == 1, several || len(rs) > 1
		if len(rs) > maxCellRows || i == 0 && strings.Trim(rs[0].joined(), "0123456789") == "" || isMarker(rs[0].joined()+" ") {
			return nil
		}
	}
	if !several || !single && !(isStaggered(band, cells) && areLevel(cells)) {
		return nil
	}
	return oneRow(cells)
}

// oneRow puts the lines of each cell into one.
func oneRow(cells [][]fragment) row {
	var out row
	for _, c := range cells {
		rs := rows(c)
		cell := rs[0][0]
		cell.text = ""
		for _, r := range rs {
			cell.text = joinCell(cell.text, r.joined())
		}
		area := extent(c)
		cell.x0, cell.x1 = area.x0, area.x1
		out = append(out, cell)
	}
	return out
}

// isStaggered reports whether a band of cells begins with a line that stands
// in one of them alone, as no row does whose cells begin at one height.
func isStaggered(band []fragment, cells [][]fragment) bool {
	rs := rows(band)
	if len(rs) < 2 {
		return false
	}
	return len(rs[0]) == 1 && len(cells) > 1
}

// areLevel reports whether the middles of cells are at one height.
func areLevel(cells [][]fragment) bool {
	first := extent(cells[0])
	for _, c := range cells[1:] {
		if area := extent(c); math.Abs(area.y0+area.y1-first.y0-first.y1) > c[0].size {
			return false
		}
	}
	return true
}

// isHeader reports whether a band is the row of titles of a table of more than
// so many columns.
func isHeader(band []fragment, columns int) bool {
	cells := cellsOf(band)
	return len(rows(band)) == 1 && len(cells) > max(columns, 2) && !slices.ContainsFunc(cells, func(c []fragment) bool {
		text := c[0].text
		return isMarker(text+" ") || endsSentence(text) || endsEntry(text)
	})
}

// isGrid reports whether a band is a few rows of three cells or more each.
func isGrid(band []fragment) bool {
	rs := rows(band)
	return len(rs) <= maxCellRows && len(rs[0]) > 2 && !slices.ContainsFunc(rs, func(r row) bool { return len(r) != len(rs[0]) })
}

const minTermRows = 3

// rowsOf returns the rows of a table whose cells wrap, which white parts: a
// term or name, which is no sentence, and beside it what is said of it. It returns nil for bands that are none.
func rowsOf(parts [][]fragment, page corpus.Page) []line {
	if len(parts) < minTermRows {
		return nil
	}
	var out []line
	single := 0
	for _, band := range parts {
		cells := cellsOf(band)
		switch {
		case len(cells) == 1 && len(rows(band)) == 1: // a note to the table
			single++
			out = append(out, toLines(band, page)...)
		case len(cells) == 2 && isTerm(cells[0], cells[1]):
			out = append(out, newRow(oneRow(cells), page))
		default:
			return nil
		}
	}
	if single*minTermRows >= len(parts) {
		return nil
	}
	return out
}

func newRow(cells row, page corpus.Page) line {
	return line{row: cells, page: page, columns: 1, cells: true}
}

func isTerm(term, text []fragment) bool {
	rs := rows(term)
	last := rs[len(rs)-1].joined()
	a, b := extent(term), extent(text)
	if a.height() > b.height() {
		a, b = b, a
	}
	beside := a.y0 >= b.y0-text[0].size/2 && a.y1 <= b.y1+text[0].size/2
	return len(rs) <= 3 && len(rows(text)) <= maxCellRows && !isMarker(rs[0].joined()+" ") && hasLetter(last) &&
		!endsSentence(last) && !endsEntry(last) && beside
}

// cellsOf parts a band at its gutters.
func cellsOf(fs []fragment) [][]fragment {
	g := findGutter(fs)
	if g == 0 {
		return [][]fragment{fs}
	}
	left, right := sides(fs, g)
	if len(left) == 0 || len(right) == 0 {
		return [][]fragment{fs}
	}
	return append(cellsOf(left), cellsOf(right)...)
}
