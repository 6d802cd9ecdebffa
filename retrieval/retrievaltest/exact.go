package retrievaltest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"footnote/retrieval"
)

// Exact is a [retrieval.Store] that computes every similarity in float64 and
// sorts: slow, and plain enough to be right. Tests of other packages use it
// where any store will do.
type Exact struct{ vectors retrieval.Vectors }

var (
	_ retrieval.Store    = (*Exact)(nil)
	_ retrieval.NewStore = NewExact
)

// NewExact returns the store of a matrix, which it does not copy.
func NewExact(ctx context.Context, v retrieval.Vectors) (retrieval.Store, error) {
	if v.Dimensions < 1 || len(v.Data)%v.Dimensions != 0 {
		return nil, fmt.Errorf("storing vectors: %d numbers do not make rows of %d", len(v.Data), v.Dimensions)
	}
	for i := range v.Len() {
		if l := length(v.Row(i)); l != 0 && !(math.Abs(l-1) <= 1e-4) {
			return nil, fmt.Errorf("storing vectors: row %d has the length %v, not 1", i, l)
		}
	}
	return &Exact{v}, ctx.Err()
}

// Search compares the query with all rows that keep accepts.
func (s *Exact) Search(ctx context.Context, query []float32, k int, keep func(row int) bool) ([]retrieval.Neighbor, error) {
	if l := length(query); l == 0 || math.IsNaN(l) || math.IsInf(l, 0) {
		return nil, errors.New("searching: the query is zero or not finite")
	}
	if len(query) != s.vectors.Dimensions {
		return nil, fmt.Errorf("searching: %d dimensions, want %d", len(query), s.vectors.Dimensions)
	}
	var neighbors []retrieval.Neighbor
	for i := range s.vectors.Len() {
		if row := s.vectors.Row(i); length(row) > 0 && (keep == nil || keep(i)) {
			neighbors = append(neighbors, retrieval.Neighbor{Row: i, Similarity: cosine(query, row)})
		}
	}
	slices.SortFunc(neighbors, func(a, b retrieval.Neighbor) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Row, b.Row))
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return neighbors[:min(max(k, 0), len(neighbors))], nil
}

// length returns the Euclidean length of a vector: NaN or infinite where one
// of its numbers is.
func length(v []float32) float64 { return math.Sqrt(dot(v, v)) }

// cosine returns the cosine similarity of two vectors of one dimension.
func cosine(a, b []float32) float64 {
	c := dot(a, b) / length(a) / length(b)
	return min(max(c, -1), 1)
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x) * float64(b[i])
	}
	return sum
}
