package eval

import (
	"math"
	"strings"
	"testing"
	"time"
)

// The wanted figures are worked out by hand: 1/log2(3) is 0.6309, 1/log2(4) is
// 1/2.
func TestMetrics(t *testing.T) {
	for name, tc := range map[string]struct {
		ranked             string
		gains              gains
		ndcg, recall, rank float64
	}{
		"the best order":           {"a b c", gains{"a": 3, "b": 1}, 1, 1, 1},
		"the worse order":          {"b a", gains{"a": 3, "b": 1}, (1 + 3*0.63092975) / (3 + 0.63092975), 1, 1},
		"one at the third place":   {"x y a", gains{"a": 4}, 0.5, 1, 1. / 3},
		"one that is never found":  {"a", gains{"a": 1, "gone": 1}, 1 / 1.63092975, 0.5, 1},
		"behind the cut":           {"1 2 3 4 5 6 7 8 9 10 a", gains{"a": 1}, 0, 0, 0},
		"nothing relevant":         {"x y", gains{"a": 1}, 0, 0, 0},
		"no hits":                  {"", gains{"a": 1}, 0, 0, 0},
		"more relevant than asked": {"0 1 2 3 4 5 6 7 8 9", eleven(), 1, 10. / 11, 1},
	} {
		t.Run(name, func(t *testing.T) {
			ranked := strings.Fields(tc.ranked)
			got := [3]float64{tc.gains.ndcg(ranked, 10), tc.gains.recall(ranked, 10), tc.gains.reciprocalRank(ranked, 10)}
			for i, want := range [3]float64{tc.ndcg, tc.recall, tc.rank} {
				if math.Abs(got[i]-want) > 1e-8 {
					t.Errorf("got %v, want %v, %v and %v", got, tc.ndcg, tc.recall, tc.rank)
				}
			}
		})
	}
}

func eleven() gains {
	g := make(gains)
	for _, id := range strings.Fields("0 1 2 3 4 5 6 7 8 9 10") {
		g[id] = 1
	}
	return g
}

func TestPercentileIsOneOfTheValues(t *testing.T) {
	sorted := []time.Duration{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for p, want := range map[float64]time.Duration{0: 1, 50: 5, 51: 6, 95: 10, 100: 10} {
		if got := percentile(sorted, p); got != want {
			t.Errorf("percentile %v is %v, want %v", p, got, want)
		}
	}
	if percentile(nil, 50) != 0 {
		t.Error("there is a percentile of nothing")
	}
}

func TestAUROC(t *testing.T) {
	for name, tc := range map[string]struct {
		yes, no []float64
		want    float64
	}{
		"all in order":        {[]float64{0.9, 0.8}, []float64{0.1, 0.2, 0.3}, 1},
		"all the wrong way":   {[]float64{0.1}, []float64{0.2, 0.3}, 0},
		"one pair of six":     {[]float64{0.9, 0.25}, []float64{0.1, 0.2, 0.3}, 5. / 6},
		"equal ones are half": {[]float64{0.5, 0.5}, []float64{0.5}, 0.5},
		"half a pair of four": {[]float64{0.9, 0.5}, []float64{0.5, 0.1}, 3.5 / 4},
		"one class only":      {[]float64{0.9, 0.5}, nil, 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			scores := append(append([]float64{}, tc.yes...), tc.no...)
			supported := make([]bool, len(scores))
			for i := range tc.yes {
				supported[i] = true
			}
			if got := auroc(scores, supported); math.Abs(got-tc.want) > 1e-12 {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}
