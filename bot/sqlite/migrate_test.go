package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
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

// openVersion opens a database that an earlier version has left, with its key.
func openVersion(t *testing.T, dir string, version int) *DB {
	t.Helper()
	statements, err := os.ReadFile(fmt.Sprintf("testdata/version%d.sql", version))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "footnote.key"), bytes.Repeat([]byte("k"), secretBytes), 0o600); err != nil {
		t.Fatal(err)
	}
	old := rawOpen(t, filepath.Join(dir, "footnote.db"))
	if _, err := old.Exec(string(statements)); err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, dir, nil)
}

// wantReceipts checks that receipts are there as they were.
func wantReceipts(t *testing.T, d *DB, want ...bot.Receipt) {
	t.Helper()
	for _, r := range want {
		got, err := d.Receipt(t.Context(), r.ID)
		if diff := cmp.Diff(r, got); err != nil || diff != "" {
			t.Errorf("receipt %s, which was (-) and is (+): %v\n%s", r.ID, err, diff)
		}
	}
}

func TestAFileOfVersion1IsBroughtUpToDate(t *testing.T) {
	d := openVersion(t, t.TempDir(), 1)
	wantReceipts(t, d, bot.Receipt{
		ID: "k3m5pq7xwa", Time: time.UnixMilli(1772712000007).UTC(), Question: "轮渡收费的上限是多少？", Form: bot.FormAnswer,
		Status: bot.Answered, Snapshot: "snapshot-1", Model: bot.Extractive, Citations: []bot.Evidence{
			{Document: "ferries", Passage: "ferries-1", Digest: "0f0f", Start: 24, End: 79},
			{Document: "pier", Passage: "pier-1", Digest: "0e0e", Start: 12, End: 40},
		},
	}, bot.Receipt{
		ID: "bbbbbbbbbb", Time: time.UnixMilli(1772715600000).UTC(), Form: bot.FormAnswer, Status: bot.Refused,
		Snapshot: "snapshot-1", Model: bot.Extractive,
	})
	fill(t, d, someAsker)
	wantFilled(t, d, someAsker, true)
}

func TestAFileOfVersion2IsBroughtUpToDate(t *testing.T) {
	d := openVersion(t, t.TempDir(), 2)
	at := time.UnixMilli(1772712000007).UTC()
	was := bot.Receipt{
		ID: "k3m5pq7xwa", Time: at, Question: "轮渡收费呢？", UnderstoodAs: "轮渡收费的上限是多少？", Language: "zh",
		Form: bot.FormFactcheck, Status: bot.Partial, Cause: bot.CausePartly, Verdict: bot.VerdictSupported,
		Snapshot: "snapshot-1", Model: "model-1", Prompts: "0a1b2c3d", Usage: bot.Usage{Prompt: 900, Reply: 80},
		Sentences: []bot.KeptSentence{{Text: "上限为9元。", Citations: []int{1}, Repaired: true}, {Copied: 1, Citations: []int{1}}},
		Withheld:  []bot.Withheld{{Text: "上限为11元。", Why: "number: 11元"}},
		Offered:   []bot.Offered{{Document: "ferries", Passage: "ferries-1", Digest: "0f0f"}},
		Citations: []bot.Evidence{{Document: "ferries", Passage: "ferries-1", Digest: "0f0f", Start: 24, End: 79}},
	}
	wantReceipts(t, d, was)
	turns, err := d.Recall(t.Context(), "room", "ann", 9)
	if diff := cmp.Diff([]bot.Turn{{Time: at, Question: was.UnderstoodAs, Language: "zh", Documents: []string{"ferries"}}}, turns); err != nil || diff != "" {
		t.Errorf("what was remembered (-) and is (+): %v\n%s", err, diff)
	}
	if _, err := d.PostOf(t.Context(), was.ID); !errors.Is(err, bot.ErrNoPost) {
		t.Errorf("the answer stands somewhere: %v", err)
	}
	c := correctionOf(was.ID, at)
	if err := d.Correct(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if err := d.Forget(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	wantReceipts(t, d, was.WithoutText())
	if got, found, err := d.CorrectionOf(t.Context(), c.Question, someServer); !found || err != nil || got.Question != "" {
		t.Errorf("the correction is found: %v (%v), of %q", found, err, got.Question)
	}
	feedback, err := d.Judged(t.Context(), time.Time{}, 9)
	want := []bot.Feedback{{Receipt: was.ID, Time: time.UnixMilli(1772712060000).UTC(), Kind: bot.FeedbackBad, Citation: 1}}
	if diff := cmp.Diff(want, feedback); err != nil || diff != "" {
		t.Errorf("feedback as it was (-) and is (+): %v\n%s", err, diff)
	}
}

func TestACorrectionOfBeforeTheyBelongedToServersStaysWithItsAnswer(t *testing.T) {
	d := openVersion(t, t.TempDir(), 3)
	want := bot.Correction{
		Receipt: "k3m5pq7xwa", Question: "轮渡收费的上限是多少？", Language: "zh", Text: "上限为10元。", Time: time.UnixMilli(1772712060000).UTC(),
		Evidence: bot.Evidence{Document: "ferries", Passage: "ferries-1", Digest: "0f0f", Start: 24, End: 79},
	}
	got, found, err := d.Corrected(t.Context(), want.Receipt)
	if diff := cmp.Diff(want, got); !found || err != nil || diff != "" {
		t.Errorf("the correction, which was (-) and is (+): %v, %v\n%s", found, err, diff)
	}
	for _, server := range []string{"", someServer} {
		if _, found, err := d.CorrectionOf(t.Context(), want.Question, server); found || err != nil {
			t.Errorf("in the server %q it counts for others: %v, %v", server, found, err)
		}
	}
	want.Server = someServer
	if err := d.Correct(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if _, found, err := d.CorrectionOf(t.Context(), want.Question, someServer); !found || err != nil {
		t.Errorf("made again, it counts there: %v, %v", found, err)
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
