package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"footnote/bot"
	"footnote/corpus"
)

// asking is the command /ask, what a message's menu offers, and how one goes on from
// an answer.
var asking = feature{
	commands: askCommands,
	run:      map[string]handler{askName: runAsk, aboutName: runAbout, factcheckName: runFactcheck},
	complete: map[string]completer{askName: completeAsk},
	press:    map[string]handler{verbFollow: follow, verbNotMeant: askAlone, verbPublish: publish},
	submit:   map[string]handler{verbAbout: submitAbout},
}

// An inquiry is a question, who asks it, and where it is answered.
type inquiry struct {
	bot.Question
	venue   venue
	from    person
	arrived time.Time
	channel string // its ID
	direct  bool   // the channel is one of two
	replies string // the ID of the message there that it answers; may be empty
	alone   bool   // whatever was said before
	menu    bool   // asked from a message's menu: a moderator may publish the answer
	note    string // that goes with the answer

	inThread bool // the channel is a thread: known once somebody answers
}

// A dateError is returned for a date that cannot be read.
type dateError struct{ given string }

func (e dateError) Error() string { return fmt.Sprintf("%q is not a date", e.given) }

// runAsk answers the command. What comes with it is checked here although
// Discord has checked it: the data of an interaction that discordgo could not
// read is nil.
func runAsk(ctx context.Context, d *desk, c *call) error {
	q := bot.Question{
		Text: c.option(optionQuestion), Document: d.documentNamed(c.option(optionDocument)), Issuer: d.issuerNamed(c.option(optionIssuer)),
		Form: bot.Form(c.option(optionForm)),
	}
	if given := c.option(optionAsOf); given != "" {
		date, err := corpus.ParseDate(given)
		if err != nil {
			return dateError{given}
		}
		q.AsOf = date
	}
	c.reply.private = c.flag(optionPrivate)
	return d.answer(ctx, c.inquiry(q))
}

// inquiry makes a question one of who called.
func (c *call) inquiry(q bot.Question) inquiry {
	q.Asker = c.person.id
	q.Private = c.reply.private || c.direct() // a direct message is between two
	return inquiry{Question: q, venue: c.reply, from: c.person, arrived: c.reply.arrived, channel: c.ChannelID, direct: c.direct()}
}

// answer answers a question: it shows at once that it was heard, then the answer
// as it grows, then the answer.
func (d *desk) answer(ctx context.Context, q inquiry) error {
	if d.closing.Err() != nil {
		return errStopping
	}
	select {
	case d.queue <- struct{}{}:
		defer func() { <-d.queue }()
	default:
		return errBusy
	}
	if _, err := q.venue.put(ctx, 0, note(phrasesOf(q.AnswerLanguage()).searching)); err != nil {
		return err
	}
	d.goOn(ctx, &q)
	show := goLive(ctx, q.venue, d.limits.edit)
	answer, err := d.ask(q.Question, func(a bot.Answer) { show.show(note(growing(a))) })
	show.end(ctx)
	if err != nil {
		return err
	}
	if q.note != "" {
		answer.Notes = append(slices.Clip(answer.Notes), q.note)
	}
	d.keepLately(q, answer)
	places, err := deliver(ctx, q.venue, d.withCorrection(ctx, q.Question, answer, render(answer, d.below(answer, q.Private, goingOn(q, answer)...)...)))
	if err != nil {
		return fmt.Errorf("delivering an answer: %w", err)
	}
	d.keepPost(ctx, q, answer, places)
	d.log.Info("answered", "status", answer.Status, "citations", len(answer.Citations), "took", time.Since(q.arrived))
	return nil
}

// keepPost keeps where a public answer stands.
func (d *desk) keepPost(ctx context.Context, q inquiry, a bot.Answer, places []posted) {
	if a.Receipt == "" || q.Private || len(places) == 0 || places[0].Channel == "" {
		return
	}
	p := bot.Post{Receipt: a.Receipt, Channel: places[0].Channel, Asker: q.Asker, Time: time.Now().UTC().Truncate(time.Millisecond)}
	for _, place := range places {
		p.Messages = append(p.Messages, place.ID)
	}
	if err := d.Records.KeepPost(ctx, p); err != nil {
		d.log.Warn("keeping where an answer stands", "receipt", a.Receipt, "err", err)
	}
}

// errBusy is returned when the queue is full.
var errBusy = errors.New("too many questions")

// ask waits for a place and gets the answer, within their time limits. It
// returns on time even when the asker does not; the place is free again when
// the asker has returned. After it has returned, nothing more is shown.
func (d *desk) ask(q bot.Question, show func(bot.Answer)) (bot.Answer, error) {
	select {
	case d.places <- struct{}{}:
	case <-d.work.Done():
		return bot.Answer{}, context.Cause(d.work)
	case <-time.After(d.limits.wait):
		return bot.Answer{}, errBusy
	}
	ctx, cancel := context.WithTimeout(d.work, d.limits.answer)
	defer cancel()
	done := make(chan asked, 1)
	go func() {
		defer func() { <-d.places }()
		done <- protect(func() (bot.Answer, error) { return d.Asker.Stream(ctx, q, show) })
	}()
	select {
	case a := <-done:
		if a.err != nil && ctx.Err() != nil {
			a.err = fmt.Errorf("%w: %w", context.Cause(ctx), a.err)
		}
		return a.answer, a.err
	case <-ctx.Done():
		return bot.Answer{}, context.Cause(ctx)
	}
}
