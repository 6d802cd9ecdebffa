package chromem

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"footnote/retrieval"
)

// clustered returns n unit vectors, always the same: passages speak of some
// hundred subjects, so each is one of 200 centres, whose numbers are normally
// distributed with a deviation of one, plus a deviation of one half in each
// number, brought to length one.
func clustered(t testing.TB, n, dimensions int) retrieval.Vectors {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	centres := make([]float32, 200*dimensions)
	for i := range centres {
		centres[i] = float32(random.NormFloat64())
	}
	v := retrieval.Vectors{Dimensions: dimensions, Data: make([]float32, n*dimensions)}
	for i := range n {
		row, centre := v.Row(i), centres[random.IntN(200)*dimensions:]
		for j := range row {
			row[j] = centre[j] + float32(random.NormFloat64())/2
		}
		length := length(row)
		for j := range row {
			row[j] = float32(float64(row[j]) / length)
		}
	}
	return v
}

// A measure repeats what it measures and remembers the shortest time, which
// other work on the machine disturbs least.
type measure struct {
	run  func() error
	best time.Duration
}

func (m *measure) once(b *testing.B) {
	start := time.Now()
	if err := m.run(); err != nil {
		b.Fatal(err)
	}
	m.best = min(m.best, time.Since(start))
}

// BenchmarkSearch compares, in turns within one run, the search for the 10
// nearest, chromem-go's own query, and a bare read of the same bytes on all
// cores. The metrics are shortest times: ms/search, ms/chromem-go, ms/read, and
// two ratios: x/read, how many times the bare read a search takes, and
// x/chromem-go, how many times faster than chromem-go it is.
//
//	go test -run '^$' -bench BenchmarkSearch footnote/retrieval/chromem
func BenchmarkSearch(b *testing.B) {
	for _, dimensions := range []int{384, 1536} {
		for _, n := range []int{100, 1000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%dx%d", n, dimensions), func(b *testing.B) {
				v := clustered(b, n, dimensions)
				s, l := filled(b, v, 0), filled(b, v, math.MaxInt)
				query := v.Row(n / 2)
				search := measure{func() error { _, err := s.Search(b.Context(), query, 10, nil); return err }, math.MaxInt64}
				own := measure{func() error {
					_, err := l.library.collection.QueryEmbedding(b.Context(), query, 10, nil, nil)
					return err
				}, math.MaxInt64}
				read := measure{func() error { return bareRead(b, v) }, math.MaxInt64}
				for b.Loop() {
					search.once(b)
					own.once(b)
					read.once(b)
				}
				b.ReportMetric(0, "ns/op") // of the three together, which says nothing
				b.ReportMetric(ms(search.best), "ms/search")
				b.ReportMetric(ms(own.best), "ms/chromem-go")
				b.ReportMetric(ms(read.best), "ms/read")
				b.ReportMetric(float64(search.best)/float64(read.best), "x/read")
				b.ReportMetric(float64(own.best)/float64(search.best), "x/chromem-go")
			})
		}
	}
}

// BenchmarkFilteredSearch compares searches with filters that keep a part of
// the rows, spread evenly, with one without a filter: x/unfiltered is how many
// times as long the filtered one takes, by shortest times.
func BenchmarkFilteredSearch(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		v := clustered(b, n, 384)
		s := filled(b, v, libraryRows)
		query := v.Row(n / 2)
		for _, part := range []int{1, 2, 10, 100, n + 1} {
			kept := make([]bool, n) // as package retrieval decides it
			for i := range kept {
				kept[i] = (i+1)%part == 0
			}
			b.Run(fmt.Sprintf("%dx384/1 of %d kept", n, part), func(b *testing.B) {
				keep := func(row int) bool { return kept[row] }
				all := measure{func() error { _, err := s.Search(b.Context(), query, 10, nil); return err }, math.MaxInt64}
				some := measure{func() error { _, err := s.Search(b.Context(), query, 10, keep); return err }, math.MaxInt64}
				for b.Loop() {
					all.once(b)
					some.once(b)
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(ms(some.best), "ms/search")
				b.ReportMetric(float64(some.best)/float64(all.best), "x/unfiltered")
			})
		}
	}
}

// BenchmarkNew makes stores: with chromem-go filled, and without.
func BenchmarkNew(b *testing.B) {
	v := clustered(b, 100_000, 384)
	for name, libraryRows := range plans {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				filled(b, v, libraryRows)
			}
		})
	}
}

var read atomic.Uint32 // keeps the compiler from leaving the reading out

// bareRead adds up one number in four, the fewest that touch every 16 bytes, of
// the matrix, with eight sums that do not wait for one another.
func bareRead(b *testing.B, v retrieval.Vectors) error {
	return inBlocks(b.Context(), v, func(from, to int) {
		var s0, s1, s2, s3, s4, s5, s6, s7 float32
		for x := v.Data[from*v.Dimensions : to*v.Dimensions]; len(x) >= 32; x = x[32:] {
			s0, s1, s2, s3 = s0+x[0], s1+x[4], s2+x[8], s3+x[12]
			s4, s5, s6, s7 = s4+x[16], s5+x[20], s6+x[24], s7+x[28]
		}
		read.Store(math.Float32bits(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7))
	})
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
