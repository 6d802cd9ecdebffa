package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"footnote/corpus"
)

// maxRequests is how many addresses are asked for each document that a source
// may have, so that a maze of pages without documents ends.
const maxRequests = 10

// A walk is one reading of one source.
type walk struct {
	client    *Client
	source    corpus.Source
	elsewhere corpus.Source // takes in the other hosts that the source includes
	hosts     []*url.URL    // that links may lead to
	known     map[string]corpus.Known
	asked     map[string]bool
	report    func(corpus.Fetched)
	documents int
	requests  int // that are left
}

func newWalk(c *Client, s corpus.Source, start *url.URL, known []corpus.Known, report func(corpus.Fetched)) *walk {
	w := &walk{client: c, source: s, hosts: []*url.URL{start}, known: make(map[string]corpus.Known), asked: make(map[string]bool), report: report}
	w.source.Type = cmp.Or(s.Type, corpus.SourcePage)
	if w.source.Limit <= 0 {
		w.source.Limit = 500
	}
	w.requests = maxRequests*(w.source.Limit+10) + len(known)
	for _, k := range known {
		w.known[k.URL] = k
	}
	w.elsewhere.Exclude = s.Exclude
	for _, pattern := range s.Include {
		if strings.Contains(pattern, "://") {
			w.elsewhere.Include = append(w.elsewhere.Include, pattern)
		}
	}
	return w
}

// follows reports whether a link may lead to an address at all.
func (w *walk) follows(u *url.URL) bool {
	for _, host := range w.hosts {
		if sameHost(host, u) {
			return true
		}
	}
	return len(w.elsewhere.Include) > 0 && w.elsewhere.Match(u.String())
}

// excluded reports whether a pattern leaves an address out: the first page of a
// source need not be included, for it was stated.
func (w *walk) excluded(u *url.URL) bool {
	return !corpus.Source{Exclude: w.source.Exclude}.Match(u.String())
}

// A visit is what came of asking an address.
type visit struct {
	corpus.Fetched
	url  *url.URL // where its redirects led
	page *page    // of HTML, where it was wanted
}

// ask asks for an address, wanting also the links of a page or not.
func (w *walk) ask(ctx context.Context, u *url.URL, meta corpus.Meta, links bool) visit {
	v := visit{Fetched: corpus.Fetched{URL: u.String(), Outcome: corpus.FetchedNothing, Meta: meta}}
	w.asked[v.URL] = true
	known, isKnown := w.known[v.URL]
	r := request{url: u, limit: w.client.opts.MaxBytes, private: w.source.AllowPrivate}
	if !links || known.Read != nil {
		r.header = conditions(known)
	}
	a, err := w.get(ctx, r)
	if err == nil && a.status == http.StatusNotModified && links {
		if data, readErr := known.Read(); readErr == nil {
			v.page = readPage(data)
		} else {
			r.header = nil
			a, err = w.get(ctx, r)
		}
	}
	if err != nil {
		v.Err = err
		return v
	}
	v.url = a.url
	v.take(a, u)
	if v.Outcome == corpus.FetchedNew && v.Extension == ".html" {
		v.page = readPage(v.Data)
		if v.page.asksForLogin(known, isKnown) {
			v.refuse(errLogin)
		}
	}
	return v
}

var (
	errLogin    = corpus.ErrLoginPage.Errorf("asks for a login; put a copy of it into the corpus folder, or remove it")
	errHome     = corpus.ErrRedirected.Errorf("redirects to the first page of its site, as many do for what they have removed; state its new address, or remove it")
	errEmpty    = corpus.ErrNoText.Errorf("is empty; refresh again later, or remove it")
	errRequests = corpus.ErrLimit.Errorf("more than %d addresses were asked for each document that it may have; narrow include, or state a smaller depth", maxRequests)
)

func (w *walk) get(ctx context.Context, r request) (*answer, error) {
	if w.requests--; w.requests < 0 {
		return nil, errRequests
	}
	return w.client.get(ctx, r)
}

// conditions ask only for what changed.
func conditions(k corpus.Known) http.Header {
	header := make(http.Header)
	if k.ETag != "" {
		header.Set("If-None-Match", k.ETag)
	}
	if k.LastModified != "" {
		header.Set("If-Modified-Since", k.LastModified)
	}
	return header
}

func (v *visit) refuse(err error) {
	v.Fetched = corpus.Fetched{URL: v.URL, Outcome: corpus.FetchedNothing, Meta: v.Meta, Err: err}
}

// take makes an outcome of an answer. Where redirects led comes first: a login
// page that "was not modified" says nothing of the document.
func (v *visit) take(a *answer, asked *url.URL) {
	switch {
	case looksLikeLogin(a.url) && !looksLikeLogin(asked):
		v.refuse(errLogin)
	case isHome(a.url) && !isHome(asked):
		v.refuse(errHome)
	case a.status == http.StatusNotModified:
		v.Outcome = corpus.FetchedUnchanged
	case a.status == http.StatusNotFound || a.status == http.StatusGone:
		v.Outcome = corpus.FetchedGone
	case a.status == http.StatusUnauthorized || a.status == http.StatusForbidden || a.status == http.StatusProxyAuthRequired:
		v.refuse(fmt.Errorf("answers with status %d: %w", a.status, errLogin))
	case a.status == http.StatusNoContent || a.status == http.StatusResetContent || a.status == http.StatusOK && len(strings.TrimSpace(string(a.data[:min(len(a.data), 4096)]))) == 0:
		v.refuse(errEmpty)
	case a.status != http.StatusOK:
		v.refuse(corpus.ErrRefused.Errorf("answers with status %d; state another address, or remove it", a.status))
	default:
		v.takeData(a)
	}
}

func (v *visit) takeData(a *answer) {
	contentType := a.header.Get("Content-Type")
	extension, err := extensionOf(a.data, contentType, a.url)
	if err != nil {
		v.refuse(err)
		return
	}
	v.Outcome, v.Data, v.Extension, v.Charset = corpus.FetchedNew, a.data, extension, charset(contentType)
	v.ETag, v.LastModified = a.header.Get("ETag"), a.header.Get("Last-Modified")
}

// deliver reports a document that a list names, or that was found by a link:
// of the latter only what leads to something, unless it is known.
func (w *walk) deliver(f corpus.Fetched, listed bool) {
	_, isKnown := w.known[f.URL]
	quiet := f.Outcome == corpus.FetchedGone || errors.Is(f.Err, errKind) || errors.Is(f.Err, errRobots) || errors.Is(f.Err, errLogin) || errors.Is(f.Err, errHome)
	if quiet && !listed && !isKnown {
		return
	}
	if f.Outcome == corpus.FetchedNew || f.Outcome == corpus.FetchedUnchanged {
		w.documents++
	}
	w.report(f)
}

// full says that no more documents may be fetched.
func (w *walk) full() error {
	if w.documents < w.source.Limit {
		return nil
	}
	return fmt.Errorf("%w: its limit is %d documents; raise limit, or narrow include", corpus.ErrLimit, w.source.Limit)
}

// An entry is what a list says of one document.
type entry struct {
	url  *url.URL
	meta corpus.Meta
	when string // it changed, in an order that text has
}

// list asks for the documents of a list.
func (w *walk) list(ctx context.Context, entries []entry) error {
	for _, e := range entries {
		if w.asked[e.url.String()] {
			continue
		}
		if err := w.full(); err != nil {
			return err
		}
		v := w.ask(ctx, e.url, e.meta, false)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(v.Err, errRequests) {
			return v.Err
		}
		w.deliver(v.Fetched, true)
	}
	return nil
}

// rest asks for what is known and was not named.
func (w *walk) rest(ctx context.Context, known []corpus.Known) error {
	for _, k := range known {
		u, err := parseAddress(k.URL, nil)
		if err != nil || w.asked[k.URL] || w.excluded(u) || !w.named(k.URL) {
			continue
		}
		v := w.ask(ctx, u, corpus.Meta{}, false)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w.deliver(v.Fetched, true)
	}
	return nil
}

// named reports whether the source still takes in an address: that which it
// states, and where it states where more are found, those of its patterns.
func (w *walk) named(address string) bool {
	if address == w.hosts[0].String() {
		return true
	}
	single := w.source.Type == corpus.SourceFile || w.source.Type == corpus.SourcePage && w.source.Depth == 0
	return !single && w.source.Match(address)
}

// readList asks for what lists documents and is none itself.
func (w *walk) readList(ctx context.Context, u *url.URL) (*answer, error) {
	w.asked[u.String()] = true
	a, err := w.get(ctx, request{url: u, limit: min(w.client.opts.MaxBytes, maxListBytes), private: w.source.AllowPrivate})
	switch {
	case err != nil:
		return nil, err
	case looksLikeLogin(a.url) && !looksLikeLogin(u), a.status == http.StatusUnauthorized, a.status == http.StatusForbidden:
		return nil, errLogin
	case a.status != http.StatusOK:
		return nil, corpus.ErrRefused.Errorf("answers with status %d; correct its address", a.status)
	}
	a.data, err = unpack(a.data, maxListBytes)
	return a, err
}
