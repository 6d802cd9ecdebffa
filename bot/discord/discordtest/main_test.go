package discordtest

import (
	"flag"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	flag.Parse()
	// The library takes a second to close a connection: tests wait more than
	// they compute.
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	code := m.Run()
	// A session of the library that is closed at the wrong moment tries to
	// connect again for ever.
	err := goleak.Find(goleak.IgnoreAnyFunction("github.com/bwmarrin/discordgo.(*Session).reconnect"))
	if code == 0 && err != nil {
		fmt.Println("FAIL:", err)
		code = 1
	}
	os.Exit(code)
}

// recorder is a test that only writes down how it fails.
type recorder struct {
	testing.TB
	mu    sync.Mutex
	fails []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.fails = append(r.fails, fmt.Sprintf(format, args...))
}

func (r *recorder) taken() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	fails := r.fails
	r.fails = nil
	return fails
}

// strict returns a server whose complaints are recorded.
func strict(t *testing.T) (*Server, *recorder) {
	r := &recorder{TB: t}
	return New(r), r
}

// client is a session of the real library.
func client(t *testing.T, s *Server) *discordgo.Session {
	t.Helper()
	c, err := discordgo.New("Bot " + Token)
	if err != nil {
		t.Fatal(err)
	}
	c.Client.Transport = s
	c.MaxRestRetries = 0
	c.ShouldRetryOnRateLimit = false
	c.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	return c
}

// connect opens a session and closes it with the test.
func connect(t *testing.T, s *Server) *discordgo.Session {
	t.Helper()
	c := client(t, s)
	if err := c.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// quiet are the mentions that a good message has.
var quiet = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}

// eventually waits for what a client has to notice.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); !condition(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s did not come", what)
		}
	}
}

// next is the next value that a client is told.
func next[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(15 * time.Second):
		t.Fatal("the client was not told")
		panic("not reached")
	}
}
