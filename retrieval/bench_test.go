package retrieval_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
	"footnote/retrieval/chromem"
)

// The synthetic library of the benchmarks, always the same, is in documents of
// 50 articles. An article is ten sentences of 20 words, which make one passage,
// drawn by Zipf's law as Mandelbrot extended it (exponent 1.1, offset 5) from
// 50 000 words. The 100 most frequent are function words of English, which make
// up 44 % of a text; the others have two to five syllables. Titles and headings
// are of those alone.
const (
	articles  = 50
	sentences = 10
	words     = 20
)

const functionWords = `the of and to in a is that for it as with was on be by at he this are or his from have an they
which one you were all her she there would their we him been has when who will no more if out so what up said its about
than into them can only other time new some could these two may first then do any like my now over such our man me even
most made after also did many off before must well back through years much where your way down should because long each
just those people too`

type author struct {
	random *rand.Rand
	zipf   *rand.Zipf
	words  []string // the function words first
	empty  map[string]bool
}

func newAuthor() *author {
	random := rand.New(rand.NewPCG(7, 7))
	a := &author{random, rand.NewZipf(random, 1.1, 5, 49_999), strings.Fields(functionWords)[:100], make(map[string]bool)}
	for _, w := range a.words {
		a.empty[w] = true
	}
	for len(a.words) < 50_000 {
		var b strings.Builder
		for range 2 + random.IntN(4) {
			b.WriteByte("bcdfghklmnprstvw"[random.IntN(16)])
			b.WriteByte("aeiou"[random.IntN(5)])
		}
		a.words = append(a.words, b.String())
	}
	return a
}

func (a *author) word() string { return a.words[a.zipf.Uint64()] }

// text returns n words as they come in a text.
func (a *author) text(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = a.word()
	}
	return strings.Join(words, " ")
}

// name returns n words that are no function words.
func (a *author) name(n int) string {
	var words []string
	for len(words) < n {
		if w := a.word(); !a.empty[w] {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// question returns n different words of a passage that are no function words,
// each as likely as any other.
func (a *author) question(passage string, n int) string {
	var words []string
	for w := range strings.FieldsSeq(passage) {
		if w = strings.ToLower(strings.Trim(w, ".")); !a.empty[w] && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	a.random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return strings.Join(words[:n], " ")
}

func (a *author) document(number int) *corpus.Document {
	d := &corpus.Document{Path: fmt.Sprintf("%d.txt", number), Meta: corpus.Meta{
		ID: fmt.Sprintf("rules-%d", number), Title: "Rules on " + a.name(3), Issuer: "Ministry of " + a.name(1),
		Kind: corpus.KindRule, Language: "en", Published: corpus.Date{Year: 2000 + number%25},
	}}
	var text strings.Builder
	for i := range articles {
		s := corpus.Section{Heading: []string{fmt.Sprintf("Article %d: %s", i+1, a.name(2))}, Start: text.Len()}
		fmt.Fprintf(&text, "%s\n\n", s.Heading[0])
		s.Body = text.Len()
		for range sentences {
			text.WriteString("The " + a.text(words-1) + ". ")
		}
		text.WriteString("\n\n")
		s.End = text.Len()
		d.Sections = append(d.Sections, s)
	}
	d.Text = text.String()
	return d
}

func synthetic(passages int) *corpus.Corpus {
	a := newAuthor()
	documents := make([]*corpus.Document, passages/articles)
	for i := range documents {
		documents[i] = a.document(i)
	}
	c, _ := corpus.New(documents)
	return c
}

// hashing embeds a text in 384 dimensions by the hashes of its words, which
// takes little of the time that is measured.
type hashing struct{}

func (hashing) Family() string                                                      { return "hashing" }
func (hashing) ID() string                                                          { return "hashing" }
func (hashing) Dimensions() int                                                     { return 384 }
func (hashing) MarshalBinary() ([]byte, error)                                      { return nil, nil }
func (h hashing) Restore([]byte) (retrieval.Embedder, error)                        { return h, nil }
func (h hashing) Fit(context.Context, []retrieval.Text) (retrieval.Embedder, error) { return h, nil }

func (h hashing) EmbedPassages(_ context.Context, texts []retrieval.Text) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		v := make([]float32, h.Dimensions())
		for word := range strings.FieldsSeq(text.String()) {
			sum := fnv.New32a()
			io.WriteString(sum, word)
			n := sum.Sum32()
			v[n>>1%uint32(len(v))] += float32(n&1)*2 - 1
		}
		squares := 0.0
		for _, x := range v {
			squares += float64(x * x)
		}
		for j := range v {
			v[j] /= float32(math.Sqrt(squares))
		}
		vectors[i] = v
	}
	return vectors, nil
}

func (h hashing) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := h.EmbedPassages(ctx, []retrieval.Text{{Body: text}})
	return vectors[0], err
}

func buildSynthetic(b *testing.B, c *corpus.Corpus) *retrieval.Index {
	ix, err := retrieval.Build(ctx, c, retrieval.Options{Embedding: hashing{}, NewStore: chromem.New, Now: time.Unix(1, 0)})
	if err != nil {
		b.Fatal(err)
	}
	return ix
}

// BenchmarkBuild indexes 10 000 passages.
func BenchmarkBuild(b *testing.B) {
	const n = 10_000
	c := synthetic(n)
	b.ReportAllocs()
	for b.Loop() {
		buildSynthetic(b, c)
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}

// BenchmarkLibrary makes a snapshot of 100 000 passages (5000 with -short),
// opens it, and searches it.
//
//	go test -run '^$' -bench Library footnote/retrieval
func BenchmarkLibrary(b *testing.B) {
	n := 100_000
	if testing.Short() {
		n = 5000
	}
	path := filepath.Join(b.TempDir(), "snapshot")
	save(b, n, path)
	b.Run("open", func(b *testing.B) { benchmarkOpen(b, path) })
	ix := open(b, path)
	b.Run("search/dense/1 callers", func(b *testing.B) { benchmarkSearch(b, ix, retrieval.Dense, 1) })
	for _, mode := range []retrieval.Mode{retrieval.Lexical, retrieval.Hybrid} {
		for _, callers := range []int{1, 8, 64} {
			b.Run(fmt.Sprintf("search/%s/%d callers", mode, callers), func(b *testing.B) { benchmarkSearch(b, ix, mode, callers) })
		}
	}
}

func save(b *testing.B, n int, path string) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := buildSynthetic(b, synthetic(n)).WriteTo(f); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

func open(b *testing.B, path string) *retrieval.Index {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	ix, err := retrieval.Restore(ctx, f, info.Size(), hashing{}, chromem.New)
	if err != nil {
		b.Fatal(err)
	}
	return ix
}

// benchmarkOpen compares, in turns, opening a snapshot with reading the file
// mebibyte by mebibyte into one buffer with a CRC-32C over it: x/read, by
// shortest times. And it compares the memory that the index takes with that of
// its text, vectors and postings: x/heap and, as the system counts it, x/resident.
func benchmarkOpen(b *testing.B, path string) {
	opening, reading := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for b.Loop() {
		debug.FreeOSMemory() // what the last round opened
		start := time.Now()
		open(b, path)
		opened := time.Now()
		size := readAndSum(b, path)
		opening, reading = min(opening, opened.Sub(start)), min(reading, time.Since(opened))
		b.SetBytes(size)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ms(opening), "ms/open")
	b.ReportMetric(ms(reading), "ms/read")
	b.ReportMetric(float64(opening)/float64(reading), "x/read")

	heap, resident := memory(b)
	ix := open(b, path)
	heapAfter, residentAfter := memory(b)
	runtime.KeepAlive(ix)
	payload := float64(payload(b, path))
	b.ReportMetric(float64(heapAfter-heap)/payload, "x/heap")
	b.ReportMetric(float64(residentAfter-resident)/payload, "x/resident")
}

func readAndSum(b *testing.B, path string) int64 {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.CopyBuffer(struct{ io.Writer }{sum}, struct{ io.Reader }{f}, make([]byte, 1<<20))
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// memory returns the bytes in use by the heap, and resident, where Linux says.
func memory(b *testing.B) (heap, resident int64) {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if _, after, ok := strings.Cut(string(status), "VmRSS:"); ok {
			fmt.Sscan(after, &resident)
		}
	}
	return int64(m.HeapInuse), resident << 10
}

// payload adds up the parts of a snapshot that hold text, postings and vectors.
func payload(b *testing.B, path string) (size uint64) {
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	for _, part := range []int{2, 3, 5} {
		size += binary.LittleEndian.Uint64(data[16+8*part:])
	}
	return size
}

// benchmarkSearch asks 200 questions, each of eight words of a passage, from a
// number of goroutines. The metric postings/search is how many passages hold the
// terms of a question, added up, by the average.
func benchmarkSearch(b *testing.B, ix *retrieval.Index, mode retrieval.Mode, callers int) {
	a := newAuthor()
	questions, postings := make([]string, 200), 0
	for i := range questions {
		p := ix.Passages()[a.random.IntN(len(ix.Passages()))]
		d, _ := ix.Corpus().Document(p.Document)
		questions[i] = a.question(d.Text[p.Sentences[0].Start:p.End], 8)
		for _, t := range analysis.Terms(questions[i]) {
			postings += ix.Frequency(t)
		}
	}
	b.ReportAllocs()
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range callers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < b.N; i = int(next.Add(1)) - 1 {
				start := time.Now()
				if _, _, err := ix.Search(ctx, retrieval.Query{Text: questions[i%len(questions)], Mode: mode}); err != nil {
					b.Error(err)
				}
				took[i] = time.Since(start)
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(postings)/float64(len(questions)), "postings/search")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "searches/s")
	b.ReportMetric(ms(took[len(took)/2]), "ms-p50")
	b.ReportMetric(ms(took[len(took)*95/100]), "ms-p95")
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
