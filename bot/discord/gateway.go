package discord

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// The errors that connecting again cannot mend. Each says what to do.
var (
	ErrBadToken    = errors.New("the token is wrong: copy the bot's token again from https://discord.com/developers/applications, page Bot, Reset Token")
	ErrNoAccess    = errors.New("the bot may not register its command there: check the server's ID, and invite the bot with the scopes bot and applications.commands")
	ErrBadCommands = errors.New("the command was not accepted: check that the server's ID is a number, and update Footnote")
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

// errLost is returned when a connection ended that had been made.
var errLost = errors.New("the connection was lost")

// supervise registers the command once and keeps a connection until ctx is
// done or an error is fatal.
//
// Each connection has a session of its own. The library's way of reconnecting
// does not know the fatal codes, and an order to reconnect that comes as the
// first event locks a session for ever; one that does not open in time is left
// to itself with its network connection closed. There is nothing to resume: an
// interaction that was missed cannot be answered later.
func (b *Bot) supervise(ctx context.Context, d *desk) error {
	retry := b.limits.retry
	registered := false
	for ctx.Err() == nil {
		start := time.Now()
		var err error
		if !registered {
			err = b.register(ctx)
			registered = err == nil
		}
		if registered {
			err = b.connect(ctx, d)
		}
		if ctx.Err() != nil {
			break
		}
		if fatal := fatalOf(err); fatal != nil {
			return fmt.Errorf("%w (Discord says: %w)", fatal, err)
		}
		pause := retry.next(time.Since(start))
		b.log.Warn("disconnected", "error", err, "again in", pause)
		_ = sleep(ctx, pause) // the loop looks at ctx
	}
	return nil
}

// connect makes a connection and returns when it has ended.
func (b *Bot) connect(ctx context.Context, d *desk) error {
	s := b.newSession()
	line := &line{}
	dialer := *s.Dialer
	dialer.NetDialContext = line.dial
	s.Dialer = &dialer
	lost := make(chan struct{}, 1)
	s.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) {
		select {
		case lost <- struct{}{}:
		default:
		}
	})
	s.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) {
		if r.User != nil {
			b.identity.set(func(i *identity) { i.user = r.User.ID })
		}
	})
	s.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { d.handle(i.Interaction) })
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { d.hear(m.Message) })
	d.threads.follow(s)
	if err := b.open(ctx, s, line); err != nil {
		return err
	}
	b.log.Info("connected")
	select {
	case <-lost:
		return errLost
	case <-ctx.Done():
	}
	b.hangUp(s, line)
	return ctx.Err()
}

// open opens a session, or gives it up in time.
func (b *Bot) open(ctx context.Context, s *discordgo.Session, line *line) error {
	opened := make(chan error, 1)
	go func() {
		defer func() {
			if v := recover(); v != nil {
				opened <- panicked{v, debug.Stack()}
			}
		}()
		opened <- s.Open()
	}()
	select {
	case err := <-opened:
		if err != nil {
			return fmt.Errorf("connecting to the gateway: %w", err)
		}
		return nil
	case <-time.After(b.limits.open):
		line.cut()
		return fmt.Errorf("connecting to the gateway: no answer in %v", b.limits.open)
	case <-ctx.Done():
		line.cut()
		return ctx.Err()
	}
}

// hangUp closes a session, which takes the library a second and could take it
// for ever.
func (b *Bot) hangUp(s *discordgo.Session, line *line) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		if err := s.Close(); err != nil {
			b.log.Debug("closing the connection", "error", err)
		}
	}()
	select {
	case <-closed:
	case <-time.After(b.limits.leave):
	}
	line.cut()
}

// A line is the network connection under a session.
type line struct {
	mu   sync.Mutex
	conn net.Conn
	down bool
}

func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.down {
		_ = conn.Close()
		return nil, net.ErrClosed
	}
	l.conn = conn
	return conn, nil
}

// cut closes the line: whoever reads from it gets an error.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = true
	if l.conn != nil {
		_ = l.conn.Close() // it is closed already, or of no more use
	}
}

// closeCode finds the code of a closed connection in an error. The type that
// holds it belongs to a package that is discordgo's own affair.
var closeCode = regexp.MustCompile(`websocket: close (\d{4})\b`)

// fatalOf returns the error that explains why trying again is useless, or nil.
func fatalOf(err error) error {
	if err == nil {
		return nil
	}
	if m := closeCode.FindStringSubmatch(err.Error()); m != nil {
		code, _ := strconv.Atoi(m[1])
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
	pause               time.Duration
}

func (b *backoff) next(lived time.Duration) time.Duration {
	if b.pause == 0 || lived >= b.stable {
		b.pause = b.first
	} else {
		b.pause = min(2*b.pause, b.most)
	}
	return b.pause/2 + rand.N(b.pause/2+1)
}
