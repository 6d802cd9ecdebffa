package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/corpus"
)

// A table is seen by the left edges of its cells: where two lines or more have
// wide gaps at the same places.

const minTableRows = 2

// tableLen returns how many lines at the head of a column make a table, or 0.
func (m measure) tableLen(column []line) int {
	first := column[0]
	if !isTabular(first) {
		return 0
	}
	if n := slices.IndexFunc(column, func(l line) bool { return !l.cells }); n != 0 {
		return cmp.Or(max(n, 0), len(column))
	}
	n, tabular := 1, 1
	for n < len(column) {
		l := column[n]
		switch {
		case column[n-1].page != l.page && !isTabular(l), !sameSize(l.size(), first.size()) && !isTabular(l):
			return tableEnd(n, tabular)
		case isTabular(l) && shareEdges(first, l):
			tabular++
		case wraps(column[n-1], first, l, m.pitch):
		default:
			return tableEnd(n, tabular)
		}
		n++
	}
	return tableEnd(n, tabular)
}

func tableEnd(n, tabular int) int {
	if tabular < minTableRows {
		return 0
	}
	return n
}

// isTabular reports whether a line has cells: parts that are parted by more
// than a list's number is from its text.
func isTabular(l line) bool {
	cells := len(l.row)
	if cells > 0 && isMarker(l.row[0].text+" ") && l.row[0].width() < narrow*l.size()/2 {
		cells--
	}
	return cells > 1
}

// shareEdges reports whether two lines have two cells that begin, end or are
// centred at the same place.
func shareEdges(a, b line) bool {
	n := 0
	for _, f := range a.row {
		for _, g := range b.row {
			near := func(x, y float64) bool { return math.Abs(x-y) <= 0.7*f.size }
			if near(f.x0, g.x0) || near(f.x1, g.x1) || near(f.x0+f.x1, g.x0+g.x1) {
				n++
				break
			}
		}
	}
	return n >= 2 || n >= 1 && len(a.row) == 2 && len(b.row) == 2
}

// wraps reports whether a line goes on with the cells of the row before it: it
// is close to it and begins where one of the table's cells does.
func wraps(before, first, l line, pitch float64) bool {
	if step := before.base() - l.base(); step <= 0 || step > 1.3*pitch*l.size() {
		return false
	}
	for i, f := range first.row {
		next := math.Inf(1)
		if i+1 < len(first.row) {
			next = first.row[i+1].x0
		}
		if math.Abs(f.x0-l.x0()) <= 0.7*f.size && l.x1() < next {
			return true
		}
	}
	return false
}

// tableRows makes the rows of a table. A line that wraps cells is added to the
// row above it.
func tableRows(lines []line) []corpus.Block {
	var out []corpus.Block
	var cells []string
	var edges []float64
	page := lines[0].page
	flush := func() {
		if len(cells) > 0 {
			out = append(out, corpus.Block{Kind: corpus.Row, Text: strings.Join(cells, " | "), Page: page})
		}
		cells, edges = nil, nil
	}
	for i, l := range lines {
		if i > 0 && len(l.row) < 2 && len(cells) > 1 {
			at := nearest(edges, l.x0())
			cells[at] = joinCell(cells[at], l.text())
			continue
		}
		flush()
		page = l.page
		for _, f := range l.row {
			cells = append(cells, f.text)
			edges = append(edges, f.x0)
		}
	}
	flush()
	return out
}

func nearest(edges []float64, x float64) int {
	best := 0
	for i, e := range edges {
		if math.Abs(e-x) < math.Abs(edges[best]-x) {
			best = i
		}
	}
	return best
}

func joinCell(a, b string) string {
	return measure{}.join(a, b)
}
