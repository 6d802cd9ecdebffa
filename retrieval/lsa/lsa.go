// Package lsa embeds texts by latent semantic analysis: an embedder that needs
// no key and no server, because it learns its vectors from the corpus itself.
//
// Terms that occur in the same passages get similar vectors, and a text is the
// weighted sum of the vectors of its terms (Deerwester, Dumais, Furnas,
// Landauer and Harshman, "Indexing by Latent Semantic Analysis", 1990). The
// vectors are the leading right singular vectors of the matrix of passages and
// terms, weighted by (1 + ln tf) · ln(1 + N/df) (Salton and Buckley,
// "Term-weighting approaches in automatic text retrieval", 1988) with rows of
// unit length. They are computed by randomised subspace iteration (Halko,
// Martinsson and Tropp, "Finding structure with randomness", 2011, algorithm
// 4.4) from a fixed seed: the same corpus always gives the same vectors.
//
// The matrix stays sparse throughout. What is dense has as many columns as the
// vectors have dimensions, and as many rows as there are passages or terms.
package lsa

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

const (
	method   = 2       // the number of the weighting and decomposition below
	maxRank  = 200     // dimensions
	minRank  = 10      // dimensions, as far as the corpus carries them
	maxTerms = 1 << 15 // the most frequent ones; terms of a single passage go first

	// maxTraining is how many passages are learned from. More of them teach
	// little, and decomposing takes longer than everything else; the others are
	// embedded as passages that came later are.
	maxTraining = 20000

	// headWeight is how often a term in the head of a passage counts: as in the
	// lexical index, it speaks for the whole document.
	headWeight = 3
)

// Embedding makes embedders by latent semantic analysis.
type Embedding struct{}

var _ retrieval.Embedding = Embedding{}

// Family names the method, its settings and the analyser it counts terms with.
func (Embedding) Family() string {
	return fmt.Sprintf("lsa-%d/rank-%d/terms-%d/analysis-%s", method, maxRank, maxTerms, analysis.Version)
}

// Fit learns an embedder from the texts of a corpus. It has a dimension for
// every three texts, but no fewer than 10 and no more than 200, nor more than
// the corpus carries. One of a corpus without terms has one dimension and
// nothing to say about any text. Cancelling ctx stops it with an error.
func (e Embedding) Fit(ctx context.Context, texts []retrieval.Text) (retrieval.Embedder, error) {
	texts = sample(texts, maxTraining)
	counts, err := count(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("counting the terms of %d passages: %w", len(texts), err)
	}
	idf := counts.idf()
	basis, values, err := truncatedSVD(ctx, counts.matrix(idf), rank(len(texts)))
	if err != nil {
		return nil, fmt.Errorf("decomposing %d passages of %d terms: %w", len(texts), len(counts.terms), err)
	}
	stress(basis, values)
	m := &Embedder{terms: counts.terms, vectors: quantise(basis, idf)}
	m.index()
	m.id = digest(m.encode())
	return m, nil
}

// Restore returns the embedder that [Embedder.MarshalBinary] wrote. It keeps
// no part of state.
func (e Embedding) Restore(state []byte) (retrieval.Embedder, error) {
	m, err := decode(state)
	if err != nil {
		return nil, fmt.Errorf("restoring an LSA embedder: %w", err)
	}
	m.index()
	m.id = digest(state)
	return m, nil
}

// sample returns n texts, evenly spread, or all where there are fewer.
func sample(texts []retrieval.Text, n int) []retrieval.Text {
	if len(texts) <= n {
		return texts
	}
	some := make([]retrieval.Text, n)
	for i := range some {
		some[i] = texts[i*len(texts)/n]
	}
	return some
}

// stress multiplies each dimension by the root of its singular value. A vector
// is a sum of rows, which weighs a dimension by its singular value already; that
// the first ones weigh still more makes the choice of their number matter less.
func stress(basis *mat.Dense, values []float64) {
	for j, v := range values {
		for i := range basis.RawMatrix().Rows {
			basis.Set(i, j, basis.At(i, j)*math.Sqrt(v))
		}
	}
}

// rank is how many dimensions suit a number of passages. With as many as there
// are passages nothing would be generalised: a passage would be like another
// only as far as they share terms.
func rank(passages int) int { return min(max(passages/3, minRank), maxRank) }

// logTF is the weight of a term that a text holds n times.
func logTF(n int32) float64 { return 1 + math.Log(float64(n)) }
