package retrieval

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// eachOf calls do for 0 to n-1, about in that order, from as many goroutines as
// there are cores. It stops early, with an error, when the context is
// cancelled.
func eachOf(ctx context.Context, n int, do func(i int)) error {
	var next atomic.Int64
	work := func() {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			do(i)
		}
	}
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	return ctx.Err()
}

// allOf runs tasks at the same time and returns the first error, in the order
// of the tasks.
func allOf(tasks ...func() error) error {
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() { errs[i] = task() })
	}
	wg.Wait()
	return cmp.Or(errs...)
}

// A counter reports how much of some work is done, from any goroutine, about a
// hundred times in all, and never less than before.
type counter struct {
	report func(stage string, done, total int)
	stage  string
	total  int

	mu   sync.Mutex
	done int
}

func newCounter(report func(stage string, done, total int), stage string, total int) *counter {
	report(stage, 0, total)
	return &counter{report: report, stage: stage, total: total}
}

func (c *counter) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.done
	c.done += n
	if c.done*100/c.total > before*100/c.total {
		c.report(c.stage, c.done, c.total)
	}
}
