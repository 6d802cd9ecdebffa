package refresh

import (
	"context"
	"slices"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// A State is what a corpus is made of now, and what is kept of it.
type State struct {
	Documents int
	OnWeb     bool      // the sources name addresses of the web
	Asked     time.Time // when those were last asked to the end; zero for never
	Failed    []corpus.Problem
	Snapshot  *retrieval.Manifest // of the index in force; nil where there is none
	Changed   int                 // documents that came, changed or went since it was made
	Current   bool                // it is what [Open] would return
	Newer     bool                // a newer version of Footnote wrote what is kept
	Warnings  []string            // what is kept and cannot be used
}

// Inspect says what there is. It reads the files that changed since the index was
// made, asks nothing of the web, and writes nothing. With an error that is
// [corpus.ErrNoDocuments] the state holds what is known all the same.
func Inspect(ctx context.Context, cfg Config) (State, error) {
	p, err := newPlan(ctx, cfg)
	if err != nil {
		return State{}, err
	}
	p.addInForce(cfg)
	r := &run{cfg: cfg, plan: p, opts: Options{DryRun: true}, opening: true}
	onWeb := slices.ContainsFunc(p.sources, func(s corpus.Source) bool { return s.URL != "" })
	s := State{OnWeb: onWeb, Asked: p.ledger.Asked}
	changed := p.carryOver(false)
	plainly := len(changed) == 0 && p.isInForce()
	r.openCurrent(ctx)
	s.Newer = r.found == foundNewer
	if r.previous != nil {
		m := r.previous.Manifest()
		s.Snapshot = &m
	}
	if plainly && r.current != "" {
		s.Current, s.Documents, s.Failed = true, p.ledger.Documents, r.allProblems()
	} else {
		err = r.inspectAnew(ctx, changed, &s)
	}
	s.Warnings = r.report.Warnings
	return s, err
}

// inspectAnew reads what changed, and compares all documents with those of the
// index in force.
func (r *run) inspectAnew(ctx context.Context, changed []int, s *State) error {
	if err := r.readAll(ctx, changed); err != nil {
		return err
	}
	c, err := r.assemble(ctx)
	s.Failed = r.allProblems()
	if err != nil {
		return err
	}
	r.compare(c)
	s.Documents, s.Current = len(c.Documents), r.matches(c)
	s.Changed = len(r.report.Added) + len(r.report.Changed) + len(r.report.Removed)
	return nil
}
