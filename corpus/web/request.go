package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
)

const (
	maxTries     = 3
	maxRedirects = 5
	maxFailures  = 12 // requests in a row that fail, after which a host is left alone
)

var (
	errCircle    = corpus.ErrRedirected.Errorf("redirects in a circle, as sites do that insist on cookies; state the address of the document itself")
	errTooMany   = corpus.ErrRedirected.Errorf("redirects more than %d times; state the address of the document itself", maxRedirects)
	errDowngrade = corpus.ErrRedirected.Errorf("redirects from https to http; state the http address if that is meant")
)

// A request is one thing to ask for.
type request struct {
	url     *url.URL
	header  http.Header
	limit   int64 // bytes of the body, unpacked
	private bool
	robots  bool // for robots.txt itself: not asked whether it may be, and cut off at the limit
}

// An answer is what came of it, after redirects.
type answer struct {
	status int
	url    *url.URL
	header http.Header
	data   []byte // of status 200 only
}

// A host is what is remembered of one host.
type host struct {
	turn     lock // one request at a time; guards what follows
	next     time.Time
	interval time.Duration
	failures int
	closed   error // nothing is asked any more

	reading lock // guards rules
	rules   *rules
}

// temporary is an error after which asking again may help.
type temporary struct {
	error
	after time.Duration // the least that the server wants to be left alone
}

func (t *temporary) Unwrap() error { return t.error }

// get follows redirects. Each step is asked of its own host's robots.txt and
// checked like the first.
func (c *Client) get(ctx context.Context, r request) (*answer, error) {
	seen := make(map[string]bool)
	for range maxRedirects + 1 {
		if seen[r.url.String()] {
			return nil, errCircle
		}
		seen[r.url.String()] = true
		if !r.robots {
			if err := c.allowed(ctx, r.url, r.private); err != nil {
				return nil, err
			}
		}
		a, err := c.send(ctx, r)
		if err != nil || a.status == http.StatusNotModified || a.status/100 != 3 {
			return a, err
		}
		to, err := parseAddress(a.header.Get("Location"), r.url)
		switch {
		case a.header.Get("Location") == "":
			return nil, corpus.ErrRedirected.Errorf("answers with status %d and does not say where to go; state another address", a.status)
		case err != nil:
			return nil, corpus.ErrRedirected.Errorf("redirects to what cannot be asked: %w", err)
		case r.url.Scheme == "https" && to.Scheme == "http":
			return nil, errDowngrade
		}
		r.url = to
	}
	return nil, errTooMany
}

// send repeats a request that failed for now.
func (c *Client) send(ctx context.Context, r request) (*answer, error) {
	for try := range maxTries {
		a, err := c.exchange(ctx, r)
		var later *temporary
		if !errors.As(err, &later) || try == maxTries-1 {
			return a, err
		}
		pause := time.Duration(float64(c.opts.Backoff<<try) * (0.5 + rand.Float64())) // not all at the same moment
		if err := sleep(ctx, max(pause, later.after)); err != nil {
			return nil, err
		}
	}
	panic("unreachable")
}

// exchange makes one request when it is its turn.
func (c *Client) exchange(ctx context.Context, r request) (*answer, error) {
	h := c.host(r.url)
	if err := h.turn.take(ctx); err != nil {
		return nil, err
	}
	defer h.turn.give()
	if h.closed != nil {
		return nil, h.closed
	}
	if err := sleep(ctx, time.Until(h.next)); err != nil {
		return nil, err
	}
	if err := c.slots.take(ctx); err != nil {
		return nil, err
	}
	a, err := c.roundTrip(ctx, r)
	c.slots.give()
	h.next = time.Now().Add(h.interval)
	return a, h.note(err, c.opts.MaxWait)
}

// note closes a host that wants to be left alone for long or fails again and
// again.
func (h *host) note(err error, maxWait time.Duration) error {
	var later *temporary
	isLater := errors.As(err, &later)
	if !isLater && !errors.Is(err, errSlow) && !errors.Is(err, errEndless) {
		h.failures = 0
		return err
	}
	cause := err
	if isLater {
		cause = later.error // the whole would be tried again
	}
	if h.failures++; h.failures >= maxFailures {
		h.closed = fmt.Errorf("its host failed %d times in a row and is left alone; refresh again later: %w", h.failures, cause)
	}
	if isLater && later.after > maxWait {
		h.closed = corpus.ErrUnreachable.Errorf("its host asks to be left alone for %v; refresh again later", later.after.Round(time.Second))
		return h.closed
	}
	return err
}

func (c *Client) roundTrip(ctx context.Context, r request) (*answer, error) {
	inner, patience := wait(ctx, c.opts.Timeout)
	defer patience.end()
	header := make(http.Header)
	maps.Copy(header, r.header)
	header.Set("User-Agent", c.agent)
	header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, */*;q=0.5")
	req := &http.Request{Method: http.MethodGet, URL: r.url, Header: header}
	transport := c.public
	if r.private {
		transport = c.private
	}
	response, err := transport.RoundTrip(req.WithContext(inner))
	if err != nil {
		return nil, connectError(ctx, inner, err)
	}
	defer response.Body.Close()
	a := &answer{status: response.StatusCode, url: r.url, header: response.Header}
	if err := statusError(response); err != nil || a.status != http.StatusOK {
		return a, err
	}
	a.data, err = readBody(response, patience, r)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return a, err
}

// connectError says why no answer came.
func connectError(ctx, inner context.Context, err error) error {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errRefused):
		return refusal(err)
	case context.Cause(inner) == errSlow:
		return &temporary{corpus.ErrSlow.Errorf("did not begin to answer in time; refresh again later"), 0}
	case errors.As(err, &dns) && dns.IsNotFound:
		return corpus.ErrUnreachable.Errorf("its host does not exist; correct the address or remove it")
	case errors.As(err, &certificate):
		return corpus.ErrUnreachable.Errorf("cannot prove who it is: %w; correct the address, or put a copy of the document into the corpus folder", err)
	case strings.Contains(err.Error(), "server response headers exceeded"):
		return fmt.Errorf("sends headers of more than %d bytes; state another address", maxHeaderBytes)
	}
	return &temporary{corpus.ErrUnreachable.Errorf("cannot be reached: %w; correct the address or refresh again later", err), 0}
}

// refusal strips what the dialer put before the reason.
func refusal(err error) error {
	for inner := errors.Unwrap(err); inner != nil && inner != errRefused; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err
}

// statusError tells a failure for now.
func statusError(response *http.Response) error {
	switch response.StatusCode {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return &temporary{corpus.ErrUnreachable.Errorf("answers with status %d; refresh again later", response.StatusCode), retryAfter(response.Header.Get("Retry-After"))}
	}
	return nil
}

// retryAfter reads seconds or a date.
func retryAfter(value string) time.Duration {
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(min(max(seconds, 0), 1<<20)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}
