package retrieval

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// fields are the terms of the two parts of a passage.
type fields struct{ head, body []string }

// A lexicalBuilder takes passages in any order, from any goroutine.
type lexicalBuilder struct {
	mu       sync.Mutex // of numbers and names
	numbers  map[string]uint32
	names    []string
	passages []counted
	before   *Terms   // of an earlier index; may be nil
	again    []uint32 // one more than the number that a term of before has here; 0 for none yet
}

// counted is one passage as the builder keeps it.
type counted struct {
	tongue     tongue
	head, body int // terms
	counts     []count
}

// A count says how often a passage holds a term in its head and in its body.
type count struct {
	term       uint32
	head, body uint16
}

func newLexicalBuilder(passages int, before *Terms) *lexicalBuilder {
	b := &lexicalBuilder{numbers: make(map[string]uint32), passages: make([]counted, passages), before: before}
	if before != nil {
		b.again = make([]uint32, len(before.names))
	}
	return b
}

func (b *lexicalBuilder) add(passage int, tongue tongue, f fields) {
	terms := b.numbered(f)
	slices.Sort(terms)
	b.passages[passage] = counted{tongue: tongue, head: len(f.head), body: len(f.body), counts: countTerms(terms)}
}

// addAgain adds what was counted before of a passage with the same text.
func (b *lexicalBuilder) addAgain(passage int, tongue tongue, number int) {
	known := b.before.passages[number]
	p := counted{tongue: tongue, head: known.head, body: known.body, counts: make([]count, len(known.counts))}
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, c := range known.counts {
		if b.again[c.term] == 0 {
			b.again[c.term] = b.number(b.before.names[c.term]) + 1
		}
		p.counts[i] = count{b.again[c.term] - 1, c.head, c.body}
	}
	b.passages[passage] = p
}

// terms returns what was counted of the passages with these digests.
func (b *lexicalBuilder) terms(digests []digest) Terms { return Terms{b.names, b.passages, digests} }

// numbered returns twice the number of each term, and one more for those of the
// body.
func (b *lexicalBuilder) numbered(f fields) []uint32 {
	b.mu.Lock()
	defer b.mu.Unlock()
	terms := make([]uint32, 0, len(f.head)+len(f.body))
	for _, t := range f.head {
		terms = append(terms, 2*b.number(t))
	}
	for _, t := range f.body {
		terms = append(terms, 2*b.number(t)+1)
	}
	return terms
}

// number returns the number of a term. It copies a new one, which may be a part
// of a text and would keep that in memory.
func (b *lexicalBuilder) number(term string) uint32 {
	n, ok := b.numbers[term]
	if !ok {
		n, term = uint32(len(b.names)), strings.Clone(term)
		b.numbers[term] = n
		b.names = append(b.names, term)
	}
	return n
}

// countTerms counts sorted terms, of which the last bit says that they stand in
// the body.
func countTerms(terms []uint32) []count {
	distinct := 0
	for i, t := range terms {
		if i == 0 || terms[i-1]/2 != t/2 {
			distinct++
		}
	}
	counts := make([]count, 0, distinct)
	for i, t := range terms {
		if i == 0 || terms[i-1]/2 != t/2 {
			counts = append(counts, count{term: t / 2})
		}
		c := &counts[len(counts)-1]
		if t%2 == 0 {
			c.head = min(c.head, math.MaxUint16-1) + 1
		} else {
			c.body = min(c.body, math.MaxUint16-1) + 1
		}
	}
	return counts
}

// build returns the index.
func (b *lexicalBuilder) build() (*lexical, error) {
	languages, frequency := b.languages()
	rarity := b.rarity(languages, frequency)
	order := b.sorted()
	lx := &lexical{n: len(b.passages), offsets: make([]uint32, len(order)+1)}
	next := make([]uint32, len(order)) // where the next posting of a term goes, by its old number
	names := make([]string, len(order))
	for i, t := range order {
		names[i], next[t] = b.names[t], lx.offsets[i]
		lx.offsets[i+1] = lx.offsets[i] + frequency[t]
	}
	var err error
	if lx.terms, err = newStringTable(names); err != nil {
		return nil, err
	}
	size := lx.offsets[len(order)]
	lx.docs, lx.weights = make([]uint32, size), make([]float32, size)
	for i, p := range b.passages {
		l := &languages[p.tongue]
		for _, c := range p.counts {
			at := next[c.term]
			next[c.term]++
			lx.docs[at], lx.weights[at] = uint32(i), float32(rarity[c.term]*l.saturated(p, c))
		}
	}
	return lx, nil
}

// sorted returns the terms' numbers in alphabetical order.
func (b *lexicalBuilder) sorted() []uint32 {
	order := make([]uint32, len(b.names))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int {
		if b.names[x] < b.names[y] {
			return -1
		}
		return 1 // no two are equal
	})
	return order
}

// A collection is what BM25F knows of the passages of one language.
type collection struct {
	passages   float64
	head, body float64  // terms in all of them
	frequency  []uint32 // of each term
}

// collections are those of the two languages of an index, and that of all other
// passages, by tongue.
type collections [secondLanguage + 1]collection

// languages returns the collections, and how many passages of all hold a term.
func (b *lexicalBuilder) languages() (*collections, []uint32) {
	var all collections
	frequency := make([]uint32, len(b.names))
	for _, p := range b.passages {
		l := &all[p.tongue]
		if l.frequency == nil {
			l.frequency = make([]uint32, len(b.names))
		}
		l.passages++
		l.head += float64(p.head)
		l.body += float64(p.body)
		for _, c := range p.counts {
			l.frequency[c.term]++
			frequency[c.term]++
		}
	}
	return &all, frequency
}

// smoothing is the part of the whole corpus that is added to each language, so
// that one of few passages does not decide what is rare.
const smoothing = 0.2

// rarity returns BM25's inverse document frequency of each term, in the
// language where it is least rare.
func (b *lexicalBuilder) rarity(languages *collections, frequency []uint32) []float64 {
	rarity := make([]float64, len(frequency))
	all := smoothing * float64(len(b.passages))
	for t, f := range frequency {
		share := (float64(f) + 0.5) / (float64(len(b.passages)) + 1)
		most := 0.0
		for _, l := range languages {
			if l.passages == 0 {
				continue
			}
			most = max(most, (float64(l.frequency[t])+0.5+all*share)/(l.passages+1+all))
		}
		rarity[t] = -math.Log(most)
	}
	return rarity
}

// saturated is what a term's frequencies in a passage of the language come to.
func (l *collection) saturated(p counted, c count) float64 {
	head := float64(c.head) / (1 - headLength + headLength*float64(p.head)*l.passages/max(l.head, 1))
	body := float64(c.body) / (1 - bodyLength + bodyLength*float64(p.body)*l.passages/max(l.body, 1))
	tf := headWeight*head + body
	return tf * (saturation + 1) / (tf + saturation)
}
