package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"footnote/prompts"
)

// A Guard stands before a model's server: a bounded number of replies are under
// way at a time, a bounded number of requests wait for that, and a server that has
// failed several times in a row is left alone for a while, so that nobody waits
// for what is not going to come.
type Guard struct {
	model  Model
	now    func() time.Time
	places chan struct{} // one for each reply under way
	queue  chan struct{} // one for each request that waits or is answered

	mu     sync.Mutex
	fails  int       // in a row
	closed time.Time // until when the server is left alone
}

const (
	breakAfter = 3                // failures in a row
	restFirst  = 15 * time.Second // after that many; twice as long with each further one
	restMost   = 5 * time.Minute
)

// NewGuard guards a model: places replies are under way at a time, and as many as
// queue requests wait for one.
func NewGuard(m Model, places, queue int) *Guard {
	return &Guard{model: m, now: time.Now, places: make(chan struct{}, places), queue: make(chan struct{}, places+queue)}
}

// Name is that of the model.
func (g *Guard) Name() string { return g.model.Name() }

// Reply is that of the model. While the queue is full the error is
// [ErrModelBusy]; while the server is left alone, [ErrModelUnreachable].
func (g *Guard) Reply(ctx context.Context, p prompts.Prompt, piece func(string) error) (Usage, error) {
	if left := g.rests(); left > 0 {
		return Usage{}, fmt.Errorf("it has failed several times and is left alone for %v: %w", left.Round(time.Second), ErrModelUnreachable)
	}
	select {
	case g.queue <- struct{}{}:
		defer func() { <-g.queue }()
	default:
		return Usage{}, fmt.Errorf("too many questions are waiting: %w", ErrModelBusy)
	}
	select {
	case g.places <- struct{}{}:
		defer func() { <-g.places }()
	case <-ctx.Done():
		return Usage{}, ctx.Err()
	}
	usage, err := g.model.Reply(ctx, p, piece)
	g.learn(ctx, err)
	return usage, err
}

// rests returns for how long the server is still left alone.
func (g *Guard) rests() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.closed.Sub(g.now())
}

// learn counts the failures of the server. What its caller ended early says
// nothing of it; that it was too slow for the deadline does.
func (g *Guard) learn(ctx context.Context, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case err == nil:
		g.fails = 0
	case errors.Is(err, ErrModelUnreachable), errors.Is(err, ErrModelRefused), errors.Is(err, ErrModelBusy),
		errors.Is(ctx.Err(), context.DeadlineExceeded):
		g.fails++
	}
	if over := g.fails - breakAfter; over >= 0 && err != nil {
		g.closed = g.now().Add(min(restMost, restFirst<<min(over, 10)))
	}
}
