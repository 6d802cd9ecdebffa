package discord

import (
	"cmp"
	"context"
	"fmt"

	"footnote/bot"
)

// A standing is an answer that somebody may correct.
type standing struct {
	bot.Receipt
	server string // the ID of that where it stands
}

// toCorrect is the answer that a call is to correct, if the person may: where it
// stands, or in the moderators' channel, which may be in another server.
func (d *desk) toCorrect(ctx context.Context, c *call) (standing, error) {
	if len(c.args) == 0 {
		return standing{}, errUnread
	}
	if !d.corrects(c.person) {
		return standing{}, errNoModerator
	}
	post, err := d.Records.PostOf(ctx, c.args[0])
	if err != nil {
		return standing{}, err
	}
	s := standing{server: c.GuildID}
	switch {
	case c.ChannelID == post.Channel:
	case d.amongModerators(c):
		if s.server = d.room(ctx, post.Channel).Guild; s.server == "" { // it would count in the wrong one
			return standing{}, fmt.Errorf("looking up the server of channel %q, where the answer of receipt %q stands: Discord does not say", post.Channel, post.Receipt)
		}
	default:
		return standing{}, errNoModerator
	}
	s.Receipt, err = d.Records.Receipt(ctx, post.Receipt)
	return s, err
}

// corrects reports whether somebody may correct answers where they are.
func (d *desk) corrects(p person) bool { return p.moderates() || d.owns(p) }

// mayChange reports whether somebody who may correct an answer may change or withdraw
// what it was corrected with.
func (d *desk) mayChange(p person, known bot.Correction) bool { return !known.Everywhere || d.owns(p) }

// toReplace is the correction of an answer that another takes the place of, or a zero
// one.
func (d *desk) toReplace(ctx context.Context, c *call, r standing) (bot.Correction, error) {
	known, found, err := d.Records.Corrected(ctx, r.ID)
	if err == nil && found && !d.mayChange(c.person, known) {
		err = errNotOwner
	}
	return known, err
}

// correctionKnown is the correction of an answer or, where it has none, that of another
// answer to the same question which counts there.
func (d *desk) correctionKnown(ctx context.Context, r standing) (bot.Correction, bool, error) {
	c, found, err := d.Records.Corrected(ctx, r.ID)
	if err != nil || found {
		return c, found, err
	}
	c, found, err = d.Records.CorrectionOf(ctx, questionOf(r.Receipt), r.server)
	return c, found && c.Language == r.Language, err
}

// questionOf is the question of a receipt as it stands alone.
func questionOf(r bot.Receipt) string { return cmp.Or(r.UnderstoodAs, r.Question) }
