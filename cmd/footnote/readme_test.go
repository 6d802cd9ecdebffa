package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What the examples in the README show is what the program prints.
func TestTheExamplesOfTheReadmeAreTrue(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := shown.FindAllStringSubmatch(string(readme), -1)
	if len(examples) < 2 {
		t.Fatalf("the README has %d examples of ask", len(examples))
	}
	for _, x := range examples {
		t.Run(x[2], func(t *testing.T) {
			dir := t.TempDir()
			getenv := func(key string) (string, bool) { return dir, key == "DATA_DIR" }
			args := []string{"ask", x[3]}
			if x[2] != "" {
				args = []string{"ask", x[2], "-", x[3]}
			}
			var stdout, stderr strings.Builder
			if err := run(t.Context(), args, getenv, strings.NewReader(x[1]), &stdout, &stderr); err != nil {
				t.Fatal(err, stderr.String())
			}
			if stdout.String() != x[4] {
				t.Errorf("it prints\n%s\nand the README says\n%s", stdout.String(), x[4])
			}
		})
	}
}

// shown are the examples: what is piped in, the flag that reads it, the question and
// what is printed.
var shown = regexp.MustCompile("(?s)```console\n\\$ (?:echo \"([^\"]*)\" \\\\\n {2}\\| )?go run ./cmd/footnote ask (?:(--reply) - )?\"([^\"]*)\"\n(.*?)```")
