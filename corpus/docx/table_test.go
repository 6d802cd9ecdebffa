package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

func tbl(rows ...string) string {
	s := `<w:tbl>`
	for _, r := range rows {
		s += r
	}
	return s + `</w:tbl>`
}

func tr(cells ...string) string {
	s := `<w:tr>`
	for _, c := range cells {
		s += c
	}
	return s + `</w:tr>`
}

func tc(properties string, paragraphs ...string) string {
	s := `<w:tc><w:tcPr>` + properties + `</w:tcPr>`
	for _, text := range paragraphs {
		s += p(text)
	}
	return s + `</w:tc>`
}

func TestTablesAreRows(t *testing.T) {
	const restart, merged = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	for name, test := range map[string]struct {
		body string
		want []corpus.Block
	}{
		"cells side by side": {tbl(tr(tc("", "Fee"), tc("", "Term")), tr(tc("", "5"), tc("", "one", "year"))), []corpus.Block{row("Fee | Term"), row("5 | one year")}},
		"a cell over several rows is repeated": {
			tbl(tr(tc(restart, "Shanghai"), tc("", "2023")), tr(tc(merged, ""), tc("", "2024")), tr(tc("", ""), tc("", "2025"))),
			[]corpus.Block{row("Shanghai | 2023"), row("Shanghai | 2024"), row(" | 2025")},
		},
		"a cell over several columns is not, and the columns below it keep their places": {
			tbl(tr(tc(`<w:gridSpan w:val="2"/>`, "Place"), tc(restart, "Sum")), tr(tc("", "North"), tc("", "East"), tc(merged, ""))),
			[]corpus.Block{row("Place | Sum"), row("North | East | Sum")},
		},
		"an absurd span": {tbl(tr(tc(`<w:gridSpan w:val="1000000000"/>`, "a"), tc("", "b")), tr(tc("", "c"), tc("", ""))), []corpus.Block{row("a | b"), row("c")}},
		"empty rows go":  {tbl(tr(tc("", ""), tc("", "")), tr(tc("", "a"), tc("", "b"))), []corpus.Block{row("a | b")}},
		"deleted rows go": {
			tbl(`<w:tr><w:trPr><w:del/></w:trPr>`+tc("", "x")+tc("", "y")+`</w:tr>`, tr(tc("", "a"), tc("", "b")), tr(tc("", "c"), tc("", "d"))),
			[]corpus.Block{row("a | b"), row("c | d")},
		},
		"a border that was typed":               {tbl(tr(tc("", "a | b"), tc("", "c")), tr(tc("", "d"), tc("", "e"))), []corpus.Block{row("a|b | c"), row("d | e")}},
		"one column is text":                    {tbl(tr(`<w:tc>`+styled("H1", "One")+p("Text.")+`</w:tc>`), tr(tc("", "More."))), []corpus.Block{head(1, "One"), {Text: "Text."}, {Text: "More."}}},
		"one row of several paragraphs is text": {tbl(tr(tc("", "Left.", "Below."), tc("", "Right."))), []corpus.Block{{Text: "Left."}, {Text: "Below."}, {Text: "Right."}}},
		"a table in a cell":                     {tbl(tr(`<w:tc>`+tbl(tr(tc("", "a"), tc("", "b")), tr(tc("", "c"), tc("", "d")))+p("")+`</w:tc>`, tc("", "e")), tr(tc("", "f"), tc("", "g"))), []corpus.Block{row("a / b c / d | e"), row("f | g")}},
		"rows and cells in controls":            {tbl(`<w:sdt><w:sdtContent>`+tr(`<w:sdt><w:sdtContent>`+tc("", "a")+`</w:sdtContent></w:sdt>`, tc("", "b"))+`</w:sdtContent></w:sdt>`, tr(tc("", "c"), tc("", "d"))), []corpus.Block{row("a | b"), row("c | d")}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, read(t, document(test.body)).Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}
