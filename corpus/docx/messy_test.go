package docx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/corpus"
)

// messy reads a file of documents as people have them.
func messy(t testing.TB, name string) []byte {
	t.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv("FOOTNOTE_EVAL"), "../../../shared/eval"), "messy")
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Skipf("no messy files to read: %v; set FOOTNOTE_EVAL", err)
	}
	return data
}

var (
	contentsPart = regexp.MustCompile(`(?s)<w:sdt>.*?</w:sdt>`)
	textPart     = regexp.MustCompile(`<w:t(?: [^>]*)?>([^<]*)</w:t>`)
)

// written returns the texts of the runs of a document without looking at what
// they are part of, but for the table of contents.
func written(t *testing.T, data []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	source, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range textPart.FindAllSubmatch(contentsPart.ReplaceAll(source, nil), -1) {
		out = append(out, strings.Join(strings.Fields(corpus.Normalize(html.UnescapeString(string(m[1])))), " "))
	}
	return out
}

func TestMessyDocumentsAreReadWhole(t *testing.T) {
	for _, tc := range []struct {
		name, title      string
		runs             int // at least
		headings, rows   int
		numbered, parent string // a heading and what it stands below, by their numbers
	}{
		{"govdocs_014760.docx", "APPENDIX B STANDARDS", 800, 2, 96, "", ""},
		{"政策信息发布平台共性需求.docx", "政策信息发布平台共性需求", 190, 23, 1, "3.2. ", "3. "},
	} {
		t.Run(tc.name, func(t *testing.T) {
			data := messy(t, tc.name)
			content, err := Reader{}.Read(corpus.File{Data: data})
			if err != nil {
				t.Fatal(err)
			}
			d, err := corpus.NewDocument(tc.name, content)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(d.Title, tc.title) {
				t.Errorf("the title is %q", d.Title)
			}
			if runs := written(t, data); len(runs) < tc.runs {
				t.Errorf("only %d runs to look for", len(runs))
			} else {
				inOrder(t, d.Text, runs)
			}
			kinds := make(map[corpus.BlockKind]int)
			for _, b := range content.Blocks {
				kinds[b.Kind]++
			}
			if kinds[corpus.Heading] != tc.headings || kinds[corpus.Row] != tc.rows {
				t.Errorf("%d headings and %d rows, not %d and %d", kinds[corpus.Heading], kinds[corpus.Row], tc.headings, tc.rows)
			}
			if tc.numbered != "" && !stands(d, tc.numbered, tc.parent) {
				t.Errorf("no heading %q below %q", tc.numbered, tc.parent)
			}
		})
	}
}

func inOrder(t *testing.T, text string, runs []string) {
	t.Helper()
	text = strings.Join(strings.Fields(text), " ")
	last := 0
	for _, run := range runs {
		at := strings.Index(text[last:], run)
		if at < 0 {
			t.Errorf("%q is not there, or not in its place", run)
			continue
		}
		last += at + len(run)
	}
}

func stands(d *corpus.Document, numbered, parent string) bool {
	for _, s := range d.Sections {
		n := len(s.Heading)
		if n > 1 && strings.HasPrefix(s.Heading[n-1], numbered) && strings.HasPrefix(s.Heading[n-2], parent) {
			return true
		}
	}
	return false
}

// BenchmarkRead reads a document of a hundred times the paragraphs and tables
// of one that people have; the bytes are those of its unpacked main part.
func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	for range 2000 {
		body.WriteString(styled("H1", "总则") + item(1, 1, "为了规范管理，制定本办法。") + p("The ministry shall publish a list of the projects that it supports."))
		body.WriteString(tbl(tr(tc("", "Province"), tc("", "Sum")), tr(tc("", "Shanghai"), tc("", "30"))))
	}
	parts := document(body.String())
	parts["word/numbering.xml"] = wrap("numbering", abstract(0, lvl(1, "decimal", "%2.", ""))+num(1, 0, ""))
	data := pack(b, parts)
	b.SetBytes(int64(body.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Reader{}).Read(corpus.File{Data: data}); err != nil {
			b.Fatal(err)
		}
	}
}
