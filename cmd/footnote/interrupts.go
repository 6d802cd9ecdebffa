package main

import (
	"context"
	"os"
	"os/signal"
)

// interrupts are the ctrl-C of a conversation, which decides what each of them ends.
// Nil are none: then they end the program.
type interrupts chan os.Signal

// takeInterrupts takes the interrupts, until stop, from whoever had them.
func takeInterrupts() interrupts {
	i := make(interrupts, 1)
	signal.Reset(os.Interrupt)
	signal.Notify(i, os.Interrupt)
	return i
}

func (i interrupts) stop() { signal.Stop(i) }

// context returns a context that the next interrupt cancels. Who has got it calls done.
func (i interrupts) context(parent context.Context) (ctx context.Context, done func()) {
	select {
	case <-i: // a second one for what the first has ended
	default:
	}
	ctx, cancel := context.WithCancel(parent)
	over := make(chan struct{})
	go func() {
		defer close(over)
		select {
		case <-i:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		cancel()
		<-over
	}
}
