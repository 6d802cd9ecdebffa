package refresh

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"footnote/corpus"
)

// A site answers for the addresses of one source. It keeps to the contract of
// [Fetch], with the text of a page as its ETag.
type site struct {
	pages map[string]string // by address
	down  bool
	asked int
	sent  int
}

func (s *site) fetch(ctx context.Context, source corpus.Source, known []corpus.Known, report func(corpus.Fetched)) error {
	if s.down {
		return errors.New("the site does not answer; try again later")
	}
	tags := make(map[string]string)
	for _, k := range known {
		tags[k.URL] = k.ETag
	}
	for url, text := range s.pages {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		tag, was := tags[url]
		delete(tags, url)
		s.asked++
		if was && tag == text {
			report(corpus.Fetched{URL: url, Outcome: corpus.FetchedUnchanged})
			continue
		}
		s.sent++
		report(corpus.Fetched{URL: url, Data: []byte(text), Extension: ".txt", ETag: text})
	}
	for url := range tags {
		report(corpus.Fetched{URL: url, Outcome: corpus.FetchedGone})
	}
	return nil
}

func (s *site) web() (Fetch, func()) { return s.fetch, func() {} }

const sourceList = `sources:
  - id: council
    url: https://council.example/notices/
    issuer: Test Council
    kind: notice
`

// A library is a corpus folder with a site beside it.
func webLibrary(t *testing.T, s *site) (Config, fstest.MapFS, *time.Time) {
	files := fstest.MapFS{"a.txt": text("About the tea of the house."), corpus.SourcesFile: text(sourceList)}
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	cfg := config(t, files)
	cfg.Web, cfg.Now = s.web, func() time.Time { return now }
	return cfg, files, &now
}

func refreshed(t *testing.T, cfg Config) Report {
	t.Helper()
	r, err := Run(ctx, cfg, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const (
	levyURL  = "https://council.example/notices/levy.html"
	ferryURL = "https://council.example/notices/ferry.html"
	levyID   = "council-example-notices-levy-html"
)

func long(text string) string { return strings.Repeat(text+" ", 40) }

func newSite() *site {
	return &site{pages: map[string]string{
		levyURL:  long("The beehive levy is 12 pounds."),
		ferryURL: long("The ferry runs on Mondays."),
	}}
}

func TestPagesOfASourceAreServed(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	if r := refreshed(t, cfg); len(r.Added) != 3 || len(r.Failed) > 0 {
		t.Fatalf("%+v", r)
	}
	ix, _ := open(t, cfg)
	d, ok := ix.Corpus().Document(levyID)
	if !ok {
		t.Fatalf("the documents are %v", ix.Corpus().Documents)
	}
	day := corpus.Date{Year: 2026, Month: 3, Day: 4}
	if d.URL != levyURL || d.Issuer != "Test Council" || d.Kind != corpus.KindNotice || d.Retrieved != day || d.Path != levyURL {
		t.Errorf("the document is %+v", d.Meta)
	}
	if data, err := archived(cfg.Dir, d.Archived); err != nil || string(data) != s.pages[levyURL] {
		t.Errorf("the archived copy is %.50q, %v", data, err)
	}
	if s.sent != 2 {
		t.Errorf("opening asked the web: %d pages were sent", s.sent)
	}
}

func TestSourcesThatWereNeverAskedAreNamed(t *testing.T) {
	cfg, _, _ := webLibrary(t, newSite())
	if _, r := open(t, cfg); len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "footnote refresh") {
		t.Errorf("warnings: %v", r.Warnings)
	}
	refreshed(t, cfg)
	if _, r := open(t, cfg); len(r.Warnings) > 0 {
		t.Errorf("warnings: %v", r.Warnings)
	}
}

func TestAFileThatVanishesWhileItIsReadIsReported(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea."), "b.txt": text("About ships.")})
	cfg.Readers = map[string]corpus.Reader{".txt": corpus.TextReader{}}
	cfg.Files = vanishing{cfg.Files}
	r := refreshed(t, cfg)
	if len(r.Added) != 1 || len(r.Failed) != 1 || r.Failed[0].Path != "b.txt" || !strings.Contains(r.Failed[0].Error(), "vanished") {
		t.Errorf("%+v", r)
	}
}

// vanishing is a folder of which b.txt is listed, and gone when it is read.
type vanishing struct{ fs.FS }

func (v vanishing) Open(name string) (fs.File, error) {
	if name == "b.txt" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return v.FS.Open(name)
}

// answering is a web whose every source reports the same.
func answering(answers ...corpus.Fetched) func() (Fetch, func()) {
	return func() (Fetch, func()) {
		return func(_ context.Context, _ corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
			for _, f := range answers {
				report(f)
			}
			return nil
		}, func() {}
	}
}

func TestAddressesThatWereNeverThereAreReported(t *testing.T) {
	cfg, _, _ := webLibrary(t, newSite())
	var gone []corpus.Fetched
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		gone = append(gone, corpus.Fetched{URL: "https://council.example/" + name, Outcome: corpus.FetchedGone})
	}
	cfg.Web = answering(gone[:1]...)
	r := refreshed(t, cfg)
	if len(r.Failed) != 1 || !strings.HasPrefix(r.Failed[0].Error(), gone[0].URL+": is not there (404); correct the address") {
		t.Errorf("one: %v", r.Failed)
	}
	cfg.Web = answering(gone...)
	r = refreshed(t, cfg)
	if len(r.Failed) != 4 || r.Failed[3].Path != gone[2].URL || !strings.HasPrefix(r.Failed[0].Error(), "council: 2 more of the addresses") {
		t.Errorf("five: %v", r.Failed)
	}
}

func TestAPathThatMatchesNoFileIsReported(t *testing.T) {
	cfg := config(t, fstest.MapFS{"a.txt": text("About tea."),
		corpus.SourcesFile: text("sources:\n  - {id: notices, path: notices/**}\n  - {id: all, path: .}\n")})
	r := refreshed(t, cfg)
	if len(r.Added) != 1 || len(r.Failed) != 1 || !strings.HasPrefix(r.Failed[0].Error(), `notices: its path "notices/**" matches no file; `) {
		t.Errorf("%+v", r)
	}
}

func TestAPageThatCannotBeFetchedAnyMoreSaysWhichVersionIsQuoted(t *testing.T) {
	s := newSite()
	cfg, _, now := webLibrary(t, s)
	refreshed(t, cfg)
	*now = now.Add(48 * time.Hour)
	cfg.Web = answering(corpus.Fetched{URL: levyURL, Outcome: corpus.FetchedNothing, Err: errors.New("asks for a login; remove it")},
		corpus.Fetched{URL: ferryURL, Outcome: corpus.FetchedUnchanged},
		corpus.Fetched{URL: "https://council.example/new", Outcome: corpus.FetchedNothing, Err: errors.New("asks for a login; remove it")})
	r := refreshed(t, cfg)
	if len(r.Failed) != 2 || r.Failed[1].Err.Error() != "asks for a login; remove it; the version of 2026-03-04 is still quoted" ||
		r.Failed[0].Err.Error() != "asks for a login; remove it" {
		t.Errorf("%v", r.Failed)
	}
}

func TestALibraryWithoutDocumentsSaysWhatItsSourcesNeed(t *testing.T) {
	for name, tc := range map[string]struct {
		sources string
		refresh bool
		want    string
	}{
		"never asked":   {sourceList, false, "no documents yet: run `footnote refresh`"},
		"nothing there": {sourceList, true, "the sources that sources.yaml names have none; correct"},
		"emptied":       {"sources:\n", false, "sources.yaml names no source and the folder holds no document"},
		"a folder":      {"", false, "put files ending in .txt into the folder"},
	} {
		t.Run(name, func(t *testing.T) {
			cfg, files, _ := webLibrary(t, &site{})
			delete(files, "a.txt")
			if files[corpus.SourcesFile] = text(tc.sources); tc.sources == "" {
				delete(files, corpus.SourcesFile)
			}
			_, _, err := Open(ctx, cfg)
			if tc.refresh {
				_, err = Run(ctx, cfg, Options{})
			}
			if !errors.Is(err, corpus.ErrNoDocuments) || !strings.Contains(err.Error(), tc.want) {
				t.Error(err)
			}
		})
	}
}

func TestDroppingWhatIsWithdrawnIsNoRemoval(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	refreshed(t, cfg)
	delete(s.pages, levyURL)
	refreshed(t, cfg)
	for i, drop := range []bool{true, true, false} {
		cfg.DropWithdrawn = drop
		files["b.txt"] = text("Text number " + string(rune('a'+i)) + " of the house.")
		open(t, cfg)
		refreshed(t, cfg)
	}
	histories, _, err := Histories(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range histories {
		if h.ID == levyID && (!h.Removed.IsZero() || len(h.Versions) != 2) {
			t.Errorf("%+v", h)
		}
	}
}

func TestAPageThatIsAsItWasIsNotSentAgain(t *testing.T) {
	s := newSite()
	cfg, _, now := webLibrary(t, s)
	before := refreshed(t, cfg)
	*now = now.Add(24 * time.Hour)
	if after := refreshed(t, cfg); after.Snapshot != before.Snapshot || after.Unchanged != 3 || s.sent != 2 || s.asked != 4 {
		t.Errorf("%+v, %d sent, %d asked", after, s.sent, s.asked)
	}
}

func TestOnlyTheTextOfAPageDecidesWhetherItChanged(t *testing.T) {
	s := newSite()
	cfg, _, now := webLibrary(t, s)
	before := refreshed(t, cfg)
	*now = now.Add(24 * time.Hour)
	s.pages[levyURL] += "  \n"
	if after := refreshed(t, cfg); after.Snapshot != before.Snapshot || s.sent != 3 {
		t.Errorf("%+v, %d sent", after, s.sent)
	}
	if again := refreshed(t, cfg); again.Snapshot != before.Snapshot || s.sent != 3 {
		t.Errorf("%+v, %d sent", again, s.sent)
	}
}

func TestAPageThatIsGoneIsWithdrawnAndStillServed(t *testing.T) {
	s := newSite()
	cfg, _, now := webLibrary(t, s)
	refreshed(t, cfg)
	page := s.pages[levyURL]
	delete(s.pages, levyURL)
	*now = now.Add(48 * time.Hour)
	gone := refreshed(t, cfg)
	if len(gone.Vanished) != 1 || gone.Vanished[0] != levyID || len(gone.Removed) > 0 {
		t.Fatalf("%+v", gone)
	}
	*now = now.Add(48 * time.Hour)
	refreshed(t, cfg)
	ix, _ := open(t, cfg)
	if d, _ := ix.Corpus().Document(levyID); d == nil || d.Withdrawn != (corpus.Date{Year: 2026, Month: 3, Day: 6}) {
		t.Errorf("withdrawn: %+v", d)
	}

	cfg.DropWithdrawn = true
	if ix, _ := open(t, cfg); len(ix.Corpus().Documents) != 2 {
		t.Errorf("%d documents are served", len(ix.Corpus().Documents))
	}
	if r := refreshed(t, cfg); r.Unchanged != 2 {
		t.Errorf("%+v", r)
	}

	cfg.DropWithdrawn = false
	s.pages[levyURL] = page
	refreshed(t, cfg)
	ix, _ = open(t, cfg)
	if d, _ := ix.Corpus().Document(levyID); d == nil || !d.Withdrawn.IsZero() {
		t.Errorf("it came back: %+v", d)
	}
}

func TestABadPageDoesNotReplaceAGoodOne(t *testing.T) {
	for name, tc := range map[string]struct{ page, why string }{
		"nearly empty": {"Moved.", "no more than 6 of"},
		"no text":      {"...", "stays in use"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite()
			cfg, files, _ := webLibrary(t, s)
			before := refreshed(t, cfg)
			s.pages[levyURL] = tc.page
			for range 2 {
				r := refreshed(t, cfg)
				if r.Snapshot != before.Snapshot || len(r.Failed) != 1 || r.Failed[0].Path != levyURL || !strings.Contains(r.Failed[0].Error(), tc.why) {
					t.Fatalf("%+v", r)
				}
			}
			files["b.txt"] = text("A change elsewhere.")
			refreshed(t, cfg)
			if ix, _ := open(t, cfg); len(ix.Corpus().Documents) != 4 {
				t.Errorf("%d documents are served", len(ix.Corpus().Documents))
			}
		})
	}
}

func TestAFullRefreshBelievesAShortPage(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	refreshed(t, cfg)
	s.pages[levyURL] = "The levy is abolished."
	r, err := Run(ctx, cfg, Options{Full: true})
	if err != nil || len(r.Changed) != 1 || len(r.Failed) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestASiteThatIsDownChangesNothing(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	before := refreshed(t, cfg)
	s.down = true
	r := refreshed(t, cfg)
	if r.Snapshot != before.Snapshot || r.Unchanged != 3 || len(r.Failed) != 1 || r.Failed[0].Path != "council" {
		t.Errorf("%+v", r)
	}
}

func TestASourceThatIsNotStatedAnyMoreIsNotServed(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	refreshed(t, cfg)
	delete(files, corpus.SourcesFile)
	if ix, _ := open(t, cfg); len(ix.Corpus().Documents) != 1 {
		t.Errorf("%d documents are served", len(ix.Corpus().Documents))
	}
	files[corpus.SourcesFile] = text(sourceList + "    exclude: ['**/levy*']\n")
	if r := refreshed(t, cfg); len(r.Added) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestAnAddressThatItsSourceDoesNotTakeInAnyMoreIsNotServed(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	refreshed(t, cfg)
	cfg.Web = func() (Fetch, func()) {
		return func(ctx context.Context, _ corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
			report(corpus.Fetched{URL: ferryURL, Outcome: corpus.FetchedUnchanged})
			return nil
		}, func() {}
	}
	if r := refreshed(t, cfg); len(r.Removed) != 1 || r.Removed[0] != levyID {
		t.Errorf("%+v", r)
	}
}

func TestSourcesThatCannotBeReadLeaveTheIndexAsItIs(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	before := refreshed(t, cfg)
	files[corpus.SourcesFile] = text("sources: 7")
	if _, err := Run(ctx, cfg, Options{}); err == nil || !strings.Contains(err.Error(), corpus.SourcesFile) {
		t.Errorf("refreshing: %v", err)
	}
	ix, r := open(t, cfg)
	if ix.Manifest().Name != before.Snapshot || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], corpus.SourcesFile) {
		t.Errorf("%v", r.Warnings)
	}
}

func TestAnInterruptedRefreshKeepsWhatWasFetched(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	before := refreshed(t, cfg)
	s.pages["https://council.example/notices/new.html"] = long("The market opens in May.")
	interrupted, cancel := context.WithCancel(ctx)
	cfg.Web = func() (Fetch, func()) {
		return func(ctx context.Context, source corpus.Source, known []corpus.Known, report func(corpus.Fetched)) error {
			err := s.fetch(ctx, source, known, report)
			cancel()
			return err
		}, func() {}
	}
	if _, err := Run(interrupted, cfg, Options{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted: %v", err)
	}
	if ix, _ := open(t, cfg); ix.Manifest().Name != before.Snapshot {
		t.Error("the index in force is another one")
	}
	cfg.Web = s.web
	sent := s.sent
	if r := refreshed(t, cfg); len(r.Added) != 1 || s.sent != sent {
		t.Errorf("%+v; %d pages were sent again", r, s.sent-sent)
	}
}

func TestADamagedCopyIsFetchedAgain(t *testing.T) {
	s := newSite()
	cfg, _, _ := webLibrary(t, s)
	refreshed(t, cfg)
	ix, _ := open(t, cfg)
	d, _ := ix.Corpus().Document(levyID)
	if err := os.WriteFile(filepath.Join(cfg.Dir, archivedFile(d.Archived)), []byte("damage"), 0o644); err != nil {
		t.Fatal(err)
	}
	sent := s.sent
	refreshed(t, cfg)
	if _, err := archived(cfg.Dir, d.Archived); err != nil || s.sent != sent+1 {
		t.Errorf("%v, %d sent", err, s.sent-sent)
	}
}

func TestADryRunLeavesTheIndexAsItIs(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	before := refreshed(t, cfg)
	s.pages[levyURL] = long("The beehive levy is 15 pounds.")
	r, err := Run(ctx, cfg, Options{DryRun: true})
	if err != nil || len(r.Changed) != 1 || r.Snapshot != "" {
		t.Errorf("%+v, %v", r, err)
	}
	files["b.txt"] = text("A change elsewhere.")
	ix, _ := open(t, cfg)
	if d, _ := ix.Corpus().Document(levyID); d == nil || !strings.Contains(d.Text, "12 pounds") {
		t.Errorf("what was only looked at is served; before %s", before.Snapshot)
	}
}

func TestOneRefreshAtATime(t *testing.T) {
	s := newSite()
	cfg, files, _ := webLibrary(t, s)
	refreshed(t, cfg)
	unlock, err := lock(cfg.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Run(ctx, cfg, Options{}); !errors.Is(err, ErrBusy) {
		t.Errorf("a second refresh: %v", err)
	}
	files["b.txt"] = text("A change.")
	if ix, r := open(t, cfg); len(ix.Corpus().Documents) != 3 || len(r.Warnings) != 1 {
		t.Errorf("while a refresh runs: %d documents, %v", len(ix.Corpus().Documents), r.Warnings)
	}
	time.AfterFunc(patience/4, unlock)
	if ix, r := open(t, cfg); len(ix.Corpus().Documents) != 4 || len(r.Warnings) != 0 {
		t.Errorf("after a short one: %d documents, %v", len(ix.Corpus().Documents), r.Warnings)
	}
}

func TestNothingIsReadThatIsAsItWas(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("About "+name+" and tea."), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cfg := config(t, nil)
	var read atomic.Int64
	cfg.Files = os.DirFS(dir)
	cfg.Readers = map[string]corpus.Reader{".txt": counting{&read}}
	time.Sleep(2 * fineTick) // until no file is new
	refreshed(t, cfg)
	refreshed(t, cfg)
	open(t, cfg)
	if read.Load() != 3 {
		t.Errorf("%d files were read, not 3", read.Load())
	}
	if err := os.WriteFile(filepath.Join(dir, "b.txt"), []byte("About ships."), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := refreshed(t, cfg); read.Load() != 4 || len(r.Changed) != 1 || r.Unchanged != 2 {
		t.Errorf("%d files were read, not 4: %+v", read.Load(), r)
	}
}

// counting reads text, and counts how often.
type counting struct{ n *atomic.Int64 }

func (c counting) Read(f corpus.File) (corpus.Content, error) {
	c.n.Add(1)
	return corpus.TextReader{}.Read(f)
}
