package chromem

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

func TestStoreConforms(t *testing.T) {
	retrievaltest.TestStore(t, func() retrieval.Store { return New() })
}

func TestACancelledFetchIsAnErrorThoughTheLibraryGivesNone(t *testing.T) {
	s := filled(t, 100, 8)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := s.nearest(ctx, vectors(100, 8)[0], 10); !errors.Is(err, context.Canceled) {
		t.Errorf("nearest = %v, %v, want %v", got, err, context.Canceled)
	}
}

func TestTextsAreNeverSentAnywhere(t *testing.T) {
	s := filled(t, 1, 8)
	if err := s.collection.AddDocument(t.Context(), chromem.Document{ID: "x", Content: "text"}); err == nil {
		t.Error("a document without a vector was embedded")
	}
	if _, err := s.collection.Query(t.Context(), "text", 1, nil, nil); err == nil {
		t.Error("a query without a vector was embedded")
	}
}

func TestVectorsOfAnotherLengthAreNormalisedBeforeTheLibraryOverflows(t *testing.T) {
	s := New()
	ids := []string{"tiny", "huge", "unit"}
	if err := s.Add(t.Context(), ids, [][]float32{{1e-40, 0}, {1e38, 1e38}, {0, 1}}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Search(t.Context(), []float32{1, 0}, 3, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []retrieval.Neighbor{{ID: "tiny", Similarity: 1}, {ID: "huge", Similarity: math.Sqrt2 / 2}, {ID: "unit"}} {
		if got[i].ID != want.ID || math.Abs(got[i].Similarity-want.Similarity) > 1e-6 {
			t.Errorf("result %d is %v, want %v", i, got[i], want)
		}
	}
}

// vectors returns n unit vectors of normally distributed components, always
// the same.
func vectors(n, dimensions int) [][]float32 {
	random := rand.New(rand.NewPCG(1, 2))
	vs := make([][]float32, n)
	for i := range vs {
		v := make([]float32, dimensions)
		for j := range v {
			v[j] = float32(random.NormFloat64())
		}
		vs[i], _ = unit(v)
	}
	return vs
}

func filled(t testing.TB, n, dimensions int) *Store {
	t.Helper()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprint("passage-", i)
	}
	s := New()
	if err := s.Add(t.Context(), ids, vectors(n, dimensions)); err != nil {
		t.Fatal(err)
	}
	return s
}

// BenchmarkSearch asks for the 100 nearest of random unit vectors of 384
// dimensions, all of them and a tenth of them.
//
//	go test -bench Search -benchmem footnote/retrieval/chromem
func BenchmarkSearch(b *testing.B) {
	tenth := func(id string) bool { return id[len(id)-1] == '7' }
	for _, n := range []int{1000, 5000} {
		for name, keep := range map[string]func(string) bool{"all": nil, "a tenth": tenth} {
			b.Run(fmt.Sprintf("%d vectors, %s kept", n, name), func(b *testing.B) {
				s := filled(b, n, 384)
				query := vectors(n+1, 384)[n]
				for b.Loop() {
					if _, err := s.Search(b.Context(), query, 100, keep); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
