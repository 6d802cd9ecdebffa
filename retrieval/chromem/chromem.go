// Package chromem keeps vectors in memory in chromem-go, the embedded vector
// store.
//
// Every search compares the query with every vector, so results are exact; a
// corpus of some thousands of passages needs no index.
//
// Of chromem-go v0.7.0 the package uses CreateCollection, AddDocument and
// QueryEmbedding, and takes nothing else on trust:
//
//   - A query for more results than there are documents is an error there;
//     here k is clamped.
//   - A vector of another dimension is accepted there and makes every later
//     query fail; a zero vector becomes NaN, which keeps better results out of
//     the heap; a very short or long one overflows its float32 norm. Here all
//     vectors are checked and brought to length one before they are stored.
//   - A cancelled context yields some of the results, or none, and no error.
//     Here the context is looked at before and after.
//   - Equal similarities come in the order of a map, and so does the choice
//     among those at the cut. Here more than k are asked for, and all when the
//     cut falls among equals; then equals are ordered by id.
//   - Its filters compare metadata for equality, and slow a query down. Here
//     the filter is a function, applied to the results before they are counted.
//   - Documents of an existing id are replaced without a word; here a repeated
//     id is an error.
//   - Results share metadata and vectors with the store; only ids and
//     similarities leave this package.
//   - Without an embedding function, one that calls a commercial service is
//     the default. Here it is a function that always fails.
//   - AddDocuments starts a goroutine a document and leaves half of them behind
//     when it fails; Delete with an empty filter deletes everything; Export
//     races with AddDocument; the files of NewPersistentDB are overwritten when
//     hashes collide, and are not checked when read. None of these is used: a
//     store is filled once, and package retrieval keeps the vectors on disk.
package chromem

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
)

// A Store is a [retrieval.Store] in memory. Make one with [New].
type Store struct {
	collection *chromem.Collection // nil while the store is empty
	dimensions int
	ids        map[string]bool
}

var _ retrieval.Store = (*Store)(nil)

// New returns an empty store.
func New() *Store { return &Store{ids: make(map[string]bool)} }

// Add stores vectors. It keeps those of length one without copying them.
func (s *Store) Add(ctx context.Context, ids []string, vectors [][]float32) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("adding %d vectors: %w", len(ids), err)
	}
	if len(ids) != len(vectors) {
		return fmt.Errorf("adding vectors: %d ids for %d vectors", len(ids), len(vectors))
	}
	if len(ids) == 0 {
		return nil
	}
	dimensions := s.dimensions
	if len(s.ids) == 0 {
		dimensions = len(vectors[0])
	}
	units, err := s.check(ids, vectors, dimensions)
	if err != nil {
		return err
	}
	return s.insert(ids, units, dimensions)
}

// check returns the vectors at length one, or the first thing that is wrong
// with them or their ids.
func (s *Store) check(ids []string, vectors [][]float32, dimensions int) ([][]float32, error) {
	units := make([][]float32, len(vectors))
	seen := make(map[string]bool, len(ids))
	for i, id := range ids {
		switch {
		case id == "":
			return nil, fmt.Errorf("adding vector %d: its id %q is empty", i, id)
		case s.ids[id] || seen[id]:
			return nil, fmt.Errorf("adding vector %q: the id is already in use", id)
		case len(vectors[i]) != dimensions:
			return nil, fmt.Errorf("adding vector %q: it has %d dimensions, the others have %d", id, len(vectors[i]), dimensions)
		}
		seen[id] = true
		var err error
		if units[i], err = unit(vectors[i]); err != nil {
			return nil, fmt.Errorf("adding vector %q: %w", id, err)
		}
	}
	return units, nil
}

// insert stores checked vectors. It does not look at the context any more,
// because half of a call must not be stored.
func (s *Store) insert(ids []string, units [][]float32, dimensions int) error {
	ctx := context.Background()
	if s.collection == nil {
		collection, err := chromem.NewDB().CreateCollection("passages", nil, refuseToEmbed)
		if err != nil {
			return fmt.Errorf("creating the collection: %w", err)
		}
		s.collection = collection
	}
	for i, id := range ids {
		if err := s.collection.AddDocument(ctx, chromem.Document{ID: id, Embedding: units[i]}); err != nil {
			return fmt.Errorf("adding vector %q: %w", id, err)
		}
		s.ids[id] = true
	}
	s.dimensions = dimensions
	return nil
}

// refuseToEmbed stands where chromem-go would otherwise call OpenAI.
func refuseToEmbed(context.Context, string) ([]float32, error) {
	return nil, errors.New("the vector store does not embed texts")
}

// slack is how many results are fetched beyond k at first: enough when hardly
// anything is filtered out and the cut does not fall among equals.
const slack = 16

// Search returns the k nearest vectors that keep accepts. keep is called from
// the calling goroutine.
func (s *Store) Search(ctx context.Context, query []float32, k int, keep func(id string) bool) ([]retrieval.Neighbor, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("searching vectors: %w", err)
	}
	query, err := unit(query)
	if err != nil {
		return nil, fmt.Errorf("searching vectors: the query: %w", err)
	}
	all := len(s.ids)
	if all == 0 || k < 1 {
		return nil, nil
	}
	if len(query) != s.dimensions {
		return nil, fmt.Errorf("searching vectors: the query has %d dimensions, the store has %d", len(query), s.dimensions)
	}
	k = min(k, all)
	for n := min(k+slack, all); ; n = all {
		fetched, err := s.nearest(ctx, query, n)
		if err != nil {
			return nil, fmt.Errorf("searching vectors: %w", err)
		}
		last := fetched[n-1].Similarity
		kept := accepted(fetched, keep)
		if n == all || len(kept) >= k && kept[k-1].Similarity > last {
			return best(kept, k), nil
		}
	}
}

// nearest returns the n vectors nearest to a query of length one, best first,
// equal ones in any order. n is from 1 to the number of vectors.
func (s *Store) nearest(ctx context.Context, query []float32, n int) ([]retrieval.Neighbor, error) {
	results, err := s.collection.QueryEmbedding(ctx, query, n, nil, nil)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, err
	}
	if len(results) != n {
		return nil, fmt.Errorf("chromem-go returned %d of %d results", len(results), n)
	}
	neighbors := make([]retrieval.Neighbor, n)
	for i, r := range results {
		neighbors[i] = retrieval.Neighbor{ID: r.ID, Similarity: min(max(float64(r.Similarity), -1), 1)}
	}
	return neighbors, nil
}

// accepted returns those of the neighbours that keep accepts, in their place.
func accepted(neighbors []retrieval.Neighbor, keep func(id string) bool) []retrieval.Neighbor {
	if keep == nil {
		return neighbors
	}
	return slices.DeleteFunc(neighbors, func(n retrieval.Neighbor) bool { return !keep(n.ID) })
}

// best puts equal neighbours in the order of their ids and cuts after k.
func best(neighbors []retrieval.Neighbor, k int) []retrieval.Neighbor {
	slices.SortFunc(neighbors, func(a, b retrieval.Neighbor) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.ID, b.ID))
	})
	return neighbors[:min(k, len(neighbors))]
}

// unit returns v at length one: v itself where it has that length already, as
// far as chromem-go looks, which else would divide by a norm in float32.
func unit(v []float32) ([]float32, error) {
	sum := 0.0 // of squares, which cannot overflow in float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	switch {
	case math.IsNaN(sum) || math.IsInf(sum, 0):
		return nil, errors.New("it holds a NaN or an infinite number")
	case sum == 0:
		return nil, errors.New("it is zero and has no direction")
	case math.Abs(sum-1) < 1e-6:
		return v, nil
	}
	length := math.Sqrt(sum)
	u := make([]float32, len(v))
	for i, x := range v {
		u[i] = float32(float64(x) / length)
	}
	return u, nil
}
