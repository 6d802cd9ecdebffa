package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
)

const maxRobotsBytes = 500 << 10 // RFC 9309, 2.5

var errRobots = corpus.ErrRobots.Errorf("robots.txt of its host does not allow it to be fetched; ask who runs the site, or remove it")

// rules are what robots.txt says to us.
type rules struct {
	lines  []rule
	delay  time.Duration
	closed error // nothing may be asked
}

type rule struct {
	pattern string
	allow   bool
}

// allowed asks robots.txt, which is read when its host is asked first. Where it
// does not exist all is allowed; where that cannot be known nothing is (RFC 9309,
// 2.3.1).
func (c *Client) allowed(ctx context.Context, u *url.URL, private bool) error {
	h := c.host(u)
	if err := h.reading.take(ctx); err != nil {
		return err
	}
	defer h.reading.give()
	if h.rules == nil {
		r, err := c.readRobots(ctx, u, private)
		if err != nil {
			return err
		}
		if err := h.turn.take(ctx); err != nil {
			return err
		}
		h.interval = max(h.interval, min(r.delay, c.opts.MaxWait))
		h.turn.give()
		h.rules = &r
	}
	if h.rules.closed != nil {
		return h.rules.closed
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !h.rules.allow(path) {
		return errRobots
	}
	return nil
}

// readRobots fails for reasons that are not those of the host: ctx ended, or
// its address is refused to this source.
func (c *Client) readRobots(ctx context.Context, u *url.URL, private bool) (rules, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	answer, err := c.get(ctx, request{url: at, limit: maxRobotsBytes, private: private, robots: true})
	switch {
	case ctx.Err() != nil:
		return rules{}, ctx.Err()
	case errors.Is(err, errTooMany), errors.Is(err, errCircle), errors.Is(err, errCredentials): // RFC 9309, 2.3.1.2: as if there were none
		return rules{}, nil
	case errors.Is(err, errRefused):
		return rules{}, err
	case err != nil:
		return rules{closed: fmt.Errorf("its host cannot be asked for robots.txt: %w", err)}, nil
	case answer.status == http.StatusOK:
		return parseRobots(answer.data, c.token), nil
	case answer.status >= 500:
		return rules{closed: corpus.ErrUnreachable.Errorf("its host answers for robots.txt with status %d; refresh again later", answer.status)}, nil
	}
	return rules{}, nil
}

// parseRobots keeps the groups of one robot, or those of all where it has none.
func parseRobots(data []byte, token string) rules {
	var own, others rules
	named := false
	var group []*rules
	inRules := true
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))) {
		text, _, _ := strings.Cut(string(line), "#")
		key, value, found := strings.Cut(text, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !found {
			continue
		}
		if key == "user-agent" {
			if inRules {
				group, inRules = nil, false
			}
			switch agent := productToken(value); {
			case strings.EqualFold(agent, token):
				group, named = append(group, &own), true
			case value == "*":
				group = append(group, &others)
			}
			continue
		}
		inRules = inRules || key == "allow" || key == "disallow" || key == "crawl-delay"
		for _, r := range group {
			r.add(key, value)
		}
	}
	if named {
		return own
	}
	return others
}

func productToken(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return r != '-' && r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

func (r *rules) add(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" && len(value) <= maxAddress {
			r.lines = append(r.lines, rule{normalizePath(value), key == "allow"})
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = time.Duration(min(seconds, 3600) * float64(time.Second))
		}
	}
}

// allow takes the longest pattern that matches, and of two as long the one
// that allows (RFC 9309, 2.2.2).
func (r *rules) allow(path string) bool {
	path = normalizePath(path)
	longest, allow := -1, true
	for _, rule := range r.lines {
		if n := len(rule.pattern); (n > longest || n == longest && rule.allow) && matchRule(rule.pattern, path) {
			longest, allow = n, rule.allow
		}
	}
	return allow
}

// matchRule compares a whole path with a pattern in which * is any run of
// bytes and a $ at the end is the end. It goes back to the last star only, so
// that its time is bounded by the product of the lengths.
func matchRule(pattern, path string) bool {
	if anchored := strings.HasSuffix(pattern, "$"); anchored {
		pattern = pattern[:len(pattern)-1]
	} else {
		pattern += "*"
	}
	star, from := -1, 0
	p, i := 0, 0
	for i < len(path) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
			if p == len(pattern) {
				return true
			}
		case p < len(pattern) && pattern[p] == path[i]:
			p++
			i++
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// normalizePath escapes what an address has to escape and nothing that it
// need not, so that two ways to write a path are equal.
func normalizePath(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := false
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c, escaped = byte(n), true
				i += 2
			}
		}
		plain := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
		if plain || !escaped && c > ' ' && c < 0x7F {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}
