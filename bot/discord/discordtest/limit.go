package discordtest

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A Rate is how many requests are allowed in a time.
type Rate struct {
	Requests int
	Per      time.Duration
}

// rateLimits are the limits of a server and how far they are used up.
type rateLimits struct {
	routes  map[string]Rate // by method and route
	global  Rate
	buckets map[string]*bucket
	invalid int
}

// A bucket counts the requests of one window.
type bucket struct {
	used  int
	reset time.Time
}

// Usual are limits of the size that Discord has been seen to use. It may change
// them at any time; a client must go by the headers.
var Usual = map[string]Rate{
	"POST /channels/{channel_id}/messages":                               {5, 5 * time.Second},
	"PATCH /channels/{channel_id}/messages/{message_id}":                 {5, 5 * time.Second},
	"POST /channels/{channel_id}/messages/{message_id}/threads":          {50, 5 * time.Minute},
	"POST /webhooks/{webhook_id}/{webhook_token}":                        {5, 2 * time.Second},
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original":    {5, 2 * time.Second},
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": {5, 2 * time.Second},
}

// Limit bounds requests by method and route, such as those of [Usual]: for each
// channel, guild or token there is a bucket of its own. Without it nothing is
// bounded and no headers are sent.
func (s *Server) Limit(routes map[string]Rate) {
	defer s.lock()()
	s.limits.routes = routes
}

// LimitAll bounds all requests together, but those of interactions. Discord
// allows fifty a second.
func (s *Server) LimitAll(r Rate) {
	defer s.lock()()
	s.limits.global = r
}

// Invalid is how many requests were answered with 401, 403 or 429. Discord
// bans the address of a client that makes ten thousand in ten minutes.
func (s *Server) Invalid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limits.invalid
}

// take counts a request, writes the headers of its bucket, and returns what to
// answer if there were too many.
func (s *Server) take(h http.Header, c Request) any {
	defer s.lock()()
	now := s.now()
	if r := s.limits.global; r.Requests > 0 && c.Token == "" {
		if b := s.limits.bucket("global", r, now); b.used > r.Requests {
			h.Set("X-RateLimit-Global", "true")
			return tooMany(h, "global", b.reset.Sub(now))
		}
	}
	name := c.Method + " " + c.Route
	r, limited := s.limits.routes[name]
	if !limited {
		return nil
	}
	b := s.limits.bucket(name+major(c), r, now)
	left := b.reset.Sub(now)
	h.Set("X-RateLimit-Limit", strconv.Itoa(r.Requests))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(max(0, r.Requests-b.used)))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(b.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", left.Seconds()))
	h.Set("X-RateLimit-Bucket", bucketName(name))
	if b.used > r.Requests {
		return tooMany(h, "user", left)
	}
	return nil
}

// bucket returns the bucket of a name with one more request in it.
func (l *rateLimits) bucket(name string, r Rate, now time.Time) *bucket {
	b := l.buckets[name]
	if b == nil || !now.Before(b.reset) {
		b = &bucket{reset: now.Add(r.Per)}
		l.buckets[name] = b
	}
	b.used++
	return b
}

// major is the part of a path that has buckets of its own.
func major(c Request) string {
	for _, part := range []string{"channel_id", "guild_id", "webhook_token", "interaction_token"} {
		if strings.Contains(c.Route, "{"+part+"}") {
			return " " + c.value(part)
		}
	}
	return ""
}

func bucketName(route string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(route)) // it has no error
	return fmt.Sprintf("%016x", h.Sum64())
}

// tooMany is the body of a 429, and writes its headers.
func tooMany(h http.Header, scope string, wait time.Duration) object {
	h.Set("X-RateLimit-Scope", scope)
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	return object{
		"message": "You are being rate limited.", "retry_after": math.Ceil(wait.Seconds()*1000) / 1000, "global": scope == "global",
	}
}

// TooMany is a fault as of a rate limit: the client is told to wait.
func TooMany(wait time.Duration) *Fault {
	h := http.Header{}
	body := tooMany(h, "user", wait)
	f := &Fault{Status: http.StatusTooManyRequests, Body: text(body), Header: map[string]string{
		"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": fmt.Sprintf("%.3f", wait.Seconds()), "Content-Type": "application/json",
	}}
	for name := range h {
		f.Header[name] = h.Get(name)
	}
	return f
}
