package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func readLines(t *testing.T, r io.Reader) ([]string, error) {
	t.Helper()
	p := newPipe(r)
	var out []string
	for {
		line, err := p.ReadLine(t.Context())
		if err != nil {
			return out, err
		}
		out = append(out, line)
	}
}

func TestAPipeGivesLineAfterLine(t *testing.T) {
	tests := []struct {
		name string
		in   string
		want []string
	}{
		{"nothing", "", nil},
		{"line ends of both kinds", "one\r\ntwo\n\nthree", []string{"one", "two", "", "three"}},
		{"a line that is too long is cut", strings.Repeat("x", 3*maxLine) + "\nnext\n", []string{strings.Repeat("x", maxLine), "next"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readLines(t, strings.NewReader(tt.in))
			if diff := cmp.Diff(tt.want, got); diff != "" || !errors.Is(err, io.EOF) {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

func TestAPipePassesOnErrors(t *testing.T) {
	broken := errors.New("broken")
	if _, err := readLines(t, iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got error %v, want %v", err, broken)
	}
	never, _ := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newPipe(never).ReadLine(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
}

func TestHistoryIsPrivateAndBounded(t *testing.T) {
	name := filepath.Join(t.TempDir(), "data", "history")
	long := strings.Repeat("an older question\n", maxHistory/10) + "the newest\n"
	for range 2 {
		if err := writeHistory(name, []byte(long)); err != nil {
			t.Fatal(err)
		}
	}
	info := must(os.Stat(name))
	if info.Mode().Perm() != 0o600 || info.Size() > maxHistory {
		t.Errorf("mode %v, %d bytes", info.Mode(), info.Size())
	}
	text := string(must(os.ReadFile(name)))
	if !strings.HasPrefix(text, "an older question\n") || !strings.HasSuffix(text, "\nthe newest\n") {
		t.Errorf("not whole lines: %q … %q", text[:20], text[len(text)-20:])
	}
	if files := must(os.ReadDir(filepath.Dir(name))); len(files) != 1 {
		t.Errorf("other files were left: %v", files)
	}
}
