package bot

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"footnote/prompts"
)

// A server is a model whose replies a test decides on.
type server func(ctx context.Context) error

func (server) Name() string { return "server" }

func (s server) Reply(ctx context.Context, _ prompts.Prompt, _ func(string) error) (Usage, error) {
	return Usage{}, s(ctx)
}

func noPiece(string) error { return nil }

func ask(ctx context.Context, g *Guard) error {
	_, err := g.Reply(ctx, prompts.Prompt{}, noPiece)
	return err
}

func TestAServerThatFailsIsLeftAloneForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked, fails := 0, true
		g := NewGuard(server(func(context.Context) error {
			if asked++; fails {
				return ErrModelUnreachable
			}
			return nil
		}), 1, 0)
		for range breakAfter + 2 {
			if err := ask(t.Context(), g); !errors.Is(err, ErrModelUnreachable) {
				t.Fatalf("got the error %v", err)
			}
		}
		if asked != breakAfter {
			t.Errorf("the server was asked %d times, want %d", asked, breakAfter)
		}
		time.Sleep(restFirst)
		_ = ask(t.Context(), g)
		if asked != breakAfter+1 {
			t.Errorf("after its rest the server was not asked again")
		}
		time.Sleep(restFirst)
		if _ = ask(t.Context(), g); asked != breakAfter+1 {
			t.Errorf("one that fails again rests no longer than before")
		}
		fails = false
		time.Sleep(restFirst)
		for range 3 {
			if err := ask(t.Context(), g); err != nil {
				t.Errorf("a server that works again is not asked: %v", err)
			}
		}
	})
}

func TestGivingUpSaysNothingOfTheServer(t *testing.T) {
	g := NewGuard(server(func(ctx context.Context) error { return ctx.Err() }), 1, 0)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range breakAfter + 1 {
		_ = ask(gone, g)
	}
	if err := ask(t.Context(), g); err != nil {
		t.Errorf("the server is left alone: %v", err)
	}
}

func TestWhatPassesTheDeadlineHasFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGuard(server(func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}), 1, 0)
		for range breakAfter {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_ = ask(ctx, g)
			cancel()
		}
		if err := ask(t.Context(), g); !errors.Is(err, ErrModelUnreachable) {
			t.Errorf("a server that never answers in time is asked again: %v", err)
		}
	})
}

func TestTheQueueIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		open := make(chan struct{})
		g := NewGuard(server(func(context.Context) error {
			<-open
			return nil
		}), 1, 1)
		done := make(chan error, 2)
		for range 2 {
			go func() { done <- ask(t.Context(), g) }()
		}
		synctest.Wait()
		if err := ask(t.Context(), g); !errors.Is(err, ErrModelBusy) {
			t.Errorf("a third request is let in: %v", err)
		}
		close(open)
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	})
}

func TestWhoWaitsInTheQueueMayLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		open := make(chan struct{})
		g := NewGuard(server(func(context.Context) error {
			<-open
			return nil
		}), 1, 1)
		go ask(t.Context(), g)
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := ask(ctx, g); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got the error %v", err)
		}
		close(open)
		synctest.Wait()
		if err := ask(t.Context(), g); err != nil {
			t.Errorf("who left still has a place: %v", err)
		}
	})
}
