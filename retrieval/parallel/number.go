package parallel

import (
	"cmp"
	"slices"
)

// maxTerms bounds the distinct terms that are read of a passage. The longest
// passages of 500 ideographs have about as many characters and bigrams.
const maxTerms = 512

// numbered is a list of texts with their terms as numbers, which stand for the
// terms in order of appearance.
type numbered struct {
	words  []string
	number map[string]int32
	in     []int32   // how many texts hold the term
	bags   [][]int32 // the distinct terms of each text, those that few texts hold first
}

func number(texts [][]string) *numbered {
	n := &numbered{number: make(map[string]int32), bags: make([][]int32, len(texts))}
	var last []int // the text that held the term last
	for i, terms := range texts {
		for _, word := range terms {
			term, ok := n.number[word]
			if !ok {
				term = int32(len(n.words))
				n.number[word] = term
				n.words, n.in, last = append(n.words, word), append(n.in, 0), append(last, -1)
			}
			if last[term] != i {
				last[term] = i
				n.in[term]++
				n.bags[i] = append(n.bags[i], term)
			}
		}
	}
	for i, bag := range n.bags {
		slices.SortFunc(bag, func(x, y int32) int { return cmp.Or(cmp.Compare(n.in[x], n.in[y]), cmp.Compare(x, y)) })
		n.bags[i] = slices.Clip(bag[:min(len(bag), maxTerms)])
	}
	return n
}

// A side is the passages of one language with their terms numbered.
type side struct {
	passages []Passage
	numbered
}

func newSide(passages []Passage) *side {
	texts := make([][]string, len(passages))
	for i, p := range passages {
		texts[i] = p.Terms
	}
	return &side{passages, *number(texts)}
}

// groups returns the passages of each group.
func (s *side) groups() map[int][]int {
	out := make(map[int][]int)
	for i, p := range s.passages {
		out[p.Group] = append(out[p.Group], i)
	}
	return out
}
