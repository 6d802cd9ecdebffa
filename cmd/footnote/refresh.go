package main

import (
	"context"
	"fmt"
	"slices"

	"footnote/retrieval/refresh"
)

type refreshCommand struct {
	DryRun bool `help:"Only say what would change."`
	Full   bool `help:"Read everything again, believe every page, and use nothing of the index there is."`
	JSON   bool `name:"json" help:"Print one JSON object."`
}

func (refreshCommand) Help() string {
	return `Example:

    footnote refresh --dry-run

Asks the sources of the web that sources.yaml names, reads what is new, and says what changed and what
cannot be served: + came, ~ changed, - went, = says what another does and is quoted as that one, ? has
gone from the web and is still quoted, ! is not served as it is now. The other commands notice changed
files by themselves, but ask nothing of the web.
A page that suddenly loses nearly all its text does not replace the good one; --full believes it.
Interrupted, it leaves the index as it was and keeps what was fetched.`
}

// The JSON of a refresh, which scripts read.
type (
	refreshJSON struct {
		Snapshot  string        `json:"snapshot"`
		Previous  string        `json:"previous"`
		Documents documentsJSON `json:"documents"`
		Passages  passagesJSON  `json:"passages"`
		Failed    []failedJSON  `json:"failed"`
		Seconds   float64       `json:"seconds"`
	}
	documentsJSON struct {
		Added     []string `json:"added"`
		Changed   []string `json:"changed"`
		Removed   []string `json:"removed"`
		Unchanged int      `json:"unchanged"`
	}
	passagesJSON struct {
		Total    int `json:"total"`
		Embedded int `json:"embedded"`
		Reused   int `json:"reused"`
	}
	failedJSON struct {
		Source string `json:"source"`
		Why    string `json:"why"`
	}
)

// Run refreshes the index and prints what changed.
func (cmd refreshCommand) Run(ctx context.Context, p *program) error {
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
	report, err := refresh.Run(ctx, cfg, refresh.Options{Full: cmd.Full, DryRun: cmd.DryRun})
	bar.stop()
	for _, w := range report.Warnings {
		p.warn("%s", w)
	}
	if isCancelled(err) {
		return fmt.Errorf("%w: %w", errKept, err)
	}
	if err != nil {
		p.warnProblems(report.Failed, true)
		return fmt.Errorf("refreshing: %w", inDataDir(c, inFolder(c, err)))
	}
	if cmd.JSON {
		return p.printJSON(newRefreshJSON(report))
	}
	page := p.page(c)
	page.refreshed(report, cmd.DryRun)
	return p.print(page.b.String())
}

func newRefreshJSON(r refresh.Report) refreshJSON {
	out := refreshJSON{
		Snapshot: r.Snapshot, Previous: r.Previous,
		Documents: documentsJSON{append([]string{}, r.Added...), append([]string{}, r.Changed...), append([]string{}, r.Removed...), r.Unchanged},
		Passages:  passagesJSON{r.Passages, r.Embedded, r.Reused},
		Failed:    []failedJSON{},
		Seconds:   float64(r.Elapsed.Milliseconds()) / 1000,
	}
	for _, f := range r.Failed {
		out.Failed = append(out.Failed, failedJSON{f.Path, f.Err.Error()})
	}
	return out
}

// refreshed shows what a refresh did, or would do.
func (p *page) refreshed(r refresh.Report, dryRun bool) {
	copied, same := copies(r.Copied)
	changed, removed := without(r.Changed, r.Vanished), without(r.Removed, copied)
	p.field("documents", fmt.Sprintf("%d added, %d changed, %d removed, %d unchanged",
		len(r.Added), len(changed), len(removed), r.Unchanged))
	p.ids("  + ", r.Added)
	p.ids("  ~ ", changed)
	p.ids("  - ", removed)
	p.ids("  = ", same)
	if len(r.Vanished) > 0 {
		p.field("vanished", fmt.Sprintf("%d have gone from the web; they are still quoted, with a note", len(r.Vanished)))
		p.ids("  ? ", r.Vanished)
	}
	p.field("passages", fmt.Sprintf("%d in all, %d embedded, %d reused", r.Passages, r.Embedded, r.Reused))
	if len(r.Failed) > 0 {
		p.row(piece{text: fmt.Sprintf("  not served      %d", len(r.Failed)), style: warning})
		for _, f := range r.Failed {
			p.hanging("  ! ", "    ", piece{text: f.Error()})
		}
	}
	switch {
	case dryRun:
		p.field("snapshot", "as it was: this was a dry run")
	case r.Previous == r.Snapshot || r.Previous == "":
		p.field("snapshot", r.Snapshot)
	default:
		p.field("snapshot", r.Snapshot+", before "+r.Previous)
	}
	p.field("seconds", fmt.Sprintf("%.1f", r.Elapsed.Seconds()))
}

// without returns the IDs that are not named in another line.
func without(ids, named []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(named, id) })
}

// copies returns the IDs of documents that others stand for, and says which.
func copies(all []refresh.Copy) (ids, same []string) {
	for _, c := range all {
		ids = append(ids, c.ID)
		same = append(same, fmt.Sprintf("%s (says the same as %s)", c.ID, c.Of))
	}
	return ids, same
}

// maxListed is how many documents of a kind are named to people; --json names
// all.
const maxListed = 50

func (p *page) ids(label string, ids []string) {
	for i, id := range ids {
		if i == maxListed {
			p.row(piece{text: fmt.Sprintf("%s… and %d more", label, len(ids)-i)})
			return
		}
		p.row(piece{text: label + id})
	}
}
