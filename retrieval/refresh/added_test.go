package refresh

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/retrieval"
)

// owned is a library that is served.
type owned struct {
	*Library
	index *retrieval.Index
	cfg   Config
}

func own(t *testing.T, files fstest.MapFS, change ...func(*Config)) *owned {
	t.Helper()
	cfg := config(t, files)
	cfg.Added, cfg.MaxBytes = filepath.Join(t.TempDir(), "added"), 1<<10
	for _, c := range change {
		c(&cfg)
	}
	ix, _ := open(t, cfg)
	s := &owned{index: ix, cfg: cfg}
	s.Library = NewLibrary(cfg, func() *retrieval.Index { return s.index }, func(ix *retrieval.Index) { s.index = ix })
	return s
}

// text is what a document says now, or nothing.
func (s *owned) text(id string) string {
	d, ok := s.index.Corpus().Document(id)
	if !ok {
		return ""
	}
	return d.Text
}

func TestADocumentIsAddedChangedAndRemoved(t *testing.T) {
	for name, texts := range map[string][2]string{
		"in English": {"The tea tax is two pounds.", "The tea tax is three pounds."},
		"in Chinese": {"茶税为二元。", "茶税为三元。"},
	} {
		t.Run(name, func(t *testing.T) {
			s := own(t, fstest.MapFS{"ships.txt": text("About ships.")})
			change, err := s.Add(ctx, File{"Tea: Tax.TXT", []byte(texts[0])}, nil)
			if err != nil || !cmp.Equal(change.Added, []string{"tea-tax"}) || s.text("tea-tax") != texts[0] {
				t.Fatalf("added %v, %v: %q", change.Added, err, s.text("tea-tax"))
			}
			change, err = s.Add(ctx, File{"tea-tax.txt", []byte(texts[1])}, nil)
			if err != nil || !cmp.Equal(change.Changed, []string{"tea-tax"}) || s.text("tea-tax") != texts[1] {
				t.Fatalf("changed %v, %v: %q", change.Changed, err, s.text("tea-tax"))
			}
			before := change.Before.Documents[1]
			if d, err := change.Text("tea-tax", before.Digest); err != nil || d.Text != texts[0] {
				t.Errorf("the text before is %v, %v", d, err)
			}
			change, err = s.Remove(ctx, "tea-tax", nil)
			if err != nil || !cmp.Equal(change.Removed, []string{"tea-tax"}) || s.text("tea-tax") != "" {
				t.Fatalf("removed %v, %v", change.Removed, err)
			}
			if left, _ := filepath.Glob(filepath.Join(s.cfg.Added, "*.txt")); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			if _, err = s.Add(ctx, File{"tea-tax.txt", []byte(texts[0])}, nil); err != nil || s.text("tea-tax") != texts[0] {
				t.Errorf("what was removed does not come back: %v", err)
			}
		})
	}
}

func TestAnAddedDocumentTakesThePlaceOfTheFolders(t *testing.T) {
	s := own(t, fstest.MapFS{"tea.txt": text("The tea tax is two pounds."), "ships.txt": text("About ships.")})
	change, err := s.Add(ctx, File{"tea.txt", []byte("The tea tax is three pounds.")}, nil)
	if err != nil || !cmp.Equal(change.Changed, []string{"tea"}) || len(change.Failed) > 0 {
		t.Fatalf("changed %v, failed %v, %v", change.Changed, change.Failed, err)
	}
	if s.text("tea") != "The tea tax is three pounds." {
		t.Errorf("it says %q", s.text("tea"))
	}
	if again, _ := open(t, s.cfg); again.Manifest().Name != s.index.Manifest().Name {
		t.Error("a new start serves another index")
	}
	if _, err := s.Remove(ctx, "tea", nil); err != nil || s.text("tea") != "" {
		t.Errorf("after the removal it says %q (%v)", s.text("tea"), err)
	}
}

func TestNothingIsAddedThatCannotBeServed(t *testing.T) {
	for name, test := range map[string]struct {
		file File
		want error
	}{
		"when it is too large":           {File{"a.txt", []byte(strings.Repeat("a ", 1<<10))}, corpus.ErrTooLarge},
		"when its format is not read":    {File{"a.exe", []byte("MZ")}, corpus.ErrFormat},
		"when it is empty":               {File{"a.txt", nil}, corpus.ErrNoText},
		"when it holds no text":          {File{"a.txt", []byte(" \n\t- \n")}, corpus.ErrNoText},
		"when it has no name":            {File{"", []byte("text")}, corpus.ErrFormat},
		"when it would be the glossary":  {File{"../../glossary.tsv", []byte("a\tb")}, corpus.ErrFormat},
		"when it would name the sources": {File{"sources.yaml", []byte("sources:")}, corpus.ErrFormat},
	} {
		t.Run(name, func(t *testing.T) {
			s := own(t, fstest.MapFS{"tea.txt": text("About tea.")})
			_, err := s.Add(ctx, test.file, nil)
			var problem corpus.Problem
			if !errors.Is(err, test.want) || !errors.As(err, &problem) {
				t.Errorf("got %v", err)
			}
			if _, err := os.Stat(s.cfg.Added); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("something was written (%v)", err)
			}
		})
	}
}

func TestTheNameOfAnAddedFileLeadsNowhereElse(t *testing.T) {
	for given, want := range map[string]string{
		"../../etc/passwd.txt": "passwd.txt", `..\..\windows\win.txt`: "win.txt", ".hidden.txt": "hidden.txt", "_x.txt": "x.txt",
		"README.txt": "document-readme.txt", "glossary.txt": "document-glossary.txt", "...txt": "document.txt", "a\x00b\u202egpj.txt": "abgpj.txt",
		"国务院 通知（2024）.TXT": "国务院-通知-2024.txt", "a.meta.yaml": "a-meta.yaml", strings.Repeat("长", 300) + ".txt": strings.Repeat("长", 60) + ".txt",
	} {
		if got := fileName(given); got != want {
			t.Errorf("%q is kept as %q, want %q", given, got, want)
		}
	}
}

func TestTheLastDocumentStays(t *testing.T) {
	s := own(t, fstest.MapFS{"tea.txt": text("About tea.")})
	if _, err := s.Remove(ctx, "tea", nil); !errors.Is(err, ErrLast) || s.text("tea") == "" {
		t.Errorf("got %v", err)
	}
	if _, err := s.Remove(ctx, "none", nil); !errors.Is(err, ErrUnknownDocument) {
		t.Errorf("got %v", err)
	}
}

func TestWhatBreaksOffLeavesTheOldIndex(t *testing.T) {
	s := own(t, fstest.MapFS{"tea.txt": text("About tea.")})
	old := s.index
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := s.Add(stopped, File{"ships.txt", []byte("About ships.")}, nil); !errors.Is(err, context.Canceled) || s.index != old {
		t.Errorf("got %v", err)
	}
	if again, _ := open(t, s.cfg); again.Manifest().Name != old.Manifest().Name {
		t.Error("what was not added is served by the next start")
	}
}

func TestOneChangeAtATime(t *testing.T) {
	s := own(t, fstest.MapFS{"tea.txt": text("About tea.")})
	s.turn <- struct{}{}
	if _, err := s.Refresh(ctx, nil); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v", err)
	}
	<-s.turn
	unlock, err := lock(s.cfg.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, err := s.Refresh(ctx, nil); !errors.Is(err, ErrBusy) {
		t.Errorf("while another process refreshes: %v", err)
	}
}

// page answers every source with one document.
func page(data string, failed error) func(*Config) {
	return func(cfg *Config) {
		cfg.Web = func() (Fetch, func()) {
			return func(_ context.Context, s corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
				f := corpus.Fetched{URL: s.URL, Outcome: corpus.FetchedNew, Data: []byte(data), Extension: ".txt"}
				if failed != nil {
					f = corpus.Fetched{URL: s.URL, Outcome: corpus.FetchedNothing, Err: failed}
				}
				report(f)
				return nil
			}, func() {}
		}
	}
}

func TestAnAddressIsAddedAsASource(t *testing.T) {
	const url, id = "https://example.org/tea?a=1", "example-org-tea-a-1"
	s := own(t, fstest.MapFS{"ships.txt": text("About ships.")}, page("The tea tax is two pounds.", nil))
	change, err := s.AddSource(ctx, url, nil)
	if err != nil || !cmp.Equal(change.Added, []string{id}) {
		t.Fatalf("added %v, %v", change.Added, err)
	}
	list, err := os.ReadFile(filepath.Join(s.cfg.Added, corpus.SourcesFile))
	if sources, bad := corpus.ParseSources(list); err != nil || bad != nil || len(sources) != 1 || sources[0].Limit != 1 || sources[0].AllowPrivate {
		t.Errorf("the list is %s (%v, %v)", list, err, bad)
	}
	if _, err := s.AddSource(ctx, url, nil); !errors.Is(err, ErrKnown) {
		t.Errorf("twice: %v", err)
	}
	if _, err := s.Remove(ctx, id, nil); err != nil || s.text(id) != "" {
		t.Fatalf("removed: %v", err)
	}
	if _, err := s.AddSource(ctx, url, nil); err != nil || s.text(id) == "" {
		t.Errorf("it does not come back: %v", err)
	}
}

func TestAnAddressThatHasNoDocumentIsNotAdded(t *testing.T) {
	private := errors.New("leads to a private network")
	for name, test := range map[string]struct {
		url    string
		change func(*Config)
	}{
		"when it may not be asked": {"http://127.0.0.1/", page("", private)},
		"when it is empty":         {"https://example.org/empty", page(" ", nil)},
		"when it is no address":    {"javascript:alert(1)", page("text", nil)},
		"when it holds lines":      {"https://example.org/\n  - url: https://example.com", page("text", nil)},
		"when it has a password":   {"https://a:b@example.org/", page("text", nil)},
	} {
		t.Run(name, func(t *testing.T) {
			s := own(t, fstest.MapFS{"ships.txt": text("About ships.")}, test.change)
			_, err := s.AddSource(ctx, test.url, nil)
			var problem corpus.Problem
			if !errors.As(err, &problem) || strings.Contains(err.Error(), "a:b@") {
				t.Errorf("got %v", err)
			}
			if _, err := os.Stat(filepath.Join(s.cfg.Added, corpus.SourcesFile)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("it was written (%v)", err)
			}
		})
	}
}

func TestTermsAreEditedOverTheFoldersGlossary(t *testing.T) {
	s := own(t, fstest.MapFS{
		"tea.txt":      text("About tea."),
		"glossary.tsv": text("MIIT; Ministry of Industry\t工信部\nNDRC\t发改委\n"),
	})
	glossary := func() string { return s.index.Corpus().Glossary().String() }
	for _, step := range []struct {
		name, term, english, chinese, want string
	}{
		{"a new one is added", "", "CAC", "网信办；国家网信办", "CAC\t网信办；国家网信办\nMIIT; Ministry of Industry\t工信部\nNDRC\t发改委\n"},
		{"one of the folder is replaced", "MIIT", "MIIT; the Ministry", "工信部；工业和信息化部", "MIIT; the Ministry\t工信部；工业和信息化部\nCAC\t网信办；国家网信办\nNDRC\t发改委\n"},
		{"and gets other names", "工信部", "Industry Ministry", "工业部", "Industry Ministry\t工业部\nCAC\t网信办；国家网信办\nNDRC\t发改委\n"},
	} {
		if _, err := s.SetTerm(ctx, step.term, step.english, step.chinese); err != nil || glossary() != step.want {
			t.Errorf("%s: %v\n%s", step.name, err, glossary())
		}
	}
	for _, term := range []string{"ndrc", "网信办"} {
		if _, err := s.DropTerm(ctx, term); err != nil {
			t.Errorf("dropping %s: %v", term, err)
		}
	}
	if want := "Industry Ministry\t工业部\n"; glossary() != want {
		t.Errorf("what is left: %s", glossary())
	}
	if again, _ := open(t, s.cfg); again.Corpus().Glossary().String() != glossary() {
		t.Errorf("a new start has %s", again.Corpus().Glossary())
	}
	if _, err := s.DropTerm(ctx, "NDRC"); !errors.Is(err, ErrUnknownTerm) {
		t.Errorf("what is not there: %v", err)
	}
}

func TestATermThatIsNoneIsNotKept(t *testing.T) {
	s := own(t, fstest.MapFS{"tea.txt": text("About tea.")})
	for name, side := range map[string][2]string{
		"without English":  {" ; ", "茶"},
		"without Chinese":  {"tea", ""},
		"with a comment":   {"#", "茶"},
		"with long forms":  {strings.Repeat("a", 200), "茶"},
		"with many forms":  {strings.Repeat("a;", 3) + "b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r", "茶"},
		"without anything": {"", ""},
	} {
		var bad TermError
		if _, err := s.SetTerm(ctx, "", side[0], side[1]); !errors.As(err, &bad) || strings.Contains(err.Error(), "line 1") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.SetTerm(ctx, "", "tea\tx\n#without\tMIIT", "茶"); err != nil {
		t.Errorf("with tabs: %v", err)
	}
	if got := s.index.Corpus().Glossary().String(); got != "tea x #without MIIT\t茶\n" {
		t.Errorf("with tabs it is %q", got)
	}
}

func TestASuggestionWaitsUntilSomebodyDecides(t *testing.T) {
	s := own(t, fstest.MapFS{"tea.txt": text("About tea.")})
	key, err := s.Suggest(File{"../ships.txt", []byte("About ships.")})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Suggest(File{"other.txt", []byte("About ships.")}); again != key || err != nil {
		t.Errorf("the same twice is %q, %v", again, err)
	}
	if _, err := s.Suggest(File{"a.exe", nil}); !errors.Is(err, corpus.ErrFormat) {
		t.Errorf("what cannot be read: %v", err)
	}
	if ix, _ := open(t, s.cfg); len(ix.Corpus().Documents) != 1 {
		t.Error("what waits is served")
	}
	f, err := s.Suggested(key)
	if err != nil || f.Name != "ships.txt" || string(f.Data) != "About ships." {
		t.Errorf("it is %q, %v", f, err)
	}
	if err := s.Decide(key); err != nil {
		t.Error(err)
	}
	for _, gone := range []string{key, "../tea.txt", "", "*"} {
		if _, err := s.Suggested(gone); !errors.Is(err, ErrNotSuggested) {
			t.Errorf("%q: %v", gone, err)
		}
		if err := s.Decide(gone); !errors.Is(err, ErrNotSuggested) {
			t.Errorf("deciding %q: %v", gone, err)
		}
	}
	for i := range maxSuggested + 1 {
		_, err = s.Suggest(File{"a.txt", []byte(strings.Repeat("more ", i+1))})
	}
	if !errors.Is(err, ErrManySuggested) {
		t.Errorf("one too many: %v", err)
	}
}
