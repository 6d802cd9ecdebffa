package retrieval

import (
	"math"
	"sort"
)

// BM25's parameters: Robertson and Zaragoza, "The Probabilistic Relevance
// Framework: BM25 and Beyond", 2009. 0.9 and 0.4 are the values of Lucene's
// published baselines and do better on short passages than 1.2 and 0.75.
const (
	bm25K1 = 0.9
	bm25B  = 0.4
)

// lexical is an inverted index of passages with BM25's weight of each term in
// each passage worked out in advance, so that a search only adds.
type lexical struct {
	terms   map[string]int32 // to its number
	names   []string         // the terms in order of their numbers, sorted
	offsets []uint32         // postings of term t are [offsets[t], offsets[t+1])
	docs    []uint32         // passage numbers, ascending within a term
	weights []float32        // the BM25 weight of the term in that passage
	n       int              // passages
}

// newLexical indexes texts[i] as passage i.
func newLexical(terms [][]string) *lexical {
	counts := make([]map[string]int, len(terms))
	frequency := make(map[string]int)
	total := 0
	for i, ts := range terms {
		counts[i] = make(map[string]int, len(ts))
		for _, t := range ts {
			counts[i][t]++
		}
		for t := range counts[i] {
			frequency[t]++
		}
		total += len(ts)
	}
	lx := newPostings(frequency, len(terms))
	mean := math.Max(1, float64(total)/math.Max(1, float64(len(terms))))
	next := append([]uint32(nil), lx.offsets...)
	for i, count := range counts {
		norm := bm25K1 * (1 - bm25B + bm25B*float64(len(terms[i]))/mean)
		for t, tf := range count {
			id := lx.terms[t]
			at := next[id]
			next[id]++
			lx.docs[at] = uint32(i)
			lx.weights[at] = float32(lx.idf(id) * float64(tf) * (bm25K1 + 1) / (float64(tf) + norm))
		}
	}
	return lx
}

func newPostings(frequency map[string]int, n int) *lexical {
	names := make([]string, 0, len(frequency))
	for t := range frequency {
		names = append(names, t)
	}
	sort.Strings(names)
	lx := &lexical{names: names, offsets: make([]uint32, len(names)+1), n: n}
	for i, t := range names {
		lx.offsets[i+1] = lx.offsets[i] + uint32(frequency[t])
	}
	size := lx.offsets[len(names)]
	lx.docs, lx.weights = make([]uint32, size), make([]float32, size)
	lx.number()
	return lx
}

func (lx *lexical) number() {
	lx.terms = make(map[string]int32, len(lx.names))
	for i, t := range lx.names {
		lx.terms[t] = int32(i)
	}
}

// idf is BM25's inverse document frequency, kept above zero as in Lucene.
func (lx *lexical) idf(term int32) float64 {
	df := float64(lx.offsets[term+1] - lx.offsets[term])
	return math.Log(1 + (float64(lx.n)-df+0.5)/(df+0.5))
}

// idfOf is the weight of any term; one that no passage holds gets the weight
// of a term that half a passage holds, which is more than any other's.
func (lx *lexical) idfOf(term string) float64 {
	if id, ok := lx.terms[term]; ok {
		return lx.idf(id)
	}
	return math.Log(1 + float64(lx.n)/0.5)
}

func (lx *lexical) holds(term string) bool {
	_, ok := lx.terms[term]
	return ok
}

// scores adds up what each passage that keep accepts holds of a question. The
// result has one entry a passage.
func (lx *lexical) scores(question []wanted, keep func(int) bool) []float32 {
	scores := make([]float32, lx.n)
	for _, w := range question {
		if len(w) == 1 {
			lx.add(scores, w[0])
			continue
		}
		for i, s := range lx.best(w) {
			scores[i] += s
		}
	}
	for i := range scores {
		if scores[i] > 0 && !keep(i) {
			scores[i] = 0
		}
	}
	return scores
}

// best returns, for each passage, what the form adds up to that it holds most of.
func (lx *lexical) best(forms wanted) []float32 {
	best, one := make([]float32, lx.n), make([]float32, lx.n)
	for _, form := range forms {
		clear(one)
		lx.add(one, form)
		for i, s := range one {
			best[i] = max(best[i], s)
		}
	}
	return best
}

// add adds the weights of terms to the scores of the passages that hold them.
func (lx *lexical) add(scores []float32, terms []queryTerm) {
	for _, t := range terms {
		id, ok := lx.terms[t.term]
		if !ok {
			continue
		}
		from, to := lx.offsets[id], lx.offsets[id+1]
		weights := lx.weights[from:to]
		for i, doc := range lx.docs[from:to] {
			scores[doc] += t.weight * weights[i]
		}
	}
}
