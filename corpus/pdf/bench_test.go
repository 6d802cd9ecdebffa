package pdf

import (
	"fmt"
	"testing"

	"footnote/corpus"
)

func benchmarkRead(b *testing.B, data []byte, pages int) {
	if _, err := reader.Read(corpus.File{Data: data}); err != nil { // compiles the library
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := reader.Read(corpus.File{Data: data}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkAHundredPages(b *testing.B) {
	var d draft
	for i := range 100 {
		page := at(bold10, 72, 780, fmt.Sprintf("Section %d", i))
		for k := range 45 {
			page += prose(760-14*float64(k), fmt.Sprintf("Line %d of the page says what the authority shall do when it has decided.", k))
		}
		d.pages = append(d.pages, page)
	}
	benchmarkRead(b, d.bytes(), 100)
}

func BenchmarkAnAct(b *testing.B) { benchmarkRead(b, messyFile(b, "EU_AI_Act.pdf"), 349) }

func BenchmarkABrokenBooklet(b *testing.B) {
	benchmarkRead(b, messyFile(b, "failure-after-repair.pdf"), 76)
}

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
