package retrieval

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
)

func TestEachOfDoesEachOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		done := make([]atomic.Int32, n)
		if err := eachOf(t.Context(), n, func(i int) { done[i].Add(1) }); err != nil {
			t.Fatal(err)
		}
		for i := range done {
			if done[i].Load() != 1 {
				t.Errorf("%d of %d was done %d times", i, n, done[i].Load())
			}
		}
	}
}

func TestEachOfStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var done atomic.Int32
	err := eachOf(ctx, 1_000_000, func(int) { done.Add(1); cancel() })
	if !errors.Is(err, context.Canceled) || done.Load() > 1000 {
		t.Errorf("%d were done, error %v", done.Load(), err)
	}
}

func TestAllOfReturnsTheFirstErrorByOrder(t *testing.T) {
	first, second := errors.New("first"), errors.New("second")
	ready := make(chan bool)
	err := allOf(
		func() error { return nil },
		func() error { <-ready; return first },
		func() error { close(ready); return second },
	)
	if err != first {
		t.Errorf("the error is %v", err)
	}
}

func TestCounterNeverGoesBackAndEndsAtTheTotal(t *testing.T) {
	for _, total := range []int{1, 7, 100, 12345} {
		var said []int
		c := newCounter(func(stage string, done, of int) {
			if stage != "working" || of != total {
				t.Errorf("reported %s of %d", stage, of)
			}
			said = append(said, done)
		}, "working", total)
		if err := eachOf(t.Context(), total, func(int) { c.add(1) }); err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(said) || said[0] != 0 || said[len(said)-1] != total || len(said) > 101 {
			t.Errorf("of %d it reported %v", total, said)
		}
	}
}
