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

func TestWaitingInTheQueueIsNotTheServersFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGuard(server(func(ctx context.Context) error { // well, and slow
			select {
			case <-time.After(8 * time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}), 4, 32)
		for range 16 {
			go func() {
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				_ = ask(ctx, g)
			}()
		}
		time.Sleep(11 * time.Second)
		if err := ask(t.Context(), g); err != nil {
			t.Errorf("the server is left alone: %v", err)
		}
	})
}

// rested returns the guard of a server that has just had its first rest.
func rested(t *testing.T, s server) *Guard {
	result := s
	s = func(context.Context) error { return ErrModelUnreachable }
	g := NewGuard(server(func(ctx context.Context) error { return s(ctx) }), 4, 4)
	for range breakAfter {
		_ = ask(t.Context(), g)
	}
	time.Sleep(restFirst)
	s = result
	return g
}

func TestOnlyAFailureOfTheServerProlongsItsRest(t *testing.T) {
	for name, tc := range map[string]struct {
		result error
		asked  bool // the next time
	}{
		"the bot has had enough":  {errEnough, true},
		"the asker has left":      {context.Canceled, true},
		"the reply was cut off":   {ErrModelCutOff, true},
		"the prompt was refused":  {ErrPromptRefused, true},
		"the key is refused":      {ErrModelRefused, false},
		"the server is too busy":  {ErrModelBusy, false},
		"the server fails":        {ErrModelFailed, false},
		"nobody is there, anyhow": {ErrModelUnreachable, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked, result := 0, tc.result
				g := rested(t, func(context.Context) error {
					asked++
					return result
				})
				_ = ask(t.Context(), g)
				result = nil
				if err := ask(t.Context(), g); (err == nil) != tc.asked {
					t.Errorf("asked %d times, then %v", asked, err)
				}
			})
		})
	}
}

func TestPromptsThatAreRefusedAreNotTheServersFailure(t *testing.T) {
	g := NewGuard(server(func(context.Context) error { return ErrPromptRefused }), 1, 0)
	for range 2 * breakAfter {
		if err := ask(t.Context(), g); !errors.Is(err, ErrPromptRefused) {
			t.Errorf("got the error %v", err)
		}
	}
}

func TestWhoWaitedForAPlaceDoesNotAskAServerThatHasFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		g := NewGuard(server(func(context.Context) error {
			asked++
			time.Sleep(30 * time.Second)
			return ErrModelUnreachable
		}), 1, 10)
		for range 10 {
			go ask(t.Context(), g)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if asked != breakAfter {
			t.Errorf("the server was asked %d times, want %d", asked, breakAfter)
		}
	})
}

func TestFailuresAtOnceAreOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		result := ErrModelUnreachable
		g := NewGuard(server(func(context.Context) error {
			time.Sleep(time.Second)
			return result
		}), 8, 0)
		for range 8 {
			go ask(t.Context(), g)
		}
		time.Sleep(time.Second + restFirst)
		synctest.Wait()
		result = nil
		if err := ask(t.Context(), g); err != nil {
			t.Errorf("the server rests for longer: %v", err)
		}
	})
}

func TestOneRequestTriesWhetherTheServerIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		g := rested(t, func(context.Context) error {
			asked++
			time.Sleep(5 * time.Second)
			return nil
		})
		first := make(chan error, 1)
		go func() { first <- ask(t.Context(), g) }()
		synctest.Wait()
		for range 3 {
			if err := ask(t.Context(), g); !errors.Is(err, ErrModelUnreachable) || asked != 1 {
				t.Errorf("asked %d times at once: %v", asked, err)
			}
		}
		if err := <-first; err != nil {
			t.Error(err)
		}
		if err := ask(t.Context(), g); err != nil || asked != 2 {
			t.Errorf("a server that is back is not asked: %v", err)
		}
	})
}

func TestTheFirstWordShowsThatTheServerIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := rested(t, func(context.Context) error { return nil })
		g.model = speaking{time.Minute}
		go ask(t.Context(), g)
		synctest.Wait()
		if err := ask(t.Context(), g); err != nil {
			t.Errorf("while it speaks, the server is left alone: %v", err)
		}
	})
}

// speaking says a word at once, and is done after a time.
type speaking struct{ after time.Duration }

func (speaking) Name() string { return "speaking" }

func (m speaking) Reply(_ context.Context, _ prompts.Prompt, piece func(string) error) (Usage, error) {
	err := piece("A")
	time.Sleep(m.after)
	return Usage{}, err
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
