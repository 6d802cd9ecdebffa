package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

const (
	maxLinks  = 5000    // of one page
	maxToken  = 8 << 20 // bytes of one tag or text
	loginText = 500     // letters, below which a page with a field for a password is nothing but that
)

// A page is what an HTML page holds beside its text.
type page struct {
	base     string
	links    []string
	password bool // has a field for one
	letters  int
}

// readPage reads a page as a run of tags: however deep they are nested, it
// takes time and memory in proportion to the bytes.
func readPage(data []byte) *page {
	if text, _, err := corpus.Decode(data); err == nil {
		data = []byte(text) // else the tags are ASCII all the same
	}
	p := &page{}
	z := html.NewTokenizer(bytes.NewReader(data))
	z.SetMaxBuf(maxToken)
	hidden := atom.Atom(0) // within a script or style
	for {
		switch z.Next() {
		case html.ErrorToken:
			return p
		case html.TextToken:
			if hidden == 0 {
				p.letters += utf8.RuneCount(bytes.TrimSpace(z.Text()))
			}
		case html.EndTagToken:
			hidden = 0
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if tag == atom.Script || tag == atom.Style {
				hidden = tag
			}
			p.tag(tag, z)
		}
	}
}

func (p *page) tag(tag atom.Atom, z *html.Tokenizer) {
	switch tag {
	case atom.A, atom.Area:
		if href := attribute(z, "href"); href != "" && len(p.links) < maxLinks {
			p.links = append(p.links, href)
		}
	case atom.Base:
		if p.base == "" {
			p.base = attribute(z, "href")
		}
	case atom.Input:
		p.password = p.password || strings.EqualFold(attribute(z, "type"), "password")
	}
}

func attribute(z *html.Tokenizer, name string) string {
	for {
		key, value, more := z.TagAttr()
		if string(key) == name {
			return strings.TrimSpace(string(value))
		}
		if !more {
			return ""
		}
	}
}

// asksForLogin tells a page that asks for a password where a document was, or
// that does nothing else.
func (p *page) asksForLogin(known corpus.Known, isKnown bool) bool {
	if !p.password {
		return false
	}
	if isKnown && known.Read != nil {
		if before, err := known.Read(); err == nil {
			return !readPage(before).password
		}
	}
	return p.letters < loginText
}

// addresses returns where the links of a page lead, each once.
func (p *page) addresses(at *url.URL) []*url.URL {
	if base, err := parseAddress(p.base, at); err == nil && p.base != "" {
		at = base
	}
	var all []*url.URL
	seen := make(map[string]bool)
	for _, link := range p.links {
		u, err := parseAddress(link, at)
		if err != nil || seen[u.String()] || !mayBeDocument(u) {
			continue
		}
		seen[u.String()] = true
		all = append(all, u)
	}
	return all
}

func charset(contentType string) string {
	_, parameters, _ := mime.ParseMediaType(contentType)
	return parameters["charset"]
}

// pages reads a page, and those that it leads to, breadth first: what is near
// to where a person would begin comes first.
func (w *walk) pages(ctx context.Context, start *url.URL) error {
	type step struct {
		url   *url.URL
		depth int
	}
	queue := []step{{start, 0}}
	queued := map[string]bool{start.String(): true}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		first := s.depth == 0
		document := first && !w.excluded(s.url) || !first && w.source.Match(s.url.String())
		further := s.depth < w.source.Depth
		if document && !first {
			if err := w.full(); err != nil {
				return err
			}
		}
		v := w.ask(ctx, s.url, corpus.Meta{}, further)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(v.Err, errRequests):
			return v.Err
		case first && further && v.Outcome == corpus.FetchedNothing:
			return fmt.Errorf("its first page cannot be read: %w", v.Err)
		case first && !document && v.Outcome == corpus.FetchedGone:
			return corpus.ErrNotFound.Errorf("its first page is not there (404); correct its address")
		case first && v.url != nil:
			w.hosts = append(w.hosts, v.url) // it may have moved
		}
		if document {
			w.deliver(v.Fetched, first)
		}
		if !further || v.page == nil || v.Outcome == corpus.FetchedNothing {
			continue
		}
		for _, u := range v.page.addresses(v.url) {
			if key := u.String(); !queued[key] && len(queue) <= w.requests && w.leads(u, s.depth+1) {
				queued[key] = true
				queue = append(queue, step{u, s.depth + 1})
			}
		}
	}
	return nil
}

// leads reports whether a link leads to a document, or to a page with more
// links.
func (w *walk) leads(u *url.URL, depth int) bool {
	if !w.follows(u) || w.excluded(u) || looksLikeLogin(u) && !looksLikeLogin(w.hosts[0]) {
		return false
	}
	return depth < w.source.Depth || w.source.Match(u.String())
}
