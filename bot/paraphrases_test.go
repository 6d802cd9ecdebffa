package bot_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/eval"
	"footnote/corpus/policies"
	"footnote/prompts"
)

// paraphrases are claims in a language, a true and a false one of each sentence: those
// by which the verifier was made.
func paraphrases(t *testing.T, language string) []eval.Claim {
	t.Helper()
	f, err := os.Open("verify/testdata/paraphrases." + language + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	claims, err := eval.LoadClaims(f)
	if err != nil {
		t.Fatalf("%s: %v", language, err)
	}
	return claims
}

// A paraphrasing model says a claim of the sentences of its prompt that are in a
// quotation, and has nothing to say in a repair turn.
type paraphrasing struct {
	eval.Claim
	found bool // one of the sentences
	asked bool
}

func (*paraphrasing) Name() string { return "paraphrasing" }

func (m *paraphrasing) Reply(_ context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	if m.asked {
		return bot.Usage{}, nil
	}
	m.asked = true
	reply := "answerable: yes\nsay: " + m.Claim.Claim
	for _, l := range line.FindAllStringSubmatch(p.User, -1) {
		if strings.Contains(m.Quote, l[2]) {
			m.found = true
			reply += " " + l[1]
		}
	}
	return bot.Usage{}, piece(reply + "\n")
}

// What passes as a claim is shown where a model writes it, and what does not is
// withheld: nothing between its reply and the answer decides otherwise.
func TestParaphrasesOfAModelAreShownAndFalseOnesWithheld(t *testing.T) {
	index := assistant(t, policies.FS).Index()
	for _, language := range []string{"en", "zh"} {
		shown := map[eval.Label]*eval.Count{eval.Supported: {}, eval.NotSupported: {}}
		for i, c := range paraphrases(t, language) {
			if hurried() && i%20 > 1 {
				continue
			}
			m := &paraphrasing{Claim: c}
			got := answer(t, bot.New(index, bot.Options{Model: m}), bot.Question{Text: c.Quote, Document: c.Document, Language: language, Form: bot.FormAnswer})
			if !m.found {
				t.Errorf("%s: the quotation is not in the prompt", c.ID)
			}
			shown[c.Label].Of++
			if got.Written() {
				shown[c.Label].N++
			}
		}
		yes, no := shown[eval.Supported], shown[eval.NotSupported]
		t.Logf("%s: %s of the true claims are shown, and %s of the false ones", language, yes, no)
		if !hurried() && (100*yes.N < 68*yes.Of || 100*no.N > 6*no.Of) {
			t.Errorf("%s: at least 85%% of the true must be shown, and at most 3%% of the false may be", language)
		}
	}
}
