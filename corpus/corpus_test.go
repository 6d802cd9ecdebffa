package corpus_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/corpus/policies"
)

var readers = map[string]corpus.Reader{".md": markdown.Reader{}, ".txt": corpus.TextReader{}}

// checkLaidEndToEnd is the property everything rests on: sections and passages
// laid end to end are the text, and sentences stand in order within passages.
func checkLaidEndToEnd(t *testing.T, d *corpus.Document) {
	t.Helper()
	at := 0
	for _, s := range d.Sections {
		if s.Start != at || s.Body < s.Start || s.End < s.Body {
			t.Fatalf("section %+v does not begin at %d", s, at)
		}
		at = s.End
	}
	if at != len(d.Text) {
		t.Fatalf("sections end at %d of %d", at, len(d.Text))
	}
	at = 0
	ids := make(map[string]bool)
	for _, p := range d.Passages() {
		if p.Start != at || p.End <= p.Start {
			t.Fatalf("passage %+v does not begin at %d", p, at)
		}
		if ids[p.ID] {
			t.Fatalf("passage ID %s twice", p.ID)
		}
		ids[p.ID] = true
		last := p.Start
		for _, s := range p.Sentences {
			text := d.Text[s.Start:s.End]
			if s.Start < last || s.End > p.End || text == "" || strings.TrimSpace(text) != text || !utf8.ValidString(text) {
				t.Fatalf("bad sentence %+v %q in %+v", s, text, p)
			}
			last = s.End
		}
		at = p.End
	}
	if at != len(d.Text) {
		t.Fatalf("passages end at %d of %d", at, len(d.Text))
	}
}

// checkNormal says whether the text is in the form that [corpus.Normalize]
// promises, so that a quotation can be compared with it.
func checkNormal(t *testing.T, d *corpus.Document) {
	t.Helper()
	if again := corpus.Normalize(d.Text); again != d.Text {
		t.Fatalf("the text is not normal: %q, then %q", d.Text, again)
	}
	for _, s := range d.Sections {
		if n := len(s.Heading); n > 0 && s.Heading[n-1] != d.Text[s.Start:s.Body] {
			t.Fatalf("heading %q stands as %q in the text", s.Heading, d.Text[s.Start:s.Body])
		}
	}
}

func TestDump(t *testing.T) {
	dir := os.Getenv("DUMP")
	if dir == "" {
		t.Skip("set DUMP to a folder to see its passages")
	}
	c, problems, err := corpus.Load(context.Background(), os.DirFS(dir), corpus.Options{Readers: readers})
	if err != nil {
		t.Fatal(err, problems)
	}
	for _, p := range problems {
		t.Log(p)
	}
	for _, d := range c.Documents {
		t.Logf("== %s | %s | %s | %s | %v | derived %v", d.ID, d.Title, d.Language, d.Encoding, d.Published, d.Derived)
		checkLaidEndToEnd(t, d)
		for _, p := range d.Passages() {
			t.Logf("-- %s %q", p.ID, p.Heading)
			for _, s := range p.Sentences {
				t.Logf("   %s", d.Text[s.Start:s.End])
			}
		}
	}
}

func TestShippedPoliciesAreWholeAndNamed(t *testing.T) {
	c, problems, err := corpus.Load(context.Background(), policies.FS, corpus.Options{Readers: readers})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for _, d := range c.Documents {
		checkLaidEndToEnd(t, d)
		if len(d.Derived) > 0 || d.Kind != corpus.KindBrief || d.BasedOn.Title == "" {
			t.Errorf("%s: derived %v, kind %q, based on %q", d.ID, d.Derived, d.Kind, d.BasedOn.Title)
		}
	}
}

// messy is the folder of foreign files to try readers on.
func messy(t *testing.T) string {
	t.Helper()
	root := os.Getenv("FOOTNOTE_EVAL")
	if root == "" {
		root = "../../shared/eval"
	}
	dir := filepath.Join(root, "messy")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no messy documents to read: %v; set FOOTNOTE_EVAL", err)
	}
	return dir
}

func TestMessyTextFilesAreRead(t *testing.T) {
	c, problems, err := corpus.Load(context.Background(), os.DirFS(messy(t)), corpus.Options{Readers: readers})
	if err != nil {
		t.Fatal(err, problems)
	}
	if len(problems) != 1 || !errors.Is(problems[0], corpus.ErrNoText) {
		t.Errorf("problems %v, want the scan that was not recognised", problems)
	}
	encodings := make(map[string]bool)
	for _, d := range c.Documents {
		checkLaidEndToEnd(t, d)
		encodings[d.Encoding] = true
		if strings.ContainsRune(d.Text, utf8.RuneError) {
			t.Errorf("%s was decoded wrongly", d.Path)
		}
	}
	if !encodings["GB18030"] || !encodings["UTF-8"] {
		t.Errorf("encodings found: %v", encodings)
	}
}

func TestBadFilesAreNamedAndTheOthersServed(t *testing.T) {
	fsys := fstest.MapFS{
		"good.txt":       {Data: []byte("A plain sentence about policy.")},
		"empty.md":       {Data: nil},
		"blank.md":       {Data: []byte("\n \u200b\n")},
		"binary.md":      {Data: []byte("\x7fELF\x00\x01\x02\x03\x00\x00\xff\xfe\x80")},
		"open.md":        {Data: []byte("---\ntitle: x\n\ntext")},
		"yaml.md":        {Data: []byte("---\ntitle: [x\n---\ntext")},
		"date.md":        {Data: []byte("---\npublished: tomorrow\n---\ntext")},
		"kind.md":        {Data: []byte("---\nkind: edict\n---\ntext")},
		"large.txt":      {Data: []byte(strings.Repeat("long ", 100))},
		"twice.md":       {Data: []byte("---\nid: good\n---\ntext of another")},
		"ignored.jsonl":  {Data: []byte("{}")},
		".hidden.md":     {Data: []byte("hidden")},
		"README.md":      {Data: []byte("about the folder")},
		"meta.txt":       {Data: []byte("text")},
		"meta.meta.yaml": {Data: []byte("status: [")},
		"dir.md/x.txt":   {Data: []byte("a file in a folder with a strange name")},
	}
	c, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers, MaxBytes: 200})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"empty.md": "empty", "blank.md": "no text", "binary.md": "not text", "open.md": "never ends", "yaml.md": "front matter",
		"date.md": "tomorrow", "kind.md": "edict", "large.txt": "larger than 200", "twice.md": "good.txt", "meta.txt": "meta.meta.yaml",
	}
	for _, p := range problems {
		if part, ok := want[p.Path]; !ok || !strings.Contains(p.Error(), part) {
			t.Errorf("unexpected problem: %v", p)
		}
		delete(want, p.Path)
	}
	if len(want) > 0 {
		t.Errorf("not reported: %v", want)
	}
	if len(c.Documents) != 2 {
		t.Errorf("served %d documents, want good.txt and dir.md/x.txt", len(c.Documents))
	}
}

func TestAFileThatVanishesOrMayNotBeReadIsNamed(t *testing.T) {
	fsys := brokenFS{fstest.MapFS{
		"good.txt": {Data: []byte("A plain sentence.")}, "gone.txt": {Data: []byte("x")}, "locked.txt": {Data: []byte("x")},
	}}
	c, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers})
	if err != nil || len(c.Documents) != 1 || len(problems) != 2 {
		t.Fatal(c, problems, err)
	}
	if !errors.Is(problems[0], fs.ErrNotExist) || !errors.Is(problems[1], fs.ErrPermission) {
		t.Errorf("problems: %v", problems)
	}
}

type brokenFS struct{ fstest.MapFS }

func (f brokenFS) Open(name string) (fs.File, error) {
	switch name {
	case "gone.txt":
		return nil, &fs.PathError{Op: "open", Path: "/secret/" + name, Err: fs.ErrNotExist}
	case "locked.txt":
		return nil, &fs.PathError{Op: "open", Path: "/secret/" + name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}

func TestAnEmptyFolderSaysWhatToPutThere(t *testing.T) {
	_, _, err := corpus.Load(context.Background(), fstest.MapFS{}, corpus.Options{Readers: readers})
	if !errors.Is(err, corpus.ErrNoDocuments) || !strings.Contains(err.Error(), ".md, .txt") {
		t.Error(err)
	}
}

func FuzzPassages(f *testing.F) {
	f.Add("# Title\n\nText. More text!\n\n- item\n- item two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", true)
	f.Add("第一章 总则\n第一条 为了规范。第二款；第三款。\n一、总体要求。坚持创新。\n（一）目标\n", false)
	f.Add(strings.Repeat("字", 3000)+strings.Repeat("word ", 900), false)
	f.Add("---\ntitle: t\n---\n<!-- x -->\n> quote\n\n```\ncode\n```\n", true)
	f.Fuzz(func(t *testing.T, text string, isMarkdown bool) {
		var r corpus.Reader = corpus.TextReader{}
		if isMarkdown {
			r = markdown.Reader{}
		}
		content, err := r.Read(corpus.File{Data: []byte(text)})
		if err != nil {
			return
		}
		d, err := corpus.NewDocument("x.md", content)
		if err != nil {
			return
		}
		checkLaidEndToEnd(t, d)
		checkNormal(t, d)
	})
}

func FuzzNormalize(f *testing.F) {
	f.Add("a\u200bb<!-- c --><!-<!-- -->- x -->\r\n\ufeff　\U000E0041")
	f.Fuzz(func(t *testing.T, s string) {
		once := corpus.Normalize(s)
		if twice := corpus.Normalize(once); twice != once {
			t.Fatalf("%q, then %q", once, twice)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\xb9\xfa\xce\xf1\xd4\xba"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, name, err := corpus.Decode(data)
		if err == nil && name == "" {
			t.Fatalf("%q was decoded by nothing", text)
		}
	})
}
