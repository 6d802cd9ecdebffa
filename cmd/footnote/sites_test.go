package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/corpus"
)

// A site serves pages that can be changed while it runs.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
}

func newSite(t *testing.T) *site {
	s := &site{pages: make(map[string]string)}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		page, ok := s.pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if strings.HasSuffix(r.URL.Path, ".xml") {
			w.Header().Set("Content-Type", "application/xml")
		}
		fmt.Fprint(w, page)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) put(path, page string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = page
}

func (s *site) drop(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.pages, path)
}

// article is a page with the furniture of a site around its text.
func article(title string, paragraphs ...string) string {
	return fmt.Sprintf(`<!doctype html><html><head><title>%s - The Council</title></head><body>
<nav><a href=/>Home</a> <a href=/contact>Contact</a></nav>
<main><h1>%s</h1><p>%s</p></main><footer>Copyright of the council. Print this page.</footer></body></html>`,
		title, title, strings.Join(paragraphs, "</p><p>"))
}

func (s *site) sitemap(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, p := range paths {
		fmt.Fprintf(&b, "<url><loc>%s%s</loc></url>", s.URL, p)
	}
	return b.String() + "</urlset>"
}

func (s *site) feed(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>`)
	for _, p := range paths {
		fmt.Fprintf(&b, "<item><title>News %s</title><link>%s%s</link></item>", p, s.URL, p)
	}
	return b.String() + "</channel></rss>"
}

// threeSites is a library of a page with links, a sitemap and a feed, and of two
// regulations of which the second supersedes the first.
type threeSites struct {
	pages, sitemap, feed *site
	settings             map[string]string
}

func newThreeSites(t *testing.T) threeSites {
	l := threeSites{newSite(t), newSite(t), newSite(t), nil}
	l.pages.put("/", `<html><body><h1>Notices</h1><ul><li><a href="/levy.html">Levy</a><li><a href="/tram.html">Tram</a></ul></body></html>`)
	l.pages.put("/levy.html", article("Beehive levy", "The beehive levy is 12 pounds a year.", "Whoever keeps more than three beehives within the district owes the levy."))
	l.pages.put("/tram.html", article("Tram tickets", "A tram ticket costs 3 pounds on every day of the week.", "Children under six travel on the tram without a ticket."))
	l.sitemap.put("/sitemap.xml", l.sitemap.sitemap("/ferry.html", "/灯塔.html"))
	l.sitemap.put("/ferry.html", article("Ferry", "The ferry crosses the river at eight on every Monday.", "Nobody may bring a horse aboard the ferry."))
	l.sitemap.put("/灯塔.html", article("灯塔开放办法", "灯塔每年五月至九月向公众开放，门票为二十元。", "未满十四周岁的儿童应当由成年人陪同。"))
	l.feed.put("/feed.xml", l.feed.feed("/school.html"))
	l.feed.put("/school.html", article("School meals", "School meals are free for all pupils from September 2026.", "The county pays the cooks of the school meals."))

	dir := t.TempDir()
	write(t, filepath.Join(dir, "2020.md"), "---\nid: fees-2020\ntitle: Market Fees Regulation 2020\nkind: regulation\nnumber: MF 1\neffective_from: 2020-01-01\n---\nThe market fee is at most 40 pounds for each stall.\n")
	write(t, filepath.Join(dir, "2022.md"), "---\nid: fees-2022\ntitle: Market Fees Regulation 2022\nkind: regulation\nnumber: MF 2\neffective_from: 2022-01-01\nsupersedes: [MF 1]\n---\nThe market fee is at most 55 pounds for each stall.\n")
	var sources strings.Builder
	fmt.Fprintf(&sources, "sources:\n")
	for _, s := range [][3]string{
		{"pages", l.pages.URL + "/", "page\n    depth: 1\n    exclude: ['/']"},
		{"map", l.sitemap.URL + "/sitemap.xml", "sitemap"},
		{"news", l.feed.URL + "/feed.xml", "feed"},
	} {
		fmt.Fprintf(&sources, "  - id: %s\n    url: %s\n    issuer: Test Council\n    kind: notice\n    allow_private: true\n    type: %s\n", s[0], s[1], s[2])
	}
	write(t, filepath.Join(dir, corpus.SourcesFile), sources.String())
	l.settings = map[string]string{"CORPUS_DIR": dir, "DATA_DIR": t.TempDir()}
	return l
}

func (l threeSites) refresh(t *testing.T) refreshJSON {
	t.Helper()
	out, err := execute(t, l.settings, "refresh", "--json")
	if err != nil {
		t.Fatal(err)
	}
	var r refreshJSON
	strictly(t, out, &r)
	if len(r.Failed) > 0 {
		t.Errorf("failed: %v", r.Failed)
	}
	return r
}

func (l threeSites) ask(t *testing.T, args ...string) string {
	t.Helper()
	out, err := execute(t, l.settings, append([]string{"ask"}, args...)...)
	if err != nil {
		t.Fatalf("ask %q: %v: %s", args, err, out)
	}
	return out
}

func (l threeSites) changes(t *testing.T) []corpus.Change {
	t.Helper()
	out, err := execute(t, l.settings, "changes", "--json")
	if err != nil {
		t.Fatal(err)
	}
	var all []corpus.Change
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// ending returns the IDs that end in one of some texts.
func ending(ids []string, ends ...string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return !slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(id, end) })
	})
}

func TestThreeSitesAreFollowed(t *testing.T) {
	l := newThreeSites(t)
	if r := l.refresh(t); len(r.Documents.Added) != 7 {
		t.Fatalf("added: %v", r.Documents.Added)
	}
	for question, want := range map[string]string{
		"How high is the beehive levy?":         "12 pounds",
		"When does the ferry cross?":            "every Monday",
		"灯塔门票多少钱？":                              "二十元",
		"Who gets free school meals?":           "all pupils",
		"What did a market stall cost in 2021?": "40 pounds",
		"What is the market fee in 2023?":       "55 pounds",
		"What is the market fee?":               "55 pounds",
	} {
		if out := l.ask(t, question); !strings.Contains(out, want) {
			t.Errorf("%s\n%s", question, out)
		}
	}

	l.pages.put("/levy.html", article("Beehive levy", "The beehive levy is 15 pounds a year.", "Whoever keeps more than three beehives within the district owes the levy."))
	l.sitemap.drop("/ferry.html")
	l.feed.put("/feed.xml", l.feed.feed("/market.html", "/school.html"))
	l.feed.put("/market.html", article("Night market", "The night market opens on Fridays at nine.", "Stalls of the night market need no licence."))
	r := l.refresh(t)
	if len(ending(r.Documents.Added, "-market-html")) != 1 || len(r.Documents.Added) != 1 ||
		len(ending(r.Documents.Changed, "-levy-html", "-ferry-html")) != 2 || len(r.Documents.Changed) != 2 ||
		len(r.Documents.Removed) > 0 || r.Documents.Unchanged != 5 {
		t.Errorf("the report is %+v", r.Documents)
	}
	for question, want := range map[string]string{
		"How high is the beehive levy?":    "15 pounds",
		"When does the ferry cross?":       "gone from its source",
		"When does the night market open?": "on Fridays at nine",
	} {
		if out := l.ask(t, question); !strings.Contains(out, want) {
			t.Errorf("%s\n%s", question, out)
		}
	}
	l.checkChanges(t)

	if again := l.refresh(t); again.Documents.Unchanged != 8 || again.Snapshot != r.Snapshot {
		t.Errorf("a refresh of nothing new is %+v", again)
	}
}

func (l threeSites) checkChanges(t *testing.T) {
	t.Helper()
	kinds := make(map[corpus.ChangeKind][]string)
	for _, c := range l.changes(t) {
		kinds[c.Kind] = append(kinds[c.Kind], c.Document)
		if strings.HasSuffix(c.Document, "-levy-html") && c.Kind == corpus.ChangeChanged {
			if len(c.Passages) != 1 || c.Passages[0].Old[0] != "The beehive levy is 12 pounds a year." || c.Passages[0].New[0] != "The beehive levy is 15 pounds a year." {
				t.Errorf("what changed: %+v", c.Passages)
			}
		}
	}
	if len(kinds[corpus.ChangeFirstSeen]) != 8 || len(kinds[corpus.ChangeChanged]) != 1 || len(ending(kinds[corpus.ChangeVanished], "-ferry-html")) != 1 {
		t.Errorf("the changes are %v", kinds)
	}
}

func TestServeRefreshesByItself(t *testing.T) {
	l := newThreeSites(t)
	c := must(loadConfig(environment(l.settings), t.Logf))
	f := followConfig(t, must(refreshConfig(c, nil)))
	f.every = time.Hour
	f.look(t.Context())
	if n := len(f.assistant.Index().Corpus().Documents); n != 7 {
		t.Errorf("%d documents are served, not 7", n)
	}
	l.pages.drop("/levy.html")
	f.look(t.Context())
	if d, _ := f.assistant.Index().Corpus().Document(ending(ids(f), "-levy-html")[0]); !d.Withdrawn.IsZero() {
		t.Error("the sources were asked again before their time")
	}
	f.every = time.Nanosecond
	f.look(t.Context())
	if d, _ := f.assistant.Index().Corpus().Document(ending(ids(f), "-levy-html")[0]); d.Withdrawn.IsZero() {
		t.Error("the sources were not asked again")
	}
}

func ids(f *followed) []string {
	var all []string
	for _, d := range f.assistant.Index().Corpus().Documents {
		all = append(all, d.ID)
	}
	return all
}
