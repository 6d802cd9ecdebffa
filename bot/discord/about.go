package discord

import (
	"context"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// An About is what the bot tells of how it was set up.
type About struct {
	Model      func() string    // the name of the model that writes; nil means that there is none
	ModelHost  string           // where it is, without a scheme or a key
	EmbedModel string           // that makes the vectors; empty means that the library itself does
	EmbedHost  string           // where that is
	RetainDays int              // that receipts are kept; 0 means that nothing is written down
	Refreshed  func() time.Time // when sources were last asked; zero means never; may be nil
	Every      time.Duration    // between two times that they are; 0 means that nobody asks by itself
}

// exampleTime is how long somebody waits for examples: what is found until then is
// shown.
const exampleTime = 2 * time.Second

// runHelp says what the bot can do, with questions that it can answer.
func runHelp(ctx context.Context, d *desk, c *call) error {
	w := c.libraryWords()
	shown := page{w.help}
	var rows []discordgo.MessageComponent
	if examples := d.examples(ctx, c.person.language); len(examples) > 0 {
		lines := []string{w.try}
		menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: verbExample, Placeholder: w.tryOne}
		for _, q := range examples {
			lines = append(lines, "> "+escape(q))
			menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: clip(q, maxChoice), Value: q})
		}
		shown, rows = append(shown, strings.Join(lines, "\n")), append(rows, row(menu))
	}
	shown = append(shown, w.more+"\n-# "+w.advice)
	return c.whisper(ctx, []page{shown}, rows...)
}

// examples are questions that the library answers, in a language if it can, else in
// the other.
func (d *desk) examples(ctx context.Context, language string) []string {
	if d.Examples == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, exampleTime)
	defer cancel()
	if examples := d.Examples(ctx, language); len(examples) > 0 {
		return examples
	}
	return d.Examples(ctx, inLanguage(language, "zh", "en"))
}

// pressExample asks one of the examples, for the person only.
func pressExample(ctx context.Context, d *desk, c *call) error {
	if len(c.chosen()) != 1 {
		return errUnread
	}
	c.reply.private = true
	return d.answer(ctx, c.inquiry(bot.Question{Text: c.chosen()[0]}))
}

// runPrivacy says what is kept, and who receives a question.
func runPrivacy(ctx context.Context, d *desk, c *call) error {
	w, a := c.libraryWords(), d.About
	kept := w.privacyUnwritten
	if a.RetainDays > 0 {
		kept = w.privacy(a.RetainDays)
	}
	receives := w.nobody
	switch {
	case a.Model == nil:
	case isHere(a.ModelHost):
		receives = w.modelHere
	default:
		receives = w.sentTo(shorten(a.ModelHost, maxField))
	}
	search := w.embeddingHere
	if a.EmbedModel != "" && !isHere(a.EmbedHost) {
		search = w.embeddedAt(shorten(a.EmbedHost, maxField))
	}
	if d.config.Moderators != "" {
		kept = append(slices.Clone(kept), w.moderators)
	}
	return c.whisper(ctx, []page{{strings.Join(kept, "\n"), receives + "\n" + search + "\n" + w.discord, w.control}})
}

// isHere reports whether a host is the machine that the bot runs on.
func isHere(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
