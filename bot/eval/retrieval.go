package eval

import (
	"context"
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// A Retrieval is how well a search finds the passages that answer golden
// questions. Figures are means over the questions that have such passages.
type Retrieval struct {
	RecallAt5  float64 // gold quotations in the first five passages
	RecallAt10 float64
	MRR        float64        // of the first relevant passage, over the first ten
	Ranks      map[string]int // of the first relevant passage, by the question's ID; 0 when not among the first ten
}

// Retrieve searches for each question that has relevant passages.
func Retrieve(ctx context.Context, ix *retrieval.Index, cases []Case, mode retrieval.Mode) (Retrieval, error) {
	r := Retrieval{Ranks: make(map[string]int)}
	for _, c := range cases {
		if len(c.Relevant) == 0 {
			continue
		}
		f, err := find(ctx, ix, c, mode)
		if err != nil {
			return r, fmt.Errorf("question %s: %w", c.ID, err)
		}
		r.Ranks[c.ID] = f.rank
		r.RecallAt5 += f.recall5
		r.RecallAt10 += f.recall10
		r.MRR += f.reciprocal()
	}
	n := len(r.Ranks)
	r.RecallAt5, r.RecallAt10, r.MRR = ratio(r.RecallAt5, n), ratio(r.RecallAt10, n), ratio(r.MRR, n)
	return r, nil
}

// found is where the first ten hits hold the gold quotations of a question.
type found struct {
	rank              int // of the first relevant passage, from 1; 0 for none
	recall5, recall10 float64
}

func (f found) reciprocal() float64 {
	if f.rank == 0 {
		return 0
	}
	return 1 / float64(f.rank)
}

// search searches as an answer does. A ranking by words alone, for want of the
// query's vector, is another one and is not measured.
func search(ctx context.Context, ix *retrieval.Index, q retrieval.Query) ([]retrieval.Hit, error) {
	hits, timing, err := ix.Search(ctx, q)
	if err == nil && timing.LexicalOnly != nil {
		return nil, fmt.Errorf("%w; if it only was late, raise EMBED_TIMEOUT", timing.LexicalOnly)
	}
	return hits, err
}

func find(ctx context.Context, ix *retrieval.Index, c Case, mode retrieval.Mode) (found, error) {
	hits, err := search(ctx, ix, retrieval.Query{Text: c.Question, N: 10, Mode: mode})
	if err != nil {
		return found{}, fmt.Errorf("searching: %w", err)
	}
	var f found
	var first5, first10 Count
	for _, gold := range c.Relevant {
		rank := rankOf(gold, hits)
		if rank > 0 && (f.rank == 0 || rank < f.rank) {
			f.rank = rank
		}
		first5.add(rank > 0 && rank <= 5)
		first10.add(rank > 0)
	}
	f.recall5, f.recall10 = first5.share(), first10.share()
	return f, nil
}

// rankOf returns the rank of the first passage that holds a quotation, from 1,
// or 0.
func rankOf(gold Gold, hits []retrieval.Hit) int {
	for i, h := range hits {
		if gold.Document == h.Document.ID && contains(h.Document.Text[h.Passage.Start:h.Passage.End], gold.Quote) {
			return i + 1
		}
	}
	return 0
}

// contains compares without regard to case and spaces, which splitting and
// wrapping may change.
func contains(text, part string) bool {
	return strings.Contains(squeeze(text), squeeze(part))
}

func squeeze(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(corpus.Normalize(s)), ""))
}
