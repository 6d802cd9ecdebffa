package corpus

import "slices"

// A hunk is where two sequences differ: the items of Old gave way to those of
// New, as half-open ranges of indices; one of them may be empty.
type hunk struct{ Old, New Span }

// differences returns what must be replaced to make b of a, in order. It is the
// patience diff of Bram Cohen: items that occur once in both are anchors, the
// longest run of them in the order of both stays, and so on between them. A
// stretch without anchors is compared in full where it is short, and is replaced
// whole where it is long, so that the time is n log n.
func differences(a, b []uint64) []hunk {
	d := differ{a: a, b: b}
	d.between(Span{0, len(a)}, Span{0, len(b)}, 0)
	return d.hunks
}

type differ struct {
	a, b  []uint64
	hunks []hunk
}

const (
	maxNested = 32      // of anchors between anchors; each halves a text that is not made to prevent it
	maxTable  = 1 << 16 // cells of a comparison in full
)

func (d *differ) between(x, y Span, depth int) {
	for x.Start < x.End && y.Start < y.End && d.a[x.Start] == d.b[y.Start] {
		x.Start, y.Start = x.Start+1, y.Start+1
	}
	for x.Start < x.End && y.Start < y.End && d.a[x.End-1] == d.b[y.End-1] {
		x.End, y.End = x.End-1, y.End-1
	}
	n, m := x.End-x.Start, y.End-y.Start
	if n == 0 && m == 0 {
		return
	}
	var same [][2]int
	if n > 0 && m > 0 && depth < maxNested {
		if same = d.anchors(x, y); len(same) == 0 && n*m <= maxTable {
			same = d.common(x, y)
			depth = maxNested
		}
	}
	if len(same) == 0 {
		d.hunks = append(d.hunks, hunk{x, y})
		return
	}
	for _, pair := range append(same, [2]int{x.End, y.End}) {
		d.between(Span{x.Start, pair[0]}, Span{y.Start, pair[1]}, depth+1)
		x.Start, y.Start = pair[0]+1, pair[1]+1
	}
}

// anchors returns the pairs of indices of the items that occur once on either
// side, as many as keep the order of both.
func (d *differ) anchors(x, y Span) [][2]int {
	type place struct{ inA, inB, a, b int }
	places := make(map[uint64]*place)
	for i := x.Start; i < x.End; i++ {
		p := places[d.a[i]]
		if p == nil {
			p = new(place)
			places[d.a[i]] = p
		}
		p.inA, p.a = p.inA+1, i
	}
	for j := y.Start; j < y.End; j++ {
		if p := places[d.b[j]]; p != nil {
			p.inB, p.b = p.inB+1, j
		}
	}
	var pairs [][2]int
	for i := x.Start; i < x.End; i++ {
		if p := places[d.a[i]]; p.inA == 1 && p.inB == 1 {
			pairs = append(pairs, [2]int{p.a, p.b})
		}
	}
	return rising(pairs)
}

// rising returns the longest run of pairs, given in the order of their first
// index, that is also in the order of the second.
func rising(pairs [][2]int) [][2]int {
	var tops []int // of each length of run, the pair that ends the lowest one
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(tops, p[1], func(t, v int) int { return pairs[t][1] - v })
		before[i] = -1
		if n > 0 {
			before[i] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, i)
		} else {
			tops[n] = i
		}
	}
	var run [][2]int
	if len(tops) > 0 {
		for i := tops[len(tops)-1]; i >= 0; i = before[i] {
			run = append(run, pairs[i])
		}
	}
	slices.Reverse(run)
	return run
}

// common returns a longest common subsequence, by the table of all prefixes.
func (d *differ) common(x, y Span) [][2]int {
	weight := func(i, j int) float64 {
		if d.a[x.Start+i] == d.b[y.Start+j] {
			return 1
		}
		return 0
	}
	pairs := align(x.End-x.Start, y.End-y.Start, weight)
	for k := range pairs {
		pairs[k][0] += x.Start
		pairs[k][1] += y.Start
	}
	return pairs
}

// align pairs items of two sequences of n and m, each at most once and in the
// order of both, so that the sum of the weights is greatest. A weight of 0 is
// no pair.
func align(n, m int, weight func(i, j int) float64) [][2]int {
	sums := make([]float64, (n+1)*(m+1)) // of what follows i and j
	w := make([]float64, n*m)
	at := func(i, j int) *float64 { return &sums[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			w[i*m+j] = weight(i, j)
			*at(i, j) = max(*at(i+1, j), *at(i, j+1), w[i*m+j]+*at(i+1, j+1))
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case w[i*m+j] > 0 && *at(i, j) == w[i*m+j]+*at(i+1, j+1):
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case *at(i, j) == *at(i+1, j):
			i++
		default:
			j++
		}
	}
	return pairs
}
