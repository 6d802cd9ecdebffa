package discord

import (
	"context"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// hear answers a message that is meant for the bot: one that mentions it, a
// reply to it, or a direct message. Of any other nothing is read.
func (d *desk) hear(m *discordgo.Message) {
	if !d.addressed(m) || !d.seen.add(m.ID) || !d.open.start() {
		return
	}
	defer d.open.done()
	q := inquiry{
		venue:   &post{api: d.api, channel: m.ChannelID, key: m.ID, answers: m.ID},
		from:    person{id: m.Author.ID},
		arrived: time.Now(),
	}
	if m.Member != nil {
		q.from.roles = m.Member.Roles
	}
	q.Question = bot.Question{Text: d.said(m), Asker: q.from.id, Private: m.GuildID == ""}
	if m.MessageReference != nil || q.Private { // it goes on from what was said before
		q.Conversation = m.ChannelID
	}
	words := phrasesOf(q.AnswerLanguage())
	defer func() {
		if v := recover(); v != nil {
			d.fail(q.venue, words, panicked{v, debug.Stack()})
		}
	}()
	if err := d.answerMessage(d.talk, q); err != nil {
		d.fail(q.venue, words, err)
	}
}

// answerMessage answers a message, of which nothing may be left to answer.
func (d *desk) answerMessage(ctx context.Context, q inquiry) error {
	if q.Text == "" {
		return errNothingSaid
	}
	return d.answer(ctx, q)
}

// addressed reports whether a message is meant for the bot. One of a bot never
// is: two of them would talk for ever.
func (d *desk) addressed(m *discordgo.Message) bool {
	if m == nil || m.Author == nil || m.Author.Bot || m.WebhookID != "" || m.ID == "" ||
		m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return false
	}
	self := d.self()
	isSelf := func(u *discordgo.User) bool { return u != nil && self != "" && u.ID == self }
	return m.GuildID == "" || slices.ContainsFunc(m.Mentions, isSelf) ||
		m.Type == discordgo.MessageTypeReply && m.ReferencedMessage != nil && isSelf(m.ReferencedMessage.Author)
}

var mention = regexp.MustCompile(`<@[!&]?\d+>`)

// said is what a message says, without mentions. A reply whose ping is off comes
// without its text.
func (d *desk) said(m *discordgo.Message) string {
	return strings.TrimSpace(mention.ReplaceAllString(m.Content, " "))
}
