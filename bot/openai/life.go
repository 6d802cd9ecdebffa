package openai

import (
	"context"
	"errors"
	"time"
)

// errSilent ends a request to a server that says nothing.
var errSilent = errors.New("the server is silent")

// A life watches over a stream: it ends the request of one that says nothing for
// too long. Keep-alives say nothing, reasoning does. It is used by the goroutine
// that reads the stream.
type life struct {
	idle  time.Duration
	timer *time.Timer
}

// watch returns a context that ends when there is no sign of life for first or,
// after one, for idle.
func watch(ctx context.Context, first, idle time.Duration) (context.Context, *life, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	l := &life{idle, time.AfterFunc(first, func() { cancel(errSilent) })}
	return ctx, l, func() {
		l.timer.Stop()
		cancel(nil)
	}
}

// sign is told of a sign of life.
func (l *life) sign() { l.timer.Reset(l.idle) }

// pause stops the clock while f runs: what comes meanwhile is not read.
func (l *life) pause(f func() error) error {
	l.timer.Stop()
	defer l.sign()
	return f()
}
