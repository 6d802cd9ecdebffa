package discord

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

func TestWhoeverMustWaitForTheFirstMessageSeesThatTheBotIsWriting(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	answers := func() (n int) {
		for _, m := range s.Messages(s.policy) {
			if m.Mine && strings.Contains(m.Text(), "It is so.") {
				n++
			}
		}
		return n
	}
	s.ann.Say(s.policy, s.Mention()+" Is it so?")
	s.Await("the answer", func() bool { return answers() == 1 })
	if n := len(s.policy.Typed()); n > 0 {
		t.Errorf("one question: the bot was seen writing %d times", n)
	}
	s.Limit(map[string]discordtest.Rate{http.MethodPost + " " + createRoute: {Requests: 1, Per: 300 * time.Millisecond}})
	for range 4 {
		s.ann.Say(s.policy, s.Mention()+" Is it so?")
	}
	s.Await("the answers", func() bool { return answers() == 5 })
	if n := len(s.policy.Typed()); n == 0 {
		t.Error("four questions: the bot was not seen writing")
	}
}

func TestASignOfLifeIsGivenOnceUntilItIsOver(t *testing.T) {
	var s signs
	now := time.Now()
	for _, step := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {time.Second, false}, {signLife, true}, {signLife + time.Second, false}} {
		if got := s.due("1", now.Add(step.after)); got != step.want {
			t.Errorf("after %v: %v", step.after, got)
		}
	}
	if s.end("1"); !s.due("1", now.Add(signLife)) {
		t.Error("after a message it is not given again")
	}
}
