package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"github.com/sashabaranov/go-openai"

	"footnote/bot"
	"footnote/prompts"
)

// A Client writes with a model on a server.
type Client struct {
	server
	dialect atomic.Pointer[dialect] // that the server was found to understand
}

var _ bot.Model = (*Client)(nil)

// New returns a client. It asks nothing of the server yet.
func New(c Config) *Client {
	client := &Client{server: newServer(c)}
	client.dialect.Store(newDialect(client.config.BaseURL))
	return client
}

// Name is the model's.
func (c *Client) Name() string { return c.config.Model }

// replyTries is how often a reply is tried for before its first word.
const replyTries = 3

// Bounds of a reply, which is endless with some models.
const (
	maxStreamBytes = 16 << 20 // on the wire
	maxReplyBytes  = 1 << 20  // of text
)

// Reply asks for a reply, at temperature 0: see [bot.Model].
func (c *Client) Reply(ctx context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	bounded, cancel := context.WithTimeout(ctx, c.config.Timeouts.Total)
	defer cancel()
	r := &reply{client: c, prompt: p, piece: piece, dialect: *c.dialect.Load()}
	err := c.attempt(bounded, replyTries, func() error { return r.try(bounded) })
	switch {
	case err == nil || r.stopped != nil:
		return r.usage, r.stopped
	case ctx.Err() != nil:
		err = ctx.Err()
	case bounded.Err() != nil:
		err = r.late(fmt.Sprintf("it took longer than %v", c.config.Timeouts.Total))
	default:
		err = r.discreet(err)
	}
	return r.usage, fmt.Errorf("asking %s at %s: %w", c.config.Model, c.host(), err)
}

// A reply is one that is asked for.
type reply struct {
	client  *Client
	prompt  prompts.Prompt
	piece   func(string) error
	dialect dialect
	usage   bot.Usage // of all attempts
	bytes   int       // of the text until now
	chunks  int       // that came of this attempt
	finish  string    // why the model ended, as this attempt says it
	stopped error     // by piece
}

// try asks once, and once more in each way that the server is found to want.
func (r *reply) try(ctx context.Context) error {
	err := r.ask(ctx)
	for r.bytes == 0 && r.dialect.adapt(err) {
		err = r.ask(ctx)
	}
	if err == nil {
		spoken := r.dialect
		r.client.dialect.Store(&spoken)
	}
	return err
}

func (r *reply) ask(ctx context.Context) error {
	timeouts := r.client.config.Timeouts
	ctx, life, stop := watch(ctx, timeouts.First, timeouts.Idle)
	defer stop()
	r.chunks, r.finish = 0, ""
	call := &call{server: &r.client.server, members: r.dialect.members(r.prompt.MaxTokens), life: life, limit: maxStreamBytes}
	stream, err := r.client.library(call).CreateChatCompletionStream(ctx, r.request())
	if err != nil {
		return r.ended(ctx, r.client.asFailure(err))
	}
	defer stream.Close()
	var used bot.Usage // of this attempt, as the server said it last
	defer func() { r.usage = bot.Usage{Prompt: r.usage.Prompt + used.Prompt, Reply: r.usage.Reply + used.Reply} }()
	for {
		chunk, err := stream.Recv()
		if err != nil {
			return r.ended(ctx, err)
		}
		r.chunks++
		if chunk.Usage != nil {
			used = bot.Usage{Prompt: chunk.Usage.PromptTokens, Reply: chunk.Usage.CompletionTokens}
		}
		for _, choice := range chunk.Choices {
			if err := r.take(life, choice); err != nil {
				return err
			}
		}
	}
}

func (r *reply) request() openai.ChatCompletionRequest {
	system, user := r.prompt.System, r.prompt.User
	if r.dialect.noSystem && system != "" {
		system, user = "", system+"\n\n"+user
	}
	var messages []openai.ChatCompletionMessage
	if system != "" {
		messages = append(messages, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleSystem, Content: system})
	}
	messages = append(messages, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: user})
	return openai.ChatCompletionRequest{Model: r.client.config.Model, Messages: messages}
}

// take hands over the text of a chunk.
func (r *reply) take(life *life, c openai.ChatCompletionStreamChoice) error {
	if c.Index != 0 {
		return nil
	}
	if text := c.Delta.Content; text != "" {
		if r.bytes += len(text); r.bytes > maxReplyBytes {
			return r.broken("it does not end")
		}
		if r.stopped = life.pause(func() error { return r.piece(text) }); r.stopped != nil {
			return r.stopped
		}
	}
	if c.FinishReason != "" {
		r.finish = string(c.FinishReason)
	}
	return nil
}

// ended says how a stream ended. With a reason it is whole, even if its last bytes
// are missing; without one it never is.
func (r *reply) ended(ctx context.Context, err error) error {
	var f *failure
	switch {
	case context.Cause(ctx) == errSilent:
		return r.late("the server said nothing more")
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &f):
		if r.bytes > 0 {
			return r.broken(f.why)
		}
		return f
	case r.finish != "":
		return r.finished()
	case errors.Is(err, errTooLong), errors.Is(err, errEventTooLong):
		return r.broken(err.Error())
	case errors.Is(err, io.EOF) && r.chunks == 0:
		return &failure{kind: bot.ErrModelRefused, why: "it answers without a reply; check that its address is that of an OpenAI-compatible server"}
	case errors.Is(err, io.EOF):
		return r.broken("the server did not say that it had finished")
	}
	lost := r.broken("the connection was lost: " + r.client.clean(err.Error()))
	lost.passing = r.bytes == 0
	return lost
}

// finished says what a model's own reason for its end comes to.
func (r *reply) finished() error {
	switch reason := strings.ToLower(r.finish); reason {
	case "length", "max_tokens", "max_length":
		return &failure{kind: bot.ErrModelCutOff, why: fmt.Sprintf("it is longer than %d tokens", r.prompt.MaxTokens), said: tooShort}
	case "model_length": // prompt and reply: more room for the reply is no help
		return &failure{kind: bot.ErrModelCutOff, why: "it is longer than the model can hold"}
	case "content_filter", "safety", "recitation", "refusal":
		return &failure{kind: bot.ErrPromptRefused, why: "the server withheld the reply (" + reason + ")"}
	case "error":
		return r.broken("the server had an error")
	}
	return nil
}

// broken is the failure of a reply that came to no end: where nothing of it had
// come, its server was as good as not there.
// late is the failure of a reply that took too long.
func (r *reply) late(why string) *failure {
	f := r.broken(why)
	f.late = true
	return f
}

func (r *reply) broken(why string) *failure {
	if r.bytes == 0 && r.chunks == 0 {
		return &failure{kind: bot.ErrModelUnreachable, why: why}
	}
	return &failure{kind: bot.ErrModelCutOff, why: why}
}
