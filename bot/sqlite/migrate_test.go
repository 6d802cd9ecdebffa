package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
)

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

func TestAFileOfVersion1IsBroughtUpToDate(t *testing.T) {
	dir := t.TempDir()
	statements, err := os.ReadFile("testdata/version1.sql")
	if err != nil {
		t.Fatal(err)
	}
	old := rawOpen(t, filepath.Join(dir, "footnote.db"))
	if _, err := old.Exec(string(statements)); err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	d := open(t, dir, nil)
	want := []bot.Receipt{{
		ID: "k3m5pq7xwa", Time: time.UnixMilli(1772712000007).UTC(), Question: "轮渡收费的上限是多少？", Form: bot.FormAnswer,
		Status: bot.Answered, Snapshot: "snapshot-1", Model: bot.Extractive, Citations: []bot.Evidence{
			{Document: "ferries", Passage: "ferries-1", Digest: "0f0f", Start: 24, End: 79},
			{Document: "pier", Passage: "pier-1", Digest: "0e0e", Start: 12, End: 40},
		},
	}, {
		ID: "bbbbbbbbbb", Time: time.UnixMilli(1772715600000).UTC(), Form: bot.FormAnswer, Status: bot.Refused,
		Snapshot: "snapshot-1", Model: bot.Extractive,
	}}
	for _, r := range want {
		got, err := d.Receipt(t.Context(), r.ID)
		if diff := cmp.Diff(r, got); err != nil || diff != "" {
			t.Errorf("receipt %s, which was (-) and is (+): %v\n%s", r.ID, err, diff)
		}
	}
	fill(t, d, someAsker)
	wantFilled(t, d, someAsker, true)
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
