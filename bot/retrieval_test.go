package bot_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"footnote/bot/eval"
	"footnote/corpus/policies"
	"footnote/retrieval"
)

var update = flag.Bool("update", false, "write the golden files anew")

const retrievalFile = "testdata/retrieval.txt"

// What the searches find is kept in git, so that every change of the ranking is
// a difference that somebody has looked at.
func TestRetrievalOfTheShippedCorpus(t *testing.T) {
	ix := assistant(t, policies.FS).Index()
	got := retrievalTable(t, ix, goldenCases(t, "../corpus/policies/golden.jsonl"))
	if *update {
		if err := os.WriteFile(retrievalFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(retrievalFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := lineDiff(string(want), string(got)); diff != "" {
		t.Errorf("the ranking has changed (-want +got); if it is for the better, run go test ./bot -run %s -update\n%s", t.Name(), diff)
	}
}

// lineDiff returns the lines that only one of two texts has.
func lineDiff(want, got string) string {
	var b strings.Builder
	for _, side := range []struct{ sign, text, other string }{{"-", want, got}, {"+", got, want}} {
		other := strings.Split(side.other, "\n")
		for _, line := range strings.Split(side.text, "\n") {
			if !slices.Contains(other, line) {
				b.WriteString(side.sign + line + "\n")
			}
		}
	}
	return b.String()
}

// retrievalTable writes the figures of each mode, then for each question the
// ranks of its first relevant passage.
func retrievalTable(t *testing.T, ix *retrieval.Index, cases []eval.Case) []byte {
	t.Helper()
	var b bytes.Buffer
	var found []eval.Retrieval
	fmt.Fprintf(&b, "%-28s recall@5  recall@10    MRR\n", "mode")
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical, retrieval.Dense} {
		r, err := eval.Retrieve(context.Background(), ix, cases, mode)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, r)
		fmt.Fprintf(&b, "%-28s    %.3f      %.3f  %.3f\n", mode, r.RecallAt5, r.RecallAt10, r.MRR)
	}
	fmt.Fprintf(&b, "\n%-28s   hybrid    lexical  dense\n", "first relevant passage")
	for _, c := range cases {
		if len(c.Relevant) > 0 {
			fmt.Fprintf(&b, "%-28s %8s %10s %6s\n", c.ID, rank(found[0], c), rank(found[1], c), rank(found[2], c))
		}
	}
	return b.Bytes()
}

func rank(r eval.Retrieval, c eval.Case) string {
	if n := r.Ranks[c.ID]; n > 0 {
		return strconv.Itoa(n)
	}
	return "-"
}
