package parallel

import "math"

// What bounds the time and memory of training.
const (
	maxPairs       = 1000
	maxCells       = 16 << 20 // terms of the one language times terms of the other, in all pairs
	maxOccurrences = 8        // of one term in one passage, whose places are compared
)

// A text is the distinct terms of a passage and the places where each stands,
// from 0 to 1.
type text struct {
	terms  []int32
	places [][]float64
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

// A holder of a term is a pair in whose text it stands, and where in the text.
type holder struct{ pair, at int }

func holders(texts []text, words int) [][]holder {
	out := make([][]holder, words)
	for i, t := range texts {
		for k, term := range t.terms {
			out[term] = append(out[term], holder{i, k})
		}
	}
	return out
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
