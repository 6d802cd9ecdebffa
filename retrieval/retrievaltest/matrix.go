package retrievaltest

import (
	"context"
	"errors"
	"iter"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/retrieval"
)

// store makes a store of a matrix that is in order.
func store(t *testing.T, newStore retrieval.NewStore, v retrieval.Vectors) retrieval.Store {
	t.Helper()
	s, err := newStore(t.Context(), v)
	if err != nil {
		t.Fatalf("making the store of %d rows: %v", v.Len(), err)
	}
	return s
}

// at returns the unit vector of the plane at an angle in degrees.
func at(degrees float64) []float32 {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return []float32{float32(cos), float32(sin)}
}

// matrix has the given rows, of which there is at least one.
func matrix(rows ...[]float32) retrieval.Vectors {
	v := retrieval.Vectors{Dimensions: len(rows[0])}
	for _, row := range rows {
		v.Data = append(v.Data, row...)
	}
	return v
}

// compass is the store of five vectors. compassOrder has their rows in the
// order of their distance from at(0).
func compass(t *testing.T, newStore retrieval.NewStore) retrieval.Store {
	t.Helper()
	return store(t, newStore, matrix(at(120), at(10), at(180), at(-80), at(40)))
}

var compassOrder = []int{1, 4, 3, 0, 2}

// random returns n unit vectors, the same ones for the same seed.
func random(seed uint64, n, dimensions int) retrieval.Vectors {
	r := rand.New(rand.NewPCG(seed, 0))
	v := retrieval.Vectors{Dimensions: dimensions, Data: make([]float32, n*dimensions)}
	for row := range rows(v) {
		for j := range row {
			row[j] = float32(r.NormFloat64())
		}
		l := length(row)
		for j := range row {
			row[j] = float32(float64(row[j]) / l)
		}
	}
	return v
}

func rows(v retrieval.Vectors) iter.Seq[[]float32] {
	return func(yield func([]float32) bool) {
		for i := range v.Len() {
			if !yield(v.Row(i)) {
				return
			}
		}
	}
}

// badMatrices spoils row 7 of a matrix, and a later one, which is not the one
// to be named.
func badMatrices(t *testing.T, newStore retrieval.NewStore) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, row := range map[string][]float32{
		"NaN":            {0, nan},
		"infinite":       {inf, 0},
		"minus infinite": {0, -inf},
		"too long":       {1, 0.03},
		"too short":      {0.999, 0},
		"far too long":   {1e38, 1e38},
		"far too short":  {1e-40, 0},
	} {
		v := random(8, 5000, 2)
		copy(v.Row(7), row)
		copy(v.Row(4300), []float32{nan, nan})
		_, err := newStore(t.Context(), v)
		if err == nil || !strings.Contains(err.Error(), "row 7 ") {
			t.Errorf("%s: the error is %v, want one that names row 7", name, err)
		}
	}
	for name, v := range map[string]retrieval.Vectors{
		"no dimensions":   {Data: []float32{1}},
		"minus one":       {Dimensions: -1, Data: []float32{1}},
		"half a row more": {Dimensions: 2, Data: []float32{1, 0, 1}},
	} {
		if s, err := newStore(t.Context(), v); err == nil {
			t.Errorf("%s: made the store %v of a matrix without rows", name, s)
		}
	}
}

func cancelledNew(t *testing.T, newStore retrieval.NewStore) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if s, err := newStore(ctx, matrix(at(0))); !errors.Is(err, context.Canceled) {
		t.Errorf("made %v, %v, want %v", s, err, context.Canceled)
	}
}
