package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// A right is a permission, as Discord's clients name it.
type right struct {
	bit              int64
	english, chinese string
}

// The rights that the bot may lack.
var (
	threadRights = []right{
		{discordgo.PermissionCreatePublicThreads, "Create Public Threads", "创建公共子区"},
		{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads", "在子区内发送消息"},
	}
	sayRight  = right{discordgo.PermissionSendMessages, "Send Messages", "发送消息"}
	viewRight = right{discordgo.PermissionViewChannel, "View Channel", "查看频道"}
)

// lacksForThread names the rights that opening a thread takes and the bot does not have.
func lacksForThread(has int64, w askingWords) []string {
	var names []string
	for _, r := range append([]right{viewRight}, threadRights...) {
		if has&(r.bit|discordgo.PermissionAdministrator) == 0 {
			names = append(names, w.right(r))
		}
	}
	return names
}

// isShut reports whether something could not be done because of the thread that it was to
// be done in: it is archived, or locked.
func isShut(err error) bool {
	code := codeOf(err)
	return code == discordgo.ErrCodePerformedOperationOnArchivedThread || code == discordgo.ErrCodeThreadIsLocked
}

// tellLack tells who asked in a channel where the bot may not answer why it does
// not: in a direct message, once a day for each channel. It reports whether that
// was what was wrong.
func (d *desk) tellLack(ctx context.Context, q inquiry, err error) bool {
	w, channel := askingOf(q.AnswerLanguage()), channelLink(q.channel)
	text := ""
	switch codeOf(err) {
	case discordgo.ErrCodeMissingPermissions:
		text = w.cannotSay(channel, w.right(sayRight))
		if d.room(ctx, q.channel).isThread() {
			text = w.cannotSay(channel, w.right(threadRights[1]))
		}
	case discordgo.ErrCodeMissingAccess:
		text = w.cannotSay(channel, w.right(viewRight))
	case discordgo.ErrCodeThreadIsLocked:
		text = w.locked(channel)
	case discordgo.ErrCodePerformedOperationOnArchivedThread:
		text = w.archived(channel)
	default:
		return false
	}
	if first, err := d.Records.Once(ctx, "lack "+q.from.id+" "+q.channel, time.Now()); err != nil || !first {
		return err == nil
	}
	if err := d.write(ctx, q.from.id, "lack "+q.channel, note(text)); err != nil {
		d.log.Info("telling somebody that an answer is not allowed", "channel", q.channel, "error", err)
	}
	return true
}

// tellShut does so for who called in a thread that is shut: Discord takes not even the
// first response there.
func (d *desk) tellShut(ctx context.Context, c *call, err error) bool {
	if !isShut(err) || len(c.reply.places) > 0 {
		return false
	}
	return d.tellLack(ctx, c.inquiry(bot.Question{Language: c.person.language}), err)
}

// errUnreachable is returned when a person takes no direct messages, or is not known
// any more.
var errUnreachable = errors.New("who asked cannot be reached")

// write sends somebody a direct message. It returns errUnreachable where they do not
// allow that.
func (d *desk) write(ctx context.Context, person, key string, m message) error {
	if person == "" {
		return errUnreachable
	}
	var channel struct {
		ID string `json:"id"`
	}
	body := struct {
		Recipient string `json:"recipient_id"`
	}{person}
	if err := d.api.ask(ctx, http.MethodPost, discordgo.EndpointUserChannels("@me"), body, &channel); err != nil {
		if final(err) {
			err = fmt.Errorf("%w: %w", errUnreachable, err)
		}
		return fmt.Errorf("opening a direct message: %w", err)
	}
	if channel.ID == "" {
		return errors.New("opening a direct message: an answer without an ID")
	}
	_, err := (&post{api: d.api, channel: channel.ID, key: key + " " + person}).put(ctx, 0, m)
	if refused(err) {
		err = fmt.Errorf("%w: %w", errUnreachable, err)
	}
	return err
}
