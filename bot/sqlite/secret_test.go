package sqlite

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestNoRawIDIsInAnyFile(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, nil)
	fill(t, d, someAsker)
	check := func(when string) {
		text := everyByte(t, dir)
		for _, id := range []string{someAsker, someRoom, someKey, someMod} {
			if strings.Contains(text, id) {
				t.Errorf("%s: %q is in a file", when, id)
			}
		}
	}
	check("while the database is open")
	d.Close()
	check("when it is closed")
}

func TestTheKeyIsInAFileOfItsOwn(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, nil)
	fill(t, d, someAsker)
	d.Close()
	key, err := os.ReadFile(filepath.Join(dir, "footnote.key"))
	if err != nil || len(key) != secretBytes || bytes.Equal(key, make([]byte, secretBytes)) {
		t.Fatalf("the key is %x (%v)", key, err)
	}
	database, err := os.ReadFile(filepath.Join(dir, "footnote.db"))
	if err != nil || bytes.Contains(database, key) {
		t.Errorf("the key is in the database (%v)", err)
	}
	copied := t.TempDir()
	if err := os.WriteFile(filepath.Join(copied, "footnote.db"), database, 0o600); err != nil {
		t.Fatal(err)
	}
	wantFilled(t, open(t, dir, nil), someAsker, true)
	wantNobody(t, open(t, copied, nil))
}

// wantNobody checks that what fill keeps of an asker is nobody's, and that there
// is no harm in that.
func wantNobody(t *testing.T, d *DB) {
	t.Helper()
	wantKept(t, d, map[string]bool{"filled": true})
	if turns, err := d.Recall(t.Context(), someRoom, someAsker, 9); len(turns) > 0 || err != nil {
		t.Errorf("%d turns are recalled (%v)", len(turns), err)
	}
	if asked, err := d.AskedBy(t.Context(), "filled", someAsker); asked || err != nil {
		t.Errorf("the post is the asker's: %v (%v)", asked, err)
	}
	if _, found, err := d.Corrected(t.Context(), "filled"); !found || err != nil {
		t.Errorf("the correction is there: %v (%v)", found, err)
	}
	if err := d.Forget(t.Context(), someAsker); err != nil {
		t.Error(err)
	}
}

func TestALostKeyOrphansWhatWasKept(t *testing.T) {
	for name, test := range map[string]struct {
		lose     func(path string) error
		warnings int
	}{
		"when it is gone":            {os.Remove, 0},
		"when it is cut off":         {func(path string) error { return os.Truncate(path, 7) }, 1},
		"when it is not there whole": {func(path string) error { return os.Truncate(path, 0) }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			d := open(t, dir, nil)
			fill(t, d, someAsker)
			d.Close()
			path := filepath.Join(dir, "footnote.key")
			if err := test.lose(path); err != nil {
				t.Fatal(err)
			}
			var warnings []string
			d = open(t, dir, &warnings)
			wantNobody(t, d)
			if len(warnings) != test.warnings || len(warnings) > 0 && !strings.Contains(warnings[0], path) {
				t.Errorf("warnings: %q", warnings)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 || info.Size() != secretBytes {
				t.Errorf("the new key: %v, %v", info, err)
			}
		})
	}
}

func TestAKeyThatCannotBeReadIsAnErrorAndStays(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "footnote.key")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	d := open(t, dir, nil)
	if _, err := d.Recall(t.Context(), someRoom, someAsker, 1); err == nil || !strings.Contains(err.Error(), "let the program read and write it") {
		t.Errorf("got error %v", err)
	}
	keep(t, d, sample("of nobody", time.Now()))
	wantKept(t, d, map[string]bool{"of nobody": true})
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		t.Errorf("%v, %v", info, err)
	}
}

func TestDigestsOfDifferentKindsDiffer(t *testing.T) {
	a, b := newSecret(), newSecret()
	seen := make(map[string]string)
	for name, digest := range map[string][]byte{
		"asker": a.asker("1"), "conversation": a.conversation("1"), "key": a.key("1"), "question": a.question("1"), "of another key": b.asker("1"), "another asker": a.asker("2"),
	} {
		if other, ok := seen[string(digest)]; ok {
			t.Errorf("%s and %s have the same digest", name, other)
		}
		seen[string(digest)] = name
	}
}
