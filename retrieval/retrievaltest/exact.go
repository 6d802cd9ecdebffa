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
type Exact struct {
	dimensions int
	ids        []string
	vectors    [][]float32
	stored     map[string]bool
}

var _ retrieval.Store = (*Exact)(nil)

// NewExact returns an empty store.
func NewExact() *Exact { return &Exact{stored: make(map[string]bool)} }

// Add stores vectors without copying them.
func (s *Exact) Add(ctx context.Context, ids []string, vectors [][]float32) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(ids) != len(vectors) {
		return fmt.Errorf("adding vectors: %d ids for %d vectors", len(ids), len(vectors))
	}
	dimensions, added := s.dimensions, make(map[string]bool)
	for i, id := range ids {
		if dimensions == 0 {
			dimensions = len(vectors[i])
		}
		switch {
		case id == "" || s.stored[id] || added[id]:
			return fmt.Errorf("adding vector %q: the id is empty or already in use", id)
		case len(vectors[i]) != dimensions:
			return fmt.Errorf("adding vector %q: %d dimensions, want %d", id, len(vectors[i]), dimensions)
		}
		if _, err := length(vectors[i]); err != nil {
			return fmt.Errorf("adding vector %q: %w", id, err)
		}
		added[id] = true
	}
	for i, id := range ids {
		s.stored[id] = true
		s.ids = append(s.ids, id)
		s.vectors = append(s.vectors, vectors[i])
	}
	s.dimensions = dimensions
	return nil
}

// Search compares the query with all vectors that keep accepts.
func (s *Exact) Search(ctx context.Context, query []float32, k int, keep func(id string) bool) ([]retrieval.Neighbor, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if _, err := length(query); err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	if len(s.ids) == 0 || k < 1 {
		return nil, nil
	}
	if len(query) != s.dimensions {
		return nil, fmt.Errorf("searching: %d dimensions, want %d", len(query), s.dimensions)
	}
	var neighbors []retrieval.Neighbor
	for i, id := range s.ids {
		if keep == nil || keep(id) {
			neighbors = append(neighbors, retrieval.Neighbor{ID: id, Similarity: cosine(query, s.vectors[i])})
		}
	}
	slices.SortFunc(neighbors, func(a, b retrieval.Neighbor) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.ID, b.ID))
	})
	return neighbors[:min(k, len(neighbors))], nil
}

// length returns the Euclidean length of a vector, or an error when it is not
// finite or zero.
func length(v []float32) (float64, error) {
	l := math.Sqrt(dot(v, v))
	switch {
	case math.IsNaN(l) || math.IsInf(l, 0):
		return 0, errors.New("the vector is not finite")
	case l == 0:
		return 0, errors.New("the vector is zero")
	}
	return l, nil
}

// cosine returns the cosine similarity of two vectors of one dimension.
func cosine(a, b []float32) float64 {
	c := dot(a, b) / math.Sqrt(dot(a, a)) / math.Sqrt(dot(b, b))
	return min(max(c, -1), 1)
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x) * float64(b[i])
	}
	return sum
}
