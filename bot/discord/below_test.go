package discord

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// playAnswers plays a bot whose answers have receipts and whose cards are of the
// library of assistant; Lin reads Chinese.
func playAnswers(t *testing.T) (s *stage, lin *discordtest.User) {
	t.Helper()
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	s = set(t, discordtest.New(t), nil)
	s.bot.Asker = bot.Recorder{Assistant: a, Receipts: s.records, Warn: func(err error) { t.Error(err) }}
	s.bot.Exhibits = a.Exhibits
	lin = s.guild.Member("Lin", "zh-CN")
	s.run(t)
	return s, lin
}

const (
	askedEn = "Within how many working days must a provider file a test algorithm, and what does the filing cost?"
	askedZh = "示例算法提供者应当在多少个工作日内完成备案？"
)

// asksOf asks and returns the answer, once it has its rows.
func (s *stage) asksOf(u *discordtest.User, question string, options ...any) discordtest.Message {
	i := u.Command(s.policy, askName, append([]any{optionQuestion, question}, options...)...)
	shown := i.Await("the whole answer", func(st discordtest.State) bool {
		return strings.Contains(drawn(st.Messages()), "(more)")
	}).Messages()
	return shown[len(shown)-1]
}

func TestAnExportedAnswerHasItsCorrection(t *testing.T) {
	t.Parallel()
	s, _ := playAnswers(t)
	answer := s.asksOf(s.ann, askedEn)
	id := s.receiptIn(answer)
	r, err := s.records.Receipt(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	correction := bot.Correction{Receipt: id, Text: "It is *twelve* days.", Evidence: r.Citations[1], Server: s.guild.ID, Time: time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)}
	if err := s.records.Correct(t.Context(), correction); err != nil {
		t.Fatal(err)
	}
	text := s.mo.Select(answer, "More …", "markdown").AwaitAnswer().Messages()[0].Text()
	for _, want := range []string{"**Corrected by a moderator on 2026-03-05:** It is \\*twelve\\* days. “Whoever does not file", "(Office of Examples, [Measures", "# Within how many"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestWhatStandsUnderAnAnswerDependsOnTheAnswer(t *testing.T) {
	t.Parallel()
	citation := make([]bot.Citation, 1)
	for name, tc := range map[string]struct {
		answer  bot.Answer
		private bool
		want    string
	}{
		"an answer":             {bot.Answer{Receipt: "r", Citations: citation}, false, "sources good bad apa gbt bibtex markdown receipt delete"},
		"a private answer":      {bot.Answer{Receipt: "r", Citations: citation}, true, "sources good bad apa gbt bibtex markdown receipt"},
		"a refusal":             {bot.Answer{Receipt: "r", Status: bot.Refused}, false, "good bad receipt delete"},
		"a question in return":  {bot.Answer{Receipt: "r", Status: bot.Refused, Cause: bot.CauseUnclear}, false, "receipt delete"},
		"nothing kept about it": {bot.Answer{Citations: citation}, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var verbs []string
			for _, r := range new(desk).below(tc.answer, tc.private) {
				for _, c := range r.(discordgo.ActionsRow).Components {
					switch c := c.(type) {
					case discordgo.Button:
						verb, id, _ := strings.Cut(c.CustomID, " ")
						if verbs = append(verbs, verb); id != "r" {
							t.Errorf("the button %q is of receipt %q", verb, id)
						}
					case discordgo.SelectMenu:
						for _, o := range c.Options {
							verbs = append(verbs, o.Value)
						}
					}
				}
			}
			if got := strings.Join(verbs, " "); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			for _, verb := range verbs {
				if belowAnswers.press[verb] == nil {
					t.Errorf("nothing is done for %q", verb)
				}
			}
		})
	}
}

func TestAButtonWhoseReceiptIsGoneSaysSo(t *testing.T) {
	t.Parallel()
	s, lin := playAnswers(t)
	for _, verb := range slices.Sorted(maps.Keys(belowAnswers.press)) {
		if verb == verbKeep {
			continue // it asks for nothing
		}
		want := belowWanted(verb)
		for _, id := range []string{verb + " gone 1", verb} {
			i := lin.Deliver(s.policy, 3, map[string]any{"custom_id": id, "component_type": 2})
			shown := i.AwaitAnswer().Messages()
			if id == verb {
				want = "不认识（或不再认识）"
			}
			if len(shown) != 1 || !shown[0].Private || !strings.Contains(shown[0].Text(), want) {
				t.Errorf("%s: %s", id, drawn(shown))
			}
		}
	}
}

// belowWanted is what is told where nothing is kept of an answer.
func belowWanted(verb string) string {
	if verb == verbDelete || verb == verbErase {
		return "本回答所在的位置已无记录"
	}
	return "本回答的留存内容已期满删除"
}
