package lsa

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// maxTermLength keeps out what is no word: keys, encoded data, damaged text.
const maxTermLength = 64

// A termCount says that a text holds the term with a number n times.
type termCount struct{ term, n int32 }

// A bag is the terms of one text by ascending number, each once.
type bag []termCount

// newBag counts the terms of one text, given their numbers. It sorts numbers.
func newBag(numbers []int32) bag {
	slices.Sort(numbers)
	var b bag
	for _, t := range numbers {
		if len(b) == 0 || b[len(b)-1].term != t {
			b = append(b, termCount{term: t})
		}
		b[len(b)-1].n++
	}
	return b
}

// counted is what is known of a corpus before the decomposition: its terms,
// sorted, and the bag of each passage.
type counted struct {
	terms    []string
	passages []int32 // how many passages hold the term
	bags     []bag
}

// batch is how many texts are analysed before their terms are numbered, so
// that the terms of a large corpus never stand in memory as strings.
const batch = 1024

// count analyses the texts on all cores and numbers their terms. The numbers
// depend on the texts alone.
func count(ctx context.Context, texts []retrieval.Text) (*counted, error) {
	c := &counted{bags: make([]bag, 0, len(texts))}
	numbers := make(map[string]int32)
	for part := range slices.Chunk(texts, batch) {
		found := make([][]string, len(part))
		if err := each(ctx, len(part), func(i int) { found[i] = termsOf(part[i]) }); err != nil {
			return nil, err
		}
		for _, ts := range found {
			c.add(ts, numbers)
		}
	}
	c.choose()
	return c, ctx.Err()
}

// termsOf returns the terms of a text, those of the head as often as they count.
func termsOf(t retrieval.Text) []string {
	head, all := analysis.IndexTerms(t.Head), analysis.IndexTerms(t.Body)
	for range headWeight {
		all = append(all, head...)
	}
	return all
}

// add appends the bag of one text, numbering the terms that are new.
func (c *counted) add(terms []string, numbers map[string]int32) {
	var found []int32
	for _, t := range terms {
		if len(t) > maxTermLength {
			continue
		}
		n, ok := numbers[t]
		if !ok {
			n = int32(len(c.terms))
			numbers[t] = n
			c.terms = append(c.terms, t)
			c.passages = append(c.passages, 0)
		}
		found = append(found, n)
	}
	b := newBag(found)
	for _, tc := range b {
		c.passages[tc.term]++
	}
	c.bags = append(c.bags, b)
}

// choose keeps the terms that most passages hold, and numbers them anew in
// alphabetical order. It copies them: a term may be a part of its text, and
// would keep that in memory.
func (c *counted) choose() {
	order := make([]int32, len(c.terms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.passages[b], c.passages[a]), cmp.Compare(c.terms[a], c.terms[b]))
	})
	order = order[:min(len(order), maxTerms)]
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(c.terms[a], c.terms[b]) })

	number := make([]int32, len(c.terms)) // 0 for a term that is left out, else its number + 1
	terms, passages := make([]string, len(order)), make([]int32, len(order))
	for i, old := range order {
		terms[i], passages[i], number[old] = strings.Clone(c.terms[old]), c.passages[old], int32(i)+1
	}
	for i, b := range c.bags {
		c.bags[i] = b.renumber(number)
	}
	c.terms, c.passages = terms, passages
}

func (b bag) renumber(number []int32) bag {
	kept := b[:0]
	for _, tc := range b {
		if n := number[tc.term]; n > 0 {
			kept = append(kept, termCount{n - 1, tc.n})
		}
	}
	slices.SortFunc(kept, func(x, y termCount) int { return cmp.Compare(x.term, y.term) })
	return kept
}

// idf is the weight of each term in the corpus: above zero even for one that
// every passage holds, so that a corpus of one passage has something to learn.
func (c *counted) idf() []float64 {
	idf := make([]float64, len(c.terms))
	for i, n := range c.passages {
		idf[i] = math.Log(1 + float64(len(c.bags))/float64(n))
	}
	return idf
}

// matrix returns the weighted matrix of passages and terms. Rows have unit
// length, so that a long passage does not outweigh short ones.
func (c *counted) matrix(idf []float64) *sparse {
	m := newSparse(len(c.bags), len(c.terms))
	for i, b := range c.bags {
		sum := 0.0
		for _, tc := range b {
			w := logTF(tc.n) * idf[tc.term]
			sum += w * w
		}
		for _, tc := range b {
			m.column = append(m.column, tc.term)
			m.value = append(m.value, float32(logTF(tc.n)*idf[tc.term]/math.Sqrt(sum)))
		}
		m.start[i+1] = len(m.column)
	}
	return m
}
