package pdf

import (
	"slices"

	"footnote/corpus"
)

// A line is a line of a column, or of a page without columns.
type line struct {
	row
	page    corpus.Page
	columns int  // of its region
	cells   bool // it is a whole row of a table
}

func (l line) x0() float64 { return l.row[0].x0 }
func (l line) x1() float64 { return l.row[len(l.row)-1].x1 }

func (l line) text() string { return l.joined() }

// size and base are those of the widest fragment: a mark beside it may be
// smaller.
func (l line) size() float64 { return l.widest().size }
func (l line) base() float64 { return l.widest().base }

func (l line) widest() fragment {
	return slices.MaxFunc(l.row, func(a, b fragment) int { return cmpFloat(a.width(), b.width()) })
}

func (r row) bold() bool {
	for _, f := range r {
		if !f.bold {
			return false
		}
	}
	return true
}

func (r row) italic() bool {
	for _, f := range r {
		if !f.italic {
			return false
		}
	}
	return true
}

// A region is a part of a page with columns that are read one after the other.
// Most have one.
type region struct {
	columns [][]line
	gutter  float64 // where the second column begins; 0 where there is none
	aside   bool    // stands on its side
	cells   bool    // the columns are cells of a table: no sentence goes on from one to the next
	headed  bool    // the columns have titles and run side by side over pages, as those of a concordance
}

const (
	bandGap    = 0.8  // of the size: white across the page that parts regions
	gutterGap  = 0.8  // of the size: white between columns, at least
	narrow     = 6    // sizes: what is narrower is a list's numbers, not a column
	fullLine   = 0.55 // of the column: how full most lines of prose are
	maxColumns = 1000 // fragments of a page whose columns are looked for
)

// layout finds the reading order of the fragments of a page: it parts them at
// white bands across the page, then at white gutters down the bands, as in the
// recursive X-Y cut of Nagy and Seth (1984), and joins neighbouring bands that
// have the same gutter, as columns of prose are read to their end.
func layout(fs []fragment, page corpus.Page) []region {
	if len(fs) == 0 {
		return nil
	}
	if len(fs) > maxColumns {
		return []region{{columns: [][]line{toLines(fs, page)}}}
	}
	var out []region
	var group []fragment
	gutter := 0.0
	flush := func() {
		if len(group) > 0 {
			for _, r := range newRegions(group, gutter, page) {
				out = addRegion(out, r)
			}
		}
		group, gutter = nil, 0
	}
	for _, band := range bands(fs) {
		if gutter > 0 {
			if g := continues(group, band, gutter); g > 0 && !isHeader(band, len(cellsOf(group))) {
				group, gutter = append(group, band...), g
				continue
			}
		}
		flush()
		group, gutter = band, findGutter(band)
	}
	if left, right := sides(group, gutter); gutter > 0 && areTitles(left, right) {
		return append(out, withColumns([][]line{toLines(left, page), toLines(right, page)}, gutter, true))
	}
	flush()
	return out
}

// addRegion puts lines without columns into one region with those before them.
func addRegion(rs []region, r region) []region {
	if n := len(rs); n > 0 && len(r.columns) == 1 && len(rs[n-1].columns) == 1 && !r.cells && !rs[n-1].cells {
		rs[n-1].columns[0] = append(rs[n-1].columns[0], r.columns[0]...)
		return rs
	}
	return append(rs, r)
}

// bands parts fragments where the page is white from one side to the other.
func bands(fs []fragment) [][]fragment {
	fs = slices.Clone(fs)
	slices.SortStableFunc(fs, func(a, b fragment) int { return cmpFloat(b.top(), a.top()) })
	var out [][]fragment
	bottom := 0.0
	for i, f := range fs {
		if i == 0 || bottom-f.top() > bandGap*f.size {
			out = append(out, nil)
			bottom = f.bottom()
		}
		n := len(out) - 1
		out[n] = append(out[n], f)
		bottom = min(bottom, f.bottom())
	}
	return out
}

// findGutter returns where the right column begins, or 0: the left edge behind
// the widest gutter.
func findGutter(fs []fragment) float64 {
	best, widest := 0.0, 0.0
	for _, f := range fs {
		if g := f.x0; g != best {
			if w := gutterWidth(fs, g, f.size); w > widest {
				best, widest = g, w
			}
		}
	}
	return best
}

// gutterWidth returns how much white there is to the left of x, or 0 where a
// fragment crosses it or a side is empty.
func gutterWidth(fs []fragment, x, size float64) float64 {
	end, left, right := 0.0, false, false
	for _, f := range fs {
		switch {
		case f.x0 >= x-0.5:
			right = true
		case f.x1 > x-gutterGap*size:
			return 0
		default:
			if !left || f.x1 > end {
				end = f.x1
			}
			left = true
		}
	}
	if !left || !right {
		return 0
	}
	return x - end
}

// continues returns the gutter of a group of bands with the next one, or 0
// where that does not go on with its columns.
func continues(group, band []fragment, gutter float64) float64 {
	if g := findGutter(band); g > 0 && gutterWidth(group, g, band[0].size) > 0 {
		return g
	}
	onLeft, onRight := sides(band, gutter)
	if onLeft == nil && onRight == nil { // a title was narrower than its column
		gutter = findGutter(append(slices.Clone(group), band...))
		if onLeft, onRight = sides(band, gutter); gutter == 0 || onLeft == nil && onRight == nil {
			return 0
		}
	}
	left, right := sides(group, gutter)
	switch {
	case len(left) == 0 || len(right) == 0:
		return 0
	case len(onRight) > 0:
		return gutter
	case isHeadingLike(onLeft) || len(rows(onLeft)) < 2 && extent(onLeft).width() < 0.6*extent(left).width():
		return 0
	}
	return gutter
}

// sides parts fragments at a gutter; both are nil where one crosses it.
func sides(fs []fragment, gutter float64) (left, right []fragment) {
	for _, f := range fs {
		switch {
		case f.x0 >= gutter-0.5*f.size:
			right = append(right, f)
		case f.x1 > gutter-0.3*f.size:
			return nil, nil
		default:
			left = append(left, f)
		}
	}
	return left, right
}

func isHeadingLike(fs []fragment) bool {
	for _, f := range fs {
		if !f.bold {
			return false
		}
	}
	return true
}

func extent(fs []fragment) rect {
	var r rect
	for i, f := range fs {
		if i == 0 {
			r = rect{f.x0, f.bottom(), f.x1, f.top()}
		}
		r = rect{min(r.x0, f.x0), min(r.y0, f.bottom()), max(r.x1, f.x1), max(r.y1, f.top())}
	}
	return r
}

// newRegions makes regions of a group of bands.
func newRegions(fs []fragment, gutter float64, page corpus.Page) []region {
	parts := bands(fs)
	if table := rowsOf(parts, page); table != nil {
		return []region{{columns: [][]line{table}}}
	}
	if gutter > 0 && !(len(parts) > 1 && isHeader(parts[0], 2)) {
		left, right := sides(fs, gutter)
		if areColumns(left, right) {
			return []region{withColumns(append(split(left, page), split(right, page)...), gutter, isHeaded(left, right))}
		}
	}
	if gutter == 0 || len(parts) == 1 {
		return []region{newRegion(fs, page)}
	}
	var out []region
	for _, band := range parts {
		if isGrid(band) {
			out = addRegion(out, newRegion(band, page))
			continue
		}
		for _, r := range newRegions(band, findGutter(band), page) {
			out = addRegion(out, r)
		}
	}
	return out
}

// newRegion makes a region of bands that are no columns of prose. Where the
// lines of cells stand at heights of their own, each cell is read by itself.
func newRegion(fs []fragment, page corpus.Page) region {
	var lines []line
	for _, band := range bands(fs) {
		if cells := wrapped(band); cells != nil {
			lines = append(lines, newRow(cells, page))
			continue
		}
		if cells := cellsOf(band); len(cells) > 1 && len(lines) == 0 && isStaggered(band, cells) {
			r := region{cells: true}
			for _, c := range cells {
				r.columns = append(r.columns, toLines(c, page))
			}
			return r
		}
		if isHeader(band, 2) {
			lines = append(lines, newRow(rows(band)[0], page))
			continue
		}
		lines = append(lines, toLines(band, page)...)
	}
	return region{columns: [][]line{lines}}
}

func toLines(fs []fragment, page corpus.Page) []line {
	var out []line
	for _, r := range rows(fs) {
		out = append(out, line{row: r, page: page, columns: 1})
	}
	return out
}
