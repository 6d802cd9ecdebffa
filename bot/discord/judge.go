package discord

import (
	"context"
	"time"

	"footnote/bot"
)

// judgeGood keeps that somebody finds an answer good.
func judgeGood(ctx context.Context, d *desk, c *call) error {
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	return d.judge(ctx, c, r, bot.Feedback{Kind: bot.FeedbackGood})
}

// fieldWhy is where people write what is wrong.
const fieldWhy = "why"

// askWhyBad asks what is wrong with an answer. Nothing is kept before that is sent.
func askWhyBad(ctx context.Context, d *desk, c *call) error {
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	p := c.belowWords()
	return c.open(ctx, form{custom: custom(verbBad, r.ID), title: p.why, fields: []field{
		{name: fieldWhy, label: p.whyLabel, hint: p.whyHint, most: bot.MaxFeedback, optional: true},
	}})
}

// judgeBad keeps that somebody finds an answer bad, and why.
func judgeBad(ctx context.Context, d *desk, c *call) error {
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	return d.judge(ctx, c, r, bot.Feedback{Kind: bot.FeedbackBad, Text: c.written(fieldWhy)})
}

// flagCitation keeps that a quotation does not support its sentence.
func flagCitation(ctx context.Context, d *desk, c *call) error {
	r, n, err := d.citationOf(ctx, c)
	if err != nil {
		return err
	}
	return d.judge(ctx, c, r, bot.Feedback{Kind: bot.FeedbackUnsupported, Citation: n})
}

// judge keeps what somebody thinks of an answer, and thanks them. The moderators are
// told of what is bad, unless that is known already.
func (d *desk) judge(ctx context.Context, c *call, r bot.Receipt, f bot.Feedback) error {
	f.Receipt, f.Asker, f.Time = r.ID, c.person.id, time.Now().UTC().Truncate(time.Millisecond)
	before, err := d.Records.Judge(ctx, f)
	if err != nil {
		return err
	}
	p := c.belowWords()
	text := p.thank(f, before)
	tells := d.config.Moderators != "" && f.Kind != bot.FeedbackGood && (before != f.Kind || f.Text != "")
	if tells {
		text += p.toModerators
	}
	if err := c.whisper(ctx, []page{{text}}); err != nil || !tells {
		return err
	}
	d.report(ctx, report{from: c, receipt: r, kind: f.Kind, citation: f.Citation, text: f.Text})
	return nil
}

// thank says what became of feedback, which may have taken the place of an earlier one.
func (p belowPhrasing) thank(f bot.Feedback, before bot.FeedbackKind) string {
	switch {
	case before == f.Kind:
		return p.again[f.Kind]
	case before != "":
		return p.changed[f.Kind]
	case f.Kind == bot.FeedbackUnsupported:
		return p.unsupported(f.Citation)
	}
	return p.thanks[f.Kind]
}
