package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"footnote/retrieval"
	"footnote/retrieval/lsa"
)

// texts makes files of texts by their names.
func texts(byName map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range byName {
		files[name+".txt"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// buildFixed makes an index whose embedder says the same of every text, or
// nothing, so that hybrid search has the words alone.
func buildFixed(t *testing.T, files fstest.MapFS, vector ...float32) *retrieval.Index {
	t.Helper()
	ix, err := retrieval.Build(ctx, load(t, files), retrieval.Options{Embedding: fixed{vector}, NewStore: newStore})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func search(t *testing.T, ix *retrieval.Index, q retrieval.Query) []retrieval.Hit {
	t.Helper()
	hits, _, err := ix.Search(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

// lexicalScores are the lexical scores of the hits by document.
func lexicalScores(t *testing.T, ix *retrieval.Index, question string) map[string]float64 {
	t.Helper()
	scores := make(map[string]float64)
	for _, h := range search(t, ix, retrieval.Query{Text: question, Mode: retrieval.Lexical}) {
		scores[h.Document.ID] = h.Lexical
	}
	return scores
}

// The heads have 1, 2 and 3 terms, the bodies 2, 4 and 3. Tea stands in two of
// three documents: its rarity is -ln((2+0.5)/(3+1)) = 0.4700.
//
//	a: 3/(0.25+0.75·1/2) + 1/(0.5+0.5·2/3) = 6.0000    0.4700 · 2·6.0000/(6.0000+1) = 0.8057
//	b:                     1/(0.5+0.5·4/3) = 0.8571    0.4700 · 2·0.8571/(0.8571+1) = 0.4338
func TestLexicalScoresAreThoseWorkedOutByHand(t *testing.T) {
	ix := build(t, texts(map[string]string{
		"a": "---\ntitle: Tea\nlanguage: en\n---\nTea tax.",
		"b": "---\ntitle: Port ships\nlanguage: en\n---\nPilots drink harbour tea.",
		"c": "---\ntitle: Dairy cow milk\nlanguage: en\n---\nCows eat grass.",
	}), nil)
	got := lexicalScores(t, ix, "tea")
	if diff := cmp.Diff(map[string]float64{"a": 0.8057, "b": 0.4338}, got, cmpopts.EquateApprox(0, 1e-4)); diff != "" {
		t.Error(diff)
	}
	if order := found(t, ix, retrieval.Query{Text: "tea", Mode: retrieval.Lexical}); !slices.Equal(order, []string{"a", "b"}) {
		t.Errorf("found %v, want a and b", order)
	}
}

func TestAWordInTheHeadCountsMoreThanInTheBody(t *testing.T) {
	ix := build(t, texts(map[string]string{
		"a": "---\ntitle: Ships\nlanguage: en\n---\nTea.",
		"b": "---\ntitle: Tea\nlanguage: en\n---\nShips.",
	}), nil)
	for question, want := range map[string][]string{"tea": {"b", "a"}, "ships": {"a", "b"}} {
		if got := found(t, ix, retrieval.Query{Text: question, Mode: retrieval.Lexical}); !slices.Equal(got, want) {
			t.Errorf("%s: found %v, want %v", question, got, want)
		}
	}
}

// Of ten English passages five hold "tea", whose rarity is -ln(5.5/11). Ten
// Chinese ones make it -ln((5.5+4·5.5/21)/15), and not -ln(5.5/21).
func TestATermIsAsRareAsInTheLanguageThatUsesItMost(t *testing.T) {
	english, both := make(map[string]string), make(map[string]string)
	for i := range 10 {
		word := []string{"tea", "milk"}[i%2]
		english[fmt.Sprint("e", i)] = "---\ntitle: Rules\nlanguage: en\n---\nThe " + word + " tax."
		both[fmt.Sprint("e", i)] = english[fmt.Sprint("e", i)]
		both[fmt.Sprint("z", i)] = "---\ntitle: 办法\nlanguage: zh\n---\n港口船舶管理由港务局负责。"
	}
	alone := lexicalScores(t, build(t, texts(english), nil), "tea")["e0"]
	among := lexicalScores(t, build(t, texts(both), nil), "tea")["e0"]
	want := math.Log((5.5+4*5.5/21)/15) / math.Log(5.5/11)
	if got := among / alone; math.Abs(got-want) > 1e-4 {
		t.Errorf("among Chinese texts tea scores %.4f times as much, want %.4f", got, want)
	}
}

// What a score is multiplied by shows where only one ranking is used.
func TestYearAndLanguageOfAQuestionArePreferred(t *testing.T) {
	english := texts(map[string]string{
		"title":   "---\ntitle: Tea plan of 2021\npublished: 2020-12-01\nlanguage: en\n---\nGrowers get a subsidy.",
		"number":  "---\ntitle: Tea plan\nnumber: Tea No. 2022-1\nlanguage: en\n---\nGrowers get a subsidy.",
		"passage": "---\ntitle: Tea plan\nlanguage: en\n---\nGrowers get a subsidy in 2021.",
		"dates":   "---\ntitle: Tea plan\npublished: 2021-05-01\neffective_from: 2022-01-01\nlanguage: en\n---\nGrowers get a subsidy.",
		"han":     "---\ntitle: Tea plan\nlanguage: en\n---\nGrowers get a subsidy in 二〇二一年.",
		"none":    "---\ntitle: Tea plan\nlanguage: en\n---\nGrowers get a subsidy of 102021.",
	})
	both := texts(map[string]string{
		"english": "---\ntitle: Tea plan of 2021\nlanguage: en\n---\nGrowers get a subsidy, 补贴.",
		"chinese": "---\ntitle: 茶叶计划\nlanguage: zh\n---\n茶农可以申请补贴，subsidy，6。",
		"french":  "---\ntitle: Plan\nlanguage: fr\n---\nSubsidy, 补贴, 6.",
		"more":    "---\ntitle: Milk plan\nlanguage: en\n---\nCows get 6 sheds.",
		"even":    "---\ntitle: 牛奶\nlanguage: zh-Hant\n---\n牛奶到期。",
	})
	untold := texts(map[string]string{
		"english": "---\ntitle: Plan\nlanguage: en\n---\nGrowers get a subsidy.",
		"untold":  "---\ntitle: Plan\nlanguage: und\n---\nSubsidy.",
	})
	for name, tc := range map[string]struct {
		files    fstest.MapFS
		question string
		want     map[string]float64
	}{
		"no year":            {english, "tea subsidy", map[string]float64{"title": 1, "number": 1, "passage": 1, "dates": 1, "han": 1, "none": 1}},
		"a year":             {english, "tea subsidy of 2021", map[string]float64{"title": 2, "number": 1, "passage": 1.5, "dates": 1.5, "han": 1.5, "none": 1}},
		"a year in Chinese":  {english, "tea subsidy of 二〇二一年", map[string]float64{"title": 2, "number": 1, "passage": 1.5, "dates": 1.5, "han": 1.5, "none": 1}},
		"another year":       {english, "tea subsidy of 2022", map[string]float64{"title": 1, "number": 2, "passage": 1, "dates": 1.5, "han": 1, "none": 1}},
		"two years":          {english, "tea subsidy from 2021 to 2022", map[string]float64{"title": 2, "number": 2, "passage": 1.5, "dates": 1.5, "han": 1.5, "none": 1}},
		"a year nobody has":  {english, "tea subsidy of 1999", map[string]float64{"title": 1, "number": 1, "passage": 1, "dates": 1, "han": 1, "none": 1}},
		"no number is one":   {english, "tea subsidy of 102021", map[string]float64{"title": 1, "number": 1, "passage": 1, "dates": 1, "han": 1, "none": 1}},
		"asked in English":   {both, "the subsidy", map[string]float64{"english": 1, "chinese": 0.86, "french": 1}},
		"asked in Chinese":   {both, "有哪些补贴", map[string]float64{"english": 0.86, "chinese": 1, "french": 1}},
		"asked in neither":   {both, "6", map[string]float64{"more": 1, "chinese": 1, "french": 1}},
		"language and year":  {both, "2021年的补贴", map[string]float64{"english": 0.86 * 2, "chinese": 1, "french": 1}},
		"no language told":   {untold, "the subsidy", map[string]float64{"english": 1, "untold": 1}},
		"one language alone": {english, "补贴 subsidy", map[string]float64{"title": 1, "number": 1, "passage": 1, "dates": 1, "han": 1, "none": 1}},
	} {
		t.Run(name, func(t *testing.T) {
			ix := buildFixed(t, tc.files, 1, 0)
			got := make(map[string]float64)
			for _, h := range search(t, ix, retrieval.Query{Text: tc.question, Mode: retrieval.Lexical}) {
				got[h.Document.ID] = h.Score / h.Lexical
			}
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateApprox(0, 1e-4)); diff != "" {
				t.Error(diff)
			}
			for _, h := range search(t, ix, retrieval.Query{Text: tc.question, Mode: retrieval.Dense}) {
				if want, ok := tc.want[h.Document.ID]; ok && math.Abs(h.Score/h.Dense-want) > 1e-4 {
					t.Errorf("the dense score of %s is multiplied by %.4f, want %.4f", h.Document.ID, h.Score/h.Dense, want)
				}
			}
		})
	}
}

func TestTheYearInATitleComesFirst(t *testing.T) {
	series := make(map[string]string)
	for year := 2015; year < 2025; year++ {
		series[fmt.Sprint("report-", year)] = fmt.Sprintf("---\ntitle: Report of %d\n---\nThe harbour grew, and more than in %d. Growers were paid.", year, year-1)
	}
	ix := build(t, texts(series), nil)
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical, retrieval.Dense} {
		got := found(t, ix, retrieval.Query{Text: "How much did the harbour grow in 2019?", Mode: mode})
		if len(got) != len(series) || got[0] != "report-2019" || mode != retrieval.Dense && got[1] != "report-2020" {
			t.Errorf("%s finds %v", mode, got)
		}
	}
}

func TestTheBestPassagesLendTheirWords(t *testing.T) {
	ix := buildFixed(t, texts(map[string]string{
		"a": "Zebras have stripes, which flies shun.",
		"b": "Stripes and flies.",
		"c": "Ships enter the harbour.",
	}))
	for mode, want := range map[retrieval.Mode][]string{retrieval.Lexical: {"a"}, retrieval.Hybrid: {"a", "b"}} {
		if got := found(t, ix, retrieval.Query{Text: "zebras", Mode: mode}); !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", mode, got, want)
		}
	}
}

func TestHybridScoresFallFromAtMostOne(t *testing.T) {
	for name, ix := range map[string]*retrieval.Index{"one language": build(t, files, nil), "two languages": build(t, lessons(12), nil)} {
		for _, question := range []string{"tea subsidy", "Tea rules of 2020", "2022", "茶农的补贴", "doctor", "Tea rules: Tea growers may ask for a subsidy in 2020."} {
			last := 1.0
			for _, h := range search(t, ix, retrieval.Query{Text: question}) {
				if h.Score <= 0 || h.Score > last {
					t.Errorf("%s, %q: %s scores %v after %v", name, question, h.Document.ID, h.Score, last)
				}
				last = h.Score
			}
		}
	}
}

func TestTheSentenceThatAsksWeighsMore(t *testing.T) {
	ix := buildFixed(t, texts(map[string]string{"ships": "The harbour is deep.", "tea": "The garden is green."}))
	for question, want := range map[string]string{
		"I am at the harbour. Who owns a garden?":   "tea",
		"Who owns a harbour? I am in the garden.":   "ships",
		"I work in a garden. Who owns the harbour?": "ships",
		"Who owns the garden? I was at a harbour.":  "tea",
	} {
		if got := found(t, ix, retrieval.Query{Text: question, Mode: retrieval.Lexical}); len(got) != 2 || got[0] != want {
			t.Errorf("%q finds %v, want %s first", question, got, want)
		}
	}
}

func TestQuestionsMeetOtherNotations(t *testing.T) {
	ix := build(t, texts(map[string]string{
		"ten":    "The grant is RMB 10 million.",
		"twenty": "The grant is RMB 20 million.",
		"june":   "It ends on 5 June 2024.",
		"july":   "It ends on 5 July 2024.",
		"tea":    "茶农可以申请补贴。",
		"milk":   "牛奶五月到期。",
	}), nil)
	for question, want := range map[string]string{
		"1000万元": "ten", "两千万元": "twenty", "20,000,000": "twenty", "2024年6月5日": "june", "2024-07-05": "july",
		"補貼": "tea", "牛奶何時到期": "milk",
	} {
		if got := found(t, ix, retrieval.Query{Text: question, Mode: retrieval.Lexical}); len(got) == 0 || got[0] != want {
			t.Errorf("%q finds %v, want %s first", question, got, want)
		}
	}
}

// More passages are equal than are looked at.
func TestOfEqualPassagesTheFirstAreFound(t *testing.T) {
	equal := make(map[string]string)
	var want []string
	for i := range 250 {
		name := fmt.Sprintf("n%03d", i)
		equal[name] = "---\ntitle: Tea\n---\nTea growers get a subsidy."
		want = append(want, name)
	}
	ix := build(t, texts(equal), nil)
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical, retrieval.Dense} {
		if diff := cmp.Diff(want[:10], found(t, ix, retrieval.Query{Text: "tea", Mode: mode})); diff != "" {
			t.Errorf("%s: %s", mode, diff)
		}
	}
}

func TestAQuestionOfNoKnownTermFindsNothing(t *testing.T) {
	ix := build(t, files, nil)
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical, retrieval.Dense} {
		for _, question := range []string{"zebra quagga", "斑驴", "8", "", "?!"} {
			if got := found(t, ix, retrieval.Query{Text: question, Mode: mode}); len(got) > 0 {
				t.Errorf("%s finds %v for %q", mode, got, question)
			}
		}
	}
}

// Even where a passage holds the words, and the embedder knows them.
func TestAQuestionThatOnlyAsksFindsNothing(t *testing.T) {
	ix := buildFixed(t, texts(map[string]string{"a": "What is it? Please tell me.", "b": "这是什么？有哪些是什么？"}), 1, 0)
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical, retrieval.Dense} {
		for _, question := range []string{"What is it?", "Please tell me", "这是什么？", "有哪些？", ""} {
			if got := found(t, ix, retrieval.Query{Text: question, Mode: mode}); len(got) > 0 {
				t.Errorf("%s finds %v for %q", mode, got, question)
			}
		}
	}
}

func TestACancelledSearchIsAnError(t *testing.T) {
	ix := build(t, files, nil)
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	for _, mode := range []retrieval.Mode{retrieval.Hybrid, retrieval.Lexical, retrieval.Dense} {
		if _, _, err := ix.Search(cancelled, retrieval.Query{Text: "tea", Mode: mode}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

func TestABuildStopsAtAnyStage(t *testing.T) {
	for _, stage := range strings.Fields("splitting indexing training embedding") {
		t.Run(stage, func(t *testing.T) {
			cancelled, cancel := context.WithCancel(ctx)
			defer cancel()
			_, err := retrieval.Build(cancelled, load(t, lessons(12)), retrieval.Options{
				Embedding: lsa.Embedding{}, NewStore: newStore, Now: time.Unix(1, 0),
				Progress: func(s string, _, _ int) {
					if s == stage {
						cancel()
					}
				},
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("the error is %v", err)
			}
		})
	}
}
