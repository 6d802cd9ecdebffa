package retrieval

import (
	"context"
	"fmt"
)

// A TermEmbedder is an [Embedder] that can embed index terms, too, each with
// how much it counts. It returns a unit vector, or nil when it knows none of
// the terms, and keeps none of them: they may lie in a mapped file.
type TermEmbedder interface {
	Embedder
	EmbedTerms(terms []string, weights []float32) []float32
}

// senses are the vectors of a question: in its own words and, for the passages
// of the other language of a corpus, in that language's. Either may be nil.
type senses struct {
	own, other []float32
	tongue     tongue // of other
}

// beginEmbedding begins to embed a question, where a server does that, and returns
// what waits for the vectors. Instead of them there may be a reason why a hybrid
// search must do without. What was begun must be ended.
func (ix *Index) beginEmbedding(ctx context.Context, q Query, question question) (wait func() (s senses, late, err error), end func()) {
	if q.Mode == Lexical {
		return func() (s senses, late, err error) { return }, func() {}
	}
	remote, ok := ix.embedder.(RemoteEmbedder)
	if !ok {
		return func() (s senses, late, err error) {
			s, err = ix.embedQuestion(ctx, q.Text, question)
			return s, nil, err
		}, func() {}
	}
	bounded, cancel := context.WithTimeout(ctx, remote.Patience())
	type embedded struct {
		senses
		err error
	}
	done := make(chan embedded, 1)
	go func() {
		s, err := ix.embedQuestion(bounded, q.Text, question)
		done <- embedded{s, err}
	}()
	return func() (s senses, late, err error) {
		got := embedded{err: context.DeadlineExceeded}
		select {
		case got = <-done:
		case <-bounded.Done():
		}
		switch {
		case got.err == nil:
			return got.senses, nil, nil
		case ctx.Err() != nil:
			return senses{}, nil, ctx.Err()
		case q.Mode == Dense:
			return senses{}, nil, fmt.Errorf("embedding the question: %w", got.err)
		}
		return senses{}, got.err, nil
	}, cancel
}

// embedQuestion returns the vectors of a question. Where the embedder cannot
// take terms, its vectors know no languages, and one does for all passages.
func (ix *Index) embedQuestion(ctx context.Context, text string, q question) (senses, error) {
	own, err := ix.embedder.EmbedQuery(ctx, text)
	if err != nil {
		return senses{}, fmt.Errorf("embedding the question: %w", err)
	}
	s := senses{own: unit(own)}
	embedder, ok := ix.embedder.(TermEmbedder)
	if !ok || len(q.other) == 0 {
		return s, nil
	}
	terms, weights := make([]string, len(q.other)), make([]float32, len(q.other))
	for i, t := range q.other {
		terms[i], weights[i] = t.term, t.weight
	}
	s.other, s.tongue = unit(embedder.EmbedTerms(terms, weights)), q.tongue
	return s, nil
}

// near returns the k rows nearest to each sense of a question.
func (ix *Index) near(ctx context.Context, s senses, k int, keep func(passage int) bool) ([]Neighbor, error) {
	if s.other == nil {
		return ix.search(ctx, s.own, k, keep)
	}
	own, err := ix.search(ctx, s.own, k, func(i int) bool { return ix.tongues[i] != s.tongue && (keep == nil || keep(i)) })
	if err != nil {
		return nil, err
	}
	other, err := ix.search(ctx, s.other, k, func(i int) bool { return ix.tongues[i] == s.tongue && (keep == nil || keep(i)) })
	return append(own, other...), err
}

func (ix *Index) search(ctx context.Context, vector []float32, k int, keep func(passage int) bool) ([]Neighbor, error) {
	if vector == nil {
		return nil, nil
	}
	return ix.store.Search(ctx, vector, k, keep)
}

// cosine is the similarity of a passage to a question, from 0 to 1.
func (ix *Index) cosine(s senses, passage int) float64 {
	vector := s.own
	if s.other != nil && ix.tongues[passage] == s.tongue {
		vector = s.other
	}
	if vector == nil {
		return 0
	}
	return min(max(Dot(vector, ix.vectors.Row(passage)), 0), 1)
}
