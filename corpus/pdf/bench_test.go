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
