package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Recorder answers as its assistant does, keeps a receipt of each answer, and
// remembers the conversation that it is part of. An answer of which nothing could
// be kept is an answer all the same.
type Recorder struct {
	Assistant *Assistant
	Receipts  Receipts    // nil keeps none
	Memory    Memory      // nil remembers nothing
	Whispers  Memory      // of private questions: it must write nothing down; nil remembers none
	Warn      func(error) // is told of what could not be kept
}

const (
	// keepWithin bounds how much later an answer is shown for its receipt's sake,
	// and begins for the sake of what was asked before.
	keepWithin = 2 * time.Second
	// recalled is how many turns a question may rest on.
	recalled = 8
)

// Answer answers a question: see [Assistant.Answer].
func (r Recorder) Answer(ctx context.Context, q Question) (Answer, error) {
	return r.Stream(ctx, q, func(Answer) {})
}

// Stream answers a question and shows the answer meanwhile: see
// [Assistant.Stream]. Only the answer that is returned names its receipt. That is
// kept although ctx ends meanwhile: the answer may have been shown.
func (r Recorder) Stream(ctx context.Context, q Question, show func(Answer)) (Answer, error) {
	if q.History == nil {
		q.History = append(slices.Clone(q.Opening), r.recall(ctx, q)...)
	}
	answer, err := r.Assistant.Stream(ctx, q, show)
	if err != nil {
		return answer, err
	}
	now := time.Now().UTC().Truncate(time.Millisecond)
	keeping, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepWithin)
	defer cancel()
	r.remember(keeping, q, answer, now)
	if r.Receipts == nil {
		return answer, nil
	}
	receipt := newReceipt(q, answer, now)
	if err := r.Receipts.Keep(keeping, receipt); err != nil {
		r.Warn(fmt.Errorf("no receipt of this answer was kept: %w", err))
		return answer, nil
	}
	answer.Receipt = receipt.ID
	return answer, nil
}

// Forget forgets an asker: see [Memory].
func (r Recorder) Forget(ctx context.Context, asker string) error {
	for _, m := range []Memory{r.Whispers, r.Memory} {
		if m == nil {
			continue
		}
		if err := m.Forget(ctx, asker); err != nil {
			return err
		}
	}
	return nil
}

// A talk is where turns of an asker are remembered.
type talk struct {
	memory              Memory
	conversation, asker string
}

// talks returns where the turns of a question's conversation are, the one that it
// becomes part of last. A private question may rest on all of them, another on
// nothing private: what it is understood as is shown to everybody.
func (r Recorder) talks(q Question) []talk {
	if q.Conversation == "" || q.Asker == "" {
		return nil
	}
	open, private := talk{r.Memory, q.Conversation, q.Asker}, talk{r.Whispers, q.Conversation + "\x00private", q.Asker}
	if q.Private {
		return []talk{open, private}
	}
	return []talk{open}
}

// recall returns what the asker asked before in the conversation.
func (r Recorder) recall(ctx context.Context, q Question) []Turn {
	ctx, cancel := context.WithTimeout(ctx, keepWithin)
	defer cancel()
	var turns []Turn
	for _, t := range r.talks(q) {
		if t.memory == nil {
			continue
		}
		some, err := t.memory.Recall(ctx, t.conversation, t.asker, recalled)
		if err != nil && !errors.Is(err, context.Canceled) {
			r.Warn(fmt.Errorf("this question is read without those before it: %w", err))
		}
		turns = append(turns, some...)
	}
	slices.SortStableFunc(turns, func(a, b Turn) int { return a.Time.Compare(b.Time) })
	return turns[max(0, len(turns)-recalled):]
}

// remember adds what was answered to the conversation.
func (r Recorder) remember(ctx context.Context, q Question, a Answer, now time.Time) {
	talks := r.talks(q)
	if len(talks) == 0 || talks[len(talks)-1].memory == nil {
		return
	}
	turn := Turn{Time: now, Question: cmp.Or(a.UnderstoodAs, a.Question), Language: a.Language}
	for _, c := range a.Citations {
		if !slices.Contains(turn.Documents, c.document.ID) {
			turn.Documents = append(turn.Documents, c.document.ID)
		}
	}
	t := talks[len(talks)-1]
	if err := t.memory.Remember(ctx, t.conversation, t.asker, turn); err != nil {
		r.Warn(fmt.Errorf("the next question is read without this one: %w", err))
	}
}
