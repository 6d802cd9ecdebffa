package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
)

func TestWordsThatStandInTheLibraryAreCited(t *testing.T) {
	long := strings.Repeat("The schedule of this annex goes on for a while. ", 20)
	a := kept(t, bot.Options{}, fstest.MapFS{
		"tea.txt": {Data: []byte(exhibitHead + "Growers register. The tea tax is 5 percent of the sales price. It is due in May.")},
		"cha.txt": {Data: []byte(exhibitZh + "茶农应当登记。茶税为销售价格的百分之五。税款于五月缴纳。")},
		"mate.txt": {Data: []byte("---\nid: mate\ntitle: Mate tax rules\nnumber: Order No. 7\nkind: rule\nlanguage: en\nrights: quote-only\n---\n" +
			"The mate tax is 5 percent of the “sales  price”. " + long)},
	})
	for name, tc := range map[string]struct {
		words, document string
		want, in        string // the quotation, and its document
	}{
		"as they stand":                 {"The tea tax is 5 percent of the sales price.", "", "The tea tax is 5 percent of the sales price.", "tea"},
		"in Chinese":                    {"茶税为销售价格的百分之五", "", "茶税为销售价格的百分之五", "cha"},
		"with other spaces and marks":   {"the mate tax  is 5 percent of the\n\"sales price\"", "", "The mate tax is 5 percent of the “sales price”", "mate"},
		"in a document, by its ID":      {"of the sales price", "tea", "of the sales price", "tea"},
		"in a document, by its title":   {"销售价格", "茶税办法", "销售价格", "cha"},
		"in a document, by its number":  {"5 percent", "order no. 7", "5 percent", "mate"},
		"with what an ellipsis omits":   {"茶税……百分之五", "", "茶税为销售价格的百分之五", "cha"},
		"of two sentences":              {"Growers register. The tea tax is 5 percent", "", "Growers register. The tea tax is 5 percent", "tea"},
		"as part of a sentence's words": {"due in May", "", "due in May", "tea"},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := a.Quote(t.Context(), tc.words, tc.document)
			if err != nil {
				t.Fatal(err)
			}
			e := c.Evidence()
			if c.Quote() != tc.want || e.Document != tc.in || e.Digest != c.Document().Digest || e.End-e.Start != len(tc.want) {
				t.Errorf("cited %q of %+v", c.Quote(), e)
			}
			x := a.Exhibits(bot.Receipt{Citations: []bot.Evidence{e}})[0]
			if x.Fate != bot.FateSame || x.Citation.Quote() != tc.want {
				t.Errorf("shown again: %q, %s", x.Citation.Quote(), x.Fate)
			}
		})
	}
	for name, tc := range map[string]struct {
		words, document, closest string
		want                     error
	}{
		"words that nothing says":      {words: "The tea tax is 6 percent of the sales price.", closest: "The tea tax is 5 percent of the sales price."},
		"words that cut a number":      {words: "percent of the sales price. It is due in Ma", closest: "The tea tax is 5 percent of the sales price."},
		"words of another document":    {words: "茶税为销售价格的百分之六", document: "cha", closest: "茶税为销售价格的百分之五。"},
		"a document that is not there": {words: "The tea tax", document: "coffee", want: bot.ErrUnknownDocument},
		"more than may be quoted":      {words: strings.TrimSpace(long[:480]), want: bot.ErrUnquotable},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := a.Quote(t.Context(), tc.words, tc.document)
			var no bot.NotQuotedError
			switch {
			case tc.want != nil:
				if !errors.Is(err, tc.want) {
					t.Errorf("got %q, %v; want %v", c.Quote(), err, tc.want)
				}
			case !errors.As(err, &no) || no.Closest == nil || no.Closest.Quote != tc.closest:
				t.Errorf("got %v, closest %+v; want %q", err, no.Closest, tc.closest)
			}
		})
	}
}

func TestLookingForAQuotationEndsWithItsContext(t *testing.T) {
	a := kept(t, bot.Options{}, fstest.MapFS{"tea.txt": {Data: []byte(exhibitHead + "Growers register.")}})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Quote(ctx, "Nothing says this", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
