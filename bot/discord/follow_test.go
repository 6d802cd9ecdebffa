package discord

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// remember makes a stage whose bot answers over the two documents, keeps receipts and
// remembers conversations.
func remember(t *testing.T, change ...func(*Bot)) *stage {
	t.Helper()
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	s := set(t, discordtest.New(t), nil, change...)
	warn := func(err error) { t.Error(err) }
	s.bot.Asker = bot.Recorder{Assistant: a, Receipts: s.records, Memory: s.records, Whispers: s.records, Warn: warn}
	s.run(t)
	return s
}

// answered waits for the answer to an interaction, and until it is known where that
// stands, if others can see it. It returns the last message.
func (s *stage) answered(i *discordtest.Interaction) discordtest.Message {
	shown := i.Await("an answer", isTold).Messages()
	last := shown[len(shown)-1]
	if !last.Private {
		s.Await("where the answer stands", func() bool {
			_, err := s.records.PostAt(context.Background(), last.Channel, last.ID)
			return err == nil
		})
	}
	return last
}

// openThread presses "Follow up" below an answer and returns the thread.
func openThread(t *testing.T, s *stage, by *discordtest.User, answer discordtest.Message, label string) *discordtest.Channel {
	t.Helper()
	i := by.Press(answer, label)
	i.AwaitText("<#" + answer.ID + ">")
	threads := s.policy.Threads()
	if len(threads) == 0 {
		t.Fatalf("there is no thread: %s", told(i))
	}
	return threads[len(threads)-1]
}

func TestAThreadGoesOnFromTheAnswerThatItBeganWith(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		locale, question, label, name, first, followUp, understood string
	}{
		"in English": {"en-US", "Within how many working days must a provider file a test algorithm?", "Follow up",
			"Within how many working days must a provider file a test algorithm?", "Continue here", "And what happens if it does not?", "Understood as: "},
		"in Chinese": {"zh-TW", "示例算法提供者应当在几个工作日内完成备案？", "追问",
			"示例算法提供者应当在几个工作日内完成备案？", "可在这里继续提问", "那测试算法呢？", "理解为："},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			asker, other := s.guild.Member("Asker", test.locale), s.guild.Member("Other", test.locale)
			answer := s.answered(asker.Command(s.policy, askName, optionQuestion, test.question))
			thread := openThread(t, s, other, answer, test.label)
			if thread.Name() != test.name {
				t.Errorf("the thread is called %q", thread.Name())
			}
			if first := s.Messages(thread)[0].Text(); !strings.Contains(first, test.first) || !strings.Contains(first, s.Mention()) {
				t.Errorf("the thread begins with %q", first)
			}
			for way, shown := range map[string]func() string{
				"a mention": func() string { return s.replied(other.Say(thread, s.Mention()+" "+test.followUp)) },
				"/ask": func() string {
					return told(asker.Command(thread, askName, optionQuestion, test.followUp))
				},
			} {
				if text := shown(); !strings.Contains(text, test.understood) {
					t.Errorf("%s stood alone:\n%s", way, text)
				}
			}
			if text := told(asker.Command(s.policy, askName, optionQuestion, test.followUp)); strings.Contains(text, test.understood) {
				t.Errorf("in the channel a question rests on what was asked in the thread:\n%s", text)
			}
		})
	}
}

func TestAReplyGoesOnFromTheAnswerThatItReplies(t *testing.T) {
	t.Parallel()
	s := remember(t)
	first := s.answered(s.ask("Is the filing of a test algorithm free of charge?"))
	s.answered(s.ask("示例算法提供者应当在几个工作日内完成备案？"))
	other := s.guild.Member("Other", "en-US")
	if shown := s.replied(other.Reply(first, "And what happens if it does not?", true)); !strings.Contains(shown, "Understood as: ") || strings.Contains(shown, "示例") {
		t.Errorf("the reply stood alone, or goes on from another answer:\n%s", shown)
	}
}

func TestAThreadIsOpenedOnceAndWhereItMay(t *testing.T) {
	t.Parallel()
	const question = "Is the filing of a test algorithm free of charge?"
	for name, test := range map[string]struct {
		deny    discordtest.Permission
		english string
		chinese string
	}{
		"once":                       {0, "Continue in <#", "中继续提问"},
		"not without its permission": {discordtest.CreateThreads, "“Create Public Threads”", "“创建公共子区”"},
		"not without that to write":  {discordtest.SendInThreads, "“Send Messages in Threads”", "“在子区内发送消息”"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			answer := s.answered(s.ask(question))
			if test.deny == 0 {
				openThread(t, s, s.ann, answer, "Follow up")
			} else {
				s.policy.Deny(test.deny)
			}
			li := s.guild.Member("Li", "zh-TW")
			for by, want := range map[*discordtest.User]string{s.ann: test.english, li: test.chinese} {
				if shown := told(by.Press(answer, "Follow up")); !strings.Contains(shown, want) || !strings.HasPrefix(shown, "(private)") {
					t.Errorf("%s is told %q, without %q", by.Name, shown, want)
				}
			}
			if n := len(s.policy.Threads()); test.deny == 0 && n != 1 || test.deny != 0 && n != 0 {
				t.Errorf("there are %d threads", n)
			}
		})
	}
}

func TestAThreadThatDiscordDoesNotOpenIsExplained(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		code             int
		english, chinese string
	}{
		"in a channel without threads":     {50024, askingEnglish.noThread, askingChinese.noThread},
		"in a server with too many":        {160006, askingEnglish.tooMany, askingChinese.tooMany},
		"where its permission is not said": {50013, "“Create Public Threads”", "“创建公共子区”"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			li := s.guild.Member("Li", "zh-TW")
			answer := s.answered(s.ask("Is the filing of a test algorithm free of charge?"))
			s.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if !strings.HasSuffix(r.Path, "/threads") {
					return nil
				}
				return &discordtest.Fault{Status: http.StatusBadRequest, Body: fmt.Sprintf(`{"code":%d,"message":"no"}`, test.code)}
			})
			for by, want := range map[*discordtest.User]string{s.ann: test.english, li: test.chinese} {
				by.Press(answer, "Follow up").AwaitText(want)
			}
		})
	}
}

func TestNobodyIsOfferedAThreadWhereNoneBelongs(t *testing.T) {
	t.Parallel()
	s := remember(t)
	const question = "Is the filing of a test algorithm free of charge?"
	thread, _ := s.ann.Post(s.policy, "Filing", "We need to talk.")
	for name, i := range map[string]*discordtest.Interaction{
		"in private":            s.ask(question, "private", true),
		"in a direct message":   s.ann.Command(s.ann.Direct(), askName, optionQuestion, question),
		"in a thread":           s.ann.Command(thread, askName, optionQuestion, question),
		"where there is answer": s.ask("What is the salary of the president of Mongolia in 1997?"),
	} {
		if shown := told(i); strings.Contains(shown, "[ Follow up ]") {
			t.Errorf("%s: %s", name, shown)
		}
	}
}

func TestAMisunderstoodQuestionIsAskedAloneByWhoAskedIt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ locale, first, followUp, label, notYours, understood string }{
		"in English": {"en-US", "Within how many working days must a provider file a test algorithm?", "And what happens if it does not?",
			"Not what I meant", "Only who asked", "Understood as: "},
		"in Chinese": {"zh-CN", "示例算法提供者应当在几个工作日内完成备案？", "那测试算法呢？", "不是这个意思", "只有提问者", "理解为："},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			asker, other := s.guild.Member("Asker", test.locale), s.guild.Member("Other", test.locale)
			answer := s.answered(asker.Command(s.policy, askName, optionQuestion, test.first))
			followUp := asker.Reply(answer, test.followUp, true)
			isWhole := func(m discordtest.Message) bool { return strings.Contains(discordtest.Draw(m), test.label) }
			misread := s.AwaitReply(followUp, isWhole)
			if shown := told(other.Press(misread, test.label)); !strings.HasPrefix(shown, "(private)\n"+test.notYours) {
				t.Errorf("somebody else is told %q", shown)
			}
			if shown := told(asker.Press(misread, test.label)); strings.Contains(shown, test.understood) || strings.HasPrefix(shown, "(private)") {
				t.Errorf("asked alone: %s", shown)
			}
		})
	}
}

func TestADirectQuestionCanBeAskedAloneToo(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ first, followUp, label, understood, whole string }{
		"in English": {"Within how many working days must a provider file a test algorithm?", "And what happens if it does not?",
			"Not what I meant", "Understood as", " receipt "},
		"in Chinese": {"示例算法提供者应当在几个工作日内完成备案？", "那收费吗？", "不是这个意思", "理解为", "凭据 "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			direct := s.ann.Direct()
			s.replied(s.ann.Say(direct, test.first))
			misread := s.AwaitReply(s.ann.Say(direct, test.followUp), func(m discordtest.Message) bool {
				return strings.Contains(discordtest.Draw(m), test.label)
			})
			if shown := told(s.ann.Press(misread, test.label)); strings.Contains(shown, test.understood) || !strings.Contains(shown, test.whole) {
				t.Errorf("asked alone: %s", shown)
			}
		})
	}
}

func TestInItsThreadsTheBotAnswersPlainMessagesIfItMayReadThem(t *testing.T) {
	t.Parallel()
	for name, may := range map[string]bool{"and else not": false, "when it may": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t, func(b *Bot) { b.config.MessageContent = may })
			other := s.guild.Member("Other", "en-US")
			answer := s.answered(s.ask("Within how many working days must a provider file a test algorithm?"))
			thread := openThread(t, s, s.ann, answer, "Follow up")
			if first := s.Messages(thread)[0].Text(); strings.Contains(first, "just write") != may {
				t.Errorf("the thread begins with %q", first)
			}
			theirs, _ := s.ann.Post(s.policy, "Other matters", "Is the filing free of charge?")
			remark := other.Say(thread, "<@"+s.ann.ID+"> do you know?")
			said := []discordtest.Message{
				remark, s.ann.Reply(remark, "No, I do not.", false), s.ann.Say(thread, "🙂"),
				s.ann.Say(theirs, "Is the filing of a test algorithm free of charge?"),
				s.ann.Say(s.policy, "Is the filing of a test algorithm free of charge?"),
			}
			plain := s.ann.Say(thread, "Is the filing of a test algorithm free of charge?")
			if may {
				if shown := s.replied(plain); !strings.Contains(shown, "free of charge. [") {
					t.Errorf("the answer: %s", shown)
				}
				if shown := s.replied(s.ann.Say(thread, "示例算法提供者应当在几个工作日内完成备案？")); !strings.Contains(shown, "十个工作日内完成备案。[") {
					t.Errorf("the answer in Chinese: %s", shown)
				}
			}
			s.replied(s.ann.Say(thread, s.Mention()+" Is it free of charge?")) // what came before has been heard
			if !may {
				said = append(said, plain)
			}
			for _, m := range said {
				for _, answer := range s.Messages(thread) {
					if answer.Mine && answer.ReplyTo == m.ID {
						t.Errorf("%q was answered: %s", m.Content, answer.Text())
					}
				}
			}
		})
	}
}

func TestAfterARestartTheBotKnowsItsThreads(t *testing.T) {
	t.Parallel()
	s := remember(t, func(b *Bot) { b.config.MessageContent = true })
	thread := openThread(t, s, s.ann, s.answered(s.ask("Is the filing of a test algorithm free of charge?")), "Follow up")
	s.stop()
	s.end <- <-s.end // for the end of the test
	s.run(t)
	s.Await("a connection", s.Connected)
	for { // what is said before the list of threads has been read is not known to be meant
		m := s.ann.Say(thread, "Within how many working days must a provider file a test algorithm?")
		if s.Within(time.Second, func() bool {
			return slices.ContainsFunc(s.Messages(thread), func(answer discordtest.Message) bool { return answer.ReplyTo == m.ID })
		}) {
			return
		}
	}
}
