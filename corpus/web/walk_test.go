package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

func known(addresses ...string) []corpus.Known {
	var all []corpus.Known
	for _, a := range addresses {
		all = append(all, corpus.Known{URL: a})
	}
	return all
}

func links(addresses ...string) http.HandlerFunc {
	return send(document("<a href='"+strings.Join(addresses, "'>x</a> <a href='")+"'>x</a>"), "Content-Type", "text/html")
}

func TestAPageLeadsToDocuments(t *testing.T) {
	other := serve(t, map[string]http.HandlerFunc{"/far.pdf": send("%PDF-1.7")})
	site := serve(t, map[string]http.HandlerFunc{
		"/start":         links("/a", "b.pdf?utm_source=x&id=1#top", "/a#again", "/missing", "mailto:x@example.org", "javascript:1", "/logo.png", "/app", "/login", other.URL+"/far.pdf", "/start", "http://[bad", "/private/c"),
		"/a":             links("/deep", "/start"),
		"/b.pdf":         send("%PDF-1.7"),
		"/app":           send(`{}`, "Content-Type", "application/json"),
		"/deep":          links("/deeper"),
		"/private/c":     send(document("Forbidden.")),
		"/login":         send(document("<input type=password>")),
		"/robots.txt":    send("User-agent: *\nDisallow: /private/\n"),
		"/old":           send(document("Not announced any more.")),
		"/area":          send("<base href='/x/'><map><area href=c></map>", "Content-Type", "text/html"),
		"/x/c":           send(document("Text.")),
		"/only-links":    links("/d.pdf", "/e"),
		"/d.pdf":         send("%PDF-1.7"),
		"/e":             links("/f.pdf"),
		"/f.pdf":         send("%PDF-1.7"),
		"/exclude/start": links("/d.pdf"),
	})
	for name, test := range map[string]struct {
		source corpus.Source
		known  []string
		want   []string
	}{
		"alone":             {corpus.Source{URL: "/start"}, nil, []string{"N /start"}},
		"and what it names": {corpus.Source{URL: "/start", Depth: 1}, nil, []string{"N /start", "N /a", "N /b.pdf?id=1"}},
		"two links away":    {corpus.Source{URL: "/start", Depth: 2}, nil, []string{"N /start", "N /a", "N /b.pdf?id=1", "N /deep"}},
		"other hosts that are included": {corpus.Source{URL: "/start", Depth: 1, Include: []string{"/a", other.URL + "/**"}}, nil,
			[]string{"N /start", "N /a", "N " + other.URL + "/far.pdf"}},
		"what is excluded is not followed": {corpus.Source{URL: "/start", Depth: 2, Exclude: []string{"/a"}}, nil, []string{"N /start", "N /b.pdf?id=1"}},
		"what is known and broken is said": {corpus.Source{URL: "/start", Depth: 1}, []string{"/missing", "/app", "/private/c", "/old", "/older"},
			[]string{"N /start", "N /a", "N /b.pdf?id=1", "G /missing", "- /app", "- /private/c", "N /old", "G /older"}},
		"what is known and excluded now is not asked": {corpus.Source{URL: "/start", Exclude: []string{"/old"}, Depth: 1, Include: []string{"*.pdf"}}, []string{"/old", "/a"},
			[]string{"N /start", "N /b.pdf?id=1"}},
		"a base address": {corpus.Source{URL: "/area", Depth: 1}, nil, []string{"N /area", "N /x/c"}},
		"pages that are not included lead further":   {corpus.Source{URL: "/only-links", Depth: 2, Include: []string{"*.pdf"}}, nil, []string{"N /only-links", "N /d.pdf", "N /f.pdf"}},
		"a first page that is excluded leads anyway": {corpus.Source{URL: "/exclude/start", Depth: 1, Exclude: []string{"/exclude/**"}}, nil, []string{"N /d.pdf"}},
		"a page alone forgets what it led to":        {corpus.Source{URL: "/a"}, []string{"/b.pdf?id=1"}, []string{"N /a"}},
		"a first page that is gone":                  {corpus.Source{URL: "/missing", Depth: 1}, []string{"/a", "/older"}, []string{"G /missing", "N /a", "G /older"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := test.source
			s.URL, s.Type = site.URL+s.URL, corpus.SourcePage
			var before []string
			for _, path := range test.known {
				before = append(before, site.URL+path)
			}
			all, err := fetch(t, client(t, quick), s, known(before...)...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, outcomes(site, all)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLinksAreReadFromAPageThatDidNotChange(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/start": func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		links("/a", "/b")(w, r)
	}, "/a": send(document("Text.")), "/b": send(document("Text."))})
	kept := func() ([]byte, error) { return []byte(document("<a href=/a>x</a>")), nil }
	lost := func() ([]byte, error) { return nil, errors.New("the copy is lost") }
	for name, test := range map[string]struct {
		read func() ([]byte, error)
		want []string
	}{
		"from its copy":              {kept, []string{"U /start", "N /a"}},
		"or, without one, once more": {lost, []string{"N /start", "N /a", "N /b"}},
		"or asked without condition": {nil, []string{"N /start", "N /a", "N /b"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := corpus.Source{URL: site.URL + "/start", Depth: 1, Type: corpus.SourcePage}
			all, err := fetch(t, client(t, quick), s, corpus.Known{URL: site.URL + "/start", ETag: `"1"`, Read: test.read})
			if diff := cmp.Diff(test.want, outcomes(site, all)); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
}

func TestAMazeOfPagesEnds(t *testing.T) {
	n := 0
	pages := map[string]http.HandlerFunc{"/robots.txt": status(http.StatusNotFound)}
	site := serve(t, pages)
	maze := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		links(fmt.Sprint("/", n, "a"), fmt.Sprint("/", n, "b"))(w, r)
	})
	site.Config.Handler = maze
	all, err := fetch(t, client(t, quick), corpus.Source{URL: site.URL + "/0", Type: corpus.SourcePage, Depth: 10, Limit: 5, Include: []string{"*.pdf"}})
	if !errors.Is(err, errRequests) || len(all) != 1 || n > 151 {
		t.Errorf("%d requests, %v, %v", n, all, err)
	}
	all, err = fetch(t, client(t, quick), corpus.Source{URL: site.URL + "/0", Type: corpus.SourcePage, Depth: 10, Limit: 5})
	if !errors.Is(err, corpus.ErrLimit) || len(all) != 5 || !strings.Contains(err.Error(), "raise limit") {
		t.Errorf("%d documents, %v", len(all), err)
	}
}

func packed(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.String()
}

func TestASitemapNamesDocuments(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{
		"/sitemap.xml": send("\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:image='i'>" +
			"<url><loc> /a </loc><lastmod>2020-01-01</lastmod><image:image><image:loc>/no.html</image:loc></image:image></url>" +
			"<url><loc>/b?x=1&amp;y=2</loc><lastmod>2024-05-06T07:08:09Z</lastmod></url><url><loc>/logo.png</loc></url>" +
			"<url><loc>https://elsewhere.example.org/c</loc></url><url><loc>/missing</loc></url><url><loc>/a</loc></url><url/></urlset>"),
		"/index.xml": send("<sm:sitemapindex xmlns:sm='x'><sm:sitemap><sm:loc>/index.xml</sm:loc></sm:sitemap><sm:sitemap><sm:loc>/packed.xml.gz</sm:loc></sm:sitemap>" +
			"<sm:sitemap><sm:loc>/sitemap.xml</sm:loc></sm:sitemap></sm:sitemapindex>"),
		"/packed.xml.gz": send(packed("<urlset><url><loc>/packed</loc></url></urlset>"), "Content-Type", "application/gzip"),
		"/half.xml":      send("<sitemapindex><sitemap><loc>/nowhere.xml</loc></sitemap><sitemap><loc>/packed.xml.gz</loc></sitemap></sitemapindex>"),
		"/empty.xml":     send("<urlset/>"),
		"/gbk.xml":       send("<?xml version='1.0' encoding='GB2312'?><urlset><url><loc>/\xD5\xFE\xB2\xDF</loc></url></urlset>"),
		"/a":             send(document("Text.")), "/b": send(document("Text.")), "/packed": send(document("Text.")), "/政策": send(document("Text.")),
	})
	for name, test := range map[string]struct {
		source corpus.Source
		known  []string
		want   []string
		err    string
	}{
		"what changed last comes first": {corpus.Source{URL: "/sitemap.xml"}, nil, []string{"N /b?x=1&y=2", "N /a", "G /missing"}, ""},
		"and is what a limit leaves":    {corpus.Source{URL: "/sitemap.xml", Limit: 1}, []string{"/a"}, []string{"N /b?x=1&y=2", "N /a"}, "limit is 1 documents"},
		"patterns choose":               {corpus.Source{URL: "/sitemap.xml", Include: []string{"/a"}}, nil, []string{"N /a"}, ""},
		"an index is followed":          {corpus.Source{URL: "/index.xml", Exclude: []string{"/missing"}}, nil, []string{"N /b?x=1&y=2", "N /a", "N /packed"}, ""},
		"one of its parts fails":        {corpus.Source{URL: "/half.xml"}, []string{"/a"}, []string{"N /packed"}, "nowhere.xml: answers with status 404"},
		"none any more":                 {corpus.Source{URL: "/empty.xml"}, []string{"/a", "/missing"}, []string{"N /a", "G /missing"}, ""},
		"another character set":         {corpus.Source{URL: "/gbk.xml"}, nil, []string{"N /%E6%94%BF%E7%AD%96"}, ""},
		"it is gone":                    {corpus.Source{URL: "/none.xml"}, []string{"/a"}, nil, "status 404; correct its address"},
		"it is a page":                  {corpus.Source{URL: "/a"}, []string{"/a"}, nil, "is no sitemap"},
	} {
		t.Run(name, func(t *testing.T) {
			s := test.source
			s.URL, s.Type = site.URL+s.URL, corpus.SourceSitemap
			var before []string
			for _, path := range test.known {
				before = append(before, site.URL+path)
			}
			all, err := fetch(t, client(t, quick), s, known(before...)...)
			if (err != nil) != (test.err != "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("error %v; want %q", err, test.err)
			}
			if diff := cmp.Diff(test.want, outcomes(site, all)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAFeedAnnouncesDocuments(t *testing.T) {
	day := corpus.Date{Year: 2024, Month: 3, Day: 5}
	doc := send(document("Text."))
	site := serve(t, map[string]http.HandlerFunc{
		"/rss": send(`<?xml version="1.0"?><rss version="2.0" xmlns:media="m"><channel><title>All</title><link>/home</link>
			<item><media:title>Cover</media:title><title><![CDATA[A <b>new</b>&nbsp;rule &amp; more]]></title><link>/a</link><pubDate>Tue, 05 Mar 2024 23:30:00 +0800</pubDate></item>
			<item><title>Only an ID</title><guid>12345</guid></item>
			<item><title>By its ID</title><guid isPermaLink="true">http://site.invalid/b</guid></item></channel></rss>`),
		"/atom": send(`<feed xmlns="http://www.w3.org/2005/Atom"><title>All</title><link href="/home"/>
			<entry><title type="xhtml"><div>A <em>new</em> rule</div></title><link rel="self" href="/self"/><link rel="alternate" href="a"/>
			<published>2024-03-05T23:30:00+08:00</published><updated>2025-01-01T00:00:00Z</updated><content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>`),
		"/rdf": send(`<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel><title>x</title></channel><item><title>新办法</title><link>/a</link><dc:date>2024-03-05</dc:date></item></rdf:RDF>`),
		"/a":   doc, "/b": doc, "/home": doc, "/self": doc, "/empty": send("<rss/>"), "/broken": send("<rss><channel><item><link>/a</link></item><item><"),
	})
	for name, test := range map[string]struct {
		path string
		want []corpus.Meta
		err  string
	}{
		"RSS":       {"/rss", []corpus.Meta{{URL: "/a", Title: "A new rule & more", Published: day}}, ""},
		"Atom":      {"/atom", []corpus.Meta{{URL: "/a", Title: "A new rule", Published: day}}, ""},
		"RDF":       {"/rdf", []corpus.Meta{{URL: "/a", Title: "新办法", Published: day}}, ""},
		"empty":     {"/empty", nil, ""},
		"cut off":   {"/broken", []corpus.Meta{{URL: "/a"}}, "is not XML"},
		"a page":    {"/home", nil, "is no RSS or Atom feed"},
		"not there": {"/none", nil, "status 404"},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := fetch(t, client(t, quick), corpus.Source{URL: site.URL + test.path, Type: corpus.SourceFeed})
			if (err != nil) != (test.err != "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("error %v; want %q", err, test.err)
			}
			var got []corpus.Meta
			for _, f := range all {
				m := f.Meta
				m.URL = strings.TrimPrefix(f.URL, site.URL)
				if !strings.Contains(m.URL, "//site") { // the permanent ID of the test's RSS is on no host
					got = append(got, m)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestListsThatAreBombsAreBounded(t *testing.T) {
	var index, items strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&index, "<sitemap><loc>/index.xml?%d</loc></sitemap>", i)
	}
	for i := range 100_000 {
		fmt.Fprintf(&items, "<item><title>Item %d</title><link>/doc?%d</link></item>", i, i)
	}
	site := serve(t, map[string]http.HandlerFunc{
		"/index.xml":  send("<sitemapindex>" + index.String() + "</sitemapindex>"),
		"/bomb.gz":    send(packed(strings.Repeat("<urlset>", 8<<20))),
		"/deep.xml":   send(strings.Repeat("<url>", 50_000)),
		"/wide.xml":   send("<urlset><url " + strings.Repeat("a='' ", 1<<20) + "/></urlset>"),
		"/laughs.xml": send(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>/&b;</loc></url></urlset>`),
		"/rss":        send("<rss><channel>" + items.String() + "</channel></rss>"),
		"/doc":        send(document("Text.")),
	})
	opts := quick
	opts.MaxBytes = 10 << 20
	for path, want := range map[string]string{
		"/index.xml": "", "/bomb.gz": "larger than", "/deep.xml": "deeper than", "/wide.xml": "larger than", "/laughs.xml": "",
		"/rss": "its limit is 20 documents",
	} {
		t.Run(path, func(t *testing.T) {
			before := len(site.requests())
			kind := corpus.SourceSitemap
			if path == "/rss" {
				kind = corpus.SourceFeed
			}
			_, err := fetch(t, client(t, opts), corpus.Source{URL: site.URL + path, Type: kind, Limit: 20})
			if (err != nil) != (want != "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Error(err)
			}
			if n := len(site.requests()) - before; n > maxSitemaps {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestAFirstPageThatIsNoDocumentAndNotThereIsAnError(t *testing.T) {
	s := serve(t, nil)
	source := corpus.Source{ID: "x", URL: s.URL + "/notices/", Depth: 1, Exclude: []string{"/notices/"}}
	if all, err := fetch(t, client(t, quick), source); len(all) > 0 || err == nil || !strings.Contains(err.Error(), "is not there (404); correct") {
		t.Errorf("reported %v, %v", all, err)
	}
}
