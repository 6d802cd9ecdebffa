package markdown

import (
	"strings"
	"testing"

	"footnote/corpus"
)

// BenchmarkRead reads a document of headings, paragraphs, a list and a table in
// each language, of about a megabyte.
func BenchmarkRead(b *testing.B) {
	for name, unit := range map[string]string{
		"english": "## Part\n\nThe *council* pays up to 30 pounds for [each tree](https://example.org).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n",
		"chinese": "## 部分\n\n市政府对每棵**新种**的树给予最高三十元的补贴，自五月起施行。\n\n- 第一项\n- 第二项\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n",
	} {
		b.Run(name, func(b *testing.B) {
			data := []byte(strings.Repeat(unit, 1<<20/len(unit)))
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := (Reader{}).Read(corpus.File{Data: data}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
