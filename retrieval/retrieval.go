package retrieval

import (
	"context"
	"encoding"

	"footnote/corpus"
)

// An Embedder turns text into vectors.
//
// ID names everything that decides the vectors (model, dimensions, prefixes,
// training); two embedders with one ID give the same vectors. EmbedPassages
// returns one unit vector per text, in order, each of Dimensions length, or
// nil for a text it can say nothing about. EmbedQuery does the same for one
// question. Neither returns NaN, infinite or zero vectors. A cancelled context
// is an error; there are no partial results. An embedder may be used from any
// number of goroutines. MarshalBinary returns what [Embedding] restores it from.
type Embedder interface {
	encoding.BinaryMarshaler
	ID() string
	Dimensions() int
	EmbedPassages(ctx context.Context, texts []string) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// An Embedding is a way of embedding a corpus: it makes the [Embedder] of a
// snapshot and brings it back from disk.
//
// Fit returns an embedder for a corpus with these passages; one that needs no
// training ignores them. Restore returns the embedder that MarshalBinary of a
// fitted one was written from; state that is not its own is an error. Family
// names the method and its settings without the training: a snapshot of
// another family cannot be reused.
type Embedding interface {
	Family() string
	Fit(ctx context.Context, texts []string) (Embedder, error)
	Restore(state []byte) (Embedder, error)
}

// A Store finds the vectors nearest to a vector. It is filled once and then
// only searched, from any number of goroutines.
//
// Add takes unit vectors of one dimension with unique ids; another dimension, a
// NaN, an infinite or a zero vector, an empty or a repeated id is an error
// that names the id, and so is a cancelled context; then nothing of the call is
// added. The store may keep
// the vectors without copying: the caller does not change them.
//
// Search returns the k stored vectors of the highest cosine similarity among
// those whose id keep accepts (nil accepts all), best first, equal ones by id.
// It returns fewer when there are fewer; an empty store, or k < 1, gives none.
// A query of another dimension, or one that is not a finite non-zero vector,
// is an error; so is a cancelled context.
type Store interface {
	Add(ctx context.Context, ids []string, vectors [][]float32) error
	Search(ctx context.Context, query []float32, k int, keep func(id string) bool) ([]Neighbor, error)
}

// A Neighbor is one result of a vector search.
type Neighbor struct {
	ID         string
	Similarity float64 // cosine, -1 to 1
}

// A Mode says which rankings a search uses.
type Mode string

// The modes of search.
const (
	Hybrid  Mode = "hybrid"
	Lexical Mode = "lexical"
	Dense   Mode = "dense"
)

// A Filter restricts a search before anything is ranked. Empty fields do not
// restrict.
type Filter struct {
	Document string // its ID
	Issuer   string // its name, compared without case
	Kind     corpus.Kind
	AsOf     corpus.Date // only texts that could be in force then
}

// A Query is one search.
type Query struct {
	Text        string
	N           int  // at most this many hits; 0 means 10
	PerDocument int  // at most this many of one document; 0 means no limit
	Mode        Mode // empty means Hybrid
	Filter      Filter
}

// A Hit is a passage with its fused score and the scores it came from.
type Hit struct {
	Passage  *corpus.Passage
	Document *corpus.Document
	Score    float64 // what the hits are ordered by
	Lexical  float64 // BM25
	Dense    float64 // cosine similarity, 0 when the dense ranking was not used
}
