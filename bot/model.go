package bot

import (
	"context"
	"errors"
	"fmt"

	"footnote/prompts"
)

// A Model writes text. It may be used from any number of goroutines.
type Model interface {
	// Name is how answers and receipts name the model.
	Name() string
	// Reply sends a prompt and hands over the reply, piece by piece, as it comes.
	// It returns when the reply is whole, with what was used; with an error the
	// pieces until then may be part of one. An error that piece returns ends the
	// reply and is returned. It returns soon after ctx is done, with its error.
	// All other errors are one of the five below, wrapped; none holds a secret.
	Reply(ctx context.Context, p prompts.Prompt, piece func(string) error) (Usage, error)
}

// Usage is how many tokens a reply took. Both are zero where the server does not
// say.
type Usage struct{ Prompt, Reply int }

// Why a model did not reply.
var (
	ErrModelUnreachable = errors.New("the model's server cannot be reached")
	ErrModelRefused     = errors.New("the model's server refused the request")
	ErrModelFailed      = errors.New("the model's server failed")
	ErrModelBusy        = errors.New("the model's server is too busy, or its quota is used up")
	ErrModelCutOff      = errors.New("the model's reply was cut off")
)

// ErrPromptRefused is the [ErrModelRefused] of one prompt, which says nothing of
// the next.
var ErrPromptRefused = fmt.Errorf("%w as it stands", ErrModelRefused)
