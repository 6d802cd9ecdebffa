package main

import (
	"context"
	"time"

	"footnote/bot"
)

// How many replies of the model are under way at a time, and how many questions wait
// for one.
const (
	modelPlaces = 4
	modelQueue  = 32
)

// verifyModel is the value of VERIFY that asks the model of doubtful sentences.
const verifyModel = "model"

// options say how answers are written: by the model that is set, whose server is
// spared when it fails, within the budgets that are set. Why it fails is told to
// warn. Who is at the terminal has no budget of their own.
func (c Config) options(budgets bot.Budgets, warn func(error)) (bot.Options, error) {
	o := bot.Options{
		Timeout:       time.Duration(c.ModelTimeout),
		ContextTokens: int(c.ModelContext),
		SecondOpinion: c.Verify == verifyModel,
		Budgets:       budgets,
		Versions:      versionsOf(c),
		Tokens:        bot.TokenLimits{Question: int(c.TokensPerQuestion), Day: int(c.TokensPerDay)},
		Warn:          warn,
	}
	model, err := c.model()
	if err == nil && model != nil {
		o.Model = bot.NewGuard(model, modelPlaces, modelQueue)
	}
	return o, err
}

// answer answers a question and says meanwhile, where that takes longer, how many
// sentences have been written and proved.
func (p *program) answer(ctx context.Context, recorder bot.Recorder, q bot.Question) (bot.Answer, error) {
	bar := newProgress(p.stderr)
	defer bar.stop()
	bar.report("answering", 0, 0)
	return recorder.Stream(ctx, q, func(a bot.Answer) { bar.report("sentences proved", len(a.Sentences), 0) })
}
