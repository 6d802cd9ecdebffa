package parallel

import (
	"cmp"
	"context"
	"iter"
	"math"
	"runtime"
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

// A matcher compares passages of two languages by the features that they share:
// anchors, and terms of the second language that terms of the first translate
// to. How alike two are is the cosine of their weighted features.
type matcher struct {
	side         [2]*side
	anchors      *numbered    // of the passages of both languages, the first before the second
	translations [][]weighted // of the terms of the first language, once learned
	learned      bool

	weight   []float64 // of each feature: anchors, then terms; 0 where only one language has it
	postings [][]int32 // the passages of the second language to be found by a feature
	length   []float64 // of each passage of the second language
}

func newMatcher(a, b []Passage) *matcher {
	anchors := make([][]string, 0, len(a)+len(b))
	for _, side := range [][]Passage{a, b} {
		for _, p := range side {
			anchors = append(anchors, p.Anchors)
		}
	}
	m := &matcher{side: [2]*side{newSide(a), newSide(b)}, anchors: number(anchors)}
	m.translations = make([][]weighted, len(m.side[0].words))
	m.index()
	return m
}

// translate makes the matcher use translations too.
func (m *matcher) translate(translations [][]weighted) {
	m.translations, m.learned = translations, true
	m.index()
}

func (m *matcher) index() {
	m.weigh()
	m.postings = make([][]int32, len(m.weight))
	m.length = make([]float64, len(m.side[1].passages))
	for j, p := range m.side[1].passages {
		squares := 0.0
		for f := range m.features(j) {
			squares += m.weight[f] * m.weight[f]
			if p.Group == 0 && m.weight[f] > 0 && len(m.postings[f]) <= maxPostings {
				m.postings[f] = append(m.postings[f], int32(j))
			}
		}
		m.length[j] = math.Sqrt(squares)
	}
}

// weigh gives each feature its inverse document frequency.
func (m *matcher) weigh() {
	m.weight = make([]float64, len(m.anchors.words)+len(m.side[1].words))
	inA := make([]int32, len(m.anchors.words))
	for _, bag := range m.anchors.bags[:len(m.side[0].passages)] {
		for _, f := range bag {
			inA[f]++
		}
	}
	for f, in := range m.anchors.in {
		if inA[f] > 0 && inA[f] < in {
			m.weight[f] = math.Log(float64(len(m.anchors.bags)) / float64(in))
		}
	}
	terms := m.weight[len(inA):]
	for _, ts := range m.translations {
		for _, t := range ts {
			terms[t.term] = math.Log(float64(len(m.side[1].passages)) / float64(m.side[1].in[t.term]))
		}
	}
}

// features are those of a passage of the second language.
func (m *matcher) features(j int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, anchor := range m.anchors.bags[len(m.side[0].passages)+j] {
			if !yield(int(anchor)) {
				return
			}
		}
		for _, term := range m.side[1].bags[j] {
			if !yield(len(m.anchors.words) + int(term)) {
				return
			}
		}
	}
}

// A probe is a passage of the first language while it is compared.
type probe struct {
	weight   []float64 // of each feature
	features []int     // those that have a weight
	length   float64

	score []float64 // of each passage of the second language while they are searched
	found []int32
}

// each calls do with a probe of each passage of the first language that is
// listed, from all cores.
func (m *matcher) each(ctx context.Context, passages []int, do func(k int, p *probe)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(passages)) {
		wg.Go(func() {
			p := &probe{weight: make([]float64, len(m.weight)), score: make([]float64, len(m.length))}
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
