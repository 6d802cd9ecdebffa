package bot_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
)

const (
	exhibitHead = "---\nid: tea\ntitle: Tea tax rules\nkind: rule\nlanguage: en\nurl: https://example.org/tea\n---\n"
	exhibitZh   = "---\nid: cha\ntitle: 茶税办法\nkind: rule\nlanguage: zh-Hans\n---\n"
)

func TestACitationIsShownAsTheLibraryHasItNow(t *testing.T) {
	const quote, quoteZh = "The tea tax is 5 percent of the sales price.", "茶税为销售价格的百分之五。"
	first := fstest.MapFS{
		"tea.txt": {Data: []byte(exhibitHead + "Growers register. " + quote + " It is due in May.")},
		"cha.txt": {Data: []byte(exhibitZh + "茶农应当登记。" + quoteZh + "税款于五月缴纳。")},
	}
	changed := func(en, zh string) fstest.MapFS {
		return fstest.MapFS{"tea.txt": {Data: []byte(exhibitHead + en)}, "cha.txt": {Data: []byte(exhibitZh + zh)}}
	}
	other := fstest.MapFS{"coffee.txt": {Data: []byte("---\nid: coffee\ntitle: Coffee\n---\nCoffee is taxed too, in every province.")}}
	for name, tc := range map[string]struct {
		now            fstest.MapFS
		fate           bot.Fate
		before         string
		unkept, linked bool
	}{
		"the document is the same":           {now: first, fate: bot.FateSame, before: "Growers register.", linked: true},
		"the words stand in another place":   {now: changed("Dealers register too. "+quote, "茶商也应当登记。"+quoteZh), fate: bot.FateStands, before: "Dealers register too.", linked: true},
		"the words are part of a longer one": {now: changed("Dealers register. xT"+quote[1:], "茶商应当登记。"), fate: bot.FateChanged, before: "Growers register."},
		"the words are gone":                 {now: changed("The tea tax is 6 percent.", "茶税为百分之六。"), fate: bot.FateChanged, before: "Growers register."},
		"the document is gone":               {now: other, fate: bot.FateGone, before: "Growers register.", linked: true},
		"nothing is kept":                    {now: other, fate: bot.FateGone, unkept: true},
	} {
		t.Run(name, func(t *testing.T) {
			states := []fstest.MapFS{first, tc.now}
			if tc.unkept {
				states = states[1:]
			}
			a := kept(t, bot.Options{}, states...)
			receipt := bot.Receipt{Citations: []bot.Evidence{evidenceIn(t, first, "tea", quote), evidenceIn(t, first, "cha", quoteZh)}}
			receipt.Citations[0].Translation = "茶税为售价的百分之五。"
			exhibits := a.Exhibits(receipt)
			if len(exhibits) != 2 {
				t.Fatalf("%d exhibits", len(exhibits))
			}
			x := exhibits[0]
			if x.N != 1 || x.Fate != tc.fate || x.Shown() == tc.unkept || (x.Citation.Translation() == "") != tc.unkept {
				t.Fatalf("exhibit %d: fate %s, shown %v", x.N, x.Fate, x.Shown())
			}
			if tc.unkept {
				return
			}
			if c := x.Citation; c.N() != 1 || c.Quote() != quote || c.Before() != tc.before || (c.Link() != "") != tc.linked {
				t.Errorf("citation %d: %q after %q, link %q", c.N(), c.Quote(), c.Before(), c.Link())
			}
			if c := exhibits[1].Citation; c.N() != 2 || c.Quote() != quoteZh {
				t.Errorf("the Chinese citation is %d: %q", c.N(), c.Quote())
			}
		})
	}
}

// evidenceIn is the evidence of words in a document of a folder.
func evidenceIn(t *testing.T, folder fstest.MapFS, id, words string) bot.Evidence {
	t.Helper()
	d, ok := loaded(t, folder).Document(id)
	at := 0
	if ok {
		at = strings.Index(d.Text, words)
	}
	if !ok || at < 0 {
		t.Fatalf("no %q in %q", words, id)
	}
	return bot.Evidence{Document: id, Digest: d.Digest, Start: at, End: at + len(words)}
}

func TestAReceiptThatWasTamperedWithQuotesNothing(t *testing.T) {
	folder := fstest.MapFS{"tea.txt": {Data: []byte(exhibitHead + "The tea tax is 5 percent.")}}
	a := kept(t, bot.Options{}, folder)
	good := evidenceIn(t, folder, "tea", "The tea tax is 5 percent.")
	for name, spoil := range map[string]func(*bot.Evidence){
		"before the text":    func(e *bot.Evidence) { e.Start = -1 },
		"behind the text":    func(e *bot.Evidence) { e.End = 1 << 40 },
		"backwards":          func(e *bot.Evidence) { e.Start, e.End = e.End, e.Start },
		"of nothing":         func(e *bot.Evidence) { e.End = e.Start },
		"of no digest":       func(e *bot.Evidence) { e.Digest = "" },
		"of no document":     func(e *bot.Evidence) { e.Document = "" },
		"of another version": func(e *bot.Evidence) { e.Digest = "0f0f" },
	} {
		e := good
		spoil(&e)
		if x := a.Exhibits(bot.Receipt{Citations: []bot.Evidence{e}})[0]; x.Shown() {
			t.Errorf("%s: %q is quoted", name, x.Citation.Quote())
		}
	}
}
