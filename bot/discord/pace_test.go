package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// refuser answers every request with a 429.
type refuser struct{ header http.Header }

func (r refuser) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusTooManyRequests, Header: r.header, Body: http.NoBody}, nil
}

const (
	messageURL = "https://discord.com/api/v9/channels/1/messages"
	typingURL  = "https://discord.com/api/v9/channels/1/typing"
	tokenURL   = "https://discord.com/api/v9/webhooks/1/x/messages/@original"
)

// paced are the times at which requests go, in milliseconds after they came.
type paced struct {
	*pace
	all  sync.WaitGroup
	mu   sync.Mutex
	sent []string
}

// request makes a request that goes when it may.
func (p *paced) request(ctx context.Context, method, url string) {
	start := time.Now()
	p.all.Go(func() {
		err := p.wait(ctx, method, url)
		p.mu.Lock()
		defer p.mu.Unlock()
		entry := fmt.Sprint(url[strings.LastIndex(url, "/")+1:], " ", time.Since(start).Milliseconds())
		if err != nil {
			entry = err.Error()
		}
		p.sent = append(p.sent, entry)
	})
	synctest.Wait() // it is in the queue
}

// take waits for all and returns when they went.
func (p *paced) take() []string {
	p.all.Wait()
	defer func() { p.sent = nil }()
	return p.sent
}

func TestRequestsTogetherStayBelowTheLimitOfABot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &paced{pace: new(pace)}
		ctx := t.Context()
		for range 3 { // evenly
			p.request(ctx, http.MethodPost, messageURL)
		}
		if diff := cmp.Diff([]string{"messages 0", "messages 20", "messages 40"}, p.take()); diff != "" {
			t.Error(diff)
		}
		if time.Sleep(time.Minute); !p.free() || p.crowded() {
			t.Error("after a minute the bot is still busy")
		}
		for range 2 * perSecond { // at once, as long as there may be so many
			p.request(ctx, http.MethodPost, typingURL)
		}
		for n, sent := range p.take() {
			if want := fmt.Sprint("typing ", n/perSecond*1020); sent != want {
				t.Errorf("request %d: %q, want %q", n, sent, want)
			}
		}
	})
}

func TestWhatSomebodyWaitsForFirstGoesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &paced{pace: new(pace)}
		ctx := t.Context()
		for range 4 {
			p.request(ctx, http.MethodPatch, messageURL)
		}
		p.request(ctx, http.MethodPost, typingURL)
		p.request(ctx, http.MethodGet, "https://discord.com/api/v9/channels/1")
		p.request(ctx, http.MethodPatch, tokenURL) // has a limit of its own
		want := []string{"messages 0", "typing 0", "@original 0", "1 20", "messages 40", "messages 60", "messages 80"}
		if diff := cmp.Diff(want, p.take()); diff != "" {
			t.Error(diff)
		}
		time.Sleep(time.Minute)
		for range perSecond {
			p.request(ctx, http.MethodPost, typingURL)
		}
		stop := make(chan struct{})
		go func() { // more urgent requests than there may be
			for ctx := t.Context(); ; time.Sleep(10 * time.Millisecond) {
				select {
				case <-stop:
					return
				default:
					go func() { _ = p.wait(ctx, http.MethodPost, typingURL) }()
				}
			}
		}()
		start := time.Now()
		if err := p.wait(ctx, http.MethodPost, messageURL); err != nil || time.Since(start) > 3*yields(http.MethodPost, messageURL) {
			t.Errorf("after %v a message went behind urgent requests (%v)", time.Since(start), err)
		}
		close(stop)
		time.Sleep(time.Hour)
	})
}

func TestARequestThatIsGivenUpTakesTheMomentFromNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &paced{pace: new(pace)}
		p.request(t.Context(), http.MethodPost, messageURL)
		hurried, cancel := context.WithCancelCause(t.Context())
		p.request(hurried, http.MethodPost, messageURL)
		p.request(t.Context(), http.MethodPost, messageURL)
		cancel(errStopping)
		if diff := cmp.Diff([]string{"messages 0", errStopping.Error(), "messages 20"}, p.take()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWhenThereWereTooManyRequestsAllWait(t *testing.T) {
	for name, test := range map[string]struct {
		header map[string]string
		wait   time.Duration
	}{
		"too many of all":     {map[string]string{"X-RateLimit-Global": "true", "Retry-After": "2"}, 2 * time.Second},
		"too many of a route": {map[string]string{"X-RateLimit-Scope": "user", "Retry-After": "2"}, 0},
		"not said how long":   {map[string]string{"X-RateLimit-Global": "true"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				header := http.Header{}
				for key, value := range test.header {
					header.Set(key, value)
				}
				p := &paced{pace: &pace{RoundTripper: refuser{header}}}
				r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, messageURL, nil)
				if err != nil {
					t.Fatal(err)
				}
				for range 5 { // several are refused at a time
					response, err := p.RoundTrip(r)
					if err != nil {
						t.Fatal(err)
					}
					_ = response.Body.Close()
				}
				if p.crowded() != (test.wait > 0) {
					t.Error("crowded:", p.crowded())
				}
				hurried, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				if err := p.wait(hurried, http.MethodPost, typingURL); errors.Is(err, errNoTime) != (test.wait > 0) {
					t.Errorf("a request that has a second: %v", err)
				}
				time.Sleep(spacing)
				wait := max(0, test.wait-spacing).Milliseconds()
				p.request(t.Context(), http.MethodPost, messageURL)
				p.request(t.Context(), http.MethodPost, messageURL)
				if diff := cmp.Diff([]string{fmt.Sprint("messages ", wait), fmt.Sprint("messages ", wait+20)}, p.take()); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}
