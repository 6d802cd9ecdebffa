package discord

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestQuestionsHaveTheirTurnInTheOrderOfTheirArrival(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		all := turns{free: 1}
		told := make([][]int, 4)
		var order []int
		var wait sync.WaitGroup
		for n := range told {
			turn, before := all.draw()
			told[n] = append(told[n], before)
			wait.Go(func() {
				if n == 1 { // the person does not know yet that it was heard
					time.Sleep(90 * time.Minute)
				}
				ctx, cancel := context.WithTimeout(t.Context(), 150*time.Minute)
				defer cancel()
				if err := turn.wait(ctx, func(before int) { told[n] = append(told[n], before) }); err != nil {
					told[n] = append(told[n], -9)
					return
				}
				order = append(order, n)
				time.Sleep(time.Hour)
				all.leave()
			})
			synctest.Wait()
		}
		wait.Wait()
		if diff := cmp.Diff([]int{0, 2, 1}, order); diff != "" {
			t.Errorf("order of the answers (-want +got):\n%s", diff)
		}
		for n, want := range [][]int{{notWaiting}, {0, 0}, {1, 1}, {2, 2, 1, 0, -9}} {
			if got := told[n]; got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
				t.Errorf("the question %d was told %v, want from %d to %d", n, got, want[0], want[len(want)-1])
			}
		}
		if all.free != 1 || len(all.waiting) != 0 {
			t.Errorf("in the end %d places are free, and %d questions wait", all.free, len(all.waiting))
		}
	})
}

func TestPlacesAreNeitherLostNorGivenTwice(t *testing.T) {
	const places = 3
	all := turns{free: places}
	enough := errors.New("enough")
	var under, most, served atomic.Int32
	var wait sync.WaitGroup
	for n := range 300 {
		wait.Go(func() {
			turn, _ := all.draw()
			defer turn.giveUp()
			if n%5 == 0 {
				return // the person could not be told
			}
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			if n%7 == 0 {
				go cancel(enough)
			}
			if err := turn.wait(ctx, func(int) {}); err != nil {
				if !errors.Is(err, enough) {
					t.Errorf("gave up with %v", err)
				}
				return
			}
			defer all.leave()
			for now, before := under.Add(1), most.Load(); now > before && !most.CompareAndSwap(before, now); before = most.Load() {
			}
			served.Add(1)
			under.Add(-1)
		})
	}
	wait.Wait()
	if most.Load() > places || served.Load() < 200 || all.free != places || len(all.waiting) != 0 {
		t.Errorf("%d at a time, %d served, then %d free and %d waiting", most.Load(), served.Load(), all.free, len(all.waiting))
	}
}
