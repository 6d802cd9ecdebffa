package discord

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// The rules of what reaches the moderators' channel.
//
// It is told there at once when somebody finds an answer bad, or that a quotation does
// not support its sentence, and when somebody asks a human: what was asked (unless it
// was private), what they wrote, the receipt, and a link to the answer. Who it was is
// never told. Moderators read it in the language of the answer. One person is heard
// once a minute on an answer; of many reports in a minute all but a few are counted in
// one line, and found with the receipts. Nobody is notified.

// A report is what moderators are told of an answer.
type report struct {
	from     *call // of the person who presses, in the place of the answer
	receipt  bot.Receipt
	kind     bot.FeedbackKind
	citation int    // its number; 0 is the whole answer
	text     string // what they wrote; may be empty
}

// report tells the moderators, if they have a channel, and reports whether they are
// told now or were a moment ago. What is good is not told. That it fails is logged: the
// feedback is kept all the same.
func (d *desk) report(ctx context.Context, r report) (told bool) {
	if d.config.Moderators == "" || r.kind != bot.FeedbackBad && r.kind != bot.FeedbackUnsupported {
		return false
	}
	switch d.flood.admit(r.from.person.id+" "+r.receipt.ID, time.Now(), true) {
	case admitRepeated:
		return true
	case admitFolded:
		d.countFolded(ctx)
		return true
	}
	w := moderatorWordsOf(r.receipt.Language)
	link := d.linkTo(ctx, r.from.GuildID, r.receipt.ID)
	var buttons []discordgo.MessageComponent
	if link != "" {
		buttons = append(buttons, button(correctWordsOf(r.receipt.Language).correct, discordgo.SecondaryButton, verbCorrect, r.receipt.ID))
	}
	_, err := d.toModerators(r.from.ID).put(ctx, 0, textMessage(d.reported(w, r), linkRow(w, link, buttons...)...))
	if err != nil {
		d.log.Warn("telling the moderators", "receipt", r.receipt.ID, "err", err)
	}
	return err == nil
}

// toModerators is where something is posted for the moderators. A key names what it is.
func (d *desk) toModerators(key string) *post {
	return &post{api: d.api, channel: d.config.Moderators, key: key}
}

// amongModerators reports whether a call was made in the moderators' channel.
func (d *desk) amongModerators(c *call) bool {
	return d.config.Moderators != "" && c.ChannelID == d.config.Moderators
}

// countFolded brings the line up to date that counts the reports without a message of
// their own. It is changed no more often than any other message.
func (d *desk) countFolded(ctx context.Context) {
	if !d.flood.write() {
		return
	}
	open := func(began time.Time) *post { return d.toModerators(fmt.Sprint("flood ", began.UnixNano())) }
	for {
		line, n, ok := d.flood.next(open)
		if !ok {
			return
		}
		_, err := line.put(ctx, 0, note(moderatorsEnglish.folded(n)+"\n"+moderatorsChinese.folded(n)))
		if err == nil {
			err = sleep(ctx, d.limits.edit)
		}
		if err != nil {
			d.flood.giveUp()
			d.log.Warn("counting reports for the moderators", "err", err)
			return
		}
	}
}

// How much of each text a report repeats, in escaped characters.
const (
	maxAsked  = 600
	maxReason = 1200
)

// reported is the text of a report.
func (d *desk) reported(w moderatorWords, r report) page {
	head := w.bad
	if r.kind == bot.FeedbackUnsupported {
		head = w.unsupported(r.citation)
	}
	lines := []string{head, w.askedOf(r.receipt)}
	lines = append(lines, d.doubted(w, r)...)
	if why := shorten(r.text, maxReason); why != "" {
		lines = append(lines, w.reason(why))
	}
	return page{joined("", "\n", append(lines, "-# "+w.receipt(shorten(r.receipt.ID, maxField)))...)}
}

// doubted is the sentence, where a model wrote it, and the quotation that is said not
// to support it.
func (d *desk) doubted(w moderatorWords, r report) []string {
	n := r.citation
	if n < 1 || n > len(r.receipt.Citations) {
		return nil
	}
	var lines []string
	for _, s := range r.receipt.Sentences {
		if text := shorten(s.Text, maxAsked); text != "" && slices.Contains(s.Citations, n) {
			lines = append(lines, w.sentence(text))
			break
		}
	}
	if x := d.exhibit(r.receipt.Citations[n-1]); x.Shown() {
		lines = append(lines, "> "+shorten(x.Citation.Quote(), maxAsked))
	}
	return lines
}

// linkTo is the address of the first message of an answer, or nothing where nobody else
// can see it.
func (d *desk) linkTo(ctx context.Context, guild, receipt string) string {
	p, err := d.Records.PostOf(ctx, receipt)
	if err != nil || guild == "" {
		return ""
	}
	return addressOf(guild, p)
}

// addressOf is where the first message of an answer stands in a server.
func addressOf(guild string, p bot.Post) string {
	return fmt.Sprintf("https://discord.com/channels/%s/%s/%s", guild, p.Channel, p.Messages[0])
}

// linkRow is a row with a button that leads to an answer, and others.
func linkRow(w moderatorWords, link string, others ...discordgo.MessageComponent) []discordgo.MessageComponent {
	if link != "" {
		others = append(others, discordgo.Button{Label: w.toAnswer, Style: discordgo.LinkButton, URL: link})
	}
	if len(others) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{row(others...)}
}
