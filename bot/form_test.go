package bot_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"footnote/bot"
	"footnote/bot/eval"
	"footnote/corpus/policies"
)

// formsOf checks in which form each question is answered.
func formsOf(t *testing.T, a *bot.Assistant, questions map[string]bot.Form) {
	t.Helper()
	for question, want := range questions {
		if got := answer(t, a, bot.Question{Text: question}); got.Form != want || !got.Routed {
			t.Errorf("%s: form %s, routed %v", question, got.Form, got.Routed)
		}
	}
}

// Each form has golden questions: over the shipped documents, and over texts of which
// there are versions.
func TestGoldenQuestionsThatAskForAForm(t *testing.T) {
	for path, a := range map[string]*bot.Assistant{
		"../corpus/policies/forms.jsonl": assistant(t, policies.FS),
		"testdata/forms.jsonl":           assistant(t, os.DirFS("testdata/forms")),
	} {
		for _, r := range golden(t, a, path).Results {
			if !r.Pass {
				t.Errorf("%s: %v", r.ID, r.Why)
			}
		}
	}
}

// What a model writes of them passes as well, whether or not it keeps to the form.
func TestFormsWithAScriptedModel(t *testing.T) {
	for path, a := range map[string]*bot.Assistant{
		"../corpus/policies/forms.jsonl": assistant(t, policies.FS),
		"testdata/forms.jsonl":           assistant(t, os.DirFS("testdata/forms")),
	} {
		report, err := eval.Scripted(context.Background(), a.Index(), goldenCases(t, path), nil)
		if err != nil {
			t.Fatal(err)
		}
		report.WriteText(t.Output())
		if report.QuoteValidity != 1 || report.Falsehoods.N > 0 || report.RightRefusals.N != report.RightRefusals.Of {
			t.Errorf("%s: quote validity %.3f, falsehoods %s, right refusals %s", path, report.QuoteValidity, report.Falsehoods, report.RightRefusals)
		}
	}
}

// A plain question is answered in sentences, whatever words it is asked with; that a few
// golden questions ask for another form is seen here.
func TestGoldenQuestionsAreMostlyPlain(t *testing.T) {
	a := assistant(t, policies.FS)
	others := map[string]bot.Form{
		"definition-zh": bot.FormDefine, "new-type-difference-en": bot.FormCompare, "new-type-difference-zh": bot.FormCompare,
		"state-led-zh": bot.FormFactcheck, "miit-500-zh": bot.FormFactcheck, "lingang-30-million-zh": bot.FormFactcheck,
	}
	for _, c := range goldenCases(t, "../corpus/policies/golden.jsonl") {
		want := bot.FormAnswer
		if form, ok := others[c.ID]; ok {
			want = form
		}
		if got := answer(t, a, bot.Question{Text: c.Question, AsOf: c.AsOf, Language: c.Lang}); got.Form != want {
			t.Errorf("%s: form %s: %s", c.ID, got.Form, c.Question)
		}
	}
}

func TestAFormThatIsSetIsKept(t *testing.T) {
	a := assistant(t, policies.FS)
	for _, form := range []bot.Form{bot.FormAnswer, bot.FormCompare, bot.FormTimeline, bot.FormChanges, bot.FormDefine, bot.FormFactcheck, bot.FormSummary} {
		for _, question := range []string{"Define NQPF", "新质生产力", "What is the capital of France?", "?a", "2024", "和", "Compare a and b"} {
			got := answer(t, a, bot.Question{Text: question, Form: form})
			if got.Form != form || got.Routed || got.Status == bot.Refused && got.Reason == "" {
				t.Errorf("%s as %s: form %s, routed %v, %s %q", question, form, got.Form, got.Routed, got.Status, got.Reason)
			}
		}
	}
}

// Any question can be asked in any form.
func FuzzForms(f *testing.F) {
	a := assistant(f, versions)
	forms := []bot.Form{"", bot.FormAnswer, bot.FormCompare, bot.FormTimeline, bot.FormChanges, bot.FormDefine, bot.FormFactcheck, bot.FormSummary}
	for i, text := range []string{
		"Compare İ 2021 and K 2023 parking fee limit with Kelvin", "2021年和2023年的停车收费上限有什么不同？", "Timeline of parking since 2020 to 2021",
		"自2020年以来停车收费管理条例有什么变化？", "what does “” mean", "什么叫《》", "fact-check: \u200b.", "summarise İİİİİ Parking Fee Regulation of 2020", "概括",
		"compare the , and , and the", "和和和和的的有什么不同", "difference between and and and", "2020 2021 2022 2023 2024 2025 compare",
	} {
		f.Add(text, uint8(i))
	}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		got, err := a.Answer(context.Background(), bot.Question{Text: text, Form: forms[int(n)%len(forms)]})
		if err != nil && !errors.Is(err, bot.ErrEmptyQuestion) && !errors.Is(err, bot.ErrQuestionTooLong) {
			t.Fatal(err)
		}
		for _, c := range got.Citations {
			if span := c.Span(); c.Quote() != c.Document().Text[span.Start:span.End] {
				t.Errorf("%q is not in %s", c.Quote(), c.Document().ID)
			}
		}
	})
}
