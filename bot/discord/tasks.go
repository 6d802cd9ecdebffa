package discord

import (
	"sync"
	"time"
)

// tasks counts what is under way. The zero value is empty and open.
type tasks struct {
	mu     sync.Mutex
	n      int
	isShut bool
	idle   chan struct{} // closed when n falls to 0; nil while nobody waits for that
}

// start counts one task more, unless the tasks are shut.
func (t *tasks) start() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.isShut {
		return false
	}
	t.n++
	return true
}

func (t *tasks) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n--
	if t.n == 0 && t.idle != nil {
		close(t.idle)
		t.idle = nil
	}
}

// wait returns when no task is under way, but not later than after d, and says
// how many then are.
func (t *tasks) wait(d time.Duration) int {
	t.mu.Lock()
	if t.n > 0 && t.idle == nil {
		t.idle = make(chan struct{})
	}
	idle := t.idle
	t.mu.Unlock()
	if idle != nil {
		select {
		case <-idle:
		case <-time.After(d):
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.n
}

// shut lets no task start any more.
func (t *tasks) shut() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.isShut = true
}

// recent remembers the last interactions, so that one that is delivered twice
// is answered once. The zero value is empty.
type recent struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring [4096]string
	next int
}

// add reports whether the id is new, and remembers it.
func (r *recent) add(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids[id] {
		return false
	}
	if r.ids == nil {
		r.ids = make(map[string]bool)
	}
	delete(r.ids, r.ring[r.next])
	r.ids[id] = true
	r.ring[r.next] = id
	r.next = (r.next + 1) % len(r.ring)
	return true
}
