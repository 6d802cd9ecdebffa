package chromem

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/viterin/vek/vek32"

	"footnote/retrieval"
)

// absent stands for the similarity of a row that is not to be found.
const absent = -2

// sampled is how many rows tell whether a filter keeps most of them.
const sampled = 64

// keepsMost reports whether a filter rejects so few of n rows that reading those
// costs less than asking about each row.
func keepsMost(n int, keep func(row int) bool) bool {
	kept := 0
	for i := range sampled {
		if keep(i * n / sampled) {
			kept++
		}
	}
	return kept >= sampled*7/8
}

// scan returns rows among which the k nearest to a vector of length one are. It
// reads the matrix once, on all cores, and asks keep before it reads a row or,
// where that keeps most of them, about those rows only that are near enough.
func (s *Store) scan(ctx context.Context, unit []float32, k int, keep func(row int) bool) ([]int, error) {
	buffer := s.similarities.Get().(*[]float32)
	defer s.similarities.Put(buffer)
	similarities := *buffer
	before, after := keep, func(int) bool { return true }
	if keep != nil && keepsMost(s.vectors.Len(), keep) {
		before, after = nil, keep
	}
	err := inBlocks(ctx, s.vectors, func(from, to int) {
		for i := from; i < to; i++ {
			if before != nil && !before(i) {
				similarities[i] = absent
				continue
			}
			similarities[i] = vek32.Dot(unit, s.vectors.Row(i))
		}
	})
	if err != nil {
		return nil, err
	}
	for _, i := range s.silent {
		similarities[i] = absent
	}
	var rows []int
	least := max(highest(similarities, k, after)-2*s.rounding(), absent+0.5)
	for i, x := range similarities {
		if x >= least && after(i) {
			rows = append(rows, i)
		}
	}
	return rows, nil
}

// highest returns the k-th highest of the values that keep accepts, or absent
// when fewer than k are higher than that.
func highest(values []float32, k int, keep func(i int) bool) float32 {
	best := make([]float32, 0, min(2*k, len(values)))
	least := float32(absent)
	for i, x := range values {
		if x <= least || !keep(i) {
			continue
		}
		if len(best) == 2*k {
			slices.Sort(best)
			best = best[:copy(best, best[k:])]
			least = best[0]
		}
		best = append(best, x)
	}
	if len(best) < k {
		return absent
	}
	slices.Sort(best)
	return best[len(best)-k]
}

// blockNumbers is how many numbers of the matrix a core takes at a time: few
// enough for the cores to end together and to notice a cancelled context, and
// enough to make the taking cost nothing.
const blockNumbers = 1 << 16

// inBlocks calls do for all rows of a matrix, in blocks of them, from as many
// goroutines as there are cores. It stops between blocks when the context is
// cancelled.
func inBlocks(ctx context.Context, v retrieval.Vectors, do func(from, to int)) error {
	size := max(1, blockNumbers/v.Dimensions)
	blocks := (v.Len() + size - 1) / size
	var next atomic.Int64
	work := func() {
		for ctx.Err() == nil {
			from := (int(next.Add(1)) - 1) * size
			if from >= v.Len() {
				return
			}
			do(from, min(from+size, v.Len()))
		}
	}
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), blocks) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	return ctx.Err()
}

// cosine is the cosine of two vectors of one dimension, the same for the same
// numbers on every machine, which vek's sums are not.
func cosine(a, b []float32) float64 {
	c := retrieval.Dot(a, b) / length(a) / length(b)
	return min(max(c, -1), 1)
}

// length is the Euclidean length of a vector, not finite where the vector is
// not.
func length(v []float32) float64 { return math.Sqrt(retrieval.Dot(v, v)) }
