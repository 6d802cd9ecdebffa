package main

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/prompts"
)

// A slow model replies when nobody waits any more; meanwhile something happens.
type slowModel struct{ meanwhile func() }

func (slowModel) Name() string { return "m" }

func (m slowModel) Reply(ctx context.Context, _ prompts.Prompt, _ func(string) error) (bot.Usage, error) {
	m.meanwhile()
	<-ctx.Done()
	return bot.Usage{}, ctx.Err()
}

func TestAnInterruptEndsTheQuestionAndNotTheConversation(t *testing.T) {
	index := follow(t, "").assistant.Index()
	var stdout, stderr strings.Builder
	p := talk{program: &program{getenv: environment(nil), stdout: &stdout, stderr: &stderr}, interrupts: make(interrupts, 1)}
	ctx, leave := context.WithCancel(t.Context())
	for _, tc := range []struct {
		question  string
		meanwhile func()
		want      error
	}{
		{"How high are the subsidies in Lingang?", func() { p.interrupts <- os.Interrupt }, nil},
		{"临港新片区的补贴最高多少？", func() { p.interrupts <- os.Interrupt; p.interrupts <- os.Interrupt }, nil}, // the second is too late
		{"How high are the subsidies in Lingang?", leave, context.Canceled},
	} {
		stderr.Reset()
		p.recorder = bot.Recorder{Assistant: bot.New(index, bot.Options{Model: slowModel{tc.meanwhile}})}
		quit, err := p.reply(ctx, tc.question)
		if quit || !errors.Is(err, tc.want) || stdout.Len() > 0 || strings.Contains(stderr.String(), "interrupted; ask another") != (tc.want == nil) {
			t.Errorf("%s: %v, %v\n%s%s", tc.question, quit, err, &stdout, &stderr)
		}
	}
}

func TestAnInterruptAtThePromptEndsTheConversation(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot interrupt itself on Windows")
	}
	silent, _ := io.Pipe()
	p := talk{interrupts: takeInterrupts()}
	defer p.interrupts.stop()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(50*time.Millisecond, func() { self.Signal(os.Interrupt) })
	if _, err := p.next(t.Context(), newPipe(silent)); !isCancelled(err) {
		t.Errorf("%v", err)
	}
}
