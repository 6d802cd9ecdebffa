package html

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
)

// messy reads a page as it was found on the web, whose name begins so.
func messy(t *testing.T, prefix string) (*corpus.Document, error) {
	t.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv("FOOTNOTE_EVAL"), "../../../shared/eval"), "messy")
	found, err := filepath.Glob(filepath.Join(dir, prefix+"*"))
	if err != nil || len(found) != 1 {
		t.Skipf("no page %s… in %s; set FOOTNOTE_EVAL", prefix, dir)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	content, err := Reader{}.Read(corpus.File{Data: data, Charset: "iso-8859-1"})
	if err != nil {
		return nil, err
	}
	d, err := corpus.NewDocument(filepath.Base(found[0]), content)
	if err != nil {
		t.Fatal(err)
	}
	return d, nil
}

// What a person finds on these pages: their first and last words, how many
// articles or lines they have, and none of what surrounds them.
func TestPagesOfTheWebAreReadAsAPersonDoes(t *testing.T) {
	for _, tc := range []struct {
		prefix           string
		title            int // characters
		published        string
		first, last      string // of the text below the title
		articles         int
		characters       int // of the text below the title, without spaces
		number, inIssuer string
	}{
		{"05_", 38, "2026-04-20", "各幼儿园：", ".doc", 0, 4609, "", "教育局"},
		{"11_", 34, "2024-09-12", "穗府办规〔2024〕13号", "印发", 54, 9127, "穗府办规〔2024〕13号", ""},
		{"37_", 17, "2021-07-30", "（2021年", "同时废止。", 55, 6358, "", ""},
		{"people_", 17, "2019-06-15", "点击进入", "丁涛)", 0, 715, "", ""},
	} {
		t.Run(tc.prefix, func(t *testing.T) {
			d, err := messy(t, tc.prefix)
			if err != nil {
				t.Fatal(err)
			}
			body := strings.TrimSpace(strings.TrimPrefix(d.Text, d.Title))
			articles := 0
			for _, s := range d.Sections {
				if n := len(s.Heading); n > 0 && strings.HasPrefix(s.Heading[n-1], "第") && strings.HasSuffix(s.Heading[n-1], "条") {
					articles++
				}
			}
			if n := len([]rune(d.Title)); n != tc.title {
				t.Errorf("the title has %d characters: %s", n, d.Title)
			}
			if d.Published.String() != tc.published || d.Number != tc.number || !strings.Contains(d.Issuer, tc.inIssuer) {
				t.Errorf("published %s, number %q, issuer %q", d.Published, d.Number, d.Issuer)
			}
			if !strings.HasPrefix(body, tc.first) || !strings.HasSuffix(body, tc.last) {
				t.Errorf("the text begins %.60q and ends %q", body, body[len(body)-60:])
			}
			if articles != tc.articles {
				t.Errorf("%d articles, want %d", articles, tc.articles)
			}
			if n := len([]rune(strings.Join(strings.Fields(body), ""))); n != tc.characters {
				t.Errorf("%d characters, want %d", n, tc.characters)
			}
			for _, furniture := range []string{"ICP备", "网站标识码", "分享", "浏览", "扫一扫", "相关新闻", "字体", "当前位置"} {
				if strings.Contains(d.Text, furniture) {
					t.Errorf("the text has %s", furniture)
				}
			}
			if d.Language != "zh-Hans" || d.Encoding != "UTF-8" {
				t.Errorf("language %s, encoding %s", d.Language, d.Encoding)
			}
		})
	}
}

func TestAFeedOfTheWebIsReported(t *testing.T) {
	if _, err := messy(t, "gb_w3cn"); err == nil || !strings.Contains(err.Error(), "is a feed") {
		t.Errorf("err = %v", err)
	}
}
