package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/corpus"
	"footnote/prompts"
)

// A purse counts the tokens of everybody. After each time something may happen.
type purse struct {
	spent int
	days  []corpus.Date
	err   error
	after func()
}

func (p *purse) Spend(ctx context.Context, _ string, d corpus.Date, tokens int) (int, int, error) {
	if err := errors.Join(ctx.Err(), p.err); err != nil {
		return 0, 0, err
	}
	p.spent = max(0, p.spent+tokens)
	p.days = append(p.days, d)
	if p.after != nil {
		p.after()
	}
	return p.spent, p.spent, nil
}

// A priced model says words, uses what it says it uses, and may fail then.
type priced struct {
	words string
	usage Usage
	err   error
}

func (priced) Name() string { return "priced" }

func (m priced) Reply(_ context.Context, _ prompts.Prompt, piece func(string) error) (Usage, error) {
	if m.words != "" {
		if err := piece(m.words); err != nil {
			return m.usage, err
		}
	}
	return m.usage, m.err
}

// shortPrompt has few tokens of its own.
var shortPrompt = prompts.Prompt{System: "Answer.", User: "税？", MaxTokens: 400}

func TestWhatIsUsedIsCounted(t *testing.T) {
	own := prompts.Tokens(shortPrompt.System) + prompts.Tokens(shortPrompt.User)
	for name, tc := range map[string]struct {
		model  priced
		limits TokenLimits
		want   int
		err    error
	}{
		"as the server says":                      {priced{"Yes.", Usage{10, 20}, nil}, TokenLimits{}, 30, nil},
		"about, where it says nothing":            {priced{"三十个字节的回答。。", Usage{}, nil}, TokenLimits{}, own + 10, nil},
		"the prompt of a reply without a word":    {priced{"", Usage{}, nil}, TokenLimits{}, own, nil},
		"what came before it broke off":           {priced{"Yes, and.", Usage{}, ErrModelCutOff}, TokenLimits{}, own + 3, ErrModelCutOff},
		"what was used for a failure":             {priced{"", Usage{10, 20}, ErrModelCutOff}, TokenLimits{}, 30, ErrModelCutOff},
		"nothing for a request without an answer": {priced{"", Usage{}, ErrModelUnreachable}, TokenLimits{}, 0, ErrModelUnreachable},
		"more than was reserved":                  {priced{"Yes.", Usage{10, 9000}, nil}, TokenLimits{Asker: 500, Day: 600, Question: 700}, 9010, nil},
		"nothing of a prompt past a limit":        {priced{"Yes.", Usage{10, 20}, nil}, TokenLimits{Asker: 300}, 0, ErrBudget},
		"nothing of one past the day's":           {priced{"Yes.", Usage{10, 20}, nil}, TokenLimits{Day: 300}, 0, ErrBudget},
		"nothing below nothing":                   {priced{"Yes.", Usage{-10, -20}, nil}, TokenLimits{}, own + 1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := &purse{}
			a := &account{Options: Options{Model: tc.model, Budgets: p, Tokens: tc.limits}}
			if err := a.reply(t.Context(), shortPrompt, noPiece); !errors.Is(err, tc.err) {
				t.Errorf("got the error %v, want %v", err, tc.err)
			}
			if p.spent != tc.want || a.spent != tc.want {
				t.Errorf("the budget says %d, the question %d, want %d", p.spent, a.spent, tc.want)
			}
		})
	}
}

func TestAnOverrunEndsTheQuestion(t *testing.T) {
	a := &account{Options: Options{Model: priced{"Yes.", Usage{10, 9000}, nil}, Tokens: TokenLimits{Question: 1000}}}
	if err := a.reply(t.Context(), shortPrompt, noPiece); err != nil {
		t.Fatal(err)
	}
	if err := a.reply(t.Context(), shortPrompt, noPiece); !errors.Is(err, ErrBudget) {
		t.Errorf("got the error %v", err)
	}
}

func TestNothingStaysReservedForAnAskerWhoLeaves(t *testing.T) {
	for name, limits := range map[string]TokenLimits{"before the model is asked": {}, "past a limit": {Asker: 100}} {
		t.Run(name, func(t *testing.T) {
			leaving, leave := context.WithCancel(t.Context())
			p := &purse{after: leave}
			a := &account{Options: Options{Model: priced{err: context.Canceled}, Budgets: p, Tokens: limits}}
			if err := a.reply(leaving, shortPrompt, noPiece); err == nil || p.spent != 0 {
				t.Errorf("%d tokens stay reserved (%v)", p.spent, err)
			}
		})
	}
}

func TestWithoutAWorkingBudgetTheModelIsAskedAllTheSame(t *testing.T) {
	p := &purse{err: errors.New("the disk is full")}
	var warnings []error
	a := &account{Options: Options{
		Model: priced{"Yes.", Usage{100, 200}, nil}, Budgets: p, Tokens: TokenLimits{Question: 1000, Asker: 1, Day: 1},
		Warn: func(err error) { warnings = append(warnings, err) },
	}}
	for range 2 {
		if err := a.reply(t.Context(), shortPrompt, noPiece); err != nil {
			t.Error(err)
		}
	}
	if err := a.reply(t.Context(), shortPrompt, noPiece); !errors.Is(err, ErrBudget) || a.spent != 600 {
		t.Errorf("the question has no limit any more: %v, %d tokens", err, a.spent)
	}
	if len(warnings) != 1 || !errors.Is(warnings[0], p.err) {
		t.Errorf("warned of %v", warnings)
	}
}

// A stuck budget answers when it is waited for no more.
type stuck struct{}

func (stuck) Spend(ctx context.Context, _ string, _ corpus.Date, _ int) (int, int, error) {
	<-ctx.Done()
	return 0, 0, ctx.Err()
}

func TestABudgetIsNotWaitedForForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &account{Options: Options{Model: priced{"Yes.", Usage{}, nil}, Budgets: stuck{}}}
		start := time.Now()
		if err := a.reply(t.Context(), shortPrompt, noPiece); err != nil || time.Since(start) > countWithin {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestTheDayOfTheBudgetIsThatOfUTC(t *testing.T) {
	p := &purse{}
	a := shipped(t, Options{Model: says("answerable: no\n"), Budgets: p})
	a.now = func() time.Time {
		return time.Date(2026, 11, 26, 2, 0, 0, 0, time.UTC).In(time.FixedZone("", -8*3600))
	}
	if _, err := a.Answer(t.Context(), Question{Text: "临港新片区的算力补贴最高多少？"}); err != nil {
		t.Fatal(err)
	}
	if want := (corpus.Date{Year: 2026, Month: 11, Day: 26}); len(p.days) == 0 || p.days[0] != want {
		t.Errorf("counted on %v, want %v", p.days, want)
	}
}

func TestWhyTheModelFailedIsToldOnceToThoseWhoRunIt(t *testing.T) {
	refused := errors.Join(errors.New("401 Unauthorized; check the key"), ErrModelRefused)
	for _, tc := range []struct {
		question, says string
		err            error
	}{
		{"How high are the subsidies in Lingang?", "The model's server refused the request; its settings need a look.", refused},
		{"临港新片区的算力补贴最高多少？", "模型服务拒绝了请求，其设置需要检查。", refused},
		{"How high are the subsidies in Lingang?", "The model's server refused this request.", ErrPromptRefused},
		{"临港新片区的算力补贴最高多少？", "模型服务拒绝了本次请求。", ErrPromptRefused},
		{"How high are the subsidies in Lingang?", "The model's server failed; it may work again later.", ErrModelFailed},
		{"临港新片区的算力补贴最高多少？", "模型服务出错，稍后可能恢复。", ErrModelFailed},
		{"How high are the subsidies in Lingang?", "", nil},
	} {
		var warnings []error
		a := shipped(t, Options{Model: priced{err: tc.err}, Warn: func(err error) { warnings = append(warnings, err) }})
		got, err := a.Answer(t.Context(), Question{Text: tc.question})
		if err != nil || !strings.HasPrefix(got.Reason, tc.says) {
			t.Errorf("%q: %q, %v", tc.question, got.Reason, err)
		}
		if want := tc.err != nil; (len(warnings) == 1) != want || want && !errors.Is(warnings[0], tc.err) {
			t.Errorf("%q: warned of %v", tc.question, warnings)
		}
	}
}
