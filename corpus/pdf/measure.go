package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// A measure is what is usual in a document.
type measure struct {
	size   float64             // of its text
	pitch  float64             // from line to line, in sizes
	right  map[edge]float64    // where nearly all lines of a column end
	count  map[edge]int        // how many there are
	widest float64             // where nearly all lines of pages without columns end
	spaced map[string]struct{} // words with a hyphen within a line
	words  map[string]struct{} // that stand whole within a line
}

// An edge is the left edge of lines, in units of four points, in a region of so
// many columns.
type edge struct{ left, columns int }

func edgeOf(l line) edge { return edge{int(math.Round(l.x0() / 4)), l.columns} }

// measureLines finds the usual size, pitch and column widths.
func measureLines(rs []region) measure {
	m := measure{right: make(map[edge]float64), count: make(map[edge]int), spaced: make(map[string]struct{}), words: make(map[string]struct{})}
	ends := make(map[edge][]float64)
	sizes := make(map[float64]int)
	pitches := make(map[float64]int)
	for _, r := range rs {
		for _, column := range r.columns {
			for i, l := range column {
				for _, f := range l.row {
					sizes[math.Round(f.size*2)/2] += len(f.text)
				}
				if i > 0 && sameSize(column[i-1].size(), l.size()) && column[i-1].page == l.page {
					if step := (column[i-1].base() - l.base()) / l.size(); step > 0.8 && step < 3 {
						pitches[math.Round(step*20)/20]++
					}
				}
				ends[edgeOf(l)] = append(ends[edgeOf(l)], l.x1())
				m.noteHyphens(l.joined())
				m.noteWords(l.joined(), i > 0 && isHyphen(lastRune(column[i-1].joined())))
			}
		}
	}
	var all []float64
	for e, xs := range ends {
		slices.Sort(xs)
		m.right[e], m.count[e] = xs[(len(xs)-1)*95/100], len(xs)
		if e.columns == 1 {
			all = append(all, xs...)
		}
	}
	if slices.Sort(all); len(all) > 0 {
		m.widest = all[(len(all)-1)*95/100]
	}
	m.size, m.pitch = mode(sizes), mode(pitches)
	if m.pitch == 0 {
		m.pitch = 1.2
	}
	return m
}

func mode(count map[float64]int) float64 {
	best := 0.0
	for value, n := range count {
		if n > count[best] || n == count[best] && value < best {
			best = value
		}
	}
	return best
}

func sameSize(a, b float64) bool { return math.Abs(a-b) <= 0.08*max(a, b) }

// isFull reports whether a line had no room for the first word of the next, or
// its first ideograph and the mark behind it.
func (m measure) isFull(l, next line) bool {
	text := next.text()
	word := text
	if end := strings.IndexFunc(text, func(r rune) bool { return r == ' ' || corpus.IsCJK(r) }); end >= 0 {
		word = text[:end]
	}
	need := float64(min(utf8.RuneCountInString(word), 20)+1) * 0.5 * l.size()
	if first, _ := utf8.DecodeRuneInString(text); corpus.IsCJK(first) {
		need = 2 * l.size()
	}
	return l.x1()+need >= m.rightEdge(l, next)
}

// rightEdge returns where lines such as these end. Few lines do not tell: their
// edge is that of the lines that begin a little to the left of them, or of all.
func (m measure) rightEdge(ls ...line) float64 {
	right := 0.0
	for _, l := range ls {
		e := edgeOf(l)
		right = max(right, m.right[e], l.x1())
		if m.count[e] >= fewLines {
			continue
		}
		near := 0.0
		for left := e.left - nearEdge; left < e.left; left++ {
			near = max(near, m.right[edge{left, e.columns}])
		}
		if near == 0 && l.columns == 1 {
			near = m.widest
		}
		right = max(right, near)
	}
	return right
}

const (
	fewLines = 8
	nearEdge = 10 // units of an edge
)
