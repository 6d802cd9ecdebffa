package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var kills = flag.Int("kills", 8, "how many refreshes TestAKilledRefreshLeavesAWholeIndex kills")

// A changing library is a folder and a site that say a new number each round.
type changingLibrary struct {
	folder string
	round  atomic.Int64
	env    []string
}

const (
	changingFiles = 40
	changingPages = 4
)

func newChangingLibrary(t *testing.T) *changingLibrary {
	l := &changingLibrary{folder: filepath.Join(t.TempDir(), "documents")}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/":
			for i := range changingPages {
				fmt.Fprintf(w, "<a href=/page%d.txt>page</a>\n", i)
			}
		case strings.HasPrefix(r.URL.Path, "/page"):
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprintf(w, "The lighthouse fee of %s is %d pounds.\n", r.URL.Path, l.round.Load())
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(site.Close)
	l.env = append(os.Environ(), "CORPUS_DIR="+l.folder, "DATA_DIR="+filepath.Join(filepath.Dir(l.folder), "data"), "GORACE=atexit_sleep_ms=0")
	if err := os.Mkdir(l.folder, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(l.folder, "sources.yaml"), fmt.Sprintf(
		"sources:\n  - url: %s/\n    type: page\n    depth: 1\n    allow_private: true\n    exclude: ['/']\n", site.URL))
	l.next(t)
	return l
}

// next begins a round: every file and every page says its number.
func (l *changingLibrary) next(t *testing.T) int64 {
	round := l.round.Add(1)
	for i := range changingFiles {
		write(t, filepath.Join(l.folder, fmt.Sprintf("levy%d.txt", i)),
			fmt.Sprintf("The beehive levy of district %d is %d pounds.\n\nIt is due in May of each year.", i, round))
	}
	return round
}

func (l *changingLibrary) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "footnote", args...)
	cmd.Env, cmd.Dir = l.env, filepath.Dir(l.folder)
	return cmd
}

// ask returns what a question prints; that it is answered without a word of
// damage is what the tests are about.
func (l *changingLibrary) ask(t *testing.T, question string) string {
	t.Helper()
	var out, said strings.Builder
	cmd := l.command(t.Context(), "ask", question)
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("ask: %v\n%s%s", err, out.String(), said.String())
	}
	for _, word := range []string{"damaged", "went back", "built anew", "panic"} {
		if strings.Contains(said.String(), word) {
			t.Fatalf("ask says: %s", said.String())
		}
	}
	return out.String()
}

func TestAKilledRefreshLeavesAWholeIndex(t *testing.T) {
	l := newChangingLibrary(t)
	start := time.Now()
	if out, err := l.command(t.Context(), "refresh").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole, killed := time.Since(start), 0
	for range *kills {
		round := l.next(t)
		cmd := l.command(t.Context(), "refresh")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(whole * 5 / 4))
		cmd.Process.Kill()
		var exit *exec.ExitError
		if errors.As(cmd.Wait(), &exit) && !exit.Exited() {
			killed++
		}
		if out := l.ask(t, "How high is the beehive levy of district 7?"); !strings.Contains(out, fmt.Sprintf("is %d pounds", round)) {
			t.Fatalf("round %d: %s", round, out)
		}
		if out := l.ask(t, "How high is the lighthouse fee?"); !strings.Contains(out, "The lighthouse fee of /page") {
			t.Fatalf("round %d: %s", round, out)
		}
	}
	t.Logf("%d of %d refreshes were killed, within %v of a whole one", killed, *kills, whole)
	if out, err := l.command(t.Context(), "refresh").CombinedOutput(); err != nil {
		t.Fatalf("the last refresh: %v: %s", err, out)
	}
	if out := l.ask(t, "How high is the lighthouse fee?"); !strings.Contains(out, fmt.Sprintf("is %d pounds", l.round.Load())) {
		t.Errorf("after the last refresh: %s", out)
	}
}
