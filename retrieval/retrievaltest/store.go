// Package retrievaltest holds the contracts of package retrieval as tests:
// every store and every embedding runs them in three lines.
//
//	func TestConformance(t *testing.T) {
//		retrievaltest.TestStore(t, chromem.New)
//	}
package retrievaltest

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
)

// tolerance is how far a similarity may be off: a store may compute in float32.
const tolerance = 1e-5

// TestStore tests the contract of [retrieval.Store] and [retrieval.NewStore].
func TestStore(t *testing.T, newStore retrieval.NewStore) {
	for name, test := range map[string]func(*testing.T, retrieval.NewStore){
		"nearest come first":                       nearestFirst,
		"results are exact":                        exactResults,
		"a vector is like itself at most by one":   cosineOfItself,
		"equal similarities are ordered by row":    equalByRow,
		"equal similarities at the cut go by row":  equalAtTheCut,
		"nearly equal similarities are told apart": nearlyEqual,
		"fewer results when there are fewer":       fewerResults,
		"rows of zeros are never found":            silentRows,
		"an empty store gives none":                emptyStore,
		"k below one gives none":                   kBelowOne,
		"the filter acts before the results count": filterFirst,
		"a query of any length gives cosines":      anyLength,
		"one dimension is enough":                  oneDimension,
		"a bad matrix is an error":                 badMatrices,
		"a bad query is an error":                  badQueries,
		"a cancelled context makes no store":       cancelledNew,
		"a cancelled search is an error":           cancelledSearch,
		"searches run at the same time":            concurrentSearches,
		"arguments and results are the caller's":   ownership,
	} {
		t.Run(name, func(t *testing.T) { test(t, newStore) })
	}
}

func mustSearch(t *testing.T, s retrieval.Store, query []float32, k int, keep func(int) bool) []retrieval.Neighbor {
	t.Helper()
	got, err := s.Search(t.Context(), query, k, keep)
	if err != nil {
		t.Fatalf("Search(k=%d): %v", k, err)
	}
	return got
}

// wantRows searches and compares the rows found.
func wantRows(t *testing.T, s retrieval.Store, query []float32, k int, keep func(int) bool, want ...int) {
	t.Helper()
	var got []int
	for _, n := range mustSearch(t, s, query, k, keep) {
		got = append(got, n.Row)
	}
	if !slices.Equal(got, want) {
		t.Errorf("Search(%v, k=%d) = rows %v, want %v", query, k, got, want)
	}
}

func nearestFirst(t *testing.T, newStore retrieval.NewStore) {
	s := compass(t, newStore)
	got := mustSearch(t, s, at(0), 5, nil)
	for i, angle := range []float64{10, 40, 80, 120, 180} {
		want := retrieval.Neighbor{Row: compassOrder[i], Similarity: math.Cos(angle * math.Pi / 180)}
		if i >= len(got) || got[i].Row != want.Row || math.Abs(got[i].Similarity-want.Similarity) > tolerance {
			t.Fatalf("got %v, want %v in place %d", got, want, i)
		}
	}
	wantRows(t, s, at(0), 2, nil, compassOrder[:2]...)
	wantRows(t, s, at(-170), 1, nil, compassOrder[4])
}

func exactResults(t *testing.T, newStore retrieval.NewStore) {
	v := random(1, 500, 24)
	s, reference := store(t, newStore, v), store(t, NewExact, v)
	third := func(row int) bool { return row%3 == 0 }
	few := func(row int) bool { return row%100 == 7 }
	for query := range rows(random(2, 20, 24)) {
		for _, keep := range []func(int) bool{nil, third, few} {
			want := mustSearch(t, reference, query, 10, keep)
			sameRanking(t, mustSearch(t, s, query, 10, keep), want)
		}
	}
}

// sameRanking allows for similarities that are rounded in another way, but not
// for another order of those that differ.
func sameRanking(t *testing.T, got, want []retrieval.Neighbor) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d results, want %d", len(got), len(want))
	}
	for i := range want {
		near := math.Abs(got[i].Similarity-want[i].Similarity) <= tolerance
		clear := (i == 0 || want[i-1].Similarity-want[i].Similarity > 2*tolerance) &&
			i+1 < len(want) && want[i].Similarity-want[i+1].Similarity > 2*tolerance
		if !near || clear && got[i].Row != want[i].Row {
			t.Fatalf("result %d is %v, want %v", i, got[i], want[i])
		}
	}
}

func cosineOfItself(t *testing.T, newStore retrieval.NewStore) {
	v := random(6, 100, 33)
	s := store(t, newStore, v)
	for i := range v.Len() {
		best := mustSearch(t, s, v.Row(i), 1, nil)[0]
		if best.Row != i || best.Similarity > 1 || best.Similarity < 1-tolerance {
			t.Errorf("nearest to row %d is %v, want itself at 1 and never more", i, best)
		}
	}
}

func equalByRow(t *testing.T, newStore retrieval.NewStore) {
	s := store(t, newStore, matrix(at(90), at(0), at(0), at(180), at(0)))
	for range 10 {
		wantRows(t, s, at(0), 5, nil, 1, 2, 4, 0, 3)
	}
}

// equalAtTheCut has rows of three dimensions, which lie at all alignments of
// memory: equal rows must have equal similarities wherever they lie.
func equalAtTheCut(t *testing.T, newStore retrieval.NewStore) {
	v := random(3, 300, 3)
	for i := range v.Len() {
		copy(v.Row(i), v.Row(0))
	}
	copy(v.Row(250), random(4, 1, 3).Data)
	s := store(t, newStore, v)
	even := func(row int) bool { return row%2 == 0 }
	for range 5 {
		wantRows(t, s, v.Row(250), 4, nil, 250, 0, 1, 2)
		wantRows(t, s, v.Row(250), 4, even, 250, 0, 2, 4)
	}
}

// nearlyEqual has rows that a computation in float32 puts in another order, and
// so must not cut.
func nearlyEqual(t *testing.T, newStore retrieval.NewStore) {
	v, noise := random(9, 200, 24), random(10, 200, 24)
	for i := range v.Len() {
		for j, x := range v.Row(0) {
			v.Row(i)[j] = x + 1e-6*noise.Row(i)[j]
		}
	}
	s, reference := store(t, newStore, v), store(t, NewExact, v)
	for query := range rows(random(11, 20, 24)) {
		want := mustSearch(t, reference, query, 10, nil)
		for i, got := range mustSearch(t, s, query, 10, nil) {
			if got.Row != want[i].Row {
				t.Fatalf("place %d is row %d, want %d", i, got.Row, want[i].Row)
			}
		}
	}
}

func fewerResults(t *testing.T, newStore retrieval.NewStore) {
	s := compass(t, newStore)
	for _, k := range []int{5, 6, 1000, math.MaxInt} {
		wantRows(t, s, at(0), k, nil, compassOrder...)
	}
}

// silentRows asks for what is on the other side, where a row of zeros would
// come before every other.
func silentRows(t *testing.T, newStore retrieval.NewStore) {
	zero := []float32{0, 0}
	s := store(t, newStore, matrix(zero, at(10), zero, at(20), zero))
	wantRows(t, s, at(180), 2, nil, 3, 1)
	wantRows(t, s, at(180), 1, nil, 3)
	wantRows(t, s, at(0), 9, nil, 1, 3)
	wantRows(t, s, at(0), 9, func(row int) bool { return row < 3 }, 1)
	wantRows(t, store(t, newStore, matrix(zero, zero)), at(0), 2, nil)
}

func emptyStore(t *testing.T, newStore retrieval.NewStore) {
	s := store(t, newStore, retrieval.Vectors{Dimensions: 2})
	wantRows(t, s, at(0), 3, nil)
	wantRows(t, s, at(0), 3, func(int) bool { return true })
}

func kBelowOne(t *testing.T, newStore retrieval.NewStore) {
	s := compass(t, newStore)
	for _, k := range []int{0, -1, math.MinInt} {
		wantRows(t, s, at(0), k, nil)
	}
}

func filterFirst(t *testing.T, newStore retrieval.NewStore) {
	s := compass(t, newStore)
	far := func(row int) bool { return !slices.Contains(compassOrder[:2], row) }
	wantRows(t, s, at(0), 2, far, compassOrder[2:4]...)
	wantRows(t, s, at(0), 9, far, compassOrder[2:]...)
	wantRows(t, s, at(0), 2, func(int) bool { return false })
	wantRows(t, s, at(0), 2, func(int) bool { return true }, compassOrder[:2]...)
}

func anyLength(t *testing.T, newStore retrieval.NewStore) {
	s := compass(t, newStore)
	want := mustSearch(t, s, at(15), 5, nil)
	for _, factor := range []float32{1e-30, 0.5, 7, 1e30, 1e38} {
		query := at(15)
		query[0], query[1] = factor*query[0], factor*query[1]
		sameRanking(t, mustSearch(t, s, query, 5, nil), want)
	}
}

func oneDimension(t *testing.T, newStore retrieval.NewStore) {
	s := store(t, newStore, matrix([]float32{-1}, []float32{1}))
	wantRows(t, s, []float32{1}, 2, nil, 1, 0)
	wantRows(t, s, []float32{-3}, 1, nil, 0)
}

func badQueries(t *testing.T, newStore retrieval.NewStore) {
	s := compass(t, newStore)
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, query := range map[string][]float32{
		"too short": {1}, "too long": {1, 0, 0}, "nothing": nil, "zero": {0, 0},
		"NaN": {nan, 1}, "infinite": {1, inf}, "minus infinite": {-inf, 1}, "both": {inf, -inf},
	} {
		if got, err := s.Search(t.Context(), query, 3, nil); err == nil || len(got) > 0 {
			t.Errorf("%s: Search = %v, %v, want an error alone", name, got, err)
		}
	}
	wantRows(t, s, at(0), 2, nil, compassOrder[:2]...)
}

func cancelledSearch(t *testing.T, newStore retrieval.NewStore) {
	s := compass(t, newStore)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := s.Search(ctx, at(0), 3, nil); !errors.Is(err, context.Canceled) || len(got) > 0 {
		t.Errorf("Search = %v, %v, want %v alone", got, err, context.Canceled)
	}
	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	stop := func(int) bool { cancel(); return true }
	if got, err := s.Search(ctx, at(0), 3, stop); !errors.Is(err, context.Canceled) || len(got) > 0 {
		t.Errorf("cancelled on the way: Search = %v, %v, want %v alone", got, err, context.Canceled)
	}
}

func concurrentSearches(t *testing.T, newStore retrieval.NewStore) {
	s := store(t, newStore, random(4, 200, 8))
	var wg sync.WaitGroup
	for q := range rows(random(5, 8, 8)) {
		want := mustSearch(t, s, q, 10, nil)
		wg.Go(func() {
			for range 20 {
				got, err := s.Search(t.Context(), q, 10, nil)
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("Search = %v, %v, want %v", got, err, want)
					return
				}
			}
		})
	}
	wg.Wait()
}

func ownership(t *testing.T, newStore retrieval.NewStore) {
	v := matrix(at(10), at(40))
	s := store(t, newStore, v)
	query := []float32{3, 0}
	results := mustSearch(t, s, query, 2, nil)
	if !slices.Equal(query, []float32{3, 0}) || !slices.Equal(v.Data, matrix(at(10), at(40)).Data) {
		t.Errorf("the store changed the query to %v, or the matrix to %v", query, v.Data)
	}
	results[0] = retrieval.Neighbor{Row: 7, Similarity: 9}
	query[0] = -1
	wantRows(t, s, at(0), 2, nil, 0, 1)
}
