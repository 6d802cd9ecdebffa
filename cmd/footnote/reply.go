package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"footnote/bot"
	"footnote/prompts"
)

// A givenReply is a model whose reply somebody has written: it shows what becomes of
// a false one.
type givenReply struct{ text string }

// maxGivenReply bounds what is read of one, in bytes.
const maxGivenReply = 1 << 20

// readReply reads a reply from a file or, for -, from standard input.
func readReply(ctx context.Context, name string, stdin io.Reader) (*givenReply, error) {
	if name == "-" {
		text, err := readAll(ctx, stdin)
		if err != nil {
			return nil, fmt.Errorf("reading the reply from standard input: %w", err)
		}
		return &givenReply{text}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, usagef("reading the reply: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxGivenReply))
	if err != nil {
		return nil, usagef("reading the reply: %w", err)
	}
	return &givenReply{string(data)}, nil
}

// Name says that no model was asked.
func (*givenReply) Name() string { return "a given reply" }

// Reply gives the reply to the first prompt; it has nothing to say in a repair turn.
func (r *givenReply) Reply(_ context.Context, _ prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	text := r.text
	r.text = ""
	return bot.Usage{}, piece(text)
}
