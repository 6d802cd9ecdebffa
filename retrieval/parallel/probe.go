package parallel

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// A feature that more passages have is no way to find one, and of the passages
// found the most promising ones are compared. This bounds the time in the size
// of the corpus.
const (
	maxPostings   = 128
	maxCandidates = 8
)

// A probe is a passage of the first language while it is compared.
type probe struct {
	weight   []float64 // of each feature
	features []int     // those that have a weight
	length   float64

	score []float64 // of each passage of the second language while they are searched
	found []int32
}

// each calls do with a probe of each of the passages of the first language, from
// all cores. It stops early, with an error, when the context is cancelled.
func (m *matcher) each(ctx context.Context, passages []int, do func(k int, p *probe)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for _, p := range m.probes[:min(len(m.probes), len(passages))] {
		wg.Go(func() {
			for ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= len(passages) {
					return
				}
				m.load(p, passages[k])
				do(k, p)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

func (m *matcher) load(p *probe, i int) {
	for _, f := range p.features {
		p.weight[f] = 0
	}
	p.features = p.features[:0]
	add := func(f int, weight float64) {
		if m.weight[f] > 0 && p.weight[f] == 0 {
			p.features = append(p.features, f)
		}
		p.weight[f] = max(p.weight[f], weight*m.weight[f])
	}
	for _, anchor := range m.anchors.bags[i] {
		add(int(anchor), 1)
	}
	for _, term := range m.side[0].bags[i] {
		for _, t := range m.translations[term] {
			add(len(m.anchors.words)+int(t.term), t.weight)
		}
	}
	squares := 0.0
	for _, f := range p.features {
		squares += p.weight[f] * p.weight[f]
	}
	p.length = math.Sqrt(squares)
}

// A candidate is a passage of the second language that may be the translation
// of the one at hand.
type candidate struct {
	passage int
	score   float64 // how alike they are, from 0 to 1
	anchors int     // how many they share
}

func (m *matcher) compare(p *probe, j int) candidate {
	c := candidate{passage: j}
	for f := range m.features(j) {
		if p.weight[f] > 0 {
			c.score += p.weight[f] * m.weight[f]
			if f < len(m.anchors.words) {
				c.anchors++
			}
		}
	}
	if c.score > 0 {
		c.score /= p.length * m.length[j]
	}
	return c
}

// candidates returns the passages that are most like the one at hand, best
// first.
func (m *matcher) candidates(p *probe) []candidate {
	p.found = p.found[:0]
	for _, f := range p.features {
		if len(m.postings[f]) > maxPostings {
			continue
		}
		for _, j := range m.postings[f] {
			if p.score[j] == 0 {
				p.found = append(p.found, j)
			}
			p.score[j] += p.weight[f] * m.weight[f] / m.length[j]
		}
	}
	var out []candidate
	for _, j := range p.promising() {
		out = append(out, m.compare(p, int(j)))
	}
	slices.SortStableFunc(out, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	return out
}

// promising returns the passages found with the highest scores and forgets the
// scores.
func (p *probe) promising() []int32 {
	best := make([]int32, 0, maxCandidates+1)
	for _, j := range p.found {
		k := len(best)
		for k > 0 && p.score[best[k-1]] < p.score[j] {
			k--
		}
		if k < maxCandidates {
			best = slices.Insert(best, k, j)
			best = best[:min(len(best), maxCandidates)]
		}
	}
	for _, j := range p.found {
		p.score[j] = 0
	}
	return best
}
