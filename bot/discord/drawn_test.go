package discord

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var changing = regexp.MustCompile(`(?i:receipt|凭据) [a-z2-7]{10}\b|<t:\d+|<[#@]\d+>|\b\d{4}-\d\d-\d\d\b|\b[0-9a-f]{16}\b`)

// wantScene compares what is drawn with a golden file. What differs from run to run is
// left out.
func wantScene(t *testing.T, name, drawn string) {
	t.Helper()
	drawn = changing.ReplaceAllStringFunc(drawn, func(s string) string {
		switch {
		case strings.HasPrefix(s, "<t:"):
			return "<t:0"
		case strings.HasPrefix(s, "<"):
			return s[:2] + "0>"
		case s == time.Now().UTC().Format(time.DateOnly), s == time.Now().Format(time.DateOnly):
			return "2026-11-24"
		case len(s) == 16 && !strings.Contains(s, " "):
			return "0123456789abcdef" // of a snapshot
		case strings.Contains(s, " "):
			return s[:len(s)-10] + "k3m5pq7xwa"
		}
		return s
	})
	wantFile(t, name, drawn+"\n")
}

// wantFile compares a text with a golden file.
func wantFile(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name)+".md")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from %s (write it anew with -update):\n%s", path, diff)
	}
}
