package corpus

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// BenchmarkReadText reads plain text of about a megabyte, broken into lines, in
// each language and, in Chinese, in the character set of older files.
func BenchmarkReadText(b *testing.B) {
	chinese := strings.Repeat("第一条 为了规范补贴，制定本办法。\n市政府对每棵新种的树给予最高三十元的补贴，\n自五月起施行。\n\n", 6000)
	old, err := simplifiedchinese.GB18030.NewEncoder().String(chinese)
	if err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{
		"english":          strings.Repeat("Article 1\n\nThe council pays up to 30 pounds for each tree that is planted in a\ngarden of the district, from May on.\n\n", 9000),
		"chinese":          chinese,
		"chinese, GB18030": old,
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := (TextReader{}).Read(File{Data: []byte(text)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
