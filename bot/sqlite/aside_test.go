package sqlite

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

func TestADamagedFileIsSetAside(t *testing.T) {
	whole := func() []byte {
		dir := t.TempDir()
		d := open(t, dir, nil)
		keep(t, d, sample("lost", time.Now()))
		fill(t, d, someAsker)
		d.Close()
		data, err := os.ReadFile(filepath.Join(dir, "footnote.db"))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}()
	for name, data := range map[string][]byte{
		"that is no database":       []byte(strings.Repeat("this is not a database\n", 400)),
		"whose head is overwritten": append(bytes.Repeat([]byte{0xFF}, 200), whole[200:]...),
		"whose tables are zeros":    append(bytes.Clone(whole[:100]), make([]byte, len(whole)-100)...),
		"that was cut off":          whole[:4096+100],
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "footnote.db")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			var warnings []string
			d := open(t, dir, &warnings)
			keep(t, d, sample("new", time.Now()))
			wantKept(t, d, map[string]bool{"new": true, "lost": false})
			wantFilled(t, d, someAsker, false)
			fill(t, d, someAsker)
			wantFilled(t, d, someAsker, true)
			aside, _ := filepath.Glob(filepath.Join(dir, "footnote-damaged-*.db"))
			if len(aside) != 1 || len(warnings) != 1 || !strings.Contains(warnings[0], aside[0]) {
				t.Fatalf("set aside: %q, warnings: %q", aside, warnings)
			}
			if kept, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(kept, data) {
				t.Errorf("what was set aside is not what was there (%v)", err)
			}
		})
	}
}

func TestDamageThatShowsLaterIsSetAsideThen(t *testing.T) {
	for name, use := range map[string]func(*DB) error{
		"when a receipt is kept":      func(d *DB) error { return d.Keep(t.Context(), sample("new", time.Now())) },
		"when one is looked for":      func(d *DB) error { _, _, err := d.Quoting(t.Context(), "a", 1); return err },
		"when a post is looked for":   func(d *DB) error { _, err := d.AskedBy(t.Context(), "filled", someAsker); return err },
		"when an answer is corrected": func(d *DB) error { return d.Correct(t.Context(), correctionOf("r", time.Now())) },
		"when a turn is recalled":     func(d *DB) error { _, err := d.Recall(t.Context(), someRoom, someAsker, 1); return err },
		"when feedback is given": func(d *DB) error {
			_, err := d.Judge(t.Context(), bot.Feedback{Receipt: "r", Kind: bot.FeedbackBad})
			return err
		},
		"when tokens are counted":    func(d *DB) error { _, _, err := d.Spend(t.Context(), someAsker, today(), 1); return err },
		"when a key comes":           func(d *DB) error { _, err := d.Once(t.Context(), "another key", time.Now()); return err },
		"when a person is forgotten": func(d *DB) error { return d.Forget(t.Context(), someAsker) },
		"when time is over":          func(d *DB) error { return d.Expire(t.Context(), time.Now()) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var warnings []string
			d := open(t, dir, &warnings)
			fill(t, d, someAsker)
			d.Close()
			damage(t, filepath.Join(dir, "footnote.db"))
			d = open(t, dir, &warnings)
			if len(warnings) > 0 {
				t.Fatalf("warns at once: %q", warnings)
			}
			if err := use(d); err != nil {
				t.Error(err)
			}
			if len(warnings) != 1 {
				t.Errorf("warnings: %q", warnings)
			}
			wantKept(t, d, map[string]bool{"filled": false})
			fill(t, d, someAsker)
		})
	}
}

func TestAnAskerWhoLeavesWhileTheFileIsReplacedLeavesAWholeOne(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "footnote.db")
	d := open(t, dir, nil)
	fill(t, d, someAsker)
	d.Close()
	damage(t, path)
	leaving, leave := context.WithCancel(t.Context())
	d, err := Open(t.Context(), path, func(error) { leave() })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if _, _, err := d.Spend(leaving, someAsker, today(), 1); leaving.Err() == nil || !errors.Is(err, context.Canceled) {
		t.Errorf("the asker got %v", err)
	}
	fill(t, d, someAsker)
	wantFilled(t, d, someAsker, true)
}

func TestAFileThatCouldNotBeReplacedIsOpenedTheNextTime(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "footnote.db")
	var warnings []string
	d := open(t, dir, &warnings)
	fill(t, d, someAsker)
	d.Close()
	damage(t, path)
	d = open(t, dir, &warnings)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil { // what stands in the way
		t.Fatal(err)
	}
	if _, _, err := d.Spend(t.Context(), someAsker, today(), 1); err == nil {
		t.Fatal("a folder passes for a database")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	fill(t, d, someAsker)
	wantFilled(t, d, someAsker, true)
}

// damage overwrites the first page of every table and index, and leaves the schema.
func damage(t *testing.T, path string) {
	t.Helper()
	db := rawOpen(t, path)
	rows, err := db.Query("SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE rootpage > 0")
	if err != nil {
		t.Fatal(err)
	}
	var roots [][2]int64
	for rows.Next() {
		var root [2]int64
		if err := rows.Scan(&root[0], &root[1]); err != nil {
			t.Fatal(err)
		}
		roots = append(roots, root)
	}
	if err := errors.Join(rows.Err(), db.Close()); err != nil || len(roots) == 0 {
		t.Fatalf("%d pages to damage, %v", len(roots), err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range roots {
		page, size := root[0], root[1]
		copy(data[(page-1)*size:], bytes.Repeat([]byte{0xFF}, int(size)))
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatAnotherProcessHasReplacedStays(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "footnote.db")
	d := open(t, dir, nil)
	if _, err := setAside(path, time.Now()); err != nil {
		t.Fatal(err)
	}
	keep(t, open(t, dir, nil), sample("theirs", time.Now()))
	if err := d.replace(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	wantKept(t, d, map[string]bool{"theirs": true})
}

func TestSetAsideTakesAFreeName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "footnote.db")
	now := time.Date(2026, 3, 5, 1, 2, 3, 0, time.UTC)
	for _, want := range []string{"footnote-damaged-20260305T010203.db", "footnote-damaged-20260305T010203-2.db"} {
		for _, end := range []string{"", "-wal"} {
			if err := os.WriteFile(path+end, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, err := setAside(path, now)
		if err != nil || filepath.Base(got) != want {
			t.Errorf("set aside as %q, %v, want %q", got, err, want)
		}
		if _, err := os.Stat(got + "-wal"); err != nil {
			t.Error(err)
		}
	}
}
