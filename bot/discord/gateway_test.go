package discord

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAConnectionThatEndsIsReplaced(t *testing.T) {
	introduced := func(then func(*link)) func(*link) {
		return func(l *link) {
			l.hello()
			if l.identify() {
				then(l)
			}
		}
	}
	ready := func(then func(*link)) func(*link) {
		return introduced(func(l *link) { l.sendReady(); then(l) })
	}
	tests := map[string][]func(*link){
		"dropped before hello":       {(*link).drop},
		"silent":                     {(*link).serve},
		"dropped after identify":     {introduced((*link).drop)},
		"dropped after ready":        {ready((*link).drop)},
		"closed with 4000":           {ready(func(l *link) { l.closeWith(4000) })},
		"closed with 1001":           {ready(func(l *link) { l.closeWith(1001) })},
		"reconnect as first event":   {introduced(func(l *link) { l.send(7, "", nil); l.serve() })},
		"reconnect later":            {ready(func(l *link) { l.send(7, "", nil); l.serve() })},
		"invalid session, not ours":  {introduced(func(l *link) { l.send(9, "", false); l.drop() })},
		"invalid session, resumable": {introduced(func(l *link) { l.send(9, "", true); l.drop() })},
		"invalid session later":      {ready(func(l *link) { l.send(9, "", false); l.drop() })},
		"invalid session, then ready": {introduced(func(l *link) {
			l.send(9, "", false)
			if l.identify() {
				l.sendReady()
				l.serve()
			}
		})},
		"not JSON":          {introduced(func(l *link) { _ = l.conn.WriteMessage(1, []byte("{")); l.serve() })},
		"null":              {introduced(func(l *link) { _ = l.conn.WriteMessage(1, []byte("null")); l.serve() })},
		"four times in row": {(*link).drop, (*link).drop, introduced((*link).drop), ready((*link).drop)},
	}
	for name, scripts := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, scripts...)
			start(t, f, says("It is so."))
			for { // a question sent over a connection that is about to end is lost
				token := f.ask("Is it so?")
				if f.waitShown(token, 300*time.Millisecond) {
					return
				}
			}
		})
	}
}

// waitShown reports whether an answer was shown in time.
func (f *fake) waitShown(token string, d time.Duration) bool {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		i := f.state(token)
		if i.shown() != nil {
			return true
		}
	}
	return false
}

func TestAnErrorThatTryingAgainCannotMendIsExplained(t *testing.T) {
	closing := func(code int) func(*fake) {
		return func(f *fake) {
			f.scripts = []func(*link){func(l *link) {
				l.hello()
				l.identify()
				l.closeWith(code)
				l.serve()
			}}
		}
	}
	answering := func(path string, status int) func(*fake) {
		return func(f *fake) {
			f.intercept = func(c call) *failure {
				if strings.HasSuffix(c.path, path) {
					return &failure{status: status, body: `{"code":0,"message":"no"}`}
				}
				return nil
			}
		}
	}
	tests := map[string]struct {
		arrange func(*fake)
		want    error
	}{
		"4004":                      {closing(4004), ErrBadToken},
		"4010":                      {closing(4010), ErrSharding},
		"4011":                      {closing(4011), ErrSharding},
		"4012":                      {closing(4012), ErrBadVersion},
		"4013":                      {closing(4013), ErrBadIntents},
		"4014":                      {closing(4014), ErrBadIntents},
		"unauthorized":              {answering("/@me", http.StatusUnauthorized), ErrBadToken},
		"registering not allowed":   {answering("/commands", http.StatusForbidden), ErrNoAccess},
		"registering not accepted":  {answering("/commands", http.StatusBadRequest), ErrBadCommands},
		"gateway says unauthorized": {answering("/gateway", http.StatusUnauthorized), ErrBadToken},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			test.arrange(f)
			s := prepare(t, f, says("It is so."))
			err := s.Run(t.Context())
			if !errors.Is(err, test.want) {
				t.Fatalf("Run returned %v, want %v", err, test.want)
			}
			if strings.Contains(err.Error(), fakeToken) {
				t.Error("the token is in the error")
			}
		})
	}
}

func TestATokenThatWasReplacedEndsARunningBot(t *testing.T) {
	t.Parallel()
	f := newFake(t, func(l *link) {
		l.hello()
		l.identify()
		l.sendReady()
		l.fake.mu.Lock()
		l.fake.token = "other"
		l.fake.mu.Unlock()
		l.drop()
	})
	s := prepare(t, f, says("It is so."))
	if err := s.Run(t.Context()); !errors.Is(err, ErrBadToken) {
		t.Fatalf("Run returned %v", err)
	}
}

func TestAServerThatFailsAtFirstIsAskedAgain(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	left := 12
	f.intercept = func(c call) *failure {
		if c.token != "" || left == 0 {
			return nil
		}
		left--
		switch left % 3 {
		case 0:
			return &failure{status: http.StatusBadGateway}
		case 1:
			return &failure{status: http.StatusTooManyRequests, body: "<html>"}
		}
		return &failure{status: http.StatusServiceUnavailable}
	}
	start(t, f, says("It is so."))
	f.answer(f.ask("Is it so?"))
}

func TestTheBotStopsWhileConnecting(t *testing.T) {
	t.Parallel()
	f := newFake(t, (*link).serve)
	s := prepare(t, f, says("It is so."), func(b *Bot) { b.limits.open = time.Hour })
	ctx, cancel := context.WithCancel(t.Context())
	go func() { s.end <- s.Run(ctx) }()
	f.await("a connection", func() bool { return f.connections == 1 })
	cancel()
	if err := <-s.end; err != nil {
		t.Error(err)
	}
}

func TestWithoutATokenTheErrorSaysWhereToGetOne(t *testing.T) {
	for _, token := range []string{"", " ", "Bot ", "Bot"} {
		if _, err := New(Config{Token: token}, says("")); !errors.Is(err, ErrNoToken) && token != "Bot" {
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
