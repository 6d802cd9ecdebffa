package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/refresh"
)

// An Asker answers questions, and shows each answer while it grows, from the
// goroutine of its caller.
//
// Stream may be called from several goroutines at a time. It must return soon
// after ctx is done. A question that is none is one of the errors of package
// bot; any other error is logged and the person who asked sees only a reference
// to it. A refusal is an answer, not an error.
type Asker interface {
	Stream(ctx context.Context, q bot.Question, show func(bot.Answer)) (bot.Answer, error)
}

// Records are what is kept of answers, for as long as the configuration says; at
// least in memory.
type Records interface {
	bot.Receipts
	bot.Posts
	bot.Feedbacks
	bot.Corrections
	bot.Keys
	// Forget deletes what is kept of a person.
	Forget(ctx context.Context, asker string) error
}

// Services are what a Bot works with.
type Services struct {
	Asker   Asker
	Records Records
	Index   func() *retrieval.Index // that questions are answered over now
	Library *refresh.Library        // that owners change; nil means that they cannot

	// Exhibits are the citations of a receipt as the library has them today.
	Exhibits func(bot.Receipt) []bot.Exhibit
	// Quote cites words that somebody says stand in the library, or in one document.
	Quote func(ctx context.Context, words, document string) (bot.Citation, error)
	// Versions are those of the documents that are kept; nil means that none are.
	Versions bot.Versions
	// Examples are questions in a language that the library answers; nil means none.
	Examples func(ctx context.Context, language string) []string
	// Whispers are what is remembered of private questions beside the records; nil
	// means nothing. Who wants to be forgotten is forgotten there, too.
	Whispers bot.Memory
	About    About
	// Writes reports whether a model would write an answer now, which is what limits
	// are for; nil means that none does.
	Writes func() bool
}

// Config is what a Bot needs to know.
type Config struct {
	Token     string            // of the application's bot, without "Bot "
	GuildID   string            // the one server to offer the command in, at once; empty means everywhere
	Logger    *slog.Logger      // secrets are removed from what it gets; nil discards it
	Transport http.RoundTripper // of requests to Discord; nil means http.DefaultTransport
	Patience  time.Duration     // for an answer; 0 means a minute
	Owners    []string          // the IDs of people who own the bot beside the application's owner or team
	// Moderators is the ID of the channel where moderators are told what people think of
	// answers, and asked what people want a human to answer; empty means nowhere.
	Moderators string
	// Digest is the ID of the channel where it is told what refreshes have changed; empty
	// means nowhere.
	Digest string
	// MessageContent says that the application may read messages, which must be
	// allowed at https://discord.com/developers/applications, page Bot: then one can
	// just write in the bot's threads.
	MessageContent bool
	Limits         Limits
	Channels       []string // the IDs of those where it may be used, or Direct; empty means everywhere
	Roles          []string // the IDs of those whose members may use it; empty means everybody
}

// limits are the times and sizes that bound everything the bot does.
type limits struct {
	places int // questions that are answered at a time
	queue  int // questions that wait for that

	acknowledge time.Duration // from a question's arrival; Discord allows three seconds
	token       time.Duration // from a question's arrival; Discord allows fifteen minutes
	wait        time.Duration // for a place
	answer      time.Duration // for the asker
	edit        time.Duration // between two changes of a message
	apart       time.Duration // between two servers that are looked at
	finish      time.Duration // for questions under way when the bot stops
	farewell    time.Duration // for telling the rest of them

	open  time.Duration // for connecting
	leave time.Duration // for closing a connection
	retry backoff
}

var defaultLimits = limits{
	places: 4, queue: 512,
	acknowledge: 2800 * time.Millisecond,
	token:       14*time.Minute + 30*time.Second,
	wait:        10 * time.Minute,
	answer:      time.Minute,
	edit:        1100 * time.Millisecond,
	apart:       time.Second,
	finish:      20 * time.Second,
	farewell:    6 * time.Second,
	open:        30 * time.Second,
	leave:       3 * time.Second,
	// A token may connect a thousand times a day. Connections that end soon
	// are made every two minutes in the end, which is seven hundred; those
	// that live for ten minutes cannot be more than a hundred and fifty.
	retry: backoff{first: time.Second, most: 3 * time.Minute, steady: 10 * time.Second, stable: 10 * time.Minute},
}

// A Bot answers questions on Discord.
type Bot struct {
	Services
	config   Config
	client   *http.Client
	api      *api
	secret   redactor
	log      *slog.Logger
	limits   limits
	identity identity
	desk     atomic.Pointer[desk] // while it runs
}

// An identity is who the bot is and whose: what it learns from Discord.
type identity struct {
	mu     sync.Mutex
	user   string
	owners []string
}

func (i *identity) set(change func(*identity)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	change(i)
}

// self is the ID of the bot's user, or nothing before it is connected.
func (d *desk) self() string {
	d.id.mu.Lock()
	defer d.id.mu.Unlock()
	return d.id.user
}

// owners are the IDs of those who own the bot.
func (d *desk) owners() []string {
	d.id.mu.Lock()
	defer d.id.mu.Unlock()
	return d.id.owners
}

// ErrNoToken is returned for a configuration without a token.
var ErrNoToken = errors.New("the Discord token is missing: copy it from https://discord.com/developers/applications, page Bot, Reset Token")

// bareToken is a token without the "Bot " that it may begin with.
func bareToken(token string) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(token)+" ", "Bot "))
}

// New returns a bot that works with services. Nothing is sent before [Bot.Run].
func New(config Config, services Services) (*Bot, error) {
	config.Token = bareToken(config.Token)
	if config.Token == "" {
		return nil, ErrNoToken
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	b := &Bot{Services: services, config: config, secret: redactor{config.Token}, limits: defaultLimits}
	if config.Patience > 0 {
		b.limits.answer = config.Patience
	}
	b.log = b.secret.logger(config.Logger)
	pace := &pace{RoundTripper: config.Transport}
	if pace.RoundTripper == nil {
		pace.RoundTripper = http.DefaultTransport
	}
	b.client = &http.Client{Transport: pace, Timeout: 20 * time.Second}
	b.api = &api{session: b.newSession(), pace: pace, pause: repeatPause}
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
	b.desk.Store(d)
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
// does not connect, repeat or cache anything.
func (b *Bot) newSession() *discordgo.Session {
	s, _ := discordgo.New("Bot " + b.config.Token) // it has no error to return
	s.Client = b.client
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.StateEnabled = false
	s.LogLevel = discordgo.LogError
	return s
}

// register learns whose the bot is, and offers its commands in place of what was
// offered before. It returns the application's ID.
func (b *Bot) register(ctx context.Context) (string, error) {
	app, err := b.application(ctx)
	if err != nil {
		return "", fmt.Errorf("asking Discord which application the token belongs to: %w", err)
	}
	owners := append(app.owners(), b.config.Owners...)
	b.identity.set(func(i *identity) { i.owners = owners })
	if _, err := b.api.do(ctx, newLane(), http.MethodPut, commandsAt(app.ID, b.config.GuildID), commands()); err != nil {
		return "", fmt.Errorf("registering the commands: %w", err)
	}
	b.log.Info("commands registered", "application", app.ID, "guild", b.config.GuildID)
	return app.ID, nil
}

// commandsAt is the address of an application's commands in a server or, without one,
// everywhere.
func commandsAt(application, server string) string {
	if server == "" {
		return discordgo.EndpointApplicationGlobalCommands(application)
	}
	return discordgo.EndpointApplicationGuildCommands(application, server)
}

// An application is what Discord says of the bot's.
type application struct {
	ID    string
	Owner struct{ ID string }
	Team  *struct {
		Members []struct {
			State int `json:"membership_state"` // 2: accepted
			User  struct{ ID string }
		}
	}
}

func (b *Bot) application(ctx context.Context) (application, error) {
	var app application
	err := b.api.ask(ctx, http.MethodGet, discordgo.EndpointApplication("@me"), nil, &app)
	if err == nil && app.ID == "" {
		err = errors.New("an answer without an ID")
	}
	return app, err
}

// owners are the members of the application's team or, without one, its owner.
func (a application) owners() []string {
	if a.Team == nil {
		return []string{a.Owner.ID}
	}
	var ids []string
	for _, m := range a.Team.Members {
		if m.State == 2 {
			ids = append(ids, m.User.ID)
		}
	}
	return ids
}
