package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
)

// open opens the database of a folder. What it warns of is appended to the
// warnings, or an error without them.
func open(t *testing.T, dir string, warnings *[]string) *DB {
	t.Helper()
	d, err := Open(t.Context(), filepath.Join(dir, "footnote.db"), func(err error) {
		if warnings == nil {
			t.Errorf("warns: %v", err)
			return
		}
		*warnings = append(*warnings, err.Error())
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestTheDatabaseConforms(t *testing.T) {
	for name, open := range map[string]func(*testing.T) *DB{
		"in a file": func(t *testing.T) *DB { return open(t, t.TempDir(), nil) },
		"in memory": openInMemory,
	} {
		t.Run(name, func(t *testing.T) {
			bottest.TestReceipts(t, func(t *testing.T) bot.Receipts { return open(t) })
			bottest.TestMemory(t, func(t *testing.T) bot.Memory { return open(t) })
			bottest.TestFeedbacks(t, func(t *testing.T) bot.Feedbacks { return open(t) })
			bottest.TestForgetting(t, func(t *testing.T) bottest.Store { return open(t) })
			bottest.TestBudgets(t, func(t *testing.T) bot.Budgets { return open(t) })
			bottest.TestKeys(t, func(t *testing.T) bot.Keys { return open(t) })
		})
	}
}

func openInMemory(t *testing.T) *DB {
	t.Helper()
	d, err := OpenInMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func sample(id string, at time.Time) bot.Receipt {
	return bot.Receipt{
		ID: id, Time: at, Question: "最高多少？", Status: bot.Answered,
		Citations: []bot.Evidence{{Document: "a", Digest: "0f", End: 3}, {Document: "a"}},
	}
}

func keep(t *testing.T, d *DB, r bot.Receipt) {
	t.Helper()
	if err := d.Keep(t.Context(), r); err != nil {
		t.Fatal(err)
	}
}

// wantKept checks which of some IDs have a receipt.
func wantKept(t *testing.T, d *DB, want map[string]bool) {
	t.Helper()
	for id, kept := range want {
		_, err := d.Receipt(t.Context(), id)
		if (err == nil) != kept || !kept && !errors.Is(err, bot.ErrNoReceipt) {
			t.Errorf("receipt %q: %v, want kept: %v", id, err, kept)
		}
	}
}

func TestReceiptsOutliveTheProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a ?#% 文件夹")
	d := open(t, dir, nil)
	keep(t, d, sample("one", time.Now()))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	wantKept(t, open(t, dir, nil), map[string]bool{"one": true, "two": false})
	names, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), "*"))
	if len(names) != 1 {
		t.Errorf("the folder's name makes others: %q", names)
	}
}

func TestOnlyTheOwnerMayReadTheFiles(t *testing.T) {
	dir := t.TempDir()
	keep(t, open(t, dir, nil), sample("one", time.Now()))
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 2 {
		t.Fatalf("files %v, %v; want the database and its log", entries, err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v", e.Name(), info.Mode(), err)
		}
	}
}

func TestExpiredReceiptsAreGoneFromTheFile(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	d := open(t, dir, nil)
	old := sample("old", now.Add(-48*time.Hour))
	old.Question = strings.Repeat("a question to forget ", 50)
	keep(t, d, old)
	keep(t, d, sample("new", now))
	if err := d.Expire(t.Context(), now.Add(-24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	wantKept(t, d, map[string]bool{"old": false, "new": true})
	if _, total, err := d.Quoting(t.Context(), "a", 9); total != 1 || err != nil {
		t.Errorf("the document is quoted in %d receipts (%v), want 1", total, err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "footnote.db"))
	if err != nil || strings.Contains(string(data), "to forget") {
		t.Errorf("the question can still be read in the file (%v)", err)
	}
}

func TestTwoProcessesShareAFile(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir, nil), open(t, dir, nil)
	keep(t, a, sample("from-a", time.Now()))
	keep(t, b, sample("from-b", time.Now()))
	wantKept(t, a, map[string]bool{"from-b": true})
	wantKept(t, b, map[string]bool{"from-a": true})
}

func TestAFileIsMadeByManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			d, err := Open(t.Context(), filepath.Join(dir, "footnote.db"), func(err error) { t.Errorf("warns: %v", err) })
			if err != nil {
				t.Errorf("opening: %v", err)
				return
			}
			defer d.Close()
			if err := d.Keep(t.Context(), sample(fmt.Sprint(i), time.Now())); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if _, total, err := open(t, dir, nil).Quoting(t.Context(), "a", 1); total != 8 || err != nil {
		t.Errorf("%d of 8 receipts were kept (%v)", total, err)
	}
}

func TestALockedFileIsWaitedForAndThenAnError(t *testing.T) {
	dir := t.TempDir()
	d, other := open(t, dir, nil), open(t, dir, nil)
	tx, err := other.sql.Begin()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	err = d.Keep(t.Context(), sample("one", time.Now()))
	if took := time.Since(start); !isBusy(err) || took < patience/2 || took > 3*patience {
		t.Errorf("after %v: %v", took, err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	keep(t, d, sample("one", time.Now()))
}

func TestAFolderThatCannotBeWrittenIsAnErrorWithTheRemedy(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), filepath.Join(blocked, "footnote.db"), nil)
	if err == nil || !strings.Contains(err.Error(), "make the folder writable") {
		t.Errorf("got error %v", err)
	}
}

func rawOpen(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", address(path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestMigrationsKeepWhatIsThere(t *testing.T) {
	for from := range len(migrations) + 1 {
		t.Run(fmt.Sprintf("from version %d", from), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "footnote.db")
			old := rawOpen(t, path)
			if err := migrate(t.Context(), old, migrations[:from]); err != nil {
				t.Fatal(err)
			}
			if from >= 1 {
				if _, err := old.Exec(`INSERT INTO receipts (id, at, question, form, status, snapshot, model) VALUES ('kept', 1, 'q', 'answer', 'answered', 's', 'm')`); err != nil {
					t.Fatal(err)
				}
			}
			if err := old.Close(); err != nil {
				t.Fatal(err)
			}
			d := open(t, filepath.Dir(path), nil)
			wantKept(t, d, map[string]bool{"kept": from >= 1})
			keep(t, d, sample("new", time.Now()))
			if version, err := versionOf(t.Context(), d.sql); version != len(migrations) || err != nil {
				t.Errorf("version %d, %v", version, err)
			}
		})
	}
}

func TestAFailedMigrationChangesNothing(t *testing.T) {
	d := open(t, t.TempDir(), nil)
	keep(t, d, sample("kept", time.Now()))
	broken := append(append([]string{}, migrations...), "CREATE TABLE half (x); DROP TABLE receipts;", "no SQL")
	if err := migrate(t.Context(), d.sql, broken); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("to version %d", len(broken))) {
		t.Errorf("got error %v", err)
	}
	wantKept(t, d, map[string]bool{"kept": true})
	if version, err := versionOf(t.Context(), d.sql); version != len(migrations) || err != nil {
		t.Errorf("version %d, %v", version, err)
	}
}

func TestAFileOfANewerProgramIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "footnote.db")
	newer := rawOpen(t, path)
	if _, err := newer.Exec("CREATE TABLE future (x); PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	_, err := Open(context.Background(), path, func(err error) { t.Errorf("warns: %v", err) })
	if err == nil || !strings.Contains(err.Error(), "use the newer program") {
		t.Errorf("got error %v", err)
	}
	if _, err := newer.Exec("SELECT x FROM future"); err != nil {
		t.Error(err)
	}
}
