package refresh

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// holding lists the files below a folder that hold a text.
func holding(t *testing.T, dir, text string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(text)) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestAPurgedDocumentIsNowhereAnyMore(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	refreshed(t, cfg)
	s.pages[levyURL] = long("The beehive levy is 15 pounds.")
	refreshed(t, cfg)
	if len(holding(t, cfg.Dir, "beehive")) == 0 {
		t.Fatal("nothing was kept")
	}
	removal, err := Remove(ctx, cfg, levyID, true)
	if err != nil || removal.Versions != 2 || removal.Copies != 2 || len(removal.Paths) != 1 {
		t.Fatalf("%+v, %v", removal, err)
	}
	if left := holding(t, cfg.Dir, "beehive"); len(left) > 0 {
		t.Errorf("it is still in %v", left)
	}
	for range 2 { // nor does it come back
		refreshed(t, cfg)
		if ix, _ := open(t, cfg); len(ix.Corpus().Documents) != 2 || ix.Manifest().Name != removal.Snapshot {
			t.Errorf("%d documents are served", len(ix.Corpus().Documents))
		}
	}
	if _, err := Remove(ctx, cfg, levyID, true); !errors.Is(err, ErrUnknownDocument) {
		t.Errorf("once more: %v", err)
	}
}

func TestARemovedDocumentKeepsItsVersions(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	refreshed(t, cfg)
	if _, err := Remove(ctx, cfg, "a", false); err != nil {
		t.Fatal(err)
	}
	if ix, _ := open(t, cfg); len(ix.Corpus().Documents) != 2 {
		t.Errorf("%d documents are served", len(ix.Corpus().Documents))
	}
	histories, text, err := Histories(cfg)
	if err != nil || len(histories) != 3 || histories[0].ID != "a" || histories[0].Removed.IsZero() {
		t.Fatalf("%+v, %v", histories, err)
	}
	if d, err := text(histories[0].Digests()[0]); err != nil || d.Text != "About the tea of the house." {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestTheLastDocumentCanBeRemoved(t *testing.T) {
	cfg, files, _ := webLibrary(t, newSite())
	delete(files, "sources.yaml")
	refreshed(t, cfg)
	if _, err := Remove(ctx, cfg, "a", true); err != nil {
		t.Fatal(err)
	}
	if left := holding(t, cfg.Dir, "the tea"); len(left) > 0 {
		t.Errorf("it is still in %v", left)
	}
	if _, _, err := Open(ctx, cfg); err == nil {
		t.Error("an empty library opens")
	}
}
