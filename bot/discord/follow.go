package discord

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// The most of a thread's name, and after how many minutes without a message it is
// put away.
const (
	maxThreadName   = 100
	threadArchiving = 1440
)

// follow opens a thread from an answer, in which one can ask on. Who pressed the
// button is told where it is, or why there is none.
func follow(ctx context.Context, d *desk, c *call) error {
	w := askingOf(c.person.language)
	if c.Message == nil {
		return errUnread
	}
	if text := c.noThread(w); text != "" {
		return c.whisper(ctx, []page{{text}})
	}
	if err := c.whisper(ctx, []page{{w.opening}}); err != nil {
		return err
	}
	text, err := d.openThread(ctx, c)
	if err != nil {
		return err
	}
	return c.whisper(ctx, []page{{text}})
}

// noThread says why a thread need not or cannot be opened, as far as the call tells.
func (c *call) noThread(w askingWords) string {
	switch lacks := lacksForThread(c.AppPermissions, w); {
	case c.direct():
		return w.onHere
	case c.Message.Flags&discordgo.MessageFlagsHasThread != 0:
		return w.opened(channelLink(c.Message.ID))
	case c.AppPermissions != 0 && len(lacks) > 0:
		return w.lacks(lacks)
	}
	return ""
}

// channelLink shows a channel as a link to it.
func channelLink(id string) string { return "<#" + id + ">" }

// openThread opens a thread from the answer that a button stands below, and returns
// what to tell.
func (d *desk) openThread(ctx context.Context, c *call) (string, error) {
	w := askingOf(c.person.language)
	if d.room(ctx, c.ChannelID).isThread() {
		return w.onHere, nil
	}
	receipt, _ := d.Records.Receipt(ctx, c.argument(0)) // without it the thread has a plain name
	if receipt.Language == "" {
		receipt.Language = c.person.language
	}
	name := clip(cmp.Or(receipt.UnderstoodAs, receipt.Question), maxThreadName)
	var thread struct {
		ID string `json:"id"`
	}
	err := d.api.ask(ctx, http.MethodPost, discordgo.EndpointChannelMessageThread(c.ChannelID, c.Message.ID), struct {
		Name      string `json:"name"`
		Archiving int    `json:"auto_archive_duration"`
	}{cmp.Or(name, askingOf(receipt.Language).thread), threadArchiving}, &thread)
	switch codeOf(err) {
	case discordgo.ErrCodeThreadAlreadyCreatedForThisMessage:
		return w.opened(channelLink(c.Message.ID)), nil // it has the message's ID
	case discordgo.ErrCodeMissingPermissions, discordgo.ErrCodeMissingAccess:
		return w.lacks([]string{w.right(threadRights[0])}), nil
	case errTooManyThreads:
		return w.tooMany, nil
	case discordgo.ErrCodeCannotExecuteActionOnThisChannelType:
		return w.noThread, nil
	}
	if err != nil {
		return "", fmt.Errorf("opening a thread: %w", err)
	}
	d.threads.add(thread.ID, d.self())
	err = d.introduce(ctx, thread.ID, askingOf(receipt.Language))
	switch codeOf(err) {
	case discordgo.ErrCodeMissingPermissions:
		return w.cannotSay(channelLink(thread.ID), w.right(threadRights[1])), nil
	case discordgo.ErrCodeMissingAccess:
		return w.cannotSay(channelLink(thread.ID), w.right(viewRight)), nil
	}
	return w.opened(channelLink(thread.ID)), err
}

// introduce says in a new thread how to go on.
func (d *desk) introduce(ctx context.Context, thread string, w askingWords) error {
	text := w.goOn("<@" + d.self() + ">")
	if d.config.MessageContent {
		text = w.goOnPlain
	}
	_, err := (&post{api: d.api, channel: thread, key: thread}).put(ctx, 0, note("-# "+text))
	return err
}

// errTooManyThreads is Discord's code for a server that is full of them.
const errTooManyThreads = 160006
