package bot

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
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

// TestACitationIsMadeInOnePlace reads the source: a citation that is not zero is one of
// citationOf, whose callers say what they quote, or have its claim verified.
func TestACitationIsMadeInOnePlace(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	made := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			f, ok := declared.(*ast.FuncDecl)
			ast.Inspect(declared, func(n ast.Node) bool {
				if !makesCitation(n) {
					return true
				}
				if made++; !ok || f.Name.Name != "citationOf" {
					t.Errorf("%s: a citation is made outside of citationOf", set.Position(n.Pos()))
				}
				return true
			})
		}
	}
	if made != 1 {
		t.Errorf("citations are made in %d places, want one", made)
	}
}

// makesCitation reports whether a part of the source is a citation with something in it.
func makesCitation(n ast.Node) bool {
	made, ok := n.(*ast.CompositeLit)
	if !ok || len(made.Elts) == 0 {
		return false
	}
	of, ok := made.Type.(*ast.Ident)
	return ok && of.Name == "Citation"
}

// shelf is an index of two short documents.
func shelf(t *testing.T) *retrieval.Index {
	t.Helper()
	var documents []*corpus.Document
	for _, d := range []struct {
		meta   corpus.Meta
		blocks []corpus.Block
	}{
		{
			corpus.Meta{ID: "vouchers", Title: "Voucher rules", Language: "en", Kind: corpus.KindRule, EffectiveFrom: corpus.Date{Year: 2025, Month: 5}},
			[]corpus.Block{
				{Kind: corpus.Heading, Level: 1, Text: "Voucher rules"},
				{Kind: corpus.Heading, Level: 2, Text: "Amounts"},
				{Text: "Vouchers are for small companies. A voucher is worth up to RMB 10 million. It is valid for three years."},
				{Kind: corpus.Heading, Level: 2, Text: "Limits"},
				{Text: "Vouchers may not be sold."},
			},
		},
		{
			corpus.Meta{ID: "suanli", Title: "算力办法", Language: "zh", Kind: corpus.KindNotice},
			[]corpus.Block{{Kind: corpus.Heading, Level: 1, Text: "算力办法"}, {Text: "补贴用于新建智算中心。补贴最高为1000万元。企业不得转让设备。"}},
		},
	} {
		document, err := corpus.NewDocument(d.meta.ID+".md", corpus.Content{Meta: d.meta, Blocks: d.blocks})
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, document)
	}
	c, problems := corpus.New(documents)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ix, err := retrieval.Build(context.Background(), c, retrieval.Options{
		Embedding: lsa.Embedding{},
		NewStore:  retrievaltest.NewExact,
		Now:       time.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// hitWith returns the passage that holds some words.
func hitWith(t *testing.T, ix *retrieval.Index, words string) retrieval.Hit {
	t.Helper()
	for i := range ix.Passages() {
		p := &ix.Passages()[i]
		if d, _ := ix.Corpus().Document(p.Document); strings.Contains(d.Text[p.Start:p.End], words) {
			return retrieval.Hit{Passage: p, Document: d}
		}
	}
	t.Fatalf("no passage holds %q", words)
	return retrieval.Hit{}
}

func TestProve(t *testing.T) {
	ix := shelf(t)
	day := corpus.Date{Year: 2025, Month: 1, Day: 1}
	for name, tc := range map[string]struct {
		quote, claim       string
		why, before, after string
	}{
		"a copied sentence is cited with its neighbours": {
			quote: "A voucher is worth up to RMB 10 million.", claim: "A voucher is worth up to RMB 10 million.",
			before: "Vouchers are for small companies.", after: "It is valid for three years.",
		},
		"the neighbours are of the same section": {
			quote: "Vouchers may not be sold.", claim: "Vouchers may not be sold.",
		},
		"a written sentence is cited": {
			quote: "worth up to RMB 10 million", claim: "Each voucher is worth at most 10 million yuan.",
			why: "scope",
		},
		"a true written sentence is cited": {
			quote: "worth up to RMB 10 million", claim: "A voucher is worth at most 10 million yuan.",
			before: "Vouchers are for small companies.", after: "It is valid for three years.",
		},
		"an altered sentence is not":       {quote: "A voucher is worth up to RMB 10 million.", claim: "A voucher is worth up to RMB 30 million.", why: "number"},
		"words that are not there are not": {quote: "A voucher is worth RMB 10 million.", claim: "A voucher is worth RMB 10 million.", why: "quotation"},
		"chinese is cited": {
			quote: "补贴最高为1000万元", claim: "补贴最高为1000万元。",
			before: "补贴用于新建智算中心。", after: "企业不得转让设备。",
		},
	} {
		t.Run(name, func(t *testing.T) {
			words := "worth up to"
			switch {
			case strings.Contains(tc.quote, "sold"):
				words = "sold"
			case strings.Contains(tc.quote, "补贴"):
				words = "补贴"
			}
			c, why := prove(ix, day, hitWith(t, ix, words), tc.quote, tc.claim)
			if reason, _, _ := strings.Cut(why, ":"); reason != tc.why {
				t.Fatalf("why is %q, want %q", why, tc.why)
			}
			if why != "" {
				if c != (Citation{}) {
					t.Errorf("there is a citation all the same: %+v", c)
				}
				return
			}
			if got := c.Document().Text[c.Span().Start:c.Span().End]; c.Quote() != tc.quote || got != tc.quote {
				t.Errorf("the quotation is %q, at its place is %q", c.Quote(), got)
			}
			if diff := cmp.Diff([]string{tc.before, tc.after}, []string{c.Before(), c.After()}); diff != "" {
				t.Errorf("neighbours differ (-want +got):\n%s", diff)
			}
			if c.Status() != ix.Corpus().StatusAt(c.Document(), day) {
				t.Errorf("status is %q", c.Status())
			}
		})
	}
}
