package html

import (
	"strings"
	"testing"

	"footnote/corpus"
)

// A page as sites make them: furniture, a document with the markup of a word
// processor, and a table.
func page1MB(text string) []byte {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=utf-8><title>Plan</title><style>.a{display:none}</style></head><body>")
	b.WriteString(strings.Repeat(`<ul class="mainNav"><li><a href="/a/b/c.html" target="_blank"><strong>Topics</strong></a></li></ul>`, 200))
	b.WriteString(`<div class="article"><h1>Plan</h1><div class="article-content">`)
	for b.Len() < 1<<20 {
		b.WriteString(`<p style="text-align: justify; text-indent: 2em;"><span style="font-family: SimSun; font-size: 16pt">` + text + "</span></p>\n")
		b.WriteString("<table><tr><td style='width:30%'>" + text + "</td><td>12</td></tr></table>\n")
	}
	b.WriteString("</div></div></body></html>")
	return []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	for _, bm := range []struct{ name, text string }{
		{"English", strings.Repeat(sentence, 4)},
		{"Chinese", zhSentence + zhMore + zhSentence},
	} {
		b.Run(bm.name, func(b *testing.B) {
			data := page1MB(bm.text)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Reader{}).Read(corpus.File{Data: data}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
