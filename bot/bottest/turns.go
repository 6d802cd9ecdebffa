package bottest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"footnote/bot"
)

// TestMemory tests the contract of [bot.Memory]. Each test opens one of its own,
// which must be empty.
func TestMemory(t *testing.T, open func(*testing.T) bot.Memory) {
	each(t, open, map[string]func(*testing.T, bot.Memory){
		"the last turns come back, oldest first":              turnsComeBack,
		"another's turns, and other conversations, do not":    turnsAreOnesOwn,
		"no more than MaxTurns are remembered":                turnsAreBounded,
		"any text and any ID come back":                       turnsOfAnyText,
		"a forgotten asker has no turns, and may ask again":   turnsAreForgotten,
		"a cancelled context remembers and forgets nothing":   turnsOfACancelled,
		"what was remembered is the memory's":                 turnsAreCopies,
		"turns are remembered and forgotten at the same time": turnsAtTheSameTime,
	})
}

func turnOf(question string, age time.Duration, documents ...string) bot.Turn {
	return bot.Turn{Time: noon.Add(-age), Question: question, Language: "zh", Documents: documents}
}

func remember(t *testing.T, m bot.Memory, conversation, asker string, turns ...bot.Turn) {
	t.Helper()
	for _, turn := range turns {
		if err := m.Remember(t.Context(), conversation, asker, turn); err != nil {
			t.Fatalf("remembering %.40q: %v", turn.Question, err)
		}
	}
}

func wantTurns(t *testing.T, m bot.Memory, conversation, asker string, limit int, want ...bot.Turn) {
	t.Helper()
	got, err := m.Recall(t.Context(), conversation, asker, limit)
	if err != nil {
		t.Errorf("recalling %d turns of %.40q in %.40q: %v", limit, asker, conversation, err)
	} else if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%d turns of %.40q in %.40q as they were remembered (-) and as they came back (+):\n%s", limit, asker, conversation, diff)
	}
}

func turnsComeBack(t *testing.T, m bot.Memory) {
	first, second, third := turnOf("上海的补贴最高多少？", 2*time.Hour, "b", "a"), turnOf("and in 2025?", time.Hour), turnOf("那北京呢？", time.Hour, "c")
	remember(t, m, "room", "ann", first, second, third)
	wantTurns(t, m, "room", "ann", 9, first, second, third)
	wantTurns(t, m, "room", "ann", 3, first, second, third)
	wantTurns(t, m, "room", "ann", 2, second, third)
	wantTurns(t, m, "room", "ann", 0)
}

func turnsAreOnesOwn(t *testing.T, m bot.Memory) {
	remember(t, m, "room", "ann", turnOf("1", 0, "a"))
	remember(t, m, "room", "bob", turnOf("2", 0, "b"))
	remember(t, m, "hall", "ann", turnOf("3", 0, "c"))
	wantTurns(t, m, "room", "ann", 9, turnOf("1", 0, "a"))
	wantTurns(t, m, "room", "bob", 9, turnOf("2", 0, "b"))
	wantTurns(t, m, "hall", "ann", 9, turnOf("3", 0, "c"))
	for _, other := range [][2]string{{"hall", "bob"}, {"ann", "room"}, {"", "ann"}, {"room", ""}, {"Room", "ann"}, {"rooma", "nn"}} {
		wantTurns(t, m, other[0], other[1], 9)
	}
}

func turnsAreBounded(t *testing.T, m bot.Memory) {
	var all []bot.Turn
	for i := range bot.MaxTurns + 3 {
		all = append(all, turnOf(fmt.Sprint(i), 0, "a", "b"))
	}
	remember(t, m, "room", "bob", all[0])
	remember(t, m, "room", "ann", all...)
	wantTurns(t, m, "room", "ann", 2*bot.MaxTurns, all[3:]...)
	wantTurns(t, m, "room", "bob", 2*bot.MaxTurns, all[0])
}

func turnsOfAnyText(t *testing.T, m bot.Memory) {
	for _, text := range anyTexts {
		turn := turnOf(text, 0, text, "", text)
		turn.Language = text
		remember(t, m, text, text, turn)
		wantTurns(t, m, text, text, 9, turn)
	}
}

func turnsAreForgotten(t *testing.T, m bot.Memory) {
	remember(t, m, "room", "ann", turnOf("1", 0, "a"), turnOf("2", 0))
	remember(t, m, "hall", "ann", turnOf("3", 0, "a"))
	remember(t, m, "room", "bob", turnOf("4", 0, "a"))
	for range 2 { // a second time does no harm
		if err := m.Forget(t.Context(), "ann"); err != nil {
			t.Fatal(err)
		}
	}
	wantTurns(t, m, "room", "ann", 9)
	wantTurns(t, m, "hall", "ann", 9)
	wantTurns(t, m, "room", "bob", 9, turnOf("4", 0, "a"))
	remember(t, m, "room", "ann", turnOf("5", 0))
	wantTurns(t, m, "room", "ann", 9, turnOf("5", 0))
}

func turnsOfACancelled(t *testing.T, m bot.Memory) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	remember(t, m, "room", "ann", turnOf("1", 0))
	_, recalled := m.Recall(ctx, "room", "ann", 9)
	for what, err := range map[string]error{
		"remembering": m.Remember(ctx, "room", "ann", turnOf("late", 0)), "recalling": recalled, "forgetting": m.Forget(ctx, "ann"),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got error %v, want that of the context", what, err)
		}
	}
	wantTurns(t, m, "room", "ann", 9, turnOf("1", 0))
}

func turnsAreCopies(t *testing.T, m bot.Memory) {
	turn := turnOf("1", 0, "a")
	remember(t, m, "room", "ann", turn)
	turn.Documents[0] = "changed"
	got, err := m.Recall(t.Context(), "room", "ann", 1)
	if err == nil && len(got) == 1 {
		got[0].Documents[0], got[0].Question = "changed", "changed"
	}
	wantTurns(t, m, "room", "ann", 9, turnOf("1", 0, "a"))
}

func turnsAtTheSameTime(t *testing.T, m bot.Memory) {
	var wait sync.WaitGroup
	const each = 5
	for w := range 8 {
		asker := strings.Repeat("x", w)
		wait.Go(func() {
			for i := range each {
				if err := m.Remember(t.Context(), "room", asker, turnOf(fmt.Sprint(i), 0, "a")); err != nil {
					t.Error(err)
				}
				if turns, err := m.Recall(t.Context(), "room", asker, 9); err != nil || len(turns) != i+1 {
					t.Errorf("%d turns after %d: %v", len(turns), i+1, err)
				}
			}
			if w%2 == 0 {
				if err := m.Forget(t.Context(), asker); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	for w := range 8 {
		turns, err := m.Recall(t.Context(), "room", strings.Repeat("x", w), 9)
		if want := w % 2 * each; err != nil || len(turns) != want {
			t.Errorf("%d turns of asker %d, want %d (%v)", len(turns), w, want, err)
		}
	}
}
