package retrieval_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

var ctx = context.Background()

var newStore = retrievaltest.NewExact

var files = fstest.MapFS{
	"tea.txt":   {Data: []byte("---\ntitle: Tea rules\nissuer: Ministry of Tea\nkind: rule\nnumber: Tea No. 7\neffective_from: 2020-01-01\n---\nTea growers may ask for a subsidy. The subsidy is paid in May.\n\nTea is taxed at 5 percent.")},
	"tea2.txt":  {Data: []byte("---\ntitle: New tea rules\nissuer: Ministry of Tea\nkind: rule\neffective_from: 2022-06-01\nsupersedes: [Tea No. 7]\n---\nTea growers may ask for a larger subsidy. Tea is taxed at 6 percent.")},
	"ships.txt": {Data: []byte("---\ntitle: Ships\nissuer: Port Office\nkind: notice\n---\nShips enter the harbour at high tide. Pilots are needed for large ships.")},
	"茶.txt":     {Data: []byte("---\ntitle: 茶叶办法\nissuer: 茶叶局\nkind: rule\n---\n茶农可以申请补贴。补贴在五月发放。")},
}

func load(t testing.TB, files fstest.MapFS) *corpus.Corpus {
	t.Helper()
	c, problems, err := corpus.Load(ctx, files, corpus.Options{Readers: map[string]corpus.Reader{".txt": corpus.TextReader{}}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return c
}

func build(t testing.TB, files fstest.MapFS, previous *retrieval.Index) *retrieval.Index {
	t.Helper()
	ix, err := retrieval.Build(ctx, load(t, files), retrieval.Options{
		Embedding: lsa.Embedding{}, NewStore: newStore, Previous: previous, Now: time.Unix(1, 0),
	})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func found(t *testing.T, ix *retrieval.Index, q retrieval.Query) []string {
	t.Helper()
	hits, _, err := ix.Search(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, h := range hits {
		ids = append(ids, h.Document.ID)
	}
	return ids
}

func TestSearch(t *testing.T) {
	ix := build(t, files, nil)
	for name, tc := range map[string]struct {
		query retrieval.Query
		first string
		want  int // hits, -1 for any
	}{
		"words find their passage":         {retrieval.Query{Text: "ships in the harbour"}, "ships", -1},
		"stems match":                      {retrieval.Query{Text: "larger subsidies", Mode: retrieval.Lexical}, "tea2", -1},
		"chinese finds chinese":            {retrieval.Query{Text: "茶农的补贴"}, "茶", -1},
		"the issuer is searched":           {retrieval.Query{Text: "Port Office"}, "ships", -1},
		"the number is searched":           {retrieval.Query{Text: "No. 7", Mode: retrieval.Lexical}, "tea", -1},
		"a document can be asked for":      {retrieval.Query{Text: "subsidy ships", Filter: retrieval.Filter{Documents: []string{"ships"}}}, "ships", 1},
		"several documents, too":           {retrieval.Query{Text: "tea ships subsidy", Filter: retrieval.Filter{Documents: []string{"ships", "tea2"}}}, "", 2},
		"an issuer without regard to case": {retrieval.Query{Text: "tea", Filter: retrieval.Filter{Issuer: "ministry of tea", AsOf: corpus.Date{Year: 2021}}}, "tea", 1},
		"a kind can be asked for":          {retrieval.Query{Text: "tea ships", Filter: retrieval.Filter{Kind: corpus.KindNotice}}, "ships", 1},
		"superseded texts are left out":    {retrieval.Query{Text: "tea tax", Filter: retrieval.Filter{AsOf: corpus.Date{Year: 2023}}}, "tea2", -1},
		"dense alone":                      {retrieval.Query{Text: "ships", Mode: retrieval.Dense}, "ships", -1},
		"n is the most":                    {retrieval.Query{Text: "tea ships subsidy", N: 1}, "", 1},
		"unknown words find nothing":       {retrieval.Query{Text: "zebra"}, "", 0},
		"stop words find nothing":          {retrieval.Query{Text: "what is it"}, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := found(t, ix, tc.query)
			if tc.want >= 0 && len(got) != tc.want || tc.first != "" && (len(got) == 0 || got[0] != tc.first) {
				t.Errorf("found %v, want %s first and %d in all", got, tc.first, tc.want)
			}
		})
	}
	if slices.Contains(found(t, ix, retrieval.Query{Text: "tea tax", Filter: retrieval.Filter{AsOf: corpus.Date{Year: 2023}}}), "tea") {
		t.Error("a superseded document was found")
	}
	if _, _, err := ix.Search(ctx, retrieval.Query{Text: "x", Mode: "fuzzy"}); err == nil {
		t.Error("an unknown mode is no error")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, _, err := ix.Search(cancelled, retrieval.Query{Text: "tea"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled search returns %v", err)
	}
}

func TestAtMostSoManyPassagesOfADocument(t *testing.T) {
	long := fstest.MapFS{"a.md.txt": {Data: []byte("A title here\n\nArticle 1\n\nTea one is here today.\n\nArticle 2\n\nTea two is here today.\n\nArticle 3\n\nTea three is here today.")},
		"b.txt": {Data: []byte("Another tea text stands here.")}}
	got := found(t, build(t, long, nil), retrieval.Query{Text: "tea", PerDocument: 1})
	if len(got) != 2 || got[0] == got[1] {
		t.Errorf("found %v", got)
	}
}

func TestUnchangedPassagesKeepTheirVectors(t *testing.T) {
	many := fstest.MapFS{}
	for i := range 30 {
		name := string(rune('a'+i%26)) + string(rune('a'+i/26)) + ".txt"
		many[name] = &fstest.MapFile{Data: []byte("The document " + name + " is about tea and about ships of every kind.")}
	}
	first := build(t, many, nil)
	if m := first.Manifest(); m.Embedded != 30 || m.Reused != 0 {
		t.Fatalf("first build: %+v", m)
	}
	many["new.txt"] = &fstest.MapFile{Data: []byte("A new text about harbours.")}
	second := build(t, many, first)
	if m := second.Manifest(); m.Embedded != 1 || m.Reused != 30 || m.Embedder != first.Manifest().Embedder {
		t.Errorf("second build: %+v", m)
	}
	if second.Manifest().Name == first.Manifest().Name {
		t.Error("another corpus has the same name")
	}
}

func snapshot(t testing.TB, ix *retrieval.Index) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := ix.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func restore(data []byte) (*retrieval.Index, error) {
	return retrieval.Restore(ctx, bytes.NewReader(data), int64(len(data)), lsa.Embedding{}, newStore)
}

func TestSnapshotComesBackTheSame(t *testing.T) {
	ix := build(t, files, nil)
	again, err := restore(snapshot(t, ix))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ix.Corpus().Documents, again.Corpus().Documents); diff != "" {
		t.Error(diff)
	}
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical, retrieval.Dense} {
		q := retrieval.Query{Text: "tea subsidy for growers 补贴", Mode: mode}
		a, _, _ := ix.Search(ctx, q)
		b, _, _ := again.Search(ctx, q)
		if diff := cmp.Diff(a, b); diff != "" || len(a) == 0 {
			t.Errorf("%s: %s", mode, diff)
		}
	}
}

// A badDisk fails to read what is behind some byte.
type badDisk struct {
	*bytes.Reader
	good int64
}

var errDisk = errors.New("the disk is broken")

func (d badDisk) ReadAt(b []byte, at int64) (int, error) {
	if at+int64(len(b)) > d.good {
		return 0, errDisk
	}
	return d.Reader.ReadAt(b, at)
}

func TestAFileThatCannotBeReadIsNotCalledDamaged(t *testing.T) {
	data := snapshot(t, build(t, files, nil))
	for _, good := range []int{0, 70, len(data) - 1} {
		disk := badDisk{bytes.NewReader(data), int64(good)}
		_, err := retrieval.Restore(ctx, disk, int64(len(data)), lsa.Embedding{}, newStore)
		if !errors.Is(err, errDisk) || errors.Is(err, retrieval.ErrDamagedSnapshot) {
			t.Errorf("unreadable from byte %d: %v", good, err)
		}
	}
}

func TestACancelledRestoreIsAnError(t *testing.T) {
	data := snapshot(t, build(t, files, nil))
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := retrieval.Restore(cancelled, bytes.NewReader(data), int64(len(data)), lsa.Embedding{}, newStore); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

func TestPartsLongerThanABlockComeBackAndAreChecked(t *testing.T) {
	long := fstest.MapFS{"long.txt": {Data: []byte(strings.Repeat("Tea growers may ask for a subsidy of any kind.\n\n", 25_000))}}
	ix := build(t, long, nil)
	data := snapshot(t, ix)
	again, err := restore(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ix.Passages(), again.Passages()); diff != "" {
		t.Error(diff)
	}
	at := bytes.LastIndex(data, []byte("any kind."))
	data[at] = 'A'
	if _, err := restore(data); !errors.Is(err, retrieval.ErrDamagedSnapshot) {
		t.Errorf("a change at byte %d: %v", at, err)
	}
}

func TestProgressIsReportedToItsEnd(t *testing.T) {
	ended := make(map[string]int)
	_, err := retrieval.Build(ctx, load(t, files), retrieval.Options{
		Embedding: fixed{[]float32{1, 0}}, NewStore: newStore,
		Progress: func(stage string, done, total int) {
			if done == total {
				ended[stage] = total
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"splitting": 4, "indexing": 4, "embedding": 4}, ended); diff != "" {
		t.Error(diff)
	}
}

func TestDamagedSnapshotsAreNoticed(t *testing.T) {
	data := snapshot(t, build(t, files, nil))
	for at := 0; at < len(data); at += 1 + len(data)/400 {
		flipped := bytes.Clone(data)
		flipped[at] ^= 0x10
		if _, err := restore(flipped); err == nil {
			t.Fatalf("byte %d of %d was changed and nobody noticed", at, len(data))
		}
		if _, err := restore(data[:at]); !errors.Is(err, retrieval.ErrDamagedSnapshot) {
			t.Fatalf("cut at %d: %v", at, err)
		}
	}
	if _, err := restore(append(bytes.Clone(data), 0)); !errors.Is(err, retrieval.ErrDamagedSnapshot) {
		t.Errorf("a byte too many: %v", err)
	}
}

func TestAnOlderSnapshotIsOfOtherRules(t *testing.T) {
	data := snapshot(t, build(t, files, nil))
	for version := range uint32(4) {
		binary.LittleEndian.PutUint32(data[8:], version)
		if _, err := restore(data); !errors.Is(err, retrieval.ErrOtherRules) {
			t.Errorf("format %d: %v", version, err)
		}
	}
}

func TestANewerSnapshotIsSaidToBeNewer(t *testing.T) {
	data := snapshot(t, build(t, files, nil))
	binary.LittleEndian.PutUint32(data[8:], 99)
	if _, err := restore(data); !errors.Is(err, retrieval.ErrNewerSnapshot) {
		t.Error(err)
	}
}

// FuzzRestore gives parts that their checksums vouch for, so that the decoders
// behind the checksums are tried too.
func FuzzRestore(f *testing.F) {
	both := lessons(8)
	maps.Copy(both, files)
	data := snapshot(f, build(f, both, nil))
	f.Add(uint32(200), byte(0xff))
	f.Add(uint32(len(data)-1), byte(1))
	const parts, sums = 8, 16 + 8*8
	filled := func(i int) int { return int(binary.LittleEndian.Uint64(data[16+8*i:])+63) &^ 63 }
	body := len(data) // each part is shorter than a block here
	for i := range parts {
		body -= filled(i)
	}
	f.Fuzz(func(t *testing.T, at uint32, x byte) {
		b := bytes.Clone(data)
		b[body+int(at)%(len(b)-body)] ^= x
		table := crc32.MakeTable(crc32.Castagnoli)
		start, sum := body, b[sums:]
		for i := range parts {
			if size := filled(i); size > 0 {
				binary.LittleEndian.PutUint32(sum, crc32.Checksum(b[start:start+size], table))
				start, sum = start+size, sum[4:]
			}
		}
		binary.LittleEndian.PutUint32(b[body-4:], crc32.Checksum(b[:body-4], table))
		ix, err := restore(b)
		if err == nil {
			ix.Search(ctx, retrieval.Query{Text: "tea"})
			ix.Search(ctx, retrieval.Query{Text: "医院"})
			for _, p := range ix.Passages() {
				d, _ := ix.Corpus().Document(p.Document)
				_ = d.Text[p.Start:p.End]
			}
		}
	})
}

func TestThePassagesOfADocumentAreAPartOfAll(t *testing.T) {
	built := build(t, files, nil)
	again, err := restore(snapshot(t, built))
	if err != nil {
		t.Fatal(err)
	}
	for _, ix := range []*retrieval.Index{built, again} {
		for _, d := range ix.Corpus().Documents {
			var want []corpus.Passage
			for _, p := range ix.Passages() {
				if p.Document == d.ID {
					want = append(want, p)
				}
			}
			if diff := cmp.Diff(want, ix.PassagesOf(d.ID)); diff != "" || len(want) == 0 {
				t.Errorf("%s: %s", d.ID, diff)
			}
		}
		for _, unknown := range []string{"", "a", "zzz", "\xff"} {
			if _, ok := ix.Corpus().Document(unknown); !ok && len(ix.PassagesOf(unknown)) > 0 {
				t.Errorf("%q has passages", unknown)
			}
		}
	}
}
