package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// errNotYours is returned for an answer that a person may not delete.
var errNotYours = errors.New("only who asked and moderators delete an answer")

// postOf returns where the answer stands that a button names, if the person may
// delete it.
func (d *desk) postOf(ctx context.Context, c *call) (bot.Post, error) {
	if len(c.args) == 0 {
		return bot.Post{}, errUnread
	}
	p, err := d.Records.PostOf(ctx, c.args[0])
	if err != nil || c.person.moderates() && p.Channel == c.ChannelID {
		return p, err
	}
	asked, err := d.Records.AskedBy(ctx, p.Receipt, c.person.id)
	if err == nil && !asked {
		err = errNotYours
	}
	return p, err
}

// askDelete asks once more before an answer is deleted.
func askDelete(ctx context.Context, d *desk, c *call) error {
	post, err := d.postOf(ctx, c)
	if err != nil {
		return err
	}
	both, err := d.mayEraseBoth(ctx, c, post)
	if err != nil {
		return err
	}
	p := c.belowWords()
	yes, no := button(p.deleteYes, discordgo.DangerButton, verbErase, post.Receipt), button(p.deleteNo, discordgo.SecondaryButton, verbKeep, post.Receipt)
	if both {
		also := button(p.deleteBoth, discordgo.DangerButton, verbErase, post.Receipt, andCorrection)
		return c.whisper(ctx, []page{{p.deleteSure + "\n" + p.isCorrected}}, row(yes, also, no))
	}
	return c.whisper(ctx, []page{{p.deleteSure}}, row(yes, no))
}

// andCorrection is what stands behind the receipt where the correction goes, too.
const andCorrection = "corrected"

// mayEraseBoth reports whether an answer has a correction, and the person may withdraw
// it. Who only asked may not: others see it.
func (d *desk) mayEraseBoth(ctx context.Context, c *call, p bot.Post) (bool, error) {
	if !d.corrects(c.person) || p.Channel != c.ChannelID {
		return false, nil
	}
	known, found, err := d.Records.Corrected(ctx, p.Receipt)
	return found && d.mayChange(c.person, known), err
}

func keepAnswer(ctx context.Context, _ *desk, c *call) error {
	return c.update(ctx, note(c.belowWords().notDeleted))
}

// eraseAnswer deletes all messages of an answer, and forgets where it stood. Its
// correction goes only where that was chosen.
func eraseAnswer(ctx context.Context, d *desk, c *call) error {
	post, err := d.postOf(ctx, c)
	if err != nil {
		return err
	}
	if err := c.update(ctx, note(c.belowWords().deleting)); err != nil {
		return err
	}
	both := c.argument(1) == andCorrection
	if both {
		if both, err = d.mayEraseBoth(ctx, c, post); err != nil {
			return err
		}
	}
	text, err := c.belowWords().whyNotDeleted(d.erase(ctx, post))
	if err != nil {
		return err
	}
	if text == "" && both {
		text, err = c.belowWords().deletedBoth, d.Records.Withdraw(ctx, post.Receipt)
		if err != nil {
			return err
		}
	}
	_, err = c.reply.put(ctx, 0, note(cmp.Or(text, c.belowWords().deleted)))
	return err
}

// whyNotDeleted says why Discord does not let the bot delete an answer, and what can be
// done, if that is what an error means.
func (p belowPhrasing) whyNotDeleted(err error) (text string, other error) {
	switch {
	case codeOf(err) == discordgo.ErrCodePerformedOperationOnArchivedThread:
		return p.archived, nil
	case codeOf(err) == discordgo.ErrCodeThreadIsLocked:
		return p.locked, nil
	case statusOf(err) == http.StatusForbidden:
		return p.forbidden, nil
	}
	return "", err
}

// erase deletes the messages of an answer. One that is not there any more is no error.
func (d *desk) erase(ctx context.Context, p bot.Post) error {
	for _, id := range p.Messages {
		_, err := d.api.onMessage(ctx, http.MethodDelete, p.Channel, id, nil)
		if err != nil && statusOf(err) != http.StatusNotFound {
			return fmt.Errorf("deleting an answer: %w", err)
		}
	}
	return d.Records.DropPost(ctx, p.Receipt)
}
