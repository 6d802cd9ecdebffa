package bot_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// An away embedder has embedded the passages, and is not there for questions.
type away struct{ retrieval.Embedder }

func (a away) Patience() time.Duration { return time.Second }
func (a away) Batch() int              { return 10 }
func (a away) EmbedQuery(context.Context, string) ([]float32, error) {
	return nil, errors.New("nobody there")
}

type awayEmbedding struct{ lsa.Embedding }

func (e awayEmbedding) Fit(ctx context.Context, texts []retrieval.Text) (retrieval.Embedder, error) {
	m, err := e.Embedding.Fit(ctx, texts)
	return away{m}, err
}

func TestAnAnswerByWordsAloneSaysSo(t *testing.T) {
	ix := retrievaltest.Index(t, rules, awayEmbedding{})
	for _, tc := range []struct {
		question, language, note string
		status                   bot.Status
	}{
		{"How high is the tea tax?", "", "The search by meaning gave no answer in time, so only the words of the question were searched for.", bot.Answered},
		{"How high is the tea tax?", "zh", "按语义的检索未能及时返回结果，本次只按问题中的字词检索。", bot.Answered},
		{"Who won the football match?", "en", "The search by meaning gave no answer in time, so only the words of the question were searched for.", bot.Refused},
	} {
		got := answer(t, bot.New(ix, bot.Options{}), bot.Question{Text: tc.question, Language: tc.language})
		if got.Status != tc.status || !slices.Contains(got.Notes, tc.note) {
			t.Errorf("%s: %s, notes %q", tc.question, got.Status, got.Notes)
		}
		if with := answer(t, assistant(t, rules), bot.Question{Text: tc.question, Language: tc.language}); slices.Contains(with.Notes, tc.note) {
			t.Errorf("%s: the note stands where vectors were compared", tc.question)
		}
	}
}
