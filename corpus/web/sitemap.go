package web

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"footnote/corpus"
)

const (
	maxListBytes = 50 << 20 // as the sitemap protocol says
	maxListed    = 50_000   // entries that are kept of one source
	maxSitemaps  = 200
)

// sitemaps reads a sitemap and those it names. Where there are more documents
// than may be fetched, those that changed last are.
func (w *walk) sitemaps(ctx context.Context, start *url.URL) error {
	queue := []*url.URL{start}
	queued := map[string]bool{start.String(): true}
	var entries []entry
	var whole error
	for len(queue) > 0 && len(entries) < maxListed {
		at := queue[0]
		queue = queue[1:]
		found, further, err := w.sitemap(ctx, at)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			whole = errors.Join(whole, fmt.Errorf("sitemap %s: %w", at, err))
		}
		entries = append(entries, found...)
		for _, u := range further {
			if key := u.String(); !queued[key] && len(queued) < maxSitemaps && w.follows(u) {
				queued[key] = true
				queue = append(queue, u)
			}
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return strings.Compare(b.when, a.when) })
	if err := w.list(ctx, entries); err != nil {
		return err
	}
	return whole
}

// sitemap reads one (https://www.sitemaps.org/protocol.html).
func (w *walk) sitemap(ctx context.Context, at *url.URL) (entries []entry, further []*url.URL, err error) {
	a, err := w.readList(ctx, at)
	if err != nil {
		return nil, nil, err
	}
	x, err := newXMLReader(a.data)
	if err != nil {
		return nil, nil, err
	}
	roots := []string{"urlset", "sitemapindex"}
	isSitemap, err := x.records(roots, []string{"url", "sitemap"}, func(kind string, fields fields) bool {
		u, err := parseAddress(fields.text["loc"], a.url)
		switch {
		case err != nil || !w.follows(u):
		case kind == "sitemap":
			further = append(further, u)
		case w.source.Match(u.String()) && mayBeDocument(u):
			entries = append(entries, entry{url: u, when: fields.text["lastmod"]})
		}
		return len(entries) < maxListed && len(further) < maxSitemaps
	})
	if err == nil && !isSitemap {
		err = corpus.ErrNoList.Errorf("is no sitemap; correct its address or its type")
	}
	return entries, further, err
}
