package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/retrieval/refresh"
)

type removeCommand struct {
	ID    string `arg:"" help:"The document."`
	Purge bool   `help:"Delete its versions, its archived copies, the snapshots that hold its text and, if it was added from Discord, its file, too."`
}

func (removeCommand) Help() string {
	return `Example:

    footnote sources remove --purge nqpf-concept-en

The document is not quoted any more, and neither read nor fetched again. A file of the corpus folder
stays where it is, and the receipts of answers that quoted the document are named and stay, with
--purge without what was translated of it. To have a document back, delete its line in the file
REMOVED, which the command names.`
}

// Run removes a document from the library.
func (cmd removeCommand) Run(ctx context.Context, p *program) error {
	c, err := p.config()
	if err != nil {
		return err
	}
	bar := newProgress(p.stderr)
	defer bar.stop()
	cfg, err := refreshConfig(c, bar.report)
	if err != nil {
		return err
	}
	removal, err := refresh.Remove(ctx, cfg, cmd.ID, cmd.Purge)
	bar.stop()
	if errors.Is(err, refresh.ErrUnknownDocument) {
		return fmt.Errorf("document %q: %w", cmd.ID, bot.ErrUnknownDocument)
	}
	if err != nil {
		return fmt.Errorf("removing %q: %w", cmd.ID, err)
	}
	page := p.page(c)
	if cmd.Purge {
		p.untranslate(ctx, c, cmd.ID)
	}
	page.removed(cmd, removal, cfg)
	page.quotedIn(p.quoting(ctx, c, cmd.ID))
	return p.print(page.b.String())
}

func (p *page) removed(cmd removeCommand, r refresh.Removal, cfg refresh.Config) {
	p.field("removed", cmd.ID)
	undo := "delete its line in " + refresh.RemovedFile(cfg)
	for _, path := range r.Paths {
		added := refresh.AddedFile(cfg, path)
		switch {
		case strings.Contains(path, "://"):
			p.field("not asked", path)
		case added != "" && cmd.Purge:
			p.field("deleted", added)
			undo = "add it again from Discord: its file is gone"
		default:
			p.field("not read", cmp.Or(added, path)+" (the file stays where it is)")
		}
	}
	if cmd.Purge {
		p.field("deleted", fmt.Sprintf("%d versions of its text, %d archived copies, and the older snapshots", r.Versions, r.Copies))
	}
	p.field("to undo", undo)
	if r.Snapshot == "" {
		p.field("snapshot", "none: no document is left")
		return
	}
	p.field("snapshot", r.Snapshot)
}
