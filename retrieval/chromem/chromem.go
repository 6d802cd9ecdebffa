// Package chromem finds the nearest of vectors in memory: with chromem-go, the
// embedded vector store, while they are few, and by scanning the same matrix
// with vek's dot product where they are many or filtered.
//
// Both ways compare the query with every vector, in float32, and then compute
// the cosine of the candidates again in float64, so results are exact and do
// not depend on the way.
//
// Of chromem-go v0.7.0 the package uses CreateCollection, AddDocument and
// QueryEmbedding, and takes nothing else on trust:
//
//   - A query for more results than there are documents is an error there;
//     here k is clamped.
//   - A vector of another dimension is accepted there and makes every later
//     query fail; a zero vector becomes NaN, which keeps better results out of
//     the heap; a very short or long one overflows its float32 norm. Here only
//     rows of length one are added.
//   - A cancelled context yields some of the results, or none, and no error.
//     Here the context is looked at before and after.
//   - Equal similarities come in the order of a map, and so does the choice
//     among those at the cut. Here more than k are asked for, and the matrix is
//     scanned when the cut falls among those that float32 cannot tell apart.
//   - Its filters compare metadata for equality, and slow a query down. Here
//     the filter is a function, and what it rejects is not compared.
//   - A query sends every document through a channel and locks the heap for
//     each, so it is many times slower than reading the vectors. Hence the scan.
//   - Results share metadata and vectors with the store; only rows and
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
	"sync"

	"github.com/viterin/vek/vek32"

	"footnote/retrieval"
)

// A Store is a [retrieval.Store] in memory. Make one with [New].
type Store struct {
	vectors      retrieval.Vectors
	silent       []int     // the rows of zeros, ascending
	library      *library  // nil where every search scans
	similarities sync.Pool // of *[]float32, one number a row
}

var (
	_ retrieval.Store    = (*Store)(nil)
	_ retrieval.NewStore = New
)

// libraryRows is up to how many rows chromem-go is asked: as long as its answer
// takes less than a millisecond, which nobody notices. Of 384 dimensions, for
// 100, 1000, 10000 and 100000 rows, its query took 0.04, 0.30, 3.1 and 46 ms
// and the scan 0.01, 0.04, 0.35 and 5.8 ms in one run of BenchmarkSearch on two
// cores: the scan is never slower. Beyond this number the collection would be
// an index that nobody asks, so it is not filled.
const libraryRows = 2000

// New returns the store of a matrix, which it does not copy.
func New(ctx context.Context, v retrieval.Vectors) (retrieval.Store, error) {
	return newStore(ctx, v, libraryRows)
}

// newStore is [New] with the number of rows up to which chromem-go is used.
func newStore(ctx context.Context, v retrieval.Vectors, libraryRows int) (*Store, error) {
	if v.Dimensions < 1 || len(v.Data)%v.Dimensions != 0 {
		return nil, fmt.Errorf("storing vectors: %d numbers do not make rows of %d dimensions", len(v.Data), v.Dimensions)
	}
	silent, err := check(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("storing vectors: %w", err)
	}
	s := &Store{vectors: v, silent: silent}
	s.similarities.New = func() any { b := make([]float32, v.Len()); return &b }
	if v.Len() <= libraryRows {
		if s.library, err = newLibrary(v, silent); err != nil {
			return nil, fmt.Errorf("storing vectors: %w", err)
		}
	}
	return s, nil
}

// lengthTolerance is how far from one the length of a row may be.
const lengthTolerance = 1e-4

// check returns the rows of zeros, or what is wrong with the first row that is
// neither zero nor of length one. A row that is plainly of length one in float32
// is not looked at again.
func check(ctx context.Context, v retrieval.Vectors) (silent []int, err error) {
	var mu sync.Mutex
	bad := v.Len()
	cancelled := inBlocks(ctx, v, func(from, to int) {
		for i := from; i < to; i++ {
			row := v.Row(i)
			if square := vek32.Dot(row, row); math.Abs(float64(square)-1) <= lengthTolerance/10 {
				continue
			}
			mu.Lock()
			switch l := length(row); {
			case l == 0:
				silent = append(silent, i)
			case !(math.Abs(l-1) <= lengthTolerance):
				bad = min(bad, i)
			}
			mu.Unlock()
		}
	})
	slices.Sort(silent)
	switch {
	case cancelled != nil:
		return nil, cancelled
	case bad == v.Len():
		return silent, nil
	}
	l := length(v.Row(bad))
	if math.IsNaN(l) || math.IsInf(l, 0) {
		return nil, fmt.Errorf("row %d holds a NaN or an infinite number", bad)
	}
	return nil, fmt.Errorf("row %d has the length %g, not 1", bad, l)
}

// Search returns the k nearest rows that keep accepts.
func (s *Store) Search(ctx context.Context, query []float32, k int, keep func(row int) bool) ([]retrieval.Neighbor, error) {
	unit, err := s.unit(query)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, fmt.Errorf("searching vectors: %w", err)
	}
	k = min(k, s.vectors.Len()-len(s.silent))
	if k < 1 {
		return nil, nil
	}
	rows, err := s.candidates(ctx, unit, k, keep)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, fmt.Errorf("searching vectors: %w", err)
	}
	return s.best(query, rows, k), nil
}

// unit returns a query at length one.
func (s *Store) unit(query []float32) ([]float32, error) {
	length := length(query)
	switch {
	case len(query) != s.vectors.Dimensions:
		return nil, fmt.Errorf("the query has %d dimensions, the store has %d", len(query), s.vectors.Dimensions)
	case math.IsNaN(length) || math.IsInf(length, 0):
		return nil, errors.New("the query holds a NaN or an infinite number")
	case length == 0:
		return nil, errors.New("the query is zero and has no direction")
	}
	unit := make([]float32, len(query))
	for i, x := range query {
		unit[i] = float32(float64(x) / length)
	}
	return unit, nil
}

// candidates returns rows, in any order, among which the k nearest are.
func (s *Store) candidates(ctx context.Context, unit []float32, k int, keep func(row int) bool) ([]int, error) {
	if s.library != nil && keep == nil {
		rows, complete, err := s.library.nearest(ctx, unit, k, s.rounding())
		if complete || err != nil {
			return rows, err
		}
	}
	return s.scan(ctx, unit, k, keep)
}

// rounding bounds the difference between a cosine and the dot product of unit
// vectors of n dimensions in float32, summed in any order: n roundings of half
// a unit in the last place (Higham, "Accuracy and Stability of Numerical
// Algorithms", 2002, section 3.1), those of the query, and the length of a row
// and of its measurement.
func (s *Store) rounding() float32 {
	return 2*float32(s.vectors.Dimensions+4)*0x1p-24 + lengthTolerance
}

// best computes the cosines of the rows and returns the k highest, equal ones
// by row.
func (s *Store) best(query []float32, rows []int, k int) []retrieval.Neighbor {
	neighbors := make([]retrieval.Neighbor, len(rows))
	for i, row := range rows {
		neighbors[i] = retrieval.Neighbor{Row: row, Similarity: cosine(query, s.vectors.Row(row))}
	}
	slices.SortFunc(neighbors, func(a, b retrieval.Neighbor) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Row, b.Row))
	})
	return neighbors[:min(k, len(neighbors))]
}
