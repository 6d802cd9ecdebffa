package bot_test

import (
	"os"
	"testing"

	"footnote/bot/eval"
	"footnote/corpus/policies"
)

// The paraphrases of both languages were written without regard to how the verifier
// works. A claim that is wrong in one thing may hardly ever pass, and most true ones
// must.
func TestParaphrasesPassAndFalseOnesDoNot(t *testing.T) {
	index := assistant(t, policies.FS).Index()
	var all []eval.Claim
	for _, language := range []string{"en", "zh"} {
		f, err := os.Open("testdata/paraphrases." + language + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		claims, err := eval.LoadClaims(f)
		if err != nil {
			t.Fatalf("%s: %v", language, err)
		}
		all = append(all, claims...)
	}
	report, err := eval.Verify(t.Context(), index, all, nil)
	if err != nil {
		t.Fatal(err)
	}
	report.WriteText(t.Output())
	for _, k := range report.Kinds {
		if k.Kind != "" {
			continue
		}
		if 100*k.FalseAccepts.N > 6*k.FalseAccepts.Of {
			t.Errorf("%s of the false claims pass (language %q), at most 3%% may", k.FalseAccepts, k.Language)
		}
		if 100*k.FalseWithheld.N > 32*k.FalseWithheld.Of {
			t.Errorf("%s of the true claims are withheld (language %q), at most 15%% may be", k.FalseWithheld, k.Language)
		}
	}
}
