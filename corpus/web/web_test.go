package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"footnote/corpus"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// quick are limits that tests need not wait for.
var quick = Options{Version: "1.0", MaxBytes: 1 << 20, Interval: time.Nanosecond, Timeout: 5 * time.Second, Backoff: time.Millisecond, MaxWait: time.Second}

func client(t *testing.T, opts Options) *Client {
	t.Helper()
	c := New(opts)
	t.Cleanup(c.Close)
	return c
}

// A site is a real server that remembers what it was asked.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func serve(t *testing.T, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		if r.URL.Path != "/robots.txt" {
			s.asked = append(s.asked, r.URL.RequestURI())
		}
		s.mu.Unlock()
		if page := pages[r.URL.Path]; page != nil {
			page(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.asked...)
}

// send answers with bytes and headers, given in pairs.
func send(body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.Write([]byte(body))
	}
}

func status(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

func document(text string) string {
	return "<!DOCTYPE html><html><body><p>" + text + "</p></body></html>"
}

// fetch returns what was reported, in order.
func fetch(t *testing.T, c *Client, s corpus.Source, known ...corpus.Known) ([]corpus.Fetched, error) {
	t.Helper()
	s.AllowPrivate = true
	var all []corpus.Fetched
	err := c.Fetch(context.Background(), s, known, func(f corpus.Fetched) { all = append(all, f) })
	return all, err
}

// fetchOne expects a single document.
func fetchOne(t *testing.T, c *Client, address string, known ...corpus.Known) corpus.Fetched {
	t.Helper()
	all, err := fetch(t, c, corpus.Source{ID: "x", URL: address, Type: corpus.SourceFile}, known...)
	if err != nil || len(all) != 1 {
		t.Fatalf("reported %v, %v", all, err)
	}
	return all[0]
}

// outcomes are what was reported, as paths with letters before them.
func outcomes(s *site, all []corpus.Fetched) []string {
	var lines []string
	for _, f := range all {
		lines = append(lines, fmt.Sprintf("%c %s", "NUG-"[f.Outcome], strings.TrimPrefix(f.URL, s.URL)))
	}
	return lines
}

func TestADocumentIsKnownByItsBytesFirst(t *testing.T) {
	docx := "PK\x03\x04" + strings.Repeat("\x00", 26) + "word/document.xml"
	s := serve(t, map[string]http.HandlerFunc{
		"/a":             send(document("Text."), "Content-Type", "text/html; charset=gb2312"),
		"/typo":          send("%PDF-1.7\nbinary", "Content-Type", "text/html"),
		"/late":          send("\n\n%PDF-1.4\n", "Content-Type", "application/octet-stream"),
		"/page.pdf":      send(document("Not found, says the server with status 200."), "Content-Type", "application/pdf"),
		"/word":          send(docx, "Content-Type", "application/zip"),
		"/rows.csv":      send("a,b\n1,2\n", "Content-Type", "text/plain"),
		"/rows":          send("a,b\n1,2\n", "Content-Type", "text/csv; charset=utf-8"),
		"/html.csv":      send("a,b\n1,2\n", "Content-Type", "text/html"),
		"/notes.md":      send("# Title\n\nText.", "Content-Type", "application/octet-stream"),
		"/plain":         send("Text.", "Content-Type", "text/plain"),
		"/fragment":      send("<p>Text.</p>", "Content-Type", "text/html"),
		"/about-pdf":     send(document("A file begins with %PDF-1.7."), "Content-Type", "text/html"),
		"/utf16":         send("\xFF\xFE<\x00h\x00t\x00m\x00l\x00>\x00", "Content-Type", "text/html"),
		"/picture.pdf":   send("\x89PNG\r\n\x1A\n", "Content-Type", "application/pdf"),
		"/sheet.docx":    send("PK\x03\x04xl/workbook.xml", "Content-Type", "application/zip"),
		"/slides":        send("PK\x03\x04ppt/presentation.xml"),
		"/archive":       send("PK\x03\x04a.txt"),
		"/old.doc":       send("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
		"/rich":          send("{\\rtf1}", "Content-Type", "text/plain"),
		"/data":          send(`{"a":1}`, "Content-Type", "application/json"),
		"/lies.pdf":      send("Text.", "Content-Type", "application/pdf"),
		"/news":          send("<?xml version='1.0'?><rss></rss>", "Content-Type", "application/rss+xml"),
		"/noise.txt":     send(strings.Repeat("\x01\x02\x03\xFE", 50), "Content-Type", "text/plain"),
		"/no-type.html":  send("Text only.", "Content-Type", ""),
		"/blank":         send(" \n", "Content-Type", "text/html"),
		"/nothing":       status(http.StatusNoContent),
		"/packed.html":   send("x", "Content-Encoding", "br"),
		"/unauthorized":  status(http.StatusUnauthorized),
		"/forbidden":     status(http.StatusForbidden),
		"/teapot":        status(http.StatusTeapot),
		"/gone":          status(http.StatusGone),
		"/nowhere":       status(http.StatusFound),
		"/login-wall":    status(http.StatusFound, "Location", "/user/login?from=x"),
		"/user/login":    send(document("Who are you?")),
		"/soft404":       status(http.StatusFound, "Location", "/"),
		"/":              send(document("Home.")),
		"/moved":         status(http.StatusMovedPermanently, "Location", "/a#part"),
		"/secret":        status(http.StatusFound, "Location", "http://user:hunter2@127.0.0.1/"),
		"/elsewhere":     status(http.StatusFound, "Location", "file:///etc/passwd"),
		"/metadata":      status(http.StatusFound, "Location", "http://169.254.169.254/latest"),
		"/self":          status(http.StatusFound, "Location", "/self"),
		"/circle":        status(http.StatusFound, "Location", "/circle2"),
		"/circle2":       status(http.StatusFound, "Location", "/circle"),
		"/headers":       send(document("Text."), "X-Long", strings.Repeat("x", 100<<10)),
		"/password.html": send(document(`<form><input name=p type="Password"></form>`)),
	})
	c := client(t, quick)
	for path, want := range map[string]string{
		"/a": ".html", "/typo": ".pdf", "/late": ".pdf", "/page.pdf": ".html", "/word": ".docx", "/rows.csv": ".csv", "/rows": ".csv", "/html.csv": ".csv",
		"/notes.md": ".md", "/plain": ".txt", "/fragment": ".html", "/utf16": ".html", "/about-pdf": ".html", "/moved": ".html", "/no-type.html": ".html",
		"/missing": "gone", "/gone": "gone",
		"/picture.pdf": "image/png", "/sheet.docx": "Excel", "/slides": "PowerPoint", "/archive": "ZIP", "/old.doc": "old Microsoft", "/rich": "RTF",
		"/data": `called "application/json"`, "/lies.pdf": `called "application/pdf"`, "/noise.txt": "no document", "/news": "state type: feed",
		"/blank": "empty", "/nothing": "empty", "/packed.html": `packed as "br"`, "/teapot": "status 418",
		"/unauthorized": "asks for a login", "/forbidden": "asks for a login", "/login-wall": "asks for a login", "/password.html": "asks for a login",
		"/nowhere": "does not say where", "/soft404": "first page of its site", "/secret": "user name or password", "/elsewhere": "not a web address",
		"/metadata": "169.254.169.254 is not an address of the public internet", "/self": "circle", "/circle": "circle", "/headers": "headers of more than",
	} {
		t.Run(path, func(t *testing.T) {
			f := fetchOne(t, c, s.URL+path)
			got := f.Extension
			switch f.Outcome {
			case corpus.FetchedGone:
				got = "gone"
			case corpus.FetchedNothing:
				got = f.Err.Error()
			}
			if !strings.Contains(got, want) || strings.Contains(got, "hunter2") || f.URL != s.URL+path || (f.Outcome == corpus.FetchedNew) != (len(f.Data) > 0) {
				t.Errorf("%s (%+v); want %s", got, f, want)
			}
		})
	}
	if f := fetchOne(t, c, s.URL+"/a"); f.Charset != "gb2312" {
		t.Errorf("charset %q", f.Charset)
	}
}

func TestWhatDidNotChangeIsNotSentAgain(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/tag": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v2"`)
			if r.Header.Get("If-None-Match") == `"v2"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, document("Text."))
		},
		"/date": func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, "x.html", time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), strings.NewReader(document("Text.")))
		},
	})
	c := client(t, quick)
	for _, path := range []string{"/tag", "/date"} {
		f := fetchOne(t, c, s.URL+path)
		if f.Outcome != corpus.FetchedNew || f.ETag+f.LastModified == "" {
			t.Fatalf("first %+v", f)
		}
		known := corpus.Known{URL: f.URL, ETag: f.ETag, LastModified: f.LastModified}
		if f = fetchOne(t, c, s.URL+path, known); f.Outcome != corpus.FetchedUnchanged {
			t.Errorf("then %+v", f)
		}
		known.ETag, known.LastModified = `"v1"`, ""
		if f = fetchOne(t, c, s.URL+path, known); f.Outcome != corpus.FetchedNew {
			t.Errorf("after an edit %+v", f)
		}
	}
}

func TestALoginPageDoesNotReplaceADocument(t *testing.T) {
	long := strings.Repeat("Welcome to the portal of the ministry. ", 50)
	s := serve(t, map[string]http.HandlerFunc{"/a": send(document(long + `<input type=password>`))})
	c := client(t, quick)
	before := func(text string) corpus.Known {
		return corpus.Known{URL: s.URL + "/a", Read: func() ([]byte, error) { return []byte(text), nil }}
	}
	if f := fetchOne(t, c, s.URL+"/a", before(document("The rule."))); !errors.Is(f.Err, errLogin) {
		t.Errorf("in the place of a document: %+v", f)
	}
	if f := fetchOne(t, c, s.URL+"/a", before(document(`<input type=password>The rule.`))); f.Outcome != corpus.FetchedNew {
		t.Errorf("a page that always had a field for a password: %v", f.Err)
	}
}

func TestRequestsSayWhoAsksAndNothingElse(t *testing.T) {
	headers := make(chan http.Header, 10)
	s := serve(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			headers <- r.Header
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
			http.Redirect(w, r, "/b", http.StatusFound)
		},
		"/b": func(w http.ResponseWriter, r *http.Request) {
			headers <- r.Header
			fmt.Fprint(w, document("Text."))
		},
	})
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	opts := quick
	opts.Contact = "https://example.org/bot"
	if f := fetchOne(t, client(t, opts), s.URL+"/a"); f.Outcome != corpus.FetchedNew {
		t.Fatal(f.Err)
	}
	for range 2 {
		want := http.Header{"User-Agent": {"Footnote/1.0 (+https://example.org/bot)"}, "Accept-Encoding": {"gzip"},
			"Accept": {"text/html, application/xhtml+xml, application/pdf, */*;q=0.5"}}
		if diff := cmp.Diff(want, <-headers); diff != "" {
			t.Error(diff)
		}
	}
}

func TestAFetchThatIsGivenUpEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := serve(t, map[string]http.HandlerFunc{"/a": func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}})
	err := client(t, quick).Fetch(ctx, corpus.Source{ID: "x", URL: s.URL + "/a", AllowPrivate: true}, nil, func(f corpus.Fetched) { t.Errorf("reported %v", f) })
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
