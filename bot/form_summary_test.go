package bot_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus/policies"
)

func TestOneDocumentIsSummarised(t *testing.T) {
	a := assistant(t, policies.FS)
	for _, tc := range []struct{ question, document, want string }{
		{"Summarise the Lingang support measures", "nqpf-lingang-en", "RMB 10 million"},
		{"Can you give me a short summary of nqpf-growth-en?", "nqpf-growth-en", "innovation"},
		{"Sum up “Future industries and their targets”", "nqpf-industries-en", "2025"},
		{"概括一下临港新片区的算力支持措施", "nqpf-lingang-zh", "1000万元"},
		{"请总结《未来产业及其目标》的主要内容", "nqpf-industries-zh", "实施意见"},
		{"nqpf-capital-zh的摘要", "nqpf-capital-zh", "外资"},
	} {
		got := answer(t, a, bot.Question{Text: tc.question})
		if got.Form != bot.FormSummary || got.Status != bot.Answered || len(got.Sentences) < 3 || len(got.Sentences) > 6 || !strings.Contains(text(got), tc.want) {
			t.Errorf("%s: form %s, %s: %s", tc.question, got.Form, got.Status, text(got))
		}
		last := -1
		for _, c := range got.Citations {
			if c.Document().ID != tc.document || c.Span().Start <= last {
				t.Errorf("%s: quotes %s at %d after %d", tc.question, c.Document().ID, c.Span().Start, last)
			}
			last = c.Span().Start
		}
	}
}

func TestADocumentThatIsSetIsSummarised(t *testing.T) {
	a := assistant(t, policies.FS)
	for _, q := range []bot.Question{
		{Text: "Summarise", Document: "nqpf-terms-en"},
		{Text: "请概括", Document: "nqpf-terms-en"},
		{Text: "In a few sentences, please", Document: "nqpf-terms-en", Form: bot.FormSummary},
	} {
		got := answer(t, a, q)
		if got.Form != bot.FormSummary || got.Status != bot.Answered || slices.ContainsFunc(got.Citations, func(c bot.Citation) bool { return c.Document().ID != "nqpf-terms-en" }) {
			t.Errorf("%s: form %s, %s", q.Text, got.Form, got.Status)
		}
	}
}

func TestWhereSeveralDocumentsOrNoneMayBeMeantThatIsSaid(t *testing.T) {
	shipped, parking := assistant(t, policies.FS), assistant(t, versions)
	for _, tc := range []struct {
		a        *bot.Assistant
		question bot.Question
		want     []string
	}{
		{shipped, bot.Question{Text: "hello world", Form: bot.FormSummary}, []string{"Name one document"}},
		{shipped, bot.Question{Text: "Summarise"}, []string{"Name one document"}},
		{shipped, bot.Question{Text: "请概括"}, []string{"请写明资料库中的一份文件"}},
		{shipped, bot.Question{Text: "新质生产力", Form: bot.FormSummary}, []string{"可能指资料库中的多份文件", "nqpf-concept-zh（新质生产力：概念与由来）"}},
		{parking, bot.Question{Text: "Summarise the rules of the Office of Parking"}, []string{"Several documents", "bays-19 (Bay Rules of the Council)"}},
	} {
		got := answer(t, tc.a, tc.question)
		if got.Form != bot.FormSummary || got.Status != bot.Refused || got.Cause != bot.CauseUnclear {
			t.Errorf("%s: form %s, %s", tc.question.Text, got.Form, got.Status)
		}
		for _, want := range tc.want {
			if !strings.Contains(got.Reason, want) {
				t.Errorf("%s: %s", tc.question.Text, got.Reason)
			}
		}
	}
}

func TestTheVersionOfTheDayIsSummarised(t *testing.T) {
	a := assistant(t, versions)
	for question, document := range map[string]string{
		"Summarise the parking fee regulation":         "new",
		"Summarise the parking fee regulation of 2020": "old",
		"概括停车收费管理条例":                                   "new-zh",
		"概括2020年的停车收费管理条例":                             "old-zh",
		"概括2022年的停车收费管理条例":                             "new-zh",
	} {
		got := answer(t, a, bot.Question{Text: question})
		if got.Form != bot.FormSummary || len(got.Citations) == 0 || got.Citations[0].Document().ID != document {
			t.Errorf("%s: form %s, %s %q: %s", question, got.Form, got.Status, got.Reason, text(got))
		}
	}
}

func TestASummaryOfASubjectIsAnAnswer(t *testing.T) {
	a := assistant(t, policies.FS)
	for _, question := range []string{"Summarise new quality productive forces", "概括一下新质生产力", "Summarise what the Third Plenum asked for"} {
		if got := answer(t, a, bot.Question{Text: question}); got.Form != bot.FormAnswer || got.Status != bot.Answered {
			t.Errorf("%s: form %s, %s %q", question, got.Form, got.Status, got.Missing)
		}
	}
}
