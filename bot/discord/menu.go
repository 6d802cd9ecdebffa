package discord

import (
	"context"
	"regexp"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// The commands of a message's menu, and the verb of the form that one of them opens.
const (
	aboutName     = "Ask about this"
	factcheckName = "Fact-check this"
	verbAbout     = "about"
)

// menuCommand is a command of a message's menu, which has no description.
func menuCommand(name, nameCN, nameTW string) *discordgo.ApplicationCommand {
	return &discordgo.ApplicationCommand{
		Type: discordgo.MessageApplicationCommand, Name: name,
		NameLocalizations: &map[discordgo.Locale]string{discordgo.ChineseCN: nameCN, discordgo.ChineseTW: nameTW},
		Contexts:          &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
	}
}

// runAbout opens a form with the text of a message, for who called to make a
// question of it.
func runAbout(ctx context.Context, d *desk, c *call) error {
	w := askingOf(c.person.language)
	text := textOf(c.target())
	if text == "" {
		return c.whisper(ctx, []page{{d.noText(c)}})
	}
	label := w.question
	text, isCut := cut(text, bot.MaxQuestion)
	if isCut {
		label = w.beginning(bot.MaxQuestion)
	}
	return c.open(ctx, form{custom: custom(verbAbout), title: w.about, fields: []field{
		{name: optionQuestion, label: label, value: text, most: bot.MaxQuestion},
	}})
}

// submitAbout answers the question that was made of a message.
func submitAbout(ctx context.Context, d *desk, c *call) error {
	return d.answer(ctx, c.fromMenu(bot.Question{Text: c.written(optionQuestion)}))
}

// runFactcheck checks what a message says.
func runFactcheck(ctx context.Context, d *desk, c *call) error {
	text := textOf(c.target())
	if text == "" {
		return c.whisper(ctx, []page{{d.noText(c)}})
	}
	text, isCut := cut(text, bot.MaxQuestion)
	q := c.fromMenu(bot.Question{Text: text, Form: bot.FormFactcheck})
	if isCut {
		q.note = askingOf(q.AnswerLanguage()).cut(bot.MaxQuestion)
	}
	return d.answer(ctx, q)
}

// noText says why a message cannot be asked about.
func (d *desk) noText(c *call) string {
	w := askingOf(c.person.language)
	if d.isSelf(author(c.target())) {
		return w.ownAnswer
	}
	return w.noText
}

// fromMenu makes a question one that is answered in private and stands alone. Whose
// message it is of is not known from here on.
func (c *call) fromMenu(q bot.Question) inquiry {
	c.reply.private = true
	in := c.inquiry(q)
	in.menu, in.alone = true, true
	return in
}

var (
	mention = regexp.MustCompile(`<@[!&]?\d+>`)
	emoji   = regexp.MustCompile(`<a?:\w+:\d+>`)
)

// textOf is what a message says, without mentions and pictures: its text, or else
// that of the message which it forwards, or of the cards below it.
func textOf(m *discordgo.Message) string {
	if m == nil {
		return ""
	}
	texts := []string{m.Content}
	for _, s := range m.MessageSnapshots {
		if s.Message != nil {
			texts = append(texts, s.Message.Content)
		}
	}
	for _, e := range m.Embeds {
		if e != nil {
			texts = append(texts, joined("", "\n", e.Title, e.Description))
		}
	}
	for _, text := range texts {
		if said := saidIn(text); said != "" {
			return said
		}
	}
	return ""
}

// saidIn is a text without mentions and pictures.
func saidIn(text string) string {
	return strings.TrimSpace(emoji.ReplaceAllString(mention.ReplaceAllString(text, " "), " "))
}

// cut returns the beginning of a text that Discord counts as at most limit
// characters, and whether that is not all.
func cut(text string, limit int) (string, bool) {
	n := 0
	for i, r := range text {
		if n += width(r); n > limit {
			return text[:i], true
		}
	}
	return text, false
}
