package openai

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

// questions remembers the vectors of the last questions: one is searched for more
// than once, of this day and of another, and asked again. What was asked is not
// kept in words: it may be private.
type questions struct {
	mu    sync.Mutex
	asked map[digest]*question
	order []digest // of asked, the oldest first
}

// A digest is the SHA-256 of a question.
type digest [sha256.Size]byte

func digestOf(text string) digest { return sha256.Sum256([]byte(text)) }

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
	asked := digestOf(text)
	if q := m.recall(asked); q != nil {
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
	m.remember(asked, q)
	return slices.Clone(q.vector), err
}

func (q *questions) recall(d digest) *question {
	q.mu.Lock()
	defer q.mu.Unlock()
	known := q.asked[d]
	if known != nil && known.err != nil && time.Since(known.at) > rememberError {
		return nil
	}
	return known
}

func (q *questions) remember(d digest, known *question) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.asked[d] == nil {
		q.order = append(q.order, d)
	}
	q.asked[d] = known
	if len(q.order) > maxQuestions {
		delete(q.asked, q.order[0])
		q.order = slices.Clone(q.order[1:])
	}
}
