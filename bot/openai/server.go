package openai

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"

	"footnote/bot"
)

// A Config says which server is asked for which model.
type Config struct {
	BaseURL  string // such as http://localhost:11434/v1; empty means OpenAI's
	Key      string // empty sends none
	Model    string
	Version  string   // of Footnote, for the User-Agent
	Timeouts Timeouts // zero ones have defaults
}

// Timeouts are how long a server is waited for.
type Timeouts struct {
	Total time.Duration // for a reply, with all attempts at it; 0 means 2 minutes
	First time.Duration // for its first word, as the server may have to load the model; 0 means three quarters of Total
	Idle  time.Duration // for each further word; 0 means 30 seconds
}

// OpenAI is the address of OpenAI's own server.
const OpenAI = "https://api.openai.com/v1"

// A server is where a model is.
type server struct {
	config Config
	agent  string
	http   *http.Client
	pause  func(ctx context.Context, d time.Duration) error // between two attempts
}

func newServer(c Config) server {
	c.BaseURL = cmp.Or(c.BaseURL, OpenAI)
	c.Timeouts.Total = cmp.Or(c.Timeouts.Total, 2*time.Minute)
	c.Timeouts.First = cmp.Or(c.Timeouts.First, c.Timeouts.Total*3/4)
	c.Timeouts.Idle = cmp.Or(c.Timeouts.Idle, 30*time.Second)
	s := server{config: c, agent: "Footnote", http: newHTTPClient(), pause: pause}
	if c.Version != "" {
		s.agent += "/" + c.Version
	}
	return s
}

const (
	connectWithin  = 10 * time.Second
	maxHeaderBytes = 64 << 10
)

// newHTTPClient returns a client that goes nowhere else than it is told to: a
// redirect would take the key along.
func newHTTPClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            (&net.Dialer{Timeout: connectWithin}).DialContext,
			TLSHandshakeTimeout:    connectWithin,
			MaxResponseHeaderBytes: maxHeaderBytes,
			MaxIdleConnsPerHost:    8,
			IdleConnTimeout:        90 * time.Second,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// library returns go-openai over a call.
func (s *server) library(c *call) *openai.Client {
	config := openai.DefaultConfig(s.config.Key)
	config.BaseURL = s.config.BaseURL
	config.HTTPClient = c
	return openai.NewClientWithConfig(config)
}

// Between two attempts.
const (
	firstPause = 500 * time.Millisecond
	longest    = 30 * time.Second // of what a server may ask for, too
)

// mostUnreachable is how often a server is tried that is not there: it seldom comes
// back in so little time.
const mostUnreachable = 3

// attempt tries until it succeeds, fails for good, or has failed so many times. It
// does not wait past the deadline of ctx: the last error comes at once then.
func (s *server) attempt(ctx context.Context, times int, try func() error) error {
	away := 0
	for n := 1; ; n++ {
		err := try()
		var f *failure
		if errors.Is(err, bot.ErrModelUnreachable) {
			away++
		}
		if !errors.As(err, &f) || !f.passing || n == times || away == mostUnreachable {
			return err
		}
		wait := min(max(backoff(n), f.after), longest)
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= wait {
			return err
		}
		if s.pause(ctx, wait) != nil {
			return err
		}
	}
}

// backoff doubles with each attempt; a part of it is left to chance, so that not
// all who were sent away come back at once.
func backoff(n int) time.Duration {
	d := min(firstPause<<(n-1), longest)
	return d/2 + rand.N(d/2)
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// host is the server without the path.
func (s *server) host() string {
	_, rest, found := strings.Cut(s.config.BaseURL, "://")
	if !found {
		return s.config.BaseURL
	}
	host, _, _ := strings.Cut(rest, "/")
	return host[strings.LastIndex(host, "@")+1:]
}
