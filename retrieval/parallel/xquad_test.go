package parallel_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval/analysis"
	"footnote/retrieval/parallel"
)

// A record is a line of a measuring collection.
type record struct {
	ID          string `json:"_id"`
	Title, Text string
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(cmp.Or(os.Getenv("FOOTNOTE_EVAL"), "../../../shared/eval"), name))
	if err != nil {
		t.Skipf("no collection to measure with: %v; set FOOTNOTE_EVAL", err)
	}
	return data
}

func records(t testing.TB, name string) []record {
	t.Helper()
	var out []record
	for line := range bytes.Lines(read(t, name)) {
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, r)
	}
	return out
}

// terms are the index terms of a text with the single ideographs beside their
// bigrams, in order.
func terms(tokens []analysis.Token, text string) []string {
	type placed struct {
		term string
		at   int
	}
	var all []placed
	for _, t := range tokens {
		if t.Kind != analysis.Bigram && !t.Stop {
			all = append(all, placed{t.Term, t.Start})
		}
	}
	last := ""
	for i, r := range text {
		c := string(r)
		if !unicode.Is(unicode.Han, r) {
			c = ""
		} else if all = append(all, placed{c, i}); last != "" {
			all = append(all, placed{last + c, i})
		}
		last = c
	}
	slices.SortStableFunc(all, func(x, y placed) int { return cmp.Compare(x.at, y.at) })
	var out []string
	for _, p := range all {
		out = append(out, p.term)
	}
	return out
}

func passage(text string) parallel.Passage {
	text = corpus.Normalize(text)
	p := parallel.Passage{Terms: terms(analysis.Tokens(text), text)}
	p.Anchors = slices.DeleteFunc(slices.Clone(p.Terms), isHan)
	return p
}

func isHan(term string) bool {
	return strings.ContainsFunc(term, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// collections holds what passages has read.
var collections = make(map[string][]parallel.Passage)

func passages(t testing.TB, collection string) []parallel.Passage {
	t.Helper()
	if out, ok := collections[collection]; ok {
		return out
	}
	var out []parallel.Passage
	for _, r := range records(t, collection+"/corpus.jsonl") {
		out = append(out, passage(r.Title+"\n"+r.Text))
	}
	collections[collection] = out
	return out
}

// half returns every second passage, from first on.
func half(first int, ps []parallel.Passage) []parallel.Passage {
	var out []parallel.Passage
	for i := first; i < len(ps); i += 2 {
		out = append(out, ps[i])
	}
	return out
}

func pairs(t testing.TB, a, b []parallel.Passage) []parallel.Pair {
	t.Helper()
	found, err := parallel.Pairs(t.Context(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// right counts the pairs whose passages have the same number in the whole
// collection, given the numbers from those of the parts.
func right(found []parallel.Pair, a, b func(int) int) int {
	n := 0
	for _, p := range found {
		if a(p.A) == b(p.B) {
			n++
		}
	}
	return n
}

func TestPairsOfTranslatedParagraphsAreFound(t *testing.T) {
	en, zh := passages(t, "xquad_en"), passages(t, "xquad_zh")
	same := func(i int) int { return i }
	twice := func(i int) int { return 2 * i }
	for _, c := range []struct {
		name         string
		a, b         []parallel.Passage
		inA, inB     func(int) int
		least, wrong int
	}{
		{"every second in Chinese, all in English", half(0, zh), en, twice, same, 100, 3},
		{"all in Chinese, every second in English", zh, half(0, en), same, twice, 100, 3},
		{"English first", en, half(0, zh), same, twice, 100, 3},
		{"all in both", zh, en, same, same, 200, 6},
		{
			"every second, among others",
			slices.Concat(half(0, zh), passages(t, "zh_gov")), slices.Concat(en, passages(t, "conditionalqa")),
			twice, same, 100, 4,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := pairs(t, c.a, c.b)
			n := right(found, c.inA, c.inB)
			t.Logf("%d pairs, %d right", len(found), n)
			if n < c.least || len(found)-n > c.wrong {
				t.Errorf("%d pairs, %d right; want at least %d right and at most %d wrong", len(found), n, c.least, c.wrong)
			}
		})
	}
}

func TestPassagesThatAreNoTranslationsGiveNoPairs(t *testing.T) {
	en, zh := passages(t, "xquad_en"), passages(t, "xquad_zh")
	gov, cqa := passages(t, "zh_gov"), passages(t, "conditionalqa")
	for _, c := range []struct {
		name string
		a, b []parallel.Passage
	}{
		{"odd and even paragraphs of the same articles", half(1, zh), half(0, en)},
		{"even and odd paragraphs of the same articles", half(0, zh), half(1, en)},
		{"policies of two countries", gov, cqa},
		{"Chinese policies and aerodynamics", gov, passages(t, "cranfield")},
		{"encyclopaedia and British policies", zh, cqa},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found := pairs(t, c.a, c.b); len(found) > 0 {
				t.Errorf("%d pairs", len(found))
			}
		})
	}
}

// Questions in one language find the paragraph that only the other language
// has, by the translations of their terms.
func TestTranslatedQuestionsFindTheirParagraph(t *testing.T) {
	for _, c := range []struct {
		name, asked, answered string
		known                 int // the half of the paragraphs that both languages have
	}{
		{"Chinese questions on odd English paragraphs", "xquad_zh", "xquad_en", 0},
		{"Chinese questions on even English paragraphs", "xquad_zh", "xquad_en", 1},
		{"English questions on odd Chinese paragraphs", "xquad_en", "xquad_zh", 0},
		{"English questions on even Chinese paragraphs", "xquad_en", "xquad_zh", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			own, other := half(c.known, passages(t, c.asked)), passages(t, c.answered)
			found := pairs(t, own, other)
			lexicon := learn(t, own, other, found)
			index := newBM25(other)
			untranslated, _ := index.measure(t, c.asked, c.known, nil)
			recall, mrr := index.measure(t, c.asked, c.known, lexicon.AB)
			t.Logf("%d pairs; Recall@10 %.3f, MRR@10 %.3f; untranslated %.3f", len(found), recall, mrr, untranslated)
			if recall < 0.70 {
				t.Errorf("Recall@10 %.3f, want at least 0.70", recall)
			}
		})
	}
}

// A bm25 ranks passages (k1 0.9, b 0.4).
type bm25 struct {
	counts  []map[string]float64
	lengths []float64
	average float64
	in      map[string]float64 // how many passages hold the term
}

func newBM25(ps []parallel.Passage) *bm25 {
	x := &bm25{in: make(map[string]float64)}
	for _, p := range ps {
		counts := make(map[string]float64)
		for _, term := range p.Terms {
			counts[term]++
		}
		for term := range counts {
			x.in[term]++
		}
		x.counts = append(x.counts, counts)
		x.lengths = append(x.lengths, float64(len(p.Terms)))
		x.average += float64(len(p.Terms)) / float64(len(ps))
	}
	return x
}

// measure asks the questions about the other half of the paragraphs than the
// known one.
func (x *bm25) measure(t *testing.T, collection string, known int, lexicon map[string][]parallel.Translation) (recall, mrr float64) {
	numbers := make(map[string]int)
	for i, r := range records(t, collection+"/corpus.jsonl") {
		numbers[r.ID] = i
	}
	answers := make(map[string]int)
	for line := range strings.Lines(string(read(t, collection+"/qrels/test.tsv"))) {
		fields := strings.Split(line, "\t")
		answers[fields[0]] = numbers[fields[1]]
	}
	asked := 0.0
	for _, q := range records(t, collection+"/queries.jsonl") {
		answer := answers[q.ID]
		if answer%2 == known {
			continue
		}
		asked++
		text := corpus.Normalize(q.Text)
		if rank := x.rank(x.query(terms(analysis.QueryTokens(text), text), lexicon), answer); rank <= 10 {
			recall++
			mrr += 1 / float64(rank)
		}
	}
	return recall / asked, mrr / asked
}

// query weighs terms: those that the passages have count as they are, others by
// their translations.
func (x *bm25) query(terms []string, lexicon map[string][]parallel.Translation) map[string]float64 {
	weights := make(map[string]float64)
	slices.Sort(terms)
	for _, term := range slices.Compact(terms) {
		if x.in[term] > 0 {
			weights[term] = 1
			continue
		}
		for _, t := range lexicon[term] {
			weights[t.Term] += t.Weight
		}
	}
	return weights
}

// rank returns the place of a passage among all, from 1; far off if it has no
// term of the query.
func (x *bm25) rank(query map[string]float64, passage int) int {
	n := float64(len(x.counts))
	scores := make([]float64, len(x.counts))
	for term, weight := range query {
		idf := weight * math.Log(1+(n-x.in[term]+0.5)/(x.in[term]+0.5))
		for i, counts := range x.counts {
			if tf := counts[term]; tf > 0 {
				scores[i] += idf * tf / (tf + 0.9*(0.6+0.4*x.lengths[i]/x.average))
			}
		}
	}
	if scores[passage] == 0 {
		return math.MaxInt
	}
	rank := 1
	for i, s := range scores {
		if i != passage && s >= scores[passage] {
			rank++
		}
	}
	return rank
}

// BenchmarkPairs finds the translations of 120 Chinese paragraphs among 240
// English ones.
//
//	go test -run - -bench . -benchmem footnote/retrieval/parallel
func BenchmarkPairs(b *testing.B) {
	en, zh := passages(b, "xquad_en"), half(0, passages(b, "xquad_zh"))
	for b.Loop() {
		pairs(b, zh, en)
	}
}

// BenchmarkLearn learns from the pairs of BenchmarkPairs.
func BenchmarkLearn(b *testing.B) {
	en, zh := passages(b, "xquad_en"), half(0, passages(b, "xquad_zh"))
	found := pairs(b, zh, en)
	for b.Loop() {
		if _, err := parallel.Learn(b.Context(), zh, en, found); err != nil {
			b.Fatal(err)
		}
	}
}
