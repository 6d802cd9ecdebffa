package bot

import (
	"strings"
	"testing"
	"testing/fstest"

	"context"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

func TestNames(t *testing.T) {
	for question, want := range map[string]string{
		"What did Li Qiang say about it?":              "Li Qiang",
		"Shenzhen vouchers?":                           "",
		"What Are New Quality Productive Forces Today": "",
		`Who wrote "the long report"?`:                 "the long report",
		"What does the Ministry of Education plan?":    "Ministry|Education",
		"Who issued the January 2024 opinions?":        "",
		"2024 Lingang measures for RMB 30 million":     "Lingang",
		`What of "RMB 10 million"?`:                    "RMB 10 million",
		"How large are Lingang's subsidies?":           "Lingang",
		"李强对新质生产力讲过什么？":                                "李强",
		"广东省出台了哪些措施？":                                  "广东省",
		"教育部为未来产业设立了哪些专业？":                             "教育部",
		"《某某办法》何时施行？":                                  "某某办法",
		"GDP增速是多少？":                                    "",
		"上海的贷款额度是多少？":                                  "上海",
		"部门怎么分工？":                                      "",
		"哪些城市参加？":                                      "",
	} {
		if got := strings.Join(names(question), "|"); got != want {
			t.Errorf("names(%q) = %q, want %q", question, got, want)
		}
	}
}

func TestAskingPart(t *testing.T) {
	for text, want := range map[string]string{
		"We rent chips. Can we get a subsidy?": "Can we get a subsidy?",
		"我们是一所高校。能申请吗？":                        "能申请吗？",
		"subsidy ceiling":                      "subsidy ceiling",
	} {
		if got := askingPart(text); got != want {
			t.Errorf("askingPart(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAbbreviationsAreLearnedFromTheTexts(t *testing.T) {
	c, _, err := corpus.Load(context.Background(), fstest.MapFS{"a.txt": {Data: []byte(
		"The Central Economic Work Conference (CEWC) met. The Ministry of Industry and Information Technology (MIIT) reports. " +
			"New quality productive forces (NQPFs) matter. It cost RMB 10 million (US$1.41 million). The plan (FOO) failed.")}},
		corpus.Options{Readers: map[string]corpus.Reader{".txt": corpus.TextReader{}}})
	if err != nil {
		t.Fatal(err)
	}
	want := abbreviations{
		"cewc": {"central", "econom", "work", "confer"},
		"miit": {"ministri", "industri", "inform", "technolog"},
		"nqpfs": {
			"new", "qualiti", "product", "forc",
		},
	}
	got := findAbbreviations(c)
	if terms, ok := got["nqpf"]; ok {
		got["nqpfs"] = terms
		delete(got, "nqpf")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	set := termSet{"cewc": true}
	if got.spell(set); !set["confer"] {
		t.Error("the short form does not stand for the long one")
	}
	set = termSet{"central": true, "econom": true, "work": true, "confer": true}
	if got.spell(set); !set["cewc"] {
		t.Error("the long form does not stand for the short one")
	}
}

func TestLink(t *testing.T) {
	cite := func(url, quote string) Citation {
		return Citation{document: &corpus.Document{Meta: corpus.Meta{URL: url}, Text: quote}, span: corpus.Span{End: len(quote)}}
	}
	for name, tc := range map[string]struct{ url, quote, want string }{
		"a short quotation is named whole": {"https://example.org/a", "Short, new-type text.", "https://example.org/a#:~:text=Short%2C%20new%2Dtype%20text%2E"},
		"a long one by its ends": {"https://example.org/a", "one two three four five six seven eight nine ten eleven",
			"https://example.org/a#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"},
		"a fragment of its own is kept":  {"https://example.org/a#s4", "Text", "https://example.org/a#s4:~:text=Text"},
		"no address gives no link":       {"", "Text", ""},
		"other schemes are no addresses": {"javascript:alert(1)", "Text", ""},
		"a relative one is none":         {"/a", "Text", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := cite(tc.url, tc.quote).Link(); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
	paged := cite("https://example.org/a.pdf#s4", "Text")
	paged.document.Pages = []corpus.PageStart{{Page: corpus.Page{Number: 7, Label: "iv"}}}
	if got := paged.Link(); got != "https://example.org/a.pdf#page=7" {
		t.Errorf("a page is not linked by its place in the file: %s", got)
	}
	if got := cite("https://example.org/", strings.Repeat("字", 40)).Link(); !strings.Contains(got, ",") {
		t.Errorf("a long Chinese quotation is named whole: %s", got)
	}
}
