package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/bot"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"footnote": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "atexit_sleep_ms=0") // the race detector waits a second at every exit
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit": exits,
		},
	})
}

// exits is the script command "exit CODE COMMAND [ARGUMENT…]": it runs a
// command and expects this exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND [ARGUMENT…]")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

func TestConcludeGivesTheExitCode(t *testing.T) {
	tests := []struct {
		name string
		err  error
		code int
		says string
	}{
		{"done", nil, exitDone, ""},
		{"refused, which was printed", errRefused, exitRefused, ""},
		{"usage", usagef("no such flag"), exitUsage, "footnote: no such flag\n"},
		{"question without words", fmt.Errorf("asking: %w", bot.ErrEmptyQuestion), exitUsage, ""},
		{"question too long", bot.ErrQuestionTooLong, exitUsage, ""},
		{"unknown document", bot.ErrUnknownDocument, exitUsage, ""},
		{"unknown issuer", fmt.Errorf("issuer %q: %w", "Nobody", bot.ErrUnknownIssuer), exitUsage, ""},
		{"unknown receipt", bot.ErrNoReceipt, exitUsage, ""},
		{"interrupted", fmt.Errorf("embedding: %w", context.Canceled), exitFailed, "footnote: interrupted\n"},
		{"refresh interrupted", fmt.Errorf("%w: %w", errKept, context.Canceled), exitFailed, "footnote: interrupted; what was fetched is kept for the next refresh\n"},
		{"anything else", errors.New("disk \x1b[31mfull"), exitFailed, "footnote: disk [31mfull\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var stderr strings.Builder
			if code := conclude(&stderr, tt.err); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			if tt.says != "" && stderr.String() != tt.says {
				t.Errorf("says %q, want %q", stderr.String(), tt.says)
			}
		})
	}
}

// execute runs the program in a folder of its own and returns what it printed.
func execute(t *testing.T, settings map[string]string, args ...string) (string, error) {
	t.Helper()
	if settings["DATA_DIR"] == "" {
		with := map[string]string{"DATA_DIR": t.TempDir()}
		for k, v := range settings {
			with[k] = v
		}
		settings = with
	}
	var stdout, stderr strings.Builder
	err := run(t.Context(), args, environment(settings), strings.NewReader(""), &stdout, &stderr)
	if stderr.Len() > 0 {
		t.Log(stderr.String())
	}
	return stdout.String(), err
}

func TestTheTourVisitsEveryPackage(t *testing.T) {
	tour, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for name := range rooms {
		if name != "cmd/footnote" && !strings.Contains(string(tour), "[footnote/"+name+"]") {
			t.Errorf("doc.go does not link package %s", name)
		}
	}
}
