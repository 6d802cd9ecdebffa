// Package refresh keeps an index true to its corpus: it builds a snapshot when
// the corpus has changed, validates it, and only then puts it in the place of
// the old one.
//
// A snapshot is one file in a folder of its own; the file CURRENT beside it
// names the one in use. Both are written to a temporary file, synced and
// renamed, so that a crash at any moment leaves the old or the new one, and an
// index that has its file mapped keeps it as it was.
package refresh

import (
	"context"
	"fmt"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// A Config says what is refreshed and where it is kept.
type Config struct {
	Dir       string // of the snapshots of this corpus
	Load      func(ctx context.Context) (*corpus.Corpus, []corpus.Problem, error)
	Embedding retrieval.Embedding
	NewStore  retrieval.NewStore
	Progress  func(stage string, done, total int) // may be nil
	Now       func() time.Time
}

// Options say how a refresh is done.
type Options struct {
	Full   bool // use nothing of the previous snapshot
	DryRun bool // only say what would change
}

// A Report says what a refresh did, or would do.
type Report struct {
	Snapshot  string // the name of the one in use now; empty after a dry run
	Previous  string // the name of the one before
	Added     []string
	Changed   []string
	Removed   []string
	Unchanged int
	Passages  int
	Embedded  int // passages whose vectors were made anew
	Reused    int // passages whose vectors the previous snapshot had
	Failed    []corpus.Problem
	Warnings  []string // for people: what could not be used or kept, and the remedy
	Elapsed   time.Duration
}

// Open returns the index of the corpus as it is now: the current snapshot when
// it still matches, else a new one. What it cannot read from or write to the
// folder is a warning in the report; the index is served from memory then.
func Open(ctx context.Context, cfg Config) (*retrieval.Index, Report, error) {
	start := time.Now()
	c, failed, err := cfg.Load(ctx)
	if err != nil {
		return nil, Report{Failed: failed}, err
	}
	previous, found, warnings := openCurrent(ctx, cfg)
	if previous != nil && previous.Manifest().Matches(c, cfg.Embedding) {
		m := previous.Manifest()
		return previous, Report{
			Snapshot: m.Name, Previous: m.Name, Unchanged: m.Documents, Passages: m.Passages, Reused: m.Passages,
			Failed: failed, Warnings: warnings, Elapsed: time.Since(start),
		}, nil
	}
	ix, report, err := build(ctx, cfg, c, previous, false)
	report.Failed, report.Warnings = failed, warnings
	if err != nil {
		return nil, report, err
	}
	if found == foundNewer {
		return ix, report, nil // what a newer version wrote is not ours to replace
	}
	if err := publish(cfg, ix); err != nil {
		report.Warnings = append(report.Warnings, unsavedWarning(cfg.Dir, err))
	}
	report.Elapsed = time.Since(start)
	return ix, report, nil
}

func unsavedWarning(dir string, err error) string {
	return fmt.Sprintf("the index could not be saved and will be built again next time: %v; make %s writable, free some space, or set DATA_DIR to another folder", err, dir)
}

// Run refreshes the index whether the corpus has changed or not. On an error
// the old snapshot stays in force.
func Run(ctx context.Context, cfg Config, opts Options) (*retrieval.Index, Report, error) {
	start := time.Now()
	c, failed, err := cfg.Load(ctx)
	if err != nil {
		return nil, Report{Failed: failed}, err
	}
	previous, found, warnings := openCurrent(ctx, cfg)
	if found == foundNewer {
		return nil, Report{Failed: failed, Warnings: warnings}, fmt.Errorf("refreshing %s: %w", cfg.Dir, retrieval.ErrNewerSnapshot)
	}
	if opts.DryRun {
		report, err := plan(ctx, cfg, c, previous, opts.Full)
		report.Failed, report.Warnings, report.Elapsed = failed, warnings, time.Since(start)
		return previous, report, err
	}
	ix, report, err := build(ctx, cfg, c, previous, opts.Full)
	report.Failed, report.Warnings = failed, warnings
	if err != nil {
		return nil, report, err
	}
	err = publish(cfg, ix)
	report.Elapsed = time.Since(start)
	return ix, report, err
}

func build(ctx context.Context, cfg Config, c *corpus.Corpus, previous *retrieval.Index, full bool) (*retrieval.Index, Report, error) {
	report := compareIndex(previous, c)
	opts := retrieval.Options{
		Embedding: cfg.Embedding, NewStore: cfg.NewStore, Progress: cfg.Progress, Now: cfg.Now(),
	}
	if !full {
		opts.Previous = previous
	}
	ix, err := retrieval.Build(ctx, c, opts)
	if err != nil {
		return nil, report, err
	}
	if err := validate(ctx, ix); err != nil {
		return nil, report, fmt.Errorf("validating the new index: %w; the old one stays in use", err)
	}
	m := ix.Manifest()
	report.Snapshot, report.Passages, report.Embedded, report.Reused = m.Name, m.Passages, m.Embedded, m.Reused
	return ix, report, nil
}

func plan(ctx context.Context, cfg Config, c *corpus.Corpus, previous *retrieval.Index, full bool) (Report, error) {
	report := compareIndex(previous, c)
	if full {
		previous = nil
	}
	var err error
	report.Passages, report.Embedded, err = retrieval.Plan(ctx, c, cfg.Embedding, previous)
	report.Reused = report.Passages - report.Embedded
	return report, err
}

// validate asks the new index for its own first passage, by its own words.
func validate(ctx context.Context, ix *retrieval.Index) error {
	p := ix.Passages()[0]
	d, _ := ix.Corpus().Document(p.Document)
	text := d.Text[p.Sentences[0].Start:p.Sentences[0].End]
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical} {
		if _, _, err := ix.Search(ctx, retrieval.Query{Text: text, Mode: mode}); err != nil {
			return err
		}
	}
	return nil
}

func compareIndex(previous *retrieval.Index, c *corpus.Corpus) Report {
	if previous == nil {
		return compare(&corpus.Corpus{}, c)
	}
	report := compare(previous.Corpus(), c)
	report.Previous = previous.Manifest().Name
	return report
}

// compare lists what came, changed and went between two corpora.
func compare(before, after *corpus.Corpus) Report {
	var r Report
	for _, d := range after.Documents {
		old, ok := before.Document(d.ID)
		switch {
		case !ok:
			r.Added = append(r.Added, d.ID)
		case old.Digest != d.Digest || !sameMeta(old.Meta, d.Meta):
			r.Changed = append(r.Changed, d.ID)
		default:
			r.Unchanged++
		}
	}
	for _, d := range before.Documents {
		if _, ok := after.Document(d.ID); !ok {
			r.Removed = append(r.Removed, d.ID)
		}
	}
	return r
}

func sameMeta(a, b corpus.Meta) bool {
	return fmt.Sprintf("%#v", a) == fmt.Sprintf("%#v", b)
}
