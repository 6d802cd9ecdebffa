package parallel

import (
	"context"
	"math"
)

const (
	// placeValue is what it counts that two passages stand at the same place,
	// against 1 for sharing all features; none where they are a quarter of the
	// document apart.
	placeValue = 0.3
	apart      = 0.25
	// band is how many passages on one side are compared with each of the other
	// in long documents, around the one that is as far from the start.
	band = 256
)

// The steps of an alignment.
const (
	skipA byte = iota + 1
	skipB
	together
)

// align pairs passages of two documents in order, so that the pairs are as much
// alike as they can be: the dynamic programme of Gale and Church, A Program for
// Aligning Sentences in Bilingual Corpora (1993), within a band, with single
// passages only.
func (m *matcher) align(ctx context.Context, as, bs []int) ([]Pair, error) {
	if len(bs) == 0 {
		return nil, nil
	}
	width := max(band, 2*len(bs)/len(as))
	low := func(i int) int { return max(0, min(i*len(bs)/len(as)-width/2, len(bs)-width)) }
	values := make([][]float32, len(as))
	err := m.each(ctx, as, func(i int, p *probe) {
		for j := low(i + 1); j < min(low(i+1)+width, len(bs)); j++ {
			values[i] = append(values[i], m.value(p, as[i], bs[j]))
		}
	})
	if err != nil {
		return nil, err
	}
	return follow(steps(values, low, width, len(bs)), low, as, bs), nil
}

// value is what a pair of declared passages counts for.
func (m *matcher) value(p *probe, i, j int) float32 {
	distance := math.Abs(m.side[0].passages[i].Place - m.side[1].passages[j].Place)
	return float32(m.compare(p, j).score + placeValue*max(0, 1-distance/apart))
}

// steps returns the last step of the best alignment of the first i and j
// passages, in row i at j-low(i).
func steps(values [][]float32, low func(int) int, width, n int) [][]byte {
	out := make([][]byte, len(values)+1)
	var above []float64
	for i := range out {
		row := make([]float64, min(width, n-low(i))+1)
		out[i] = make([]byte, len(row))
		at := func(j int) float64 { // in the row above
			if j -= low(max(0, i-1)); j < 0 || j >= len(above) {
				return math.Inf(-1)
			}
			return above[j]
		}
		for k := range row {
			j := low(i) + k
			if i == 0 && j == 0 {
				continue
			}
			row[k], out[i][k] = at(j), skipA
			if k > 0 && row[k-1] > row[k] {
				row[k], out[i][k] = row[k-1], skipB
			}
			if k > 0 && i > 0 && values[i-1][k-1] > 0 {
				if v := at(j-1) + float64(values[i-1][k-1]); v > row[k] {
					row[k], out[i][k] = v, together
				}
			}
		}
		above = row
	}
	return out
}

// follow walks the steps back from the end and returns the pairs.
func follow(steps [][]byte, low func(int) int, as, bs []int) []Pair {
	var pairs []Pair
	for i, j := len(as), len(bs); i > 0 && j > 0; {
		switch steps[i][j-low(i)] {
		case skipA:
			i--
		case skipB:
			j--
		default:
			i, j = i-1, j-1
			pairs = append(pairs, Pair{as[i], bs[j]})
		}
	}
	return pairs
}
