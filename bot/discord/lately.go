package discord

import (
	"slices"
	"sync"
	"time"

	"footnote/bot"
)

// An answered is an answer, with the question that it was given to.
type answered struct {
	question bot.Question
	answer   bot.Answer
	at       time.Time
	public   bool // it was published
}

// Lately are the answers that somebody may still go on with by a button, by the ID
// of their receipt. They are in memory alone, and not for long: the words of private
// questions are among them. The zero value is empty.
type lately struct {
	mu    sync.Mutex
	all   map[string]answered
	order []string // oldest first
}

const (
	maxLately  = 256
	latelyLife = 15 * time.Minute
)

func (l *lately) keep(q bot.Question, a bot.Answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = make(map[string]answered)
	}
	for len(l.order) > 0 && (len(l.order) >= maxLately || l.isOld(l.order[0])) {
		delete(l.all, l.order[0])
		l.order = l.order[1:]
	}
	l.all[a.Receipt] = answered{question: q, answer: a, at: time.Now()}
	l.order = append(l.order, a.Receipt)
}

func (l *lately) isOld(receipt string) bool { return time.Since(l.all[receipt].at) > latelyLife }

func (l *lately) of(receipt string) (answered, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	found, ok := l.all[receipt]
	return found, ok && !l.isOld(receipt)
}

// publish reports whether an answer is the first time made public.
func (l *lately) publish(receipt string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	found, ok := l.all[receipt]
	if !ok || found.public {
		return false
	}
	found.public = true
	l.all[receipt] = found
	return true
}

// forget forgets what somebody asked.
func (l *lately) forget(asker string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.order = slices.DeleteFunc(l.order, func(receipt string) bool {
		own := l.all[receipt].question.Asker == asker
		if own {
			delete(l.all, receipt)
		}
		return own
	})
}
