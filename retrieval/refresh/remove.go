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
	Paths    []string // files and addresses that gave the document; files stay where they are
	Versions int      // whose texts were deleted
	Copies   int      // archived copies that were deleted
	Snapshot string   // the name of the index in use now; empty when no document is left
}

// Remove takes a document out of the corpus for good: what gave it is not read
// and not asked any more. With purge, all that is kept of it is deleted too: its
// versions, its archived copies, and the snapshots that still hold its text. A
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
	l := readLedger(cfg.Dir)
	removal := Removal{Paths: l.pathsOf(id)}
	known := slices.ContainsFunc(histories, func(h corpus.History) bool { return h.ID == id })
	if len(removal.Paths) == 0 && !known {
		return Removal{}, fmt.Errorf("document %q: %w", id, ErrUnknownDocument)
	}
	if err := addRemoved(cfg.Dir, removal.Paths, id, corpus.DateOf(cfg.Now())); err != nil {
		return Removal{}, fmt.Errorf("noting what is removed: %w", err)
	}
	if removal.Snapshot, err = withoutRemoved(ctx, cfg); err != nil {
		return removal, err
	}
	if purge {
		err = removal.purge(cfg.Dir, id)
	}
	return removal, err
}

func (l *ledger) pathsOf(id string) []string {
	var paths []string
	for _, i := range l.Items {
		if i.ID == id {
			paths = append(paths, i.Path)
		}
	}
	return paths
}

// withoutRemoved makes the index anew, and returns its name.
func withoutRemoved(ctx context.Context, cfg Config) (string, error) {
	p, err := newPlan(ctx, cfg)
	if err != nil {
		return "", err
	}
	p.addInForce(cfg)
	r := &run{cfg: cfg, plan: p}
	asked := p.ledger.Asked
	_, err = r.renew(ctx)
	if errors.Is(err, corpus.ErrNoDocuments) {
		return "", nil // purge and the next command find an empty library
	}
	r.ledger.Asked = asked
	return r.report.Snapshot, err
}

// purge deletes what is kept of a document. Its history goes last: as long as it
// is there, the rest can be found again.
func (r *Removal) purge(dir, id string) error {
	histories, err := readVersions(dir)
	if err != nil {
		return err
	}
	used := make(map[string]bool) // digests of texts, and archived copies, of other documents
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
	l := readLedger(dir)
	for _, i := range l.Items {
		used[i.Mark.Archived] = true
	}
	for _, digest := range own {
		if !used[digest] {
			r.deleteVersion(dir, digest, used)
		}
	}
	for _, path := range r.Paths {
		r.deleteAddress(dir, path, used)
	}
	return errors.Join(dropOldSnapshots(dir, r.Snapshot), writeVersions(dir, others))
}

// deleteVersion deletes the text of a version and its archived copy.
func (r *Removal) deleteVersion(dir, digest string, used map[string]bool) {
	paths, _ := filepath.Glob(filepath.Join(dir, textsFolder, digest[:2], digest+"-*.json"))
	for _, path := range paths {
		if d, err := readText(path); err == nil {
			r.deleteCopy(dir, d.Archived, used)
		}
		if os.Remove(path) == nil {
			r.Versions++
		}
	}
}

func (r *Removal) deleteAddress(dir, url string, used map[string]bool) {
	path := addressPath(dir, url)
	if a, ok := readAddress(path); ok {
		r.deleteCopy(dir, a.Archived, used)
		os.Remove(path)
	}
}

func (r *Removal) deleteCopy(dir, name string, used map[string]bool) {
	if archivedName.MatchString(name) && !used[name] && os.Remove(filepath.Join(dir, archivedFile(name))) == nil {
		r.Copies++
	}
}

// dropOldSnapshots deletes every snapshot but one, or all where it has no name.
func dropOldSnapshots(dir, current string) error {
	var errs []error
	for _, name := range snapshots(dir) {
		if name != current {
			errs = append(errs, os.Remove(filepath.Join(dir, name+extension)))
			os.Remove(filepath.Join(dir, name+termsExtension))
		}
	}
	if current == "" {
		errs = append(errs, os.Remove(filepath.Join(dir, ledgerFile)))
		os.Remove(filepath.Join(dir, currentFile))
	}
	return errors.Join(errs...)
}
