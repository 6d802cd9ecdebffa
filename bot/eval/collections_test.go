package eval

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromem"
	"footnote/retrieval/lsa"
)

// collection reads a set that nobody tuned for. Where there is none the test is
// skipped, and so it is where it would take long.
func collection(t *testing.T, name string) *Set {
	t.Helper()
	if testing.Short() || raceDetector {
		t.Skip("measuring collections takes long; run without -short and -race")
	}
	dir := filepath.Join(cmp.Or(os.Getenv("FOOTNOTE_EVAL"), "../../../shared/eval"), name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no collection to measure with: %v; set FOOTNOTE_EVAL", err)
	}
	set, err := ReadSet(t.Context(), os.DirFS(dir), name, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// product is what an index of the program is made of, without a key.
func product() retrieval.Options {
	return retrieval.Options{Embedding: lsa.Embedding{}, NewStore: chromem.New}
}

// A change that loses much on any collection is no change for the better. The
// vectors help where words and documents are many; on the paragraphs of xquad,
// whose questions repeat their words, they need only do no harm.
func TestCollectionsAreRankedWell(t *testing.T) {
	for _, tc := range []struct {
		name  string
		least float64 // nDCG@10
		gains bool    // hybrid ranks better than the words alone
	}{
		{"cranfield", 0.41, true},
		{"conditionalqa", 0.475, true},
		{"policyqa_dev", 0.345, true},
		{"zh_gov", 0.88, true},
		{"xquad_en", 0.965, false},
		{"xquad_zh", 0.965, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			set := collection(t, tc.name)
			m, err := set.index(t.Context(), product())
			if err != nil {
				t.Fatal(err)
			}
			measure := func(mode retrieval.Mode) RankingReport {
				m.mode = mode
				r, err := m.rank(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%-8s nDCG@10 %.4f  Recall@10 %.3f  Recall@100 %.3f  MRR@10 %.3f", mode, r.NDCG10, r.Recall10, r.Recall100, r.MRR10)
				return r
			}
			hybrid, lexical := measure(retrieval.Hybrid), measure(retrieval.Lexical)
			if hybrid.NDCG10 < tc.least {
				t.Errorf("nDCG@10 is %.4f, want at least %.3f", hybrid.NDCG10, tc.least)
			}
			if tc.gains && hybrid.NDCG10 <= lexical.NDCG10 {
				t.Errorf("nDCG@10 is %.4f, and %.4f by the words alone", hybrid.NDCG10, lexical.NDCG10)
			}
		})
	}
}

// A library is an index of paragraphs in English and in Chinese.
type library struct {
	index *retrieval.Index
	names []string // of the paragraphs, by the number that is their document's ID
}

// The kinds tell the languages apart for a filter; they are not indexed.
const (
	inEnglish = corpus.KindLaw
	inChinese = corpus.KindRule
)

// newLibrary indexes all English paragraphs and the first of every so many
// Chinese ones; none for 0.
func newLibrary(t *testing.T, english, chinese *Set, every int) *library {
	t.Helper()
	l := &library{}
	var documents []*corpus.Document
	add := func(set *Set, i int, kind corpus.Kind) {
		d := *set.corpus.Documents[i]
		d.ID, d.Kind = fmt.Sprintf("%09d", len(l.names)), kind
		documents, l.names = append(documents, &d), append(l.names, set.records[i])
	}
	for i := range english.records {
		add(english, i, inEnglish)
		if every > 0 && i%every == 0 {
			add(chinese, i, inChinese)
		}
	}
	c, _ := corpus.New(documents)
	opts := product()
	opts.Split = whole
	var err error
	if l.index, err = retrieval.Build(t.Context(), c, opts); err != nil {
		t.Fatal(err)
	}
	return l
}

// recall is the share of the questions whose paragraph is among the first ten
// of a kind.
func (l *library) recall(t *testing.T, questions []judged, mode retrieval.Mode, kind corpus.Kind) float64 {
	t.Helper()
	var n Count
	for _, q := range questions {
		hits, _, err := l.index.Search(context.Background(), retrieval.Query{Text: q.text, Mode: mode, Filter: retrieval.Filter{Kind: kind}})
		if err != nil {
			t.Fatal(err)
		}
		n.add(l.holds(hits, q.relevant))
	}
	return n.share()
}

func (l *library) holds(hits []retrieval.Hit, relevant gains) bool {
	for _, h := range hits {
		var number int
		if _, err := fmt.Sscanf(h.Document.ID, "%d", &number); err == nil && relevant[l.names[number]] > 0 {
			return true
		}
	}
	return false
}

// Without a dictionary and without declared translations, Chinese questions
// find paragraphs that only English has, since every second paragraph comes in
// both languages.
func TestQuestionsFindParagraphsOfTheOtherLanguage(t *testing.T) {
	english, chinese := collection(t, "xquad_en"), collection(t, "xquad_zh")
	paragraphs := newLibrary(t, english, chinese, 0)
	both := newLibrary(t, english, chinese, 2)
	var onlyEnglish []judged
	for _, q := range chinese.queries {
		if !both.translated(q.relevant) {
			onlyEnglish = append(onlyEnglish, q)
		}
	}
	if n := len(onlyEnglish); n != 596 {
		t.Fatalf("%d questions on paragraphs that only English has, want 596", n)
	}
	plain := paragraphs.recall(t, onlyEnglish, retrieval.Lexical, "")
	for name, tc := range map[string]struct {
		questions []judged
		kind      corpus.Kind
		least     float64
	}{
		"among the English paragraphs":      {onlyEnglish, inEnglish, max(0.75, 3*plain)},
		"among all paragraphs":              {onlyEnglish, "", 0.60},
		"those in either language":          {chinese.queries, "", 0.78},
		"English ones lose nothing by that": {english.queries, "", 0.98},
	} {
		t.Run(name, func(t *testing.T) {
			recall := both.recall(t, tc.questions, retrieval.Hybrid, tc.kind)
			t.Logf("Recall@10 %.3f of %d questions; plain BM25 %.3f", recall, len(tc.questions), plain)
			if recall < tc.least {
				t.Errorf("Recall@10 is %.3f, want at least %.3f", recall, tc.least)
			}
		})
	}
}

// translated reports whether the relevant paragraph is there in Chinese too.
func (l *library) translated(relevant gains) bool {
	for i, d := range l.index.Corpus().Documents {
		if d.Kind == inChinese && relevant[l.names[i]] > 0 {
			return true
		}
	}
	return false
}
