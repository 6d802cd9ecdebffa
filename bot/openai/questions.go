package openai

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

// questions remembers the vectors of the last questions: one is searched for more
// than once, of this day and of another, and asked again.
type questions struct {
	mu    sync.Mutex
	asked map[string]*question
	order []string // of the keys of asked, the oldest first
}

// A question is one that was asked for. A failure is remembered for a short time,
// so that a server that does not answer is waited for once.
type question struct {
	vector []float32
	err    error
	at     time.Time
}

const (
	maxQuestions  = 64
	rememberError = 5 * time.Second
)

// EmbedQuery returns the vector of a question; nil for one without a letter.
func (m *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	if q := m.recall(text); q != nil {
		return slices.Clone(q.vector), q.err
	}
	vectors, err := m.embed(ctx, questionTries, []string{m.settings.QueryPrefix + text})
	if errors.Is(err, context.Canceled) {
		return nil, err // the asker's doing
	}
	q := &question{err: err, at: time.Now()}
	if err == nil {
		q.vector = vectors[0]
	}
	m.remember(text, q)
	return slices.Clone(q.vector), err
}

func (q *questions) recall(text string) *question {
	q.mu.Lock()
	defer q.mu.Unlock()
	known := q.asked[text]
	if known != nil && known.err != nil && time.Since(known.at) > rememberError {
		return nil
	}
	return known
}

func (q *questions) remember(text string, known *question) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.asked[text] == nil {
		q.order = append(q.order, text)
	}
	q.asked[text] = known
	if len(q.order) > maxQuestions {
		delete(q.asked, q.order[0])
		q.order = slices.Clone(q.order[1:])
	}
}
