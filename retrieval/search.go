package retrieval

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"time"

	"footnote/corpus"
)

// A Timing says where the time of a search went.
type Timing struct {
	Embed, Search time.Duration
}

// fusion is how two rankings become one: a convex combination of the lexical
// scores, divided by the best of them, and the cosine similarities. On judged
// collections it beats both rankings alone and rank fusion (Bruch, Gai and
// Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2022); the
// weight favours the lexical side because vectors learned from the corpus
// itself are the weaker judge.
type fusion struct {
	lexical, dense float64
}

var defaultFusion = fusion{lexical: 0.7, dense: 0.3}

func (f fusion) score(lexical, best, dense float64) float64 {
	if best > 0 {
		lexical /= best
	}
	return f.lexical*lexical + f.dense*max(dense, 0)
}

// Search returns the passages nearest to a question, best first; equal ones in
// the order of the corpus. A question without any term the corpus holds gives
// no hits and no error.
func (ix *Index) Search(ctx context.Context, q Query) ([]Hit, Timing, error) {
	var timing Timing
	if err := q.fill(); err != nil {
		return nil, timing, err
	}
	keep := ix.filter(q.Filter)
	start := time.Now()
	var vector []float32
	if q.Mode != Lexical {
		var err error
		if vector, err = ix.embedder.EmbedQuery(ctx, q.Text); err != nil {
			return nil, timing, fmt.Errorf("embedding the question: %w", err)
		}
	}
	timing.Embed = time.Since(start)
	hits, err := ix.rank(ctx, q, vector, keep)
	timing.Search = time.Since(start) - timing.Embed
	return hits, timing, err
}

func (q *Query) fill() error {
	if q.N == 0 {
		q.N = 10
	}
	switch q.Mode {
	case "":
		q.Mode = Hybrid
	case Hybrid, Lexical, Dense:
	default:
		return fmt.Errorf("search mode %q is not one of hybrid, lexical, dense", q.Mode)
	}
	return nil
}

func (ix *Index) rank(ctx context.Context, q Query, vector []float32, keep func(int) bool) ([]Hit, error) {
	hits := make(map[int]*Hit)
	at := func(i int) *Hit {
		if hits[i] == nil {
			hits[i] = &Hit{Passage: &ix.passages[i], Document: ix.documents[i]}
		}
		return hits[i]
	}
	best := 0.0
	if q.Mode != Dense {
		for i, s := range ix.lexical.scores(expand(q.Text, ix.corpus.Glossary()), keep) {
			if s > 0 {
				at(i).Lexical = float64(s)
				best = max(best, float64(s))
			}
		}
	}
	if vector != nil {
		neighbors, err := ix.store.Search(ctx, vector, ix.depth(q), keep)
		if err != nil {
			return nil, fmt.Errorf("searching the vectors: %w", err)
		}
		for _, n := range neighbors {
			if n.Similarity > 0 {
				at(n.Row).Dense = n.Similarity
			}
		}
	}
	for _, h := range hits {
		switch q.Mode {
		case Lexical:
			h.Score = h.Lexical
		case Dense:
			h.Score = h.Dense
		default:
			h.Score = defaultFusion.score(h.Lexical, best, h.Dense)
		}
	}
	return ix.best(hits, q), ctx.Err()
}

// depth is how many neighbours are worth asking for: more than the hits
// wanted, because fusion and the limit per document change the order.
func (ix *Index) depth(q Query) int { return max(100, 10*q.N) }

func (ix *Index) best(hits map[int]*Hit, q Query) []Hit {
	order := make([]int, 0, len(hits))
	for i := range hits {
		order = append(order, i)
	}
	sort.Slice(order, func(a, b int) bool {
		x, y := hits[order[a]], hits[order[b]]
		if x.Score != y.Score {
			return x.Score > y.Score
		}
		return order[a] < order[b]
	})
	var out []Hit
	perDocument := make(map[string]int)
	for _, i := range order {
		if len(out) >= q.N {
			break
		}
		h := hits[i]
		if q.PerDocument > 0 && perDocument[h.Document.ID] >= q.PerDocument {
			continue
		}
		perDocument[h.Document.ID]++
		out = append(out, *h)
	}
	return out
}

// filter decides for each document once whether its passages are searched.
func (ix *Index) filter(f Filter) func(int) bool {
	if f == (Filter{}) {
		return func(int) bool { return true }
	}
	accepted := make(map[*corpus.Document]bool, len(ix.corpus.Documents))
	for _, d := range ix.corpus.Documents {
		accepted[d] = ix.accepts(f, d)
	}
	return func(i int) bool { return accepted[ix.documents[i]] }
}

func (ix *Index) accepts(f Filter, d *corpus.Document) bool {
	switch {
	case f.Document != "" && f.Document != d.ID,
		f.Issuer != "" && !strings.EqualFold(f.Issuer, d.Issuer),
		f.Kind != "" && f.Kind != d.Kind:
		return false
	}
	return f.AsOf.IsZero() || ix.couldApply(d, f.AsOf)
}

// couldApply reports whether a document may be quoted as of a day: it had been
// published, and had neither run out nor been replaced.
// Unknown dates exclude nothing, and the day a brief or a speech was written
// does not say when its subject took effect.
func (ix *Index) couldApply(d *corpus.Document, day corpus.Date) bool {
	last := day.Last()
	if d.Kind.Binding() && !d.Published.IsZero() && d.Published.First().Compare(last) > 0 {
		return false
	}
	switch ix.corpus.StatusAt(d, last) {
	case corpus.StatusSuperseded, corpus.StatusRepealed, corpus.StatusExpired:
		return false
	case corpus.StatusNotYet: // known by then, and shown as such
		return !d.Published.IsZero()
	}
	return true
}
