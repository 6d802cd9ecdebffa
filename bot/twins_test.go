package bot_test

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/bot/eval"
	"footnote/corpus"
	"footnote/corpus/policies"
	"footnote/retrieval"
)

// A twin is a golden question and what answers it in the other language: the
// gold of the same question asked in that.
type twin struct {
	eval.Case
	other []eval.Gold
}

// twins returns the golden questions with their twins' gold, which those that
// have no twin, or no answer, lack.
func twins(t *testing.T) []twin {
	t.Helper()
	f, err := os.Open("../corpus/policies/golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := eval.LoadGolden(f)
	if err != nil {
		t.Fatal(err)
	}
	gold := make(map[string][]eval.Gold)
	for _, c := range cases {
		gold[c.ID] = c.Relevant
	}
	var all []twin
	for _, c := range cases {
		id := strings.TrimSuffix(c.ID, c.Lang) + otherLanguage[c.Lang]
		all = append(all, twin{c, gold[id]})
	}
	return all
}

var otherLanguage = map[string]string{"en": "zh", "zh": "en"}

func holds(d *corpus.Document, p *corpus.Passage, g eval.Gold) bool {
	return d.ID == g.Document && strings.Contains(d.Text[p.Start:p.End], g.Quote)
}

// Of the gold of both languages, the first ten passages hold all of the
// question's own and nearly all of the other's.
func TestGoldenQuestionsFindThePassagesOfBothLanguages(t *testing.T) {
	ix := assistant(t, policies.FS).Index()
	own, other, n := 0.0, 0.0, 0.0
	for _, c := range twins(t) {
		if len(c.Relevant) == 0 || len(c.other) == 0 {
			continue
		}
		hits, _, err := ix.Search(context.Background(), retrieval.Query{Text: c.Question, N: 10})
		if err != nil {
			t.Fatal(err)
		}
		n++
		own += recall(hits, c.Relevant)
		found := recall(hits, c.other)
		other += found
		if found < 1 {
			t.Logf("%s: %.2f of the other language's gold: %s", c.ID, found, c.Question)
		}
	}
	t.Logf("%.0f questions: recall@10 of the own gold %.3f, of the other language's %.3f", n, own/n, other/n)
	if own < n || other < 0.86*n {
		t.Error("too little was found")
	}
}

func recall(hits []retrieval.Hit, gold []eval.Gold) float64 {
	found := 0
	for _, g := range gold {
		for _, h := range hits {
			if holds(h.Document, h.Passage, g) {
				found++
				break
			}
		}
	}
	return float64(found) / float64(len(gold))
}

// briefsIn returns the shipped briefs of one language, and the glossary.
func briefsIn(t testing.TB, language string) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, pattern := range []string{"*." + language + ".md", corpus.GlossaryFile} {
		names, err := fs.Glob(policies.FS, pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(policies.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			folder[name] = &fstest.MapFile{Data: data}
		}
	}
	return folder
}

// With the briefs of one language only, questions in the other are answered
// from them, or refused: what no brief answers is refused in any language.
func TestGoldenQuestionsAreAnsweredFromTheOtherLanguage(t *testing.T) {
	answered, of := 0, 0
	for _, language := range []string{"en", "zh"} {
		a := assistant(t, briefsIn(t, language))
		for _, c := range twins(t) {
			if c.Lang == language || c.Answerable != "no" && len(c.other) == 0 {
				continue
			}
			got := answer(t, a, bot.Question{Text: c.Question})
			switch {
			case c.Answerable == "no" && got.Status != bot.Refused:
				t.Errorf("%s: %q was answered: %s", c.ID, c.Question, text(got))
			case c.Answerable != "no":
				of++
				if cites(got, c.other) {
					answered++
				} else {
					t.Logf("%s: %s, missing %q: %s", c.ID, got.Status, got.Missing, text(got))
				}
			}
		}
	}
	t.Logf("%d of %d are answered from the other language", answered, of)
	if answered < 22 {
		t.Error("too few were answered")
	}
}

func cites(a bot.Answer, gold []eval.Gold) bool {
	for _, cite := range a.Citations {
		for _, g := range gold {
			if passage := cite.Passage(); holds(cite.Document(), passage, g) {
				return true
			}
		}
	}
	return false
}
