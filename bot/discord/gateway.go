package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// The errors that connecting again cannot mend. Each says what to do.
var (
	ErrBadToken    = errors.New("the token is wrong: copy the bot's token again from https://discord.com/developers/applications, page Bot, Reset Token")
	ErrNoAccess    = errors.New("the bot may not register its commands there: check the server's ID, and invite the bot with the link that `footnote doctor` prints")
	ErrBadCommands = errors.New("the commands were not accepted: check that the server's ID is a number, and update Footnote")
	ErrSharding    = errors.New("the bot is in too many servers for one connection: remove it from some of them")
	ErrBadVersion  = errors.New("this version of the connection is no longer served: update Footnote")
	ErrBadIntents  = errors.New("the events that were subscribed to are not allowed: update Footnote")
	ErrNoContent   = errors.New("the bot may not read messages: switch on Message Content Intent at https://discord.com/developers/applications, page Bot, or take DISCORD_MESSAGE_CONTENT out")
)

// fatalCloses are the codes with which the gateway ends a connection for good.
var fatalCloses = map[int]error{
	4004: ErrBadToken,
	4010: ErrSharding,
	4011: ErrSharding,
	4012: ErrBadVersion,
	4013: ErrBadIntents,
	4014: ErrNoContent,
}

// goneSessions are the codes that end a session for good, too: its number was
// wrong, or it took too long.
var goneSessions = map[int]bool{4007: true, 4009: true}

// supervise registers the commands once, looks meanwhile for those that were left
// elsewhere, and keeps a connection until ctx is done or an error is fatal.
//
// A session is resumed where that can succeed, so that what was asked during a
// gap is answered: at once after a connection that was steady, since an
// interaction waits three seconds only. One that could not be resumed is given
// up, and the next connection begins another.
func (b *Bot) supervise(ctx context.Context, d *desk) error {
	var looking sync.WaitGroup
	defer looking.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	retry := b.limits.retry
	registered := false
	s := new(session)
	for ctx.Err() == nil {
		start := time.Now()
		var err error
		if !registered {
			var app string
			if app, err = b.register(ctx); err == nil {
				registered = true
				looking.Go(func() { b.withdraw(ctx, app) })
			}
		}
		if registered {
			s, err = b.connect(ctx, d, s)
		}
		if ctx.Err() != nil {
			break
		}
		if fatal := fatalOf(err); fatal != nil {
			return fmt.Errorf("%w (Discord says: %w)", fatal, err)
		}
		pause := retry.after(err, time.Since(start), s.id != "")
		b.log.Warn("disconnected", "error", err, "again in", pause, "resuming", s.id != "")
		_ = sleep(ctx, pause) // the loop looks at ctx
	}
	return nil
}

// connect makes a connection, takes what comes over it, and returns when it has
// ended, with the session for the next.
func (b *Bot) connect(ctx context.Context, d *desk, s *session) (*session, error) {
	l, err := b.dial(ctx, s)
	if err != nil {
		return s, fmt.Errorf("connecting to the gateway: %w", err)
	}
	defer l.close()
	defer context.AfterFunc(ctx, func() { l.leave(b.limits.leave) })()
	for err == nil {
		var p packet
		if p, err = l.read(); err == nil {
			err = b.receive(d, l, p)
		}
	}
	var invalid invalidSession
	if errors.As(err, &invalid) && !invalid.resumable || goneSessions[closeCode(err)] || !l.ready && !errors.As(err, &invalid) {
		s = new(session)
	}
	return s, fmt.Errorf("the connection was lost: %w", err)
}

// receive takes one packet. An event is dealt with by a goroutine of its own.
func (b *Bot) receive(d *desk, l *link, p packet) error {
	if p.Op != opEvent {
		return l.obey(p, b.config)
	}
	switch p.Name {
	case "READY":
		user, err := l.begin(p.Data)
		if err != nil {
			return err
		}
		b.identity.set(func(i *identity) { i.user = user })
		fallthrough
	case "RESUMED":
		b.log.Info("connected", "resumed", p.Name == "RESUMED")
		l.ready = true
		if err := l.conn.SetReadDeadline(time.Time{}); err != nil {
			return err
		}
	default:
		d.threads.follow(p.Name, p.Data)
		go d.take(p.Name, p.Data)
	}
	if p.Seq > 0 {
		l.session.seq.Store(p.Seq)
	}
	return nil
}

// take deals with an event. What is not as expected in it is left out.
func (d *desk) take(name string, data json.RawMessage) {
	defer func() {
		if v := recover(); v != nil {
			d.log.Error("an event was not understood", "name", name, "error", panicked{v, debug.Stack()})
		}
	}()
	read := func(into any) {
		if err := json.Unmarshal(data, into); err != nil {
			d.log.Warn("a part of an event was not understood", "name", name, "error", err)
		}
	}
	switch name {
	case "INTERACTION_CREATE":
		var i discordgo.Interaction
		read(&i)
		d.rooms.learn(data)
		d.handle(&i)
	case "MESSAGE_CREATE":
		var m discordgo.Message
		read(&m)
		d.hear(&m)
	}
}

// closeCode is the code with which the gateway closed a connection, or 0.
func closeCode(err error) int {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return closed.Code
	}
	return 0
}

// fatalOf returns the error that explains why trying again is useless, or nil.
func fatalOf(err error) error {
	if err == nil {
		return nil
	}
	if code := closeCode(err); code > 0 {
		return fatalCloses[code]
	}
	switch {
	case rejected(err):
		return ErrBadToken
	case statusOf(err) == http.StatusForbidden, statusOf(err) == http.StatusNotFound:
		return ErrNoAccess
	case statusOf(err) == http.StatusBadRequest:
		return ErrBadCommands
	}
	return nil
}

// A backoff is how long to wait before connecting again: twice as long each
// time, from first to most, and from the beginning again after a connection
// that was stable. A random half is taken off, so that many bots do not come
// back at once.
type backoff struct {
	first, most, stable time.Duration
	steady              time.Duration // a connection that lived so long is resumed at once
	pause               time.Duration
}

// after is how long to wait after a connection that ended with an error. After
// a session that was not valid, Discord asks for one to five seconds.
func (b *backoff) after(err error, lived time.Duration, resuming bool) time.Duration {
	var invalid invalidSession
	switch {
	case errors.As(err, &invalid):
		return b.next(lived) + b.first + rand.N(4*b.first)
	case resuming && lived >= b.steady:
		return 0
	}
	return b.next(lived)
}

func (b *backoff) next(lived time.Duration) time.Duration {
	if b.pause == 0 || lived >= b.stable {
		b.pause = b.first
	} else {
		b.pause = min(2*b.pause, b.most)
	}
	return b.pause/2 + rand.N(b.pause/2+1)
}
