package refresh

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"footnote/retrieval"
)

const (
	currentFile    = "CURRENT"
	vectorsFile    = "VECTORS"
	extension      = ".snapshot"
	termsExtension = ".terms"
	kept           = 3 // generations, the current one included
)

// snapshotName is what a snapshot can be called. A CURRENT that names anything
// else leads nowhere.
var snapshotName = regexp.MustCompile(`^[0-9a-f]{16}$`)

type found int

const (
	foundNothing found = iota
	foundSnapshot
	foundNewer // a newer version of Footnote wrote it: it is left alone
)

// openCurrent opens the snapshot in use or, where that is damaged, the newest
// that is not. A folder without any gives nil. The warnings say what was
// passed over.
func openCurrent(ctx context.Context, cfg Config) (*retrieval.Index, found, []string) {
	var warnings []string
	for i, name := range candidates(cfg.Dir) {
		path := filepath.Join(cfg.Dir, name+extension)
		ix, err := openSnapshot(ctx, path, cfg)
		switch {
		case err == nil:
			if i > 0 && len(warnings) > 0 {
				warnings = append(warnings, fmt.Sprintf("went back to the last good snapshot, %s", name))
			}
			return ix, foundSnapshot, warnings
		case errors.Is(err, retrieval.ErrNewerSnapshot):
			return nil, foundNewer, append(warnings, fmt.Sprintf("%s: %v; it was left as it is and the corpus is served from memory: upgrade Footnote, or set DATA_DIR to another folder", path, err))
		case errors.Is(err, retrieval.ErrOtherRules):
			continue // a change of settings or of program: it is built anew, silently
		}
		warnings = append(warnings, fmt.Sprintf("%s: %v; it was left as it is and is built anew", path, err))
	}
	return nil, foundNothing, warnings
}

func openSnapshot(ctx context.Context, path string, cfg Config) (*retrieval.Index, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return retrieval.Restore(ctx, f, info.Size(), cfg.Embedding, cfg.NewStore)
}

// candidates lists the snapshots of a folder: the one CURRENT names, then the
// others, newest first.
func candidates(dir string) []string {
	var names []string
	if name := currentName(dir); name != "" {
		names = append(names, name)
	}
	for _, name := range snapshots(dir) {
		if len(names) == 0 || name != names[0] {
			names = append(names, name)
		}
	}
	return names
}

// currentName returns the name of the snapshot in use, or nothing.
func currentName(dir string) string {
	b, err := os.ReadFile(filepath.Join(dir, currentFile))
	name := strings.TrimSpace(string(b))
	if err != nil || !snapshotName.MatchString(name) {
		return ""
	}
	return name
}

// snapshots lists the snapshots of a folder, newest first.
func snapshots(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	age := make(map[string]int64)
	var names []string
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), extension)
		info, err := e.Info()
		if !ok || err != nil || !snapshotName.MatchString(name) {
			continue
		}
		names = append(names, name)
		age[name] = info.ModTime().UnixNano()
	}
	sort.Slice(names, func(i, j int) bool { return age[names[i]] > age[names[j]] })
	return names
}

// readTerms returns what was counted of the passages of a snapshot. Where that is
// missing or damaged, it is counted again.
func readTerms(dir, name string) *retrieval.Terms {
	f, err := os.Open(filepath.Join(dir, name+termsExtension))
	if err != nil {
		return new(retrieval.Terms)
	}
	defer f.Close()
	terms, err := retrieval.ReadTerms(f)
	if err != nil {
		return new(retrieval.Terms)
	}
	return terms
}

// saveSnapshot saves a snapshot beside the one in use.
func saveSnapshot(cfg Config, ix *retrieval.Index, terms *retrieval.Terms) error {
	name := ix.Manifest().Name
	write := func(w io.Writer) error { _, err := terms.WriteTo(w); return err }
	if err := writeFile(cfg.Dir, name+termsExtension, write); err != nil {
		return fmt.Errorf("saving the terms of the snapshot: %w", err)
	}
	write = func(w io.Writer) error { _, err := ix.WriteTo(w); return err }
	if err := writeFile(cfg.Dir, name+extension, write); err != nil {
		return fmt.Errorf("saving the snapshot: %w", err)
	}
	return nil
}

// publish makes a snapshot that was saved the one in use, and removes the oldest.
func publish(dir, name string) error {
	if err := writeFile(dir, currentFile, bytesOf([]byte(name+"\n"))); err != nil {
		return fmt.Errorf("naming the current snapshot: %w", err)
	}
	prune(dir, name)
	os.Remove(filepath.Join(dir, vectorsFile)) // the snapshot has them
	return nil
}

// prune removes all but the newest snapshots. One that stays costs nothing but
// its place, so a failure here is none of the refresh.
func prune(dir, current string) {
	names := snapshots(dir)
	left := kept - 1
	for _, name := range names {
		if name == current {
			continue
		}
		if left--; left < 0 {
			removeSnapshot(dir, name)
		}
	}
}

// removeSnapshot removes a snapshot with all that belongs to it.
func removeSnapshot(dir, name string) error {
	os.Remove(filepath.Join(dir, name+termsExtension))
	os.Remove(filepath.Join(dir, name+ledgerExtension))
	return os.Remove(filepath.Join(dir, name+extension))
}
