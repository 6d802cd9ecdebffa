package discord

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

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
