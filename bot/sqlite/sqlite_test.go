package sqlite

import (
	"context"
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
	"footnote/corpus"
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
			bottest.TestPosts(t, func(t *testing.T) bot.Posts { return open(t) })
			bottest.TestCorrections(t, func(t *testing.T) bot.Corrections { return open(t) })
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

// IDs of the kind that is never written down.
const (
	someAsker = "183920174629103847"
	someRoom  = "room-555012349876"
	someKey   = "interaction-7700112233"
	someMod   = "294031285740214958"

	someServer = "294031285740000001" // is written down
)

// correctionOf is a correction of the answer of a receipt, by a moderator.
func correctionOf(receipt string, at time.Time) bot.Correction {
	return bot.Correction{
		Receipt: receipt, Question: "corrected, to forget", Language: "zh", Text: "最高100万元。", Moderator: someMod, Time: at, Server: someServer,
		Evidence: bot.Evidence{Document: "a", Passage: "p", Digest: "0f", End: 3},
	}
}

// fill keeps something of an asker in every table.
func fill(t *testing.T, d *DB, asker string) {
	t.Helper()
	r := sample("filled", time.Now())
	r.Asker, r.UnderstoodAs = asker, "understood, to forget"
	r.Sentences = []bot.KeptSentence{{Text: "a sentence to forget", Citations: []int{1, 2}}}
	r.Withheld = []bot.Withheld{{Text: "withheld, to forget", Why: "number: 9 to forget"}}
	r.Offered = []bot.Offered{{Document: "a", Passage: "p", Digest: "0f"}}
	r.Citations[0].Translation = "translated, to forget"
	_, _, spent := d.Spend(t.Context(), asker, today(), 10)
	_, noted := d.Once(t.Context(), someKey, time.Now())
	_, judged := d.Judge(t.Context(), bot.Feedback{Receipt: r.ID, Asker: asker, Time: time.Now(), Kind: bot.FeedbackBad, Text: "feedback to forget"})
	for what, err := range map[string]error{
		"a receipt":    d.Keep(t.Context(), r),
		"a turn":       d.Remember(t.Context(), someRoom, asker, bot.Turn{Time: time.Now(), Question: "a turn to forget", Documents: []string{"a"}}),
		"feedback":     judged,
		"a post":       d.KeepPost(t.Context(), bot.Post{Receipt: r.ID, Channel: "some-place", Messages: []string{"m1", "m2"}, Asker: asker, Time: time.Now()}),
		"a correction": d.Correct(t.Context(), correctionOf(r.ID, time.Now())),
		"tokens":       spent, "a key": noted,
	} {
		if err != nil {
			t.Fatalf("keeping %s: %v", what, err)
		}
	}
}

func today() corpus.Date { return corpus.DateOf(time.Now().UTC()) }

// wantFilled checks that what fill keeps is there, or that nothing of it is.
func wantFilled(t *testing.T, d *DB, asker string, want bool) {
	t.Helper()
	_, err := d.Receipt(t.Context(), "filled")
	turns, err2 := d.Recall(t.Context(), someRoom, asker, 9)
	feedback, err3 := d.Judged(t.Context(), time.Time{}, 9)
	tokens, _, err4 := d.Spend(t.Context(), asker, today(), 0)
	first, err5 := d.Once(t.Context(), someKey, time.Now())
	if !want && errors.Is(err, bot.ErrNoReceipt) {
		err = nil
	} else if !want {
		t.Errorf("there is a receipt (%v)", err)
	}
	asked, err6 := d.AskedBy(t.Context(), "filled", asker)
	_, corrected, err7 := d.CorrectionOf(t.Context(), "Corrected: to forget?", someServer)
	if err := errors.Join(err, err2, err3, err4, err5, err6, err7); err != nil {
		t.Fatal(err)
	}
	if (len(turns) == 1) != want || (len(feedback) == 1) != want || (tokens == 10) != want || first == want || asked != want || corrected != want {
		t.Errorf("%d turns, %d feedbacks, %d tokens, a key for the first time: %v, a post: %v, a correction: %v; want what was kept: %v",
			len(turns), len(feedback), tokens, first, asked, corrected, want)
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
	fill(t, open(t, dir, nil), someAsker)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 3 {
		t.Fatalf("files %v, %v; want the database, its log and the key", entries, err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v", e.Name(), info.Mode(), err)
		}
	}
}

func TestTwoProcessesShareAFile(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir, nil), open(t, dir, nil)
	keep(t, a, sample("from-a", time.Now()))
	keep(t, b, sample("from-b", time.Now()))
	wantKept(t, a, map[string]bool{"from-b": true})
	wantKept(t, b, map[string]bool{"from-a": true})
	fill(t, a, someAsker)
	wantFilled(t, b, someAsker, true)
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
			r := sample(fmt.Sprint(i), time.Now())
			r.Asker = "ann"
			if err := d.Keep(t.Context(), r); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	var askers int
	if err := open(t, dir, nil).sql.QueryRow("SELECT COUNT(DISTINCT asker) FROM receipts").Scan(&askers); askers != 1 || err != nil {
		t.Errorf("one asker has %d digests (%v)", askers, err)
	}
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

func TestWhoWaitsForTheDatabaseMayLeave(t *testing.T) {
	d := openInMemory(t)
	fill(t, d, someAsker)
	d.turn <- struct{}{} // somebody else's work takes long
	late, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := d.Recall(late, someRoom, someAsker, 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got the error %v", err)
	}
	<-d.turn
	if _, err := d.Recall(late, someRoom, someAsker, 1); err == nil || !strings.HasSuffix(err.Error(), context.DeadlineExceeded.Error()) {
		t.Errorf("got the error %v", err)
	}
	wantFilled(t, d, someAsker, true)
}
