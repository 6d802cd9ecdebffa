package bot

import (
	"testing"

	"footnote/corpus"
)

func TestAQuotationNamesItsPages(t *testing.T) {
	document := &corpus.Document{Text: "cover preface first second", Pages: []corpus.PageStart{
		{Page: corpus.Page{Number: 2, Label: "iv"}, Start: 6},
		{Page: corpus.Page{Number: 3, Label: "1"}, Start: 14},
		{Page: corpus.Page{Number: 4}, Start: 20},
	}}
	for name, tc := range map[string]struct {
		start, end int
		want       string
		sheet      string
	}{
		"as it is printed":              {6, 13, "iv", "2"},
		"by its place where nothing is": {20, 26, "4", ""},
		"both of two":                   {14, 26, "1–4", "3–4"},
		"not the next one at its end":   {14, 20, "1", "3"},
		"none before the first":         {0, 5, "", ""},
		"the only one that is known of": {0, 13, "iv", "2"},
		"the ends of many":              {6, 26, "iv–4", "2–4"},
	} {
		t.Run(name, func(t *testing.T) {
			c := Citation{document: document, span: corpus.Span{Start: tc.start, End: tc.end}}
			if got := c.Page(); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			if got := c.Sheet(); got != tc.sheet {
				t.Errorf("got sheet %q, want %q", got, tc.sheet)
			}
		})
	}
}

func TestAQuotationNamesItsFileWhereNothingElseTells(t *testing.T) {
	for name, tc := range map[string]struct {
		url     string
		derived []string
		want    string
	}{
		"no address and a derived title": {"", []string{"language", "title"}, "plans/a.pdf"},
		"an address":                     {"https://example.org/a.pdf", []string{"title"}, ""},
		"a stated title":                 {"", []string{"language"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := Citation{document: &corpus.Document{Meta: corpus.Meta{URL: tc.url}, Path: "plans/a.pdf", Derived: tc.derived}}
			if got := c.File(); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
