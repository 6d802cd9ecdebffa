package eval

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// gains are the judgements of one query that are above zero, by record ID: a
// record is relevant when it has one. The measures below are those of
// trec_eval; ranked lists record IDs, the best first, none twice.
type gains map[string]int

// ndcg is ndcg_cut: the gains of the first k, each divided by log2(rank+1), as
// a share of what the best order of all judgements has (Järvelin and
// Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", 2002).
func (g gains) ndcg(ranked []string, k int) float64 {
	var have, ideal []int
	for _, id := range ranked {
		have = append(have, g[id])
	}
	for _, gain := range g {
		ideal = append(ideal, gain)
	}
	slices.Sort(ideal)
	slices.Reverse(ideal)
	best := dcg(ideal, k)
	if best == 0 {
		return 0
	}
	return dcg(have, k) / best
}

func dcg(gains []int, k int) float64 {
	sum := 0.0
	for i, gain := range gains[:min(k, len(gains))] {
		sum += float64(gain) / math.Log2(float64(i)+2)
	}
	return sum
}

// recall is the share of the relevant records that is among the first k.
func (g gains) recall(ranked []string, k int) float64 {
	n := 0
	for _, id := range ranked[:min(k, len(ranked))] {
		if g[id] > 0 {
			n++
		}
	}
	return ratio(float64(n), len(g))
}

// reciprocalRank is one over the rank of the first relevant record, or 0 when
// it is not among the first k.
func (g gains) reciprocalRank(ranked []string, k int) float64 {
	for i, id := range ranked[:min(k, len(ranked))] {
		if g[id] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}

// percentile returns the nearest-rank percentile of durations that are sorted.
func percentile(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, int(math.Ceil(p/100*float64(len(sorted))))-1)]
}

// auroc is the probability that a claim that is supported has a higher score
// than one that is not; equal scores count half. Without claims of both kinds
// there is nothing to tell apart, and it is 1/2.
func auroc(scores []float64, supported []bool) float64 {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scores[a], scores[b]) })
	below, above, won := 0.0, 0.0, 0.0 // claims not supported and supported so far; pairs in the right order
	for i := 0; i < len(order); {
		yes, no := 0.0, 0.0
		from := i
		for ; i < len(order) && scores[order[i]] == scores[order[from]]; i++ {
			if supported[order[i]] {
				yes++
			} else {
				no++
			}
		}
		won += yes * (below + no/2)
		below, above = below+no, above+yes
	}
	if below == 0 || above == 0 {
		return 0.5
	}
	return won / (below * above)
}
