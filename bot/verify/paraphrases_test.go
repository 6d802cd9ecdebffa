package verify_test

import (
	"os"
	"testing"

	"footnote/bot/eval"
	"footnote/corpus/policies"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
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
	index := retrievaltest.Index(t, policies.FS, lsa.Embedding{})
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
