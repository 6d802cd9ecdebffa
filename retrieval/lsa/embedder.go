package lsa

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"

	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// An Embedder adds up the vectors of a text's terms. Terms it was not trained
// on count for nothing, so it also embeds passages that came later ("folding
// in"). It is safe for use from any number of goroutines.
type Embedder struct {
	id      string
	terms   []string // sorted; their numbers are their positions
	vectors table    // of the terms, with their idf
	number  map[string]int32
}

var _ retrieval.TermEmbedder = (*Embedder)(nil)

// A table holds one vector a term, each component in one byte: scale times a
// number from -127 to 127. That is a quarter of the size of float32 and moves
// the sum over a text's terms by well under a hundredth of its length.
type table struct {
	dimensions int // at least 1
	scale      []float32
	cells      []int8
}

// quantise returns the rows of basis times their weights.
func quantise(basis *mat.Dense, weights []float64) table {
	if basis == nil {
		return table{dimensions: 1}
	}
	rows, dimensions := basis.Dims()
	t := table{dimensions, make([]float32, rows), make([]int8, rows*dimensions)}
	for i := range rows {
		row := basis.RawRowView(i)
		largest := 0.0
		for _, x := range row {
			largest = max(largest, math.Abs(x))
		}
		if largest < negligible*negligible {
			continue // rounding; the term stays without a vector
		}
		t.scale[i] = float32(largest * weights[i] / math.MaxInt8)
		for j, x := range row {
			t.cells[i*dimensions+j] = int8(math.Round(x / largest * math.MaxInt8))
		}
	}
	return t
}

// add adds the vector of a term, times weight, to sum.
func (t *table) add(sum []float64, term int32, weight float64) {
	weight *= float64(t.scale[term])
	row := t.cells[int(term)*t.dimensions:][:t.dimensions]
	for j, x := range row {
		sum[j] += weight * float64(x)
	}
}

// ID names the training: it is a digest of the state.
func (m *Embedder) ID() string { return m.id }

// Dimensions is the length of the vectors.
func (m *Embedder) Dimensions() int { return m.vectors.dimensions }

// EmbedPassages returns the vectors of texts; nil for one without a known term.
func (m *Embedder) EmbedPassages(ctx context.Context, texts []retrieval.Text) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	err := each(ctx, len(texts), func(i int) { vectors[i] = m.embed(termsOf(texts[i])) })
	if err != nil {
		return nil, err
	}
	return vectors, nil
}

// EmbedQuery returns the vector of a question, or nil when it holds no known
// term beside the words that only ask.
func (m *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(analysis.QueryTerms(text)) == 0 {
		return nil, nil
	}
	return m.embed(analysis.SearchTerms(text)), nil
}

// EmbedTerms returns the vector of terms with weights, or nil when none is known.
func (m *Embedder) EmbedTerms(terms []string, weights []float32) []float32 {
	sum := make([]float64, m.vectors.dimensions)
	for i, t := range terms {
		if n, ok := m.number[t]; ok {
			m.vectors.add(sum, n, float64(weights[i]))
		}
	}
	return unit(sum)
}

func (m *Embedder) embed(terms []string) []float32 {
	var known []int32
	for _, t := range terms {
		if n, ok := m.number[t]; ok {
			known = append(known, n)
		}
	}
	sum := make([]float64, m.vectors.dimensions)
	for _, tc := range newBag(known) {
		m.vectors.add(sum, tc.term, logTF(tc.n))
	}
	return unit(sum)
}

// unit returns v at length one, or nil for a vector of zeros.
func unit(v []float64) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	if sum == 0 {
		return nil
	}
	length := math.Sqrt(sum)
	u := make([]float32, len(v))
	for i, x := range v {
		u[i] = float32(x / length)
	}
	return u
}

func (m *Embedder) index() {
	m.number = make(map[string]int32, len(m.terms))
	for i, t := range m.terms {
		m.number[t] = int32(i)
	}
}
