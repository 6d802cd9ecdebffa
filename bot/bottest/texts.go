package bottest

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A Text is a hostile or a harmless text of the collections that nobody tuned for.
type Text struct{ ID, Type, Text, Lang string }

// Texts returns those of a file of the evaluation sets, whose folder is at a path
// below root, the folder of this module. Where there are none the test is skipped.
func Texts(t *testing.T, root, name string) []Text {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("FOOTNOTE_EVAL"), filepath.Join(root, "../shared/eval")), "injection", name)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("no hostile strings to test with: %v; set FOOTNOTE_EVAL", err)
	}
	var all []Text
	for line := range strings.Lines(string(data)) {
		var s Text
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, s)
	}
	return all
}

// Injections returns the hostile texts of the evaluation sets, their slots filled
// with [Instructions].
func Injections(t *testing.T, root string) []string {
	t.Helper()
	var all []string
	for i, s := range Texts(t, root, "injections.jsonl") {
		order := Instructions[i%len(Instructions)]
		all = append(all, strings.NewReplacer("[INJECTION]", order, "[PAYLOAD]", order, "{INJECTION_MARKER}", order).Replace(s.Text))
	}
	return all
}
