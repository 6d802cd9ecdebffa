package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// An Asker answers questions.
//
// Answer may be called from several goroutines at a time. It must return soon
// after ctx is done. A question that is none is one of the errors of package
// bot; any other error is logged and the person who asked sees only a reference
// to it. A refusal is an answer, not an error.
type Asker interface {
	Answer(ctx context.Context, q bot.Question) (bot.Answer, error)
}

// Config is what a Bot needs to know.
type Config struct {
	Token     string            // of the application's bot, without "Bot "
	GuildID   string            // the one server to offer the command in, at once; empty means everywhere
	Logger    *slog.Logger      // secrets are removed from what it gets; nil discards it
	Transport http.RoundTripper // of requests to Discord; nil means http.DefaultTransport
	Patience  time.Duration     // for an answer; 0 means a minute
}

// limits are the times and sizes that bound everything the bot does.
type limits struct {
	places int // questions that are answered at a time
	queue  int // questions that wait for that

	acknowledge time.Duration // from a question's arrival; Discord allows three seconds
	token       time.Duration // from a question's arrival; Discord allows fifteen minutes
	wait        time.Duration // for a place
	answer      time.Duration // for the asker
	finish      time.Duration // for questions under way when the bot stops
	farewell    time.Duration // for telling the rest of them

	open  time.Duration // for connecting
	leave time.Duration // for closing a connection
	retry backoff
}

var defaultLimits = limits{
	places: 4, queue: 32,
	acknowledge: 2800 * time.Millisecond,
	token:       14*time.Minute + 30*time.Second,
	wait:        2 * time.Minute,
	answer:      time.Minute,
	finish:      20 * time.Second,
	farewell:    5 * time.Second,
	open:        30 * time.Second,
	leave:       3 * time.Second,
	// A token may connect a thousand times a day. Connections that end soon
	// are made every two minutes in the end, which is seven hundred; those
	// that live for ten minutes cannot be more than a hundred and fifty.
	retry: backoff{first: time.Second, most: 3 * time.Minute, stable: 10 * time.Minute},
}

// A Bot answers the /ask command on Discord.
type Bot struct {
	asker  Asker
	config Config
	client *http.Client
	api    *api
	secret redactor
	log    *slog.Logger
	limits limits
}

// ErrNoToken is returned for a configuration without a token.
var ErrNoToken = errors.New("the Discord token is missing: copy it from https://discord.com/developers/applications, page Bot, Reset Token")

// New returns a bot that asks asker. Nothing is sent before [Bot.Run].
func New(config Config, asker Asker) (*Bot, error) {
	config.Token = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(config.Token)+" ", "Bot "))
	if config.Token == "" {
		return nil, ErrNoToken
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	b := &Bot{asker: asker, config: config, secret: redactor{config.Token}, limits: defaultLimits}
	if config.Patience > 0 {
		b.limits.answer = config.Patience
	}
	b.log = b.secret.logger(config.Logger)
	b.client = &http.Client{Transport: config.Transport, Timeout: 20 * time.Second}
	b.api = &api{session: b.newSession(), pause: repeatPause}
	relayLibrary(b.log)
	return b, nil
}

// Run registers the command, connects, and answers questions until ctx is
// done, which is no error. The questions under way are then finished or given
// up, and those that still come are declined, before it returns. Run keeps
// connecting whatever happens to a connection, and returns an error, with its
// remedy, only for what trying again cannot mend.
func (b *Bot) Run(ctx context.Context) error {
	defer b.client.CloseIdleConnections()
	d := newDesk(ctx, b)
	connected, disconnect := context.WithCancel(context.WithoutCancel(ctx))
	defer disconnect()
	stop := context.AfterFunc(ctx, func() {
		d.finish()
		disconnect()
	})
	defer stop()
	err := b.supervise(connected, d)
	d.close()
	return b.secret.error(err)
}

// newSession returns a session of the library that does nothing on its own: it
// does not reconnect, repeat, cache or subscribe to anything. Interactions
// come without an intent.
func (b *Bot) newSession() *discordgo.Session {
	s, _ := discordgo.New("Bot " + b.config.Token) // it has no error to return
	s.Client = b.client
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.StateEnabled = false
	s.Identify.Intents = discordgo.IntentsNone
	s.LogLevel = discordgo.LogError
	return s
}

// register offers the command, in place of what was offered before.
func (b *Bot) register(ctx context.Context) error {
	limiter := discordgo.NewRatelimiter()
	data, err := b.api.do(ctx, limiter, http.MethodGet, discordgo.EndpointApplication("@me"), nil)
	if err != nil {
		return fmt.Errorf("asking Discord which application the token belongs to: %w", err)
	}
	var application struct{ ID string }
	if err := json.Unmarshal(data, &application); err != nil || application.ID == "" {
		return fmt.Errorf("asking Discord which application the token belongs to: unexpected answer %.100q", data)
	}
	url := discordgo.EndpointApplicationGlobalCommands(application.ID)
	if b.config.GuildID != "" {
		url = discordgo.EndpointApplicationGuildCommands(application.ID, b.config.GuildID)
	}
	if _, err := b.api.do(ctx, limiter, http.MethodPut, url, commands()); err != nil {
		return fmt.Errorf("registering the command /%s: %w", askName, err)
	}
	b.log.Info("command registered", "application", application.ID, "guild", b.config.GuildID)
	return nil
}
