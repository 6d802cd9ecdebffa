package main

import (
	"os"
	"strings"
	"testing"
)

// The example in the README is what the program prints.
func TestTheReadmesExampleIsTrue(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(readme), "```console\n$ go run ./cmd/footnote ask \"")
	question, rest, ok := strings.Cut(example, "\"\n")
	want, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatal("the README has no example of ask")
	}
	dir := t.TempDir()
	getenv := func(key string) (string, bool) { return dir, key == "DATA_DIR" }
	var stdout, stderr strings.Builder
	if err := run(t.Context(), []string{"ask", question}, getenv, strings.NewReader(""), &stdout, &stderr); err != nil {
		t.Fatal(err, stderr.String())
	}
	if stdout.String() != want {
		t.Errorf("it prints\n%s\nand the README says\n%s", stdout.String(), want)
	}
}
