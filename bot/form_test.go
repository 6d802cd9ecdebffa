package bot_test

import (
	"testing"

	"footnote/bot"
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

func TestGoldenQuestionsThatAskForAForm(t *testing.T) {
	report := golden(t, assistant(t, policies.FS), "../corpus/policies/forms.jsonl")
	for _, r := range report.Results {
		if !r.Pass {
			t.Errorf("%s: %v", r.ID, r.Why)
		}
	}
}

func TestAFormThatIsSetIsKept(t *testing.T) {
	got := answer(t, assistant(t, policies.FS), bot.Question{Text: "Define NQPF", Form: bot.FormAnswer})
	if got.Form != bot.FormAnswer || got.Routed {
		t.Errorf("form %s, routed %v", got.Form, got.Routed)
	}
}
