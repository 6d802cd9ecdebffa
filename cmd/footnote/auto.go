package main

import (
	"context"
	"fmt"
	"sync/atomic"

	"footnote/bot"
	"footnote/bot/openai"
	"footnote/prompts"
)

// autoModel is the value of MODEL that looks for a local one.
const autoModel = "auto"

// An unseenModel is one of an Ollama on this machine. It is looked for when it is
// first asked, and the next time where there is none yet: until then sentences are
// copied, and an Ollama that is started later is found.
type unseenModel struct {
	host   string // see [openai.Local]
	client func(openai.Config) *openai.Client
	seen   atomic.Pointer[openai.Client]
}

// Name is that of the model, once there is one.
func (m *unseenModel) Name() string {
	if c := m.seen.Load(); c != nil {
		return c.Name()
	}
	return autoModel
}

// Reply is that of the model, or [bot.ErrModelUnreachable] with what to do.
func (m *unseenModel) Reply(ctx context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	c := m.seen.Load()
	if c == nil {
		server, err := openai.Local(ctx, m.host)
		if ctx.Err() != nil {
			return bot.Usage{}, ctx.Err()
		}
		if err != nil {
			return bot.Usage{}, fmt.Errorf("%w: %w", bot.ErrModelUnreachable, err)
		}
		m.seen.CompareAndSwap(nil, m.client(server)) // another question may have seen it, too
		c = m.seen.Load()
	}
	return c.Reply(ctx, p, piece)
}
