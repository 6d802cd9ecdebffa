package refresh

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/corpus"
)

// served are the IDs of the documents that are served now.
func served(t *testing.T, cfg Config) []string {
	t.Helper()
	ix, _ := open(t, cfg)
	var ids []string
	for _, d := range ix.Corpus().Documents {
		ids = append(ids, d.ID)
	}
	return ids
}

func TestWithoutItsLedgerAnIndexLosesNothing(t *testing.T) {
	for name, damage := range map[string]func(path string) error{
		"lost":          os.Remove,
		"damaged":       func(path string) error { return os.WriteFile(path, []byte("damage"), 0o644) },
		"of none known": func(path string) error { return os.Truncate(path, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite()
			cfg, _, _ := webLibrary(t, s)
			refreshed(t, cfg)
			s.pages[levyURL] = "Sorry."
			refreshed(t, cfg)
			if err := damage(filepath.Join(cfg.Dir, currentName(cfg.Dir)+ledgerExtension)); err != nil {
				t.Fatal(err)
			}
			if ids := served(t, cfg); len(ids) != 3 {
				t.Errorf("served: %v", ids)
			}
			if r := refreshed(t, cfg); r.Unchanged != 3 || len(r.Failed) != 1 {
				t.Errorf("the doubted page: %+v", r)
			}
		})
	}
}

func TestADryRunForgetsNothing(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	refreshed(t, cfg)
	cfg.Web = func() (Fetch, func()) {
		return func(_ context.Context, _ corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
			report(corpus.Fetched{URL: ferryURL, Outcome: corpus.FetchedUnchanged})
			return nil
		}, func() {}
	}
	if r, err := Run(ctx, cfg, Options{DryRun: true}); err != nil || len(r.Removed) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	files[corpus.SourcesFile] = text(sourceList + "# a remark\n")
	if ids := served(t, cfg); len(ids) != 3 {
		t.Errorf("served: %v", ids)
	}
}

func TestARemovedFileStaysAwayWhateverItsName(t *testing.T) {
	for _, name := range []string{"a\tb.txt", "#note.txt", "a\nb.txt", `"quoted".txt`, "政策.txt"} {
		cfg := config(t, fstest.MapFS{name: text("About the moon."), "z.txt": text("About ships.")})
		ids := served(t, cfg)
		if _, err := Remove(ctx, cfg, ids[slices.IndexFunc(ids, func(id string) bool { return id != "z" })], false); err != nil {
			t.Fatal(err)
		}
		if ids := served(t, cfg); !slices.Equal(ids, []string{"z"}) {
			t.Errorf("%q: served: %q", name, ids)
		}
	}
}

func TestWhatWasRemovedMayBeEditedByHand(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea."), "b.txt": text("About ships."), "c.txt": text("About moons.")})
	served(t, cfg)
	if _, err := Remove(ctx, cfg, "a", false); err != nil {
		t.Fatal(err)
	}
	path := RemovedFile(cfg)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.TrimSpace(string(data))), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Remove(ctx, cfg, "b", false); err != nil {
		t.Fatal(err)
	}
	if ids := served(t, cfg); !slices.Equal(ids, []string{"c"}) {
		t.Errorf("served: %v", ids)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if ids := served(t, cfg); len(ids) != 3 {
		t.Errorf("without the file: %v", ids)
	}
}

func TestADocumentThatIsAwayIsRemovedForGood(t *testing.T) {
	files := fstest.MapFS{"a.txt": text("About tea."), "b.txt": text("About ships.")}
	cfg := config(t, files)
	served(t, cfg)
	delete(files, "b.txt")
	served(t, cfg)
	if _, err := Remove(ctx, cfg, "b", false); err != nil {
		t.Fatal(err)
	}
	files["b.txt"] = text("About ships.")
	if ids := served(t, cfg); !slices.Equal(ids, []string{"a"}) {
		t.Errorf("served: %v", ids)
	}
}

func TestAPurgeFindsTheCopiesOfPagesWhoseTextStayed(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	refreshed(t, cfg)
	for range 3 {
		s.pages[levyURL] += "\n"
		refreshed(t, cfg)
	}
	for _, purge := range []bool{false, true} {
		if _, err := Remove(ctx, cfg, levyID, purge); err != nil {
			t.Fatal(err)
		}
	}
	if left := holding(t, cfg.Dir, "beehive"); len(left) > 0 {
		t.Errorf("it is still in %v", left)
	}
	if a := readAddresses(cfg.Dir); len(a) != 1 || a[ferryURL] == nil {
		t.Errorf("known addresses: %v", a)
	}
}

func TestRemovingIsNotAsking(t *testing.T) {
	s := newSite()
	cfg, _, now := webLibrary(t, s)
	refreshed(t, cfg)
	before := Last(cfg)
	*now = now.Add(48 * time.Hour)
	if _, err := Remove(ctx, cfg, levyID, false); err != nil || !Last(cfg).Equal(before) {
		t.Errorf("last asked %v, before %v; %v", Last(cfg), before, err)
	}
}

func TestARemovalThatCannotBeDoneRemovesNothing(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	refreshed(t, cfg)
	files[corpus.SourcesFile] = text("sources: 5")
	if _, err := Remove(ctx, cfg, levyID, true); err == nil {
		t.Error("it is no error")
	}
	files[corpus.SourcesFile] = text(sourceList)
	if ids := served(t, cfg); len(ids) != 3 {
		t.Errorf("served: %v", ids)
	}
}

func TestAnAddressMayMoveFromOneSourceToAnother(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea."), corpus.SourcesFile: text(
		"sources:\n  - {id: one, url: 'https://x.example/1'}\n  - {id: two, url: 'https://x.example/2'}\n")})
	owner := "one"
	taken := make(chan bool)
	cfg.Web = func() (Fetch, func()) {
		return func(_ context.Context, s corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
			if s.ID != owner {
				<-taken
				return nil
			}
			report(corpus.Fetched{URL: levyURL, Data: []byte(long("The levy.")), Extension: ".txt"})
			close(taken)
			return nil
		}, func() {}
	}
	refreshed(t, cfg)
	owner, taken = "two", make(chan bool)
	refreshed(t, cfg)
	if ids := served(t, cfg); len(ids) != 2 {
		t.Errorf("served: %v", ids)
	}
}

func TestASourceMayGetAnotherID(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	refreshed(t, cfg)
	delete(s.pages, levyURL)
	refreshed(t, cfg)
	files[corpus.SourcesFile] = text(strings.Replace(sourceList, "id: council", "id: city", 1))
	if ids := served(t, cfg); len(ids) != 3 {
		t.Errorf("served: %v", ids)
	}
	if r := refreshed(t, cfg); r.Unchanged != 3 {
		t.Errorf("%+v", r)
	}
}

func TestADamagedTextIsMade(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea.")})
	served(t, cfg)
	paths, _ := filepath.Glob(filepath.Join(cfg.Dir, textsFolder, "*", "*.json"))
	if err := os.WriteFile(paths[0], nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(ctx, cfg, Options{Full: true}); err != nil {
		t.Fatal(err)
	}
	if d, err := readText(paths[0]); err != nil || d.Text != "About tea." {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestAFileOfTheFutureIsReadOnce(t *testing.T) {
	dir := t.TempDir()
	path, future := filepath.Join(dir, "a.txt"), time.Now().AddDate(1, 0, 0)
	if err := os.WriteFile(path, []byte("About tea."), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, future, future); err != nil {
		t.Fatal(err)
	}
	cfg := config(t, nil)
	cfg.Files = os.DirFS(dir)
	ix, _ := open(t, cfg)
	if same, err := UpToDate(ctx, cfg, ix.Manifest().Name); !same || err != nil {
		t.Errorf("up to date: %v, %v", same, err)
	}
}
