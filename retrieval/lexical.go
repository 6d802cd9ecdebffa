package retrieval

import (
	"math"
	"sync"
)

// lexical is an inverted index of passages with the weight of each term in each
// passage worked out in advance, so that a search only adds.
//
// The weight is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to
// Multiple Weighted Fields", 2004): a term's frequencies in the two fields of a
// passage are brought to the field's average length, added up, and saturated
// together. In a corpus of two languages, each is scored as if it were alone, so
// that scores compare across them: the average length is that of the passages
// of the same language, and a term is as rare as in the language that uses it
// most.
type lexical struct {
	terms   stringTable // sorted
	offsets []uint32    // postings of term t are [offsets[t], offsets[t+1])
	docs    []uint32    // passage numbers, ascending within a term
	weights []float32   // the weight of the term in that passage
	n       int         // passages
	pool    sync.Pool   // of *[]float32, see take
}

// The parameters of BM25F. The head of a passage is what says where it stands:
// title, issuer, number and headings. A word in it counts three times one of the
// body, for it speaks for the whole document; what that is worth is in the
// package's documentation.
const (
	saturation = 1.0 // k1
	headWeight = 3.0
	headLength = 0.75 // b of the head: how far a long one is discounted
	bodyLength = 0.5  // b of the body
)

// idf is BM25's inverse document frequency, kept above zero as in Lucene.
func idf(frequency, passages float64) float64 {
	return math.Log(1 + (passages-frequency+0.5)/(frequency+0.5))
}

// frequency is how many passages hold a term.
func (lx *lexical) frequency(term string) int {
	t, ok := lx.terms.lookup(term)
	if !ok {
		return 0
	}
	return int(lx.offsets[t+1] - lx.offsets[t])
}

// idfOf is how much any term says, in whatever language. One that no passage
// holds says more than any other.
func (lx *lexical) idfOf(term string) float64 {
	if f := lx.frequency(term); f > 0 {
		return idf(float64(f), float64(lx.n))
	}
	return math.Log(1 + float64(lx.n)/0.5)
}

// postings returns the passages that hold a term, and its weights there.
func (lx *lexical) postings(term string) ([]uint32, []float32) {
	t, ok := lx.terms.lookup(term)
	if !ok {
		return nil, nil
	}
	from, to := lx.offsets[t], lx.offsets[t+1]
	return lx.docs[from:to], lx.weights[from:to]
}

// take returns a number for each passage, all zero, to be given back in the same
// state.
func (lx *lexical) take() *[]float32 {
	if s, ok := lx.pool.Get().(*[]float32); ok {
		return s
	}
	s := make([]float32, lx.n)
	return &s
}

func (lx *lexical) giveBack(s *[]float32) { lx.pool.Put(s) }

// score adds to the scores of all passages what they hold of a question.
func (lx *lexical) score(scores []float32, question []wanted) {
	for _, w := range question {
		if len(w) == 1 {
			lx.add(scores, w[0])
			continue
		}
		lx.addBest(scores, w)
	}
}

// addBest adds, for each passage, what the form adds up to that it holds most
// of. It looks at the passages that hold something of a form, and at no others.
func (lx *lexical) addBest(scores []float32, forms wanted) {
	best, one := lx.take(), lx.take()
	defer lx.giveBack(best)
	defer lx.giveBack(one)
	for _, form := range forms {
		lx.add(*one, form)
		lx.drain(*one, form, func(doc uint32, s float32) { (*best)[doc] = max((*best)[doc], s) })
	}
	for _, form := range forms {
		lx.drain(*best, form, func(doc uint32, s float32) { scores[doc] += s })
	}
}

// add adds the weights of terms to the scores of the passages that hold them.
func (lx *lexical) add(scores []float32, terms []queryTerm) {
	for _, t := range terms {
		docs, weights := lx.postings(t.term)
		for i, doc := range docs {
			scores[doc] += t.weight * weights[i]
		}
	}
}

// drain calls pass with the score of each passage that holds one of the terms,
// and sets it to zero.
func (lx *lexical) drain(scores []float32, terms []queryTerm, pass func(doc uint32, score float32)) {
	for _, t := range terms {
		docs, _ := lx.postings(t.term)
		for _, doc := range docs {
			pass(doc, scores[doc])
			scores[doc] = 0
		}
	}
}
