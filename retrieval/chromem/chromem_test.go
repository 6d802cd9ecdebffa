package chromem

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// plans are the ways to search, by the number of rows up to which chromem-go
// is asked.
var plans = map[string]int{"scan": 0, "chromem-go": math.MaxInt}

func TestStoreConforms(t *testing.T) {
	for name, libraryRows := range plans {
		t.Run(name, func(t *testing.T) {
			retrievaltest.TestStore(t, func(ctx context.Context, v retrieval.Vectors) (retrieval.Store, error) {
				return newStore(ctx, v, libraryRows)
			})
		})
	}
}

func TestBothWaysFindTheSame(t *testing.T) {
	for _, dimensions := range []int{1, 3, 17, 384} {
		v := clustered(t, 2000, dimensions)
		copy(v.Row(5), v.Row(1500))
		clear(v.Row(77))
		scan, library := filled(t, v, 0), filled(t, v, math.MaxInt)
		for i := range 50 {
			query := v.Row(37 * i)
			if i == 0 {
				query = slices.Repeat([]float32{0.3}, dimensions)
			} else if slices.Max(query) == 0 && slices.Min(query) == 0 {
				continue
			}
			a, b := nearest(t, scan, query, 10), nearest(t, library, query, 10)
			if diff := cmp.Diff(a, b); diff != "" {
				t.Fatalf("%d dimensions, query %d: %s", dimensions, i, diff)
			}
		}
	}
}

func TestFewRowsAreSearchedByTheLibrary(t *testing.T) {
	for n, want := range map[int]bool{1: true, libraryRows: true, libraryRows + 1: false} {
		s, err := New(t.Context(), clustered(t, n, 8))
		if err != nil {
			t.Fatal(err)
		}
		if got := s.(*Store).library != nil; got != want {
			t.Errorf("%d rows: asks chromem-go is %v, want %v", n, got, want)
		}
	}
}

func TestTheLibraryGetsNoRowsOfZeros(t *testing.T) {
	v := clustered(t, 10, 8)
	clear(v.Row(0))
	clear(v.Row(9))
	if got := filled(t, v, math.MaxInt).library.collection.Count(); got != 8 {
		t.Errorf("chromem-go has %d documents, want 8", got)
	}
}

func TestACancelledQueryIsAnErrorThoughTheLibraryGivesNone(t *testing.T) {
	v := clustered(t, 100, 8)
	s := filled(t, v, math.MaxInt)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, _, err := s.library.nearest(ctx, v.Row(0), 10, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("nearest = %v, %v, want %v", got, err, context.Canceled)
	}
}

func TestTextsAreNeverSentAnywhere(t *testing.T) {
	c := filled(t, clustered(t, 1, 8), math.MaxInt).library.collection
	if err := c.AddDocument(t.Context(), chromem.Document{ID: "x", Content: "text"}); err == nil {
		t.Error("a document without a vector was embedded")
	}
	if _, err := c.Query(t.Context(), "text", 1, nil, nil); err == nil {
		t.Error("a query without a vector was embedded")
	}
}

func TestTheLibraryKeepsNoVectorsOfItsOwn(t *testing.T) {
	v := clustered(t, 500, 96)
	c := filled(t, v, math.MaxInt).library.collection
	results, err := c.QueryEmbedding(t.Context(), v.Row(7), 500, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		var row int
		if _, err := fmt.Sscan(r.ID, &row); err != nil {
			t.Fatal(err)
		}
		if &r.Embedding[0] != &v.Row(row)[0] {
			t.Fatalf("row %d was copied", row)
		}
	}
}

func TestHighest(t *testing.T) {
	for name, tc := range map[string]struct {
		values []float32
		k      int
		want   float32
	}{
		"the first":           {[]float32{0.1, 0.5, 0.3}, 1, 0.5},
		"the last":            {[]float32{0.1, 0.5, 0.3}, 3, 0.1},
		"too few":             {[]float32{0.1, 0.5, 0.3}, 4, absent},
		"absent do not count": {[]float32{absent, 0.5, absent}, 2, absent},
		"ascending":           {[]float32{-1, -0.5, 0, 0.1, 0.2, 0.3, 0.4, 0.5}, 2, 0.4},
		"descending":          {[]float32{0.5, 0.4, 0.3, 0.2, 0.1, 0, -0.5, -1}, 2, 0.4},
		"equal ones":          {[]float32{0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2}, 3, 0.2},
	} {
		t.Run(name, func(t *testing.T) {
			if got := highest(tc.values, tc.k, func(int) bool { return true }); got != tc.want {
				t.Errorf("highest = %v, want %v", got, tc.want)
			}
		})
	}
}

func TestAFilterThatKeepsMostRejectsTheNearest(t *testing.T) {
	v := clustered(t, 2000, 16)
	s := filled(t, v, 0)
	query := v.Row(7)
	rejected := make(map[int]bool)
	for _, n := range nearest(t, s, query, 100) {
		rejected[n.Row] = true
	}
	keep := func(row int) bool { return !rejected[row] }
	if !keepsMost(v.Len(), keep) {
		t.Fatal("the filter does not keep most")
	}
	got, err := s.Search(t.Context(), query, 20, keep)
	if err != nil {
		t.Fatal(err)
	}
	want := nearest(t, s, query, 120)[100:]
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func filled(t testing.TB, v retrieval.Vectors, libraryRows int) *Store {
	t.Helper()
	s, err := newStore(t.Context(), v, libraryRows)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func nearest(t testing.TB, s *Store, query []float32, k int) []retrieval.Neighbor {
	t.Helper()
	got, err := s.Search(t.Context(), query, k, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
