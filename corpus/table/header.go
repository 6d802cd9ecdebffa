package table

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// maxName is how many characters the name of a column may have.
const maxName = 100

var (
	annexLine = regexp.MustCompile(`^(?:附\s*[件表录]|(?i:annex|appendix))\s*[\dA-Z一二三四五六七八九十]*\s*[:：]?$`)
	unitLine  = regexp.MustCompile(`^[（(]?(?:(?:金额|计量|数据)?单位|(?i:units?))\s*[:：]`)
	unit      = regexp.MustCompile(`^(?:[（(].{1,20}[)）]|[%％‰]|[百千万亿]*(?:元|美元|人|户|个|家|项|件|吨|公里|平方米|公顷|亩|千瓦时)|(?i:usd|rmb|cny|eur|tonnes|tons|km|kg|persons|million|thousand))$`)
	datum     = regexp.MustCompile(`^[+\-−(（<>≥≤~]?\s*[¥￥$€£]?\s*\d[\d,.\s/\-:年月日]*\s*[%％‰)）]?$`)
	year      = regexp.MustCompile(`^(?:19|20)\d\d\s*(?:年|年度)?$`)
)

// preface writes the lines above the header: rows with a single cell. The
// first that says more than the number of an annex is the title; the unit of
// all numbers is a heading too, so that each row is read with it.
func (t *table) preface(rows [][]string) [][]string {
	units := ""
	for len(rows) > 1 && t.width > 1 {
		text, alone := single(rows[0])
		if !alone || t.width == 2 && len(rows[0]) == 2 && !unitLine.MatchString(text) {
			break // the name of the second column, above values that the first one names
		}
		switch {
		case unitLine.MatchString(text):
			units = text
		case !t.titled && !annexLine.MatchString(text) && utf8.RuneCountInString(text) <= maxName:
			t.titled = true
			t.write(corpus.Heading, 1, text)
		default:
			t.write(corpus.Paragraph, 0, text)
		}
		rows = rows[1:]
	}
	if units != "" {
		t.write(corpus.Heading, 2, units)
	}
	return rows
}

// single returns the only cell of a row that is not empty.
func single(row []string) (text string, alone bool) {
	for _, cell := range row {
		if cell != "" && text != "" {
			return "", false
		}
		text += cell
	}
	return text, true
}

// head writes the names of the columns as the heading of what follows, where
// the first row states them, and returns the rows below.
func (t *table) head(rows [][]string) [][]string {
	if len(rows) < 2 || !isHeader(rows[0], rows[1]) {
		return rows
	}
	t.header, t.names = rows[0], slices.Clone(rows[0])
	rows = rows[1:]
	switch {
	case isSecondHeader(t.header, rows[0]) && len(rows) > 1:
		t.names = underneath(t.header, rows[0])
		rows = rows[1:]
	case areUnits(rows[0]) && len(rows) > 1:
		t.names = withUnits(t.header, rows[0])
		rows = rows[1:]
	}
	for i, name := range t.names {
		t.names[i] = strings.TrimRight(name, ":： ")
	}
	t.labels = labels(t.names)
	t.write(corpus.Heading, 3, joinCells(t.names))
	return rows
}

// isHeader reports whether a row names the columns: it holds no number, other
// than years that are not years in the row below it too.
func isHeader(row, below []string) bool {
	words := 0
	for i, cell := range row {
		switch {
		case cell == "":
		case utf8.RuneCountInString(cell) > maxName:
			return false
		case year.MatchString(cell):
			if i < len(below) && year.MatchString(below[i]) {
				return false
			}
			words++
		case datum.MatchString(cell):
			return false
		default:
			words++
		}
	}
	return words > 0 && len(row) > 1
}

// isSecondHeader reports whether a row divides the columns that the row above
// it names together: where it has names, that one has gaps.
func isSecondHeader(above, row []string) bool {
	gaps := 0
	for i, cell := range row {
		switch {
		case cell == "":
		case datum.MatchString(cell) && !year.MatchString(cell):
			return false
		case i >= len(above) || above[i] == "":
			gaps++
		}
	}
	return gaps > 0 && row[0] == "" && above[0] != ""
}

// underneath joins the names of a column and of the columns it is divided
// into.
func underneath(above, row []string) []string {
	names := make([]string, max(len(above), len(row)))
	over := ""
	for i := range names {
		if i < len(above) && above[i] != "" {
			over = above[i]
		}
		names[i] = over
		if i < len(row) && row[i] != "" {
			names[i] = strings.TrimSpace(over + " " + row[i])
		} else if i >= len(above) || above[i] == "" {
			names[i] = ""
		}
	}
	return names
}

func areUnits(row []string) bool {
	n := 0
	for _, cell := range row {
		if cell != "" && !unit.MatchString(cell) {
			return false
		}
		if cell != "" {
			n++
		}
	}
	return n > 0
}

// withUnits writes the unit of each column behind its name.
func withUnits(names, units []string) []string {
	out := slices.Clone(names)
	for i, u := range units[:min(len(units), len(out))] {
		switch {
		case u == "" || out[i] == "":
		case strings.HasPrefix(u, "（") || strings.HasPrefix(u, "("):
			out[i] += u
		default:
			out[i] += "（" + u + "）"
		}
	}
	return out
}
