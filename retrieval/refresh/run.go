package refresh

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"syscall"

	"footnote/corpus"
	"footnote/retrieval"
)

// A run is one refresh under way.
type run struct {
	*plan
	cfg        Config
	opts       Options
	documents  map[int]*corpus.Document // of the candidates that were read, by their number
	previous   *retrieval.Index         // in force; nil when there is none or it was not needed
	terms      *retrieval.Terms         // of the index that was built
	saved      sync.Map                 // the files of the texts that were kept
	found      found
	opened     bool
	asked      bool // the sources were asked
	opening    bool // for one who asks, who is served even when nothing can be kept
	unwritable bool
	report     Report
}

// renew makes the index what the plan says, and returns it; nil means that the
// one in force already is.
func (r *run) renew(ctx context.Context) (*retrieval.Index, error) {
	if r.opening {
		r.openCurrent(ctx) // it may be damaged, or not ours to write beside
		r.unwritable = r.unwritable || r.found == foundNewer
	}
	changed := r.carryOver(r.opts.Full)
	if err := r.readAll(ctx, changed); err != nil {
		return nil, err
	}
	if r.isInForce() && !r.opts.Full && r.sameDocuments() {
		return nil, r.keepAsIs(ctx, len(changed) > 0)
	}
	r.openCurrent(ctx)
	c, err := r.assemble(ctx)
	r.report.Failed = r.allProblems()
	if err != nil {
		return nil, err
	}
	r.compare(c)
	switch {
	case r.found == foundNewer && !r.opening:
		return nil, fmt.Errorf("refreshing %s: %w", r.cfg.Dir, retrieval.ErrNewerSnapshot)
	case r.found == foundNewer:
		return r.build(ctx, c) // what a newer version wrote is not ours to replace
	case r.opts.DryRun:
		return nil, r.foresee(ctx, c)
	case r.matches(c) && !r.opts.Full:
		r.report.Snapshot = r.report.Previous
		r.report.Passages, r.report.Reused = r.previous.Manifest().Passages, r.previous.Manifest().Passages
		if err := r.note(c, r.previous); err != nil {
			return r.previous, r.unkept(err)
		}
		r.forget(r.cfg.Dir)
		return r.previous, nil
	}
	return r.replace(ctx, c)
}

// sameDocuments reports whether the candidates gave the documents that the
// ledger knows.
func (r *run) sameDocuments() bool {
	before := r.ledger.byPath()
	for _, c := range r.candidates {
		old, known := before[c.Path]
		if !known || old.ID != c.ID || old.Key != c.Key {
			return false
		}
	}
	return true
}

// keepAsIs reports that nothing changed; what was looked at anew for that need
// not be the next time.
func (r *run) keepAsIs(ctx context.Context, looked bool) error {
	if (looked || r.asked || !r.sameSources()) && !r.opts.DryRun && !r.unwritable {
		r.setItems()
		r.ledger.Stated, r.ledger.Added.Stated = r.settle(r.stated), r.settle(r.added.Stated)
		if err := r.ledger.write(r.cfg.Dir); err != nil {
			r.report.warn(unsavedWarning(r.cfg.Dir, err))
		}
		r.forget(r.cfg.Dir)
	}
	warnings := r.report.Warnings
	r.report.stays(&r.ledger, r.problems)
	r.report.Failed = r.allProblems()
	r.report.Warnings = warnings
	if r.opts.DryRun {
		r.report.Snapshot = ""
	}
	return ctx.Err()
}

// openCurrent opens the index in force. Where that is not the one that CURRENT
// names, there is no current one any more.
func (r *run) openCurrent(ctx context.Context) {
	if r.opened {
		return
	}
	var warnings []string
	r.previous, r.found, warnings = openCurrent(ctx, r.cfg)
	r.opened = true
	if r.previous == nil || r.previous.Manifest().Name != r.current {
		r.current = ""
	}
	r.report.Warnings = append(r.report.Warnings, warnings...)
}

// assemble makes the corpus of the candidates' documents.
func (r *run) assemble(ctx context.Context) (*corpus.Corpus, error) {
	documents, err := r.gather(ctx)
	if err != nil {
		return nil, err
	}
	glossary, broken := corpus.LoadGlossary(r.cfg.Files)
	glossary, broken = r.added.over(glossary, broken)
	failed := len(r.problems) + len(r.candidates) - len(documents)
	c, unfit, err := corpus.Assemble(corpus.Collapse(documents), glossary, r.cfg.Readers, failed)
	r.ledger.Problems = noticesOf(slices.Concat(unfit, broken))
	if err != nil && failed+len(unfit) == 0 {
		err = r.nothingToServe(err)
	}
	return c, err
}

// nothingToServe says what to do about a corpus whose documents are not in its
// folder, so that it is of no use to put some there.
func (r *run) nothingToServe(err error) error {
	onWeb := slices.ContainsFunc(r.sources, func(s corpus.Source) bool { return s.URL != "" })
	switch {
	case onWeb && r.opening:
		return fmt.Errorf("%w yet: run `footnote refresh` to ask the sources that %s names", corpus.ErrNoDocuments, corpus.SourcesFile)
	case onWeb:
		return fmt.Errorf("%w: the sources that %s names have none; correct their addresses and patterns", corpus.ErrNoDocuments, corpus.SourcesFile)
	case r.stated != (corpus.Stamp{}) && len(r.sources) == 0:
		return fmt.Errorf("%w: %s names no source and the folder holds no document; add one of them", corpus.ErrNoDocuments, corpus.SourcesFile)
	}
	return err
}

// allProblems are those of the files, of the candidates, and of the corpus.
func (r *run) allProblems() []corpus.Problem {
	problems := slices.Clone(r.problems)
	for _, n := range r.ledger.Problems {
		problems = append(problems, n.problem())
	}
	for _, c := range r.candidates {
		if c.Why != "" {
			problems = append(problems, c.problem())
		}
	}
	corpus.SortProblems(problems)
	return problems
}

func (r *run) compare(c *corpus.Corpus) {
	before := &corpus.Corpus{}
	if r.previous != nil {
		before = r.previous.Corpus()
		r.report.Previous = r.previous.Manifest().Name
	}
	r.report.compare(before, c)
}

// compare lists what came, changed and went between two corpora.
func (r *Report) compare(before, after *corpus.Corpus) {
	for _, d := range after.Documents {
		old, ok := before.Document(d.ID)
		switch {
		case !ok || old.ID != d.ID:
			r.Added = append(r.Added, d.ID)
		case old.Digest != d.Digest || !reflect.DeepEqual(old.Meta, d.Meta):
			r.Changed = append(r.Changed, d.ID)
			if old.Withdrawn.IsZero() && !d.Withdrawn.IsZero() {
				r.Vanished = append(r.Vanished, d.ID)
			}
		default:
			r.Unchanged++
		}
		for _, c := range d.Copies {
			if was, ok := before.Document(c.ID); !ok || was.ID == c.ID {
				r.Copied = append(r.Copied, Copy{c.ID, d.ID})
			}
		}
	}
	for _, d := range before.Documents {
		if now, ok := after.Document(d.ID); !ok || now.ID != d.ID {
			r.Removed = append(r.Removed, d.ID)
		}
	}
}

func (r *run) foresee(ctx context.Context, c *corpus.Corpus) (err error) {
	previous := r.previous
	if r.opts.Full {
		previous = nil
	}
	r.report.Passages, r.report.Embedded, err = retrieval.Plan(ctx, c, r.cfg.Embedding, previous)
	r.report.Reused = r.report.Passages - r.report.Embedded
	return err
}

func (r *run) matches(c *corpus.Corpus) bool {
	return r.previous != nil && r.previous.Manifest().Name == r.current && r.previous.Manifest().Matches(c, r.cfg.Embedding)
}

// build makes the new index and asks it whether it is sound.
func (r *run) build(ctx context.Context, c *corpus.Corpus) (*retrieval.Index, error) {
	opts := retrieval.Options{
		Embedding: r.cfg.Embedding, NewStore: r.cfg.NewStore, Progress: r.cfg.Progress, Now: r.cfg.Now(),
	}
	if !r.unwritable {
		opts.VectorLog = filepath.Join(r.cfg.Dir, vectorsFile)
	}
	if opts.Terms = new(retrieval.Terms); !r.opts.Full && r.previous != nil {
		opts.Previous = r.previous
		opts.Terms = readTerms(r.cfg.Dir, r.previous.Manifest().Name)
	}
	r.terms = opts.Terms
	ix, err := retrieval.Build(ctx, c, opts)
	if err != nil {
		return nil, err
	}
	if err := validate(ctx, ix); err != nil {
		return nil, fmt.Errorf("%w: %w; the old one stays in use", ErrUnsound, err)
	}
	m := ix.Manifest()
	r.report.Snapshot, r.report.Passages, r.report.Embedded, r.report.Reused = m.Name, m.Passages, m.Embedded, m.Reused
	return ix, nil
}

// replace builds the new index and puts it in the place of the old one.
func (r *run) replace(ctx context.Context, c *corpus.Corpus) (*retrieval.Index, error) {
	ix, err := r.build(ctx, c)
	if err != nil || r.unwritable {
		return ix, err
	}
	r.cfg.progress("saving", 0, 1)
	if err := r.save(c, ix); err != nil {
		return ix, r.unkept(err)
	}
	r.forget(r.cfg.Dir)
	r.cfg.progress("saving", 1, 1)
	return ix, nil
}

// save writes all that belongs to the new index, and last the name that puts it
// in force.
func (r *run) save(c *corpus.Corpus, ix *retrieval.Index) error {
	if err := saveSnapshot(r.cfg, ix, r.terms); err != nil {
		return err
	}
	if err := r.note(c, ix); err != nil {
		return err
	}
	return publish(r.cfg.Dir, ix.Manifest().Name)
}

// unsave deletes what a refresh has written that came to nothing: on a full disk
// it would be in the way of the next.
func (r *run) unsave(err error) {
	if !errors.Is(err, syscall.ENOSPC) {
		return
	}
	r.saved.Range(func(name, _ any) bool {
		os.Remove(filepath.Join(r.cfg.Dir, name.(string)))
		return true
	})
	os.Remove(filepath.Join(r.cfg.Dir, vectorsFile))
}

// unkept is an error for one who refreshes; for one who asks, it is a warning, and
// nothing more is written.
func (r *run) unkept(err error) error {
	r.unsave(err)
	if !r.opening {
		return err
	}
	r.unwritable = true
	r.report.warn(unsavedWarning(r.cfg.Dir, err))
	return nil
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
