package bot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/bot/verify"
	"footnote/retrieval/analysis"
)

// tableOf lays sentences out by their labels, the row and the column. A sentence that
// does not belong where its labels put it is withheld.
func (a *Answer) tableOf(columns, missing []string, place func(Sentence, []Citation) (int, string)) *Table {
	p := formPhrases[a.Language]
	t := tabling{columns: columns}
	var kept []Sentence
	for _, s := range a.Sentences {
		column, why := place(s, a.cited(s))
		if why != "" {
			a.withhold(s, why)
			continue
		}
		kept = append(kept, s)
		t.add(a, s, column)
	}
	a.Sentences = kept
	for _, row := range t.rows {
		for i, name := range columns {
			if cell := &row.cells[i]; cell.Text == "" && slices.Contains(missing, name) {
				cell.Text = p.notHeld
			}
		}
	}
	return t.filled(p.nothing)
}

// withhold counts a sentence that was verified and has no place in the form. What a model
// wrote around it may be hostile.
func (a *Answer) withhold(s Sentence, why string) {
	a.Withheld = append(a.Withheld, Withheld{Text: harmless(s.Text, secrets{}), Why: harmless(why, secrets{})})
}

// cited returns the citations of a sentence.
func (a *Answer) cited(s Sentence) []Citation {
	var out []Citation
	for _, n := range s.Citations {
		if n >= 1 && n <= len(a.Citations) {
			out = append(out, a.Citations[n-1])
		}
	}
	return out
}

// tabling is a table on its way.
type tabling struct {
	columns []string
	rows    []tableRow
}

type tableRow struct {
	label string
	cells []Cell
	shown bool // the label is
}

// add puts a sentence into the row of its first label.
func (t *tabling) add(a *Answer, s Sentence, column int) {
	label := rowLabel(s)
	at := slices.IndexFunc(t.rows, func(r tableRow) bool { return squeeze(r.label) == squeeze(label) })
	if at < 0 {
		at = len(t.rows)
		t.rows = append(t.rows, tableRow{label: label, cells: make([]Cell, len(t.columns))})
	}
	cell := &t.rows[at].cells[column]
	if cell.Text != "" && !strings.HasSuffix(cell.Text, "。") {
		cell.Text += " "
	}
	cell.Text += s.Text
	cell.Citations = append(cell.Citations, s.Citations...)
	t.rows[at].shown = t.rows[at].shown || a.vouches(t.rows[at].label, s)
}

// longestLabel is how many characters a few words have at most.
const longestLabel = 60

// rowLabel is the first of the labels of a sentence, its row, or nothing where that is
// more than plain text, or says nothing.
func rowLabel(s Sentence) string {
	if len(s.Labels) < 2 {
		return ""
	}
	label := s.Labels[0]
	if unsafe(label) != "" || utf8.RuneCountInString(label) > longestLabel || len(analysis.Terms(label)) == 0 {
		return ""
	}
	return label
}

// vouches reports whether a label says nothing that the question, the sentence or
// what it quotes does not, and denies nothing that the sentence does not: nothing proves
// a label.
func (a *Answer) vouches(label string, s Sentence) bool {
	text := a.Question + "\n" + s.Text
	for _, c := range a.cited(s) {
		text += "\n" + c.Quote() + "\n" + strings.Join(c.Passage().Heading, "\n")
	}
	known := termsIn(text)
	for _, t := range analysis.Terms(label) {
		if !known.has(t) {
			return false
		}
	}
	return !verify.DeniesMore(label, s.Text)
}

// filled is what was laid out, with something in the cells that are empty, and a column
// for the labels of the rows where some are shown.
func (t *tabling) filled(nothing string) *Table {
	table := &Table{Columns: slices.Clone(t.columns)}
	labelled := slices.ContainsFunc(t.rows, tableRow.labelled)
	if labelled {
		table.Columns = slices.Insert(table.Columns, 0, "")
	}
	for _, r := range t.rows {
		cells := r.cells
		for i := range cells {
			cells[i].Text = cmp.Or(cells[i].Text, nothing)
		}
		switch {
		case labelled && r.labelled():
			cells = slices.Insert(cells, 0, Cell{Text: r.label})
		case labelled:
			cells = slices.Insert(cells, 0, Cell{})
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

// labelled reports whether a row has a label that says more than its number.
func (r tableRow) labelled() bool {
	_, err := strconv.Atoi(r.label)
	return r.shown && err != nil && r.label != ""
}
