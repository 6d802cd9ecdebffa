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

// paraphrases are the claims of a set in a language, a true and a false one of each
// sentence.
func paraphrases(t *testing.T, set, language string) []eval.Claim {
	t.Helper()
	f, err := os.Open("testdata/" + set + "." + language + ".jsonl")
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

// Of each set and in each language, at most these shares may go wrong, in percent.
var sets = map[string]struct{ falseAccepts, falseWithheld int }{
	// Written without regard to how the verifier works, and read while it was made.
	"paraphrases": {3, 15},
	// Written later, and measured before the rules for what changes places were made:
	// the share of false ones that passed was 10 in both languages. Only those six of
	// English were read then.
	"unseen": {4, 29},
}

// A claim that is wrong in one thing may hardly ever pass, and most true ones must.
func TestParaphrasesPassAndFalseOnesDoNot(t *testing.T) {
	if raceDetector {
		t.Skip("it measures the verifier: run without the race detector")
	}
	index := assistant(t, policies.FS).Index()
	for set, most := range sets {
		t.Run(set, func(t *testing.T) {
			report, err := eval.Verify(t.Context(), index, append(paraphrases(t, set, "en"), paraphrases(t, set, "zh")...), nil)
			if err != nil {
				t.Fatal(err)
			}
			report.WriteText(t.Output())
			for _, k := range report.Kinds {
				if k.Kind != "" || k.Language == "all" {
					continue
				}
				if 100*k.FalseAccepts.N > most.falseAccepts*k.FalseAccepts.Of {
					t.Errorf("%s of the false claims pass (language %q), at most %d%% may", k.FalseAccepts, k.Language, most.falseAccepts)
				}
				if 100*k.FalseWithheld.N > most.falseWithheld*k.FalseWithheld.Of {
					t.Errorf("%s of the true claims are withheld (language %q), at most %d%% may be", k.FalseWithheld, k.Language, most.falseWithheld)
				}
			}
		})
	}
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
		for i, c := range paraphrases(t, "paraphrases", language) {
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
