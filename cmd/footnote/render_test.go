package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/corpus"
)

func rendered(a bot.Answer) string {
	p := &page{terminal: terminal{width: 60}}
	p.answer(a)
	return p.b.String()
}

func TestAPartialAnswerSaysWhatIsMissing(t *testing.T) {
	got := rendered(bot.Answer{
		Language: "en", Status: bot.Partial, Cause: bot.CausePartly, Reason: "Only a part of it.", Missing: []string{"Mars", "\x1b[2JVenus"}, Model: bot.Extractive,
		Sentences: []bot.Sentence{{Text: "The first one.", Citations: []int{1, 2}}, {Text: "第二句。", Citations: []int{3}}, {Text: "The third.", Citations: []int{1}}},
		Withheld:  []bot.Withheld{{Text: "false", Why: "not found"}},
		Notes:     []string{"The newest document is of 2024."},
	})
	want := `Only a part of it.
Not found: Mars, [2JVenus

The first one.[1][2]第二句。[3]The third.[1]

Sources

Copied verbatim from the documents. Checked: the quotations.
Not checked: that a document is right, complete or current.
One sentence was withheld: no quotation proved it.
Note: The newest document is of 2024.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatAQuestionWasUnderstoodAsIsSaidFirst(t *testing.T) {
	for language, want := range map[string]string{
		"en": "Understood as: And [2Jthen?",
		"zh": "理解为：And [2Jthen?",
	} {
		for _, status := range []bot.Status{bot.Answered, bot.Partial, bot.Refused} {
			got := rendered(bot.Answer{Language: language, Status: status, Reason: "Nothing.", UnderstoodAs: "And \x1b[2Jthen?"})
			if line, _, _ := strings.Cut(got, "\n"); line != want {
				t.Errorf("%s, %s: begins with %q", language, status, line)
			}
		}
	}
	if got := rendered(bot.Answer{Language: "en", Status: bot.Answered}); strings.Contains(got, "Understood") {
		t.Errorf("a question understood as it is: %s", got)
	}
}

func TestMarksStandApartFromThoseOfTheText(t *testing.T) {
	for text, want := range map[string]string{
		"Most pass the benchmarks.[1]":  "Most pass the benchmarks.[1] [2][3]",
		"Most pass the benchmarks [1].": "Most pass the benchmarks [1]. [2][3]",
		"多数通过测试[1]。":                    "多数通过测试[1]。 [2][3]",
		"Most pass in [2024].":          "Most pass in [2024]. [2][3]",
		"Most pass the benchmarks.":     "Most pass the benchmarks.[2][3]",
	} {
		got := rendered(bot.Answer{Language: "en", Status: bot.Answered, Sentences: []bot.Sentence{{Text: text, Citations: []int{2, 3}}}})
		if line, _, _ := strings.Cut(got, "\n"); line != want {
			t.Errorf("got %q, want %q", line, want)
		}
	}
}

func TestAMarkThatIsSetApartBeginsNoLine(t *testing.T) {
	p := &page{terminal: terminal{width: 24}}
	p.sentences(bot.Answer{Sentences: []bot.Sentence{{Text: "Most of all pass tests[1]", Citations: []int{2}}}})
	if want := "Most of all pass\ntests[1] [2]\n"; p.b.String() != want {
		t.Errorf("got %q, want %q", p.b.String(), want)
	}
}

func TestAPageSaysWhichSheetOfTheFileItIs(t *testing.T) {
	for _, tc := range []struct{ page, sheet, en, zh string }{
		{"11", "13", "p. 11 (sheet 13)", "第11页（PDF第13页）"},
		{"11", "", "p. 11", "第11页"},
	} {
		if en, zh := english.page(tc.page, tc.sheet), chinese.page(tc.page, tc.sheet); en != tc.en || zh != tc.zh {
			t.Errorf("got %q and %q, want %q and %q", en, zh, tc.en, tc.zh)
		}
	}
}

func TestARefusalShowsWhatWasSearchedBeforeWhatIsClose(t *testing.T) {
	refusal := bot.Answer{
		Status: bot.Refused, Reason: "资料库中没有。", Missing: []string{"火星"}, Language: "zh",
		Coverage: bot.Coverage{Documents: 3, Issuers: []string{"甲", "乙", "丙", "丁", "戊", "己", "庚"}, Newest: corpus.Date{Year: 2024}},
		Nearest:  []bot.Nearest{{Document: &corpus.Document{Meta: corpus.Meta{Title: "果园办法"}}, Quote: "果园补贴每亩100元。"}},
	}
	want := `资料库中没有。
没有找到：火星
已检索3份文件，发布机构：甲、乙、丙、丁、戊等，另有2个；最新
的文件日期为2024。

最接近的段落（不是答案）
   - 果园办法
     “果园补贴每亩100元。”
`
	if diff := cmp.Diff(want, rendered(refusal)); diff != "" {
		t.Error(diff)
	}
}

func TestMetadataSetsOffAStatusThatIsNotInForce(t *testing.T) {
	rule := &corpus.Document{Meta: corpus.Meta{Kind: corpus.KindRule, Issuer: "Council", Published: corpus.Date{Year: 2024, Month: 6}}}
	brief := &corpus.Document{Meta: corpus.Meta{Kind: corpus.KindBrief, BasedOn: corpus.Publication{Publisher: "P", Title: "T"}}}
	gone := &corpus.Document{Meta: corpus.Meta{Kind: corpus.KindNotice, Withdrawn: corpus.Date{Year: 2026, Month: 3, Day: 1}}}
	bare := &corpus.Document{Meta: corpus.Meta{Withdrawn: corpus.Date{Year: 2026, Month: 3, Day: 1}}}
	bare2 := &corpus.Document{}
	tests := []struct {
		name     string
		document *corpus.Document
		status   corpus.Status
		today    corpus.Status
		wording  wording
		want     string
		set      bool
	}{
		{"in force", rule, corpus.StatusInForce, "", english, "rule · Council · 2024-06 · in force", false},
		{"unknown", rule, corpus.StatusUnknown, "", english, "rule · Council · 2024-06 · status unknown", false},
		{"superseded", rule, corpus.StatusSuperseded, "", english, "rule · Council · 2024-06 · ! superseded", true},
		{"repealed in Chinese", rule, corpus.StatusRepealed, "", chinese, "规章 · Council · 2024-06 · ! 已废止", true},
		{"in force then", rule, corpus.StatusInForce, corpus.StatusSuperseded, english, "rule · Council · 2024-06 · in force then · ! today superseded", true},
		{"in force then, in Chinese", rule, corpus.StatusInForce, corpus.StatusExpired, chinese, "规章 · Council · 2024-06 · 当时有效 · ! 今已失效", true},
		{"withdrawn", gone, corpus.StatusInForce, "", english, "notice · in force · ! withdrawn 2026-03-01", true},
		{"withdrawn and superseded", gone, corpus.StatusSuperseded, "", chinese, "通知 · ! 已被取代 · ! 2026-03-01已从来源撤下", true},
		{"withdrawn and nothing else known", bare, corpus.StatusUnknown, "", english, "! withdrawn 2026-03-01", true},
		{"nothing known but that it is in force", bare2, corpus.StatusInForce, "", english, "in force", false},
		{"brief", brief, corpus.StatusUnknown, "", english, "brief: a secondary summary, based on “T”, P", false},
		{"brief in Chinese", brief, corpus.StatusUnknown, "", chinese, "简报：二手摘要，依据P《T》", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var text strings.Builder
			set := false
			for _, p := range metadata(tt.document, tt.status, tt.today, false, tt.wording) {
				text.WriteString(p.text)
				set = set || p.style == warning
			}
			if text.String() != tt.want || set != tt.set {
				t.Errorf("got %q, set off: %v", text.String(), set)
			}
		})
	}
}

func TestCopiesAreNamedAndTheRestCounted(t *testing.T) {
	copies := []corpus.Copy{{URL: "https://example.org/a"}, {Path: "b.pdf"}, {ID: "c"}, {ID: "d"}, {ID: "e"}}
	tests := []struct {
		n      int
		en, zh string
	}{
		{0, "", ""},
		{1, "also at https://example.org/a", "另见https://example.org/a"},
		{3, "also at https://example.org/a, b.pdf, c", "另见https://example.org/a、b.pdf、c"},
		{5, "also at https://example.org/a, b.pdf, c and 2 more", "另见https://example.org/a、b.pdf、c等，另有2处"},
	}
	for _, tt := range tests {
		if en, zh := english.copies(copies[:tt.n]), chinese.copies(copies[:tt.n]); en != tt.en || zh != tt.zh {
			t.Errorf("of %d: got %q and %q", tt.n, en, zh)
		}
	}
}

func TestEveryKindAndStatusHasAName(t *testing.T) {
	for _, k := range corpus.Kinds {
		if chinese.kind(k) == string(k) {
			t.Errorf("no Chinese name of %s", k)
		}
	}
	for _, s := range corpus.Statuses {
		if _, ok := english.statuses[s]; !ok || chinese.status(s) == string(s) {
			t.Errorf("no name of %s in both languages", s)
		}
	}
}

func TestEffectiveDates(t *testing.T) {
	from, to := corpus.Date{Year: 2024, Month: 7, Day: 1}, corpus.Date{Year: 2029}
	tests := []struct {
		from, to corpus.Date
		en, zh   string
	}{
		{corpus.Date{}, corpus.Date{}, "", ""},
		{from, corpus.Date{}, "effective from 2024-07-01", "自2024-07-01起施行"},
		{corpus.Date{}, to, "effective until 2029", "有效期至2029"},
		{from, to, "effective 2024-07-01 to 2029", "自2024-07-01起施行，有效期至2029"},
	}
	for _, tt := range tests {
		if en, zh := english.effective(tt.from, tt.to), chinese.effective(tt.from, tt.to); en != tt.en || zh != tt.zh {
			t.Errorf("got %q and %q, want %q and %q", en, zh, tt.en, tt.zh)
		}
	}
}
