package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// oneLine returns a cell on one line. What could be taken for the border of a
// cell stands without spaces.
func oneLine(cell string) string {
	cell = strings.TrimSpace(cell)
	if strings.ContainsAny(cell, "\n\r\t\v\f|") {
		cell = strings.Join(strings.Fields(cell), " ")
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, " |", "|"), "| ", "|")
	}
	return cell
}

func joinCells(cells []string) string {
	return strings.Join(cells, " | ")
}

// row writes a row below the header. The header itself may come again, as at
// the top of each printed page.
func (t *table) row(cells []string) error {
	switch {
	case t.header != nil && slices.Equal(cells, t.header):
		return nil
	case t.named && len(t.names) > 0 && !t.isRemark(cells):
		t.write(corpus.Row, 0, t.withNames(cells))
	default:
		t.write(corpus.Row, 0, joinCells(cells))
	}
	if t.named && t.size > t.limit {
		return errGrown
	}
	return nil
}

// isRemark reports whether a row is a note, or the name of a group of rows: a
// first cell alone in a table of several columns.
func (t *table) isRemark(cells []string) bool {
	return len(cells) == 1 && len(t.names) > 2
}

// withNames writes each cell that is not empty after the name of its column.
func (t *table) withNames(cells []string) string {
	line := t.line[:0]
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		if len(line) > 0 {
			line = append(line, " | "...)
		}
		if i < len(t.labels) {
			line = append(line, t.labels[i]...)
		}
		line = append(line, cell...)
	}
	t.line = line
	return string(line)
}

// labels returns the names of the columns as they stand before a cell.
func labels(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		if name != "" {
			out[i] = name + colon(name)
		}
	}
	return out
}

// colon returns the colon that goes with the script of a name.
func colon(name string) string {
	last, _ := utf8.DecodeLastRuneInString(name)
	if corpus.IsCJK(last) || last == '）' {
		return "："
	}
	return ": "
}
