package discord

import (
	"cmp"
	"context"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
)

// hear answers a message that is meant for the bot: one that mentions it, a
// reply to it, a direct message or, where it may read them, a message in a thread of
// its own. Of any other nothing is read.
func (d *desk) hear(m *discordgo.Message) {
	if !isHuman(m) || !d.addressed(m) && !d.joins(m) || !d.seen.add(m.ID) || !d.open.start() {
		return
	}
	defer d.open.done()
	select {
	case d.hearing <- struct{}{}:
		defer func() { <-d.hearing }()
	default:
		d.overrun(time.Now())
		return
	}
	if !d.isFirst(m.ID) {
		return
	}
	q := d.heard(m)
	words := phrasesOf(q.AnswerLanguage())
	defer func() {
		if v := recover(); v != nil {
			d.fail(q.venue, words, panicked{v, debug.Stack()})
		}
	}()
	if err := d.answerMessage(d.talk, q, m); err != nil && !d.tellAside(d.talk, q, err) && !d.tellLack(d.talk, q, err) {
		d.fail(q.venue, words, err)
	}
}

// hearAtMost is how many messages are heard at a time, for each that has a place or waits
// for one: those who are told that there is none wait, too, where a channel is crowded.
const hearAtMost = 4

// overrun notes, once a minute, that messages are left unanswered: more come than can be
// told anything, and all that wait are held in memory.
func (d *desk) overrun(now time.Time) {
	if d.meter.note(now, "overrun", now.Add(time.Minute)) {
		d.log.Warn("more messages come than can be answered; some get no reply", "waiting", len(d.hearing))
	}
}

// heard makes a question of a message.
func (d *desk) heard(m *discordgo.Message) inquiry {
	q := inquiry{
		venue:   &post{api: d.api, channel: m.ChannelID, key: m.ID, answers: m.ID, venue: true},
		from:    person{id: m.Author.ID},
		arrived: time.Now(),
		channel: m.ChannelID,
		server:  m.GuildID,
		direct:  m.GuildID == "",
	}
	if m.Member != nil {
		q.from.roles = m.Member.Roles
	}
	q.Question = bot.Question{Text: saidIn(m.Content), Asker: q.from.id, Private: q.direct}
	if d.isSelf(author(m.ReferencedMessage)) {
		q.replies = m.ReferencedMessage.ID
	}
	return q
}

// answerMessage answers a message. One without a text asks about the message that it
// replies to, or about what its thread is about.
func (d *desk) answerMessage(ctx context.Context, q inquiry, m *discordgo.Message) error {
	about := m.ReferencedMessage
	if q.Text == "" && about != nil && !d.isSelf(author(about)) {
		q.Text, q.alone = textOf(about), true
	}
	if q.Text == "" && about == nil && !q.direct {
		q.Text = d.subjectOf(ctx, q.channel)
	}
	if q.Text != "" {
		return d.answer(ctx, q)
	}
	if err := d.mayAsk(ctx, q); err != nil {
		return err
	}
	return d.tellHow(ctx, q, m)
}

// subjectOf is what somebody's thread or post is about: what its first message says,
// as far as Discord shows it, or else its title.
func (d *desk) subjectOf(ctx context.Context, channel string) string {
	at := d.room(ctx, channel)
	if !at.isThread() || at.Owner == d.self() {
		return ""
	}
	var first discordgo.Message
	if d.config.MessageContent {
		ctx, cancel := context.WithTimeout(ctx, roomTime)
		defer cancel()
		// The first message of a post has its ID; a thread may have none.
		_ = d.api.ask(ctx, http.MethodGet, discordgo.EndpointChannelMessage(channel, channel), nil, &first)
	}
	return cmp.Or(textOf(&first), saidIn(at.Name))
}

// tellHow says how to ask, to somebody whose question could not be read. A reply whose
// ping is off, which may not have been meant for the bot, is answered once a day.
func (d *desk) tellHow(ctx context.Context, q inquiry, m *discordgo.Message) error {
	if about := m.ReferencedMessage; about != nil && !d.isSelf(author(about)) {
		return q.venue.refuse(ctx, inBoth(askingEnglish.cannotSee, askingChinese.cannotSee))
	} else if about == nil || d.mentions(m) || q.direct {
		return q.venue.refuse(ctx, inBoth(english.howToAsk, chinese.howToAsk))
	}
	first, err := d.Records.Once(ctx, "unread "+q.from.id, q.arrived)
	if err != nil || !first {
		return err
	}
	answer := bot.Question{Text: shown(m.ReferencedMessage)}
	return q.venue.refuse(ctx, phrasesOf(answer.AnswerLanguage()).howToAsk)
}

// inBoth says something to somebody of whose language nothing is known.
func inBoth(english, chinese string) string { return english + "\n" + chinese }

// shown is the text of the bot's own message, or nothing where there is none.
func shown(m *discordgo.Message) string {
	if m == nil {
		return ""
	}
	var texts []string
	for _, c := range m.Components {
		if text, ok := c.(*discordgo.TextDisplay); ok {
			texts = append(texts, text.Content)
		}
	}
	return strings.Join(texts, "\n")
}

// isHuman reports whether a message was written by a person. To one of a bot nothing
// is ever said: two of them would talk for ever.
func isHuman(m *discordgo.Message) bool {
	return m != nil && m.Author != nil && !m.Author.Bot && !m.Author.System && m.WebhookID == "" && m.ID != "" &&
		(m.Type == discordgo.MessageTypeDefault || m.Type == discordgo.MessageTypeReply)
}

// addressed reports whether a message is meant for the bot.
func (d *desk) addressed(m *discordgo.Message) bool {
	return m.GuildID == "" || d.mentions(m) || m.Type == discordgo.MessageTypeReply && d.isSelf(author(m.ReferencedMessage))
}

// joins reports whether a message asks on in a thread of the bot's: it has words, and
// neither names nor answers anybody else.
func (d *desk) joins(m *discordgo.Message) bool {
	return d.config.MessageContent && d.threads.isOf(m.ChannelID, d.self()) &&
		len(m.Mentions)+len(m.MentionRoles) == 0 && !m.MentionEveryone && m.MessageReference == nil &&
		corpus.HasWord(saidIn(m.Content))
}

func (d *desk) mentions(m *discordgo.Message) bool { return slices.ContainsFunc(m.Mentions, d.isSelf) }

// isSelf reports whether a user is the bot.
func (d *desk) isSelf(u *discordgo.User) bool {
	self := d.self()
	return u != nil && self != "" && u.ID == self
}

func author(m *discordgo.Message) *discordgo.User {
	if m == nil {
		return nil
	}
	return m.Author
}
