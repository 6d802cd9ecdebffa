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

func TestWithoutTheHistoryAnAnswerIsPostedWithoutAReply(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	s.policy.Deny(discordtest.ReadHistory)
	s.ann.Say(s.policy, s.Mention()+" Is it so?")
	s.AwaitMessage("the answer", func(m discordtest.Message) bool { return m.Mine && strings.Contains(m.Text(), "It is so.") })
}

// growingAsker is an Asker made of a function that shows answers that grow.
type growingAsker func(context.Context, bot.Question, func(bot.Answer)) (bot.Answer, error)

func (f growingAsker) Stream(ctx context.Context, q bot.Question, show func(bot.Answer)) (bot.Answer, error) {
	return f(ctx, q, show)
}

func TestMoreMessagesThanCanBeAnsweredAreNotAllHeldInMemory(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) { b.limits.places, b.limits.queue = 1, 1 })
	free := make(chan struct{})
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/messages") {
			<-free
		}
		return nil
	})
	s.run(t)
	for n := range 2*hearAtMost + 5 {
		text := s.Mention() + []string{" Is it so?", "是这样吗？", ""}[n%3]
		s.ann.Say(s.policy, text)
	}
	s.Await("a line in the log", func() bool { return strings.Contains(s.logs.String(), "more messages come than can be answered") })
	if n := strings.Count(s.logs.String(), "more messages come"); n != 1 {
		t.Errorf("it was logged %d times", n)
	}
	close(free)
	s.Await("the end of the crowd", func() bool { return len(s.bot.desk.Load().hearing) == 0 })
	if shown := s.replied(s.mo.Say(s.policy, s.Mention()+" Is it so?")); !strings.Contains(shown, "It is so.") {
		t.Errorf("the next question: %s", shown)
	}
}
