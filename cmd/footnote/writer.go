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

// answer answers a question. Meanwhile, where somebody watches the page, the sentences
// are shown as they are proved; elsewhere, and where nothing comes for a while, it is
// said how far the answer has come.
func (p *program) answer(ctx context.Context, recorder bot.Recorder, q bot.Question, page *page) (bot.Answer, error) {
	bar := p.progress()
	defer func() { bar.stop() }()
	bar.report("answering", 0, 0)
	var unseen error
	answer, err := recorder.Stream(ctx, q, func(a bot.Answer) {
		if !page.shows(a) {
			bar.report("sentences proved", len(a.Sentences), 0)
			return
		}
		bar.stop()
		page.more(a)
		if err := p.show(page); err != nil {
			unseen = err
		}
		bar = p.progress()
		bar.report("answering", 0, 0)
	})
	if err == nil {
		err = unseen
	}
	return answer, err
}

// show prints what a page has collected; what comes later belongs to the same page.
func (p *program) show(page *page) error {
	text := page.b.String()
	page.b.Reset()
	page.begun = true
	return p.print(text)
}
