package discord

import (
	"context"
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
