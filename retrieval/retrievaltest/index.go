package retrievaltest

import (
	"context"
	"io/fs"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/retrieval"
)

// Index indexes the documents of a folder, Markdown and plain text, for a test of what
// is made of them. Every one of them must be readable.
func Index(t testing.TB, folder fs.FS, embedding retrieval.Embedding) *retrieval.Index {
	t.Helper()
	c, problems, err := corpus.Load(context.Background(), folder, corpus.Options{Readers: map[string]corpus.Reader{
		".md": markdown.Reader{}, ".txt": corpus.TextReader{},
	}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	ix, err := retrieval.Build(context.Background(), c, retrieval.Options{Embedding: embedding, NewStore: NewExact, Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}
