package discord

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// alwaysLimited answers every request with a 429.
type alwaysLimited struct{ header http.Header }

func (r alwaysLimited) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusTooManyRequests, Header: r.header, Body: http.NoBody}, nil
}

func TestWhenThereAreTooManyRequestsAllWaitAndGoOneByOne(t *testing.T) {
	const message, edit = "https://discord.com/api/v9/channels/1/messages", "https://discord.com/api/v9/webhooks/1/x/messages/@original"
	for name, test := range map[string]struct {
		header map[string]string
		want   []time.Duration
	}{
		"too many of all":     {map[string]string{"X-RateLimit-Global": "true", "Retry-After": "2"}, []time.Duration{2 * time.Second, 2*time.Second + spacing, 2*time.Second + 2*spacing}},
		"too many of a route": {map[string]string{"X-RateLimit-Scope": "user", "Retry-After": "2"}, []time.Duration{0, 0, 0}},
		"not said how long":   {map[string]string{"X-RateLimit-Global": "true"}, []time.Duration{0, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				header := http.Header{}
				for key, value := range test.header {
					header.Set(key, value)
				}
				p := &pace{RoundTripper: alwaysLimited{header}}
				r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, message, nil)
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
				waited := func(ctx context.Context, url string) time.Duration {
					start := time.Now()
					if err := p.wait(ctx, url); err != nil {
						return -1
					}
					return time.Since(start)
				}
				hurried, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				if got := waited(hurried, message); got > 0 {
					t.Errorf("a request that has a second waits %v", got)
				}
				start := time.Now()
				for n, want := range test.want { // who waits first goes first
					go func() {
						time.Sleep(time.Duration(n))
						waited(t.Context(), message)
						if got := time.Since(start).Truncate(time.Millisecond); got != want {
							t.Errorf("request %d goes after %v, want %v", n, got, want)
						}
					}()
				}
				if got := waited(t.Context(), edit); got > 0 {
					t.Errorf("an answer to an interaction waits %v", got)
				}
				time.Sleep(3 * time.Second)
				if got := waited(t.Context(), message); got > 0 || !p.free() {
					t.Errorf("later a request waits %v", got)
				}
			})
		})
	}
}
