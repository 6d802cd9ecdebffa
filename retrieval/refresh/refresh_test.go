package refresh

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

var ctx = context.Background()

func config(t *testing.T, files fstest.MapFS) Config {
	return Config{
		Dir:       filepath.Join(t.TempDir(), "index"),
		Files:     files,
		Readers:   map[string]corpus.Reader{".txt": corpus.TextReader{}},
		Embedding: lsa.Embedding{},
		NewStore:  retrievaltest.NewExact,
		Now:       time.Now,
	}
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func open(t *testing.T, cfg Config) (*retrieval.Index, Report) {
	t.Helper()
	ix, report, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return ix, report
}

func TestTheSecondStartReusesTheSnapshot(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("One sentence about tea.")})
	first, made := open(t, cfg)
	second, reused := open(t, cfg)
	if made.Embedded != 1 || reused.Embedded != 0 || reused.Unchanged != 1 {
		t.Errorf("first %+v, second %+v", made, reused)
	}
	if !first.Manifest().Created.Equal(second.Manifest().Created) || len(reused.Warnings) > 0 {
		t.Errorf("it was built again: %v", reused.Warnings)
	}
}

func TestARefreshSaysWhatChanged(t *testing.T) {
	files := fstest.MapFS{"a.txt": text("About tea."), "b.txt": text("About ships."), "c.txt": text("About taxes.")}
	cfg := config(t, files)
	_, before := open(t, cfg)
	files["a.txt"] = text("About coffee.")
	delete(files, "b.txt")
	files["d.txt"] = text("About roads.")
	files["e.txt"] = text("")
	want := Report{Previous: before.Snapshot, Added: []string{"d"}, Changed: []string{"a"}, Removed: []string{"b"}, Unchanged: 1, Passages: 3}

	dry, err := Run(ctx, cfg, Options{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	ignore := cmp.FilterPath(func(p cmp.Path) bool {
		switch p.Last().String() {
		case ".Elapsed", ".Failed", ".Snapshot", ".Embedded", ".Reused":
			return true
		}
		return false
	}, cmp.Ignore())
	if diff := cmp.Diff(want, dry, ignore); diff != "" {
		t.Errorf("dry run: %s", diff)
	}
	done, err := Run(ctx, cfg, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, done, ignore); diff != "" {
		t.Errorf("refresh: %s", diff)
	}
	if len(done.Failed) != 1 || done.Failed[0].Path != "e.txt" {
		t.Errorf("failed: %v", done.Failed)
	}
	if _, after := open(t, cfg); after.Snapshot != done.Snapshot {
		t.Errorf("%s is in use, not %s", after.Snapshot, done.Snapshot)
	}
}

func TestADamagedSnapshotIsNamedAndTheLastGoodOneUsed(t *testing.T) {
	files := fstest.MapFS{"a.txt": text("About tea.")}
	cfg := config(t, files)
	_, old := open(t, cfg)
	files["b.txt"] = text("About ships.")
	_, current := open(t, cfg)
	path := filepath.Join(cfg.Dir, current.Snapshot+extension)
	if err := os.Truncate(path, 100); err != nil {
		t.Fatal(err)
	}
	ix, report := open(t, cfg)
	if len(ix.Corpus().Documents) != 2 || report.Previous != old.Snapshot {
		t.Errorf("served %d documents, before was %s, not %s", len(ix.Corpus().Documents), report.Previous, old.Snapshot)
	}
	if warnings := strings.Join(report.Warnings, "\n"); !strings.Contains(warnings, path) || !strings.Contains(warnings, "last good") {
		t.Errorf("warnings: %s", warnings)
	}
	if _, again := open(t, cfg); len(again.Warnings) > 0 {
		t.Errorf("it was not mended: %v", again.Warnings)
	}
}

func TestACurrentThatLeadsNowhereIsPassedOver(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea.")})
	_, first := open(t, cfg)
	for _, content := range []string{"", "../../etc/passwd\n", "0123456789abcdef\n"} {
		if err := os.WriteFile(filepath.Join(cfg.Dir, currentFile), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, report := open(t, cfg); report.Snapshot != first.Snapshot {
			t.Errorf("CURRENT %q: %+v", content, report)
		}
	}
}

func TestWhatANewerVersionWroteIsLeftAlone(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea.")})
	_, first := open(t, cfg)
	path := filepath.Join(cfg.Dir, first.Snapshot+extension)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.LittleEndian.PutUint32(data[8:], 99)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	ix, report := open(t, cfg)
	if ix == nil || len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "newer version") {
		t.Errorf("warnings: %v", report.Warnings)
	}
	if _, err := Run(ctx, cfg, Options{}); !errors.Is(err, retrieval.ErrNewerSnapshot) {
		t.Errorf("a refresh over it: %v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(data) {
		t.Error("the newer file was replaced")
	}
}

func TestAnOlderFormatIsBuiltAnewSilently(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea.")})
	_, first := open(t, cfg)
	path := filepath.Join(cfg.Dir, first.Snapshot+extension)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.LittleEndian.PutUint32(data[8:], 1)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, report := open(t, cfg); report.Embedded != 1 || len(report.Warnings) > 0 {
		t.Errorf("%+v", report)
	}
	if _, again := open(t, cfg); again.Embedded != 0 {
		t.Errorf("it was not replaced: %+v", again)
	}
}

func TestAFolderThatCannotBeWrittenIsAWarning(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea.")})
	if err := os.WriteFile(filepath.Dir(cfg.Dir)+"/index", []byte("a file in the way"), 0o644); err != nil {
		t.Fatal(err)
	}
	ix, report := open(t, cfg)
	if ix == nil || len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "DATA_DIR") {
		t.Errorf("warnings: %v", report.Warnings)
	}
	if _, err := Run(ctx, cfg, Options{}); err == nil {
		t.Error("a refresh that could not be saved is no error")
	}
}

func TestOldSnapshotsAreRemoved(t *testing.T) {
	files := fstest.MapFS{}
	cfg := config(t, files)
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		files[name+".txt"] = text("About " + name + " and tea.")
		open(t, cfg)
	}
	if names := snapshots(cfg.Dir); len(names) != kept {
		t.Errorf("%d snapshots are kept: %v", len(names), names)
	}
}

func TestAFailedLoadLeavesTheOldSnapshot(t *testing.T) {
	files := fstest.MapFS{"a.txt": text("About tea.")}
	cfg := config(t, files)
	_, first := open(t, cfg)
	delete(files, "a.txt")
	if _, _, err := Open(ctx, cfg); !errors.Is(err, corpus.ErrNoDocuments) {
		t.Errorf("an empty folder: %v", err)
	}
	files["a.txt"] = text("About tea.")
	if _, again := open(t, cfg); again.Snapshot != first.Snapshot || again.Embedded != 0 {
		t.Errorf("the old snapshot was lost: %+v", again)
	}
}

func TestDocumentsThatBecomeCopiesAreNamed(t *testing.T) {
	files := fstest.MapFS{"guide.txt": text("The harbour opens at six."), "tea.txt": text("About tea.")}
	cfg := config(t, files)
	refreshed(t, cfg)
	files["copy of guide (2).txt"] = files["guide.txt"]
	r := refreshed(t, cfg)
	if diff := cmp.Diff([]Copy{{"copy-of-guide-2", "guide"}}, r.Copied); diff != "" || len(r.Removed)+len(r.Added) > 0 {
		t.Errorf("%s%+v", diff, r)
	}
	files["tea.txt"] = files["guide.txt"]
	if r := refreshed(t, cfg); len(r.Removed) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestWhyAFileIsNotServedIsKnownAsLongAsItStaysAsItIs(t *testing.T) {
	files := fstest.MapFS{"a.txt": text("About tea."), "b.txt": text(" \n"), "c.txt": text("%PDF-1.4"), "d.doc": text("x"), "e.txt": text("---\nid: a\n---\nAbout ships.")}
	cfg := config(t, files)
	want := map[string]corpus.Reason{"b.txt": corpus.ErrNoText, "c.txt": corpus.ErrExtension, "d.doc": corpus.ErrFormat, "e.txt": corpus.ErrSameID}
	var texts []string
	for range 3 { // read, as it was, and as it was beside a file that is new
		_, report := open(t, cfg)
		got := make(map[string]corpus.Reason)
		said := ""
		for _, p := range report.Failed {
			got[p.Path] = corpus.ReasonOf(p)
			said += p.Error() + "\n"
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the reasons (-want +got):\n%s", diff)
		}
		if texts = append(texts, said); texts[0] != said {
			t.Errorf("at first %s, then %s", texts[0], said)
		}
		if len(texts) == 2 {
			files["f.txt"] = text("About roads.")
		}
	}
}
