package pdf

import (
	"slices"

	"footnote/corpus"
)

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

// areTitles reports whether what ends a page is only the titles of two columns
// that begin on the next.
func areTitles(left, right []fragment) bool {
	return len(left) == 1 && len(right) == 1 && isHeaded(left, right) && hasLetter(left[0].text) && hasLetter(right[0].text)
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
		if titles := append(slices.Clone(r.columns[0]), r.columns[1]...); len(titles) == 2 && fits(titles[:1], 0, next.gutter) && fits(titles[1:], next.gutter, 1e9) {
			r.gutter = next.gutter // a title is narrower than its column
		}
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
	n := 0
	for n < len(lines) && r.takes(lines[:n], lines[n]) {
		n++
	}
	if n == 0 {
		return next, false
	}
	for _, l := range lines[:n] {
		left, right := sides(l.row, r.gutter)
		for k, cells := range [][]fragment{left, right} {
			if len(cells) > 0 {
				r.columns[k] = append(r.columns[k], line{row: cells, page: l.page, columns: 2})
			}
		}
	}
	if n == len(lines) {
		return region{}, true
	}
	return region{columns: [][]line{lines[n:]}}, true
}

// takes reports whether a line behind those taken so far goes on with the
// columns of r, each by where it stands: the right one alone, or the left one
// where a sentence breaks off in one of them.
func (r *region) takes(taken []line, l line) bool {
	left, right := sides(l.row, r.gutter)
	switch {
	case left == nil && right == nil:
		return false
	case len(left) == 0:
		return true
	case len(taken) > 0:
		last := taken[len(taken)-1]
		begun := len(right) == 0 || slices.ContainsFunc(taken, func(t line) bool { return t.x0() < r.gutter-t.size() })
		return begun && last.base()-l.base() < 2*l.size()
	}
	return isUnfinished(r.columns[0], line{row: left, page: l.page, columns: 2}) || len(right) > 0 && isUnfinished(r.columns[1], line{row: right, page: l.page, columns: 2})
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
