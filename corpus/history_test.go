package corpus_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

// day is noon of a day in the first months of 2026.
func day(month, day int) time.Time {
	return time.Date(2026, time.Month(month), day, 12, 0, 0, 0, time.UTC)
}

// written makes a document of a text with front matter.
func written(t *testing.T, path, text string) *corpus.Document {
	t.Helper()
	content, err := corpus.TextReader{}.Read(corpus.File{Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	d, err := corpus.NewDocument(path, content)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const notice = `---
id: notice
title: Notice on subsidies
status: in-force
retrieved: 2026-01-05
---
Notice on subsidies

The subsidy is 30 % of the price.
`

func TestObserve(t *testing.T) {
	for outcome, tc := range map[string]struct {
		replace, by string
		want        bool
	}{
		"the same document is no news":             {"", "", false},
		"another text is a version":                {"30 %", "20 %", true},
		"another stated status is a version":       {"in-force", "repealed", true},
		"another day of fetching is no news":       {"2026-01-05", "2026-01-06", false},
		"a field that is stated now is a version":  {"status:", "issuer: Ministry\nstatus:", true},
		"what it supersedes now makes a version":   {"status:", "supersedes: [old]\nstatus:", true},
		"the day its source vanished is a version": {"status:", "withdrawn: 2026-01-06\nstatus:", true},
	} {
		t.Run(outcome, func(t *testing.T) {
			var h corpus.History
			if !h.Observe(written(t, "a.txt", notice), day(1, 5)) {
				t.Fatal("the first sight of a document is no news")
			}
			got := h.Observe(written(t, "a.txt", strings.Replace(notice, tc.replace, tc.by, 1)), day(1, 6))
			if got != tc.want || len(h.Versions) != 1+map[bool]int{true: 1}[tc.want] {
				t.Errorf("news: %v, versions: %d", got, len(h.Versions))
			}
		})
	}
}

func TestWhatOtherRulesDeriveFromTheSameTextIsNoVersion(t *testing.T) {
	d := written(t, "notices/a.txt", "Notice on subsidies\n\nThe subsidy is 30 % of the price of the car.\n")
	var h corpus.History
	h.Observe(d, day(1, 5))
	other := *d
	other.Language = "en-GB"
	if h.Observe(&other, day(1, 6)) {
		t.Errorf("derived %v, and another language was news", d.Derived)
	}
}

func TestADocumentThatComesBackHasAVersionThatSaysHowLongItWasGone(t *testing.T) {
	d := written(t, "a.txt", notice)
	var h corpus.History
	h.Observe(d, day(1, 5))
	if !h.Remove(day(1, 7)) || h.Remove(day(1, 8)) {
		t.Fatal("going is news once")
	}
	if !h.Observe(d, day(1, 9)) || h.Observe(d, day(1, 10)) {
		t.Fatal("coming back is news once")
	}
	if got := h.Versions[1]; !h.Removed.IsZero() || !got.Gone.Equal(day(1, 7)) || !got.Seen.Equal(day(1, 9)) {
		t.Errorf("%+v", h)
	}
	if digests := h.Digests(); len(digests) != 1 {
		t.Errorf("one text has the digests %v", digests)
	}
}

func TestAHistoryIsBoundedAndKeepsWhenTheDocumentCame(t *testing.T) {
	d := *written(t, "a.txt", notice)
	var h corpus.History
	for i := range 1100 {
		d.Title = strings.Repeat("x", i+1)
		h.Observe(&d, day(1, 1).Add(time.Duration(i)*time.Hour))
	}
	if n := len(h.Versions); n != 1000 || !h.Versions[0].Seen.Equal(day(1, 1)) || len(h.Versions[n-1].Title) != 1100 {
		t.Errorf("%d versions, the first of %s", n, h.Versions[0].Seen)
	}
}

func TestAClockThatIsPutBackLeavesVersionsInOrder(t *testing.T) {
	var h corpus.History
	h.Observe(written(t, "a.txt", notice), day(1, 5))
	h.Observe(written(t, "a.txt", strings.Replace(notice, "30", "20", 1)), day(1, 3))
	h.Remove(day(1, 2))
	if _, err := corpus.ReadHistories(encode(t, h)); err != nil || h.Versions[1].Seen.Before(h.Versions[0].Seen) || h.Removed.Before(h.Versions[1].Seen) {
		t.Errorf("%+v: %v", h, err)
	}
}

func encode(t *testing.T, histories ...corpus.History) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	if err := corpus.WriteHistories(&b, histories); err != nil {
		t.Fatal(err)
	}
	return &b
}

// histories are two: one of every field, one of few.
func histories(t *testing.T) []corpus.History {
	full, few := corpus.History{}, corpus.History{}
	d := *written(t, "a.txt", notice)
	d.Meta = corpus.Meta{
		ID: "notice", Title: "关于补贴的通知 <1>", Issuer: "Ministry", Number: "国发〔2024〕1号", Kind: corpus.KindNotice,
		Jurisdiction: "CN", Language: "zh-Hans", Published: corpus.Date{Year: 2024}, EffectiveFrom: corpus.Date{Year: 2024, Month: 3},
		EffectiveTo: corpus.Date{Year: 2025, Month: 3, Day: 1}, Status: corpus.StatusTrial, Supersedes: []string{"old"},
		Withdrawn: corpus.Date{Year: 2026}, Rights: corpus.RightsOfficial,
		BasedOn: corpus.Publication{Publisher: "P", Title: "T"}, URL: "https://example.org/",
	}
	full.Observe(written(t, "a.txt", notice), day(1, 5))
	full.Remove(day(1, 6))
	full.Observe(&d, day(1, 7))
	full.Remove(day(1, 8))
	few.Observe(written(t, "b.txt", "Only a line of text.\n"), day(1, 5))
	return []corpus.History{full, few}
}

func TestHistoriesAreReadAsTheyWereWritten(t *testing.T) {
	want := histories(t)
	got, err := corpus.ReadHistories(encode(t, want...))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadHistoriesNamesTheLineAndTheRemedy(t *testing.T) {
	good := encode(t, histories(t)[0]).String()
	for outcome, tc := range map[string]struct{ line, want string }{
		"broken JSON":         {good[:40], "unexpected end of JSON input"},
		"no document":         {strings.Replace(good, `"id":"notice",`, "", 1), "names no document"},
		"no version":          {`{"id":"b","versions":[]}`, "holds 0"},
		"a date that is none": {strings.Replace(good, `"published":"2024"`, `"published":"soon"`, 1), `"soon" is not a date`},
		"a digest that is none": {
			strings.Replace(good, `"digest":"`, `"digest":"../`, 1), "is not a SHA-256",
		},
		"versions in disorder":   {strings.Replace(good, "2026-01-07", "2025-01-07", 1), "number 2"},
		"a document twice":       {good, "has a history already"},
		"a status that is none":  {strings.Replace(good, `"trial"`, `"trail"`, 1), `"trail" is unknown`},
		"a moment that is none":  {strings.Replace(good, "2026-01-08T", "2026-01-88T", 1), "2026-01-88"},
		"a text where a list is": {strings.Replace(good, `"supersedes":["old"]`, `"supersedes":"old"`, 1), "supersedes"},
	} {
		t.Run(outcome, func(t *testing.T) {
			got, err := corpus.ReadHistories(strings.NewReader(good + "\n" + tc.line + "\n"))
			if err == nil || len(got) != 1 {
				t.Fatalf("read %d histories, error %v", len(got), err)
			}
			for _, part := range []string{"line 3", "restore the file, or remove the line", tc.want} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q lacks %q", err, part)
				}
			}
		})
	}
}

func FuzzReadHistories(f *testing.F) {
	f.Add([]byte(`{"id":"a","versions":[{"seen":"2026-01-05T12:00:00Z","digest":"` + strings.Repeat("0f", 32) + `","id":"a","title":"A","language":"en"}]}`))
	f.Add([]byte("\n{}\n[]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		first, err := corpus.ReadHistories(bytes.NewReader(data))
		if err != nil {
			return
		}
		again, err := corpus.ReadHistories(encode(t, first...))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if diff := cmp.Diff(first, again); diff != "" {
			t.Error(diff)
		}
	})
}

func TestHistoryOf(t *testing.T) {
	kept, gone := histories(t)[0], corpus.History{}
	gone.Observe(written(t, "gone.txt", "A text that is gone.\n"), day(1, 5))
	d := written(t, "a.txt", notice)
	d.Copies = []corpus.Copy{{ID: "reprint"}}
	c, _ := corpus.New([]*corpus.Document{d})
	for outcome, tc := range map[string]struct{ id, want string }{
		"a document has its own":                    {"notice", "notice"},
		"a copy has that of what it is a copy of":   {"reprint", "notice"},
		"one that is gone from the library has one": {gone.ID, gone.ID},
		"one that never was has none":               {"never", ""},
	} {
		t.Run(outcome, func(t *testing.T) {
			if h, ok := corpus.HistoryOf([]corpus.History{kept, gone}, c, tc.id); h.ID != tc.want || ok != (tc.want != "") {
				t.Errorf("the history of %q, %v", h.ID, ok)
			}
		})
	}
}
