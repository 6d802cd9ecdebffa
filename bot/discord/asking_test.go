package discord

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// A tongue is what people say in the scenes of one language.
type tongue struct {
	locale, question, followUp, claim, unclear string
	followLabel, notMeant, publish             string
}

var (
	inEnglish = tongue{
		"en-US", "Within how many working days must a provider file a test algorithm?", "And what happens if it does not?",
		"The filing of a test algorithm is free of charge.", "Is it so?", "Follow up", "Not what I meant", "Publish",
	}
	inChinese = tongue{
		"zh-TW", "示例算法提供者应当在几个工作日内完成备案？", "那收费吗？", "示例算法备案不收取费用。", "是这样吗？", "追问", "不是这个意思", "公开",
	}
)

// askingScenes are played by Ann, who asks, and Mo, who moderates; each returns what is
// to be seen in the end.
var askingScenes = map[string]func(s *stage, say tongue) string{
	"thread": func(s *stage, say tongue) string {
		answer := s.answered(s.ask(say.question))
		told := drawn(s.mo.Press(answer, say.followLabel).AwaitText("<#" + answer.ID).Messages())
		thread := s.policy.Threads()[0]
		s.AwaitReply(s.ann.Say(thread, s.Mention()+" "+say.followUp), isFinal)
		return told + "\n\n" + discordtest.DrawChannel(s.ann, s.policy)
	},
	"thread-not-allowed": func(s *stage, say tongue) string {
		answer := s.answered(s.ask(say.question))
		s.policy.Deny(discordtest.CreateThreads | discordtest.SendInThreads)
		return told(s.mo.Press(answer, say.followLabel))
	},
	"not-meant": func(s *stage, say tongue) string {
		answer := s.answered(s.ask(say.question))
		misread := s.AwaitReply(s.ann.Reply(answer, say.followUp, true), isFinal)
		return told(s.mo.Press(misread, say.notMeant)) + "\n\n" + told(s.ann.Press(misread, say.notMeant))
	},
	"ask-about": func(s *stage, say tongue) string {
		opened := s.mo.Menu(s.ann.Say(s.policy, say.claim), aboutName)
		form := discordtest.DrawModal(opened.AwaitModal())
		return form + "\n\n" + told(s.mo.Submit(opened, optionQuestion, say.question))
	},
	"fact-check": func(s *stage, say tongue) string {
		private := s.answered(s.mo.Menu(s.ann.Say(s.policy, say.claim), factcheckName))
		public := s.mo.Press(private, say.publish).Await("the answer", func(st discordtest.State) bool {
			return st.Original != nil && isFinal(*st.Original)
		})
		return discordtest.Draw(private) + "\n\n" + drawn(public.Messages())
	},
	"not-readable": func(s *stage, say tongue) string {
		answer := s.answered(s.ask(say.question))
		reply := s.replied(s.ann.Reply(answer, say.followUp, false))
		return reply + "\n\n" + s.replied(s.ann.Reply(s.mo.Say(s.policy, say.claim), s.Mention(), false))
	},
	"not-allowed-to-answer": func(s *stage, say tongue) string {
		s.policy.Deny(discordtest.SendMessages)
		s.ann.Say(s.policy, s.Mention()+" "+say.question)
		direct := s.ann.Direct()
		s.Await("a direct message", func() bool { return len(s.Messages(direct)) > 0 })
		return discordtest.DrawChannel(s.ann, direct)
	},
}

// isFinal reports whether a message is an answer that does not grow any more.
func isFinal(m discordtest.Message) bool {
	return strings.Contains(discordtest.Draw(m), "(more)")
}

func TestWhatIsSeenOfAskingIsDrawn(t *testing.T) {
	t.Parallel()
	for name, scene := range askingScenes {
		for suffix, say := range map[string]tongue{"": inEnglish, "-zh": inChinese} {
			t.Run(name+suffix, func(t *testing.T) {
				t.Parallel()
				s := remember(t, func(b *Bot) { b.limits.edit = time.Hour }) // without what grows
				s.ann, s.mo = s.guild.Member("Ann", say.locale), s.guild.Member("Mo", say.locale, "moderator")
				wantScene(t, "asking/"+name+suffix, scene(s, say))
			})
		}
	}
}
