package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

// badCalls makes each call on a store that holds "kept" and on an empty one.
func badCalls(t *testing.T, newStore func() retrieval.Store) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	good := func() [][]float32 { return [][]float32{at(10), at(20), at(30)} }
	for _, test := range []struct {
		name, id string
		vector   []float32
	}{
		{"too short", "bad-id", []float32{1}},
		{"too long", "bad-id", []float32{1, 0, 0}},
		{"no vector", "bad-id", nil},
		{"zero", "bad-id", []float32{0, 0}},
		{"NaN", "bad-id", []float32{0, nan}},
		{"infinite", "bad-id", []float32{inf, 0}},
		{"minus infinite", "bad-id", []float32{0, -inf}},
		{"empty id", "", at(20)},
		{"id repeated in the call", "first", at(20)},
	} {
		for _, filled := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, filled %v", test.name, filled), func(t *testing.T) {
				s := newStore()
				if filled {
					mustAdd(t, s, []string{"kept"}, at(0))
				}
				vectors := good()
				vectors[1] = test.vector
				refused(t, s, []string{"first", test.id, "third"}, vectors, test.id)
				addedNothing(t, s, filled)
			})
		}
	}
	t.Run("id of an earlier call", func(t *testing.T) {
		s := newStore()
		mustAdd(t, s, []string{"kept"}, at(0))
		refused(t, s, []string{"first", "kept", "third"}, good(), "kept")
		addedNothing(t, s, true)
	})
	t.Run("more ids than vectors", func(t *testing.T) {
		s := newStore()
		refused(t, s, []string{"first", "second", "third", "fourth"}, good(), "")
		refused(t, s, []string{"first", "second"}, good(), "")
		addedNothing(t, s, false)
	})
	t.Run("another dimension than earlier calls", func(t *testing.T) {
		s := newStore()
		mustAdd(t, s, []string{"kept"}, at(0))
		refused(t, s, []string{"first", "third"}, [][]float32{{1, 0, 0}, {0, 1, 0}}, "first")
		addedNothing(t, s, true)
	})
	t.Run("a refused call fixes no dimension", func(t *testing.T) {
		s := newStore()
		refused(t, s, []string{"first", "first"}, [][]float32{{1, 0, 0}, {0, 1, 0}}, "first")
		mustAdd(t, s, []string{"first"}, at(0))
		wantIDs(t, s, at(0), 3, nil, "first")
	})
}

func refused(t *testing.T, s retrieval.Store, ids []string, vectors [][]float32, id string) {
	t.Helper()
	err := s.Add(t.Context(), ids, vectors)
	if err == nil {
		t.Fatalf("Add(%q) gave no error", ids)
	}
	if !strings.Contains(err.Error(), id) {
		t.Errorf("Add(%q): the error does not name %q: %v", ids, id, err)
	}
}

// addedNothing checks that the store holds "kept" at most, and that the ids of
// the refused call are free.
func addedNothing(t *testing.T, s retrieval.Store, filled bool) {
	t.Helper()
	var want []string
	if filled {
		want = []string{"kept"}
	}
	wantIDs(t, s, at(0), 10, nil, want...)
	mustAdd(t, s, []string{"third", "first"}, at(30), at(10))
	wantIDs(t, s, at(0), 10, nil, append(want, "first", "third")...)
}

func cancelledAdd(t *testing.T, s retrieval.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Add(ctx, []string{"a"}, [][]float32{at(0)}); !errors.Is(err, context.Canceled) {
		t.Errorf("Add = %v, want %v", err, context.Canceled)
	}
	wantIDs(t, s, at(0), 1, nil)
	mustAdd(t, s, []string{"a"}, at(0))
}

func ownership(t *testing.T, s retrieval.Store) {
	ids := []string{"a", "b"}
	vectors := [][]float32{at(10), at(40)}
	mustAdd(t, s, ids, vectors...)
	if !slices.Equal(ids, []string{"a", "b"}) || !slices.Equal(vectors[0], at(10)) || !slices.Equal(vectors[1], at(40)) {
		t.Errorf("Add changed its arguments: %q %v", ids, vectors)
	}
	ids[0], vectors[0] = "changed", nil // the slices; the vectors themselves may be kept

	query := []float32{3, 0}
	results := mustSearch(t, s, query, 2, nil)
	if !slices.Equal(query, []float32{3, 0}) {
		t.Errorf("Search changed the query to %v", query)
	}
	results[0] = retrieval.Neighbor{ID: "changed", Similarity: 9}
	query[0] = -1
	wantIDs(t, s, at(0), 2, nil, "a", "b")
}
