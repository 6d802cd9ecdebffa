package main

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/prompts"
)

// A watched model writes a reply line by line and notes, before each line, what has
// been shown until then.
type watched struct {
	replies []string
	screen  *strings.Builder
	seen    []string
}

func (*watched) Name() string { return "m" }

func (m *watched) Reply(_ context.Context, _ prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	if len(m.replies) == 0 {
		return bot.Usage{}, nil
	}
	reply := m.replies[0]
	m.replies = m.replies[1:]
	for line := range strings.Lines(reply) {
		m.seen = append(m.seen, m.screen.String())
		if err := piece(line); err != nil {
			return bot.Usage{}, err
		}
	}
	m.seen = append(m.seen, m.screen.String())
	return bot.Usage{}, nil
}

// watch asks a model that gives these replies, at a terminal or elsewhere.
func watch(t *testing.T, live bool, q bot.Question, replies ...string) (screen string, seen []string) {
	t.Helper()
	var stdout strings.Builder
	m := &watched{replies: replies, screen: &stdout}
	p := &program{getenv: environment(nil), stdout: &stdout, stderr: t.Output()}
	page := &page{terminal: terminal{width: 90, live: live}}
	recorder := bot.Recorder{Assistant: bot.New(follow(t, "").assistant.Index(), bot.Options{Model: m})}
	a, err := p.answer(t.Context(), recorder, q, page)
	if err != nil {
		t.Fatal(err)
	}
	page.answer(a)
	if err := p.show(page); err != nil {
		t.Fatal(err)
	}
	return stdout.String(), m.seen
}

func TestASentenceIsShownAtATerminalAsSoonAsItIsProved(t *testing.T) {
	for _, tc := range []struct{ question, first, second, last, sources string }{
		{"How high are the subsidies in Lingang?", "Subsidies under the Lingang measures run up to RMB 10 million.", "The measures of Lingang apply until April 2029.", "Subsidies under the Lingang measures run up to RMB 30 million.", "Sources"},
		{"临港新片区的补贴最高多少？", "临港措施的补贴最高为1000万元人民币。", "临港措施有效期至2029年4月。", "临港措施的补贴最高为3000万元人民币。", "来源"},
	} {
		reply := "answerable: yes\nsay: " + tc.first + "\nsay: " + tc.last + "\nsay: " + tc.second + "\n"
		screen, seen := watch(t, true, bot.Question{Text: tc.question}, reply, "")
		during, end := seen[3], seen[5] // the last line of the reply, and its end
		if seen[1] != "" || during != tc.first+"[1]\n" || !strings.HasPrefix(end, during) || !strings.HasSuffix(end, tc.second+"[2]\n") {
			t.Errorf("%s: shown while it was written: %q", tc.question, seen)
		}
		above, below, _ := strings.Cut(screen, "\n\n"+tc.sources+"\n")
		if above+"\n" != end || strings.Contains(below, tc.first+"[1]") || strings.Contains(screen, tc.last) {
			t.Errorf("not what was proved, once, then the sources:\n%s", screen)
		}
		piped, seen := watch(t, false, bot.Question{Text: tc.question}, reply, "")
		if seen[5] != "" || !strings.HasPrefix(piped, tc.first+"[1]") {
			t.Errorf("%s: in a pipe: %q, then\n%s", tc.question, seen, piped)
		}
	}
}

func TestATableIsShownWhenItIsWhole(t *testing.T) {
	reply := "answerable: yes\nsay: 2029 | The Lingang support measures run until April 2029.\nsay: The sun rises.\n"
	screen, seen := watch(t, true, bot.Question{Text: "Timeline of the Lingang measures"}, reply, "")
	if len(seen) < 5 || seen[4] != "" || !strings.Contains(screen, "Written by a machine") {
		t.Errorf("shown before: %q, then\n%s", seen, screen)
	}
}

func TestAnAnswerThatIsAnotherThanWhatWasShownSaysSo(t *testing.T) {
	one, two := bot.Sentence{Text: "One."}, bot.Sentence{Text: "Two."}
	for name, tc := range map[string]struct {
		language string
		shown    []bot.Sentence
		final    bot.Answer
		want     string
	}{
		"it goes on":               {"en", []bot.Sentence{one}, bot.Answer{Status: bot.Answered, Sentences: []bot.Sentence{one, two}}, "Two.\n\nSources\n"},
		"what is missing comes":    {"en", []bot.Sentence{one}, bot.Answer{Status: bot.Partial, Reason: "A part.", Sentences: []bot.Sentence{one}}, "\nA part.\n\nSources\n"},
		"it was copied instead":    {"en", []bot.Sentence{one}, bot.Answer{Status: bot.Answered, Reason: "No reply.", Sentences: []bot.Sentence{two}}, "\n" + english.anew + "\n\nNo reply.\n\nTwo.\n\nSources\n"},
		"it was copied instead, 中": {"zh", []bot.Sentence{one}, bot.Answer{Status: bot.Answered, Sentences: []bot.Sentence{two}}, "\n" + chinese.anew + "\n\nTwo.\n\n来源\n"},
		"nothing was left":         {"en", []bot.Sentence{one}, bot.Answer{Status: bot.Refused, Reason: "Nothing."}, "\n" + english.anew + "\n\nNothing.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &page{terminal: terminal{width: 96, live: true}, begun: true, shown: tc.shown}
			tc.final.Language, tc.final.Model = tc.language, bot.Extractive
			p.answer(tc.final)
			if got := p.b.String(); !strings.HasPrefix(got, tc.want) {
				t.Error(cmp.Diff(tc.want, got))
			}
		})
	}
}
