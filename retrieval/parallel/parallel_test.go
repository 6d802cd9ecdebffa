package parallel_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/retrieval/parallel"
)

// The sentences say the same in English and in Chinese. Their words are parted
// and their stop words gone.
var sentences = []struct{ en, zh string }{
	{"doctor treats patients hospital", "医生 医院 治疗 病人"},
	{"hospital pays doctor", "医院 医生 支付 工资"},
	{"patients pay hospital", "病人 医院 支付 费用"},
	{"driver checks engine", "司机 检查 发动机"},
	{"doctor checks patients", "医生 检查 病人"},
	{"engine car needs fuel", "汽车 发动机 需要 燃料"},
	{"driver buys fuel car", "司机 汽车 购买 燃料"},
	{"hospital buys medicine", "医院 购买 药品"},
	{"patients need medicine", "病人 需要 药品"},
	{"tax fuel rises", "燃料 税 上升"},
	{"driver pays tax", "司机 支付 税"},
	{"doctor drives car hospital", "医生 开 汽车 医院"},
}

var dictionary = map[string]string{
	"doctor": "医生", "hospital": "医院", "patients": "病人", "driver": "司机", "checks": "检查", "engine": "发动机",
	"car": "汽车", "fuel": "燃料", "buys": "购买", "medicine": "药品", "tax": "税",
}

// inOrder pairs n passages of both sides.
func inOrder(n int) []parallel.Pair {
	out := make([]parallel.Pair, n)
	for i := range out {
		out[i] = parallel.Pair{A: i, B: i}
	}
	return out
}

func learn(t testing.TB, a, b []parallel.Passage, pairs []parallel.Pair) parallel.Lexicon {
	t.Helper()
	lexicon, err := parallel.Learn(t.Context(), a, b, pairs)
	if err != nil {
		t.Fatal(err)
	}
	return lexicon
}

func TestLearnFindsTheDictionaryOfAFewSentences(t *testing.T) {
	var a, b []parallel.Passage
	for _, s := range sentences {
		a = append(a, parallel.Passage{Terms: strings.Fields(s.en)})
		b = append(b, parallel.Passage{Terms: strings.Fields(s.zh)})
	}
	lexicon := learn(t, a, b, inOrder(len(a)))
	for en, zh := range dictionary {
		if got := lexicon.AB[en]; len(got) == 0 || got[0].Term != zh {
			t.Errorf("%s is translated by %v, want %s", en, got, zh)
		}
		if got := lexicon.BA[zh]; len(got) == 0 || got[0].Term != en {
			t.Errorf("%s is translated by %v, want %s", zh, got, en)
		}
	}
}

func TestTranslationsAreFewAndTheBestComeFirst(t *testing.T) {
	a, b := translated(200, 300)
	lexicon := learn(t, a, b, inOrder(200))
	for _, direction := range []map[string][]parallel.Translation{lexicon.AB, lexicon.BA} {
		for term, ts := range direction {
			if len(ts) == 0 || len(ts) > 4 {
				t.Errorf("%s has %d translations", term, len(ts))
			}
			if !slices.IsSortedFunc(ts, func(x, y parallel.Translation) int { return int(1e6 * (y.Weight - x.Weight)) }) {
				t.Errorf("translations of %s out of order: %v", term, ts)
			}
			for _, x := range ts {
				if x.Weight < 0.05 || x.Weight > 1 {
					t.Errorf("%s is translated by %v", term, x)
				}
			}
		}
	}
}

// translated returns n passages of 60 words in two made-up languages, in which
// word w17 means v17, and three or four numbers that both write alike. Words
// are drawn by Zipf's law from a vocabulary of the given size, always the same.
func translated(n, vocabulary int) (a, b []parallel.Passage) {
	random := rand.New(rand.NewPCG(1993, 2013))
	words := rand.NewZipf(random, 1.1, 5, uint64(vocabulary-1))
	for range n {
		var p, q parallel.Passage
		for range 30 {
			x, y := strconv.FormatUint(words.Uint64(), 10), strconv.FormatUint(words.Uint64(), 10)
			p.Terms, q.Terms = append(p.Terms, "w"+x, "w"+y), append(q.Terms, "v"+y, "v"+x)
		}
		for range 3 + random.IntN(2) {
			p.Anchors = append(p.Anchors, strconv.Itoa(random.IntN(10*n)))
		}
		q.Anchors = slices.Clone(p.Anchors)
		a, b = append(a, p), append(b, q)
	}
	return a, b
}

func TestPairsAreFoundAmongOthers(t *testing.T) {
	a, b := translated(300, 1000)
	found := pairs(t, a[:200], b[100:])
	right := 0
	for _, p := range found {
		if p.A == p.B+100 {
			right++
		}
	}
	if right < 95 || right < len(found) {
		t.Errorf("%d pairs, %d right; want 95 of 100, and no others", len(found), right)
	}
}

// Without the numbers, passages are found by their words once others of the
// same kind were.
func TestPairsWithoutAnchorsAreFoundByTranslations(t *testing.T) {
	a, b := translated(200, 1000)
	for i := 100; i < 200; i++ {
		a[i].Anchors, b[i].Anchors = nil, nil
	}
	found := pairs(t, a, b)
	late := 0
	for _, p := range found {
		if p.A != p.B {
			t.Errorf("passage %d is paired with %d", p.A, p.B)
		} else if p.A >= 100 {
			late++
		}
	}
	if late < 80 {
		t.Errorf("%d of 100 pairs without anchors", late)
	}
}

func TestNoPairs(t *testing.T) {
	a, b := translated(100, 1000)
	same := func(n int, p parallel.Passage) []parallel.Passage { return slices.Repeat([]parallel.Passage{p}, n) }
	loud := parallel.Passage{Anchors: slices.Repeat([]string{"2024"}, 100_000), Terms: slices.Repeat([]string{"new"}, 100_000)}
	for _, c := range []struct {
		name string
		a, b []parallel.Passage
	}{
		{"of nothing", nil, nil},
		{"with nothing", a, nil},
		{"of empty passages", make([]parallel.Passage, 20), make([]parallel.Passage, 20)},
		{"of passages with nothing in common", a[:50], b[50:]},
		{"of so few that they may be chance", a[:7], b[:7]},
		{"of passages that say one thing over and over", same(20, loud), same(20, loud)},
		{"of many passages that are all alike", same(20_000, a[0]), same(20_000, b[0])},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found := pairs(t, c.a, c.b); len(found) > 0 {
				t.Errorf("found %v", found)
			}
		})
	}
}

// numberedPlaces puts passages of a group at even distances.
func numberedPlaces(group int, ps []parallel.Passage) []parallel.Passage {
	out := slices.Clone(ps)
	for i := range out {
		out[i].Group, out[i].Place = group, float64(i)/float64(len(out))
	}
	return out
}

func TestDeclaredPassagesPairInOrder(t *testing.T) {
	a, b := translated(1000, 5000)
	bare := make([]parallel.Passage, 4)
	for _, c := range []struct {
		name string
		a, b []parallel.Passage
		want func(i int) int
		n    int
	}{
		{"by place where they share nothing", numberedPlaces(1, bare), numberedPlaces(1, bare), func(i int) int { return i }, 4},
		{
			"by what they share where one side has more",
			numberedPlaces(1, a[:12]), numberedPlaces(1, slices.Concat(b[:5], b[20:24], b[5:12])),
			func(i int) int { return i + i/5*4 - i/10*4 }, 12,
		},
		{
			"in long documents",
			numberedPlaces(1, a[:700]), numberedPlaces(1, slices.Concat(b[:300], b[900:980], b[300:700])),
			func(i int) int { return i + i/300*80 - i/600*80 }, 700,
		},
		{
			"with their own group only",
			slices.Concat(numberedPlaces(1, a[:3]), numberedPlaces(2, a[3:6])),
			slices.Concat(numberedPlaces(2, b[:3]), numberedPlaces(1, b[3:6])),
			func(i int) int { return (i + 3) % 6 }, 6,
		},
		{"with none that is not declared", a[:20], numberedPlaces(1, b[:20]), nil, 0},
		{"with none where their group has none", numberedPlaces(1, a[:20]), slices.Concat(b[:20], numberedPlaces(2, b[20:])), nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := pairs(t, c.a, c.b)
			if len(found) != c.n {
				t.Errorf("%d pairs, want %d", len(found), c.n)
			}
			for _, p := range found {
				if p.B != c.want(p.A) {
					t.Errorf("passage %d is paired with %d, want %d", p.A, p.B, c.want(p.A))
				}
			}
		})
	}
}

func TestTheResultDependsOnThePassagesAlone(t *testing.T) {
	a, b := translated(300, 1000)
	a, b = slices.Concat(numberedPlaces(1, a[:50]), a[50:]), slices.Concat(b[100:], numberedPlaces(1, b[:70]))
	cores := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(cores)
	found := pairs(t, a, b)
	lexicon := learn(t, a, b, found)
	runtime.GOMAXPROCS(4)
	again := pairs(t, a, b)
	if diff := cmp.Diff(found, again); diff != "" {
		t.Errorf("pairs on four cores and on one differ:\n%s", diff)
	}
	if diff := cmp.Diff(lexicon, learn(t, a, b, again)); diff != "" {
		t.Errorf("lexicons on four cores and on one differ:\n%s", diff)
	}
}

func TestACancelledContextStopsTheWork(t *testing.T) {
	a, b := translated(100, 1000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if found, err := parallel.Pairs(ctx, a, b); !errors.Is(err, context.Canceled) || found != nil {
		t.Errorf("Pairs returned %v, %v", found, err)
	}
	if _, err := parallel.Learn(ctx, a, b, inOrder(100)); !errors.Is(err, context.Canceled) {
		t.Errorf("Learn returned %v", err)
	}
}

// BenchmarkPairsOfLargeCorpora searches 50 000 passages a side, of which a
// tenth are translated.
func BenchmarkPairsOfLargeCorpora(b *testing.B) {
	x, y := translated(95_000, 30_000)
	x, y = x[:50_000], y[45_000:]
	for b.Loop() {
		b.ReportMetric(float64(len(pairs(b, x, y))), "pairs")
	}
}
