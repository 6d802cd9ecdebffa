package retrieval

import (
	"context"
	"encoding"
	"time"

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
	EmbedPassages(ctx context.Context, texts []Text) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// A RemoteEmbedder is an [Embedder] that asks a server. In a hybrid search a
// question is embedded beside the lexical search; its vector is waited for as long
// as Patience says, and done without where it does not come. Batch is how many
// passages it is given at once, so that little is lost when it fails.
type RemoteEmbedder interface {
	Embedder
	Patience() time.Duration
	Batch() int
}

// An Embedding is a way of embedding a corpus: it makes the [Embedder] of a
// snapshot and brings it back from disk.
//
// Fit returns an embedder for a corpus with these passages; one that needs no
// training ignores them, and its ID is the family's name. Restore returns the embedder that MarshalBinary of a
// fitted one was written from; state that is not its own is an error. Family
// names the method and its settings without the training: a snapshot of
// another family cannot be reused.
type Embedding interface {
	Family() string
	Fit(ctx context.Context, texts []Text) (Embedder, error)
	Restore(state []byte) (Embedder, error)
}

// Vectors is a matrix of unit vectors: row i belongs to passage i. A row of
// zeros says nothing about its passage and is never found.
type Vectors struct {
	Dimensions int
	Data       []float32 // row after row, Len times Dimensions numbers
}

// Len returns the number of rows.
func (v Vectors) Len() int {
	if v.Dimensions < 1 {
		return 0
	}
	return len(v.Data) / v.Dimensions
}

// Row returns row i, which is a part of the matrix.
func (v Vectors) Row(i int) []float32 {
	end := (i + 1) * v.Dimensions
	return v.Data[end-v.Dimensions : end : end]
}

// A Store finds the rows of a matrix that are nearest to a vector. It never
// changes and may be searched from any number of goroutines.
//
// Search returns the k rows of the highest cosine similarity among those that
// keep accepts (nil accepts all), best first, equal ones in the order of the
// rows, also where the cut falls among equals. It returns fewer when there are
// fewer, and none for k < 1. The query need not be of length one; one of
// another dimension, or one that is not a finite non-zero vector, is an error,
// and so is a context that is cancelled before the results are complete. keep
// may be called from several goroutines at once, and in any order.
type Store interface {
	Search(ctx context.Context, query []float32, k int, keep func(row int) bool) ([]Neighbor, error)
}

// A Text is what is embedded of a passage.
type Text struct {
	Head string // what says where it stands: title, issuer, number and headings, line by line
	Body string
}

// String is the text as one.
func (t Text) String() string { return t.Head + "\n" + t.Body }

// A NewStore makes the store of a matrix, which may keep the matrix: it does
// not change any more. A row that holds a NaN or an infinite number, or whose
// length is neither zero nor one within 1e-4, is an error that names the first
// such row. So is a matrix that does not divide into rows, and a cancelled
// context.
type NewStore func(ctx context.Context, v Vectors) (Store, error)

// A Neighbor is one result of a vector search.
type Neighbor struct {
	Row        int
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
	Documents []string // their IDs
	Issuer    string   // its name, compared without case
	Kind      corpus.Kind
	AsOf      corpus.Date // only texts that could be in force then
	Published corpus.Date // only texts that were published by then, or on an unknown day
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
	Lexical  float64 // BM25F; in the hybrid mode of the words of the best passages, too
	Dense    float64 // cosine similarity, 0 when the dense ranking was not used
}
