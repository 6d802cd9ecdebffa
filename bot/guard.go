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
// for what is not going to come. After that one request tries whether it is back.
type Guard struct {
	model  Model
	now    func() time.Time
	places chan struct{} // one for each reply under way
	queue  chan struct{} // one for each request that waits or is answered

	mu     sync.Mutex
	fails  int       // in a row
	closed time.Time // until when the server is left alone
	trying bool      // whether it is back
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
	came := g.now()
	if err := g.leftAlone(); err != nil {
		return Usage{}, err
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
	tries, err := g.admit()
	if err != nil {
		return Usage{}, err
	}
	return g.ask(ctx, p, piece, g.now().Sub(came), tries)
}

// ask asks the server for what has waited for it, and learns from what comes.
func (g *Guard) ask(ctx context.Context, p prompts.Prompt, piece func(string) error, waited time.Duration, tries bool) (Usage, error) {
	begun, speaks := g.now(), false
	usage, err := g.model.Reply(ctx, p, func(s string) error {
		if !speaks {
			speaks = true
			g.lives()
		}
		return piece(s)
	})
	late := errors.Is(ctx.Err(), context.DeadlineExceeded) && hadTime(waited, g.now().Sub(begun))
	switch {
	case err == nil, speaks, errors.Is(err, ErrModelCutOff), errors.Is(err, ErrPromptRefused):
		g.lives()
	case errors.Is(err, ErrModelUnreachable), errors.Is(err, ErrModelRefused), errors.Is(err, ErrModelFailed), errors.Is(err, ErrModelBusy), late:
		g.failed(tries)
	default: // who asked has left, or had waited for too long
		g.gaveUp(tries)
	}
	return usage, err
}

// hadTime reports whether a server that was too slow for a deadline had the time:
// at least half of what the request had, or what is enough for anybody.
func hadTime(waited, took time.Duration) bool {
	return took >= 10*time.Second || took >= time.Second && took >= waited
}

// leftAlone returns an error while nobody is to ask the server.
func (g *Guard) leftAlone() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.rests()
}

// Rests reports whether the server is left alone, so that an answer would be copied,
// not written.
func (g *Guard) Rests() bool { return g.leftAlone() != nil }

func (g *Guard) rests() error {
	if left := g.closed.Sub(g.now()); left > 0 {
		return fmt.Errorf("it has failed several times and is left alone for %v: %w", left.Round(time.Second), ErrModelUnreachable)
	}
	if g.trying {
		return fmt.Errorf("it has failed several times and another question tries whether it is back: %w", ErrModelUnreachable)
	}
	return nil
}

// admit lets a request through, unless the server has failed while it waited. The
// first after a rest tries whether the server is back.
func (g *Guard) admit() (tries bool, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.rests(); err != nil {
		return false, err
	}
	g.trying = g.fails >= breakAfter
	return g.trying, nil
}

// lives notes that the server answers.
func (g *Guard) lives() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fails, g.closed, g.trying = 0, time.Time{}, false
}

// failed counts a failure of the server. Of those that were under way together, the
// ones after it is left alone are the same failure.
func (g *Guard) failed(tries bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	if g.closed.After(now) {
		return
	}
	g.trying = g.trying && !tries
	g.fails++
	if over := g.fails - breakAfter; over >= 0 {
		g.closed = now.Add(min(restMost, restFirst<<min(over, 10)))
	}
}

// gaveUp notes that nothing was learned.
func (g *Guard) gaveUp(tries bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.trying = g.trying && !tries
}
