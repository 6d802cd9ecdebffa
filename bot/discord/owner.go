package discord

import (
	"context"
	"errors"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"footnote/retrieval/refresh"
)

// The rules of what owners do with the library.
//
// Who. Only an owner changes the library; anybody else is told so, privately. A member
// may suggest a document, which waits until an owner adds or declines it; who it was is
// not told.
//
// Private. All of it is shown to the owner alone: how far it is, then what became of
// which document, then how many earlier answers quoted what is not there any more. What
// takes longer than a quarter of an hour is reported in a direct message.
//
// Asked once more. To take a document out, and to mark earlier answers: a line on top of
// them says which document has changed; the rest stays as it is.

// owning is what owners do with the library, and what members suggest.
var owning = feature{
	commands: ownerCommands,
	run:      map[string]handler{refreshName: owned(runRefresh), documentName: runDocument},
	complete: map[string]completer{documentName: completeSources},
	press: map[string]handler{
		verbTakeOut: owned(takeOut), verbMark: owned(markStale),
		verbAdmit: owned(admitSuggestion), verbDecline: owned(declineSuggestion),
	},
	submit: map[string]handler{verbTerm: owned(submitTerm)},
}

// The verbs of the owners' buttons and forms.
const (
	verbTakeOut = "take-out" // the digest of a document
	verbMark    = "mark"     // the key of what was found
	verbAdmit   = "admit"    // the key of a document that waits
	verbDecline = "decline"  // the same
	verbTerm    = "term"     // the key of an entry of the glossary, or "-"
)

// What keeps an owner's command from being done.
var (
	errNotOwner  = errors.New("only owners may do this")
	errNoLibrary = errors.New("this library cannot be changed while it is served")
)

// owned is a handler for owners. It may take longer than a call can be answered: the
// owner hears of what came of it all the same.
func owned(h handler) handler {
	return func(ctx context.Context, d *desk, c *call) error {
		if !d.owns(c.person) {
			return errNotOwner
		}
		c.reply.direct = func(ctx context.Context, n int, m message) error {
			return d.write(ctx, c.person.id, fmt.Sprint(c.ID, " ", n), m)
		}
		return onLibrary(h)(ctx, d, c)
	}
}

// onLibrary is a handler that needs a library that can be changed.
func onLibrary(h handler) handler {
	return func(ctx context.Context, d *desk, c *call) error {
		if d.Library == nil {
			return errNoLibrary
		}
		return h(ctx, d, c)
	}
}

// runRefresh asks the sources.
func runRefresh(_ context.Context, d *desk, c *call) error {
	return d.changeLibrary(c, d.Library.Refresh)
}

// A progress is told how far something is; see [refresh.Config].
type progress = func(stage string, done, total int)

// changeLibrary changes the library, shows the owner how far it is, and then what has
// become of it. It goes on when nobody can be shown anything any more.
func (d *desk) changeLibrary(c *call, do func(context.Context, progress) (refresh.Change, error)) error {
	change, err := d.follow(c, do)
	if err != nil {
		return err
	}
	w := ownerWordsOf(c.person.language)
	stale, err := d.staleAnswers(d.talk, change)
	if err != nil {
		d.log.Error("looking for answers that quoted what has changed", "error", err)
	}
	return d.tellOwner(c, w.changed(change, stale), d.marking(w, stale)...)
}

// follow does something and shows how far it is.
func (d *desk) follow(c *call, do func(context.Context, progress) (refresh.Change, error)) (refresh.Change, error) {
	w := ownerWordsOf(c.person.language)
	if err := c.whisper(d.talk, []page{{w.stage("", 0, 0)}}); err != nil {
		return refresh.Change{}, err
	}
	show := goLive(d.talk, c.reply, d.limits.edit)
	change, err := protect(func() (refresh.Change, error) {
		return do(d.work, func(stage string, done, total int) { show.show(note(w.stage(stage, done, total))) })
	})
	show.end(d.talk)
	if err != nil && d.work.Err() != nil {
		err = fmt.Errorf("%w: %w", context.Cause(d.work), err)
	}
	if err != nil {
		d.log.Info("the library was not changed", "owner", c.person.id, "error", err)
	} else {
		d.log.Info("the owner changed the library", "owner", c.person.id, "added", len(change.Added), "changed", len(change.Changed), "removed", len(change.Removed))
	}
	return change, err
}

// tellOwner puts pages in the place of the progress or, when that is too old, into a
// direct message.
func (d *desk) tellOwner(c *call, pages []page, rows ...discordgo.MessageComponent) error {
	all := messages(pages, rows...)
	_, err := deliver(d.talk, c.reply, all)
	if !errors.Is(err, errUnheard) {
		return err
	}
	for n, m := range all {
		if err := c.reply.direct(d.talk, n, m); err != nil {
			return fmt.Errorf("telling an owner what has become of the library: %w", err)
		}
	}
	return nil
}
