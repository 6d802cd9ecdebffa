package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// The verbs of the buttons that go on from an answer. Each has the ID of the
// answer's receipt behind it.
const (
	verbFollow   = "follow"
	verbNotMeant = "not-meant"
	verbPublish  = "publish"
)

// goingOn are the buttons below an answer that go on from it.
func goingOn(q inquiry, a bot.Answer) []discordgo.MessageComponent {
	w := askingOf(a.Language)
	var buttons []discordgo.MessageComponent
	if a.Receipt == "" {
		return nil
	}
	if !q.Private && !q.inThread && a.Status != bot.Refused {
		buttons = append(buttons, button(w.follow, discordgo.SecondaryButton, verbFollow, a.Receipt))
	}
	if a.UnderstoodAs != "" && !q.alone {
		buttons = append(buttons, button(w.notMeant, discordgo.SecondaryButton, verbNotMeant, a.Receipt))
	}
	if q.menu && q.Private && !q.direct && q.from.moderates() {
		buttons = append(buttons, button(w.publish, discordgo.SecondaryButton, verbPublish, a.Receipt))
	}
	return buttons
}

// keepLately keeps an answer for the buttons that need more than its receipt.
func (d *desk) keepLately(q inquiry, a bot.Answer) {
	if a.Receipt != "" && (q.menu || a.UnderstoodAs != "") {
		d.lately.keep(q.Question, a)
	}
}

// argument is the n-th argument of a custom ID, from 0, or nothing.
func (c *call) argument(n int) string {
	if n >= len(c.args) {
		return ""
	}
	return c.args[n]
}

// onPrivate reports whether a button stands below an answer that only who presses it
// can see.
func (c *call) onPrivate() bool {
	return c.direct() || c.Message != nil && c.Message.Flags&discordgo.MessageFlagsEphemeral != 0
}

// askAlone asks the words of an answer anew, without what was said before.
func askAlone(ctx context.Context, d *desk, c *call) error {
	w, receipt := askingOf(c.person.language), c.argument(0)
	switch mine, err := d.isOwn(ctx, c, receipt); {
	case err != nil:
		return err
	case !mine && c.onPrivate(): // of an older answer that is private no words are kept
		return c.whisper(ctx, []page{{w.forgotten}})
	case !mine:
		return c.whisper(ctx, []page{{w.notYours}})
	}
	q := d.wordsOf(ctx, receipt)
	if q.Text == "" {
		return c.whisper(ctx, []page{{w.forgotten}})
	}
	c.reply.private = c.onPrivate() && !c.direct()
	in := c.inquiry(q)
	in.alone = true
	return d.answer(ctx, in)
}

// isOwn reports whether who pressed a button has asked for the answer above it, as far
// as that is known.
func (d *desk) isOwn(ctx context.Context, c *call, receipt string) (bool, error) {
	if found, ok := d.lately.of(receipt); ok {
		return found.question.Asker == c.person.id, nil
	}
	return d.Records.AskedBy(ctx, receipt, c.person.id)
}

// wordsOf is the question of a receipt as it was asked, and nothing of what it
// rested on.
func (d *desk) wordsOf(ctx context.Context, receipt string) bot.Question {
	if found, ok := d.lately.of(receipt); ok {
		q := found.question
		return bot.Question{Text: q.Text, Document: q.Document, Issuer: q.Issuer, AsOf: q.AsOf, Language: q.Language, Form: q.Form}
	}
	kept, err := d.Records.Receipt(ctx, receipt)
	if err != nil {
		return bot.Question{}
	}
	return bot.Question{Text: kept.Question}
}

// publish shows an answer to everybody that a moderator has asked for in private. One
// cannot go on from it: of a private question no word is kept.
func publish(ctx context.Context, d *desk, c *call) error {
	w, receipt := askingOf(c.person.language), c.argument(0)
	if !c.person.moderates() {
		return c.whisper(ctx, []page{{w.moderators}})
	}
	found, ok := d.lately.of(receipt)
	switch {
	case !ok:
		return c.whisper(ctx, []page{{w.tooLate}})
	case found.question.Asker != c.person.id:
		return c.whisper(ctx, []page{{w.notYours}})
	}
	if !d.lately.publish(receipt) {
		return c.whisper(ctx, []page{{w.published}})
	}
	q := c.inquiry(found.question)
	q.Asker = found.question.Asker
	if _, err := c.reply.put(ctx, 0, note(w.publishing)); err != nil {
		return err
	}
	places, err := deliver(ctx, c.reply, d.withCorrection(ctx, q, found.answer, render(found.answer, d.below(found.answer, q.Private)...)))
	if err != nil {
		return err
	}
	d.keepPost(ctx, q, found.answer, places)
	return nil
}
