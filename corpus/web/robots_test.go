package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
)

func TestRobotsRules(t *testing.T) {
	for name, test := range map[string]struct {
		file          string
		allow, refuse []string
	}{
		"an empty file allows all":                 {"", []string{"/", "/a?b"}, nil},
		"a page of HTML allows all":                {document("Not found: /a"), []string{"/a"}, nil},
		"the longest pattern wins":                 {"User-agent: *\nDisallow: /\nAllow: /public/\nDisallow: /public/not", []string{"/public/x"}, []string{"/", "/public/not", "/public"}},
		"and of equal ones the allowance":          {"User-agent: *\nAllow: /a\nDisallow: /a\nDisallow: /b\nAllow: /b", []string{"/a", "/b"}, nil},
		"wildcards and the end":                    {"User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?\nDisallow: /x**y", []string{"/a.pdfx", "/x"}, []string{"/a/b.pdf", "/c?d=1", "/x/1/y/2"}},
		"an empty pattern says nothing":            {"User-agent: *\nDisallow:\n", []string{"/a"}, nil},
		"our own group comes before that of all":   {"User-agent: *\nDisallow: /\n\nUser-agent: FOOTNOTE/2.0\nDisallow: /a\n", []string{"/b"}, []string{"/a"}},
		"groups of one name are one":               {"user-agent: footnote\ndisallow: /a\nuser-agent: x\ndisallow: /c\nuser-agent: footnote\ndisallow: /b", []string{"/c"}, []string{"/a", "/b"}},
		"several names share a group":              {"User-agent: x\nUser-agent: Footnote\nUser-agent: y\nSitemap: /s\nDisallow: /a", []string{"/b"}, []string{"/a"}},
		"another name that begins like ours":       {"User-agent: footnotes\nDisallow: /", []string{"/a"}, nil},
		"comments, spaces and a byte order mark":   {"\xEF\xBB\xBF User-Agent : * # all\r\n disallow : /a # no\r\n", []string{"/b"}, []string{"/a"}},
		"escapes are equal to what they stand for": {"User-agent: *\nDisallow: /政策\nDisallow: /%7euser\nDisallow: /a%2fb", []string{"/a/b"}, []string{"/%E6%94%BF%e7%ad%96", "/~user", "/a%2Fb"}},
		"rules before any name are of nobody":      {"Disallow: /\nUser-agent: x\n", []string{"/a"}, nil},
		"case matters in paths":                    {"User-agent: *\nDisallow: /A", []string{"/a"}, []string{"/A"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := parseRobots([]byte(test.file), "Footnote")
			for _, path := range test.allow {
				if !r.allow(path) {
					t.Errorf("%s is refused", path)
				}
			}
			for _, path := range test.refuse {
				if r.allow(path) {
					t.Errorf("%s is allowed", path)
				}
			}
		})
	}
}

func TestRobotsThatAreHostileTakeNoTime(t *testing.T) {
	r := parseRobots([]byte("User-agent: *\n"+strings.Repeat("Disallow: /"+strings.Repeat("*a", 900)+"b\n", 200)), "Footnote")
	begun := time.Now()
	if !r.allow("/" + strings.Repeat("a", 1900)) {
		t.Error("refused")
	}
	if spent := time.Since(begun); spent > 5*time.Second {
		t.Errorf("took %v", spent)
	}
}

func TestRobotsAreAskedOnceForEachHost(t *testing.T) {
	for name, test := range map[string]struct {
		robots http.HandlerFunc
		want   string
	}{
		"there are none":            {status(http.StatusNotFound), ""},
		"they are for others":       {status(http.StatusForbidden), ""},
		"they redirect in a circle": {status(http.StatusFound, "Location", "/robots.txt"), ""},
		"they never end": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "User-agent: *\nDisallow: /b\n")
			endless(w)
		}, ""},
		"they refuse":                 {send("User-agent: *\nDisallow: /a"), "does not allow"},
		"the server is out of order":  {status(http.StatusServiceUnavailable), "cannot be asked for robots.txt: answers with status 503"},
		"the server can do nothing":   {status(http.StatusNotImplemented), "for robots.txt with status 501"},
		"the server is overburdened":  {status(http.StatusTooManyRequests), "status 429"},
		"they are found elsewhere":    {status(http.StatusFound, "Location", "/r"), "does not allow"},
		"they ask for a longer pause": {send("User-agent: *\nCrawl-delay: 0.05\n"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			s := serve(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, r *http.Request) { asked++; test.robots(w, r) },
				"/r": send("User-agent: *\nDisallow: /a"), "/a": send(document("Text.")), "/a2": send(document("Text."))})
			c := client(t, quick)
			begun := time.Now()
			for _, path := range []string{"/a", "/a2"} {
				f := fetchOne(t, c, s.URL+path)
				if (test.want == "") != (f.Outcome == corpus.FetchedNew) || f.Err != nil && !strings.Contains(f.Err.Error(), test.want) {
					t.Errorf("%s: %v", path, f.Err)
				}
			}
			if asked > 3 { // tries
				t.Errorf("asked %d times", asked)
			}
			if name == "they ask for a longer pause" && time.Since(begun) < 50*time.Millisecond {
				t.Errorf("took only %v", time.Since(begun))
			}
		})
	}
}

func TestEachStepOfARedirectIsAskedOfRobots(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/robots.txt": send("User-agent: *\nDisallow: /private/"),
		"/a": status(http.StatusFound, "Location", "/private/a"), "/private/a": send(document("Text."))})
	if f := fetchOne(t, client(t, quick), s.URL+"/a"); !errors.Is(f.Err, errRobots) || len(s.requests()) != 1 {
		t.Errorf("%v, asked %v", f.Err, s.requests())
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a$\nAllow: /%E6\nCrawl-delay: 1e300", "/x?a")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := parseRobots([]byte(file), "Footnote")
		if once := normalizePath(path); normalizePath(once) != once {
			t.Fatalf("%q is normalised twice", path)
		}
		if r.allow(path); r.delay < 0 || r.delay > time.Hour {
			t.Fatal(r.delay)
		}
	})
}
