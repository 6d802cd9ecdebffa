package analysis

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTerms(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"english words are stemmed":        {"Subsidies for newly built centers", "subsidi newli built center"},
		"full width is folded":             {"ＡＩ　２０２４", "ai 2024"},
		"numbers are whole":                {"1,000 and 2.8% of RMB 10 million", "1000 2.8 rmb 10 million"},
		"a list of numbers is not one":     {"1, 2, 3", "1 2 3"},
		"initials stay together":           {"the U.S. dollar", "us dollar"},
		"possessives are dropped":          {"China's growth", "china growth"},
		"digits with letters are words":    {"6G and COVID-19", "6g covid 19"},
		"chinese becomes bigrams":          {"新质生产力", "新质 质生 生产 产力"},
		"function words cut the run":       {"算力的补贴", "算力 补贴"},
		"a word with a stop word is kept":  {"目的地区", "目的 的地 地区"},
		"a number stands between the runs": {"最高1000万元", "最高 1000 万元"},
		"a lone character is a term":       {"税", "税"},
		"kana and hangul":                  {"ひらがな 한국어", "ひら らが がな 한국 국어"},
		"nothing":                          {" \n!?…", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(Terms(tc.in), " "); got != tc.want {
				t.Errorf("Terms(%q) = %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

func TestQueryTermsDropWhatOnlyAsks(t *testing.T) {
	for in, want := range map[string]string{
		"How large are the subsidies?": "subsidi",
		"补贴最高多少？":                      "补贴 贴最 最高",
		"什么是新质生产力？":                    "新质 质生 生产 产力",
		"What is it?":                  "",
		"请问有哪些？":                       "",
	} {
		if got := strings.Join(QueryTerms(in), " "); got != want {
			t.Errorf("QueryTerms(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIndexTermsAddWhatFindsAPartOfAWord(t *testing.T) {
	for in, want := range map[string]string{
		"subsidies of 2024": "subsidi 2024",
		"算力的补贴":             "算 算力 力 力的 的补 补 补贴 贴",
		"税":                 "税",
		"的":                 "",
		"对税":                "对税 税",
	} {
		if got := strings.Join(IndexTerms(in), " "); got != want {
			t.Errorf("IndexTerms(%q) = %q, want %q", in, got, want)
		}
	}
	var got []string
	for _, tok := range SearchTokens("How much is 补贴多少？") {
		if !tok.Stop {
			got = append(got, tok.Term)
		}
	}
	if want := "补 补贴 贴 贴多 多少"; strings.Join(got, " ") != want {
		t.Errorf("SearchTokens gives %q, want %q", got, want)
	}
}

func TestTraditionalCharactersMakeTheTermsOfSimplifiedOnes(t *testing.T) {
	for traditional, simplified := range map[string]string{
		"國務院關於企業補貼的規定":             "国务院关于企业补贴的规定",
		"請問臺灣地區有哪些補貼？":             "请问台湾地区有哪些补贴？",
		"為什麼對這個項目徵收1,000元？":        "为什么对这个项目征收1,000元？",
		"The 補貼 of 2024年 (目標) 與規則": "The 补贴 of 2024年 (目标) 与规则",
	} {
		for name, tokens := range map[string]func(string) []Token{"of a text": Tokens, "of a question": QueryTokens, "of a search": SearchTokens} {
			t.Run(name, func(t *testing.T) {
				if diff := cmp.Diff(tokens(simplified), tokens(traditional)); diff != "" {
					t.Errorf("tokens of %q and %q differ:\n%s", simplified, traditional, diff)
				}
			})
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("U.S. 6G, 1,000.5% 新质生产力的目的 don't ")
	f.Add("\xff．Ａ＇s")
	f.Add("國務院\xe5\x9c 補貼的目標")
	f.Fuzz(func(t *testing.T, text string) {
		for _, tokens := range [][]Token{Tokens(text), QueryTokens(text), SearchTokens(text)} {
			last := 0
			for _, tok := range tokens {
				if tok.Term == "" || tok.Start >= tok.End || tok.End > len(text) || tok.Start < last {
					t.Fatalf("bad token %+v after offset %d in %q", tok, last, text)
				}
				last = tok.Start
			}
		}
		index := IndexTerms(text)
		for _, term := range Terms(text) {
			if !slices.Contains(index, term) {
				t.Fatalf("the index lacks %q of %q", term, text)
			}
		}
	})
}
