package discord

import (
	"context"
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
