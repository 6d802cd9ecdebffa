package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/sqlite"
)

// asked asks, with JSON, and returns the answer. A refusal is one.
func asked(t *testing.T, settings map[string]string, question string) answerShape {
	t.Helper()
	out, err := execute(t, settings, "ask", "--json", question)
	if err != nil && !errors.Is(err, errRefused) {
		t.Fatal(err)
	}
	var answer answerShape
	strictly(t, out, &answer)
	return answer
}

func receiptOf(t *testing.T, settings map[string]string, id string) receiptJSON {
	t.Helper()
	out, err := execute(t, settings, "receipt", "--json", id)
	if err != nil {
		t.Fatal(err)
	}
	var r receiptJSON
	strictly(t, out, &r)
	return r
}

func TestAReceiptShowsTheEvidenceOfItsAnswer(t *testing.T) {
	settings := map[string]string{"DATA_DIR": t.TempDir()}
	for language, question := range questions {
		t.Run(language, func(t *testing.T) {
			answer := asked(t, settings, question)
			r := receiptOf(t, settings, strings.ToUpper(answer.Receipt))
			if at, err := time.Parse(time.RFC3339, r.Time); err != nil || time.Since(at) > time.Hour {
				t.Errorf("the time is %q", r.Time)
			}
			if r.Receipt != answer.Receipt || r.Question != question || r.Status != bot.Answered || r.Snapshot != answer.Snapshot || r.Model != answer.Model {
				t.Errorf("the receipt says %+v", r)
			}
			if len(r.Citations) != len(answer.Citations) || len(r.Citations) == 0 {
				t.Fatalf("%d citations, the answer has %d", len(r.Citations), len(answer.Citations))
			}
			for i, c := range answer.Citations {
				got := r.Citations[i]
				if got.N != c.N || got.Document != c.Document || got.Title != c.Title || got.Passage != c.Passage || got.Quote != c.Quote || len(got.Digest) != 64 {
					t.Errorf("citation %d is kept as %+v", c.N, got)
				}
			}
			page, err := execute(t, settings, "receipt", answer.Receipt)
			if err != nil || !strings.Contains(page, r.Citations[0].Digest) || !strings.Contains(page, "[1]") || !strings.HasPrefix(page, question) {
				t.Errorf("%v, %s", err, page)
			}
		})
	}
}

func TestARefusalHasAReceipt(t *testing.T) {
	settings := map[string]string{"DATA_DIR": t.TempDir()}
	r := receiptOf(t, settings, asked(t, settings, "Who won the chess tournament?").Receipt)
	if r.Status != bot.Refused || len(r.Citations) != 0 {
		t.Errorf("the receipt says %+v", r)
	}
}

func TestReceiptsAreKeptForRetainDays(t *testing.T) {
	dir := t.TempDir()
	settings := map[string]string{"DATA_DIR": dir}
	id := asked(t, settings, questions["en"]).Receipt
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "footnote.db"), func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	for age, id := range map[int]string{29: "age29", 31: "age31"} {
		if err := db.Keep(t.Context(), bot.Receipt{ID: id, Time: time.Now().AddDate(0, 0, -age)}); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	kept := func(id string) bool {
		_, err := execute(t, settings, "receipt", id)
		if err != nil && !errors.Is(err, bot.ErrNoReceipt) {
			t.Fatal(err)
		}
		return err == nil
	}
	if !kept(id) || !kept("age29") || kept("age31") {
		t.Error("with 30 days, what is kept is not what is younger")
	}
	settings["RETAIN_DAYS"] = "7"
	if kept("age29") || !kept(id) {
		t.Error("with 7 days, what is kept is not what is younger")
	}
	settings["RETAIN_DAYS"] = "0"
	if again := asked(t, settings, questions["en"]); again.Receipt != "" || kept(id) {
		t.Errorf("with 0 days, receipts are kept, and %q is made", again.Receipt)
	}
}

func TestWithoutReceiptsThereIsNoDatabase(t *testing.T) {
	dir := t.TempDir()
	settings := map[string]string{"DATA_DIR": dir, "RETAIN_DAYS": "0"}
	asked(t, settings, questions["en"])
	if _, err := os.Stat(filepath.Join(dir, "footnote.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is one (%v)", err)
	}
	if _, err := execute(t, settings, "receipt", "abc"); !errors.Is(err, bot.ErrNoReceipt) {
		t.Errorf("got error %v", err)
	}
}

func TestADatabaseThatCannotBeUsedIsNoReasonNotToAnswer(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"a folder in its place": func(path string) error { return os.Mkdir(path, 0o755) },
		"damage":                func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("x", 5000)), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := spoil(filepath.Join(dir, "footnote.db")); err != nil {
				t.Fatal(err)
			}
			var stdout, stderr strings.Builder
			getenv := environment(map[string]string{"DATA_DIR": dir})
			err := run(t.Context(), []string{"ask", questions["en"]}, getenv, strings.NewReader(""), &stdout, &stderr)
			if err != nil || !strings.Contains(stdout.String(), "10 million") || strings.Count(stderr.String(), "footnote.db") == 0 {
				t.Errorf("%v\n%s\n%s", err, stdout.String(), stderr.String())
			}
		})
	}
}

func TestARemovedDocumentNamesTheReceiptsThatQuotedIt(t *testing.T) {
	dir, documents := t.TempDir(), t.TempDir()
	write(t, filepath.Join(documents, "ferries.md"), "# Ferry Fee Regulation\n\nThe fee limit for ferries is 9 yuan for each crossing.\n")
	write(t, filepath.Join(documents, "law.md"), "# Ferry Safety Law\n\nLost property shall be returned within 10 days.\n")
	settings := map[string]string{"DATA_DIR": dir, "CORPUS_DIR": documents}
	answer := asked(t, settings, "What is the fee limit for ferries, and what do they cost?")
	other := asked(t, settings, "Within how many days shall lost property be returned?")
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "footnote.db"), func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	for i := range maxQuoted + 2 {
		r := bot.Receipt{ID: fmt.Sprintf("older-%d", i), Time: time.Now().Add(-time.Duration(i+1) * time.Hour), Citations: []bot.Evidence{{Document: "ferries"}}}
		if err := db.Keep(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	out, err := execute(t, settings, "sources", "remove", "--purge", "ferries")
	if err != nil {
		t.Fatal(err)
	}
	named := fmt.Sprintf("quoted in       %s · %s · What is the fee limit for", answer.Receipt, time.Now().UTC().Format(time.DateOnly))
	if !strings.Contains(out, named) || strings.Contains(out, other.Receipt) ||
		strings.Count(out, "quoted in") != maxQuoted+1 || !strings.Contains(out, "3 older receipts") {
		t.Errorf("want %q and %d more in\n%s", named, maxQuoted-1, out)
	}
	r := receiptOf(t, settings, answer.Receipt)
	if len(r.Citations) == 0 || r.Citations[0].Quote != "" || len(r.Citations[0].Digest) != 64 {
		data, _ := json.Marshal(r)
		t.Errorf("after the purge the receipt says %s", data)
	}
	if page, err := execute(t, settings, "receipt", answer.Receipt); err != nil || !strings.Contains(page, "not kept") || strings.Contains(page, "9 yuan") {
		t.Errorf("%v, %s", err, page)
	}
	if r := receiptOf(t, settings, other.Receipt); len(r.Citations) == 0 || r.Citations[0].Quote == "" {
		t.Errorf("the receipt of another document says %+v", r)
	}
}
