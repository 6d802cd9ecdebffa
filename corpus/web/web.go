package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"footnote/corpus"
)

// Options say how the web is asked. The zero value is right for public hosts.
type Options struct {
	Version  string        // of Footnote, for the User-Agent
	Contact  string        // an address of who runs it, for the User-Agent; may be empty
	MaxBytes int64         // of one document, unpacked; 0 means 64 MiB
	Interval time.Duration // between two requests to a host; 0 means 1 s. A private host is asked ten times as often
	Timeout  time.Duration // for an answer to begin; 0 means 60 s. Its body may take as long again, and 1 s more for each 32 KiB
	Backoff  time.Duration // before a request is repeated, twice as long each time; 0 means 1 s
	MaxWait  time.Duration // that a server may ask for (Retry-After, Crawl-delay); 0 means 30 s
}

// hostsAtOnce is how many hosts are asked at a time, over all sources.
const hostsAtOnce = 4

// A Client fetches sources. It is for one refresh: it remembers the robots.txt
// of each host, and which hosts have stopped answering. Its methods may be called
// at the same time.
type Client struct {
	opts         Options
	check        func(addr netip.Addr, private bool) error
	public       *http.Transport
	private      *http.Transport // its own connections: one that was opened for a source that allows private addresses serves no other
	slots        lock
	mu           sync.Mutex
	hosts        map[string]*host
	agent, token string
}

// New returns a client. Close it after use.
func New(opts Options) *Client {
	opts.MaxBytes = cmp.Or(max(opts.MaxBytes, 0), 64<<20)
	opts.Interval = cmp.Or(opts.Interval, time.Second)
	opts.Timeout = cmp.Or(opts.Timeout, time.Minute)
	opts.Backoff = cmp.Or(opts.Backoff, time.Second)
	opts.MaxWait = cmp.Or(opts.MaxWait, 30*time.Second)
	c := &Client{opts: opts, check: checkAddress, slots: make(lock, hostsAtOnce), hosts: make(map[string]*host), token: "Footnote"}
	c.agent = c.token
	if opts.Version != "" {
		c.agent += "/" + opts.Version
	}
	if opts.Contact != "" {
		c.agent += " (+" + opts.Contact + ")"
	}
	c.public = c.transport(false)
	c.private = c.transport(true)
	return c
}

// Close gives up the connections that are kept open.
func (c *Client) Close() {
	c.public.CloseIdleConnections()
	c.private.CloseIdleConnections()
}

// Fetch asks for the documents of a source on the web and calls report for
// each, from one goroutine, in the order in which they are found: what the list
// or the pages name, then what is known and not named any more, for a document
// that is not announced any longer may still be there.
//
// Known addresses that the patterns of the source leave out now are not asked
// and not reported. Links that lead to nothing, to a login, to what is no
// document or to where robots.txt forbids are passed over without a word, unless
// they are known.
//
// An error means that the list could not be read, or not to its end
// ([corpus.ErrLimit]: it names more than may be fetched), or that ctx ended: documents that were not reported are as they were.
func (c *Client) Fetch(ctx context.Context, s corpus.Source, known []corpus.Known, report func(corpus.Fetched)) error {
	start, err := parseAddress(s.URL, nil)
	if err != nil {
		return fmt.Errorf("reading source %q: %w", s.ID, err)
	}
	w := newWalk(c, s, start, known, report)
	switch s.Type {
	case corpus.SourceSitemap:
		err = w.sitemaps(ctx, start)
	case corpus.SourceFeed:
		err = w.feed(ctx, start)
	default:
		err = w.pages(ctx, start)
	}
	if err == nil || errors.Is(err, corpus.ErrLimit) {
		err = cmp.Or(w.rest(ctx, known), err)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("reading source %q: %w", s.ID, err)
	}
	return nil
}

// host returns what is remembered of the host of an address.
func (c *Client) host(u *url.URL) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	h := c.hosts[key]
	if h == nil {
		h = &host{turn: make(lock, 1), reading: make(lock, 1), interval: c.opts.Interval}
		if addr, err := netip.ParseAddr(u.Hostname()); u.Hostname() == "localhost" || err == nil && checkAddress(addr, false) != nil {
			h.interval /= 10
		}
		c.hosts[key] = h
	}
	return h
}

// A lock is taken by sending and given back by receiving, so that who waits
// for it can give up.
type lock chan struct{}

func (l lock) take(ctx context.Context) error {
	select {
	case l <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l lock) give() { <-l }

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
