package retrieval_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"footnote/retrieval"
	"footnote/retrieval/lsa"
)

// bilingual has a glossary, one subject in both languages, one in English only
// and a list of translations.
var bilingual = fstest.MapFS{
	"ships-en.txt":   {Data: []byte("The harbour tax for ships is due in May, and the port office collects it.")},
	"ships-zh.txt":   {Data: []byte("船舶的港口税五月到期，由港务局征收。")},
	"growers-en.txt": {Data: []byte("Tea growers may ask the Ministry of Tea for a subsidy.")},
	"words.txt":      {Data: []byte("A harbour tax is called 港口税, and the Ministry of Tea is called 茶叶部 or TEAM in short.")},
	"milk-zh.txt":    {Data: []byte("牛奶五月到期。")},
	"glossary.tsv":   {Data: []byte("harbour tax\t港口税\nMinistry of Tea; MOST\t茶叶部\nsubsidy\t补贴\n")},
}

func TestTheGlossaryFindsBothLanguages(t *testing.T) {
	ix := build(t, bilingual, nil)
	for name, tc := range map[string]struct {
		question string
		want     []string // the first documents, in order
	}{
		"in English, English comes first":        {"Who collects the harbour tax for ships?", []string{"ships-en"}},
		"in Chinese, Chinese comes first":        {"谁征收港口税？", []string{"ships-zh"}},
		"what only English says is found":        {"茶叶部的补贴", []string{"words", "growers-en"}},
		"a name that is an everyday word counts": {"Who is MOST?", []string{"words", "growers-en"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := found(t, ix, retrieval.Query{Text: tc.question, Mode: retrieval.Lexical})
			if len(got) < len(tc.want) || !slices.Equal(got[:len(tc.want)], tc.want) {
				t.Errorf("found %v, want %v first", got, tc.want)
			}
		})
	}
	for _, question := range []string{"Who collects the harbour tax?", "谁征收港口税？"} {
		got := found(t, ix, retrieval.Query{Text: question, Mode: retrieval.Lexical})
		if !slices.Contains(got, "ships-en") || !slices.Contains(got, "ships-zh") {
			t.Errorf("%q finds %v", question, got)
		}
	}
}

// A passage counts one form of a term, whichever it holds best: holding them
// all does not make it a better answer.
func TestAListOfTranslationsGainsNothing(t *testing.T) {
	with := build(t, bilingual, nil)
	bare := fstest.MapFS{}
	for name, file := range bilingual {
		if name != "glossary.tsv" {
			bare[name] = file
		}
	}
	without := build(t, bare, nil)
	score := func(ix *retrieval.Index) float64 {
		hits, _, err := ix.Search(ctx, retrieval.Query{Text: "港口税", Filter: retrieval.Filter{Documents: []string{"words"}}, Mode: retrieval.Lexical})
		if err != nil || len(hits) != 1 {
			t.Fatal(err, hits)
		}
		return hits[0].Lexical
	}
	if a, b := score(with), score(without); a != b {
		t.Errorf("with the glossary it scores %v, without %v", a, b)
	}
}

func TestTheGlossaryIsKeptInTheSnapshot(t *testing.T) {
	ix := build(t, bilingual, nil)
	again, err := restore(snapshot(t, ix))
	if err != nil {
		t.Fatal(err)
	}
	if !again.Manifest().Matches(ix.Corpus(), lsa.Embedding{}) || again.Corpus().Digest() != ix.Corpus().Digest() {
		t.Error("the restored index is another one")
	}
	q := retrieval.Query{Text: "谁征收港口税？"}
	if diff := cmp.Diff(found(t, ix, q), found(t, again, q)); diff != "" {
		t.Error(diff)
	}
}

func TestAnEditedGlossaryMakesASnapshotOfTheSameVectors(t *testing.T) {
	first := build(t, bilingual, nil)
	edited := fstest.MapFS{}
	for name, file := range bilingual {
		edited[name] = file
	}
	edited["glossary.tsv"] = &fstest.MapFile{Data: []byte("harbour tax\t港口税\nsubsidy\t补贴\n")}
	second := build(t, edited, first)
	m := second.Manifest()
	if m.Name == first.Manifest().Name || m.Matches(first.Corpus(), lsa.Embedding{}) {
		t.Error("the edit was not noticed")
	}
	if m.Embedded != 0 || m.Reused != m.Passages {
		t.Errorf("%d of %d passages were embedded again", m.Embedded, m.Passages)
	}
}
