package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

// folder makes a real folder of files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, fsys fs.FS) (ids []string, problems []corpus.Problem) {
	t.Helper()
	c, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers})
	if err != nil {
		t.Fatal(err, problems)
	}
	for _, d := range c.Documents {
		ids = append(ids, d.ID)
	}
	return ids, problems
}

func TestAFolderThatMayNotBeReadIsNamed(t *testing.T) {
	fsys := lockedFolder{fstest.MapFS{"a/x.txt": {Data: []byte("Text.")}, "b/y.txt": {Data: []byte("Text.")}}}
	ids, problems := load(t, fsys)
	if len(ids) != 1 || len(problems) != 1 || problems[0].Path != "a" || !errors.Is(problems[0], fs.ErrPermission) {
		t.Errorf("served %v, problems %v", ids, problems)
	}
}

type lockedFolder struct{ fstest.MapFS }

func (f lockedFolder) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "a" {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.ReadDir(name)
}

func TestIDsComeFromPathsOfAnyScript(t *testing.T) {
	ids, problems := load(t, fstest.MapFS{
		"政策/公租房 办法（2024）.txt": {Data: []byte("第一条 为了规范，制定本办法。")},
		"Notes.EN.md":         {Data: []byte("Text.")},
		"!!!.txt":             {Data: []byte("Text.")},
	})
	if diff := cmp.Diff([]string{"document-212121", "notes-en", "政策-公租房-办法-2024"}, ids); diff != "" || len(problems) > 0 {
		t.Error(diff, problems)
	}
}

func TestSidecars(t *testing.T) {
	fsys := fstest.MapFS{
		"a.txt":           {Data: []byte("---\nkind: notice\nissuer: City\n---\nText.")},
		"a.meta.yaml":     {Data: []byte("kind: Law\nsupersedes: b\npublished: 2024-03-05\n")},
		"b.md":            {Data: []byte("Text.")},
		"c.md":            {Data: []byte("Text.")},
		"c.meta.yaml":     {Data: []byte("title: t\nstatus: gone\n")},
		"lost.meta.yaml":  {Data: []byte("title: t\n")},
		"sources.yaml":    {Data: []byte("not: read")},
		"names.tsv":       {Data: []byte("not\tread")},
		"_drafts/x.md":    {Data: []byte("Text.")},
		".git/x.md":       {Data: []byte("Text.")},
		"_old.md":         {Data: []byte("Text.")},
		"readme.txt":      {Data: []byte("Text.")},
		"questions.jsonl": {Data: []byte("{}")},
	}
	c, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers})
	if err != nil {
		t.Fatal(err)
	}
	d, _ := c.Document("a")
	if d.Kind != corpus.KindLaw || d.Issuer != "City" || d.Published.String() != "2024-03-05" || len(d.Supersedes) != 1 {
		t.Errorf("the sidecar states law, 2024-03-05 and b, the file City: %+v", d.Meta)
	}
	if len(c.Documents) != 2 || len(problems) != 2 {
		t.Fatalf("%d documents, problems %v", len(c.Documents), problems)
	}
	if got := problems[0].Error(); !strings.Contains(got, "c.md: c.meta.yaml beside it: line 2: status: \"gone\" is unknown; write one of in-force") {
		t.Error(got)
	}
	if got := problems[1].Error(); !strings.Contains(got, "lost.meta.yaml: describes no document") || !strings.Contains(got, ".md, .txt") {
		t.Error(got)
	}
}

func TestASidecarMayHaveTheWholeNameOfItsFile(t *testing.T) {
	fsys := fstest.MapFS{
		"a.txt":           {Data: []byte("Text.")},
		"a.txt.meta.yaml": {Data: []byte("issuer: Whole")},
		"b.txt":           {Data: []byte("Text of b, as plain text.")},
		"b.md":            {Data: []byte("Text of b, marked down.")},
		"b.txt.meta.yaml": {Data: []byte("id: b-plain\nissuer: Whole")},
		"b.meta.yaml":     {Data: []byte("issuer: Shared")},
		"c.txt":           {Data: []byte("Text of c.")},
		"c.txt.meta.yaml": {Data: []byte("issuer: Whole")},
		"c.meta.yaml":     {Data: []byte("issuer: Shared")},
	}
	c, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, d := range c.Documents {
		got[d.Path] = d.Issuer
	}
	if diff := cmp.Diff(map[string]string{"a.txt": "Whole", "b.txt": "Whole", "b.md": "Shared", "c.txt": "Whole"}, got); diff != "" {
		t.Error(diff)
	}
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), "c.meta.yaml: is not used") {
		t.Error(problems)
	}
}

func TestDocumentsOfOtherFormatsAreNamedWithTheRemedy(t *testing.T) {
	fsys := fstest.MapFS{"a.txt": {Data: []byte("Text.")}}
	for _, name := range []string{"old/Fees.DOC", "prices.xlsx", "ferry.odt", "book.epub", "通知.wps",
		"map.png", "all.zip", "_old.doc", ".x.doc", "README.doc", "~$fees.doc", "_drafts/b.doc", "Makefile"} {
		fsys[name] = &fstest.MapFile{Data: []byte("x")}
	}
	_, problems := load(t, fsys)
	var got []string
	for _, p := range problems {
		got = append(got, p.Error())
	}
	want := []string{
		"book.epub: is an e-book, which is not read; save it as .pdf",
		"ferry.odt: is an OpenDocument text, which is not read; save it as .docx",
		"old/Fees.DOC: is an old Word file, which is not read; save it as .docx",
		"prices.xlsx: is an Excel file, which is not read; save it as .csv, each sheet on its own",
		"通知.wps: is a WPS text, which is not read; save it as .docx",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAFileThatGrowsWhileItIsReadIsBounded(t *testing.T) {
	fsys := growing{fstest.MapFS{"a.txt": {Data: []byte("Text.")}, "b.txt": {Data: []byte("Text.")}}}
	_, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers, MaxBytes: 1000})
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0].Error(), "larger than 1000 bytes") {
		t.Errorf("%v %v", problems, err)
	}
}

func TestSizesAreWrittenAsLimitsAreStated(t *testing.T) {
	for n, want := range map[int64]string{64 << 20: "64 MiB", 1 << 30: "1024 MiB", 16 << 10: "16 KiB", 1<<20 + 1<<10: "1025 KiB", 1000: "1000 bytes", 0: "0 bytes"} {
		if got := corpus.Size(n); got != want {
			t.Errorf("%d is written %q, not %q", n, got, want)
		}
	}
}

// growing serves a file that says it is short and never ends.
type growing struct{ fstest.MapFS }

func (g growing) Open(name string) (fs.File, error) {
	f, err := g.MapFS.Open(name)
	if name == "a.txt" && err == nil {
		return endless{f}, nil
	}
	return f, err
}

type endless struct{ fs.File }

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

type readerFunc func(corpus.File) (corpus.Content, error)

func (f readerFunc) Read(file corpus.File) (corpus.Content, error) { return f(file) }

func TestAReaderThatPanicsIsAProblemOfItsFile(t *testing.T) {
	fsys := fstest.MapFS{"a.bad": {Data: []byte("x")}, "b.txt": {Data: []byte("Text.")}}
	bad := readerFunc(func(corpus.File) (corpus.Content, error) { panic("index out of range") })
	c, problems, err := corpus.Load(context.Background(), fsys,
		corpus.Options{Readers: map[string]corpus.Reader{".bad": bad, ".txt": corpus.TextReader{}}})
	if err != nil || len(c.Documents) != 1 || len(problems) != 1 || !strings.Contains(problems[0].Error(), "a.bad: cannot be read") {
		t.Errorf("%v %v", problems, err)
	}
}

func TestLoadReportsProgressAndStopsWhenAsked(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 50 {
		fsys[fmt.Sprintf("%02d.txt", i)] = &fstest.MapFile{Data: []byte("Text.")}
	}
	last := 0
	c, _, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers, Progress: func(done, total int) {
		if done != last+1 || total != 50 {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	}})
	if err != nil || last != 50 || c.Documents[49].ID != "49" {
		t.Errorf("last %d, %v", last, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := corpus.Load(ctx, fsys, corpus.Options{Readers: readers}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled load returned %v", err)
	}
}

func TestNothingToServeIsAnErrorWithTheProblems(t *testing.T) {
	_, problems, err := corpus.Load(context.Background(), fstest.MapFS{"a.md": {Data: []byte("%PDF-1.7")}}, corpus.Options{Readers: readers})
	if !errors.Is(err, corpus.ErrNoDocuments) || len(problems) != 1 || !strings.Contains(problems[0].Error(), "is a PDF file") {
		t.Errorf("%v %v", problems, err)
	}
	_, problems, err = corpus.Load(context.Background(), os.DirFS(filepath.Join(t.TempDir(), "nowhere")), corpus.Options{Readers: readers})
	if !errors.Is(err, corpus.ErrNoDocuments) || len(problems) != 1 || !errors.Is(problems[0], fs.ErrNotExist) {
		t.Errorf("%v %v", problems, err)
	}
}

func TestTheDigestIsOfTheDocumentsAndNotOfTheFolder(t *testing.T) {
	digest := func(files map[string]string) string {
		fsys := fstest.MapFS{}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		c, _, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers})
		if err != nil {
			t.Fatal(err)
		}
		return c.Digest()
	}
	const one, two = "---\nid: one\ntitle: One\n---\nText.", "---\nid: two\ntitle: Two\n---\nText."
	base := digest(map[string]string{"a.md": one, "b.md": two})
	if got := digest(map[string]string{"x/b.md": one, "a.md": two}); got != base {
		t.Error("the digest depends on where the files lie")
	}
	for _, other := range []string{
		strings.Replace(two, "Text", "Test", 1),
		strings.Replace(two, "title: Two", "title: Two\nstatus: repealed", 1),
		strings.Replace(two, "Text.", "# Text.", 1),
	} {
		if digest(map[string]string{"a.md": one, "b.md": other}) == base {
			t.Errorf("the digest does not see %q", other)
		}
	}
}
