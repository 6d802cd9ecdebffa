package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/corpus/policies"
	"footnote/prompts"
)

// A stopwatch is a model that notes when it has said the last word of its first
// sentence.
type stopwatch struct {
	reply string
	said  time.Time
}

func (*stopwatch) Name() string { return "stopwatch" }

func (s *stopwatch) Reply(_ context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	for word := range strings.SplitAfterSeq(numbered(s.reply, p), " ") {
		if s.said.IsZero() && strings.HasSuffix(word, "\n") {
			s.said = time.Now()
		}
		if err := piece(word); err != nil {
			return bot.Usage{}, err
		}
	}
	return bot.Usage{Prompt: 1, Reply: 1}, nil
}

// BenchmarkFirstSentence measures how long it takes from the last token of the
// first sentence until the sentence is checked and shown. The one that rests on a
// wrong number is compared with every passage of the prompt.
func BenchmarkFirstSentence(b *testing.B) {
	for name, number := range map[string]string{"right number": "{" + ceiling + "}", "wrong number": "{innovation voucher is worth}"} {
		b.Run(name, func(b *testing.B) {
			model := &stopwatch{reply: "say: Subsidies under the Lingang measures run up to RMB 10 million. " + number + "\n"}
			a := assistantWith(b, policies.FS, bot.Options{Model: model})
			var own time.Duration
			n := 0
			for b.Loop() {
				model.said = time.Time{}
				answer, err := a.Stream(context.Background(), bot.Question{Text: lingang}, func(bot.Answer) { own += time.Since(model.said) })
				if n++; err != nil || len(answer.Sentences) != 1 {
					b.Fatal(answer.Sentences, answer.Withheld, err)
				}
			}
			b.ReportMetric(float64(own.Microseconds())/1000/float64(n), "ms/shown")
		})
	}
}
