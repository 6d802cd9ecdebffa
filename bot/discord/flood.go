package discord

import (
	"sync"
	"time"
)

// A flood bounds what moderators are told in a minute: of one person and answer once,
// of all together a few messages; the rest is counted in one line. The zero value has
// told nothing.
type flood struct {
	mu      sync.Mutex
	told    map[string]time.Time // by person and answer
	began   time.Time            // the minute
	alone   int                  // reports with a message of their own since then
	folded  int                  // others
	line    *post                // that counts them
	counted int                  // of those others, in the line
	writing bool                 // somebody is at the line
}

const (
	perMinute  = 10   // reports with a message of their own
	maxTold    = 4096 // persons and answers in a minute that are told apart
	floodSpell = time.Minute
)

// What becomes of a report.
type admission int

const (
	admitAlone    admission = iota // it is told in a message of its own
	admitFolded                    // it is counted
	admitRepeated                  // the same was told a moment ago
	admitRefused                   // there is too much, and it cannot be counted only
)

// admit says what becomes of what somebody reports or asks; folds says that it may be
// counted only.
func (f *flood) admit(key string, now time.Time, folds bool) admission {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now.Sub(f.began) >= floodSpell {
		f.began, f.alone, f.folded, f.counted, f.line = now, 0, 0, 0, nil
	}
	for key, at := range f.told {
		if now.Sub(at) >= floodSpell {
			delete(f.told, key)
		}
	}
	if _, is := f.told[key]; is {
		return admitRepeated
	}
	if f.alone == perMinute && !folds {
		return admitRefused
	}
	if f.told == nil {
		f.told = make(map[string]time.Time)
	}
	if len(f.told) < maxTold {
		f.told[key] = now
	}
	if f.alone < perMinute {
		f.alone++
		return admitAlone
	}
	f.folded++
	return admitFolded
}

// write gives the line to the caller, unless somebody is at it: they will see what
// has come meanwhile.
func (f *flood) write() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.writing {
		return false
	}
	f.writing = true
	return true
}

// next returns the line and how many it is to count; ok is false, and the line free,
// when it counts them all. open makes a line for the n-th minute that needs one.
func (f *flood) next(open func(began time.Time) *post) (line *post, n int, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.counted == f.folded {
		f.writing = false
		return nil, 0, false
	}
	if f.line == nil {
		f.line = open(f.began)
	}
	f.counted = f.folded
	return f.line, f.folded, true
}

// giveUp frees the line.
func (f *flood) giveUp() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writing = false
}
