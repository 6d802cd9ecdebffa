package discord

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A pace keeps all requests together below the limit that Discord has for a bot as
// a whole, once it has said that there were too many: they wait until there may be
// more, and then go one after the other for as long as others wait behind them.
// Without it each lane would find out for itself, and a crowd would make more
// requests that are refused than ones that are not; Discord bans who makes ten
// thousand of those in ten minutes. The library's limiter does not know what is
// counted here: it looks for a header that such an answer does not have.
type pace struct {
	http.RoundTripper
	mu   sync.Mutex
	next time.Time // when a request may be sent
}

// spacing is between two requests that waited. Discord allows fifty a second, or
// more.
const spacing = 22 * time.Millisecond

// RoundTrip sends a request, and reads in the answer whether there were too many.
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
	if until := time.Now().Add(d); until.After(p.next) {
		p.next = until
	}
}

// wait waits until a request to url may be sent, unless ctx ends before: then it
// takes the moment from nobody. Requests of interactions do not count.
func (p *pace) wait(ctx context.Context, url string) error {
	if strings.Contains(url, "/interactions/") || strings.Contains(url, "/webhooks/") {
		return nil
	}
	p.mu.Lock()
	d := time.Until(p.next)
	deadline, bounded := ctx.Deadline()
	if d > 0 && !(bounded && deadline.Before(p.next)) {
		p.next = p.next.Add(spacing)
	}
	p.mu.Unlock()
	return sleep(ctx, d)
}

// free reports whether a request would not have to wait.
func (p *pace) free() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Until(p.next) <= 0
}
