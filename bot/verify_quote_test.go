package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

func TestFindQuote(t *testing.T) {
	for name, tc := range map[string]struct{ text, quote, want string }{
		"the same words":                  {"Fees are capped. They may rise.", "Fees are capped.", "Fees are capped."},
		"a part of a sentence":            {"Fees are capped at 5%.", "capped at 5%", "capped at 5%"},
		"other quotation marks":           {"The “new” rules", `The "new" rules`, "The “new” rules"},
		"corner brackets":                 {"称为“生产力”。", "称为「生产力」", "称为“生产力”"},
		"another apostrophe":              {"China’s growth", "China's growth", "China’s growth"},
		"other dashes":                    {"2021–2025 and—later", "2021-2025 and-later", "2021–2025 and—later"},
		"other spaces":                    {"a\u00a0long\n  way", "a long way", "a\u00a0long\n  way"},
		"spaces beside Chinese":           {"补贴最高1000万元", "补贴最高 1000 万元", "补贴最高1000万元"},
		"full width":                      {"最高１０００万元（含）", "最高1000万元(含)", "最高１０００万元（含）"},
		"ellipses":                        {"and so on…", "and so on...", "and so on…"},
		"what an ellipsis leaves out":     {"Fees are capped, with exceptions, at 5%.", "Fees are capped … at 5%.", "Fees are capped, with exceptions, at 5%."},
		"a capital at the beginning":      {"In 2024, fees are capped.", "Fees are capped.", "fees are capped."},
		"quotation marks around it":       {"Fees are capped.", "“Fees are capped”", "Fees are capped"},
		"another full stop":               {"补贴最高1000万元，", "补贴最高1000万元。", "补贴最高1000万元"},
		"invisible characters":            {"Fees are cap\u00adped.", "Fees are capped.", "Fees are cap\u00adped."},
		"not another letter case":         {"Fees are CAPPED.", "Fees are capped.", ""},
		"not other words":                 {"Fees are capped.", "Fees are lifted.", ""},
		"not a part of a number":          {"RMB 110 million", "10 million", ""},
		"not a number cut at its point":   {"2.8 percent", "8 percent", ""},
		"not the beginning of a number":   {"up to 10,000", "up to 10", ""},
		"not a part of a word":            {"reinforced", "forced", ""},
		"not in another order":            {"a first, a second", "a second … a first", ""},
		"not nothing":                     {"Fees", " … ", ""},
		"not beyond what was looked at":   {"Fees", "Fees are capped", ""},
		"not across a long gap":           {"Fees " + strings.Repeat("x ", 400) + "rise.", "Fees … rise.", ""},
		"the second of two near the same": {"10,000 of 10", "10", "10"},
	} {
		t.Run(name, func(t *testing.T) {
			const before = "§ "
			text := before + tc.text
			span, ok := findQuote(text, corpus.Span{Start: len(before), End: len(text)}, tc.quote)
			if ok != (tc.want != "") {
				t.Fatalf("found is %v", ok)
			}
			if got := text[span.Start:span.End]; ok && got != tc.want {
				t.Errorf("found %q, want %q", got, tc.want)
			}
		})
	}
}

func FuzzFindQuote(f *testing.F) {
	f.Add("The “new” rules… cost 1,000 RMB", `"new" rules...`)
	f.Add("补贴最高 １０００ 万元——", "最高1000万元")
	f.Fuzz(func(t *testing.T, text, quote string) {
		span, ok := findQuote(text, corpus.Span{End: len(text)}, quote)
		if ok && (span.Start < 0 || span.End > len(text) || span.Start >= span.End) {
			t.Fatalf("found %q in %q at %v", quote, text, span)
		}
		if _, ok := findQuote(text, corpus.Span{End: len(text)}, text); ok != hasWord(foldQuote(text).text) {
			t.Fatalf("whether %q is found in itself is %v", text, ok)
		}
	})
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

func TestOnlyWindowsWithTheQuotationProve(t *testing.T) {
	ev := evidence{sentences: []string{"Vouchers are for companies.", "They last three years.", "They are free.", "They are new.", "Fees are 5%."}}
	ev.quoted = corpus.Span{Start: 0, End: 1}
	if v := verify("Fees are 5%.", ev); v.ok {
		t.Errorf("a sentence proves what stands far from the quotation: %+v", v)
	}
	ev.quoted = corpus.Span{Start: 4, End: 5}
	if v := verify("Fees are 5%.", ev); !v.ok {
		t.Errorf("a quoted sentence does not prove itself: %s", v.why)
	}
}

func TestDraftsAreNotPassedOffAsLaw(t *testing.T) {
	ev := evidence{sentences: []string{"Banks shall report within 30 days."}, meta: corpus.Meta{Kind: corpus.KindDraft}}
	for claim, want := range map[string]bool{
		"Banks shall report within 30 days.":                      true,
		"Under the draft, banks shall report within 30 days.":     true,
		"The adopted text: banks shall report within 30 days.":    false,
		"The law requires that banks report within 30 days.":      false,
		"Banks shall report within 30 days, and this is in force": false,
	} {
		if v := verify(claim, ev); v.ok != want {
			t.Errorf("%q: ok is %v (%s), want %v", claim, v.ok, v.why, want)
		}
	}
}

func TestContextHoldsNamesButNoFigures(t *testing.T) {
	ev := evidence{
		sentences: []string{"Subsidies are capped at RMB 10 million."},
		heading:   []string{"Measures of Lingang"},
		meta:      corpus.Meta{Title: "Support in 2024", Issuer: "Lingang Administration", Published: corpus.Date{Year: 2024, Month: 6, Day: 3}},
	}
	for claim, want := range map[string]bool{
		"Lingang subsidies are capped at RMB 10 million.":                                            true,
		"Beijing subsidies are capped at RMB 10 million.":                                            false,
		"In 2024 subsidies are capped at RMB 10 million.":                                            false,
		"Subsidies are capped at RMB 10 million, the administration announced in June 2024.":         true,
		"Subsidies are capped at RMB 10 million, the administration announced in July 2024.":         false,
		"Subsidies are capped at RMB 10 million, the ministry of agriculture announced in June 2024": false,
	} {
		if v := verify(claim, ev); v.ok != want {
			t.Errorf("%q: ok is %v (%s), want %v", claim, v.ok, v.why, want)
		}
	}
}
