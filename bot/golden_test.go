package bot_test

import (
	"context"
	"os"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/eval"
	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/corpus/policies"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// assistant answers over the corpus that ships.
func assistant(t testing.TB) *bot.Assistant {
	t.Helper()
	c, problems, err := corpus.Load(context.Background(), policies.FS, corpus.Options{Readers: map[string]corpus.Reader{".md": markdown.Reader{}}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	ix, err := retrieval.Build(context.Background(), c, retrieval.Options{
		Embedding: lsa.Embedding{},
		NewStore:  func() retrieval.Store { return retrievaltest.NewExact() },
		Now:       time.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return bot.New(ix)
}

func TestGoldenQuestionsOfTheShippedCorpus(t *testing.T) {
	f, err := os.Open("../corpus/policies/golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := eval.LoadGolden(f)
	if err != nil {
		t.Fatal(err)
	}
	report, err := eval.Golden(context.Background(), assistant(t), cases, nil)
	if err != nil {
		t.Fatal(err)
	}
	report.WriteText(t.Output())
}
