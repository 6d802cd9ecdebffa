package bottest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"footnote/bot"
)

// Memory is a [bot.Receipts] that keeps them in memory. Tests of other packages
// use it where any will do. The zero value is empty.
type Memory struct {
	mu  sync.Mutex
	all []bot.Receipt
}

var _ bot.Receipts = (*Memory)(nil)

// Keep keeps a receipt.
func (m *Memory) Keep(ctx context.Context, r bot.Receipt) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if slices.ContainsFunc(m.all, func(other bot.Receipt) bool { return other.ID == r.ID }) {
		return fmt.Errorf("keeping the receipt %q: there is one", r.ID)
	}
	m.all = append(m.all, own(r))
	return nil
}

// Receipt returns a receipt, or [bot.ErrNoReceipt].
func (m *Memory) Receipt(_ context.Context, id string) (bot.Receipt, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.all {
		if r.ID == id {
			return own(r), nil
		}
	}
	return bot.Receipt{}, fmt.Errorf("receipt %q: %w", id, bot.ErrNoReceipt)
}

// Quoting returns the receipts of answers that quoted a document.
func (m *Memory) Quoting(_ context.Context, document string, limit int) ([]bot.Receipt, int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []bot.Receipt
	for _, r := range m.all {
		if slices.ContainsFunc(r.Citations, func(e bot.Evidence) bool { return e.Document == document }) {
			found = append(found, own(r))
		}
	}
	slices.SortFunc(found, func(a, b bot.Receipt) int { return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(a.ID, b.ID)) })
	return found[:min(len(found), limit)], len(found), nil
}

// own returns a receipt whose citations nobody else has.
func own(r bot.Receipt) bot.Receipt {
	r.Citations = slices.Clone(r.Citations)
	return r
}
