package discord

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
)

func TestAFailureIsShownAsOneLineAndLoggedWhole(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		asker askerFunc
		want  string
		log   string
	}{
		"an error": {func(context.Context, bot.Question) (bot.Answer, error) {
			return bot.Answer{}, errors.New("the index at /data is broken, token " + fakeToken)
		}, "Something went wrong", "the index at /data is broken"},
		"a panic": {func(context.Context, bot.Question) (bot.Answer, error) { panic("out of range") },
			"Something went wrong", "out of range"},
		"a panic while rendering": {func(context.Context, bot.Question) (bot.Answer, error) {
			return bot.Answer{Status: bot.Answered, Citations: make([]bot.Citation, 1)}, nil
		}, "Something went wrong", "nil pointer"},
		"a late answer": {func(ctx context.Context, _ bot.Question) (bot.Answer, error) {
			<-ctx.Done()
			return bot.Answer{}, ctx.Err()
		}, "The answer took too long", "deadline exceeded"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			s := start(t, f, test.asker, func(b *Bot) { b.limits.answer = 50 * time.Millisecond })
			shown := f.answer(f.ask("Is it so?"))
			if len(shown) != 1 || !strings.HasPrefix(shown[0], test.want) || strings.Contains(shown[0], "\n") {
				t.Fatalf("shown: %q", shown)
			}
			_, reference, _ := strings.Cut(shown[0], "(reference ")
			reference = strings.TrimSuffix(reference, ")")
			if log := s.logs.String(); !strings.Contains(log, "reference="+reference) || !strings.Contains(log, test.log) {
				t.Errorf("reference %q or %q is not in the log\n%s", reference, test.log, log)
			}
		})
	}
}

func TestAnAskerThatDoesNotReturnKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	release := make(chan struct{})
	start(t, f, askerFunc(func(context.Context, bot.Question) (bot.Answer, error) {
		<-release
		return bot.Answer{}, nil
	}), func(b *Bot) { b.limits.answer = 20 * time.Millisecond })
	defer close(release)
	if shown := f.answer(f.ask("Is it so?")); !strings.HasPrefix(shown[0], "The answer took too long") {
		t.Errorf("shown: %q", shown)
	}
}

func TestARequestThatFailsIsRepeated(t *testing.T) {
	t.Parallel()
	limited := func(after string) failure {
		return failure{status: http.StatusTooManyRequests, body: `{"message":"You are being rate limited.","retry_after":` + after + `,"global":false}`,
			header: map[string]string{"Retry-After": after, "X-RateLimit-Reset-After": after, "X-RateLimit-Remaining": "0"}}
	}
	tests := map[string]struct {
		fail  failure
		times int
		tries int32 // expected
		want  string
	}{
		"told to wait":                 {limited("0.02"), 3, 4, "It is so."},
		"told to wait for ever":        {limited("86400"), 1 << 30, 1, ""},
		"told to wait again and again": {limited("0"), 1 << 30, maxWaits + 1, ""},
		"not told how long to wait":    {failure{status: http.StatusTooManyRequests, body: "<html>"}, 2, 3, "It is so."},
		"error of the server":          {failure{status: http.StatusInternalServerError, body: "oops"}, 3, 4, "It is so."},
		"bad gateway":                  {failure{status: http.StatusBadGateway}, 4, 5, "It is so."},
		"errors without end":           {failure{status: http.StatusServiceUnavailable}, 1 << 30, maxRepeats + 1, ""},
		"message deleted":              {failure{status: http.StatusNotFound, body: `{"code":10008,"message":"Unknown Message"}`}, 1 << 30, 1, ""},
		"not accepted":                 {failure{status: http.StatusBadRequest, body: `{"code":50035,"message":"Invalid Form Body"}`}, 1, 1, "Something went wrong"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			var tries, failures atomic.Int32
			f.intercept = func(c call) *failure {
				if c.method != http.MethodPatch {
					return nil
				}
				if !strings.Contains(string(c.body), "omething went wrong") {
					tries.Add(1)
				} else if test.want == "" {
					return &test.fail
				}
				if int(failures.Add(1)) <= test.times {
					return &test.fail
				}
				return nil
			}
			s := start(t, f, says("It is so."))
			token := f.ask("Is it so?")
			if test.want != "" {
				if shown := f.answer(token); !strings.Contains(shown[0], test.want) {
					t.Errorf("shown: %q", shown)
				}
			} else {
				f.await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "delivering an answer") })
			}
			if n := tries.Load(); n != test.tries {
				t.Errorf("%d tries, want %d", n, test.tries)
			}
		})
	}
}

func TestAnAcknowledgementWhoseAnswerWasLostStillCounts(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	var once sync.Once
	f.intercept = func(c call) (fail *failure) {
		if strings.HasSuffix(c.path, "/callback") {
			once.Do(func() {
				f.mu.Lock()
				f.interactions[c.token].kind = 5
				f.mu.Unlock()
				fail = &failure{status: http.StatusBadGateway}
			})
		}
		return fail
	}
	start(t, f, says("It is so."))
	f.answer(f.ask("Is it so?"))
}

func TestAQuestionThatAnotherProcessTookIsLeftToIt(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.intercept = func(c call) *failure {
		if strings.HasSuffix(c.path, "/callback") {
			return &failure{status: http.StatusBadRequest, body: `{"code":40060,"message":"Interaction has already been acknowledged."}`}
		}
		if c.token != "" {
			t.Errorf("%s %s after another process answered", c.method, c.path)
		}
		return nil
	}
	s := start(t, f, askerFunc(func(context.Context, bot.Question) (bot.Answer, error) {
		t.Error("the question was asked")
		return bot.Answer{}, nil
	}))
	f.ask("Is it so?")
	f.await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "acknowledging a question") })
}

func TestNothingIsSentWithATokenThatHasExpired(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	edits := 0
	f.intercept = func(c call) *failure {
		if c.method == http.MethodPatch {
			edits++
		}
		return nil
	}
	s := start(t, f, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		f.mu.Lock()
		for _, i := range f.interactions {
			i.expired = true
		}
		f.mu.Unlock()
		return says("It is so.")(ctx, q)
	}))
	f.ask("Is it so?")
	f.await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "nobody to tell") })
	s.stop()
	f.await("the end", func() bool { return f.ready == nil })
	if edits != 1 {
		t.Errorf("%d edits were tried", edits)
	}
}
