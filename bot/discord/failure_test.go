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
	"footnote/bot/discord/discordtest"
)

func TestAFailureIsShownAsOneLineAndLoggedWhole(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		asker askerFunc
		want  string
		log   string
	}{
		"an error": {func(context.Context, bot.Question) (bot.Answer, error) {
			return bot.Answer{}, errors.New("the index at /data is broken, token " + discordtest.Token)
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
			s := play(t, test.asker, func(b *Bot) {
				if name == "a late answer" {
					b.limits.answer = 50 * time.Millisecond
				}
			})
			shown, private := strings.CutPrefix(told(s.ask("Is it so?")), "(private)\n")
			if !private || !strings.HasPrefix(shown, test.want) || strings.Contains(shown, "\n") {
				t.Fatalf("shown: %q", shown)
			}
			_, reference, _ := strings.Cut(shown, "(reference ")
			reference = strings.TrimSuffix(reference, ")")
			if log := s.logs.String(); !strings.Contains(log, "reference="+reference) || !strings.Contains(log, test.log) {
				t.Errorf("reference %q or %q is not in the log\n%s", reference, test.log, log)
			}
		})
	}
}

func TestAnAskerThatDoesNotReturnKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	s := play(t, askerFunc(func(context.Context, bot.Question) (bot.Answer, error) {
		<-release
		return bot.Answer{}, nil
	}), func(b *Bot) { b.limits.answer = 20 * time.Millisecond })
	defer close(release)
	if shown := told(s.ask("Is it so?")); !strings.Contains(shown, "The answer took too long") {
		t.Errorf("shown: %q", shown)
	}
}

func TestARequestThatFailsIsRepeated(t *testing.T) {
	t.Parallel()
	limited := func(after string) discordtest.Fault {
		return discordtest.Fault{Status: http.StatusTooManyRequests, Body: `{"message":"You are being rate limited.","retry_after":` + after + `,"global":false}`,
			Header: map[string]string{"Retry-After": after, "X-RateLimit-Reset-After": after, "X-RateLimit-Remaining": "0"}}
	}
	tests := map[string]struct {
		fail  discordtest.Fault
		times int
		tries int32 // expected
		want  string
	}{
		"told to wait":                 {limited("0.02"), 3, 4, "It is so."},
		"told to wait for ever":        {limited("86400"), 1 << 30, 1, ""},
		"told to wait again and again": {limited("0"), 1 << 30, maxWaits + 1, ""},
		"not told how long to wait":    {discordtest.Fault{Status: http.StatusTooManyRequests, Body: "<html>"}, 2, 3, "It is so."},
		"error of the server":          {discordtest.Fault{Status: http.StatusInternalServerError, Body: "oops"}, 3, 4, "It is so."},
		"bad gateway":                  {discordtest.Fault{Status: http.StatusBadGateway}, 4, 5, "It is so."},
		"errors without end":           {discordtest.Fault{Status: http.StatusServiceUnavailable}, 1 << 30, maxRepeats + 1, ""},
		"not accepted":                 {discordtest.Fault{Status: http.StatusBadRequest, Body: `{"code":50035,"message":"Invalid Form Body"}`}, 1, 1, "Something went wrong"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var tries, failures atomic.Int32
			s := set(t, discordtest.New(t), says("It is so."))
			s.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if r.Method != http.MethodPatch {
					return nil
				}
				tries.Add(1)
				if int(failures.Add(1)) <= test.times {
					return &test.fail
				}
				return nil
			})
			s.run(t)
			i := s.ask("Is it so?", "private", true) // a public answer would go on in the channel
			if test.want != "" {
				if shown := told(i); !strings.Contains(shown, test.want) {
					t.Errorf("shown: %q", shown)
				}
			} else {
				s.Await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "delivering an answer") })
			}
			if n := tries.Load(); n < test.tries || test.want == "It is so." && n != test.tries {
				t.Errorf("%d tries, want %d", n, test.tries)
			}
		})
	}
}

func TestAnAcknowledgementWhoseAnswerWasLostStillCounts(t *testing.T) {
	t.Parallel()
	var once sync.Once
	s := set(t, discordtest.New(t), says("It is so."))
	s.Intercept(func(r discordtest.Request) (fail *discordtest.Fault) {
		if strings.HasSuffix(r.Path, "/callback") {
			once.Do(func() { fail = &discordtest.Fault{Status: http.StatusBadGateway, Late: true} })
		}
		return fail
	})
	s.run(t)
	told(s.ask("Is it so?"))
}

func TestAQuestionThatAnotherProcessTookIsLeftToIt(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), askerFunc(func(context.Context, bot.Question) (bot.Answer, error) {
		t.Error("the question was asked")
		return bot.Answer{}, nil
	}))
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if strings.HasSuffix(r.Path, "/callback") {
			return &discordtest.Fault{Status: http.StatusBadRequest, Body: `{"code":40060,"message":"Interaction has already been acknowledged."}`}
		}
		if r.Token != "" {
			t.Errorf("%s %s after another process answered", r.Method, r.Path)
		}
		return nil
	})
	s.run(t)
	s.ask("Is it so?")
	s.Await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "already been acknowledged") })
}

func TestAnAnswerThatComesTooLateForItsTokenIsPostedInTheChannel(t *testing.T) {
	t.Parallel()
	for name, private := range map[string]bool{"in public": false, "in private nothing is": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Pointer[discordtest.Interaction]
			came := make(chan struct{})
			s := play(t, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
				<-came
				asked.Load().Expire()
				return says("It is so.")(ctx, q)
			}))
			asked.Store(s.ask("Is it so?", "private", private))
			close(came)
			if private {
				s.Await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "nobody to tell") })
				if n := s.Count(http.MethodPost, createRoute); n > 0 {
					t.Errorf("%d messages were posted", n)
				}
				return
			}
			s.AwaitMessage("the answer in the channel", func(m discordtest.Message) bool { return strings.Contains(m.Text(), "It is so.") })
		})
	}
}

// A change of an answer that is growing is given up soon, for the next one.
func TestAnAnswerWhoseGrowthIsHeldUpStillTakesThePlaceOfItsFirstMessage(t *testing.T) {
	t.Parallel()
	var held atomic.Bool
	s := set(t, discordtest.New(t), nil)
	s.bot.Asker = growingAsker(func(ctx context.Context, q bot.Question, show func(bot.Answer)) (bot.Answer, error) {
		show(bot.Answer{Question: q.Text, Language: "en", Sentences: []bot.Sentence{{Text: "It is"}}})
		s.Await("a change that is held up", held.Load)
		return says("It is so.")(ctx, q)
	})
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodPatch && r.Token != "" && !held.Swap(true) { // told to wait for longer than the change is of use
			return &discordtest.Fault{Status: http.StatusTooManyRequests, Body: `{"message":"You are being rate limited.","retry_after":30,"global":false}`}
		}
		return nil
	})
	s.run(t)
	i := s.ask("Is it so?")
	i.Await("the answer in the place of the first message", func(state discordtest.State) bool {
		return len(state.Messages()) == 1 && strings.Contains(state.Messages()[0].Text(), "It is so.")
	})
	if n := s.Count(http.MethodPost, createRoute); n > 0 {
		t.Errorf("%d messages were posted beside it", n)
	}
}

// unconfirmed is a transport that keeps the answers to acknowledgements back.
type unconfirmed struct{ http.RoundTripper }

func (s unconfirmed) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/callback") {
		return s.RoundTripper.RoundTrip(r)
	}
	response, err := s.RoundTripper.RoundTrip(r.WithContext(context.WithoutCancel(r.Context())))
	if err != nil {
		return nil, err
	}
	<-r.Context().Done()
	return nil, errors.Join(r.Context().Err(), response.Body.Close())
}

func TestWhoSeesAFirstMessageThatDiscordWasTooSlowToConfirmIsAnswered(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{false, true} {
		s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) {
			b.limits.acknowledge = 500 * time.Millisecond
			b.api.pace.RoundTripper = unconfirmed{b.api.pace.RoundTripper}
		})
		s.run(t)
		if shown := told(s.ask("Is it so?", "private", private)); !strings.Contains(shown, "It is so.") {
			t.Errorf("private: %v: %q", private, shown)
		}
	}
}

// A channel where nothing may be sent for a day keeps no place of the queue.
func TestAMentionThatCannotBeAnsweredForHoursIsGivenUp(t *testing.T) {
	t.Parallel()
	for _, question := range []string{" Is it so?", "是这样吗？"} {
		s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) { b.limits.places, b.limits.queue = 1, 0 })
		s.Intercept(func(r discordtest.Request) *discordtest.Fault {
			if r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/messages") {
				return discordtest.TooMany(24 * time.Hour)
			}
			return nil
		})
		s.run(t)
		s.ann.Say(s.policy, s.Mention()+question)
		s.Await("an error in the log", func() bool { return strings.Contains(s.logs.String(), "telling that there is no answer") })
		if shown := told(s.ask("Is it so?")); !strings.Contains(shown, "It is so.") {
			t.Errorf("who asks with the command: %q", shown)
		}
	}
}
