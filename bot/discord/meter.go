package discord

import (
	"slices"
	"sync"
	"time"
)

// A Rate is how many questions are answered within any stretch of time of that
// length. Without a number of questions it bounds nothing.
type Rate struct {
	Questions int
	Within    time.Duration
}

func (r Rate) bounds() bool { return r.Questions > 0 && r.Within > 0 }

// exceeds reports whether a rate allows more than another.
func (r Rate) exceeds(other Rate) bool {
	if !r.bounds() || !other.bounds() {
		return !r.bounds() && other.bounds()
	}
	return float64(r.Questions)*float64(other.Within) > float64(other.Questions)*float64(r.Within)
}

// A quota is a rate of somebody or something.
type quota struct {
	Rate
	scope scope
	of    string // an ID; may be empty
}

// A scope is whose questions a limit counts.
type scope int

const (
	ofPerson scope = iota
	ofChannel
	ofAll
)

func (q quota) key() quotaKey { return quotaKey{q.scope, q.of} }

type quotaKey struct {
	scope scope
	of    string
}

// A meter counts questions. It is kept in memory: a new process begins anew. The
// zero value has counted nothing.
type meter struct {
	mu      sync.Mutex
	asked   map[quotaKey][]time.Time // when, for as long as it counts
	noted   map[string]time.Time     // until when a notice is not repeated, by who and what
	longest time.Duration            // of the rates
}

// maxTallies bounds whom and what is counted, and whose notices are remembered:
// with more in an hour, some are counted from the beginning again.
const maxTallies = 10_000

// take counts a question in each quota, or in none: then it returns the one that is
// used up for the longest, and until when.
func (m *meter) take(now time.Time, quotas []quota) (over quota, until time.Time, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, q := range quotas {
		m.longest = max(m.longest, q.Within)
		// Of the times that still count, the one whose end makes room.
		times := m.asked[q.key()]
		if at := len(times) - q.Questions; at >= 0 && times[at].Add(q.Within).After(now) && times[at].Add(q.Within).After(until) {
			over, until = q, times[at].Add(q.Within)
		}
	}
	if !until.IsZero() {
		return over, until, false
	}
	for _, q := range quotas {
		m.count(now, q)
	}
	return quota{}, time.Time{}, true
}

// count adds a question to a quota, and drops what no longer counts.
func (m *meter) count(now time.Time, q quota) {
	times, known := m.asked[q.key()]
	if !known && len(m.asked) >= maxTallies {
		m.sweep(now)
	}
	if m.asked == nil {
		m.asked = make(map[quotaKey][]time.Time)
	}
	if len(times) >= q.Questions {
		times = slices.Clone(times[len(times)-q.Questions+1:])
	}
	m.asked[q.key()] = append(times, now)
}

// sweep makes room for many: what counts no longer goes, and then anything.
func (m *meter) sweep(now time.Time) {
	for key, times := range m.asked {
		if len(times) == 0 || now.Sub(times[len(times)-1]) >= m.longest {
			delete(m.asked, key)
		}
	}
	for key := range m.asked {
		if len(m.asked) <= maxTallies*9/10 {
			return
		}
		delete(m.asked, key)
	}
}

// giveBack takes a question out that was counted at a time.
func (m *meter) giveBack(at time.Time, quotas []quota) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, q := range quotas {
		times := m.asked[q.key()]
		if i := slices.Index(times, at); i >= 0 {
			m.asked[q.key()] = slices.Delete(times, i, i+1)
		}
	}
}

// note reports whether a notice is new to somebody, and remembers it until a time.
func (m *meter) note(now time.Time, notice string, until time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.noted[notice].After(now) {
		return false
	}
	if len(m.noted) >= maxTallies {
		for key, end := range m.noted {
			if !end.After(now) {
				delete(m.noted, key)
			}
		}
		if len(m.noted) >= maxTallies {
			clear(m.noted)
		}
	}
	if m.noted == nil {
		m.noted = make(map[string]time.Time)
	}
	m.noted[notice] = until
	return true
}
