package web

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"footnote/corpus"
)

const (
	maxListBytes = 50 << 20 // as the sitemap protocol says
	maxListed    = 50_000   // entries that are kept of one source
	maxSitemaps  = 200
	maxNesting   = 40
	maxTokenXML  = 2 << 20
	maxText      = 4 << 10 // bytes of one field
)

// A xmlReader reads elements one after the other. Depth and the size of what
// stands between two brackets are bounded: the decoder holds both in memory.
type xmlReader struct {
	decoder *xml.Decoder
	source  *strings.Reader
	left    int
	depth   int
}

var (
	errNotXML  = errors.New("is not XML that can be read; correct its address or its type")
	errXMLSize = fmt.Errorf("has an element deeper than %d or larger than %d bytes; correct its address or its type", maxNesting, maxTokenXML)
)

func newXMLReader(data []byte) (*xmlReader, error) {
	text, _, err := corpus.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotXML, err)
	}
	text = strings.Map(func(r rune) rune { // what XML has no room for
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, text)
	x := &xmlReader{source: strings.NewReader(strings.TrimSpace(text))}
	x.decoder = xml.NewDecoder(x)
	x.decoder.Strict = false
	x.decoder.Entity = xml.HTMLEntity
	x.decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded above
	return x, nil
}

func (x *xmlReader) Read(b []byte) (int, error) {
	if x.left -= len(b); x.left < 0 {
		return 0, errXMLSize
	}
	return x.source.Read(b)
}

func (x *xmlReader) ReadByte() (byte, error) {
	if x.left--; x.left < 0 {
		return 0, errXMLSize
	}
	return x.source.ReadByte()
}

// next returns io.EOF at the end.
func (x *xmlReader) next() (xml.Token, error) {
	x.left = maxTokenXML
	token, err := x.decoder.RawToken()
	switch token.(type) {
	case xml.StartElement:
		x.depth++
	case xml.EndElement:
		x.depth--
	}
	switch {
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case errors.Is(err, errXMLSize), x.depth > maxNesting:
		return nil, errXMLSize
	case err != nil:
		return nil, errNotXML
	}
	return token, nil
}

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
	isSitemap := false
	err = x.records([]string{"url", "sitemap"}, func(kind string, fields fields) bool {
		isSitemap = true
		u, err := parseAddress(fields.text["loc"], a.url)
		switch {
		case err != nil || !w.follows(u):
		case kind == "sitemap":
			further = append(further, u)
		case w.source.Match(u.String()) && mayBeDocument(u):
			entries = append(entries, entry{url: u, when: fields.text["lastmod"]})
		}
		return len(entries) < maxListed && len(further) < maxSitemaps
	}, func(root string) { isSitemap = isSitemap || root == "urlset" || root == "sitemapindex" })
	if err == nil && !isSitemap {
		err = errors.New("is no sitemap; correct its address or its type")
	}
	return entries, further, err
}

// fields are the texts of one record by the local names of their elements, the
// first of each.
type fields struct {
	text  map[string]string
	links []xml.StartElement // elements named link, with their attributes
}

// records calls each for the elements of some names until it returns false, and
// root for the outermost element.
func (x *xmlReader) records(names []string, each func(name string, f fields) bool, root func(name string)) error {
	var record, field string
	var f fields
	var text strings.Builder
	for {
		token, err := x.next()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := t.Name.Local
			switch {
			case record == "" && slices.Contains(names, name):
				record, f = name, fields{text: make(map[string]string)}
			case record == "":
				if x.depth == 1 {
					root(name)
				}
			case field == "" && t.Name.Space != "media" && t.Name.Space != "itunes":
				field = name
				text.Reset()
				if name == "link" && len(f.links) < 20 {
					f.links = append(f.links, t.Copy())
				}
			}
		case xml.CharData:
			if field != "" && text.Len() < maxText {
				text.Write(t[:min(len(t), maxText)])
			}
		case xml.EndElement:
			switch name := t.Name.Local; {
			case field != "" && name == field:
				if _, stated := f.text[field]; !stated && len(f.text) < 100 {
					f.text[field] = strings.TrimSpace(text.String())
				}
				field = ""
			case record != "" && name == record:
				if field = ""; !each(record, f) {
					return nil
				}
				record = ""
			}
		}
	}
}
