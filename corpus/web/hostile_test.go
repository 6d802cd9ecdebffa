package web

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/corpus"
)

// endless writes until the reader goes away.
func endless(w io.Writer) {
	for block := []byte(strings.Repeat("<p>more", 1000)); ; {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

func TestAnAddressThatNeverEndsIsCutOff(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/endless": func(w http.ResponseWriter, _ *http.Request) { endless(w) },
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			endless(z)
		},
		"/announced": send(strings.Repeat("x", 2<<20)),
	})
	c := client(t, quick)
	for _, path := range []string{"/endless", "/bomb", "/announced"} {
		t.Run(path, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f := fetchOne(t, c, s.URL+path)
			runtime.ReadMemStats(&after)
			if f.Outcome != corpus.FetchedNothing || !strings.Contains(f.Err.Error(), "larger than 1 MiB") {
				t.Error(f.Err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
				t.Errorf("%d bytes of memory for a limit of 1 MiB", used)
			}
		})
	}
	if n := len(s.requests()); n != 3 {
		t.Errorf("%d requests; what is too large is not asked for again", n)
	}
}

func TestAServerThatSendsAByteAtATimeIsGivenUp(t *testing.T) {
	t.Parallel()
	drip := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, "x")
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	}
	s := serve(t, map[string]http.HandlerFunc{
		"/drip":   drip,
		"/silent": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"/stops": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "<html>")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
	})
	opts := quick
	opts.Timeout = 250 * time.Millisecond
	c := client(t, opts)
	begun := time.Now()
	for path, want := range map[string]string{"/drip": "too slowly", "/stops": "too slowly", "/silent": "begin to answer in time"} {
		if f := fetchOne(t, c, s.URL+path); f.Outcome != corpus.FetchedNothing || !strings.Contains(f.Err.Error(), want) {
			t.Errorf("%s: %v", path, f.Err)
		}
	}
	if spent := time.Since(begun); spent > 5*time.Second {
		t.Errorf("took %v", spent)
	}
}

func TestAServerMayBeSlowWhileItSends(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<html>")
		for range 6 {
			fmt.Fprint(w, strings.Repeat("x", 8<<10))
			w.(http.Flusher).Flush()
			time.Sleep(100 * time.Millisecond)
		}
	}})
	opts := quick
	opts.Timeout = 200 * time.Millisecond
	if f := fetchOne(t, client(t, opts), s.URL+"/a"); f.Outcome != corpus.FetchedNew || len(f.Data) < 48<<10 {
		t.Errorf("%d bytes, %v", len(f.Data), f.Err)
	}
}

func TestFailuresForNowAreTriedAgain(t *testing.T) {
	var tries, broken atomic.Int32
	s := serve(t, map[string]http.HandlerFunc{
		"/busy": func(w http.ResponseWriter, _ *http.Request) {
			if tries.Add(1) < 3 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			fmt.Fprint(w, document("Text."))
		},
		"/breaks": func(w http.ResponseWriter, _ *http.Request) {
			if broken.Add(1) == 1 {
				w.Header().Set("Content-Length", "1000")
				fmt.Fprint(w, "<html>")
				panic(http.ErrAbortHandler)
			}
			fmt.Fprint(w, document("Text."))
		},
		"/down": status(http.StatusServiceUnavailable),
	})
	c := client(t, quick)
	for _, path := range []string{"/busy", "/breaks"} {
		if f := fetchOne(t, c, s.URL+path); f.Outcome != corpus.FetchedNew {
			t.Errorf("%s: %v", path, f.Err)
		}
	}
	before := len(s.requests())
	f := fetchOne(t, c, s.URL+"/down")
	if n := len(s.requests()) - before; n != 3 || f.Outcome != corpus.FetchedNothing || !strings.Contains(f.Err.Error(), "status 503; refresh again later") {
		t.Errorf("%d tries, %v", n, f.Err)
	}
}

func TestAHostThatAsksForALongPauseIsLeftAlone(t *testing.T) {
	for name, value := range map[string]string{"seconds": "3600", "a date": time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, map[string]http.HandlerFunc{"/a": status(http.StatusTooManyRequests, "Retry-After", value), "/b": send(document("Text."))})
			c := client(t, quick)
			for _, path := range []string{"/a", "/b"} {
				if f := fetchOne(t, c, s.URL+path); f.Outcome != corpus.FetchedNothing || !strings.Contains(f.Err.Error(), "left alone for") {
					t.Errorf("%s: %v", path, f.Err)
				}
			}
			if n := len(s.requests()); n != 1 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

func TestRetryAfterIsWaitedFor(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		if tries.Add(1) == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		fmt.Fprint(w, document("Text."))
	}})
	begun := time.Now()
	if f := fetchOne(t, client(t, quick), s.URL+"/a"); f.Outcome != corpus.FetchedNew || time.Since(begun) < time.Second {
		t.Errorf("after %v: %v", time.Since(begun), f.Err)
	}
}

func TestAServerThatDisappearsIsLeftAlone(t *testing.T) {
	var locations strings.Builder
	for i := range 200 {
		fmt.Fprintf(&locations, "<url><loc>/doc%03d</loc></url>", i)
	}
	var asked atomic.Int32
	var s *site
	pages := map[string]http.HandlerFunc{"/sitemap.xml": send("<urlset>" + locations.String() + "</urlset>")}
	for i := range 200 {
		pages[fmt.Sprintf("/doc%03d", i)] = func(w http.ResponseWriter, _ *http.Request) {
			if asked.Add(1) > 3 {
				s.Config.Close() // it goes away in the midst of an answer
				panic(http.ErrAbortHandler)
			}
			fmt.Fprint(w, document("Text."))
		}
	}
	s = serve(t, pages)
	begun := time.Now()
	all, err := fetch(t, client(t, quick), corpus.Source{ID: "x", URL: s.URL + "/sitemap.xml", Type: corpus.SourceSitemap})
	if err != nil || len(all) != 200 {
		t.Fatalf("%d reported, %v", len(all), err)
	}
	for i, f := range all {
		if want := i < 3; want != (f.Outcome == corpus.FetchedNew) || !want && f.Outcome != corpus.FetchedNothing {
			t.Errorf("%s: outcome %v, %v", f.URL, f.Outcome, f.Err)
		}
	}
	var later *temporary
	if last := all[199].Err; !strings.Contains(last.Error(), "failed 12 times in a row") || errors.As(last, &later) {
		t.Error(last)
	}
	if spent := time.Since(begun); spent > 5*time.Second {
		t.Errorf("took %v", spent)
	}
}

func TestPrivateAddressesAreRefusedUnlessTheSourceAllowsThem(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/a": send(document("Text."))})
	c := client(t, quick)
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	fetchOne(t, c, s.URL+"/a") // a connection stays open, for this source only
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]", "[64:ff9b::7f00:1]"} {
		before := len(s.requests())
		var got corpus.Fetched
		err := c.Fetch(context.Background(), corpus.Source{URL: "http://" + host + port + "/a"}, nil, func(f corpus.Fetched) { got = f })
		if err != nil || got.Outcome != corpus.FetchedNothing || !errors.Is(got.Err, errRefused) || strings.Contains(got.Err.Error(), "dial") {
			t.Errorf("%s: %+v, %v", host, got, err)
		}
		if len(s.requests()) > before {
			t.Errorf("%s was asked", host)
		}
	}
}

// TestRedirectsToPrivateAddressesAreRefused takes 127.0.0.1 for a public
// address and 127.0.0.2 for a private one.
func TestRedirectsToPrivateAddressesAreRefused(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace("http://"+r.Host+"/b", "127.0.0.1", "127.0.0.2", 1), http.StatusFound)
	}, "/b": send(document("Inside."))})
	c := client(t, quick)
	c.check = func(addr netip.Addr, private bool) error {
		if addr == netip.MustParseAddr("127.0.0.1") {
			return nil
		}
		return checkAddress(addr, private)
	}
	var got corpus.Fetched
	err := c.Fetch(context.Background(), corpus.Source{URL: s.URL + "/a"}, nil, func(f corpus.Fetched) { got = f })
	if err != nil || !errors.Is(got.Err, errRefused) || !strings.HasPrefix(got.Err.Error(), "127.0.0.2 is not an address") {
		t.Errorf("%+v, %v", got, err)
	}
	if asked := s.requests(); len(asked) != 1 {
		t.Errorf("asked %v", asked)
	}
}

func TestAHostWhoseAddressesNeverEndIsLeftAlone(t *testing.T) {
	var pages []string
	handlers := make(map[string]http.HandlerFunc)
	for i := range 30 {
		path := fmt.Sprint("/", i)
		pages = append(pages, path)
		handlers[path] = func(w http.ResponseWriter, _ *http.Request) { endless(w) }
	}
	handlers["/start"] = links(pages...)
	s := serve(t, handlers)
	all, err := fetch(t, client(t, quick), corpus.Source{URL: s.URL + "/start", Type: corpus.SourcePage, Depth: 1})
	if err != nil || len(all) != 31 || len(s.requests()) != 13 {
		t.Errorf("%d reported, %d requests, %v", len(all), len(s.requests()), err)
	}
}

func TestACertificateThatProvesNothingIsNotAccepted(t *testing.T) {
	safe := httptest.NewUnstartedServer(http.NotFoundHandler())
	safe.Config.ErrorLog = log.New(io.Discard, "", 0) // of the connection that is given up
	safe.StartTLS()
	t.Cleanup(safe.Close)
	if f := fetchOne(t, client(t, quick), safe.URL+"/a"); f.Outcome != corpus.FetchedNothing || !strings.Contains(f.Err.Error(), "cannot prove who it is") {
		t.Error(f.Err)
	}
}

func TestRedirectsDoNotLeaveEncryption(t *testing.T) {
	plain := serve(t, map[string]http.HandlerFunc{"/a": send(document("Text."))})
	safe := httptest.NewTLSServer(http.RedirectHandler(plain.URL+"/a", http.StatusFound))
	t.Cleanup(safe.Close)
	c := client(t, quick)
	c.private.TLSClientConfig = safe.Client().Transport.(*http.Transport).TLSClientConfig
	c.hosts[safe.URL] = &host{turn: make(lock, 1), reading: make(lock, 1), rules: &rules{}}
	if f := fetchOne(t, c, safe.URL+"/a"); !errors.Is(f.Err, errDowngrade) {
		t.Error(f.Err)
	}
}

func TestTooManyRedirectsEnd(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{})
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	if f := fetchOne(t, client(t, quick), s.URL+"/a"); !errors.Is(f.Err, errTooMany) {
		t.Error(f.Err)
	}
}

func TestAHostIsAskedOneThingAtATimeAndNotTooOften(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var at []time.Time
	var now, most atomic.Int32
	s := serve(t, map[string]http.HandlerFunc{})
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		defer now.Add(-1)
		mu.Lock()
		at = append(at, time.Now())
		mu.Unlock()
		time.Sleep(time.Millisecond)
		fmt.Fprint(w, document("Text."))
	})
	opts := quick
	opts.Interval = 300 * time.Millisecond // of which a private host is granted a tenth
	c := client(t, opts)
	done := make(chan error)
	for i := range 4 {
		go func() {
			done <- c.Fetch(context.Background(), corpus.Source{URL: fmt.Sprintf("%s/%d", s.URL, i), AllowPrivate: true}, nil, func(corpus.Fetched) {})
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if len(at) != 5 || most.Load() != 1 { // with robots.txt
		t.Fatalf("%d requests, %d at a time", len(at), most.Load())
	}
	for i := range at[1:] {
		if pause := at[i+1].Sub(at[i]); pause < 29*time.Millisecond {
			t.Errorf("request %d after %v", i+1, pause)
		}
	}
}
