package discordtest

import (
	"fmt"
	"strings"
	"time"
)

// patience is how long a test waits for what must come. It is long because the
// machine may be busy; nothing waits for it when all is well.
const patience = 15 * time.Second

// Await waits until a condition holds, and fails the test with what there was
// instead when it does not come to hold in 15 seconds.
func (s *Server) Await(what string, condition func() bool) {
	s.t.Helper()
	if !s.Within(patience, condition) {
		s.t.Fatalf("%s did not come; there was\n%s", what, s.Describe())
	}
}

// Within reports whether a condition comes to hold in a time. It is looked at
// without a lock, after changes and every few milliseconds, but not a thousand
// times a second: with many who wait that would be most of the work.
func (s *Server) Within(d time.Duration, condition func() bool) bool {
	deadline := time.NewTimer(d)
	defer deadline.Stop()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if condition() {
			return true
		}
		select {
		case <-changed:
			time.Sleep(time.Millisecond)
		case <-look.C:
		case <-deadline.C:
			return condition()
		}
	}
}

// Describe is everything that was said and asked, for the message of a test
// that fails. Messages are drawn as their readers see them.
func (s *Server) Describe() string {
	var b strings.Builder
	for _, m := range s.All() {
		fmt.Fprintf(&b, "#%s %s: %s\n", m.Place, m.Author, indent(Draw(m)))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.questions {
		fmt.Fprintf(&b, "%s: response %d, %d follow-ups\n", i.what, i.response, len(i.followUps))
	}
	fmt.Fprintf(&b, "%d connections, %d requests", s.gateway.count, s.answered)
	for _, r := range s.requests[max(0, len(s.requests)-5):] {
		fmt.Fprintf(&b, "\n%s %s: %d %.300s", r.Method, r.Route, r.Status, r.Body)
	}
	return b.String()
}

func indent(text string) string { return strings.ReplaceAll(text, "\n", "\n    ") }
