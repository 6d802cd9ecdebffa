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

// changing is what differs from run to run, and what stands in its place.
var changing = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`((?i:receipt|凭据) )[a-z2-7]{10}\b`), "${1}k3m5pq7xwa"},
	{regexp.MustCompile(`(reference |编号 )[a-z2-7]{8}\b`), "${1}k3m5pq7x"},
	{regexp.MustCompile(`\b[0-9a-f]{16}\b`), "0123456789abcdef"}, // a snapshot
	{regexp.MustCompile(`<t:\d+`), "<t:0"},
	{regexp.MustCompile(`<#\d+>`), "<#thread>"},
	{regexp.MustCompile(`<@&\d+>`), "<@&role>"},
	{regexp.MustCompile(`\b\d{18,20}\b`), "…"},
}

// masked is what is drawn without what differs from run to run.
func masked(drawn string) string {
	for _, c := range changing {
		drawn = c.pattern.ReplaceAllString(drawn, c.with)
	}
	now := time.Now()
	return strings.NewReplacer(now.UTC().Format(time.DateOnly), "2026-11-24", now.Format(time.DateOnly), "2026-11-24").Replace(drawn)
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
