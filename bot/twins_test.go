package bot_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"footnote/bot/eval"
	"footnote/corpus/policies"
	"footnote/retrieval"
)

func TestMeasureTwins(t *testing.T) {
	f, err := os.Open("../corpus/policies/golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := eval.LoadGolden(f)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]eval.Case{}
	for _, c := range cases {
		byID[c.ID] = c
	}
	ix := assistant(t, policies.FS).Index()
	n := map[string]float64{}
	for _, c := range cases {
		stem, lang := c.ID[:len(c.ID)-3], c.ID[len(c.ID)-2:]
		other := map[string]string{"en": "zh", "zh": "en"}[lang]
		twin, ok := byID[stem+"-"+other]
		if !ok || len(c.Relevant) == 0 || len(twin.Relevant) == 0 {
			continue
		}
		hits, _, err := ix.Search(context.Background(), retrieval.Query{Text: c.Question, N: 10})
		if err != nil {
			t.Fatal(err)
		}
		own, foreign := share(hits, c.Relevant), share(hits, twin.Relevant)
		n["of"]++
		n["of "+lang]++
		n["own "+lang] += own
		n["other "+lang] += foreign
		if own == 1 && foreign == 1 {
			n["both"]++
		}
		t.Logf("%-28s own %.2f other %.2f  %s", c.ID, own, foreign, c.Question)
	}
	t.Log(n)
}

func share(hits []retrieval.Hit, gold []eval.Gold) float64 {
	found := 0
	for _, g := range gold {
		for _, h := range hits {
			if h.Document.ID == g.Document && strings.Contains(h.Document.Text[h.Passage.Start:h.Passage.End], g.Quote) {
				found++
				break
			}
		}
	}
	return float64(found) / float64(len(gold))
}
