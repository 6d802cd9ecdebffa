package retrieval

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"footnote/corpus"
)

// A breaking embedding makes vectors until it has made a number of them.
type breaking struct {
	made, after int
}

func (b *breaking) Family() string                                { return "breaking" }
func (b *breaking) Fit(context.Context, []Text) (Embedder, error) { return b, nil }
func (b *breaking) Restore([]byte) (Embedder, error)              { return b, nil }
func (b *breaking) MarshalBinary() ([]byte, error)                { return nil, nil }
func (b *breaking) ID() string                                    { return "breaking 1" }
func (b *breaking) Dimensions() int                               { return 2 }
func (b *breaking) EmbedQuery(context.Context, string) ([]float32, error) {
	return []float32{1, 0}, nil
}

func (b *breaking) EmbedPassages(ctx context.Context, texts []Text) ([][]float32, error) {
	if b.made+len(texts) > b.after {
		return nil, context.Canceled
	}
	b.made += len(texts)
	vectors := make([][]float32, len(texts))
	for i, t := range texts {
		vectors[i] = []float32{1, float32(len(t.Body))}
	}
	return vectors, nil
}

func manyPassages(t *testing.T, n int) *corpus.Corpus {
	files := fstest.MapFS{}
	for i := range n {
		files[fmt.Sprintf("%05d.txt", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "The levy number %d is due in May.", i)}
	}
	c, _, err := corpus.Load(t.Context(), files, corpus.Options{Readers: map[string]corpus.Reader{".txt": corpus.TextReader{}}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestABuildGoesOnWhereOneWasBrokenOff(t *testing.T) {
	c, path := manyPassages(t, embedBatch+10), filepath.Join(t.TempDir(), "VECTORS")
	build := func(b *breaking) (*Index, error) {
		return Build(t.Context(), c, Options{
			Embedding: b, VectorLog: path,
			NewStore: func(context.Context, Vectors) (Store, error) { return nil, nil },
		})
	}
	if _, err := build(&breaking{after: embedBatch}); err == nil {
		t.Fatal("the build was not broken off")
	}
	whole, err := build(&breaking{after: 10})
	if err != nil || whole.Manifest().Embedded != 10 {
		t.Fatalf("%+v, %v", whole, err)
	}
	for i := range whole.passages {
		if v := whole.vectors.Row(i); v[1] < 0.99 || v[0] <= 0 {
			t.Fatalf("row %d is %v", i, v)
		}
	}

	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()-recordSizeOf(2)*5-3); err != nil {
		t.Fatal(err)
	}
	if ix, err := build(&breaking{after: 6}); err != nil || ix.Manifest().Embedded != 6 {
		t.Errorf("after the end was torn off: %v", err)
	}
	if err := os.WriteFile(path, []byte("FNVECTORS1 \"another\" 2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if ix, err := build(&breaking{after: 1 << 20}); err != nil || ix.Manifest().Embedded != embedBatch+10 {
		t.Errorf("after another embedder: %v", err)
	}
}

func recordSizeOf(dimensions int) int64 { return int64(recordSize(dimensions)) }
