package bottest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
)

// TestKeys tests the contract of [bot.Keys]. Each test opens one of its own, which
// must be empty.
func TestKeys(t *testing.T, open func(*testing.T) bot.Keys) {
	each(t, open, map[string]func(*testing.T, bot.Keys){
		"a key is the first once":               onceEach,
		"after a day it is again":               onceADay,
		"any key is one":                        onceAnyKey,
		"a cancelled context notes nothing":     onceTooLate,
		"of many at the same time one is first": onceAtTheSameTime,
	})
}

func once(t *testing.T, k bot.Keys, key string, at time.Time, want bool) {
	t.Helper()
	if first, err := k.Once(t.Context(), key, at); err != nil || first != want {
		t.Errorf("%.40q comes for the first time: %v, %v; want %v", key, first, err, want)
	}
}

func onceEach(t *testing.T, k bot.Keys) {
	once(t, k, "a", noon, true)
	once(t, k, "b", noon, true)
	once(t, k, "a", noon, false)
	once(t, k, "a", noon.Add(time.Hour), false)
	once(t, k, "A", noon, true)
}

func onceADay(t *testing.T, k bot.Keys) {
	once(t, k, "a", noon, true)
	once(t, k, "a", noon.Add(24*time.Hour-time.Second), false)
	once(t, k, "a", noon.Add(24*time.Hour), true)
	once(t, k, "a", noon.Add(25*time.Hour), false)
}

func onceAnyKey(t *testing.T, k bot.Keys) {
	once(t, k, "", noon, true)
	for _, key := range anyTexts {
		once(t, k, key, noon, true)
		once(t, k, key, noon, false)
	}
}

func onceTooLate(t *testing.T, k bot.Keys) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if first, err := k.Once(ctx, "a", noon); first || !errors.Is(err, context.Canceled) {
		t.Errorf("the first: %v, error %v; want that of the context", first, err)
	}
	once(t, k, "a", noon, true)
}

func onceAtTheSameTime(t *testing.T, k bot.Keys) {
	var wait sync.WaitGroup
	var firsts atomic.Int32
	for range 16 {
		wait.Go(func() {
			if first, err := k.Once(t.Context(), "a", noon); err != nil {
				t.Error(err)
			} else if first {
				firsts.Add(1)
			}
		})
	}
	wait.Wait()
	if firsts.Load() != 1 {
		t.Errorf("%d of 16 were the first", firsts.Load())
	}
}
