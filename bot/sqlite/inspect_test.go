package sqlite

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestInspectingSaysWhatIsKept(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "footnote.db")
	if _, err := Inspect(t.Context(), path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
	d := open(t, dir, nil)
	keep(t, d, sample("one", time.Now()))
	want := State{Version: len(migrations), Newest: len(migrations), Receipts: 1}
	if s, err := Inspect(t.Context(), path); s != want || err != nil {
		t.Errorf("while it is open: %+v, %v", s, err)
	}
	d.Close()
	before := names(t, dir)
	if s, err := Inspect(t.Context(), path); s != want || err != nil {
		t.Errorf("when it is closed: %+v, %v", s, err)
	}
	if after := names(t, dir); after != before {
		t.Errorf("it made files: there were %s and are %s", before, after)
	}
}

func TestInspectingADamagedFileLeavesItAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "footnote.db")
	data := []byte(strings.Repeat("this is not a database\n", 400))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Inspect(t.Context(), path); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if kept, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, data) {
		t.Errorf("the file was changed (%v)", err)
	}
}

// names lists the files of a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(paths, " ")
}
