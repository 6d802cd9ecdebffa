package discord

import (
	"context"
	"slices"
	"sync"
)

// turns give places to questions in the order of their arrival. A place is given
// only to a question whose person knows that it was heard; until then those behind
// it go first.
type turns struct {
	mu      sync.Mutex
	free    int     // places
	waiting []*turn // those without a place, by arrival
}

// A turn is that of one question.
type turn struct {
	of    *turns
	ready bool
	place chan struct{} // closed when the question has a place
	moved chan int      // holds how many are before it, newly
}

// notWaiting is how many questions are before one that need not wait.
const notWaiting = -1

// draw returns the turn of a question that has come, and how many that wait are
// before it, or notWaiting.
func (t *turns) draw() (*turn, int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := &turn{of: t, place: make(chan struct{}), moved: make(chan int, 1)}
	t.waiting = append(t.waiting, n)
	return n, t.before(len(t.waiting) - 1)
}

func (t *turns) before(i int) int { return max(i-t.free, notWaiting) }

// wait waits for the place, which the caller has to leave, and tells how many are
// before it each time that is another number. Without a place it returns the cause of
// the end of ctx.
func (n *turn) wait(ctx context.Context, tell func(before int)) error {
	n.of.change(func() { n.ready = true })
	for {
		select {
		case <-n.place:
			return nil
		case before := <-n.moved:
			tell(before)
		case <-ctx.Done():
			if n.giveUp() {
				return context.Cause(ctx)
			}
			return nil // the place came at the same time
		}
	}
}

// giveUp takes a question out of those that wait. It reports whether it waited.
func (n *turn) giveUp() (waited bool) {
	n.of.change(func() {
		if i := slices.Index(n.of.waiting, n); i >= 0 {
			n.of.waiting, waited = slices.Delete(n.of.waiting, i, i+1), true
		}
	})
	return waited
}

// left is how many places are free.
func (t *turns) left() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.free
}

// leave gives a place back.
func (t *turns) leave() { t.change(func() { t.free++ }) }

// change changes something, gives the places that are free, and tells those that
// still wait how many are before them.
func (t *turns) change(do func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	do()
	for t.free > 0 {
		i := slices.IndexFunc(t.waiting, func(n *turn) bool { return n.ready })
		if i < 0 {
			break
		}
		t.free--
		close(t.waiting[i].place)
		t.waiting = slices.Delete(t.waiting, i, i+1)
	}
	for i, n := range t.waiting {
		select {
		case <-n.moved:
		default:
		}
		n.moved <- t.before(i)
	}
}
