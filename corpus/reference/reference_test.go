package reference

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

var update = flag.Bool("update", false, "write the golden files again")

func day(y, m, d int) corpus.Date { return corpus.Date{Year: y, Month: m, Day: d} }

// works are of each kind, with and without a number, a date, a body, an address and
// pages, in Chinese and English.
var works = []Work{
	{Meta: corpus.Meta{
		ID: "law-zh", Title: "示例数据法", Issuer: "示例全国代表大会常务委员会", Number: "示例主席令第84号", Kind: corpus.KindLaw, Jurisdiction: "CN", Language: "zh-Hans",
		Published: day(2021, 6, 10), EffectiveFrom: day(2021, 9, 1), URL: "https://example.cn/law/84.html", Retrieved: day(2026, 11, 24),
	}},
	{Meta: corpus.Meta{
		ID: "law-en", Title: "Data Law of Examples", Issuer: "Standing Committee of Examples", Number: "Order No. 84", Kind: corpus.KindLaw, Jurisdiction: "CN", Language: "en",
		Published: day(2021, 6, 10), EffectiveFrom: day(2021, 9, 1), URL: "https://example.cn/en/law/84", Retrieved: day(2026, 11, 24),
	}},
	{Meta: corpus.Meta{
		ID: "regulation-eu", Title: "Regulation on Example Systems", Number: "(EX) 2024/1689", Kind: corpus.KindRegulation, Jurisdiction: "EU", Language: "en",
		Published: day(2024, 7, 12), URL: "https://example.eu/reg?uri=2024_1689&lang=en", Retrieved: day(2026, 11, 24),
	}},
	{Meta: corpus.Meta{ID: "rule-zh", Title: "示例算法备案办法", Issuer: "示例办公室", Kind: corpus.KindRule, Language: "zh-Hans", EffectiveFrom: day(2024, 0, 0)}},
	{Meta: corpus.Meta{
		ID: "notice-zh", Title: "关于做好示例工作的通知", Issuer: "示例办公厅", Number: "示办发〔2024〕3号", Kind: corpus.KindNotice, Language: "zh-Hans",
		Published: day(2024, 3, 5), URL: "https://example.cn/notice.html",
	}, Viewed: day(2026, 11, 25)},
	{Meta: corpus.Meta{
		ID: "notice-en", Title: "Notice on 100% of Examples & More", Issuer: "Office of Examples", Kind: corpus.KindNotice, Language: "en", Published: day(2024, 3, 0),
		URL: "https://example.org/notice",
	}, Viewed: day(2026, 11, 25)},
	{Meta: corpus.Meta{
		ID: "notice-en-2", Title: "Another Notice", Issuer: "Office of Examples", Number: "Example 2024 No. 3", Kind: corpus.KindNotice, Language: "en", Published: day(2024, 3, 5),
	}},
	{Meta: corpus.Meta{
		ID: "report-en", Title: "The State of Examples", Issuer: "Office of Examples", Number: "Report No. 7", Kind: corpus.KindReport, Language: "en",
		Published: day(2024, 5, 6), URL: "https://example.org/state.pdf", Retrieved: day(2026, 11, 24),
	}, Pages: []string{"iv", "12–13", "iv"}},
	{Meta: corpus.Meta{ID: "report-zh", Title: "示例发展报告", Issuer: "示例研究院", Kind: corpus.KindReport, Language: "zh-Hans", Published: day(2024, 0, 0)}, Pages: []string{"12–13"}},
	{Meta: corpus.Meta{ID: "speech", Title: "What Do Examples Teach?", Issuer: "Minister of Examples", Kind: corpus.KindSpeech, Language: "en", Published: day(2024, 5, 6)}},
	{Meta: corpus.Meta{
		ID: "draft-zh", Title: "示例条例", Issuer: "示例办公室", Kind: corpus.KindDraft, Language: "zh-Hans", Published: day(2025, 1, 2), URL: "https://example.cn/draft", Retrieved: day(2026, 11, 24),
	}},
	{Meta: corpus.Meta{ID: "draft-en", Title: "Example Bill (Draft for Comment)", Issuer: "Office of Examples", Kind: corpus.KindDraft, Language: "en", Published: day(2025, 1, 2)}},
	{Meta: corpus.Meta{
		ID: "brief-zh", Title: "示例措施", Issuer: "示例编辑部", Kind: corpus.KindBrief, Language: "zh-Hans", Published: day(2026, 11, 24),
		BasedOn: corpus.Publication{Publisher: "Example Review", Title: "Examples: An Explainer"},
	}},
	{Meta: corpus.Meta{
		ID: "brief-en", Title: "The Example Measures", Issuer: "Example Editors", Kind: corpus.KindBrief, Language: "en", Published: day(2026, 11, 24),
		BasedOn: corpus.Publication{Publisher: "Example Review", Title: "Examples: An Explainer"},
	}},
	{Meta: corpus.Meta{ID: "网页", Title: "关于示例", Language: "zh-Hans", URL: "https://example.cn/about_(us)"}, Viewed: day(2026, 11, 25)},
	{Meta: corpus.Meta{ID: "page", Title: "About Examples", Issuer: "Office of Examples", Language: "en", URL: "https://example.org/about"}, Viewed: day(2026, 11, 25)},
	{Meta: corpus.Meta{ID: "faq", Title: "Questions About Examples", Issuer: "Office of Examples", Language: "en", URL: "https://example.org/faq"}, Viewed: day(2026, 11, 25)},
}

func TestAListFollowsTheRulesOfItsFormat(t *testing.T) {
	for _, f := range Formats {
		t.Run(string(f), func(t *testing.T) {
			path := filepath.Join("testdata", string(f)+".txt")
			got := List(f, works)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		})
	}
}

func TestHostileTextStaysInItsPlace(t *testing.T) {
	text := "a\nb } @misc{x, title = {y}} \\input{z} [l](https://example.net) \u202e`code`"
	w := Work{Meta: corpus.Meta{ID: text, Title: text, Issuer: text, Number: text, URL: "https://example.org/}\n(" + text, Kind: corpus.KindReport}, Pages: []string{text}}
	for _, f := range Formats {
		got := List(f, []Work{w, w})
		if lines := strings.Count(got, "\n"); f != BibTeX && lines != 2 {
			t.Errorf("%s: %d lines for two works: %q", f, lines, got)
		}
		for _, bad := range []string{"\u202e", "a\nb"} {
			if strings.Contains(got, bad) {
				t.Errorf("%s holds %q: %q", f, bad, got)
			}
		}
	}
	if got := List(BibTeX, []Work{w, w}); strings.Count(got, "\n@") != 1 || strings.Contains(got, `\input{`) || strings.Count(got, "{")-strings.Count(got, `\{`) != strings.Count(got, "}")-strings.Count(got, `\}`) {
		t.Errorf("the entries are not two with even braces:\n%s", got)
	}
	if got := List(Markdown, []Work{w}); strings.Contains(strings.ReplaceAll(got, `\]`, ""), "](https://example.net") {
		t.Errorf("a title links: %s", got)
	}
}
