package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval/refresh"
)

func TestCorpusNameTellsCorporaApart(t *testing.T) {
	seen := make(map[string]string)
	for _, dir := range []string{"", "a/documents", "b/documents", "b/Documents", "文件", "/", "a/..."} {
		name, err := corpusName(dir)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[name]; ok {
			t.Errorf("%q and %q are both %q", dir, other, name)
		}
		seen[name] = dir
		if name != filepath.Base(name) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") {
			t.Errorf("%q is no name of a folder", name)
		}
	}
	relative, _ := corpusName("documents")
	absolute, _ := corpusName(filepath.Join(must(os.Getwd()), "x", "..", "documents"))
	if relative != absolute || !strings.HasPrefix(relative, "documents-") {
		t.Errorf("one folder has the names %q and %q", relative, absolute)
	}
}

func TestSlugIsAFileName(t *testing.T) {
	for text, want := range map[string]string{
		"My Documents (2024)": "my-documents-2024", "政策 文件": "政策-文件", "...": "corpus",
		strings.Repeat("long ", 20): "long-long-long-long-long-long-long-long",
	} {
		if got := slug(text); got != want {
			t.Errorf("slug(%q) = %q, want %q", text, got, want)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// A followed assistant is kept true to its documents.
type followed struct {
	follower
	assistant *bot.Assistant
	cfg       refresh.Config
}

// follow returns an assistant over a folder; without a name, that which ships.
func follow(t *testing.T, dir string) *followed {
	t.Helper()
	return followConfig(t, must(refreshConfig(Config{CorpusDir: dir, DataDir: t.TempDir(), MaxDocumentBytes: 1 << 20}, nil)))
}

func followConfig(t *testing.T, cfg refresh.Config) *followed {
	t.Helper()
	index, _, err := refresh.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	a := bot.New(index, bot.Options{})
	return &followed{
		follower:  follower{library: refresh.NewLibrary(cfg, a.Index, a.Swap), log: slog.New(slog.DiscardHandler), announce: func(context.Context, refresh.Change) error { return nil }},
		assistant: a, cfg: cfg,
	}
}

func (f *followed) levy(t *testing.T) string {
	t.Helper()
	answer, err := f.assistant.Answer(t.Context(), bot.Question{Text: "How high is the beehive levy?"})
	if err != nil || len(answer.Sentences) == 0 {
		t.Fatalf("got %v, %v", answer.Reason, err)
	}
	return answer.Sentences[0].Text
}

func TestTheAssistantFollowsTheFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "levy.txt"), "The beehive levy is 12 pounds a year.")
	f := follow(t, dir)
	before := f.assistant.Index()
	if err := f.renew(t.Context()); err != nil || f.assistant.Index() != before {
		t.Errorf("nothing changed, but there is another index; %v", err)
	}
	write(t, filepath.Join(dir, "levy.txt"), "The beehive levy is 15 pounds a year.")
	if err := f.renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := f.levy(t); !strings.Contains(got, "15 pounds") {
		t.Errorf("the answer is still %q", got)
	}
	if err := os.Remove(filepath.Join(dir, "levy.txt")); err != nil {
		t.Fatal(err)
	}
	if err := f.renew(t.Context()); !errors.Is(err, corpus.ErrNoDocuments) {
		t.Errorf("got error %v, want %v", err, corpus.ErrNoDocuments)
	}
	if got := f.levy(t); !strings.Contains(got, "15 pounds") {
		t.Errorf("an empty folder changed the answer to %q", got)
	}
}

func TestARefreshByAnotherProcessIsPickedUp(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "levy.txt"), "The beehive levy is 12 pounds a year.")
	f := follow(t, dir)
	write(t, filepath.Join(dir, "levy.txt"), "The beehive levy is 15 pounds a year.")
	report, err := refresh.Run(t.Context(), f.cfg, refresh.Options{})
	if err != nil || len(report.Changed) != 1 {
		t.Fatalf("the refresh says %+v, %v", report, err)
	}
	if err := f.renew(t.Context()); err != nil || f.assistant.Index().Manifest().Name != report.Snapshot {
		t.Errorf("the assistant has %s, not %s; %v", f.assistant.Index().Manifest().Name, report.Snapshot, err)
	}
	if got := f.levy(t); !strings.Contains(got, "15 pounds") {
		t.Errorf("the answer is still %q", got)
	}
}

func TestWhatTheOwnerAddedIsPartOfTheLibraryOfEveryCommand(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "levy.txt"), "The beehive levy is 12 pounds a year.")
	added := filepath.Join(data, "overlay", must(corpusName(dir)))
	if err := os.MkdirAll(added, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(added, "hives.txt"), "每个蜂箱每年收费十二镑。")
	t.Setenv("CORPUS_DIR", dir)
	t.Setenv("DATA_DIR", data)
	var out strings.Builder
	if err := run(t.Context(), []string{"sources", "--json"}, os.LookupEnv, strings.NewReader(""), &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{`"id":"hives"`, `"id":"levy"`, `"path":"_added/hives.txt"`} {
		if !strings.Contains(out.String(), id) {
			t.Errorf("the sources have no %s:\n%s", id, out.String())
		}
	}
}

func TestProgressSaysEachStageOnceAndOnlyWhenItTakesLong(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b)
	p.report("reading", 1, 2)
	if b.Len() > 0 {
		t.Errorf("says %q at once", b.String())
	}
	p.mu.Lock()
	p.impatient = true
	p.mu.Unlock()
	p.report("reading", 2, 2)
	p.report("embedding", 0, 9)
	p.report("embedding", 9, 9)
	p.stop()
	p.stop()
	p.report("late", 1, 1)
	if diff := cmp.Diff("footnote: reading 2…\nfootnote: embedding 9…\n", b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestTheTimeLeftIsThatOfThePaceSoFar(t *testing.T) {
	for _, tc := range []struct {
		elapsed     time.Duration
		done, total int
		want        string
	}{
		{time.Minute, 0, 100, ""},
		{time.Minute, 4, 100, ""},
		{time.Minute, 25, 100, ", about 3m0s left"},
		{10 * time.Second, 99, 100, ", about 0s left"},
	} {
		if got := left(tc.elapsed, tc.done, tc.total); got != tc.want {
			t.Errorf("after %v, %d of %d: %q, not %q", tc.elapsed, tc.done, tc.total, got, tc.want)
		}
	}
}

func TestALongStageSaysHowFarItIs(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b)
	defer p.stop()
	p.mu.Lock()
	p.impatient = true
	p.mu.Unlock()
	p.report("fetching", 0, 40)
	p.report("fetching", 10, 40)
	p.began, p.when = time.Now().Add(-time.Minute), time.Now().Add(-sayAgain)
	p.report("fetching", 20, 40)
	p.report("fetching", 21, 40)
	if want := "footnote: fetching 40…\nfootnote: fetching: 20 of 40, about 1m0s left\n"; b.String() != want {
		t.Errorf("says %q, not %q", b.String(), want)
	}
}

func TestAStageOfUnknownLengthSaysHowManyThereAreSoFar(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b)
	defer p.stop()
	p.mu.Lock()
	p.impatient = true
	p.mu.Unlock()
	p.report("fetching", 0, 0)
	p.report("fetching", 3, 0)
	p.when = time.Now().Add(-sayAgain)
	p.report("fetching", 12, 0)
	p.report("fetching", 13, 0)
	if want := "footnote: fetching…\nfootnote: fetching: 12 so far\n"; b.String() != want {
		t.Errorf("says %q, not %q", b.String(), want)
	}
}

func TestABarOfUnknownLengthCountsAndIsNeverFull(t *testing.T) {
	var b strings.Builder
	p := newProgress(&b)
	p.mu.Lock()
	p.impatient, p.live = true, true
	p.mu.Unlock()
	p.report("fetching", 0, 0)
	p.report("fetching", 2, 0)
	time.Sleep(150 * time.Millisecond) // what comes sooner is not drawn
	p.report("fetching", 3, 0)
	got := b.String()
	p.stop()
	if !strings.Contains(got, "fetching (3") || strings.Contains(got, "%") {
		t.Errorf("draws %q", got)
	}
}
