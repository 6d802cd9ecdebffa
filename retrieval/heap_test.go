package retrieval

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// Scores come in the order of the passages, and many are equal.
func TestTheHeapKeepsTheBestAndOfEqualsTheFirst(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var heap scoreHeap
		var all []scored
		limit := 1 + random.IntN(8)
		for i := range random.IntN(30) {
			s := scored{i, float32(1 + random.IntN(4))}
			all = append(all, s)
			if len(heap) < limit || s.score > heap[0].score {
				heap.push(s, limit)
			}
		}
		slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
		best := all[:min(limit, len(all))]
		got := slices.Clone(heap)
		slices.SortFunc(got, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.passage, b.passage)) })
		if !slices.Equal(got, best) {
			t.Fatalf("of %v it keeps %v, want %v", all, got, best)
		}
		if len(heap) > 0 && heap[0] != best[len(best)-1] {
			t.Fatalf("the first of %v is not the least", heap)
		}
	}
}
