package bot

import (
	"context"
	"fmt"
	"time"
)

// A Feedback is what somebody thinks of an answer, or of one of its citations.
type Feedback struct {
	Receipt  string // the ID of the answer's receipt
	Asker    string // the ID of who thinks so; it never comes back
	Time     time.Time
	Kind     FeedbackKind
	Citation int    // its number; 0 is the whole answer
	Text     string // what they wrote, at most MaxFeedback characters
}

// A FeedbackKind says what somebody thinks.
type FeedbackKind string

// The kinds of feedback.
const (
	FeedbackGood        FeedbackKind = "good"
	FeedbackBad         FeedbackKind = "bad"
	FeedbackUnsupported FeedbackKind = "unsupported" // the quotation does not prove the sentence
)

// MaxFeedback is how much is kept of what somebody wrote, in characters.
const MaxFeedback = 1000

// Feedbacks keeps feedback. It may be used from any number of goroutines.
type Feedbacks interface {
	// Judge keeps a feedback, in the place of the one of the same asker on the same
	// citation of the same receipt, of which it returns the kind; where there was none
	// that is empty. A longer text is cut; see [Feedback.Bounded] for what is an error.
	Judge(ctx context.Context, f Feedback) (before FeedbackKind, err error)
	// Judged returns the feedback since a time, the newest first and at most limit.
	Judged(ctx context.Context, since time.Time, limit int) ([]Feedback, error)
}

// Bounded returns the feedback as it may be kept, or what is wrong with it.
func (f Feedback) Bounded() (Feedback, error) {
	if f.Receipt == "" {
		return f, fmt.Errorf("feedback names no receipt")
	}
	if f.Citation < 0 {
		return f, fmt.Errorf("feedback on receipt %q names citation %d: the first is 1", f.Receipt, f.Citation)
	}
	switch f.Kind {
	case FeedbackGood, FeedbackBad, FeedbackUnsupported:
	default:
		return f, fmt.Errorf("feedback on receipt %q is of the kind %q: it is good, bad or unsupported", f.Receipt, f.Kind)
	}
	n := 0
	for i := range f.Text {
		if n++; n > MaxFeedback {
			f.Text = f.Text[:i]
			break
		}
	}
	return f, nil
}
