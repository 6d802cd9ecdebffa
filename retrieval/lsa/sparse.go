package lsa

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// A sparse matrix holds its entries other than zero row by row: those of row i
// are start[i] up to start[i+1].
type sparse struct {
	columns int
	start   []int
	column  []int32 // ascending within a row
	value   []float32
}

func newSparse(rows, columns int) *sparse {
	return &sparse{columns: columns, start: make([]int, rows+1)}
}

func (m *sparse) rows() int { return len(m.start) - 1 }

// transpose returns the same matrix row by column.
func (m *sparse) transpose() *sparse {
	t := newSparse(m.columns, m.rows())
	t.column, t.value = make([]int32, len(m.column)), make([]float32, len(m.value))
	for _, c := range m.column {
		t.start[c+1]++
	}
	for i := range m.columns {
		t.start[i+1] += t.start[i]
	}
	next := append([]int(nil), t.start...)
	for i := range m.rows() {
		for j := m.start[i]; j < m.start[i+1]; j++ {
			at := next[m.column[j]]
			next[m.column[j]]++
			t.column[at], t.value[at] = int32(i), m.value[j]
		}
	}
	return t
}

// mul sets dst to m times d. Each row is added up by one goroutine from left
// to right, so the result does not depend on how many there are.
func (m *sparse) mul(ctx context.Context, dst, d *mat.Dense) error {
	return each(ctx, m.rows(), func(i int) {
		row := dst.RawRowView(i)
		clear(row)
		for j := m.start[i]; j < m.start[i+1]; j++ {
			floats.AddScaled(row, float64(m.value[j]), d.RawRowView(int(m.column[j])))
		}
	})
}

// each calls do with every number below n, on as many goroutines as there are
// cores to run them. It stops early, with an error, when ctx is cancelled.
func each(ctx context.Context, n int, do func(i int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
