package pdf

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/corpus"
)

// messy reads a document of the evaluation set as a corpus holds it.
func messy(t testing.TB, name string) (corpus.Content, *corpus.Document) {
	t.Helper()
	c, err := reader.Read(corpus.File{Data: messyFile(t, name)})
	if err != nil {
		t.Fatal(err)
	}
	d, err := corpus.NewDocument(name, c)
	if err != nil {
		t.Fatal(err)
	}
	return c, d
}

func messyFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(cmp.Or(os.Getenv("FOOTNOTE_EVAL"), "../../../shared/eval"), "messy", name))
	if err != nil {
		t.Skipf("no documents to read: %v; set FOOTNOTE_EVAL", err)
	}
	return data
}

func TestAnActOfManyPagesIsReadInOrder(t *testing.T) {
	c, d := messy(t, "EU_AI_Act.pdf")
	amendment := regexp.MustCompile(`^Amendment (\d{1,3}) `)
	next, last, covered := 0, 0, make(map[int]bool)
	for _, b := range c.Blocks {
		covered[b.Page.Number] = true
		if strings.Contains(b.Text, "\uFFFD") {
			t.Errorf("page %v: unreadable characters in %.60q", b.Page, b.Text)
		}
		if b.Kind == corpus.Heading && amendment.MatchString(b.Text) {
			if b.Page.Number < last {
				t.Errorf("%.40q of page %v stands behind page %d", b.Text, b.Page, last)
			}
			last = b.Page.Number
			next++
		}
	}
	if len(covered) != 349 {
		t.Errorf("%d pages have text, want all 349", len(covered))
	}
	if next < 760 {
		t.Errorf("%d amendments are headings, want nearly all 771", next)
	}
	titles := 0
	for _, b := range c.Blocks {
		if b.Text == "Amendment" {
			titles++
		}
	}
	if titles < 760 {
		t.Errorf("%d amendments have the titles of their columns, want nearly all 771", titles)
	}
	for _, want := range []struct {
		heading string
		page    int
	}{
		{"Article 3 – paragraph 1 – point 13", 115},
		{"Article 5 – paragraph 1 – point b a (new)", 132},
		{"Recital 2 a (new)", 4},
		{"Article 59 – paragraph 4", 269},
	} {
		i := strings.Index(d.Text, want.heading)
		if i < 0 || d.PageAt(i).Number != want.page {
			t.Errorf("%q is on page %v, want %d", want.heading, d.PageAt(max(i, 0)), want.page)
		}
	}
}

func TestCellsThatWrapAreReadByRows(t *testing.T) {
	c, _ := messy(t, "failure-after-repair.pdf")
	rows := make(map[int]int)
	for _, b := range c.Blocks {
		if b.Kind == corpus.Row && strings.Count(b.Text, " | ") == 1 {
			rows[b.Page.Number]++
		}
	}
	if rows[24] != 9 || rows[25] != 9 {
		t.Errorf("the tables of pages 24 and 25 have %d and %d rows, want 9 each", rows[24], rows[25])
	}
}

func TestTwoColumnsOfAPaperAreReadInOrder(t *testing.T) {
	_, d := messy(t, "multi-column-2p.pdf")
	at := 0
	for _, part := range []string{"Abstract", "1 Introduction", "Retrieval in", "2 Background", "3.1 Overview"} {
		i := strings.Index(d.Text[at:], part)
		if i < 0 {
			t.Fatalf("%q does not follow in its place", part)
		}
		at += i
	}
	if strings.Contains(d.Text, "imple-") || !strings.Contains(d.Text, "arXiv:2004.04906v3 [cs.CL]") {
		t.Error("a word is parted at the end of a line, or the line at the side is not read")
	}
}

func TestPagesHaveTheLabelsThatArePrintedOnThem(t *testing.T) {
	_, book := messy(t, "failure-after-repair.pdf")
	for _, want := range []struct{ heading, label string }{{"Contents", "2"}, {"What is cancer?\n", "4"}, {"How cancer spreads", "5"}} {
		if got := book.PageAt(strings.Index(book.Text, want.heading)); got.Label != want.label {
			t.Errorf("%q is on page %v, want %s", want.heading, got, want.label)
		}
	}
	if foot := regexp.MustCompile(`(?m)^\d+ Cancer Council$|Key questions \d+`); foot.MatchString(book.Text) {
		t.Errorf("the foot %q stands in the text", foot.FindString(book.Text))
	}
	_, policy := messy(t, "Risk Management Policy.pdf")
	if last := policy.Pages[len(policy.Pages)-1]; last.Number != 8 || last.Label != "8" {
		t.Errorf("the last page is %+v, want 8 with its label", last)
	}
}

func TestChineseInAFontThatTheFileDoesNotHoldIsRead(t *testing.T) {
	c, _ := messy(t, "SimFang-variant.pdf")
	text := []rune(c.Blocks[0].Text)
	if len(text) != 12 || text[0] != '全' || strings.ContainsFunc(string(text[:11]), func(r rune) bool { return !corpus.IsCJK(r) }) {
		t.Errorf("read as %q", c.Blocks[0].Text)
	}
}

func TestWhatHoldsNoTextIsReported(t *testing.T) {
	for name, test := range map[string]struct {
		noText bool
		says   string
	}{
		"small_ocr.pdf": {true, "no text layer: run `ocrmypdf INPUT OUTPUT`"},
		"password.pdf":  {false, "is locked by a password: save it without one (`qpdf"},
	} {
		_, err := reader.Read(corpus.File{Data: messyFile(t, name)})
		if err == nil || errors.Is(err, corpus.ErrNoText) != test.noText || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: the error is %v; want one that says %q", name, err, test.says)
		}
	}
}
