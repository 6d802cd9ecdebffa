package prompts

import (
	"regexp"
	"strings"
)

// A table is a Markdown table that is being read.
type table struct{ columns []string }

var tableRule = regexp.MustCompile(`^\|?[\s:|+=-]*-[\s:|+=-]*\|?$`)

// row reads a line as one of a table, if it is.
func (r *Reader) row(line string) bool {
	if !strings.HasPrefix(line, "|") && (r.table == nil || strings.Count(line, "|") < 1) {
		r.endTable()
		return false
	}
	r.release()
	if strings.Contains(line, "|") && tableRule.MatchString(line) {
		return true
	}
	cells := cells(line)
	if r.table == nil {
		r.table = &table{}
		if len(findAnyMarkers(line)) == 0 {
			r.table.columns = cells
			return true
		}
	}
	r.emit(r.table.lines(cells)...)
	return true
}

func (r *Reader) endTable() { r.table = nil }

func cells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	var out []string
	for _, cell := range strings.Split(line, "|") {
		out = append(out, clean(cell))
	}
	return out
}

// lines returns what a row says. Where only the last cell has markers the others
// are its labels, as in the rows that were asked for; otherwise each cell has
// the row and its column as labels.
func (t *table) lines(cells []string) []Line {
	if n := len(cells); n > 1 && cells[n-1] != "" && withoutMarkers(cells[n-1]) == "" { // a column of markers
		cells = append(cells[:n-2:n-2], cells[n-2]+" "+cells[n-1])
	}
	last := len(cells) - 1
	matrix := last == 1
	for i, cell := range cells {
		if i > 0 && i < last && (len(findAnyMarkers(cell)) > 0 || !telltale.MatchString(cell)) {
			matrix = true
		}
	}
	if !matrix {
		return sentences(strings.Join(cells, " | "), nil)
	}
	var out []Line
	for i := 1; i <= last; i++ {
		labels := []string{withoutMarkers(cells[0])}
		if i < len(t.columns) && t.columns[i] != "" {
			labels = append(labels, t.columns[i])
		}
		for _, l := range sentences(cells[i], nil) {
			if l.Labels = labels; len(l.IDs) > 0 {
				out = append(out, l)
			}
		}
	}
	return out
}

var telltale = regexp.MustCompile(`[\pL\d]`)
