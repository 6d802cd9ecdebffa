package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/corpus"
)

// everyByte returns what stands in the files of a folder.
func everyByte(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}

func TestWhatHasExpiredIsGoneFromTheFiles(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, nil)
	fill(t, d, someAsker)
	if !strings.Contains(everyByte(t, dir), "to forget") {
		t.Fatal("the texts are not where they are looked for")
	}
	if err := d.Expire(t.Context(), time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	wantFilled(t, d, someAsker, true)
	if err := d.Expire(t.Context(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(everyByte(t, dir), "to forget") {
		t.Error("the texts can still be read in the files")
	}
	for _, table := range []string{"receipts", "citations", "sentences", "withheld", "offered", "turns", "turn_documents", "feedback", "posts", "post_messages"} {
		var rows int
		if err := d.sql.QueryRow("SELECT COUNT(*) FROM " + table).Scan(&rows); err != nil || rows != 0 {
			t.Errorf("%d %s are left (%v)", rows, table, err)
		}
	}
}

func TestACorrectionStaysWhenTheWordsOfItsQuestionExpire(t *testing.T) {
	d := openInMemory(t)
	fill(t, d, someAsker)
	old, latest := sample("old", time.Now().Add(-2*time.Hour)), sample("latest", time.Now())
	keep(t, d, old)
	keep(t, d, latest)
	at := time.Now().UTC().Truncate(time.Millisecond)
	for id, question := range map[string]string{"old": "旧的问题？", "latest": "新的问题？"} {
		c := correctionOf(id, at)
		c.Question = question
		if err := d.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Expire(t.Context(), time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	wantKept(t, d, map[string]bool{"old": false, "latest": true})
	for question, words := range map[string]string{"旧的问题": "", "新的问题": "新的问题？"} {
		c, found, err := d.CorrectionOf(t.Context(), question, someServer)
		if err != nil || !found || c.Question != words || c.Text != "最高100万元。" || c.Evidence.Document != "a" || !c.Time.Equal(at) {
			t.Errorf("%s: found %v (%v), %+v; want the question %q", question, found, err, c, words)
		}
	}
}

func TestWhatWasSpentAndDoneExpiresWithItsDay(t *testing.T) {
	d := open(t, t.TempDir(), nil)
	now := time.Now().UTC()
	for _, days := range []int{0, 1, 2} {
		at := now.AddDate(0, 0, -days)
		if _, _, err := d.Spend(t.Context(), "ann", corpus.DateOf(at), 10); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Once(t.Context(), at.Format(time.DateOnly), at.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Expire(t.Context(), now.AddDate(-1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	var spending, keys int
	if err := d.sql.QueryRow("SELECT (SELECT COUNT(*) FROM spending), (SELECT COUNT(*) FROM keys)").Scan(&spending, &keys); err != nil {
		t.Fatal(err)
	}
	if spending != 1 || keys != 2 {
		t.Errorf("the budgets of %d days and %d keys are kept, want 1 and 2", spending, keys)
	}
}

func TestWhatIsForgottenIsGoneFromTheFiles(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, nil)
	fill(t, d, someAsker)
	if err := d.Forget(t.Context(), someAsker); err != nil {
		t.Fatal(err)
	}
	if text := everyByte(t, dir); strings.Contains(text, "to forget") || strings.Contains(text, "最高多少") {
		t.Error("the texts can still be read in the files")
	}
	var known int
	if err := d.sql.QueryRow(`SELECT (SELECT COUNT(*) FROM receipts WHERE asker IS NOT NULL) +
		(SELECT COUNT(*) FROM feedback WHERE asker IS NOT NULL) + (SELECT COUNT(*) FROM turns) +
		(SELECT COUNT(*) FROM posts WHERE asker IS NOT NULL)`).Scan(&known); known != 0 || err != nil {
		t.Errorf("the asker is in %d rows (%v)", known, err)
	}
	wantKept(t, d, map[string]bool{"filled": true})
	if p, err := d.PostAt(t.Context(), "some-place", "m2"); err != nil || p.Receipt != "filled" || len(p.Messages) != 2 {
		t.Errorf("the post that others read: %+v, %v", p, err)
	}
	if c, found, err := d.CorrectionOf(t.Context(), "corrected, to forget", someServer); !found || err != nil || c.Question != "" || c.Text == "" {
		t.Errorf("the correction that others read: %+v, %v", c, err)
	}
}

func TestATranslationGoesWithItsDocument(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, nil)
	r := sample("r", time.Now())
	r.Citations = []bot.Evidence{{Document: "a", Translation: "purged words"}, {Document: "b", Translation: "other words"}}
	keep(t, d, r)
	if err := d.DropTranslations(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	got, err := d.Receipt(t.Context(), r.ID)
	if err != nil || len(got.Citations) != 2 || got.Citations[0].Translation != "" || got.Citations[1].Translation != "other words" {
		t.Errorf("what is left: %+v, %v", got.Citations, err)
	}
	if strings.Contains(everyByte(t, dir), "purged words") {
		t.Error("the translation can still be read in the files")
	}
}

func TestAModeratorWhoIsForgottenIsInNoCorrection(t *testing.T) {
	d := openInMemory(t)
	fill(t, d, someAsker)
	known := func() (n int) {
		if err := d.sql.QueryRow("SELECT COUNT(moderator) FROM corrections").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if known() != 1 {
		t.Fatal("the moderator is not where they are looked for")
	}
	if err := d.Forget(t.Context(), someMod); err != nil {
		t.Fatal(err)
	}
	if known() != 0 {
		t.Error("the moderator is known")
	}
	wantFilled(t, d, someAsker, true)
}

func TestNothingOfADatabaseInMemoryIsWrittenDown(t *testing.T) {
	t.Chdir(t.TempDir())
	d := openInMemory(t)
	fill(t, d, someAsker)
	wantFilled(t, d, someAsker, true)
	wantFilled(t, openInMemory(t), someAsker, false)
	if entries, err := os.ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("files: %v, %v", entries, err)
	}
	if _, err := d.Receipt(t.Context(), "none"); err == nil || err.Error() != `receipt "none": `+bot.ErrNoReceipt.Error() {
		t.Errorf("got error %v", err)
	}
}
