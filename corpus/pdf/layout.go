package pdf

import (
	"slices"

	"footnote/corpus"
)

// A line is a line of a column, or of a page without columns.
type line struct {
	row
	page    corpus.Page
	columns int // of its region
}

func (l line) x0() float64 { return l.row[0].x0 }
func (l line) x1() float64 { return l.row[len(l.row)-1].x1 }

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
	headed  bool    // the columns have titles and run side by side over pages, as those of a concordance
}

const (
	bandGap    = 0.8  // of the size: white across the page that parts regions
	gutterGap  = 0.8  // of the size: white between columns, at least
	narrow     = 6    // sizes: what is narrower is a list's numbers, not a column
	fullLine   = 0.55 // of the column: how full most lines of prose are
	maxColumns = 5000 // fragments of a page whose columns are looked for
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
			out = addRegion(out, newRegion(group, gutter, page))
		}
		group, gutter = nil, 0
	}
	for _, band := range bands(fs) {
		if gutter > 0 {
			if g := continues(group, band, gutter); g > 0 {
				group, gutter = append(group, band...), g
				continue
			}
		}
		flush()
		group, gutter = band, findGutter(band)
	}
	flush()
	return out
}

// addRegion puts lines without columns into one region with those before them.
func addRegion(rs []region, r region) []region {
	if n := len(rs); n > 0 && len(r.columns) == 1 && len(rs[n-1].columns) == 1 {
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

// newRegion makes a region of a group of bands.
func newRegion(fs []fragment, gutter float64, page corpus.Page) region {
	if gutter > 0 {
		left, right := sides(fs, gutter)
		if areColumns(left, right) {
			return withColumns(append(split(left, page), split(right, page)...), gutter, isHeaded(left, right))
		}
	}
	return region{columns: [][]line{toLines(fs, page)}}
}

// areColumns tells columns from the cells of a table. Below the titles of two
// columns one may hold a word only, such as "deleted".
func areColumns(left, right []fragment) bool {
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	l, r := len(rows(left)), len(rows(right))
	if l < 2 && r < 2 {
		return false
	}
	if !isHeaded(left, right) {
		return isColumn(left, 2) && isColumn(right, 2)
	}
	a, b := isColumn(left, 3), isColumn(right, 3)
	return a && b || a && r <= 2 || b && l <= 2
}

func withColumns(columns [][]line, gutter float64, headed bool) region {
	for _, c := range columns {
		for i := range c {
			c[i].columns = len(columns)
		}
	}
	return region{columns: columns, gutter: gutter, headed: headed}
}

// split returns the columns within one side of a gutter.
func split(fs []fragment, page corpus.Page) [][]line {
	if g := findGutter(fs); g > 0 {
		left, right := sides(fs, g)
		if len(left) > 0 && len(right) > 0 && isColumn(left, 2) && isColumn(right, 2) && len(rows(left)) > 2 {
			return append(split(left, page), split(right, page)...)
		}
	}
	return [][]line{toLines(fs, page)}
}

// isColumn tells a column of prose from one of a table by how full its lines
// are: one in so many at least.
func isColumn(fs []fragment, oneIn int) bool {
	area := extent(fs)
	if area.width() < narrow*fs[0].size {
		return false
	}
	rs := rows(fs)
	full, parted := 0, 0
	for _, r := range rs {
		if r[len(r)-1].x1-r[0].x0 >= fullLine*area.width() {
			full++
		}
		if len(r) > 1 && !isMarker(r[0].text) {
			parted++
		}
	}
	if parted*10 > len(rs)*4 {
		g := findGutter(fs)
		left, right := sides(fs, g)
		return g > 0 && len(left) > 0 && len(right) > 0 && isColumn(left, 2) && isColumn(right, 2)
	}
	return full*oneIn >= len(rs)
}

// isHeaded reports whether two columns begin with titles on one line.
func isHeaded(left, right []fragment) bool {
	l, r := rows(left), rows(right)
	a, b := l[0], r[0]
	if diff := a[0].base - b[0].base; diff > 1 || diff < -1 || len(a) > 1 || len(b) > 1 {
		return false
	}
	return isColumnTitle(a[0], l) && isColumnTitle(b[0], r)
}

func isColumnTitle(f fragment, rs []row) bool {
	if endsSentence(f.text) || isMarker(f.text) {
		return false
	}
	if len(rs) == 1 {
		return f.bold || f.italic
	}
	next := rs[1][0]
	gap := f.base - next.base
	apart := gap > 1.5*f.size && (len(rs) == 2 || next.base-rs[2][0].base < 0.9*gap)
	return apart && (f.bold && !next.bold || f.italic != next.italic || f.bold != next.bold || f.size > 1.05*next.size)
}

func toLines(fs []fragment, page corpus.Page) []line {
	var out []line
	for _, r := range rows(fs) {
		out = append(out, line{row: r, page: page, columns: 1})
	}
	return out
}

// joinPages lets columns with titles that go on at the top of the next page go
// on, each for itself.
func joinPages(pages [][]region) []region {
	var out []region
	for _, rs := range pages {
		for i, r := range rs {
			if n := len(out); i == 0 && n > 0 && out[n-1].headed && !r.headed {
				if rest, ok := out[n-1].extend(r); ok {
					r = rest
					if len(r.columns) == 0 {
						continue
					}
				}
			}
			out = append(out, r)
		}
	}
	return out
}

// extend appends the columns of a region to those of r, and returns what of it
// does not belong to them.
func (r *region) extend(next region) (rest region, ok bool) {
	if len(r.columns) != 2 {
		return next, false
	}
	if len(next.columns) == 2 {
		left, right := next.columns[0], next.columns[1]
		if !fits(left, 0, r.gutter) || !fits(right, r.gutter, 1e9) {
			return next, false
		}
		r.columns[0] = append(r.columns[0], left...)
		r.columns[1] = append(r.columns[1], right...)
		return region{}, true
	}
	if len(next.columns) != 1 {
		return next, false
	}
	lines := next.columns[0]
	column, n := 1, 0
	for n < len(lines) && fits(lines[n:n+1], r.gutter, 1e9) {
		n++
	}
	if n == 0 && isUnfinished(r.columns[0], lines[0]) {
		column = 0
		for n < len(lines) && fits(lines[n:n+1], 0, r.gutter) && (n == 0 || lines[n-1].base()-lines[n].base() < 2*lines[n].size()) {
			n++
		}
	}
	if n == 0 {
		return next, false
	}
	for _, l := range lines[:n] {
		l.columns = 2
		r.columns[column] = append(r.columns[column], l)
	}
	if n == len(lines) {
		return region{}, true
	}
	return region{columns: [][]line{lines[n:]}}, true
}

// isUnfinished reports whether a column breaks off within a sentence at the end
// of the page before the line next, which is no heading.
func isUnfinished(column []line, next line) bool {
	if len(column) < 2 {
		return false
	}
	last := column[len(column)-1]
	heading := next.bold() && (!last.bold() || last.italic() != next.italic())
	return !heading && last.page.Number+1 == next.page.Number && !endsSentence(last.text()) && !endsEntry(last.text())
}

// fits reports whether lines lie within the borders of a column.
func fits(lines []line, from, to float64) bool {
	for _, l := range lines {
		if l.x0() < from-l.size() || l.x1() > to {
			return false
		}
	}
	return true
}
