package parallel

import (
	"iter"
	"math"
	"runtime"
	"slices"
)

// A matcher compares passages of two languages by the features that they share:
// anchors, and terms of the second language that terms of the first translate
// to. How alike two are is the cosine of their weighted features.
type matcher struct {
	side         [2]*side
	groups       [2]map[int][]int // the passages of each
	anchors      *numbered        // of the passages of both languages, the first before the second
	translations [][]weighted     // of the terms of the first language, once learned
	learned      bool

	weight   []float64 // of each feature: anchors, then terms; 0 where only one language has it
	postings [][]int32 // the passages of the second language to be found by a feature
	length   []float64 // of each passage of the second language
	probes   []*probe  // one for each core
}

func newMatcher(a, b []Passage) *matcher {
	anchors := make([][]string, 0, len(a)+len(b))
	for _, p := range slices.Concat(a, b) {
		anchors = append(anchors, p.Anchors)
	}
	m := &matcher{side: [2]*side{newSide(a), newSide(b)}, anchors: number(anchors)}
	m.groups = [2]map[int][]int{m.side[0].groups(), m.side[1].groups()}
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
	m.probes = make([]*probe, runtime.GOMAXPROCS(0))
	for i := range m.probes {
		m.probes[i] = &probe{weight: make([]float64, len(m.weight)), score: make([]float64, len(m.length))}
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
