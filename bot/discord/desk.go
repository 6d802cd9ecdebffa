package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// errStopping is the cause of an answer that was given up for a restart.
var errStopping = errors.New("the bot is stopping")

// What is wrong with a call or a message.
var (
	errUnread      = errors.New("a command or a button that the bot does not know")
	errNothingSaid = errors.New("a message without a text")
)

// A desk answers calls and messages: as many questions at a time as it has
// places, with a bounded queue before them.
type desk struct {
	Services
	config   Config
	api      *api
	log      *slog.Logger
	limits   limits
	id       *identity
	seen     recent
	flood    flood // of reports to the moderators
	rooms    rooms
	lately   lately
	findings findings                  // answers that quoted what has changed
	known    atomic.Pointer[catalogue] // of the library that was looked at last
	threads  threads                   // whose messages the bot may read
	revising sync.Mutex                // held while an answer that was shown is corrected
	queue    chan struct{}             // one entry for each question that waits or is answered
	turns    turns                     // of the questions that wait
	meter    meter                     // of questions, for the limits
	open     tasks

	hearing    chan struct{} // one entry for each message that is dealt with
	suggesting chan struct{} // one entry while a document that somebody suggests is read

	started time.Time

	closing context.Context // done: no new questions
	work    context.Context // done: give up the questions under way
	abandon context.CancelCauseFunc
	talk    context.Context // done: say nothing more
	hangUp  context.CancelFunc
}

// newDesk returns a desk that takes questions until ctx is done.
func newDesk(ctx context.Context, b *Bot) *desk {
	d := &desk{
		Services: b.Services, config: b.config, api: b.api, log: b.log, limits: b.limits, id: &b.identity, closing: ctx, started: time.Now(),
		queue: make(chan struct{}, b.limits.places+b.limits.queue),
		turns: turns{free: b.limits.places}, suggesting: make(chan struct{}, 1),
	}
	d.hearing = make(chan struct{}, hearAtMost*cap(d.queue))
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
	if i.Type != discordgo.InteractionApplicationCommandAutocomplete && !d.isFirst(i.ID) {
		return
	}
	c := newCall(d, i)
	defer func() {
		if v := recover(); v != nil {
			d.failCall(c, panicked{v, debug.Stack()})
		}
	}()
	if err := d.do(d.talk, c); err != nil {
		d.failCall(c, err)
	}
}

// failCall tells the person why a call came to nothing. Who is only writing a command
// cannot be told.
func (d *desk) failCall(c *call, err error) {
	switch {
	case c.Type == discordgo.InteractionApplicationCommandAutocomplete:
		d.log.Warn("proposing what somebody may write", "error", err)
	case !d.tellShut(d.talk, c, err):
		d.fail(c.reply, c.words, err)
	}
}

// onceTime bounds how long a question waits to be known as new: an answer given twice
// is better than none.
const onceTime = time.Second

// isFirst reports whether an event comes for the first time: neither another process
// with the same records, nor this one before a restart, has taken it within a day.
func (d *desk) isFirst(id string) bool {
	ctx, cancel := context.WithTimeout(d.talk, onceTime)
	defer cancel()
	first, err := d.Records.Once(ctx, "event "+id, time.Now())
	if err != nil {
		d.log.Warn("noting that an event was taken", "error", err)
	}
	return first || err != nil
}

// asked is what came of asking.
type asked struct {
	answer bot.Answer
	err    error
}

// protect turns a panic into an error.
func protect[T any](do func() (T, error)) (result T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked{v, debug.Stack()}
		}
	}()
	return do()
}

// panicked is the error of code that panicked.
type panicked struct {
	value any
	stack []byte
}

func (p panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

// fail tells the person why there is no answer: the one place that decides
// what they see and what is logged.
func (d *desk) fail(v venue, p phrasing, err error) {
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
	if err := v.refuse(d.talk, text); err != nil {
		d.log.Error("telling that there is no answer", "error", err)
	}
}

// explain returns what to tell of an error that is no fault of the program.
func explain(p phrasing, err error) (text string, expected bool) {
	var date dateError
	var over limitError
	var away awayError
	switch {
	case errors.As(err, &over):
		return p.overLimit(over), true
	case errors.As(err, &away):
		return p.away(away), true
	case errors.Is(err, errBusy):
		return p.busy, true
	case errors.Is(err, errStopping):
		return p.stopping, true
	case errors.Is(err, errUnread):
		return p.unread, true
	case errors.Is(err, errNothingSaid):
		return p.howToAsk, true
	case errors.Is(err, errNoModerator):
		return p.noModerator, true
	case errors.Is(err, errNoAnswer):
		return p.noAnswer, true
	case errors.As(err, &date):
		return p.badDate(shorten(date.given, maxField)), true
	case errors.Is(err, bot.ErrNoReceipt):
		return p.noReceipt, true
	case errors.Is(err, bot.ErrNoPost):
		return p.noPost, true
	case errors.Is(err, errNotYours):
		return p.notYours, true
	case errors.Is(err, bot.ErrEmptyQuestion):
		return p.empty, true
	case errors.Is(err, bot.ErrQuestionTooLong):
		return p.tooLong(bot.MaxQuestion), true
	case errors.Is(err, bot.ErrUnknownDocument):
		return p.noSuchDoc, true
	case errors.Is(err, bot.ErrUnknownIssuer):
		return p.noSuchIssuer, true
	}
	return p.owners.explain(err)
}
