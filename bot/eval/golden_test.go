package eval

import (
	"strings"
	"testing"

	"footnote/bot"
)

func TestLoadGoldenNamesTheBrokenLine(t *testing.T) {
	good := `{"id":"a","question":"q","answerable":"yes"}`
	for name, tc := range map[string]struct{ file, want string }{
		"not json":      {good + "\n{", "line 2"},
		"unknown field": {`{"id":"a","question":"q","answerable":"yes","extra":1}`, "extra"},
		"no id":         {`{"question":"q","answerable":"yes"}`, "needs an id"},
		"wrong word":    {`{"id":"a","question":"q","answerable":"maybe"}`, "maybe"},
		"twice":         {good + "\n\n" + good, "line 3"},
		"empty":         {"\n", "no questions"},
		"wrong date":    {`{"id":"a","question":"q","answerable":"yes","as_of":"soon"}`, "soon"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := LoadGolden(strings.NewReader(tc.file)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q in it", err, tc.want)
			}
		})
	}
	if cases, err := LoadGolden(strings.NewReader(good)); err != nil || len(cases) != 1 {
		t.Error(cases, err)
	}
}

func TestReportCountsWhatItSays(t *testing.T) {
	cases := []Case{
		{ID: "a", Answerable: "yes", Relevant: []Gold{{"d", "q"}}, MustInclude: []string{"x"}},
		{ID: "b", Answerable: "yes", Relevant: []Gold{{"d", "q"}}},
		{ID: "c", Answerable: "no"},
		{ID: "d", Answerable: "no"},
	}
	r := newGoldenReport(cases, []Result{
		{ID: "a", Status: bot.Answered, Pass: true, Rank: 1, found: found{rank: 1, recall5: 1}, citations: 4, proper: 2, included: true},
		{ID: "b", Status: bot.Refused, Rank: 4, found: found{rank: 4}},
		{ID: "c", Status: bot.Refused, Pass: true},
		{ID: "d", Status: bot.Answered, citations: 1, invalid: 1},
	})
	want := GoldenReport{Questions: 4, Passed: 2, RecallAt5: 0.5, MRR: 0.625, QuoteValidity: 0.8, CitationPrecision: 0.5,
		RightRefusals: Count{1, 2}, WrongRefusals: Count{1, 2}, MustInclude: Count{1, 1}}
	r.Results = nil
	if got := r; got.Questions != want.Questions || got.Passed != want.Passed || got.RecallAt5 != want.RecallAt5 || got.MRR != want.MRR ||
		got.QuoteValidity != want.QuoteValidity || got.CitationPrecision != want.CitationPrecision ||
		got.RightRefusals != want.RightRefusals || got.WrongRefusals != want.WrongRefusals || got.MustInclude != want.MustInclude {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestGoldenReportNamesFlips(t *testing.T) {
	before := GoldenReport{Results: []Result{{ID: "kept", Pass: true}, {ID: "won"}, {ID: "lost", Pass: true}, {ID: "gone", Pass: true}}}
	after := GoldenReport{Results: []Result{{ID: "kept", Pass: true}, {ID: "won", Pass: true}, {ID: "lost", Why: []string{"reason"}}, {ID: "new"}}}
	flips, loss := after.Since(before)
	if got := strings.Join(flips, "\n"); got != "won: passes now\nlost: fails now: reason" || loss == nil {
		t.Errorf("%q, loss %v", got, loss)
	}
	if flips, loss := after.Since(after); len(flips) > 0 || loss != nil {
		t.Errorf("the same report: %q, loss %v", flips, loss)
	}
	if _, loss := after.Since(GoldenReport{Results: []Result{{ID: "of another file"}}}); loss == nil {
		t.Error("a report that has nothing in common can be compared")
	}
}
