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
	}{
		"as it is printed":              {6, 13, "iv"},
		"by its place where nothing is": {20, 26, "4"},
		"both of two":                   {14, 26, "1–4"},
		"not the next one at its end":   {14, 20, "1"},
		"none before the first":         {0, 5, ""},
		"the only one that is known of": {0, 13, "iv"},
		"the ends of many":              {6, 26, "iv–4"},
	} {
		t.Run(name, func(t *testing.T) {
			c := Citation{document: document, span: corpus.Span{Start: tc.start, End: tc.end}}
			if got := c.Page(); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
