// Package refresh keeps an index true to its sources: it finds out what changed,
// asks the web, reads what is new, builds a snapshot, validates it, and only then
// puts it in the place of the old one.
//
// All that is kept of a corpus lies in one folder:
//
//	NAME.snapshot  an index; the newest three are kept
//	NAME.terms     what was counted of its passages, for the next one
//	NAME.ledger    what it was made of, so that nothing is read twice
//	CURRENT        the name of the one in use
//	VECTORS        those that were made for an index that is not complete yet
//	VERSIONS       the history of every document
//	texts          the texts of all versions
//	archive        the bytes that were fetched, by their SHA-256
//	web            the state of every address that was asked
//	REMOVED        what the owner has removed
//	unfinished     files that are being written
//	LOCK           held by the refresh that is under way
//
// What the owner adds while the corpus is served lies in another folder, which is read
// as one with that of the corpus: see [Library].
//
// Each file is written beside its place, synced and renamed, so that a crash at
// any moment leaves the old or the new one, and an index that has its file
// mapped keeps it as it was. The pointer CURRENT decides, and is written last.
package refresh

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// A Config says what is refreshed and where it is kept.
type Config struct {
	Dir           string // where all that is kept of this corpus lies
	Files         fs.FS  // the corpus folder
	Added         string // the folder of what the owner has added, see [Library]; empty means none
	Readers       map[string]corpus.Reader
	MaxBytes      int64                            // of one file; 0 means 64 MiB
	Web           func() (fetch Fetch, end func()) // for one refresh; nil asks nothing of the web
	DropWithdrawn bool                             // do not serve what its source does not have any more
	Embedding     retrieval.Embedding
	NewStore      retrieval.NewStore
	Progress      func(stage string, done, total int) // total is 0 where it is not known; may be nil
	Now           func() time.Time
}

// Fetch asks a source of the web for its documents, and for those that are known
// of it, and reports each, one call at a time; what is known and not reported is
// not taken in any more. An error means that not all could be asked for: what is
// not reported then stays as it is. Several sources are asked at once.
type Fetch func(ctx context.Context, source corpus.Source, known []corpus.Known, report func(corpus.Fetched)) error

func (cfg Config) progress(stage string, done, total int) {
	if cfg.Progress != nil {
		cfg.Progress(stage, done, total)
	}
}

// Options say how a refresh is done.
type Options struct {
	Full   bool   // read everything again, believe every page, and use nothing of the previous snapshot
	DryRun bool   // only say what would change
	only   string // ask only the source with this address; empty asks all
}

// A Report says what a refresh did, or would do.
type Report struct {
	Snapshot  string // the name of the one in use now; empty after a dry run
	Previous  string // the name of the one before
	Added     []string
	Changed   []string
	Removed   []string
	Vanished  []string // of those that changed: their source is gone from the web
	Copied    []Copy   // documents that are not served for themselves any more, or were never
	Unchanged int
	Passages  int
	Embedded  int // passages whose vectors were made anew
	Reused    int // passages whose vectors the previous snapshot had
	Failed    []corpus.Problem
	Warnings  []string // for people: what could not be used or kept, and the remedy
	Elapsed   time.Duration
}

// A Copy is a document that says the same as another one, which stands for it.
type Copy struct{ ID, Of string }

// What keeps a refresh from being made, beside what a document may be wrong in.
var (
	ErrSources = errors.New("reading " + corpus.SourcesFile) // wraps what is wrong in which line
	ErrUnsound = errors.New("validating the new index")
)

// Run asks the sources and makes the index what they say now. On an error, and
// when ctx is cancelled, the old snapshot stays in force, and what was fetched
// is used the next time. While another refresh is under way it returns
// [ErrBusy].
func Run(ctx context.Context, cfg Config, opts Options) (Report, error) {
	start := time.Now()
	unlock, err := lock(cfg.Dir)
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	p, err := newPlan(ctx, cfg)
	if err != nil {
		return Report{}, err
	}
	if err := p.fetch(ctx, cfg, opts.only); err != nil {
		return Report{Failed: p.problems}, err
	}
	r := &run{cfg: cfg, opts: opts, plan: p, asked: opts.only == ""}
	_, err = r.renew(ctx)
	r.report.Elapsed = time.Since(start)
	return r.report, err
}

// Open returns the index of the documents as they are now: the current snapshot
// when it still matches, else a new one. It asks nothing of the web. What it
// cannot read from or write to the folder is a warning in the report; the index
// is served from memory then. So it is when what is new cannot be embedded, and the
// index in force serves unless it holds a document that is gone. A refresh that is under way
// is waited for shortly, since most take no longer; after that the index in force is
// returned, if there is one, with a warning.
func Open(ctx context.Context, cfg Config) (*retrieval.Index, Report, error) {
	start := time.Now()
	shortly, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ix, report, err := openAsNow(ctx, shortly, cfg)
	report.Elapsed = time.Since(start)
	return ix, report, err
}

// openAsNow is Open, which waits for a refresh until shortly is done.
func openAsNow(ctx, shortly context.Context, cfg Config) (*retrieval.Index, Report, error) {
	p, err := newPlan(ctx, cfg)
	if err != nil {
		return openInstead(ctx, cfg, err)
	}
	p.addInForce(cfg)
	r := &run{cfg: cfg, plan: p, opening: true}
	if p.ledger.Asked.IsZero() && !slices.ContainsFunc(p.candidates, func(c candidate) bool { return c.web }) && slices.ContainsFunc(p.sources, func(s corpus.Source) bool { return s.URL != "" }) {
		r.report.warn("the sources that " + corpus.SourcesFile + " names on the web were never asked: run `footnote refresh`")
	}
	if len(p.carryOver(false)) == 0 && p.isInForce() {
		if r.openCurrent(ctx); p.current != "" {
			r.report.stays(&p.ledger, p.problems)
			return r.previous, r.report, nil
		}
	}
	unlock, err := lock(cfg.Dir)
	switch {
	case errors.Is(err, ErrBusy):
		return r.openAfter(ctx, shortly)
	case err != nil:
		r.unwritable = true
		r.report.warn(unsavedWarning(cfg.Dir, err))
	default:
		defer unlock()
	}
	ix, err := r.renew(ctx)
	switch {
	case ix == nil && err == nil:
		ix = r.previous
	case errors.Is(err, retrieval.ErrNotEmbedded) && ctx.Err() == nil && len(r.report.Removed) == 0:
		return openInstead(ctx, cfg, err) // what was removed must not be served
	}
	return ix, r.report, err
}

// openAfter returns the index that another refresh is about to make or, where that
// takes long, the one in force.
func (r *run) openAfter(ctx, shortly context.Context) (*retrieval.Index, Report, error) {
	wait := ctx
	if r.current != "" {
		wait = shortly
	}
	unlock, err := waitLock(wait, r.cfg.Dir)
	switch {
	case ctx.Err() != nil:
		return nil, Report{}, ctx.Err()
	case err == nil:
		unlock()
		return openAsNow(ctx, shortly, r.cfg)
	case wait.Err() != nil:
		return openInstead(ctx, r.cfg, ErrBusy)
	}
	return nil, Report{}, err
}

// openInstead returns the index in force where the documents cannot be looked at
// now, with a warning that says why.
func openInstead(ctx context.Context, cfg Config, why error) (*retrieval.Index, Report, error) {
	r := &run{cfg: cfg, plan: &plan{}}
	if r.openCurrent(ctx); r.previous == nil {
		return nil, r.report, why
	}
	m := r.previous.Manifest()
	r.report.warn(fmt.Sprintf("answered from the index of %s: %v", m.Created.Format("2006-01-02 15:04"), why))
	r.report.Snapshot, r.report.Previous = m.Name, m.Name
	r.report.Unchanged, r.report.Passages, r.report.Reused = m.Documents, m.Passages, m.Passages
	return r.previous, r.report, nil
}

// UpToDate reports whether the snapshot with a name is what [Open] would return,
// without opening it.
func UpToDate(ctx context.Context, cfg Config, name string) (bool, error) {
	p, err := newPlan(ctx, cfg)
	if err != nil {
		return false, err
	}
	p.addInForce(cfg)
	return len(p.carryOver(false)) == 0 && p.isInForce() && p.current == name, nil
}

// Last returns when the sources were last asked to the end, zero for never.
func Last(cfg Config) time.Time { return readLedger(cfg.Dir).Asked }

func (r *Report) warn(text string) { r.Warnings = append(r.Warnings, text) }

// stays reports that nothing changed.
func (r *Report) stays(l *ledger, problems []corpus.Problem) {
	r.Snapshot, r.Previous = l.Snapshot, l.Snapshot
	r.Unchanged, r.Passages, r.Reused = l.Documents, l.Passages, l.Passages
	r.Failed = slices.Concat(problems, l.problems())
	corpus.SortProblems(r.Failed)
}

func unsavedWarning(dir string, err error) string {
	return fmt.Sprintf("the index could not be saved and will be built again next time: %v; make %s writable, free some space, or set DATA_DIR to another folder", err, dir)
}
