package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// counted answers every question with one sentence, and counts them.
func counted(n *atomic.Int32) askerFunc {
	return func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		n.Add(1)
		return says("It is so.")(ctx, q)
	}
}

func TestWhatWasAskedInAGapIsAnsweredOnceTheSessionIsResumed(t *testing.T) {
	t.Parallel()
	ends := map[string]func(*stage){
		"after a cut":                   func(s *stage) { s.Drop() },
		"after close 4000":              func(s *stage) { s.CloseAll(4000) },
		"after close 1012":              func(s *stage) { s.CloseAll(1012) },
		"after missing acknowledgement": func(*stage) {},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			s := set(t, discordtest.New(t), counted(&asked))
			s.Heartbeat(500 * time.Millisecond)
			s.run(t)
			told(s.ask("Is it so?"))
			s.Mute()
			command, message := s.ask("And this?"), s.ann.Say(s.policy, s.Mention()+" 那么这个呢？")
			end(s)
			told(command)
			s.replied(message)
			for range 3 { // and however often they come
				command.Repeat()
				s.Resend(message)
			}
			told(s.ask("Was that all?"))
			if n := asked.Load(); n != 4 {
				t.Errorf("%d questions were asked of 4", n)
			}
			if len(s.Identifies()) != 1 || s.Resumes() == 0 {
				t.Errorf("%d sessions began, and were resumed %d times", len(s.Identifies()), s.Resumes())
			}
			if n := s.Count(http.MethodGet, "/gateway"); n != 1 {
				t.Errorf("the gateway's address was asked %d times; a session has its own", n)
			}
		})
	}
}

func TestAnOrderToReconnectIsObeyedAndTheSessionGoesOn(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	s := play(t, counted(&asked))
	for n := range 3 {
		told(s.ask("Is it so?"))
		s.Reconnect()
		s.Await("the session", func() bool { return s.Resumes() == n+1 })
	}
	told(s.ask("Is it so?"))
	if n, m := len(s.Identifies()), asked.Load(); n != 1 || m != 4 {
		t.Errorf("%d sessions began, %d questions were asked", n, m)
	}
}

func TestASessionThatCannotBeResumedIsReplaced(t *testing.T) {
	type conn = discordtest.Conn
	t.Parallel()
	first := func(c *conn) {
		c.Hello()
		c.Accept()
		c.Drop()
	}
	end := func(how func(*conn)) []func(*conn) {
		return []func(*conn){first, func(c *conn) { c.Hello(); how(c); c.Wait() }}
	}
	for name, test := range map[string]struct {
		scripts []func(*conn)
		begun   int
	}{
		"invalid":                    {end(func(c *conn) { c.Invalid(false) }), 2},
		"invalid now, but resumable": {end(func(c *conn) { c.Invalid(true) }), 1},
		"its number is wrong":        {end(func(c *conn) { c.Close(4007) }), 2},
		"it took too long":           {end(func(c *conn) { c.Close(4009) }), 2},
		"the one attempt is cut":     {end((*conn).Drop), 2},
		"told to reconnect at once":  {end((*conn).Reconnect), 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := set(t, discordtest.New(t), says("It is so."))
			s.Script(test.scripts...)
			s.run(t)
			s.Await("the last connection", func() bool { return s.Connections() > len(test.scripts) && s.Connected() })
			told(s.ask("Is it so?"))
			if n := len(s.Identifies()); n != test.begun {
				t.Errorf("%d sessions began, want %d", n, test.begun)
			}
		})
	}
}

func TestASessionWhoseGatewayIsGoneGoesOnElsewhere(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."))
	live := new(session)
	live.id, live.url = "session-1", "ws://127.0.0.1:1/"
	if _, err := s.bot.dial(t.Context(), live); err == nil || live.url != "" || live.id == "" {
		t.Errorf("after %v the session %q is to be resumed at %q", err, live.id, live.url)
	}
}

func TestWhatTheGatewaySaysAtTheWrongTimeDoesNoHarm(t *testing.T) {
	t.Parallel()
	type conn = discordtest.Conn
	var packets []func(*conn)
	for _, text := range []string{
		`{"op":10,"d":"x"}`, `{"op":10}`, `{"op":0,"t":"READY"}`, `{"op":0,"t":"READY","d":[]}`, `{"op":0,"t":"INTERACTION_CREATE","d":"x"}`,
		`{"op":0,"t":"INTERACTION_CREATE","d":{"id":"1","token":"x","type":2,"data":[]}}`, `{"op":0,"t":"MESSAGE_CREATE","d":{"components":[{}]}}`,
		`{"op":9,"d":{}}`, `{"op":11}`, `{"op":1}`, `{"op":77,"d":null}`, `[]`, `"` + strings.Repeat("x", maxPacket+1) + `"`,
	} {
		packets = append(packets, func(c *conn) { c.Raw(text); c.Hello(); c.Wait() })
	}
	s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) { b.limits.open = 200 * time.Millisecond })
	s.Script(packets...)
	s.run(t)
	s.Await("the last connection", func() bool { return s.Connections() > len(packets) && s.Connected() })
	if shown := told(s.ask("Is it so?")); !strings.Contains(shown, "It is so.") {
		t.Errorf("shown: %s", fmt.Sprintf("%.200s", shown))
	}
}
