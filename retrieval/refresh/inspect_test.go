package refresh

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"footnote/corpus"
)

func TestInspectingSaysWhatThereIsAndWritesNothing(t *testing.T) {
	files := fstest.MapFS{"a.txt": text("About tea."), "茶.txt": text("关于茶叶。"), "broken.txt": text("")}
	cfg := config(t, files)
	inspect := func(t *testing.T) State {
		t.Helper()
		before := everything(t, cfg.Dir)
		s, err := Inspect(ctx, cfg)
		if err != nil {
			t.Fatal(err)
		}
		if after := everything(t, cfg.Dir); after != before {
			t.Errorf("it wrote: there was\n%sand now is\n%s", before, after)
		}
		return s
	}
	if s := inspect(t); s.Snapshot != nil || s.Current || s.Documents != 2 || len(s.Failed) != 1 {
		t.Errorf("without an index: %+v", s)
	}
	open(t, cfg)
	if s := inspect(t); s.Snapshot == nil || !s.Current || s.Changed != 0 || s.Documents != 2 || len(s.Failed) != 1 {
		t.Errorf("with its index: %+v", s)
	}
	files["b.txt"] = text("About ships.")
	delete(files, "a.txt")
	if s := inspect(t); s.Snapshot == nil || s.Current || s.Changed != 2 || s.Documents != 2 {
		t.Errorf("with the index of before: %+v", s)
	}
	open(t, cfg)
	if err := os.Truncate(filepath.Join(cfg.Dir, currentName(cfg.Dir)+extension), 100); err != nil {
		t.Fatal(err)
	}
	if s := inspect(t); s.Current || len(s.Warnings) == 0 {
		t.Errorf("with a damaged index: %+v", s)
	}
}

func TestInspectingAFolderWithoutDocumentsSaysSo(t *testing.T) {
	cfg := config(t, fstest.MapFS{"broken.txt": text("")})
	s, err := Inspect(ctx, cfg)
	if !errors.Is(err, corpus.ErrNoDocuments) || len(s.Failed) != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

// everything lists the files below a folder with their contents.
func everything(t *testing.T, dir string) (text string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			data, _ := os.ReadFile(path) // of a folder there is none
			text += fmt.Sprintf("%s %x\n", path, sha256.Sum256(data))
			return nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}
