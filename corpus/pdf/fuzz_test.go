package pdf

import (
	"fmt"
	"strings"
	"testing"

	"footnote/corpus"
)

func FuzzReading(f *testing.F) {
	whole := draft{pages: []string{prose(700, "The authority decides.") + column(song12, 72, 600, "许可", "管理"), image}}.bytes()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("%PDF-1.7\ntrailer << /Root 1 0 R >>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := reader.Read(corpus.File{Data: data})
		if err != nil {
			return
		}
		if len(c.Blocks) == 0 {
			t.Error("neither text nor an error")
		}
		for i, b := range c.Blocks {
			if b.Text == "" || b.Page.Number < 1 || i == 0 && b.Joins {
				t.Errorf("block %d is %+v", i, b)
			}
		}
	})
}

// FuzzReadingOrder sets words anywhere on two pages: each is read once.
func FuzzReadingOrder(f *testing.F) {
	f.Add([]byte("\x10\x10\x10\x20\x10\x10\x30\x10\x10\x10\x20\x11"))
	f.Add([]byte(strings.Repeat("\x05\x80\x0a\x90\x80\x0a\x05\x90\x0a\x90\x91\x0a", 20)))
	f.Fuzz(func(t *testing.T, data []byte) {
		sheets := []sheet{{number: 1, box: rect{0, 0, 512, 512}}, {number: 2, box: rect{0, 0, 512, 512}}}
		parts := make([][]fragment, 2)
		var glyphs [2][]glyph
		n := 0
		for ; len(data) >= 3 && n < 500; data, n = data[3:], n+1 {
			x, y, size := 2*float64(data[0]), 2*float64(data[1]), 4+float64(data[2]%16)
			glyphs[n%2] = append(glyphs[n%2], glyph{
				text: fmt.Sprintf("w%03dx", n), box: rect{x, y - size/4, x + 3*size, y + size}, base: y, size: size,
				font: &font{bold: data[2]&0x20 != 0}, after: between(data[2] >> 6 % 3),
			})
		}
		for i := range parts {
			parts[i] = fragments(glyphs[i])
		}
		var text strings.Builder
		for _, b := range assemble(t.Context(), sheets, parts, make([][]fragment, 2)) {
			text.WriteString(b.Text + "\n")
		}
		for i := range n {
			if word := fmt.Sprintf("w%03dx", i); strings.Count(text.String(), word) != 1 {
				t.Fatalf("%s is read %d times in\n%s", word, strings.Count(text.String(), word), text.String())
			}
		}
	})
}
