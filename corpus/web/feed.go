package web

import (
	"context"
	"encoding/xml"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"

	"footnote/corpus"
)

// feed reads what RSS (0.9 to 2.0) or Atom announces. Its items may be on any
// host: who stated the feed chose it for what it links to.
func (w *walk) feed(ctx context.Context, at *url.URL) error {
	a, err := w.readList(ctx, at)
	if err != nil {
		return err
	}
	x, err := newXMLReader(a.data)
	if err != nil {
		return err
	}
	var entries []entry
	isFeed, readErr := x.records([]string{"rss", "feed", "RDF"}, []string{"item", "entry"}, func(_ string, f fields) bool {
		u, err := parseAddress(itemLink(f), a.url)
		if err == nil && w.source.Match(u.String()) && mayBeDocument(u) {
			entries = append(entries, entry{url: u, meta: itemMeta(f)})
		}
		return len(entries) <= w.source.Limit
	})
	if !isFeed {
		return corpus.ErrNoList.Errorf("is no RSS or Atom feed; correct its address or its type")
	}
	if err := w.list(ctx, entries); err != nil {
		return err
	}
	return readErr
}

// itemLink returns the address of the page of an item: in Atom the link that is
// its alternative, in RSS the text of its link or else its permanent ID.
func itemLink(f fields) string {
	for _, link := range f.links {
		rel, href := xmlAttribute(link, "rel"), xmlAttribute(link, "href")
		if href != "" && (rel == "" || rel == "alternate") {
			return href
		}
	}
	if f.text["link"] != "" {
		return f.text["link"]
	}
	if guid := f.text["guid"]; strings.Contains(guid, "://") {
		return guid
	}
	return "urn:none" // no address, and not that of the feed
}

func xmlAttribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

const maxTitle = 300 // letters

// itemMeta takes the title and the day. The day a feed was updated is not the
// day that its document was published.
func itemMeta(f fields) corpus.Meta {
	m := corpus.Meta{Title: plain(f.text["title"])}
	for _, name := range []string{"published", "pubDate", "issued", "date"} {
		if day := itemDay(f.text[name]); !day.IsZero() {
			m.Published = day
			break
		}
	}
	return m
}

// plain strips the markup that titles are sent with.
func plain(title string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(title))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.TextToken {
			b.Write(z.Text())
		}
	}
	letters := []rune(strings.Join(strings.Fields(html.UnescapeString(b.String())), " "))
	return string(letters[:min(len(letters), maxTitle)])
}

var dayLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02", time.RFC1123Z, time.RFC1123,
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST",
	"Mon, 2 Jan 2006 15:04 -0700", "Mon, 2 Jan 2006", "2 Jan 2006",
}

// itemDay reads a day as it was where the item was written.
func itemDay(s string) corpus.Date {
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1000 {
			return corpus.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
		}
	}
	return corpus.Date{}
}
