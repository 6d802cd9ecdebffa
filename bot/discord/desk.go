package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// errStopping is the cause of an answer that was given up for a restart.
var errStopping = errors.New("the bot is stopping")

// A desk answers interactions: as many at a time as it has places, with a
// bounded queue before them.
type desk struct {
	asker  Asker
	api    *api
	log    *slog.Logger
	limits limits
	seen   recent
	queue  chan struct{} // one entry for each question that waits or is answered
	places chan struct{} // one entry for each question that is answered
	open   tasks

	closing context.Context // done: no new questions
	work    context.Context // done: give up the questions under way
	abandon context.CancelCauseFunc
	talk    context.Context // done: say nothing more
	hangUp  context.CancelFunc
}

// newDesk returns a desk that takes questions until ctx is done.
func newDesk(ctx context.Context, b *Bot) *desk {
	d := &desk{
		asker: b.asker, api: b.api, log: b.log, limits: b.limits, closing: ctx,
		queue:  make(chan struct{}, b.limits.places+b.limits.queue),
		places: make(chan struct{}, b.limits.places),
	}
	d.talk, d.hangUp = context.WithCancel(context.WithoutCancel(ctx))
	d.work, d.abandon = context.WithCancelCause(d.talk)
	return d
}

// finish lets the questions under way be answered for a while, then gives them
// up, and returns when everyone has been told. Questions that come meanwhile
// are declined.
func (d *desk) finish() {
	if left := d.open.wait(d.limits.finish); left > 0 {
		d.log.Warn("giving up questions", "unanswered", left)
	}
	d.abandon(errStopping)
	d.open.wait(d.limits.farewell)
}

// close finishes, and then says nothing more.
func (d *desk) close() {
	d.finish()
	d.open.shut()
	d.open.wait(d.limits.farewell)
	d.hangUp()
}

// handle answers one interaction, in the goroutine of its caller.
func (d *desk) handle(i *discordgo.Interaction) {
	if i == nil || i.ID == "" || i.Token == "" || !d.seen.add(i.ID) || !d.open.start() {
		return
	}
	defer d.open.done()
	p := phrasesOf(string(i.Locale))
	r := &reply{
		api: d.api, id: i.ID, app: i.AppID, token: i.Token,
		limiter: discordgo.NewRatelimiter(), limits: d.limits, arrived: time.Now(),
	}
	defer func() {
		if v := recover(); v != nil {
			d.fail(r, p, panicked{v, debug.Stack()})
		}
	}()
	if err := d.serve(r, i); err != nil {
		d.fail(r, p, err)
	}
}

// serve acknowledges a question before anything that takes time, and answers
// it.
func (d *desk) serve(r *reply, i *discordgo.Interaction) error {
	q, private, err := read(i)
	if err != nil {
		return err
	}
	if d.closing.Err() != nil {
		return errStopping
	}
	select {
	case d.queue <- struct{}{}:
		defer func() { <-d.queue }()
	default:
		return errBusy
	}
	if err := r.acknowledge(d.talk, private); err != nil {
		return fmt.Errorf("acknowledging a question: %w: %w", errUnheard, err)
	}
	answer, err := d.ask(q)
	if err != nil {
		return err
	}
	if err := r.answer(d.talk, render(answer)); err != nil {
		return fmt.Errorf("delivering an answer: %w", err)
	}
	d.log.Info("answered", "status", answer.Status, "citations", len(answer.Citations), "took", time.Since(r.arrived))
	return nil
}

// errBusy is returned when the queue is full.
var errBusy = errors.New("too many questions")

// ask waits for a place and gets the answer, within their time limits. It
// returns on time even when the asker does not; the place is free again when
// the asker has returned.
func (d *desk) ask(q bot.Question) (bot.Answer, error) {
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
		done <- protect(func() (bot.Answer, error) { return d.asker.Answer(ctx, q) })
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

// asked is what came of asking.
type asked struct {
	answer bot.Answer
	err    error
}

// protect turns a panic into an error.
func protect(ask func() (bot.Answer, error)) (a asked) {
	defer func() {
		if v := recover(); v != nil {
			a.err = panicked{v, debug.Stack()}
		}
	}()
	a.answer, a.err = ask()
	return a
}

// panicked is the error of code that panicked.
type panicked struct {
	value any
	stack []byte
}

func (p panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

// fail tells the person why there is no answer: the one place that decides
// what they see and what is logged.
func (d *desk) fail(r *reply, p phrasing, err error) {
	text, expected := explain(p, err)
	if !expected {
		reference := newReference()
		d.log.Error("no answer", "reference", reference, "error", err)
		text = p.failed(reference)
		if errors.Is(err, context.DeadlineExceeded) {
			text = p.slow(reference)
		}
	}
	if errors.Is(err, errUnheard) {
		return
	}
	if err := r.notice(d.talk, text); err != nil {
		d.log.Error("telling that there is no answer", "error", err)
	}
}

// explain returns what to tell of an error that is no fault of the program.
func explain(p phrasing, err error) (text string, expected bool) {
	var date dateError
	switch {
	case errors.Is(err, errBusy):
		return p.busy, true
	case errors.Is(err, errStopping):
		return p.stopping, true
	case errors.Is(err, errNotAsked):
		return p.unread, true
	case errors.As(err, &date):
		return p.badDate(shorten(date.given, maxField)), true
	case errors.Is(err, bot.ErrEmptyQuestion):
		return p.empty, true
	case errors.Is(err, bot.ErrQuestionTooLong):
		return p.tooLong(bot.MaxQuestion), true
	case errors.Is(err, bot.ErrUnknownDocument):
		return p.noSuchDoc, true
	case errors.Is(err, bot.ErrUnknownIssuer):
		return p.noSuchIssuer, true
	}
	return "", false
}
