package bot_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/corpus/policies"
	"footnote/prompts"
)

// A script is a model that replies as a test says: to its first prompt with the
// first text, and so on. In a text, {words} stands for the number of the sentence
// that holds the words.
type script struct {
	replies []string
	err     error // after the last piece of the first reply
	asked   []prompts.Prompt
}

func (*script) Name() string { return "scripted" }

func (s *script) Reply(ctx context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	s.asked = append(s.asked, p)
	if len(s.asked) > len(s.replies) {
		return bot.Usage{}, fmt.Errorf("a prompt that the script does not know: %w", bot.ErrModelUnreachable)
	}
	for _, r := range numbered(s.replies[len(s.asked)-1], p) {
		if err := piece(string(r)); err != nil {
			return bot.Usage{}, err
		}
	}
	if len(s.asked) == 1 && s.err != nil {
		return bot.Usage{}, s.err
	}
	return bot.Usage{Prompt: 1000, Reply: 100}, ctx.Err()
}

var (
	slot = regexp.MustCompile(`\{([^}]+)\}`)
	line = regexp.MustCompile(`(?m)^(\[\d+\.\d+\]) (.*)$`)
)

// numbered puts the numbers of the prompt's sentences into a reply.
func numbered(reply string, p prompts.Prompt) string {
	return slot.ReplaceAllStringFunc(reply, func(m string) string {
		for _, l := range line.FindAllStringSubmatch(p.User, -1) {
			if strings.Contains(l[2], m[1:len(m)-1]) {
				return l[1]
			}
		}
		return "[no sentence holds " + m[1:len(m)-1] + "]"
	})
}

func texts(a bot.Answer) []string {
	var out []string
	for _, s := range a.Sentences {
		out = append(out, s.Text)
	}
	return out
}

func quotes(a bot.Answer) []string {
	var out []string
	for _, c := range a.Citations {
		out = append(out, c.Quote())
	}
	return out
}

func whys(a bot.Answer) []string {
	var out []string
	for _, w := range a.Withheld {
		kind, _, _ := strings.Cut(w.Why, ":")
		out = append(out, kind)
	}
	return out
}

const lingang = "How high are the subsidies in Lingang?"

// ceiling is a sentence of the corpus that answers it, and others are beside it.
const ceiling = "run up to a ceiling of RMB 10 million"

func TestAWrittenAnswer(t *testing.T) {
	tests := map[string]struct {
		question string
		replies  []string
		err      error
		status   bot.Status
		cause    bot.Cause
		written  bool
		texts    []string
		repaired int
		withheld []string // kinds of reason
		quotes   []string // in which the words of each citation are
	}{
		"a proved sentence is shown": {
			replies: []string{"answerable: yes\nsay: Subsidies under the Lingang measures reach at most RMB 10 million. {" + ceiling + "}\n"},
			status:  bot.Answered, written: true,
			texts:  []string{"Subsidies under the Lingang measures reach at most RMB 10 million."},
			quotes: []string{ceiling},
		},
		"a wrong figure is withheld, and the rest is shown": {
			replies: []string{"say: Subsidies under the Lingang measures run up to RMB 30 million. {" + ceiling + "}\n" +
				"say: RMB 10 million is a maximum. {RMB 10 million is a maximum}\n", ""},
			status: bot.Answered, written: true,
			texts:    []string{"RMB 10 million is a maximum."},
			withheld: []string{"number"}, quotes: []string{"is a maximum and not a fixed payment"},
		},
		"a wrong figure is mended in the repair turn and added at the end": {
			replies: []string{
				"say: Subsidies under the Lingang measures run up to RMB 30 million. {" + ceiling + "}\nsay: RMB 10 million is a maximum. {RMB 10 million is a maximum}\n",
				"say: Subsidies under the Lingang measures run up to RMB 10 million. {" + ceiling + "}\n"},
			status: bot.Answered, written: true,
			texts:    []string{"RMB 10 million is a maximum.", "Subsidies under the Lingang measures run up to RMB 10 million."},
			repaired: 1, quotes: []string{"is a maximum", ceiling},
		},
		"a wrong number of a sentence is put right": {
			replies: []string{"say: Subsidies under the Lingang measures run up to RMB 10 million. {innovation voucher is worth}\n", ""},
			status:  bot.Answered, written: true,
			texts:  []string{"Subsidies under the Lingang measures run up to RMB 10 million."},
			quotes: []string{ceiling},
		},
		"what leans on a withheld sentence goes with it": {
			replies: []string{"say: Subsidies under the Lingang measures run up to RMB 30 million. {" + ceiling + "}\n" +
				"say: However, RMB 10 million is a maximum. {RMB 10 million is a maximum}\n", ""},
			status: bot.Answered, cause: bot.CauseUnverified,
			withheld: []string{"number", "context"}, texts: []string{"*"}, quotes: []string{ceiling, "*"},
		},
		"a sentence without a source is withheld unless one passage proves it": {
			replies: []string{"Subsidies under the Lingang measures run up to RMB 10 million.\nLingang is a lovely place to live.\nThe sea is near.\n", ""},
			status:  bot.Answered, written: true,
			texts:  []string{"Subsidies under the Lingang measures run up to RMB 10 million."},
			quotes: []string{ceiling}, withheld: []string{"content", "content"},
		},
		"the model finds no answer": {
			replies: []string{"answerable: no\nmissing: the subsidies\n"},
			status:  bot.Refused, cause: bot.CauseNotHere, written: true,
		},
		"the model finds a part of it": {
			replies: []string{"answerable: partly\nmissing: subsidies in Lingang\nsay: Subsidies under the Lingang measures run up to RMB 10 million. {" + ceiling + "}\n"},
			status:  bot.Partial, cause: bot.CausePartly, written: true,
			texts: []string{"Subsidies under the Lingang measures run up to RMB 10 million."}, quotes: []string{ceiling},
		},
		"an empty reply is an outage":     {replies: []string{""}, status: bot.Answered, cause: bot.CauseOutage, texts: []string{"*"}, quotes: []string{ceiling, "*"}},
		"nonsense is an outage":           {replies: []string{"\x00\x01)))((( ??? 12 [[["}, status: bot.Answered, cause: bot.CauseOutage, texts: []string{"*"}, quotes: []string{ceiling, "*"}},
		"an unreachable server":           {replies: []string{""}, err: bot.ErrModelUnreachable, status: bot.Answered, cause: bot.CauseOutage, texts: []string{"*"}, quotes: []string{ceiling, "*"}},
		"a used-up quota":                 {replies: []string{""}, err: bot.ErrModelBusy, status: bot.Answered, cause: bot.CauseOutage, texts: []string{"*"}, quotes: []string{ceiling, "*"}},
		"what was proved before it broke": {replies: []string{"say: Subsidies under the Lingang measures run up to RMB 10 million. {" + ceiling + "}\nsay: Subs"}, err: bot.ErrModelCutOff, status: bot.Answered, written: true, texts: []string{"Subsidies under the Lingang measures run up to RMB 10 million."}, quotes: []string{ceiling}},
		"another language than the answer's": {
			replies: []string{"say: 临港措施的补贴最高为1000万元人民币。{" + ceiling + "}\n", ""},
			status:  bot.Answered, cause: bot.CauseUnverified, withheld: []string{"language"}, texts: []string{"*"}, quotes: []string{ceiling, "*"},
		},
		"a sentence without a number that two documents prove": {
			question: "Until when do the Lingang measures apply?",
			replies:  []string{"say: The Lingang measures apply until April 2029. [9.9]\n", ""},
			status:   bot.Answered, cause: bot.CauseUnverified, withheld: []string{"sources"}, texts: []string{"*"}, quotes: []string{"*"},
		},
		"a miscounted number means the sentence that was quoted for it": {
			question: "Until when do the Lingang measures apply?",
			replies:  []string{"quote [9.9]: The Lingang measures … until April 2029.\nsay: The Lingang measures apply until April 2029. [9.9]\n"},
			status:   bot.Answered, written: true,
			texts: []string{"The Lingang measures apply until April 2029."}, quotes: []string{"April 2029"},
		},
		"a link, a mention and markup": {
			replies: []string{"say: Subsidies under the Lingang measures run up to RMB 10 million, see evil.example.com. {" + ceiling + "}\n" +
				"say: @everyone Subsidies under the Lingang measures run up to RMB 10 million. {" + ceiling + "}\n", ""},
			status: bot.Answered, cause: bot.CauseUnverified, withheld: []string{"form", "form"}, texts: []string{"*"}, quotes: []string{ceiling, "*"},
		},
		"chinese": {
			question: "临港新片区的补贴最高多少？",
			replies:  []string{"可回答：是\n句子：临港新片区的补贴最高为1000万元人民币。{1000万元}\n"},
			status:   bot.Answered, written: true,
			texts: []string{"临港新片区的补贴最高为1000万元人民币。"}, quotes: []string{"1000万元"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			model := &script{replies: test.replies, err: test.err}
			if test.question == "" {
				test.question = lingang
			}
			a, err := assistantWith(t, policies.FS, bot.Options{Model: model}).Answer(t.Context(), bot.Question{Text: test.question})
			if err != nil {
				t.Fatal(err)
			}
			if a.Status != test.status || a.Cause != test.cause || a.Written() != test.written {
				t.Errorf("status %s, cause %q, model %s; reason %q; withheld %v", a.Status, a.Cause, a.Model, a.Reason, a.Withheld)
			}
			if got := texts(a); !slices.Equal(test.texts, []string{"*"}) && !slices.Equal(got, test.texts) {
				t.Errorf("sentences:\n%s", cmp.Diff(test.texts, got))
			} else if len(got) == 0 && len(test.texts) > 0 {
				t.Error("there are no sentences")
			}
			if got := whys(a); !slices.Equal(got, test.withheld) {
				t.Errorf("withheld %v, want %v", a.Withheld, test.withheld)
			}
			repaired := 0
			for _, s := range a.Sentences {
				if s.Repaired {
					repaired++
				}
			}
			if repaired != test.repaired {
				t.Errorf("%d sentences are repaired", repaired)
			}
			for i, want := range test.quotes {
				if want == "*" {
					break
				}
				if i >= len(a.Citations) || !strings.Contains(a.Citations[i].Quote(), want) {
					t.Errorf("citation %d does not hold %q: %v", i+1, want, quotes(a))
				}
			}
			if (a.Cause != "") != (a.Reason != "") {
				t.Errorf("cause %q, first line %q", a.Cause, a.Reason)
			}
		})
	}
}

func TestVerifiedSentencesAreShownAsTheyCome(t *testing.T) {
	model := &script{replies: []string{
		"say: Subsidies under the Lingang measures run up to RMB 10 million. {" + ceiling + "}\n" +
			"say: Subsidies under the Lingang measures run up to RMB 40 million. {" + ceiling + "}\n" +
			"say: RMB 10 million is a maximum. {RMB 10 million is a maximum}\n",
		"say: Subsidies under the Lingang measures reach at most RMB 10 million. {" + ceiling + "}\n"}}
	var shown []int
	a, err := assistantWith(t, policies.FS, bot.Options{Model: model}).Stream(t.Context(), bot.Question{Text: lingang}, func(a bot.Answer) {
		shown = append(shown, len(a.Sentences))
		for _, s := range a.Sentences {
			for _, n := range s.Citations {
				if n > len(a.Citations) || a.Citations[n-1].N() != n {
					t.Errorf("a sentence is shown without its citation %d", n)
				}
			}
		}
	})
	if err != nil || !slices.Equal(shown, []int{1, 2, 3}) || len(a.Sentences) != 3 {
		t.Errorf("shown %v, at the end %q, %v", shown, texts(a), err)
	}
}

func TestARefusalOfTheGatesNeverAsksTheModel(t *testing.T) {
	model := &script{}
	a := assistantWith(t, policies.FS, bot.Options{Model: model})
	for question, want := range map[string]bot.Cause{
		"What is the capital of France?":                bot.CauseNotHere,
		"What was the 2019 target for humanoid robots?": bot.CauseNotHere,
		"How do I bake sourdough bread?":                bot.CauseOffTopic,
		"红烧肉怎么做？":                                       bot.CauseOffTopic,
	} {
		got, err := a.Answer(t.Context(), bot.Question{Text: question})
		if err != nil || got.Status != bot.Refused || got.Cause != want || got.Reason == "" {
			t.Errorf("%s: %s %q %q %v", question, got.Status, got.Cause, got.Reason, err)
		}
	}
	if len(model.asked) > 0 {
		t.Errorf("the model was asked %d times", len(model.asked))
	}
}

// endless replies until nobody takes it any more.
type endless struct{ text string }

func (endless) Name() string { return "endless" }

func (e endless) Reply(ctx context.Context, _ prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	for ctx.Err() == nil {
		if err := piece(e.text); err != nil {
			return bot.Usage{}, err
		}
	}
	return bot.Usage{}, ctx.Err()
}

func TestAModelThatNeverEndsIsLeftAtTheDeadline(t *testing.T) {
	for name, text := range map[string]string{
		"the same sentence": "say: Everything is free. [1.1]\n",
		"one long line":     "say more and more ",
		"nothing":           "",
		"empty lines":       "\n",
	} {
		t.Run(name, func(t *testing.T) {
			model := endless{text}
			a, err := assistantWith(t, policies.FS, bot.Options{Model: model, Timeout: 300 * time.Millisecond}).Answer(t.Context(), bot.Question{Text: lingang})
			if err != nil || a.Status != bot.Answered || a.Written() || a.Cause != bot.CauseOutage && a.Cause != bot.CauseUnverified {
				t.Errorf("%s %q %s %v", a.Status, a.Cause, a.Model, err)
			}
		})
	}
}

func TestWhoGivesUpGetsNoAnswer(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := assistantWith(t, policies.FS, bot.Options{Model: endless{""}}).Answer(ctx, bot.Question{Text: lingang})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got the error %v", err)
	}
}
