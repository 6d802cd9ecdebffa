package parallel

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
)

// The numbers below were chosen on paragraphs of encyclopaedic text in English
// and Chinese; doubling or halving one of them changes little.
const (
	iterations = 5
	nearness   = 10.0 // how fast the odds fall with the distance of places
	null       = 1.0  // the odds that a term translates nothing
	impossible = 1e-3 // fewer expected occurrences than this are none

	maxTranslations = 4
	minWeight       = 0.05

	maxPairs       = 1000
	maxCells       = 16 << 20 // pairs of terms in the pairs of passages that are trained on
	maxOccurrences = 8        // of one term in one passage, whose places are compared
)

// A table holds how likely terms of two languages translate each other, for
// those that stand together in pairs of passages. An entry is two terms.
//
// It is estimated with Model 1 of Brown et al., The Mathematics of Statistical
// Machine Translation (1993), once in each direction, starting from Dice's
// coefficient. The odds that terms translate each other fall with the distance
// of their places in the passages, an idea of Dyer, Chahuneau and Smith, A
// Simple, Fast, and Effective Reparameterization of IBM Model 2 (2013).
type table struct {
	terms       [2][]int32   // of each entry, in each language; ascending in the first
	words       [2]int       // how many terms a language has
	probability [2][]float64 // of each entry, given the term of that language
	texts       [2][]text    // of each pair
	links       [][]link     // of each pair
}

// A text is the distinct terms of a passage and the places where each stands,
// from 0 to 1.
type text struct {
	terms  []int32
	places [][]float64
}

// A link is an entry of the table whose terms stand in one pair.
type link struct {
	entry int32
	at    [2]int16 // which terms of the two texts
	near  float32  // the odds by their places
}

// train estimates the table of the pairs. Terms that stand together in a single
// pair have no entry, unless once is set and neither stands in another.
func train(ctx context.Context, a, b *side, pairs []Pair, once bool) (*table, error) {
	pairs = sample(a, b, pairs)
	t := &table{words: [2]int{len(a.words), len(b.words)}, links: make([][]link, len(pairs))}
	for _, p := range pairs {
		t.texts[0] = append(t.texts[0], a.text(p.A))
		t.texts[1] = append(t.texts[1], b.text(p.B))
	}
	if err := t.link(ctx, once); err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	for given := range t.probability {
		wg.Go(func() { t.estimate(ctx, given) })
	}
	wg.Wait()
	return t, ctx.Err()
}

// sample returns as many of the pairs as can be trained on, evenly chosen.
func sample(a, b *side, pairs []Pair) []Pair {
	cells := 1
	for _, p := range pairs {
		cells += len(a.bags[p.A]) * len(b.bags[p.B])
	}
	n := min(len(pairs), maxPairs, max(1, len(pairs)*maxCells/cells))
	out := make([]Pair, n)
	for i := range out {
		out[i] = pairs[i*len(pairs)/n]
	}
	return out
}

func (s *side) text(passage int) text {
	t := text{s.bags[passage], make([][]float64, len(s.bags[passage]))}
	index := make(map[int32]int, len(t.terms))
	for i, term := range t.terms {
		index[term] = i
	}
	words := s.passages[passage].Terms
	for i, word := range words {
		k, ok := index[s.number[word]]
		if ok && len(t.places[k]) < maxOccurrences {
			t.places[k] = append(t.places[k], float64(i)/float64(len(words)))
		}
	}
	return t
}

// holders returns for each term the pairs in whose text it stands, and where.
func holders(texts []text, words int) [][]struct{ pair, at int } {
	out := make([][]struct{ pair, at int }, words)
	for i, t := range texts {
		for k, term := range t.terms {
			out[term] = append(out[term], struct{ pair, at int }{i, k})
		}
	}
	return out
}

// link makes the entries and the links to them, one term of the first language
// after another.
func (t *table) link(ctx context.Context, once bool) error {
	a, b := holders(t.texts[0], t.words[0]), holders(t.texts[1], t.words[1])
	count, entry := make([]int32, len(b)), make([]int32, len(b))
	var seen []int32
	for term, holders := range a {
		if ctx.Err() != nil {
			break
		}
		seen = seen[:0]
		for _, h := range holders {
			for _, other := range t.texts[1][h.pair].terms {
				if count[other] == 0 {
					seen = append(seen, other)
				}
				count[other]++
			}
		}
		for _, other := range seen {
			entry[other] = -1
			if n, all := count[other], len(holders)+len(b[other]); n > 1 || once && all == 2 {
				entry[other] = t.add(int32(term), other, 2*float64(n)/float64(all))
			}
			count[other] = 0
		}
		for _, h := range holders {
			t.linkPair(h.pair, h.at, entry)
		}
	}
	t.probability[1] = slices.Clone(t.probability[0])
	return ctx.Err()
}

func (t *table) add(a, b int32, dice float64) int32 {
	t.terms[0], t.terms[1] = append(t.terms[0], a), append(t.terms[1], b)
	t.probability[0] = append(t.probability[0], dice)
	return int32(len(t.terms[0]) - 1)
}

// linkPair links one term of a pair's first text with the terms of the second
// that it has entries with.
func (t *table) linkPair(pair, at int, entry []int32) {
	places, other := t.texts[0][pair].places[at], &t.texts[1][pair]
	for k, term := range other.terms {
		if e := entry[term]; e >= 0 {
			near := math.Exp(-nearness * distance(places, other.places[k]))
			t.links[pair] = append(t.links[pair], link{e, [2]int16{int16(at), int16(k)}, float32(near)})
		}
	}
}

func distance(xs, ys []float64) float64 {
	d := 1.0
	for _, x := range xs {
		for _, y := range ys {
			d = min(d, math.Abs(x-y))
		}
	}
	return d
}

// estimate improves the probabilities given the terms of one language by
// expectation maximisation: each term of the other language is shared out among
// those that may have been translated by it.
func (t *table) estimate(ctx context.Context, given int) {
	p, terms, other := t.probability[given], t.terms[given], 1-given
	for range iterations {
		expected, sums := make([]float64, len(p)), make([]float64, t.words[given])
		for i, links := range t.links {
			if ctx.Err() != nil {
				return
			}
			odds := make([]float64, len(t.texts[other][i].terms))
			for _, l := range links {
				odds[l.at[other]] += p[l.entry] * float64(l.near)
			}
			for _, l := range links {
				share := p[l.entry] * float64(l.near) / (odds[l.at[other]] + null)
				expected[l.entry] += share
				sums[terms[l.entry]] += share
			}
		}
		for e, n := range expected {
			p[e] = 0
			if n > impossible {
				p[e] = n / sums[terms[e]]
			}
		}
	}
}

// A weighted term is a translation by number.
type weighted struct {
	term   int32
	weight float64
}

// translations returns the best translations of each term of one language.
func (t *table) translations(from int) [][]weighted {
	out := make([][]weighted, t.words[from])
	for e, term := range t.terms[from] {
		if w := math.Sqrt(t.probability[0][e] * t.probability[1][e]); w >= minWeight {
			out[term] = append(out[term], weighted{t.terms[1-from][e], w})
		}
	}
	for term, ts := range out {
		slices.SortFunc(ts, func(x, y weighted) int {
			return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.term, y.term))
		})
		out[term] = ts[:min(len(ts), maxTranslations)]
	}
	return out
}
