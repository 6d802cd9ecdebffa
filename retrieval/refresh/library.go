package refresh

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// A Library is a corpus that its owner changes while it is served. What is added lies
// in the folder [Config] names for it; nothing there is read before it is whole, and
// the index in force stays so until the next one is complete. Its methods may be
// called at the same time: one change is made after the other, and who has waited
// shortly for another one gets [ErrBusy]. progress may be nil.
type Library struct {
	cfg   Config
	index func() *retrieval.Index
	swap  func(*retrieval.Index)
	turn  chan struct{} // holds one entry while a change is made
}

// NewLibrary returns the library of a corpus. index returns the index that is served,
// and swap serves another one.
func NewLibrary(cfg Config, index func() *retrieval.Index, swap func(*retrieval.Index)) *Library {
	return &Library{cfg: cfg, index: index, swap: swap, turn: make(chan struct{}, 1)}
}

// A Change says what became of a library.
type Change struct {
	Report
	Before, After *corpus.Corpus
	kept          string // the folder with the texts of all versions
}

// Nothing reports whether no document has become another one, come or gone.
func (c Change) Nothing() bool { return len(c.Added)+len(c.Changed)+len(c.Removed) == 0 }

// Text returns a version of a document by the digest of its text, which is kept as
// long as the document is not purged.
func (c Change) Text(id, digest string) (*corpus.Document, error) {
	for _, side := range []*corpus.Corpus{c.Before, c.After} {
		if d, ok := side.Document(id); ok && d.Digest == digest {
			return d, nil
		}
	}
	return versionText(c.kept, digest)
}

// Last returns when the sources were last asked to the end, zero for never.
func (l *Library) Last() time.Time { return Last(l.cfg) }

// Refresh asks the sources, and serves what they say now.
func (l *Library) Refresh(ctx context.Context, progress func(stage string, done, total int)) (Change, error) {
	return l.change(ctx, progress, func(ctx context.Context, cfg Config) ([]corpus.Problem, error) {
		report, err := Run(ctx, cfg, Options{})
		return report.Failed, err
	})
}

// Renew serves the documents as they are now, where the index is another one. It asks
// nothing of the web.
func (l *Library) Renew(ctx context.Context) (Change, error) {
	served := l.index()
	if upToDate, err := UpToDate(ctx, l.cfg, served.Manifest().Name); upToDate || err != nil {
		return Change{Before: served.Corpus(), After: served.Corpus()}, err
	}
	return l.change(ctx, nil, nil)
}

// change does something to the corpus, and serves what it is then.
func (l *Library) change(ctx context.Context, progress func(stage string, done, total int), do func(context.Context, Config) ([]corpus.Problem, error)) (Change, error) {
	release, err := l.enter(ctx)
	if err != nil {
		return Change{}, err
	}
	defer release()
	start := time.Now()
	cfg := l.cfg
	cfg.Progress = progress
	before := l.index()
	var failed []corpus.Problem
	if do != nil {
		if failed, err = do(ctx, cfg); err != nil {
			return Change{Report: Report{Failed: failed}}, err
		}
	}
	index, report, err := Open(ctx, cfg)
	if err != nil {
		return Change{}, err
	}
	if index.Manifest().Name != before.Manifest().Name {
		l.swap(index)
	}
	c := Change{Before: before.Corpus(), After: index.Corpus(), kept: cfg.Dir}
	c.Failed, c.Warnings, c.Passages = union(report.Failed, failed), report.Warnings, report.Passages
	c.Snapshot, c.Previous, c.Elapsed = report.Snapshot, before.Manifest().Name, time.Since(start)
	c.compare(c.Before, c.After)
	return c, nil
}

// union adds the problems that only asking the sources shows to those of the files.
func union(a, b []corpus.Problem) []corpus.Problem {
	for _, p := range b {
		if !slices.ContainsFunc(a, func(known corpus.Problem) bool { return known.Error() == p.Error() }) {
			a = append(a, p)
		}
	}
	corpus.SortProblems(a)
	return a
}

// enter waits shortly for another change to end.
func (l *Library) enter(ctx context.Context) (release func(), err error) {
	select {
	case l.turn <- struct{}{}:
		return func() { <-l.turn }, nil
	case <-time.After(patience):
		return nil, ErrBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// ErrLast is returned for removing the only document of a library.
var ErrLast = errors.New("it is the only document of this library: add another one first")

// Remove takes a document out of the library. A file in the corpus folder stays where
// it is and is not read any more; one that was added is deleted. To add a document of
// the same ID later brings it back.
func (l *Library) Remove(ctx context.Context, id string, progress func(stage string, done, total int)) (Change, error) {
	served := l.index().Corpus()
	if d, ok := served.Document(id); !ok || d.ID != id {
		return Change{}, fmt.Errorf("document %q: %w", id, ErrUnknownDocument)
	}
	if len(served.Documents) == 1 {
		return Change{}, fmt.Errorf("removing %q: %w", id, ErrLast)
	}
	return l.change(ctx, progress, func(ctx context.Context, cfg Config) ([]corpus.Problem, error) {
		removal, err := Remove(ctx, cfg, id, false)
		if err != nil {
			return nil, err
		}
		return nil, cfg.deleteAdded(removal.Paths)
	})
}
