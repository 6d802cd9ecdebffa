package discord

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// replied waits for the answer to a message and returns it.
func (s *stage) replied(to discordtest.Message) string {
	return discordtest.Draw(s.AwaitReply(to, func(m discordtest.Message) bool { return !isSearching(m) }))
}

func TestAReplyThatCannotBeReadIsAnsweredOnceADay(t *testing.T) {
	t.Parallel()
	s := play(t, realAsker(t))
	li := s.guild.Member("Li", "zh-CN")
	for asker, test := range map[*discordtest.User]struct{ question, followUp, want string }{
		s.ann: {"Is the filing of a test algorithm free of charge?", "And until when?", english.howToAsk},
		li:    {"示例算法提供者应当在几个工作日内完成备案？", "那收费吗？", chinese.howToAsk},
	} {
		question := asker.Say(s.policy, s.Mention()+" "+test.question)
		answer := s.AwaitReply(question, func(m discordtest.Message) bool { return strings.Contains(m.Text(), "[1]") })
		first := asker.Reply(answer, test.followUp, false)
		if shown := s.replied(first); shown != test.want {
			t.Errorf("told %q", shown)
		}
		again := asker.Reply(answer, test.followUp, false)
		s.replied(asker.Say(s.policy, s.Mention())) // comes behind it
		for _, m := range s.Messages(s.policy) {
			if m.ReplyTo == again.ID {
				t.Errorf("told again: %s", m.Text())
			}
		}
	}
}

func TestAMentionWithoutAQuestionAsksAboutWhatItStandsBelow(t *testing.T) {
	t.Parallel()
	s := play(t, realAsker(t), func(b *Bot) { b.config.MessageContent = true })
	blind := play(t, realAsker(t))
	forum := s.guild.Forum("questions")
	for name, test := range map[string]struct {
		on   *stage
		say  func() discordtest.Message
		want string
	}{
		"the message that it replies to": {s, func() discordtest.Message {
			return s.mo.Reply(s.ann.Say(s.policy, "Is the filing of a test algorithm free of charge?"), s.Mention(), false)
		}, "free of charge. ["},
		"in Chinese": {s, func() discordtest.Message {
			return s.mo.Reply(s.ann.Say(s.policy, "示例算法提供者应当在几个工作日内完成备案？"), s.Mention(), false)
		}, "十个工作日内完成备案。["},
		"one whose text Discord hides": {blind, func() discordtest.Message {
			return blind.mo.Reply(blind.ann.Say(blind.policy, "Is the filing of a test algorithm free of charge?"), blind.Mention(), false)
		}, askingChinese.cannotSee},
		"the first message of a post": {s, func() discordtest.Message {
			post, _ := s.ann.Post(forum, "Filing", "Is the filing of a test algorithm free of charge?")
			return s.mo.Say(post, s.Mention())
		}, "free of charge. ["},
		"the title of a post whose first message Discord hides": {blind, func() discordtest.Message {
			post, _ := blind.ann.Post(blind.guild.Forum("questions"), "示例算法提供者应当在几个工作日内完成备案？", "Who knows?")
			return blind.mo.Say(post, blind.Mention())
		}, "十个工作日内完成备案。["},
		"the title of a thread": {s, func() discordtest.Message {
			thread, _ := s.ann.Post(s.policy, "Is the filing of a test algorithm free of charge?", "I could not find it.")
			return s.mo.Say(thread, s.Mention())
		}, "free of charge. ["},
		"a post that mentions the bot itself": {s, func() discordtest.Message {
			_, first := s.ann.Post(forum, "备案", s.Mention()+"示例算法提供者应当在几个工作日内完成备案？")
			return first
		}, "十个工作日内完成备案。["},
	} {
		t.Run(name, func(t *testing.T) {
			asked := test.say()
			if shown := test.on.replied(asked); !strings.Contains(shown, test.want) {
				t.Errorf("%q is not in\n%s", test.want, shown)
			}
		})
	}
}

func TestWhoAsksWhereTheBotMayNotAnswerIsToldSoOnce(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		question, want string
		deny           discordtest.Permission
		inThread       bool
	}{
		"in a channel":            {"Is it so?", "I lack the permission “Send Messages”.", discordtest.SendMessages, false},
		"in a channel in Chinese": {"是这样吗？", "缺少权限“发送消息”", discordtest.SendMessages, false},
		"in a thread":             {"Is it so?", "I lack the permission “Send Messages in Threads”.", discordtest.SendInThreads, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := play(t, says("It is so."))
			place := s.policy
			if test.inThread {
				place, _ = s.ann.Post(s.policy, "Filing", "We need to talk.")
			}
			s.policy.Deny(test.deny)
			s.ann.Say(place, s.Mention()+" "+test.question)
			direct := s.ann.Direct()
			s.Await("a direct message", func() bool { return len(s.Messages(direct)) > 0 })
			if shown := s.Messages(direct)[0].Text(); !strings.Contains(shown, test.want) || !strings.Contains(shown, "<#"+place.ID+">") {
				t.Errorf("told %q", shown)
			}
			s.ann.Say(place, s.Mention()+" "+test.question)
			s.replied(s.ann.Say(direct, test.question)) // comes behind it
			told := 0
			for _, m := range s.Messages(direct) {
				if strings.Contains(m.Text(), test.want) {
					told++
				}
			}
			if told != 1 {
				t.Errorf("told %d times", told)
			}
		})
	}
}

func TestWithoutTheHistoryAnAnswerIsPostedWithoutAReply(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	s.policy.Deny(discordtest.ReadHistory)
	s.ann.Say(s.policy, s.Mention()+" Is it so?")
	s.AwaitMessage("the answer", func(m discordtest.Message) bool { return m.Mine && strings.Contains(m.Text(), "It is so.") })
}

func TestNobodyElseIsAnswered(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	other := s.guild.Member("Other", "en-US")
	s.ann.Say(s.policy, "Is it so?")
	s.ann.Say(s.policy, "<@"+other.ID+"> Is it so?")
	s.ann.Say(s.policy, "@everyone Is it so?")
	s.ann.Reply(s.ann.Say(s.policy, "I wonder."), "So do I.", true)
	last := s.ann.Say(s.policy, s.Mention()+" And this?")
	s.replied(last)
	if n := s.Count(http.MethodPost, createRoute); n != 1 {
		t.Errorf("%d messages were posted", n)
	}
}

// growingAsker is an Asker made of a function that shows answers that grow.
type growingAsker func(context.Context, bot.Question, func(bot.Answer)) (bot.Answer, error)

func (f growingAsker) Stream(ctx context.Context, q bot.Question, show func(bot.Answer)) (bot.Answer, error) {
	return f(ctx, q, show)
}
