package main

import (
	"context"
	"errors"
	"time"

	"footnote/bot"
	"footnote/bot/openai"
	"footnote/prompts"
)

// fewTokens are those of the reply that is asked for; a model that thinks before it
// writes is cut off, which shows as well that it is there.
const fewTokens = 16

// model asks the model for a word.
func (d *doctor) model(ctx context.Context) []check {
	model, err := d.Config.model()
	switch {
	case err != nil:
		return []check{failedSetting(err)}
	case model == nil:
		return []check{fine("none is set: sentences are quoted as they stand")}
	case d.offline:
		return []check{fine("%s, which was not asked", model.Name())}
	}
	start := time.Now()
	usage, err := model.Reply(ctx, prompts.Prompt{User: "Reply with the word yes.", MaxTokens: fewTokens}, func(string) error { return nil })
	switch {
	case err == nil || errors.Is(err, bot.ErrModelCutOff) && usage.Reply >= fewTokens:
		return []check{fine("%s answers within %v%s", model.Name(), took(start), count(", for %d tokens", usage.Prompt+usage.Reply))}
	case errors.Is(err, bot.ErrModelBusy):
		busy := failed(err, "try again later; until then sentences are quoted as they stand")
		busy.State = stateWarning
		return []check{busy}
	}
	return []check{failed(err, "look at MODEL, MODEL_URL, MODEL_KEY and MODEL_TIMEOUT")}
}

// embedding asks the embedder for the vector of a word.
func (d *doctor) embedding(ctx context.Context) []check {
	embedding, err := d.Config.embedding()
	if err != nil {
		return []check{failedSetting(err)}
	}
	remote, ok := embedding.(openai.Embedding)
	switch {
	case !ok:
		return []check{fine("vectors are learned from the documents, without a server")}
	case d.offline:
		return []check{fine("%s, which was not asked", remote.Model)}
	}
	start := time.Now()
	embedder, err := remote.Fit(ctx, nil)
	if err != nil {
		return []check{failed(err, "look at EMBED_MODEL, EMBED_URL, EMBED_KEY and EMBED_DIMENSIONS")}
	}
	if patience := time.Duration(d.EmbedTimeout); time.Since(start) > patience {
		return []check{doubtful("look once more, as a model may have to be loaded first; if it stays so, raise EMBED_TIMEOUT",
			"%s took %v for a vector and EMBED_TIMEOUT is %v: questions are searched by their words alone", remote.Model, took(start), patience)}
	}
	return []check{fine("%s has a vector of %d dimensions within %v", remote.Model, embedder.Dimensions(), took(start))}
}

// took is the time since then, as far as it is of interest.
func took(start time.Time) time.Duration {
	return max(time.Since(start).Round(10*time.Millisecond), 10*time.Millisecond)
}
