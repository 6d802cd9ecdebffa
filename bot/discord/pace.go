package discord

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A pace keeps all requests together below the limit that Discord has for a bot as
// a whole. Without it each lane would find out for itself, and a crowd would make
// more requests that are refused than ones that are not; Discord bans who makes ten
// thousand of those in ten minutes. The library's limiter does not know what is
// counted here: it looks for a header that such an answer does not have.
//
// What somebody waits for first goes first: to see that they were heard. All else
// goes evenly, so that there is always room for that.
type pace struct {
	http.RoundTripper
	mu      sync.Mutex
	sent    [perSecond]time.Time // the last requests
	oldest  int                  // of them
	resume  time.Time            // when there may be requests again
	waiting []*waiter            // by when they are due
	timer   *time.Timer          // for the first of them
}

// A waiter is a request that waits.
type waiter struct {
	urgent bool // it goes at once where it may
	due    time.Time
	goes   chan struct{} // closed when it may be sent
}

const (
	perSecond = 50                      // requests in any second, or more for large bots
	second    = 1020 * time.Millisecond // no two requests take the same time to arrive
	spacing   = time.Second / perSecond
	// long is how many that wait make another wait for long enough to be noticed.
	long = 10
)

// RoundTrip sends a request, and reads in the answer whether there were too long.
func (p *pace) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := p.RoundTripper.RoundTrip(r)
	if err == nil && response.StatusCode == http.StatusTooManyRequests && response.Header.Get("X-RateLimit-Global") != "" {
		if seconds, err := strconv.ParseFloat(response.Header.Get("Retry-After"), 64); err == nil && seconds > 0 {
			p.slow(time.Duration(min(seconds, 3600) * float64(time.Second)))
		}
	}
	return response, err
}

// CloseIdleConnections is what [http.Client] looks for.
func (p *pace) CloseIdleConnections() {
	if c, ok := p.RoundTripper.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

func (p *pace) slow(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.resume) {
		p.resume = until
	}
}

// wait waits until a request may be sent, unless ctx ends before: then it takes the
// moment from nobody. Requests of interactions do not count.
func (p *pace) wait(ctx context.Context, method, url string) error {
	if strings.Contains(url, "/interactions/") || strings.Contains(url, "/webhooks/") {
		return nil
	}
	w, err := p.queue(ctx, yields(method, url))
	if err != nil {
		return err
	}
	select {
	case <-w.goes:
		return nil
	case <-ctx.Done():
		p.giveUp(w)
		return context.Cause(ctx)
	}
}

// yields is for how long a request lets more urgent ones pass that come after it.
func yields(method, url string) time.Duration {
	switch {
	case strings.HasSuffix(url, "/typing"):
		return 0
	case method == http.MethodGet:
		return time.Second
	}
	return 10 * time.Second
}

// queue puts a request among those that wait, unless ctx ends before any may be sent.
func (p *pace) queue(ctx context.Context, yield time.Duration) (*waiter, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(p.resume) {
		return nil, errNoTime
	}
	w := &waiter{urgent: yield == 0, due: time.Now().Add(yield), goes: make(chan struct{})}
	i, _ := slices.BinarySearchFunc(p.waiting, w.due, func(w *waiter, due time.Time) int {
		if w.due.After(due) {
			return 1
		}
		return -1
	})
	p.waiting = slices.Insert(p.waiting, i, w)
	p.send()
	return w, nil
}

func (p *pace) giveUp(w *waiter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.waiting, w); i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	}
}

// send lets those go that may be sent now, and comes back for the next. The lock is held,
// as it is for comeBack, next and last.
func (p *pace) send() {
	for len(p.waiting) > 0 {
		w := p.waiting[0]
		if d := time.Until(p.next(w.urgent)); d > 0 {
			p.comeBack(d)
			return
		}
		p.sent[p.oldest] = time.Now()
		p.oldest = (p.oldest + 1) % perSecond
		p.waiting = p.waiting[1:]
		close(w.goes)
	}
}

func (p *pace) comeBack(in time.Duration) {
	if p.timer != nil {
		p.timer.Stop()
	}
	p.timer = time.AfterFunc(in, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.send()
	})
}

// next is when a request may be sent.
func (p *pace) next(urgent bool) time.Time {
	at := p.sent[p.oldest].Add(second)
	if even := p.last().Add(spacing); !urgent && even.After(at) {
		at = even
	}
	if p.resume.After(at) {
		at = p.resume
	}
	return at
}

// last is when the last request was sent.
func (p *pace) last() time.Time { return p.sent[(p.oldest+perSecond-1)%perSecond] }

// free reports whether a request would not have to wait for others.
func (p *pace) free() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.waiting) == 0 && time.Until(p.next(false)) <= spacing
}

// crowded reports whether a request would have to wait for long enough to be noticed.
func (p *pace) crowded() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.waiting) >= long || time.Until(p.resume) > long*spacing
}
