package discord

import (
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"
)

// What is chosen of being forgotten.
const (
	forgetYes = "yes"
	forgetNo  = "no"
)

// runForget asks once more.
func runForget(ctx context.Context, _ *desk, c *call) error {
	w := c.libraryWords()
	return c.whisper(ctx, []page{{w.sure}}, row(
		button(w.yes, discordgo.DangerButton, verbForget, forgetYes),
		button(w.no, discordgo.SecondaryButton, verbForget, forgetNo)))
}

// pressForget forgets who pressed, wherever something of them is kept, and says what
// was erased and what was not.
func pressForget(ctx context.Context, d *desk, c *call) error {
	w := c.libraryWords()
	if c.argument(0) != forgetYes {
		return c.update(ctx, note(w.notForgotten))
	}
	if err := c.update(ctx, note(w.forgetting)); err != nil { // the file may be busy
		return err
	}
	if err := d.forget(ctx, c.person.id); err != nil {
		return fmt.Errorf("forgetting a person: %w", err)
	}
	_, err := c.reply.put(ctx, 0, note(w.forgotten))
	return err
}

// forget forgets a person wherever something of them is kept.
func (d *desk) forget(ctx context.Context, person string) error {
	d.lately.forget(person)
	for _, records := range []interface {
		Forget(ctx context.Context, asker string) error
	}{d.Records, d.Whispers} {
		if records == nil {
			continue
		}
		if err := records.Forget(ctx, person); err != nil {
			return err
		}
	}
	return nil
}
