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

	"github.com/google/go-cmp/cmp"

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

// keepIn keeps a receipt in the database of a folder.
func keepIn(t *testing.T, dir string, r bot.Receipt) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "footnote.db"), func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Keep(t.Context(), r); err != nil {
		t.Fatal(err)
	}
}

func TestAReceiptShowsWhatAModelWroteAndWhatWasWithheld(t *testing.T) {
	settings := map[string]string{"DATA_DIR": t.TempDir()}
	answer := asked(t, settings, questions["zh"])
	copied := receiptOf(t, settings, answer.Receipt)
	if len(copied.Sentences) != len(answer.Sentences) || copied.Sentences[0].Text != answer.Sentences[0].Text || copied.Sentences[0].Copied != 1 {
		t.Errorf("the sentences that were copied are %+v", copied.Sentences)
	}
	quoted := copied.Citations[0]
	r := bot.Receipt{
		ID: "written", Time: time.Now(), Asker: "183920174629103847", Question: "那2026年呢？", UnderstoodAs: "2026年的补贴最高多少？", Language: "zh",
		Form: bot.FormFactcheck, Status: bot.Partial, Cause: bot.CausePartly, Verdict: bot.VerdictSupported, Model: "some-model",
		Prompts: "0a1b2c3d", Usage: bot.Usage{Prompt: 900, Reply: 80}, Snapshot: "s",
		Sentences: []bot.KeptSentence{{Text: "补贴最高1000万元。", Citations: []int{1}, Repaired: true}, {Copied: 1, Citations: []int{1}}},
		Withheld:  []bot.Withheld{{Text: "补贴最高2000万元。", Why: `number: "2000万元" is not in the source`}},
		Offered:   []bot.Offered{{Document: quoted.Document, Passage: quoted.Passage, Digest: quoted.Digest}},
		Citations: []bot.Evidence{{Document: quoted.Document, Passage: quoted.Passage, Digest: quoted.Digest, Start: quoted.Start, End: quoted.End, Translation: "The subsidy is *high*."}},
	}
	quoted.Translation = "The subsidy is *high*."
	keepIn(t, settings["DATA_DIR"], r)
	got := receiptOf(t, settings, "written")
	want := receiptJSON{
		Receipt: "written", Time: got.Time, Question: r.Question, UnderstoodAs: r.UnderstoodAs, Language: "zh", Form: r.Form, Status: r.Status,
		Cause: r.Cause, Verdict: r.Verdict, Model: r.Model, Prompts: r.Prompts, Tokens: tokensJSON{900, 80}, Snapshot: "s",
		Sentences: []answeredJSON{{"补贴最高1000万元。", 0, []int{1}, true}, {quoted.Quote, 1, []int{1}, false}},
		Withheld:  []withheldJSON{{"补贴最高2000万元。", "number", "来源中没有“2000万元”。"}},
		Offered:   []offeredJSON{{quoted.Document, quoted.Passage, quoted.Digest}},
		Citations: []evidenceJSON{quoted},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	page, err := execute(t, settings, "receipt", "written")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"那2026年呢？", "  understood as   2026年的补贴最高多少？", "  status          partial · partly", "  verdict         supported",
		"  prompts         0a1b2c3d", "  tokens          900 sent, 80 written", "  补贴最高1000万元。[1] repaired", "  withheld: 补贴最高2000万元。",
		"     来源中没有“2000万元”。", "     Translation, machine-made and unchecked: The subsidy is *high*.", "Passages that the model could write from", "   1 " + quoted.Document + " · " + quoted.Passage,
	} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("the page lacks %q", line)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
}

func TestAReceiptShowsHowItsAnswerWasCorrected(t *testing.T) {
	settings := map[string]string{"DATA_DIR": t.TempDir()}
	for language, text := range map[string]string{"en": "It is another one.", "zh": "应为另一项。"} {
		answer := asked(t, settings, questions[language])
		before := receiptOf(t, settings, answer.Receipt)
		if before.Correction != nil || len(before.Citations) == 0 {
			t.Fatalf("before it was corrected, the receipt says %+v", before)
		}
		q := before.Citations[0]
		db, err := sqlite.Open(t.Context(), filepath.Join(settings["DATA_DIR"], "footnote.db"), func(err error) { t.Error(err) })
		if err != nil {
			t.Fatal(err)
		}
		err = db.Correct(t.Context(), bot.Correction{
			Receipt: answer.Receipt, Language: language, Text: text, Moderator: "mo", Time: time.UnixMilli(1772712000000), Server: "1001",
			Evidence: bot.Evidence{Document: q.Document, Passage: q.Passage, Digest: q.Digest, Start: q.Start, End: q.End},
		})
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		q.N = 0
		want := before
		want.Correction = &correctionJSON{Time: "2026-03-05T12:00:00Z", Text: text, Quotation: q, Server: "1001"}
		if diff := cmp.Diff(want, receiptOf(t, settings, answer.Receipt)); diff != "" {
			t.Error(diff)
		}
		page, err := execute(t, settings, "receipt", answer.Receipt)
		if err != nil || !strings.Contains(page, "corrected by a moderator at 2026-03-05T12:00:00Z: "+text) || strings.Contains(page, "[0]") {
			t.Errorf("%v, %s", err, page)
		}
	}
}

func TestWhatIsNotKeptIsSaidToBe(t *testing.T) {
	settings := map[string]string{"DATA_DIR": t.TempDir()}
	keepIn(t, settings["DATA_DIR"], bot.Receipt{
		ID: "private", Time: time.Now(), Sentences: []bot.KeptSentence{{Citations: []int{1}}}, Withheld: []bot.Withheld{{Why: "number"}},
		Citations: []bot.Evidence{{Document: "gone", Digest: "0f", Translation: "what it said"}},
	})
	page, err := execute(t, settings, "receipt", "private")
	for _, line := range []string{"(not kept: it was private", "  (not kept)[1]", "  withheld: (not kept)", "     A number in it is not that of its source.", "The text of this version is not kept."} {
		if err != nil || !strings.Contains(page, line) {
			t.Errorf("%v; the page lacks %q:\n%s", err, line, page)
		}
	}
	if strings.Contains(page, "what it said") {
		t.Errorf("the page has a translation without its original:\n%s", page)
	}
}

func TestConversationsAreRememberedWithOrWithoutADatabase(t *testing.T) {
	for name, test := range map[string]struct {
		retain  days
		spoil   func(path string) error
		written bool
	}{
		"in the database":                      {30, func(string) error { return nil }, true},
		"until the end, where nothing is kept": {0, func(string) error { return nil }, false},
		"until the end, where nothing can be":  {30, func(path string) error { return os.Mkdir(path, 0o755) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := Config{DataDir: t.TempDir(), RetainDays: test.retain}
			if err := test.spoil(filepath.Join(c.DataDir, "footnote.db")); err != nil {
				t.Fatal(err)
			}
			first := openReceipts(t.Context(), c, func(err error) { t.Log(err) })
			r := first.recorder(nil)
			for _, m := range []bot.Memory{r.Memory, r.Whispers} {
				if err := m.Remember(t.Context(), "room", "ann", bot.Turn{Time: time.Now(), Question: "最高多少？"}); err != nil {
					t.Fatal(err)
				}
				first.expire(t.Context())
				if turns, err := m.Recall(t.Context(), "room", "ann", 9); len(turns) == 0 || err != nil {
					t.Errorf("nothing is remembered (%v)", err)
				}
			}
			first.close()
			second := openReceipts(t.Context(), c, func(err error) { t.Log(err) })
			defer second.close()
			r = second.recorder(nil)
			if turns, err := r.Memory.Recall(t.Context(), "room", "ann", 9); (len(turns) == 1) != test.written || err != nil {
				t.Errorf("after the end %d turns are remembered (%v), want that they are: %v", len(turns), err, test.written)
			}
			if turns, err := r.Whispers.Recall(t.Context(), "room", "ann", 9); len(turns) > 0 || err != nil {
				t.Errorf("after the end %d private turns are remembered (%v)", len(turns), err)
			}
		})
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
		r := bot.Receipt{ID: fmt.Sprintf("older-%d", i), Time: time.Now().Add(-time.Duration(i+1) * time.Hour), Citations: []bot.Evidence{{Document: "ferries", Translation: "票价九元。"}}}
		if err := db.Keep(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	out, err := execute(t, settings, "sources", "remove", "--purge", "ferries")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"footnote.db", "footnote.db-wal"} {
		if data, _ := os.ReadFile(filepath.Join(dir, name)); strings.Contains(string(data), "票价九元") {
			t.Errorf("after the purge %s has a translation", name)
		}
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
