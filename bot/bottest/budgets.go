package bottest

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"

	"footnote/bot"
	"footnote/corpus"
)

// TestBudgets tests the contract of [bot.Budgets]. Each test opens one of its own,
// which must be empty.
func TestBudgets(t *testing.T, open func(*testing.T) bot.Budgets) {
	each(t, open, map[string]func(*testing.T, bot.Budgets){
		"what was spent adds up, by asker and in all": spentAddsUp,
		"what is given back is not below nothing":     givenBack,
		"a day begins with nothing":                   spentByDay,
		"the largest numbers do no harm":              spentWithoutBounds,
		"any asker has a budget":                      spentByAnyone,
		"a cancelled context spends nothing":          spentTooLate,
		"what is spent at the same time adds up":      spentAtTheSameTime,
	})
}

var today = corpus.Date{Year: 2026, Month: 3, Day: 5}

func spend(t *testing.T, b bot.Budgets, asker string, day corpus.Date, tokens, byAsker, inAll int) {
	t.Helper()
	gotAsker, gotAll, err := b.Spend(t.Context(), asker, day, tokens)
	if err != nil || gotAsker != byAsker || gotAll != inAll {
		t.Errorf("with %d of %.40q: %d by the asker and %d in all, %v; want %d and %d", tokens, asker, gotAsker, gotAll, err, byAsker, inAll)
	}
}

func spentAddsUp(t *testing.T, b bot.Budgets) {
	spend(t, b, "ann", today, 0, 0, 0)
	spend(t, b, "ann", today, 10, 10, 10)
	spend(t, b, "bob", today, 5, 5, 15)
	spend(t, b, "ann", today, 7, 17, 22)
	spend(t, b, "bob", today, 0, 5, 22)
}

func givenBack(t *testing.T, b bot.Budgets) {
	spend(t, b, "bob", today, 3, 3, 3)
	spend(t, b, "ann", today, -4, 0, 3)
	spend(t, b, "ann", today, 10, 10, 13)
	spend(t, b, "ann", today, -4, 6, 9)
	spend(t, b, "ann", today, -40, 0, 3)
	spend(t, b, "ann", today, 1, 1, 4)
}

func spentByDay(t *testing.T, b bot.Budgets) {
	spend(t, b, "ann", today, 10, 10, 10)
	spend(t, b, "ann", corpus.Date{Year: 2026, Month: 3, Day: 6}, 1, 1, 1)
	spend(t, b, "ann", today, 0, 10, 10)
}

func spentWithoutBounds(t *testing.T, b bot.Budgets) {
	spend(t, b, "ann", today, math.MaxInt, bot.MostTokens, bot.MostTokens)
	spend(t, b, "ann", today, math.MaxInt, bot.MostTokens, bot.MostTokens)
	spend(t, b, "bob", today, math.MaxInt, bot.MostTokens, 2*bot.MostTokens)
	spend(t, b, "ann", today, math.MinInt, 0, bot.MostTokens)
}

func spentByAnyone(t *testing.T, b bot.Budgets) {
	spend(t, b, "", today, 1, 1, 1)
	for i, asker := range anyTexts {
		spend(t, b, asker, today, 1, 1, i+2)
	}
}

func spentTooLate(t *testing.T, b bot.Budgets) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := b.Spend(ctx, "ann", today, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want that of the context", err)
	}
	spend(t, b, "ann", today, 0, 0, 0)
}

func spentAtTheSameTime(t *testing.T, b bot.Budgets) {
	var wait sync.WaitGroup
	const spenders, each = 8, 10
	for range spenders {
		wait.Go(func() {
			for range each {
				if _, _, err := b.Spend(t.Context(), "ann", today, 3); err != nil {
					t.Error(err)
				}
				if _, _, err := b.Spend(t.Context(), "ann", today, -1); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	spend(t, b, "ann", today, 0, 2*spenders*each, 2*spenders*each)
}
