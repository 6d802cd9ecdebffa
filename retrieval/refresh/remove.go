package refresh

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"footnote/corpus"
)

// ErrUnknownDocument is returned for an ID that no document has or had.
var ErrUnknownDocument = errors.New("no such document in this library: `footnote sources` lists them")

// A Removal says what was taken out of the corpus.
type Removal struct {
	Paths    []string // files and addresses that gave the document; files of the corpus folder stay where they are
	Versions int      // whose texts were deleted
	Copies   int      // archived copies that were deleted
	Snapshot string   // the name of the index in use now; empty when no document is left
}

// Remove takes a document out of the corpus for good: what gave it is not read
// and not asked any more. With purge, all that is kept of it is deleted too: its
// versions, its archived copies, the snapshots that still hold its text, and the file of
// one that was added ([AddedFile]). A
// removal that was broken off is done to the end by another.
func Remove(ctx context.Context, cfg Config, id string, purge bool) (Removal, error) {
	unlock, err := lock(cfg.Dir)
	if err != nil {
		return Removal{}, err
	}
	defer unlock()
	histories, err := readVersions(cfg.Dir)
	if err != nil {
		return Removal{}, err
	}
	p, err := newPlan(ctx, cfg) // before anything is noted: it may be impossible now
	if err != nil {
		return Removal{}, err
	}
	removal := Removal{Paths: p.pathsOf(id)}
	if !p.ledger.has(id) && !slices.ContainsFunc(histories, func(h corpus.History) bool { return h.ID == id }) {
		return Removal{}, fmt.Errorf("document %q: %w", id, ErrUnknownDocument)
	}
	if !p.gone.ids[id] {
		if err := addRemoved(cfg.Dir, removal.Paths, id, corpus.DateOf(cfg.Now())); err != nil {
			return Removal{}, fmt.Errorf("noting what is removed: %w", err)
		}
	}
	if p.gone, err = readRemoved(cfg.Dir); err != nil {
		return removal, err
	}
	p.withoutGone()
	if removal.Snapshot, err = withoutRemoved(ctx, cfg, p); err != nil {
		return removal, err
	}
	if purge {
		err = errors.Join(cfg.deleteAdded(removal.Paths), removal.purge(cfg.Dir, id))
	}
	return removal, err
}

// pathsOf returns the paths and addresses that give a document, or gave it before
// it was removed.
func (p *plan) pathsOf(id string) []string {
	var paths []string
	for _, i := range p.ledger.Items {
		if i.ID == id {
			paths = append(paths, i.Path)
		}
	}
	for path, of := range p.gone.paths {
		if of == id {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func (l *ledger) has(id string) bool {
	return slices.ContainsFunc(l.Items, func(i item) bool { return i.ID == id })
}

// withoutGone leaves out the files that have been removed since the plan was made.
func (p *plan) withoutGone() {
	p.candidates = slices.DeleteFunc(p.candidates, func(c candidate) bool { return p.gone.holds(c.Path) })
}

// withoutRemoved makes the index anew, and returns its name.
func withoutRemoved(ctx context.Context, cfg Config, p *plan) (string, error) {
	p.addInForce(cfg)
	r := &run{cfg: cfg, plan: p}
	_, err := r.renew(ctx)
	if errors.Is(err, corpus.ErrNoDocuments) {
		return "", nil // purge and the next command find an empty library
	}
	return r.report.Snapshot, err
}

// purge deletes what is kept of a document. Its history goes last: as long as it
// is there, the rest can be found again.
func (r *Removal) purge(dir, id string) error {
	histories, err := readVersions(dir)
	if err != nil {
		return err
	}
	used := make(map[string]bool) // digests of the texts of other documents
	var own []string
	var others []corpus.History
	for _, h := range histories {
		if h.ID == id {
			own = h.Digests()
			continue
		}
		others = append(others, h)
		for _, digest := range h.Digests() {
			used[digest] = true
		}
	}
	for _, digest := range own {
		if !used[digest] {
			r.deleteVersion(dir, digest)
		}
	}
	for _, path := range r.Paths {
		os.Remove(addressPath(dir, path))
	}
	if err := dropOldSnapshots(dir, r.Snapshot); err != nil {
		return err
	}
	r.deleteUnused(dir)
	return writeVersions(dir, others)
}

// deleteUnused deletes the copies that no document, no version of one and no
// address has any more, also those of pages whose text did not change when they
// did.
func (r *Removal) deleteUnused(dir string) {
	used := make(map[string]bool)
	for _, a := range readAddresses(dir) {
		used[a.Archived] = true
	}
	texts, _ := filepath.Glob(filepath.Join(dir, textsFolder, "*", "*.json"))
	for _, path := range texts {
		if d, err := readText(path); err == nil {
			used[d.Archived] = true
		}
	}
	l := readLedger(dir)
	for _, i := range l.Items {
		used[i.Mark.Archived] = true
	}
	copies, _ := filepath.Glob(filepath.Join(dir, archiveFolder, "*", "*"))
	for _, path := range copies {
		if name := filepath.Base(path); archivedName.MatchString(name) && !used[name] && os.Remove(path) == nil {
			r.Copies++
		}
	}
}

// deleteVersion deletes the text of a version.
func (r *Removal) deleteVersion(dir, digest string) {
	paths, _ := filepath.Glob(filepath.Join(dir, textsFolder, digest[:2], digest+"-*.json"))
	for _, path := range paths {
		if os.Remove(path) == nil {
			r.Versions++
		}
	}
}

// dropOldSnapshots deletes every snapshot but one, or all where it has no name.
func dropOldSnapshots(dir, current string) error {
	var errs []error
	for _, name := range snapshots(dir) {
		if name != current {
			errs = append(errs, removeSnapshot(dir, name))
		}
	}
	if current == "" {
		os.Remove(filepath.Join(dir, currentFile))
	}
	return errors.Join(errs...)
}
