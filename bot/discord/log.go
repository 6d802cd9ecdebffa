package discord

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"
)

// secrets are the forms in which a key can turn up in an address, a dump or an
// error: the token of a bot, and that of an interaction, which lets anyone
// answer in its place for a quarter of an hour.
var secrets = []*regexp.Regexp{
	regexp.MustCompile(`[\w-]{20,}\.[\w-]{6,}\.[\w-]{20,}`),
	regexp.MustCompile(`((?:interactions|webhooks)/\d+/)[^/?"\s]+`),
	regexp.MustCompile(`("token":\s*")[^"]*`),
}

const erased = "(secret)"

// A redactor replaces secrets in texts.
type redactor struct{ token string }

func (r redactor) text(s string) string {
	if r.token != "" {
		s = strings.ReplaceAll(s, r.token, erased)
	}
	s = secrets[0].ReplaceAllString(s, erased)
	for _, pattern := range secrets[1:] {
		s = pattern.ReplaceAllString(s, "${1}"+erased)
	}
	return s
}

// error returns err, with another text where its own holds a secret.
func (r redactor) error(err error) error {
	if err == nil || r.text(err.Error()) == err.Error() {
		return err
	}
	return cleaned{r.text(err.Error()), err}
}

// cleaned is an error with another text.
type cleaned struct {
	text string
	err  error
}

func (c cleaned) Error() string        { return c.text }
func (c cleaned) Is(target error) bool { return errors.Is(c.err, target) }

// logger returns a logger that hands records on without secrets.
func (r redactor) logger(log *slog.Logger) *slog.Logger {
	return slog.New(redacting{log.Handler(), r})
}

// redacting is a slog.Handler that replaces secrets in messages and in values
// that are texts, errors or print as text.
type redacting struct {
	slog.Handler
	redactor
}

func (h redacting) Handle(ctx context.Context, record slog.Record) error {
	clean := slog.NewRecord(record.Time, record.Level, h.text(record.Message), record.PC)
	record.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.Handler.Handle(ctx, clean)
}

func (h redacting) WithAttrs(attrs []slog.Attr) slog.Handler {
	clean := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		clean[i] = h.attr(a)
	}
	return redacting{h.Handler.WithAttrs(clean), h.redactor}
}

func (h redacting) WithGroup(name string) slog.Handler {
	return redacting{h.Handler.WithGroup(name), h.redactor}
}

func (h redacting) attr(a slog.Attr) slog.Attr {
	v := a.Value.Resolve()
	switch v.Kind() {
	case slog.KindGroup:
		clean := make([]any, len(v.Group()))
		for i, member := range v.Group() {
			clean[i] = h.attr(member)
		}
		return slog.Group(a.Key, clean...)
	case slog.KindString, slog.KindAny:
		return slog.String(a.Key, h.text(v.String()))
	}
	return slog.Attr{Key: a.Key, Value: v}
}

var relay sync.Once

// relayLibrary sends what discordgo logs to log. Its logger is a variable of
// the whole process, so only the first call has an effect.
func relayLibrary(log *slog.Logger) {
	relay.Do(func() {
		discordgo.Logger = func(level, _ int, format string, args ...any) {
			to := slog.LevelDebug
			if level == discordgo.LogError {
				to = slog.LevelWarn // what it calls an error is mostly a lost connection
			}
			log.Log(context.Background(), to, "discordgo: "+fmt.Sprintf(format, args...))
		}
	})
}

// newReference names one failure to the person and in the log.
func newReference() string { return strings.ToLower(rand.Text()[:8]) }
