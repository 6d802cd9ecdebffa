package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

func TestMentionsUnderWayAreAnsweredOrToldWhenTheBotStops(t *testing.T) {
	t.Parallel()
	began, release := make(chan string, 3), make(chan struct{})
	s := play(t, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		began <- q.Text
		if strings.Contains(q.Text, "slow") {
			<-ctx.Done()
			return bot.Answer{}, ctx.Err()
		}
		<-release
		return says("It is so.")(ctx, q)
	}), func(b *Bot) { b.limits.finish = time.Second })
	quick, slow := s.ann.Say(s.policy, s.Mention()+" Is it so?"), s.mo.Say(s.policy, s.Mention()+" Is it slow?")
	<-began
	<-began
	s.stop()
	late := s.ann.Say(s.policy, s.Mention()+"现在是这样吗？")
	if shown := s.replied(late); shown != chinese.stopping {
		t.Errorf("a question after the end: %q", shown)
	}
	close(release)
	if shown := s.replied(quick); !strings.Contains(shown, "It is so.") {
		t.Errorf("the question under way: %q", shown)
	}
	if shown := s.replied(slow); shown != english.stopping {
		t.Errorf("the question that does not finish: %q", shown)
	}
}

func TestAPanicOverAMentionIsShownAsOneLineAndTheBotGoesOn(t *testing.T) {
	t.Parallel()
	s := play(t, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		if strings.Contains(q.Text, "先") {
			panic(errors.New("out of range, token " + discordtest.Token))
		}
		return says("It is so.")(ctx, q)
	}))
	shown := s.replied(s.ann.Say(s.policy, s.Mention()+"先问一句，是这样吗？"))
	_, reference, _ := strings.Cut(shown, "编号 ")
	reference, _, _ = strings.Cut(reference, "）")
	if strings.Contains(shown, "\n") || reference == "" || !strings.Contains(s.logs.String(), "reference="+reference) {
		t.Errorf("shown: %q; its reference is to be in the log\n%s", shown, s.logs)
	}
	if shown := s.replied(s.ann.Say(s.policy, s.Mention()+" Is it so?")); !strings.Contains(shown, "It is so.") {
		t.Errorf("the next question: %q", shown)
	}
}

// An answer that takes its token's whole life, because every change of it is
// told to wait, goes on where it can.
func TestAnAnswerThatLimitsKeepFromItsTokenIsPostedInTheChannel(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"Is it so?", "是这样吗？"} {
		for _, private := range []bool{false, true} {
			t.Run(fmt.Sprint(question, " private: ", private), func(t *testing.T) {
				t.Parallel()
				s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) { b.limits.token = time.Second })
				s.Intercept(func(r discordtest.Request) *discordtest.Fault {
					if r.Method == http.MethodPatch && r.Token != "" {
						return discordtest.TooMany(300 * time.Millisecond)
					}
					return nil
				})
				s.run(t)
				s.ask(question, "private", private)
				if !private {
					s.AwaitMessage("the answer in the channel", func(m discordtest.Message) bool { return strings.Contains(m.Text(), "It is so.") })
					return
				}
				s.Await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "nobody to tell") })
				if n := s.Count(http.MethodPost, createRoute); n > 0 {
					t.Errorf("%d messages were posted of a private answer", n)
				}
			})
		}
	}
}
