package discord

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

func TestAConnectionThatEndsIsReplaced(t *testing.T) {
	type conn = discordtest.Conn
	introduced := func(then func(*conn)) func(*conn) {
		return func(c *conn) {
			c.Hello()
			if c.Identify() {
				then(c)
			}
		}
	}
	ready := func(then func(*conn)) func(*conn) {
		return introduced(func(c *conn) {
			if c.Ready() {
				then(c)
			}
		})
	}
	reconnect := func(c *conn) { c.Reconnect(); c.Wait() }
	tests := map[string][]func(*conn){
		"dropped before hello":       {(*conn).Drop},
		"silent":                     {(*conn).Wait},
		"dropped after identify":     {introduced((*conn).Drop)},
		"dropped after ready":        {ready((*conn).Drop)},
		"closed with 4000":           {ready(func(c *conn) { c.Close(4000) })},
		"closed with 1001":           {ready(func(c *conn) { c.Close(1001) })},
		"reconnect as first event":   {introduced(reconnect)},
		"reconnect later":            {ready(reconnect)},
		"invalid session, not ours":  {introduced(func(c *conn) { c.Invalid(false); c.Drop() })},
		"invalid session, resumable": {introduced(func(c *conn) { c.Invalid(true); c.Drop() })},
		"invalid session later":      {ready(func(c *conn) { c.Invalid(false); c.Drop() })},
		"invalid session, then ready": {introduced(func(c *conn) {
			c.Invalid(false)
			if c.Identify() && c.Ready() {
				c.Wait()
			}
		})},
		"zombie":            {ready(func(c *conn) { c.Mute(); c.Wait() })},
		"not JSON":          {introduced(func(c *conn) { c.Raw("{"); c.Wait() })},
		"null":              {introduced(func(c *conn) { c.Raw("null"); c.Wait() })},
		"four times in row": {(*conn).Drop, (*conn).Drop, introduced((*conn).Drop), ready((*conn).Drop)},
	}
	for name, scripts := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := set(t, discordtest.New(t), says("It is so."))
			s.Script(scripts...)
			s.Heartbeat(500 * time.Millisecond)
			s.run(t)
			for { // a question sent over a connection that is about to end is lost
				i := s.ask("Is it so?")
				if s.Within(time.Second, func() bool { return isTold(i.State()) }) {
					return
				}
			}
		})
	}
}

func TestAnErrorThatTryingAgainCannotMendIsExplained(t *testing.T) {
	closing := func(code int) func(*stage) {
		return func(s *stage) {
			s.Script(func(c *discordtest.Conn) {
				c.Hello()
				c.Identify()
				c.Close(code)
				c.Wait()
			})
		}
	}
	answering := func(path string, status int) func(*stage) {
		return func(s *stage) {
			s.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if strings.HasSuffix(r.Path, path) {
					return &discordtest.Fault{Status: status, Body: `{"code":0,"message":"no"}`}
				}
				return nil
			})
		}
	}
	tests := map[string]struct {
		arrange func(*stage)
		want    error
	}{
		"4004":                      {closing(4004), ErrBadToken},
		"4010":                      {closing(4010), ErrSharding},
		"4011":                      {closing(4011), ErrSharding},
		"4012":                      {closing(4012), ErrBadVersion},
		"4013":                      {closing(4013), ErrBadIntents},
		"4014":                      {closing(4014), ErrNoContent},
		"unauthorized":              {answering("/@me", http.StatusUnauthorized), ErrBadToken},
		"registering not allowed":   {answering("/commands", http.StatusForbidden), ErrNoAccess},
		"registering not accepted":  {answering("/commands", http.StatusBadRequest), ErrBadCommands},
		"gateway says unauthorized": {answering("/gateway", http.StatusUnauthorized), ErrBadToken},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := set(t, discordtest.New(t), says("It is so."))
			test.arrange(s)
			err := s.bot.Run(t.Context())
			if !errors.Is(err, test.want) {
				t.Fatalf("Run returned %v, want %v", err, test.want)
			}
			if strings.Contains(err.Error(), discordtest.Token) {
				t.Error("the token is in the error")
			}
		})
	}
}

func TestATokenThatWasReplacedEndsARunningBot(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."))
	s.Script(func(c *discordtest.Conn) {
		c.Hello()
		c.Accept()
		s.SetToken("other")
		c.Drop()
	})
	if err := s.bot.Run(t.Context()); !errors.Is(err, ErrBadToken) {
		t.Fatalf("Run returned %v", err)
	}
}

func TestAServerThatFailsAtFirstIsAskedAgain(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."))
	left := 12
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Token != "" || left == 0 {
			return nil
		}
		left--
		switch left % 3 {
		case 0:
			return &discordtest.Fault{Status: http.StatusBadGateway}
		case 1:
			return &discordtest.Fault{Status: http.StatusTooManyRequests, Body: "<html>"}
		}
		return &discordtest.Fault{Status: http.StatusServiceUnavailable}
	})
	s.run(t)
	told(s.ask("Is it so?"))
}

func TestTheBotStopsWhileConnecting(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) { b.limits.open = time.Hour })
	s.Script((*discordtest.Conn).Wait)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { s.end <- s.bot.Run(ctx) }()
	s.Await("a connection", func() bool { return s.Connections() == 1 })
	cancel()
	if err := <-s.end; err != nil {
		t.Error(err)
	}
}

func TestWithoutATokenTheErrorSaysWhereToGetOne(t *testing.T) {
	for _, token := range []string{"", " ", "Bot ", "Bot"} {
		if _, err := New(Config{Token: token}, Services{}); !errors.Is(err, ErrNoToken) && token != "Bot" {
			t.Errorf("New with the token %q: %v", token, err)
		}
	}
}

func TestBackoffStaysBelowAThousandConnectionsADay(t *testing.T) {
	for name, lived := range map[string]time.Duration{
		"never up": 0, "up for a minute": time.Minute, "just not stable": 599 * time.Second, "stable": 10 * time.Minute,
	} {
		b := defaultLimits.retry
		n := 0
		for day := time.Duration(0); day < 24*time.Hour; n++ {
			day += lived + b.next(lived)
		}
		if n >= 1000 {
			t.Errorf("%s: %d connections a day", name, n)
		}
	}
	b := defaultLimits.retry
	if first := b.next(0); first > time.Second {
		t.Errorf("the first pause is %v", first)
	}
}
