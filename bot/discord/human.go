package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// The rules of asking a human.
//
// Where moderators have a channel, any answer and any refusal offers to ask them. The
// question is written in a form, which begins with what was asked, if that was not
// private: nothing reaches them that the person has not seen and sent. They do not learn
// who it was. What a moderator answers stands as a reply under the answer where that is
// public, and reaches the person as a direct message where it is not; it says that a
// person wrote it and that nothing has checked it, and not who.

// askingHumans is how people ask moderators, and these answer.
var askingHumans = feature{
	press:  map[string]handler{verbHuman: askHuman, verbReply: openReply},
	submit: map[string]handler{verbHuman: submitHuman, verbReply: submitReply},
}

const (
	verbHuman = "human" // and the receipt
	verbReply = "reply" // and the receipt, and who asked, sealed

	fieldAsked = "question"
	fieldReply = "answer"

	maxHuman = 1000 // characters of what is asked, and of the answer
)

// askHuman opens the form.
func askHuman(ctx context.Context, d *desk, c *call) error {
	w := humanWordsOf(c.person.language)
	if d.config.Moderators == "" {
		return c.whisper(ctx, []page{{w.nobody}})
	}
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	return c.open(ctx, form{custom: custom(verbHuman, r.ID), title: w.title, fields: []field{
		{name: fieldAsked, label: w.label, hint: w.hint, value: clip(questionOf(r), maxHuman), most: maxHuman},
	}})
}

// submitHuman posts the question for the moderators.
func submitHuman(ctx context.Context, d *desk, c *call) error {
	w := humanWordsOf(c.person.language)
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	asked := shorten(c.written(fieldAsked), 2*maxHuman)
	if d.config.Moderators == "" || asked == "" {
		return c.whisper(ctx, []page{{w.nobody}})
	}
	switch d.flood.admit("human "+c.person.id+" "+r.ID, time.Now(), false) {
	case admitRepeated:
		return c.whisper(ctx, []page{{w.already}})
	case admitRefused:
		return errBusy
	}
	if err := c.whisper(ctx, []page{{w.sending}}); err != nil {
		return err
	}
	m, public := d.humanMessage(ctx, c, r, asked)
	if _, err := d.toModerators(c.ID).put(ctx, 0, m); refused(err) {
		d.log.Error("asking the moderators; correct DISCORD_MODERATORS_CHANNEL, or let the bot send messages there", "error", err)
		return c.whisper(ctx, []page{{w.unasked}})
	} else if err != nil {
		return fmt.Errorf("asking the moderators: %w", err)
	}
	if public {
		return c.whisper(ctx, []page{{w.sentPublic}})
	}
	return c.whisper(ctx, []page{{w.sentPrivate}})
}

// humanMessage is what the moderators read. It is public where others can see the
// answer. Its second line is the question, which is escaped.
func (d *desk) humanMessage(ctx context.Context, c *call, r bot.Receipt, asked string) (m message, public bool) {
	w, h := moderatorWordsOf(r.Language), humanWordsOf(r.Language)
	text := h.head + "\n" + w.asked(asked) + "\n-# " + w.receipt(shorten(r.ID, maxField))
	buttons := []discordgo.MessageComponent{
		button(h.answer, discordgo.PrimaryButton, verbReply, r.ID, newSealer(d.config.Token).seal(c.person.id, r.ID)),
	}
	link := d.linkTo(ctx, c.GuildID, r.ID)
	return textMessage(page{text}, linkRow(w, link, buttons...)...), link != ""
}

// toReply is the receipt of the answer that a call is to reply to, if the person
// answers for the moderators.
func (d *desk) toReply(ctx context.Context, c *call) (bot.Receipt, error) {
	if !c.person.moderates() || !d.amongModerators(c) {
		return bot.Receipt{}, errNoModerator
	}
	return d.receiptOf(ctx, c)
}

// openReply opens the form in which a moderator answers.
func openReply(ctx context.Context, d *desk, c *call) error {
	r, err := d.toReply(ctx, c)
	if err != nil {
		return err
	}
	w := humanWordsOf(c.person.language)
	return c.open(ctx, form{custom: custom(verbReply, c.args...), title: w.answer, fields: []field{
		{name: fieldReply, label: w.answerLabel, hint: w.answerHint(d.isPublic(ctx, r)), most: maxHuman},
	}})
}

// isPublic reports whether others can see the answer of a receipt.
func (d *desk) isPublic(ctx context.Context, r bot.Receipt) bool {
	_, err := d.Records.PostOf(ctx, r.ID)
	return err == nil
}

// submitReply sends what a moderator answers to who asked.
func submitReply(ctx context.Context, d *desk, c *call) error {
	r, err := d.toReply(ctx, c)
	if err != nil {
		return err
	}
	w := humanWordsOf(c.person.language)
	if err := c.whisper(ctx, []page{{w.sending}}); err != nil {
		return err
	}
	public, err := d.sendReply(ctx, c, r)
	if errors.Is(err, errUnreachable) {
		return c.whisper(ctx, []page{{w.unreachable}})
	}
	if err != nil {
		d.log.Error("sending what a moderator answers", "receipt", r.ID, "error", err)
		return c.whisper(ctx, []page{{w.unsent, shorten(c.written(fieldReply), 2*maxHuman)}})
	}
	if err := d.markReplied(ctx, c, r); err != nil {
		d.log.Warn("marking a question as answered", "receipt", r.ID, "err", err)
	}
	if public {
		return c.whisper(ctx, []page{{w.repliedPublic}})
	}
	return c.whisper(ctx, []page{{w.repliedPrivate}})
}

// sendReply puts what was written under the answer, or in a direct message where there
// is none that others can see.
func (d *desk) sendReply(ctx context.Context, c *call, r bot.Receipt) (public bool, err error) {
	w := humanWordsOf(r.Language)
	text := shorten(c.written(fieldReply), 2*maxHuman)
	stands, err := d.Records.PostOf(ctx, r.ID)
	if err == nil {
		under := &post{api: d.api, channel: stands.Channel, key: c.ID, answers: stands.Messages[len(stands.Messages)-1]}
		_, err = under.put(ctx, 0, note(w.reply(shorten(r.Question, maxQuestion), text)))
		if err == nil || !refused(err) && !isShut(err) {
			return true, err
		}
	} else if !errors.Is(err, bot.ErrNoPost) {
		return false, err
	}
	person := newSealer(d.config.Token).unseal(c.argument(1), r.ID)
	return false, d.write(ctx, person, c.ID, note(w.reply(askedIn(c.Message), text)))
}

// askedIn is the question in a message that humanMessage has made.
func askedIn(m *discordgo.Message) string {
	lines := strings.Split(shown(m), "\n")
	for _, w := range []moderatorWords{moderatorsEnglish, moderatorsChinese} {
		if len(lines) > 1 && strings.HasPrefix(lines[1], w.asked("")) {
			return strings.TrimPrefix(lines[1], w.asked(""))
		}
	}
	return ""
}

// markReplied says in the moderators' channel that a question has been answered, and
// takes the buttons away but for the link.
func (d *desk) markReplied(ctx context.Context, c *call, r bot.Receipt) error {
	if c.Message == nil {
		return nil
	}
	h := humanWordsOf(r.Language)
	text := shown(c.Message) + "\n-# " + h.replied(time.Now().Unix())
	m := textMessage(page{text}, linkRow(moderatorWordsOf(r.Language), linkIn(c.Message))...)
	_, err := d.api.onMessage(ctx, http.MethodPatch, c.Message.ChannelID, c.Message.ID, m)
	return err
}

// linkIn is the address of the first button of a message that is a link, or nothing.
func linkIn(m *discordgo.Message) string {
	for _, c := range m.Components {
		row, _ := c.(*discordgo.ActionsRow)
		if row == nil {
			continue
		}
		for _, c := range row.Components {
			if b, ok := c.(*discordgo.Button); ok && b.Style == discordgo.LinkButton {
				return b.URL
			}
		}
	}
	return ""
}
