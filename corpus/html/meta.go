package html

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html/atom"
	"golang.org/x/text/language"

	"footnote/corpus"
)

// Names of <meta>, in lower case, that say what is wanted, the plainest first.
var (
	titleNames = []string{"articletitle", "citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"}
	dateNames  = []string{"pubdate", "publishdate", "publish_date", "article:published_time", "datepublished", "citation_publication_date",
		"citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created"}
	siteNames = []string{"sitename", "og:site_name", "application-name"}
	urlNames  = []string{"og:url", "url"}
)

// stated are the values of the page's <meta> by name, the first of each.
func (p *page) stated() map[string]string {
	m := make(map[string]string)
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.tag != atom.Meta || n.attr == nil {
			continue
		}
		for _, key := range []string{"name", "property", "itemprop"} {
			name := strings.ToLower(n.get(key))
			if _, twice := m[name]; name != "" && !twice {
				m[name] = strings.TrimSpace(n.get("content"))
			}
		}
	}
	return m
}

// meta returns what the page states of the document plainly.
func (p *page) meta(main int32, blocks []block) corpus.Meta {
	stated := p.stated()
	meta := p.head(main, blocks)
	meta.Title = p.documentTitle(stated)
	if meta.Published.IsZero() {
		meta.Published = p.published(stated)
	}
	if meta.Issuer == "" && strings.HasPrefix(meta.Title, stated["contentsource"]+"关于") {
		meta.Issuer = stated["contentsource"]
	}
	meta.URL = p.address(stated)
	meta.Language = p.language(blocks)
	return meta
}

// published returns the day that the page says it was published on. Where two
// places say different days, none.
func (p *page) published(stated map[string]string) corpus.Date {
	var found corpus.Date
	for _, value := range p.dates(stated) {
		date := dateIn(value)
		if date.IsZero() || date == found {
			continue
		}
		if !found.IsZero() {
			return corpus.Date{}
		}
		found = date
	}
	return found
}

func (p *page) dates(stated map[string]string) []string {
	var found []string
	for _, name := range dateNames {
		found = append(found, stated[name])
	}
	for i := range p.nodes {
		if n := &p.nodes[i]; n.tag == atom.Time && n.get("itemprop") == "datePublished" {
			found = append(found, n.get("datetime"))
		}
	}
	for _, script := range p.scripts {
		found = append(found, publishedInJSON(script)...)
	}
	return found
}

// publishedInJSON returns the datePublished of a JSON-LD script, of its own
// objects and not of those they refer to.
func publishedInJSON(script string) []string {
	var data any
	if json.Unmarshal([]byte(script), &data) != nil {
		return nil
	}
	objects := []any{data}
	if list, ok := data.([]any); ok {
		objects = list
	}
	var found []string
	for _, o := range objects {
		m, _ := o.(map[string]any)
		graph, _ := m["@graph"].([]any)
		for _, o := range append(graph, m) {
			m, _ := o.(map[string]any)
			if date, ok := m["datePublished"].(string); ok {
				found = append(found, date)
			}
		}
	}
	return found
}

var dayPattern = regexp.MustCompile(`^\D{0,3}(\d{4})(?:[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})|(\d{2})(\d{2})(?:\d{6})?$)`)

// dateIn reads the day that a value begins with: 2024-07-01T08:00:00Z,
// 2024/7/1 or 2024年7月1日.
func dateIn(value string) corpus.Date {
	m := dayPattern.FindStringSubmatch(strings.TrimSpace(value))
	if m == nil {
		return corpus.Date{}
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2] + m[4])
	day, _ := strconv.Atoi(m[3] + m[5])
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1800 || t.Day() != day || int(t.Month()) != month {
		return corpus.Date{}
	}
	return corpus.DateOf(t)
}

// address returns the address that the page calls its own.
func (p *page) address(stated map[string]string) string {
	var found []string
	for i := range p.nodes {
		if n := &p.nodes[i]; n.tag == atom.Link && strings.EqualFold(n.get("rel"), "canonical") {
			found = append(found, n.get("href"))
			break
		}
	}
	for _, name := range urlNames {
		found = append(found, stated[name])
	}
	for _, address := range found {
		address = strings.TrimSpace(address)
		if u, err := url.Parse(address); err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") && len(address) < 2000 && u.User == nil {
			return u.String()
		}
	}
	return ""
}

// language returns the language that the page states where the script of its
// text does not tell more: many pages keep the "en" of a template.
func (p *page) language(blocks []block) string {
	tag, err := language.Parse(p.nodes[0].get("lang"))
	if err != nil || tag == language.Und {
		return ""
	}
	switch base, _ := tag.Base(); base.String() {
	case "en", "zh", "ja", "ko":
		return ""
	}
	var text strings.Builder
	for _, b := range blocks {
		if text.Len() < 20000 {
			text.WriteString(b.Text)
		}
	}
	script, _ := tag.Script()
	switch guess := corpus.LanguageOf(text.String()); {
	case guess == "en" && script.String() == "Latn",
		guess == "und" && script.String() != "Latn":
		return tag.String()
	}
	return ""
}
