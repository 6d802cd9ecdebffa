package html

import (
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
)

// read reads a page that is given as text.
func read(t *testing.T, source string) corpus.Content {
	t.Helper()
	c, err := Reader{}.Read(corpus.File{Data: []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func lines(c corpus.Content) string {
	var out []string
	for _, b := range c.Blocks {
		out = append(out, b.Text)
	}
	return strings.Join(out, "\n")
}

const sentence = "The board publishes the annual plan before the end of March, and the council approves it. "

// Each page would take minutes, or the stack, were any step quadratic or
// recursive.
func TestHostilePagesTakeTimeInProportion(t *testing.T) {
	const n = 100_000
	deep := func(open, closing string) string {
		return strings.Repeat(open, n) + sentence + strings.Repeat(closing, n)
	}
	for _, tc := range []struct{ name, source string }{
		{"divisions", deep("<div>", "</div>")},
		{"unclosed divisions", deep("<div class=content>", "")},
		{"spans", deep("<span>", "</span>")},
		{"unclosed bold", deep("<b>", "")},
		{"links within links", deep("<a href=x>", "</a>")},
		{"lists", deep("<ul><li>", "")},
		{"quotations", deep("<blockquote>", "</blockquote>")},
		{"layout tables", deep("<table><tr><td>", "")},
		{"tables with heads", deep("<table><tr><th>a<td>", "")},
		{"articles", deep("<article>", "</article>")},
		{"headings", deep("<h2>", "")},
		{"unknown elements", deep("<x-y>", "</x-y>")},
		{"paragraphs and buttons", sentence + deep("<p><button>", "")},
		{"closing tags of nothing", sentence + deep("</b>", "</div></p>")},
		{"closing tags of what is far above", "<b><section>" + deep("<div>", "</b>")},
		{"cells that span all", "<p>" + sentence + "</p><table>" + strings.Repeat("<tr><th rowspan=65000 colspan=65000>"+sentence[:60]+"<td>1", 3000)},
		{"many attributes", "<p " + strings.Repeat("class=a data-x=1 ", n*5) + ">" + sentence},
		{"a long style", "<p style='" + strings.Repeat("a:b;", n) + "'>" + sentence},
		{"many rules", "<style>" + strings.Repeat(".a,.b{display:none}", n) + "</style><p>" + sentence},
		{"many classes", "<p class='" + strings.Repeat("a ", n) + "'>" + sentence},
		{"many entities", "<p>" + sentence + strings.Repeat("&amp;&#x4e00;&", n)},
		{"many line breaks", "<p>" + sentence + strings.Repeat("<br>", n*5) + sentence},
		{"many metas", strings.Repeat("<meta name=pubdate content=2024-01-01>", n) + "<p>" + sentence},
		{"many first headings", strings.Repeat("<h1>Plan of the board</h1>", n) + "<p>" + sentence},
		{"a deep script", `<script type="application/ld+json">` + strings.Repeat("[", n) + "</script><p>" + sentence},
		{"markers within markers", sentence + deep("<span style='mso-list:Ignore'>", "</span>")},
		{"an unclosed comment", "<p>" + sentence + strings.Repeat("<!-- a ", n)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			start := time.Now()
			text := lines(read(t, tc.source))
			if !strings.Contains(text, strings.TrimSpace(sentence)) {
				t.Errorf("the text is lost: %.200q", text)
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
			if len(text) > 4*len(tc.source)+1000 {
				t.Errorf("%d bytes became %d", len(tc.source), len(text))
			}
		})
	}
}

func TestAPageOfTooManyElementsIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a gigabyte")
	}
	_, err := Reader{}.Read(corpus.File{Data: []byte(strings.Repeat("<p>", maxNodes+1))})
	if !errors.Is(err, errTooMany) {
		t.Errorf("err = %v", err)
	}
}
