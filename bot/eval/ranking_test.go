package eval

import (
	"bufio"
	"context"
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

func options() retrieval.Options {
	return retrieval.Options{
		Embedding: lsa.Embedding{},
		NewStore:  retrievaltest.NewExact,
	}
}

var approximately = cmpopts.EquateApprox(0, 1e-6)

func TestMeasureGivesTheFiguresWorkedOutByHand(t *testing.T) {
	var run strings.Builder
	r, err := readSet(t, nil).Measure(context.Background(), options(), retrieval.Lexical, &run)
	if err != nil {
		t.Fatal(err)
	}
	// q1 finds d#1 (gain 1), then d#2 (gain 2), of d#1, d#2 and one that is gone;
	// q2 finds d#4, then d#3, which alone is relevant; q3 finds nothing.
	q1 := (1/1. + 2*0.63092975) / (2/1. + 0.63092975 + 1/2.)
	want := RankingReport{
		Measure: "beir", Set: "tiny", Mode: "lexical", Records: 4, Queries: 3,
		NDCG10: (q1 + 0.63092975) / 3, Recall5: (2/3. + 1) / 3, Recall10: (2/3. + 1) / 3, Recall100: (2/3. + 1) / 3, MRR10: (1 + 0.5) / 3,
		PerQuery: []QueryScore{{ID: "q1", NDCG10: q1, Recall10: 2 / 3., RR: 1}, {ID: "q2", NDCG10: 0.63092975, Recall10: 1, RR: 0.5}, {ID: "q3"}},
	}
	if diff := cmp.Diff(want, r, approximately, cmpopts.IgnoreUnexported(QueryScore{}),
		cmpopts.IgnoreFields(RankingReport{}, "Digest", "IndexSeconds", "QueriesPerSecond", "P50", "P95")); diff != "" {
		t.Error(diff)
	}
	if r.P50 <= 0 || r.P95 < r.P50 || r.QueriesPerSecond <= 0 {
		t.Errorf("no time has passed: %+v", r)
	}
	plain := regexp.MustCompile(` \S+ footnote-lexical\n`).ReplaceAllString(run.String(), "\n")
	if diff := cmp.Diff("q1 Q0 d#1 1\nq1 Q0 d#2 2\nq2 Q0 d#4 1\nq2 Q0 d#3 2\n", plain); diff != "" {
		t.Error(diff)
	}
}

func TestMeasureRefusesARunThatCouldNotBeRead(t *testing.T) {
	set := readSet(t, map[string]string{recordsFile: `{"_id":"d 1","text":"ships"}`})
	if _, err := set.Measure(context.Background(), options(), retrieval.Lexical, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), `"d 1" holds a space`) {
		t.Errorf("got %v", err)
	}
	if _, err := set.Measure(context.Background(), options(), retrieval.Lexical, nil); err != nil {
		t.Errorf("without a run: %v", err)
	}
}

func TestMeasureStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	opts := options()
	opts.Progress = func(stage string, done, _ int) {
		if stage == "asking" && done == 1 {
			cancel()
		}
	}
	if _, err := readSet(t, nil).Measure(ctx, opts, retrieval.Hybrid, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestScoresOfARunFallStrictly(t *testing.T) {
	scores := []float64{3, 1, 1 - 1e-12, 1 - 2e-12, 0.5, 0, 0, 0}
	ranked, hits := make([]string, len(scores)), make([]retrieval.Hit, len(scores))
	for i, s := range scores {
		ranked[i], hits[i].Score = strconv.Itoa(9-i), s
	}
	var b strings.Builder
	w := bufio.NewWriter(&b)
	writeRun(w, "q", ranked, hits, "tag")
	w.Flush()
	last := float32(math.Inf(1))
	for i, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		fields := strings.Fields(line)
		score, err := strconv.ParseFloat(fields[4], 64)
		if err != nil || float32(score) >= last || math.Abs(score-scores[i]) > 1e-6 {
			t.Errorf("%q after %v, want about %v", line, last, scores[i])
		}
		if last = float32(score); !slices.Equal(fields[:4], []string{"q", "Q0", ranked[i], strconv.Itoa(i + 1)}) {
			t.Errorf("line %d is %q", i+1, line)
		}
	}
}

func TestRankingReportNamesFlips(t *testing.T) {
	before := RankingReport{NDCG10: 0.5, PerQuery: []QueryScore{{ID: "kept", Recall10: 0.5}, {ID: "won"}, {ID: "lost", Recall10: 1}}}
	after := RankingReport{NDCG10: 0.5 - 1e-12, PerQuery: []QueryScore{{ID: "kept", Recall10: 1}, {ID: "won", Recall10: 1}, {ID: "lost"}}}
	flips, loss := after.Since(before)
	want := []string{"query won: a relevant record is among the first ten now", "query lost: no relevant record is among the first ten now"}
	if diff := cmp.Diff(want, flips); diff != "" || loss != nil {
		t.Errorf("loss %v, flips %s", loss, diff)
	}
	after.NDCG10 = 0.49
	if _, loss := after.Since(before); loss == nil || loss.Error() != "nDCG@10 fell from 0.5000 to 0.4900" {
		t.Errorf("loss is %v", loss)
	}
	set := &Set{Digest: "a"}
	for want, r := range map[string]RankingReport{
		"":            {Digest: "a", Mode: "hybrid"},
		"another set": {Digest: "b", Mode: "hybrid"},
		"the mode":    {Digest: "a", Mode: "dense"},
	} {
		if err := r.Comparable(set, "hybrid"); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
