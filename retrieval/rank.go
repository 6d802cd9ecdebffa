package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// denseShare is how two rankings become one: a convex combination of the
// lexical scores, divided by the best of them, and the cosine similarities. On
// judged collections it beats both rankings alone and rank fusion (Bruch, Gai
// and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2022). The
// lexical side has the greater share because vectors learned from the corpus
// itself are the weaker judge.
const denseShare = 0.4

// A ranking is one search under way.
type ranking struct {
	ix         *Index
	mode       Mode
	keep       func(passage int) bool    // nil keeps all
	prefer     func(passage int) float32 // see [Index.preference]
	scores     []float32                 // lexical, of all passages
	senses     senses
	neighbors  []Neighbor
	depth      int     // candidates wanted of each ranking
	highest    float32 // that prefer can return
	candidates []candidate
}

// A candidate is a passage that may be a hit.
type candidate struct {
	passage               int
	lexical, dense, score float64
}

// rank ranks the passages that keep accepts. The vectors of the question are
// fetched when the words have been searched.
func (ix *Index) rank(ctx context.Context, q Query, question question, keep func(int) bool, vectors func() (senses, error)) ([]Hit, error) {
	scores := ix.lexical.take()
	defer func() {
		clear(*scores)
		ix.lexical.giveBack(scores)
	}()
	r := &ranking{
		ix: ix, mode: q.Mode, keep: keep, prefer: ix.preference(question),
		scores: *scores, highest: 1,
		depth: min(max(leastDepth, 10*min(q.N, len(ix.passages))), len(ix.passages)),
	}
	if len(question.years) > 0 {
		r.highest = ofItsYear
	}
	if q.Mode != Dense {
		ix.lexical.score(r.scores, question.wanted)
	}
	var err error
	if r.senses, err = vectors(); err != nil {
		return nil, err
	}
	if r.neighbors, err = ix.near(ctx, r.senses, r.depth, keep); err != nil {
		return nil, fmt.Errorf("searching the vectors: %w", err)
	}
	r.fuse()
	if q.Mode == Hybrid {
		learned := r.feedback(question)
		ix.lexical.add(r.scores, learned)
		ix.lexical.add(r.scores, ix.translate(learned, question.tongue))
		r.fuse()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.hits(q), nil
}

// leastDepth is how many passages of each ranking are looked at, however few
// are wanted: fusion and the limit per document change the order.
const leastDepth = 200

// fuse finds the candidates and their scores, and puts the best first; equal
// ones in the order of the corpus.
func (r *ranking) fuse() {
	r.candidates = r.candidates[:0]
	for _, i := range r.best() {
		r.candidates = append(r.candidates, candidate{passage: i})
	}
	for _, n := range r.neighbors {
		if n.Similarity > 0 {
			r.candidates = append(r.candidates, candidate{passage: n.Row})
		}
	}
	slices.SortFunc(r.candidates, func(a, b candidate) int { return cmp.Compare(a.passage, b.passage) })
	r.candidates = slices.CompactFunc(r.candidates, func(a, b candidate) bool { return a.passage == b.passage })
	most := 0.0
	for i := range r.candidates {
		c := &r.candidates[i]
		c.lexical = float64(r.scores[c.passage])
		most = max(most, c.lexical)
		c.dense = r.ix.cosine(r.senses, c.passage)
	}
	for i := range r.candidates {
		r.candidates[i].score = r.score(r.candidates[i], most)
	}
	slices.SortFunc(r.candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.passage, b.passage))
	})
}

// score is the score of a candidate, where the highest lexical one is most.
// Hybrid scores are at most 1.
func (r *ranking) score(c candidate, most float64) float64 {
	preferred := float64(r.prefer(c.passage))
	switch r.mode {
	case Lexical:
		return c.lexical * preferred
	case Dense:
		return c.dense * preferred
	}
	if most > 0 {
		c.lexical /= most
	}
	return ((1-denseShare)*c.lexical + denseShare*c.dense) * preferred / float64(r.highest)
}

// best returns the passages of the highest lexical scores, in any order.
func (r *ranking) best() []int {
	if r.mode == Dense {
		return nil
	}
	heap := make(scoreHeap, 0, r.depth)
	least := float32(0) // of those in the heap, when it is full
	for i, s := range r.scores {
		if s*r.highest <= least { // nearly all; so prefer and keep are seldom asked
			continue
		}
		if s *= r.prefer(i); s <= least || r.keep != nil && !r.keep(i) {
			continue
		}
		if heap.push(scored{i, s}, r.depth); len(heap) == r.depth {
			least = heap[0].score
		}
	}
	passages := make([]int, len(heap))
	for i, s := range heap {
		passages[i] = s.passage
	}
	return passages
}

// How the best passages of a first ranking teach the question their words
// (relevance feedback as in RM3: Abdul-Jaleel and others, "UMass at TREC 2004:
// Novelty and HARD"). Three passages and a light hand help questions whose words
// are not those of the answer, and spare those that find it at once.
const (
	feedbackPassages = 3
	feedbackTerms    = 30
	feedbackShare    = 0.15 // of the weight of the question
	feedbackBytes    = 8192 // of a passage's text that is read; only what is no passage of a document has more
)

// feedback returns the terms that set the best candidates apart, with weights
// to be added to the question's.
func (r *ranking) feedback(q question) []queryTerm {
	top := r.candidates[:min(feedbackPassages, len(r.candidates))]
	total := 0.0
	for _, c := range top {
		total += c.score
	}
	if total == 0 {
		return nil // they are candidates by rounding
	}
	weights := make(map[string]float64)
	for _, c := range top {
		text := r.ix.text(c.passage)
		text.Body = strings.ToValidUTF8(text.Body[:min(len(text.Body), feedbackBytes)], "")
		f := text.fields()
		terms := append(f.head, f.body...)
		for _, t := range terms {
			weights[t] += c.score / total / float64(len(terms))
		}
	}
	return r.strongest(weights, float64(q.weight)*feedbackShare)
}

// strongest returns the terms that say most, whose weights add up to sum. A
// term of one passage finds no other.
func (r *ranking) strongest(weights map[string]float64, sum float64) []queryTerm {
	type weighed struct {
		term   string
		weight float64
	}
	var all []weighed
	for t, w := range weights {
		if f := r.ix.lexical.frequency(t); f > 1 {
			all = append(all, weighed{t, w * idf(float64(f), float64(r.ix.lexical.n))})
		}
	}
	slices.SortFunc(all, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term))
	})
	all = all[:min(feedbackTerms, len(all))]
	total := 0.0
	for _, w := range all {
		total += w.weight
	}
	terms := make([]queryTerm, len(all))
	for i, w := range all {
		terms[i] = queryTerm{w.term, float32(sum * w.weight / total)}
	}
	return terms
}

// hits returns the best candidates, at most so many of a document.
func (r *ranking) hits(q Query) []Hit {
	var out []Hit
	perDocument := make(map[string]int)
	for _, c := range r.candidates {
		if len(out) >= q.N || c.score <= 0 {
			break
		}
		d := r.ix.documents[c.passage]
		if q.PerDocument > 0 && perDocument[d.ID] >= q.PerDocument {
			continue
		}
		perDocument[d.ID]++
		out = append(out, Hit{
			Passage: &r.ix.passages[c.passage], Document: d, Score: c.score, Lexical: c.lexical, Dense: c.dense,
		})
	}
	return out
}
