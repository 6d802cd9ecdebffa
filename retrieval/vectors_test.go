package retrieval_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

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

func TestBadVectorsAreAnErrorThatNamesPassageAndEmbedder(t *testing.T) {
	for name, v := range map[string][]float32{
		"too short": {1}, "too long": {1, 0, 0}, "empty": {}, "zero": {0, 0},
		"NaN": {float32(math.NaN()), 0}, "infinite": {0, float32(math.Inf(-1))},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := retrieval.Build(ctx, load(t, files), retrieval.Options{Embedding: fixed{v}, NewStore: newStore})
			if err == nil || !strings.Contains(err.Error(), "ships#") || !strings.Contains(err.Error(), "fixed-1") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// A fickle embedding returns the vectors it is made of, one after the other,
// and then no more.
type fickle struct {
	fixed
	vectors [][]float32
}

func (f fickle) Fit(context.Context, []retrieval.Text) (retrieval.Embedder, error) { return f, nil }
func (f fickle) EmbedPassages(_ context.Context, texts []retrieval.Text) ([][]float32, error) {
	return f.vectors[:min(len(texts), len(f.vectors))], nil
}

func TestVectorsThatChangeAreAnError(t *testing.T) {
	one := []float32{1, 0}
	for name, tc := range map[string]struct {
		vectors [][]float32
		want    string
	}{
		"a longer one": {[][]float32{one, one, one, {1, 0, 0}}, "a vector of 3 dimensions, not 2"},
		"a NaN":        {[][]float32{one, one, one, {float32(math.NaN()), 0}}, "a vector of length NaN, not 1"},
		"one too few":  {[][]float32{one, one, one}, "returned 3 vectors"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := retrieval.Build(ctx, load(t, files), retrieval.Options{Embedding: fickle{vectors: tc.vectors}, NewStore: newStore})
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "fixed-1") {
				t.Errorf("the error is %v, want %q", err, tc.want)
			}
		})
	}
}

func TestAPassageWithoutAVectorIsFoundByItsWordsOnly(t *testing.T) {
	one := []float32{1, 0}
	ix, err := retrieval.Build(ctx, load(t, files), retrieval.Options{Embedding: fickle{fixed{one}, [][]float32{nil, one, one, one}}, NewStore: newStore})
	if err != nil {
		t.Fatal(err)
	}
	for mode, want := range map[retrieval.Mode][]string{
		retrieval.Dense: {"tea", "tea2", "茶"}, retrieval.Lexical: {"ships"}, retrieval.Hybrid: {"ships", "tea", "tea2", "茶"},
	} {
		got := found(t, ix, retrieval.Query{Text: "ships", Mode: mode})
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", mode, got, want)
		}
	}
}

// An asking embedding says of every passage the same and of a question another
// thing.
type asking struct {
	fixed
	question []float32
}

func (a asking) Fit(context.Context, []retrieval.Text) (retrieval.Embedder, error) { return a, nil }
func (a asking) EmbedQuery(context.Context, string) ([]float32, error)             { return a.question, nil }

func TestABadVectorOfAQuestionIsAnError(t *testing.T) {
	for name, tc := range map[string]struct {
		vector []float32
		bad    bool
	}{
		"NaN":        {[]float32{float32(math.NaN()), 0}, true},
		"infinite":   {[]float32{float32(math.Inf(1)), 0}, true},
		"too short":  {[]float32{1}, true},
		"too long":   {[]float32{1, 0, 0}, true},
		"zero":       {[]float32{0, 0}, false},
		"none":       {nil, false},
		"not at one": {[]float32{3, 4}, false},
	} {
		t.Run(name, func(t *testing.T) {
			ix, err := retrieval.Build(ctx, load(t, files), retrieval.Options{Embedding: asking{fixed{[]float32{0.6, 0.8}}, tc.vector}, NewStore: newStore})
			if err != nil {
				t.Fatal(err)
			}
			for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Dense, retrieval.Lexical} {
				hits, _, err := ix.Search(ctx, retrieval.Query{Text: "ships", Mode: mode})
				if bad := tc.bad && mode != retrieval.Lexical; (err != nil) != bad || mode != retrieval.Dense && err == nil && (len(hits) == 0 || hits[0].Document.ID != "ships") {
					t.Errorf("%s: %v, %v", mode, hits, err)
				}
			}
		})
	}
}

func TestVectorsAreBroughtToLengthOne(t *testing.T) {
	hits := search(t, buildFixed(t, files, 0.60003, 0.80004), retrieval.Query{Text: "anything", Mode: retrieval.Dense})
	if len(hits) == 0 || math.Abs(hits[0].Dense-1) > 1e-6 {
		t.Errorf("found %v, want all passages at 1", hits)
	}
}

// A rounding store is off by the last digits, as those that count in float32
// are.
type rounding struct{ retrieval.Store }

func (s rounding) Search(ctx context.Context, query []float32, k int, keep func(int) bool) ([]retrieval.Neighbor, error) {
	found, err := s.Store.Search(ctx, query, k, keep)
	for i := range found {
		found[i].Similarity += 1e-9
	}
	return found, err
}

func TestPassagesUnlikeAQuestionAreNotFoundByRounding(t *testing.T) {
	ix, err := retrieval.Build(ctx, load(t, texts(map[string]string{"a": "Tea is taxed.", "b": "Tea is taxed."})), retrieval.Options{
		Embedding: asking{fixed{[]float32{1, 0}}, []float32{0, 1}},
		NewStore: func(ctx context.Context, v retrieval.Vectors) (retrieval.Store, error) {
			store, err := newStore(ctx, v)
			return rounding{store}, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Dense} {
		if hits := search(t, ix, retrieval.Query{Text: "zebra", Mode: mode}); len(hits) > 0 {
			t.Errorf("%s: %v scores %v", mode, hits[0].Document.ID, hits[0].Score)
		}
	}
}
