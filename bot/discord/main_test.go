package discord

import (
	"flag"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"footnote/bot/discord/discordtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// library is what discordgo logs in all tests: its logger is global.
var library = &logs{}

func TestMain(m *testing.M) {
	flag.Parse()
	// Tests wait more than they compute.
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	relayLibrary(redactor{discordtest.Token}.logger(library.logger()))
	code := m.Run()
	if strings.Contains(library.String(), discordtest.Token) {
		fmt.Println("FAIL: the token is in the library's log")
		code = 1
	}
	err := goleak.Find()
	if code == 0 && err != nil {
		fmt.Println("FAIL:", err)
		code = 1
	}
	os.Exit(code)
}

// logs collects what is logged.
type logs struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *logs) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// interactionToken is in the tokens of the test server's interactions.
const interactionToken = "aW50ZXJhY3Rpb246" // "interaction:"

// check fails the test when a secret was logged.
func (l *logs) check(t testing.TB) {
	t.Helper()
	text := l.String()
	if t.Failed() {
		t.Log(text)
	}
	for _, secret := range []string{discordtest.Token, interactionToken} {
		if strings.Contains(text, secret) {
			t.Errorf("the token %s is in the log:\n%s", secret, text)
		}
	}
}
