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
	complete: map[string]completer{askName: completeSources},
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
	server  string // the ID of that which the channel is in, or nothing
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
	return inquiry{Question: q, venue: c.reply, from: c.person, arrived: c.reply.arrived, channel: c.ChannelID, server: c.GuildID, direct: c.direct()}
}

// answer answers a question, if manners allow it: it shows at once that it was heard,
// then the answer as it grows, then the answer.
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
	charge, err := d.admit(ctx, q)
	if err != nil {
		return err
	}
	answer, err := d.hearOut(ctx, &q)
	charge.settle(answer)
	if err != nil {
		return err
	}
	if q.note != "" {
		answer.Notes = append(slices.Clip(answer.Notes), q.note)
	}
	d.keepLately(q, answer)
	places, err := deliver(ctx, q.venue, d.withCorrection(ctx, q, answer, render(answer, d.below(answer, q.Private, goingOn(q, answer)...)...)))
	if err != nil {
		return fmt.Errorf("delivering an answer: %w", err)
	}
	d.keepPost(ctx, q, answer, places)
	d.log.Info("answered", "status", answer.Status, "citations", len(answer.Citations), "took", time.Since(q.arrived))
	return nil
}

// hearOut says that a question was heard, or how many are before it, and shows its
// answer while it grows.
func (d *desk) hearOut(ctx context.Context, q *inquiry) (bot.Answer, error) {
	turn, before := d.turns.draw()
	defer turn.giveUp() // unless it had its place
	words := phrasesOf(q.AnswerLanguage())
	if _, err := q.venue.put(ctx, 0, note(words.heard(before))); err != nil {
		return bot.Answer{}, err
	}
	d.goOn(ctx, q)
	show := goLive(ctx, q.venue, d.limits.edit)
	defer show.end(ctx)
	return d.ask(q.Question, turn, d.countdown(show, words, before), func(a bot.Answer) { show.show(note(growing(a))) })
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

// countdown shows how many questions are before one, from how many there were. Far
// back it leaves most numbers out: each is a request.
func (d *desk) countdown(show *live, words phrasing, told int) func(before int) {
	return func(before int) {
		if before < told && (before < 10 || before <= told*9/10) {
			told = before
			show.show(note(words.heard(before)))
		}
	}
}

// ask waits for a place and gets the answer, within their time limits. It
// returns on time even when the asker does not; the place is free again when
// the asker has returned. After it has returned, nothing more is shown.
func (d *desk) ask(q bot.Question, turn *turn, tell func(before int), show func(bot.Answer)) (bot.Answer, error) {
	waiting, stop := context.WithTimeoutCause(d.work, d.limits.wait, errBusy)
	defer stop()
	if err := turn.wait(waiting, tell); err != nil {
		return bot.Answer{}, err
	}
	tell(notWaiting)
	ctx, cancel := context.WithTimeout(d.work, d.limits.answer)
	defer cancel()
	done := make(chan asked, 1)
	go func() {
		defer d.turns.leave()
		answer, err := protect(func() (bot.Answer, error) { return d.Asker.Stream(ctx, q, show) })
		done <- asked{answer, err}
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
