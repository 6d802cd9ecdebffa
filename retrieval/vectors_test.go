package retrieval_test

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
)

// A fixed is an embedding that returns the same vector for every text.
type fixed struct{ vector []float32 }

func (fixed) Family() string  { return "fixed" }
func (fixed) ID() string      { return "fixed-1" }
func (fixed) Dimensions() int { return 2 }
func (f fixed) Fit(context.Context, []retrieval.Text) (retrieval.Embedder, error) {
	return f, nil
}
func (f fixed) Restore([]byte) (retrieval.Embedder, error) { return f, nil }
func (fixed) MarshalBinary() ([]byte, error)               { return nil, nil }
func (f fixed) EmbedQuery(context.Context, string) ([]float32, error) {
	return f.vector, nil
}
func (f fixed) EmbedPassages(_ context.Context, texts []retrieval.Text) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		vectors[i] = f.vector
	}
	return vectors, nil
}

func buildFixed(t *testing.T, v ...float32) (*retrieval.Index, error) {
	t.Helper()
	return retrieval.Build(ctx, load(t, files), retrieval.Options{
		Embedding: fixed{v}, NewStore: newStore, Now: time.Unix(1, 0),
	})
}

func TestBadVectorsAreAnErrorThatNamesPassageAndEmbedder(t *testing.T) {
	for name, v := range map[string][]float32{
		"too short": {1}, "too long": {1, 0, 0}, "empty": {}, "zero": {0, 0},
		"NaN": {float32(math.NaN()), 0}, "infinite": {0, float32(math.Inf(-1))},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := buildFixed(t, v...)
			if err == nil || !strings.Contains(err.Error(), "ships#") || !strings.Contains(err.Error(), "fixed-1") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

func TestVectorsAreBroughtToLengthOne(t *testing.T) {
	ix, err := buildFixed(t, 0.60003, 0.80004)
	if err != nil {
		t.Fatal(err)
	}
	hits, _, err := ix.Search(ctx, retrieval.Query{Text: "anything", Mode: retrieval.Dense})
	if err != nil || len(hits) == 0 || math.Abs(hits[0].Dense-1) > 1e-6 {
		t.Errorf("found %v, %v, want all passages at 1", hits, err)
	}
}
