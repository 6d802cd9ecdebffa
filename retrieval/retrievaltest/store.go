// Package retrievaltest holds the contracts of package retrieval as tests:
// every store and every embedding runs them in three lines.
//
//	func TestConformance(t *testing.T) {
//		retrievaltest.TestStore(t, func() retrieval.Store { return chromem.New() })
//	}
package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
)

// tolerance is how far a similarity may be off: a store may compute in float32.
const tolerance = 1e-5

// TestStore tests the contract of [retrieval.Store] on empty stores that
// newStore makes.
func TestStore(t *testing.T, newStore func() retrieval.Store) {
	for name, test := range map[string]func(*testing.T, retrieval.Store){
		"nearest come first":                       nearestFirst,
		"results are exact":                        exactResults,
		"a vector is like itself at most by one":   cosineOfItself,
		"equal similarities are ordered by id":     equalByID,
		"equal similarities at the cut go by id":   equalAtTheCut,
		"fewer results when there are fewer":       fewerResults,
		"an empty store gives none":                emptyStore,
		"k below one gives none":                   kBelowOne,
		"the filter acts before the results count": filterFirst,
		"a query of any length gives cosines":      anyLength,
		"one dimension is enough":                  oneDimension,
		"ids are any strings":                      anyIDs,
		"a bad query is an error":                  badQueries,
		"a cancelled add adds nothing":             cancelledAdd,
		"a cancelled search is an error":           cancelledSearch,
		"searches run at the same time":            concurrentSearches,
		"arguments and results are the caller's":   ownership,
	} {
		t.Run(name, func(t *testing.T) { test(t, newStore()) })
	}
	t.Run("a bad call adds nothing", func(t *testing.T) { badCalls(t, newStore) })
}

func mustAdd(t *testing.T, s retrieval.Store, ids []string, vectors ...[]float32) {
	t.Helper()
	if err := s.Add(t.Context(), ids, vectors); err != nil {
		t.Fatalf("Add(%q): %v", ids, err)
	}
}

func mustSearch(t *testing.T, s retrieval.Store, query []float32, k int, keep func(string) bool) []retrieval.Neighbor {
	t.Helper()
	got, err := s.Search(t.Context(), query, k, keep)
	if err != nil {
		t.Fatalf("Search(k=%d): %v", k, err)
	}
	return got
}

// wantIDs searches and compares the ids of the results.
func wantIDs(t *testing.T, s retrieval.Store, query []float32, k int, keep func(string) bool, want ...string) {
	t.Helper()
	var got []string
	for _, n := range mustSearch(t, s, query, k, keep) {
		got = append(got, n.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("Search(%v, k=%d) = %q, want %q", query, k, got, want)
	}
}

// at returns the unit vector of the plane at an angle in degrees.
func at(degrees float64) []float32 {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return []float32{float32(cos), float32(sin)}
}

// compass adds five vectors, named in the order of their distance from at(0).
func compass(t *testing.T, s retrieval.Store) {
	t.Helper()
	mustAdd(t, s, []string{"d", "a"}, at(120), at(10))
	mustAdd(t, s, []string{"e", "c", "b"}, at(180), at(-80), at(40))
}

func nearestFirst(t *testing.T, s retrieval.Store) {
	compass(t, s)
	got := mustSearch(t, s, at(0), 5, nil)
	for i, angle := range []float64{10, 40, 80, 120, 180} {
		want := retrieval.Neighbor{ID: string(rune('a' + i)), Similarity: math.Cos(angle * math.Pi / 180)}
		if i >= len(got) || got[i].ID != want.ID || math.Abs(got[i].Similarity-want.Similarity) > tolerance {
			t.Fatalf("got %v, want %v in place %d", got, want, i)
		}
	}
	wantIDs(t, s, at(0), 2, nil, "a", "b")
	wantIDs(t, s, at(-170), 1, nil, "e")
}

// random returns n unit vectors, the same ones for the same seed.
func random(seed uint64, n, dimensions int) [][]float32 {
	r := rand.New(rand.NewPCG(seed, 0))
	vectors := make([][]float32, n)
	for i := range vectors {
		v := make([]float32, dimensions)
		for j := range v {
			v[j] = float32(r.NormFloat64())
		}
		l, _ := length(v)
		for j := range v {
			v[j] /= float32(l)
		}
		vectors[i] = v
	}
	return vectors
}

func numbered(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("%04d", i)
	}
	return ids
}

func exactResults(t *testing.T, s retrieval.Store) {
	vectors := random(1, 500, 24)
	mustAdd(t, s, numbered(500), vectors...)
	reference := NewExact()
	mustAdd(t, reference, numbered(500), vectors...)
	third := func(id string) bool { return id[3]%3 == 0 }
	for _, query := range random(2, 20, 24) {
		for _, keep := range []func(string) bool{nil, third} {
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
		if !near || clear && got[i].ID != want[i].ID {
			t.Fatalf("result %d is %v, want %v", i, got[i], want[i])
		}
	}
}

func equalByID(t *testing.T, s retrieval.Store) {
	mustAdd(t, s, []string{"c", "z", "a", "d", "b"}, at(0), at(90), at(0), at(0), at(0))
	for range 10 {
		wantIDs(t, s, at(0), 5, nil, "a", "b", "c", "d", "z")
	}
}

func cosineOfItself(t *testing.T, s retrieval.Store) {
	vectors := random(6, 100, 33)
	mustAdd(t, s, numbered(100), vectors...)
	for i, v := range vectors {
		best := mustSearch(t, s, v, 1, nil)[0]
		if best.ID != numbered(100)[i] || best.Similarity > 1 || best.Similarity < 1-tolerance {
			t.Errorf("nearest to vector %d is %v, want itself at 1 and never more", i, best)
		}
	}
}

func equalAtTheCut(t *testing.T, s retrieval.Store) {
	ids := numbered(300)
	rand.New(rand.NewPCG(3, 0)).Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	for _, id := range ids {
		v := at(50)
		if id == "0250" {
			v = at(20)
		}
		mustAdd(t, s, []string{id}, v)
	}
	even := func(id string) bool { return (id[3]-'0')%2 == 0 }
	for range 5 {
		wantIDs(t, s, at(0), 4, nil, "0250", "0000", "0001", "0002")
		wantIDs(t, s, at(0), 4, even, "0250", "0000", "0002", "0004")
	}
}

func fewerResults(t *testing.T, s retrieval.Store) {
	compass(t, s)
	for _, k := range []int{5, 6, 1000, math.MaxInt} {
		wantIDs(t, s, at(0), k, nil, "a", "b", "c", "d", "e")
	}
}

func emptyStore(t *testing.T, s retrieval.Store) {
	wantIDs(t, s, at(0), 3, nil)
	mustAdd(t, s, nil)
	wantIDs(t, s, at(0), 3, func(string) bool { return true })
}

func kBelowOne(t *testing.T, s retrieval.Store) {
	compass(t, s)
	for _, k := range []int{0, -1, math.MinInt} {
		wantIDs(t, s, at(0), k, nil)
	}
}

func filterFirst(t *testing.T, s retrieval.Store) {
	compass(t, s)
	far := func(id string) bool { return id >= "c" }
	wantIDs(t, s, at(0), 2, far, "c", "d")
	wantIDs(t, s, at(0), 9, far, "c", "d", "e")
	wantIDs(t, s, at(0), 2, func(string) bool { return false })
	wantIDs(t, s, at(0), 2, func(string) bool { return true }, "a", "b")
}

func anyLength(t *testing.T, s retrieval.Store) {
	compass(t, s)
	want := mustSearch(t, s, at(15), 5, nil)
	for _, factor := range []float32{1e-30, 0.5, 7, 1e30} {
		query := at(15)
		query[0], query[1] = factor*query[0], factor*query[1]
		got := mustSearch(t, s, query, 5, nil)
		sameRanking(t, got, want)
	}
}

func oneDimension(t *testing.T, s retrieval.Store) {
	mustAdd(t, s, []string{"minus", "plus"}, []float32{-1}, []float32{1})
	wantIDs(t, s, []float32{1}, 2, nil, "plus", "minus")
	wantIDs(t, s, []float32{-3}, 1, nil, "minus")
}

func anyIDs(t *testing.T, s retrieval.Store) {
	ids := []string{" ", "\"quoted\"", "a\nb", "a/b#c?d=%20", strings.Repeat("long", 50), "条例-第三条"}
	for _, id := range slices.Backward(ids) {
		mustAdd(t, s, []string{id}, at(30))
	}
	wantIDs(t, s, at(0), 10, nil, ids...)
}

func badQueries(t *testing.T, s retrieval.Store) {
	compass(t, s)
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, query := range map[string][]float32{
		"too short": {1}, "too long": {1, 0, 0}, "nothing": nil, "zero": {0, 0},
		"NaN": {nan, 1}, "infinite": {1, inf}, "minus infinite": {-inf, 1}, "both": {inf, -inf},
	} {
		if got, err := s.Search(t.Context(), query, 3, nil); err == nil || len(got) > 0 {
			t.Errorf("%s: Search = %v, %v, want an error alone", name, got, err)
		}
	}
	wantIDs(t, s, at(0), 2, nil, "a", "b")
}

func cancelledSearch(t *testing.T, s retrieval.Store) {
	compass(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := s.Search(ctx, at(0), 3, nil); !errors.Is(err, context.Canceled) || len(got) > 0 {
		t.Errorf("Search = %v, %v, want %v alone", got, err, context.Canceled)
	}
	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	stop := func(string) bool { cancel(); return true }
	got, err := s.Search(ctx, at(0), 3, stop)
	if err == nil && len(got) != 3 || err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled on the way: Search = %v, %v, want all results or %v", got, err, context.Canceled)
	}
}

func concurrentSearches(t *testing.T, s retrieval.Store) {
	mustAdd(t, s, numbered(200), random(4, 200, 8)...)
	queries := random(5, 8, 8)
	var want [][]retrieval.Neighbor
	for _, q := range queries {
		want = append(want, mustSearch(t, s, q, 10, nil))
	}
	var wg sync.WaitGroup
	for i, q := range queries {
		wg.Go(func() {
			for range 20 {
				got, err := s.Search(t.Context(), q, 10, nil)
				if err != nil || !reflect.DeepEqual(got, want[i]) {
					t.Errorf("query %d: Search = %v, %v, want %v", i, got, err, want[i])
					return
				}
			}
		})
	}
	wg.Wait()
}
