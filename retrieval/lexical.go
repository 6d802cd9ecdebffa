package retrieval

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// lexical is an inverted index of passages with the weight of each term in each
// passage worked out in advance, so that a search only adds.
//
// The weight is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to
// Multiple Weighted Fields", 2004): a term's frequencies in the two fields of a
// passage are brought to the field's average length, added up, and saturated
// together. In a corpus of two languages, each is scored as if it were alone, so
// that scores compare across them: the average length is that of the passages
// of the same language, and a term is as rare as in the language that uses it
// most.
type lexical struct {
	terms   stringTable // sorted
	offsets []uint32    // postings of term t are [offsets[t], offsets[t+1])
	docs    []uint32    // passage numbers, ascending within a term
	weights []float32   // the weight of the term in that passage
	n       int         // passages
	pool    sync.Pool   // of *[]float32, see take
}

// The parameters of BM25F. The head of a passage is what says where it stands:
// title, issuer, number and headings. A word in it counts three times one of the
// body, for it speaks for the whole document; what that is worth is in the
// package's documentation.
const (
	saturation = 1.0 // k1
	headWeight = 3.0
	headLength = 0.75 // b of the head: how far a long one is discounted
	bodyLength = 0.5  // b of the body
)

// fields are the terms of the two parts of a passage.
type fields struct{ head, body []string }

// A lexicalBuilder takes passages in any order, from any goroutine.
type lexicalBuilder struct {
	mu       sync.Mutex // of numbers and names
	numbers  map[string]uint32
	names    []string
	passages []counted
}

// counted is one passage as the builder keeps it.
type counted struct {
	language   string
	head, body int // terms
	counts     []count
}

// A count says how often a passage holds a term in its head and in its body.
type count struct {
	term       uint32
	head, body uint16
}

func newLexicalBuilder(passages int) *lexicalBuilder {
	return &lexicalBuilder{numbers: make(map[string]uint32), passages: make([]counted, passages)}
}

func (b *lexicalBuilder) add(passage int, language string, f fields) {
	terms := b.numbered(f)
	slices.Sort(terms)
	b.passages[passage] = counted{language: language, head: len(f.head), body: len(f.body), counts: countTerms(terms)}
}

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

// build returns the index. The builder is used up.
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
		l := languages[p.language]
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

// languages returns the collections, and how many passages of all hold a term.
func (b *lexicalBuilder) languages() (map[string]*collection, []uint32) {
	frequency := make([]uint32, len(b.names))
	all := make(map[string]*collection)
	for _, p := range b.passages {
		l := all[p.language]
		if l == nil {
			l = &collection{frequency: make([]uint32, len(b.names))}
			all[p.language] = l
		}
		l.passages++
		l.head += float64(p.head)
		l.body += float64(p.body)
		for _, c := range p.counts {
			l.frequency[c.term]++
			frequency[c.term]++
		}
	}
	return all, frequency
}

// smoothing is the part of the whole corpus that is added to each language, so
// that one of few passages does not decide what is rare.
const smoothing = 0.2

// rarity returns BM25's inverse document frequency of each term, in the
// language where it is least rare.
func (b *lexicalBuilder) rarity(languages map[string]*collection, frequency []uint32) []float64 {
	rarity := make([]float64, len(frequency))
	all := smoothing * float64(len(b.passages))
	for t, f := range frequency {
		share := (float64(f) + 0.5) / (float64(len(b.passages)) + 1)
		most := 0.0
		for _, l := range languages {
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

// idf is BM25's inverse document frequency, kept above zero as in Lucene.
func idf(frequency, passages float64) float64 {
	return math.Log(1 + (passages-frequency+0.5)/(frequency+0.5))
}

// frequency is how many passages hold a term.
func (lx *lexical) frequency(term string) int {
	t, ok := lx.terms.lookup(term)
	if !ok {
		return 0
	}
	return int(lx.offsets[t+1] - lx.offsets[t])
}

// idfOf is how much any term says, in whatever language. One that no passage
// holds says more than any other.
func (lx *lexical) idfOf(term string) float64 {
	if f := lx.frequency(term); f > 0 {
		return idf(float64(f), float64(lx.n))
	}
	return math.Log(1 + float64(lx.n)/0.5)
}

// postings returns the passages that hold a term, and its weights there.
func (lx *lexical) postings(term string) ([]uint32, []float32) {
	t, ok := lx.terms.lookup(term)
	if !ok {
		return nil, nil
	}
	from, to := lx.offsets[t], lx.offsets[t+1]
	return lx.docs[from:to], lx.weights[from:to]
}

// take returns a number for each passage, all zero, to be given back in the same
// state.
func (lx *lexical) take() *[]float32 {
	if s, ok := lx.pool.Get().(*[]float32); ok {
		return s
	}
	s := make([]float32, lx.n)
	return &s
}

func (lx *lexical) giveBack(s *[]float32) { lx.pool.Put(s) }

// score adds to the scores of all passages what they hold of a question.
func (lx *lexical) score(scores []float32, question []wanted) {
	for _, w := range question {
		if len(w) == 1 {
			lx.add(scores, w[0])
			continue
		}
		lx.addBest(scores, w)
	}
}

// addBest adds, for each passage, what the form adds up to that it holds most
// of. It looks at the passages that hold something of a form, and at no others.
func (lx *lexical) addBest(scores []float32, forms wanted) {
	best, one := lx.take(), lx.take()
	defer lx.giveBack(best)
	defer lx.giveBack(one)
	for _, form := range forms {
		lx.add(*one, form)
		lx.drain(*one, form, func(doc uint32, s float32) { (*best)[doc] = max((*best)[doc], s) })
	}
	for _, form := range forms {
		lx.drain(*best, form, func(doc uint32, s float32) { scores[doc] += s })
	}
}

// add adds the weights of terms to the scores of the passages that hold them.
func (lx *lexical) add(scores []float32, terms []queryTerm) {
	for _, t := range terms {
		docs, weights := lx.postings(t.term)
		for i, doc := range docs {
			scores[doc] += t.weight * weights[i]
		}
	}
}

// drain calls pass with the score of each passage that holds one of the terms,
// and sets it to zero.
func (lx *lexical) drain(scores []float32, terms []queryTerm, pass func(doc uint32, score float32)) {
	for _, t := range terms {
		docs, _ := lx.postings(t.term)
		for _, doc := range docs {
			pass(doc, scores[doc])
			scores[doc] = 0
		}
	}
}
