package bottest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"footnote/bot"
)

// TestFeedbacks tests the contract of [bot.Feedbacks]. Each test opens one of its
// own, which must be empty.
func TestFeedbacks(t *testing.T, open func(*testing.T) bot.Feedbacks) {
	each(t, open, map[string]func(*testing.T, bot.Feedbacks){
		"feedback comes back, the newest first":         feedbackComesBack,
		"a second opinion takes the place of the first": feedbackReplaced,
		"no more than asked for, and none from before":  feedbackLimited,
		"any text comes back":                           feedbackOfAnyText,
		"a long text is cut between characters":         feedbackCut,
		"what is no feedback is an error":               feedbackRefused,
		"a cancelled context keeps none":                feedbackTooLate,
		"many judge at the same time":                   feedbackAtTheSameTime,
	})
}

func feedbackOf(receipt, asker string, age time.Duration) bot.Feedback {
	return bot.Feedback{Receipt: receipt, Asker: asker, Time: noon.Add(-age), Kind: bot.FeedbackUnsupported, Citation: 2, Text: "不对: it says 9."}
}

func judge(t *testing.T, b bot.Feedbacks, all ...bot.Feedback) {
	t.Helper()
	for _, f := range all {
		if _, err := b.Judge(t.Context(), f); err != nil {
			t.Fatalf("judging %q: %v", f.Receipt, err)
		}
	}
}

func wantJudged(t *testing.T, b bot.Feedbacks, since time.Time, limit int, want ...bot.Feedback) {
	t.Helper()
	for i := range want {
		want[i].Asker = ""
	}
	got, err := b.Judged(t.Context(), since, limit)
	if err != nil {
		t.Errorf("reading feedback: %v", err)
	} else if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the feedback as it was given (-) and as it came back (+):\n%s", diff)
	}
}

func feedbackComesBack(t *testing.T, b bot.Feedbacks) {
	old, latest, between := feedbackOf("r1", "ann", 2*time.Hour), feedbackOf("r1", "bob", 0), feedbackOf("r2", "ann", time.Hour)
	latest.Kind, latest.Citation, latest.Text = bot.FeedbackGood, 0, ""
	between.Kind = bot.FeedbackBad
	judge(t, b, old, latest, between)
	wantJudged(t, b, time.Time{}, 9, latest, between, old)
}

func feedbackReplaced(t *testing.T, b bot.Feedbacks) {
	first, second := feedbackOf("r", "ann", time.Hour), feedbackOf("r", "ann", 0)
	second.Kind, second.Text = bot.FeedbackGood, "after all"
	other, whole := feedbackOf("r", "bob", 2*time.Hour), feedbackOf("r", "ann", 3*time.Hour)
	whole.Citation = 0
	judge(t, b, first, other, whole)
	for i, want := range []bot.FeedbackKind{bot.FeedbackUnsupported, bot.FeedbackGood} {
		if before, err := b.Judge(t.Context(), second); before != want || err != nil {
			t.Errorf("judging again, time %d: it replaces %q, want %q (%v)", i+1, before, want, err)
		}
	}
	if before, err := b.Judge(t.Context(), feedbackOf("r", "eve", 4*time.Hour)); before != "" || err != nil {
		t.Errorf("a first feedback replaces %q (%v)", before, err)
	}
	wantJudged(t, b, time.Time{}, 3, second, other, whole)
}

func feedbackLimited(t *testing.T, b bot.Feedbacks) {
	one, two, three := feedbackOf("r1", "ann", 0), feedbackOf("r2", "ann", time.Hour), feedbackOf("r3", "ann", 2*time.Hour)
	judge(t, b, one, two, three)
	wantJudged(t, b, time.Time{}, 0)
	wantJudged(t, b, time.Time{}, 2, one, two)
	wantJudged(t, b, two.Time, 9, one, two)
	wantJudged(t, b, noon.Add(time.Second), 9)
}

func feedbackOfAnyText(t *testing.T, b bot.Feedbacks) {
	for i, text := range anyTexts {
		f := feedbackOf("r", text, 0)
		f.Time = noon.Add(time.Duration(i) * time.Second)
		f.Receipt = text
		if len(text) < bot.MaxFeedback {
			f.Text = text
		}
		judge(t, b, f)
		wantJudged(t, b, f.Time, 9, f)
	}
}

func feedbackCut(t *testing.T, b bot.Feedbacks) {
	whole, long := feedbackOf("r1", "ann", time.Hour), feedbackOf("r2", "ann", 0)
	whole.Text = strings.Repeat("长", bot.MaxFeedback)
	long.Text = whole.Text + "more"
	judge(t, b, whole, long)
	long.Text = whole.Text
	wantJudged(t, b, time.Time{}, 9, long, whole)
}

func feedbackRefused(t *testing.T, b bot.Feedbacks) {
	for name, spoil := range map[string]func(*bot.Feedback){
		"of an unknown kind":            func(f *bot.Feedback) { f.Kind = "great" },
		"of no kind":                    func(f *bot.Feedback) { f.Kind = "" },
		"without a receipt":             func(f *bot.Feedback) { f.Receipt = "" },
		"on a citation before number 1": func(f *bot.Feedback) { f.Citation = -1 },
	} {
		f := feedbackOf("r", "ann", 0)
		spoil(&f)
		if _, err := b.Judge(t.Context(), f); err == nil {
			t.Errorf("feedback %s is kept", name)
		}
	}
	wantJudged(t, b, time.Time{}, 9)
}

func feedbackTooLate(t *testing.T, b bot.Feedbacks) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Judge(ctx, feedbackOf("r", "ann", 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want that of the context", err)
	}
	wantJudged(t, b, time.Time{}, 9)
}

func feedbackAtTheSameTime(t *testing.T, b bot.Feedbacks) {
	var wait sync.WaitGroup
	for w := range 8 {
		wait.Go(func() {
			for range 5 {
				if _, err := b.Judge(t.Context(), feedbackOf("r", strings.Repeat("x", w), 0)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if got, err := b.Judged(t.Context(), time.Time{}, 99); err != nil || len(got) != 8 {
		t.Errorf("%d feedbacks of 8 askers (%v)", len(got), err)
	}
}
