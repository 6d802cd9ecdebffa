package openai

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openai/openaitest"
)

func TestSilenceIsNotWaitedOut(t *testing.T) {
	keepAlive := ": keep-alive\n\n"
	for name, tc := range map[string]struct {
		reply openaitest.Reply
		kind  error
	}{
		"before the header": {openaitest.Reply{Before: time.Minute}, bot.ErrModelUnreachable},
		"keep-alives only":  {openaitest.Reply{Events: []string{keepAlive}, Between: 20 * time.Millisecond, Endless: true}, bot.ErrModelUnreachable},
		"then keep-alives":  {openaitest.Reply{Events: append([]string{openaitest.Chunk("The")}, slices.Repeat([]string{keepAlive}, 100)...), Between: 20 * time.Millisecond}, bot.ErrModelCutOff},
		"after a word":      {openaitest.Reply{Events: []string{openaitest.Chunk("The")}, Hang: true}, bot.ErrModelCutOff},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client(openaitest.New(t, openaitest.Play(tc.reply)))
			c.config.Timeouts.First, c.config.Timeouts.Idle = 300*time.Millisecond, 100*time.Millisecond
			start := time.Now()
			if _, _, err := ask(t, c); !errors.Is(err, tc.kind) || time.Since(start) > 1500*time.Millisecond {
				t.Errorf("%v after %v", err, time.Since(start))
			}
		})
	}
}

func TestAModelMayThinkAndLoadBeforeItWrites(t *testing.T) {
	think := `data: {"choices":[{"index":0,"delta":{"reasoning":"hm"}}]}` + "\n\n"
	thinkAgain := `data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm"},"finish_reason":null}]}` + "\n\n"
	events := append(slices.Repeat([]string{": loading\n", ":\n\n"}, 200), slices.Repeat([]string{think, thinkAgain}, 4)...)
	events = append(events, openaitest.Chunk("Yes."), openaitest.Finish("stop"), openaitest.Used(1, 2), openaitest.Done)
	r := openaitest.Reply{Events: events, Between: time.Millisecond}
	c := client(openaitest.New(t, openaitest.Play(r)))
	c.config.Timeouts.Idle = 200 * time.Millisecond
	if pieces, used, err := ask(t, c); err != nil || !slices.Equal(pieces, []string{"Yes."}) || used.Reply != 2 {
		t.Errorf("%q, %+v, %v", pieces, used, err)
	}
}

func TestASlowReaderIsNotASilentServer(t *testing.T) {
	c := client(openaitest.New(t, openaitest.Play(openaitest.Text("a b c"))))
	c.config.Timeouts.Idle = 50 * time.Millisecond
	_, err := c.Reply(t.Context(), prompt, func(string) error {
		time.Sleep(100 * time.Millisecond)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheTimeForAReplyIsBounded(t *testing.T) {
	c := client(openaitest.New(t, openaitest.Play(openaitest.Reply{Pieces: []string{"more "}, Between: 20 * time.Millisecond, Endless: true})))
	c.config.Timeouts.Total = 300 * time.Millisecond
	if pieces, _, err := ask(t, c); !errors.Is(err, bot.ErrModelCutOff) || !strings.Contains(err.Error(), "longer than 300ms") || len(pieces) < 2 {
		t.Errorf("%q, %v", pieces, err)
	}
}

func TestAReplyEndsWithItsContext(t *testing.T) {
	c := client(openaitest.New(t, openaitest.Play(openaitest.Reply{Pieces: []string{"more "}, Between: 20 * time.Millisecond, Endless: true})))
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	_, err := c.Reply(ctx, prompt, func(string) error {
		if n++; n == 2 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := c.Reply(ctx, prompt, func(string) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if _, err := c.Reply(ctx, prompt, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestAServerThatKeepsTheStreamOpenAfterItsEndIsNotWaitedFor(t *testing.T) {
	r := openaitest.Text("Yes.")
	r.Hang = true
	start := time.Now()
	if _, _, err := ask(t, client(openaitest.New(t, openaitest.Play(r)))); err != nil || time.Since(start) > 500*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}
