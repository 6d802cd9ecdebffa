package bottest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"footnote/bot"
	"footnote/corpus"
)

// Memory keeps in memory what a database keeps: it is a [bot.Receipts], a
// [bot.Posts], a [bot.Corrections], a [bot.Memory], a [bot.Feedbacks], a
// [bot.Budgets] and a [bot.Keys]. Tests of other packages use it where any will do.
// The zero value is empty.
type Memory struct {
	mu          sync.Mutex
	receipts    []bot.Receipt
	turns       map[talk][]bot.Turn
	feedback    []bot.Feedback
	posts       []bot.Post
	corrections []corrected
	spent       map[corpus.Date]map[string]int
	done        map[string]time.Time
}

// A talk is what one asker says in one conversation.
type talk struct{ conversation, asker string }

var (
	_ bot.Receipts    = (*Memory)(nil)
	_ bot.Posts       = (*Memory)(nil)
	_ bot.Corrections = (*Memory)(nil)
	_ bot.Memory      = (*Memory)(nil)
	_ bot.Feedbacks   = (*Memory)(nil)
	_ bot.Budgets     = (*Memory)(nil)
	_ bot.Keys        = (*Memory)(nil)
)

// hold gives what is kept to the caller alone, until release.
func (m *Memory) hold(ctx context.Context) (release func(), err error) {
	m.mu.Lock()
	if err := ctx.Err(); err != nil {
		m.mu.Unlock()
		return nil, err
	}
	return m.mu.Unlock, nil
}

// Keep keeps a receipt.
func (m *Memory) Keep(ctx context.Context, r bot.Receipt) error {
	release, err := m.hold(ctx)
	if err != nil {
		return err
	}
	defer release()
	if slices.ContainsFunc(m.receipts, func(other bot.Receipt) bool { return other.ID == r.ID }) {
		return fmt.Errorf("keeping the receipt %q: there is one", r.ID)
	}
	m.receipts = append(m.receipts, own(r))
	return nil
}

// Receipt returns a receipt, or [bot.ErrNoReceipt].
func (m *Memory) Receipt(ctx context.Context, id string) (bot.Receipt, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return bot.Receipt{}, err
	}
	defer release()
	for _, r := range m.receipts {
		if r.ID == id {
			return shown(r), nil
		}
	}
	return bot.Receipt{}, fmt.Errorf("receipt %q: %w", id, bot.ErrNoReceipt)
}

// Quoting returns the receipts of answers that quoted a document.
func (m *Memory) Quoting(ctx context.Context, document string, limit int) ([]bot.Receipt, int, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer release()
	var found []bot.Receipt
	for _, r := range m.receipts {
		if slices.ContainsFunc(r.Citations, func(e bot.Evidence) bool { return e.Document == document }) {
			found = append(found, shown(r))
		}
	}
	slices.SortFunc(found, func(a, b bot.Receipt) int { return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(a.ID, b.ID)) })
	return found[:min(len(found), limit)], len(found), nil
}

// own returns a receipt whose parts nobody else has.
func own(r bot.Receipt) bot.Receipt {
	r.Citations, r.Withheld, r.Offered = slices.Clone(r.Citations), slices.Clone(r.Withheld), slices.Clone(r.Offered)
	r.Sentences = slices.Clone(r.Sentences)
	for i, s := range r.Sentences {
		r.Sentences[i].Citations = slices.Clone(s.Citations)
	}
	return r
}

func shown(r bot.Receipt) bot.Receipt {
	r = own(r)
	r.Asker = ""
	return r
}

// Remember adds a turn to a conversation.
func (m *Memory) Remember(ctx context.Context, conversation, asker string, t bot.Turn) error {
	release, err := m.hold(ctx)
	if err != nil {
		return err
	}
	defer release()
	if m.turns == nil {
		m.turns = make(map[talk][]bot.Turn)
	}
	t.Documents = slices.Clone(t.Documents)
	of := talk{conversation, asker}
	turns := append(m.turns[of], t)
	m.turns[of] = turns[max(0, len(turns)-bot.MaxTurns):]
	return nil
}

// Recall returns the last turns of an asker in a conversation.
func (m *Memory) Recall(ctx context.Context, conversation, asker string, limit int) ([]bot.Turn, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	turns := m.turns[talk{conversation, asker}]
	turns = slices.Clone(turns[max(0, len(turns)-limit):])
	for i, t := range turns {
		turns[i].Documents = slices.Clone(t.Documents)
	}
	return turns, nil
}

// Forget forgets an asker.
func (m *Memory) Forget(ctx context.Context, asker string) error {
	release, err := m.hold(ctx)
	if err != nil {
		return err
	}
	defer release()
	for of := range m.turns {
		if of.asker == asker {
			delete(m.turns, of)
		}
	}
	for i, r := range m.receipts {
		if r.Asker == asker && asker != "" {
			m.receipts[i] = r.WithoutText()
			m.forgetQuestion(r.ID)
		}
	}
	for i, f := range m.feedback {
		if f.Asker == asker {
			m.feedback[i].Text, m.feedback[i].Asker = "", forgotten
		}
	}
	m.forgetPoster(asker)
	return nil
}

// forgotten is nobody's ID.
const forgotten = "\x00forgotten"
