package discordtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// Token is the bot's token, without "Bot ".
const Token = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"

// A Server plays Discord for one application and its bot. Its methods may be
// called from several goroutines at a time.
type Server struct {
	t      testing.TB
	http   *httptest.Server
	links  sync.WaitGroup // connections to the gateway that are served
	closed chan struct{}  // when the test is over

	mu      sync.Mutex
	changed chan struct{} // closed at the next change, for those who wait
	over    bool
	offset  time.Duration // of the server's clock
	lastID  uint64
	token   string
	app     *User // the bot's own account; the application has the same ID
	owner   *User
	about   object // the application, where it differs from an ordinary one

	guilds    []*Guild
	users     map[string]*User
	channels  map[string]*Channel
	messages  map[string]*message
	order     []*message
	commands  map[string][]Command // by guild, "" everywhere
	questions map[string]*Interaction

	gateway   gateway
	requests  []Request
	answered  int             // requests, all of them
	counts    map[string]int  // of requests by method and route
	files     map[string]File // that people have attached
	oneIn     int             // bodies of so many are held against the description
	secrets   []string
	intercept func(Request) *Fault
	limits    rateLimits
}

// New starts a server that ends with the test.
func New(t testing.TB) *Server {
	t.Helper()
	s := &Server{
		t: t, changed: make(chan struct{}), closed: make(chan struct{}), token: Token,
		users: make(map[string]*User), channels: make(map[string]*Channel), messages: make(map[string]*message),
		commands: make(map[string][]Command), questions: make(map[string]*Interaction),
		counts: make(map[string]int), files: make(map[string]File),
	}
	s.limits.buckets = make(map[string]*bucket)
	s.app, s.owner = s.User("Footnote", ""), s.User("Owner", "en-US")
	s.app.bot = true
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/", s.serveGateway)
	mux.HandleFunc("GET /attachments/{id}/{name}", s.serveFile)
	s.addRoutes(mux)
	s.http = httptest.NewServer(mux)
	if transport, ok := s.http.Client().Transport.(*http.Transport); ok {
		transport.MaxIdleConnsPerHost = 256 // Discord's own server needs one for all
	}
	t.Cleanup(s.close)
	sayOnce(t)
	return s
}

// close ends every connection and waits until nothing of the server runs.
func (s *Server) close() {
	s.mu.Lock()
	s.over = true
	close(s.closed)
	for _, c := range s.gateway.open {
		_ = c.ws.Close()
	}
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
	s.links.Wait()
}

// AppID is the ID of the application, which is that of its bot as well.
func (s *Server) AppID() string { return s.app.ID }

// Mention is how a message names the bot.
func (s *Server) Mention() string { return "<@" + s.app.ID + ">" }

// Owner is the person that the application belongs to.
func (s *Server) Owner() *User { return s.owner }

// Bot is the bot's own account, which can be given roles in a guild.
func (s *Server) Bot() *User { return s.app }

// cdn is where Discord keeps files.
const cdn = "cdn.discordapp.com"

// RoundTrip sends what is meant for Discord, or for its files, to the server.
// Anything else is an error.
func (s *Server) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "discord.com" && r.URL.Host != cdn || r.URL.Scheme != "https" {
		return nil, fmt.Errorf("a request to %q, which is not Discord", r.URL.Host)
	}
	to, err := url.Parse(s.http.URL)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = to.Scheme, to.Host
	return s.http.Client().Transport.RoundTrip(r)
}

var _ http.RoundTripper = (*Server)(nil)

// CloseIdleConnections lets an [http.Client] close those it does not use.
func (s *Server) CloseIdleConnections() { s.http.Client().CloseIdleConnections() }

// SetToken makes another token the only one that is accepted, as when the owner
// of the application resets it.
func (s *Server) SetToken(token string) {
	defer s.lock()()
	s.token = token
}

// Keep makes each text a secret: a request that holds one fails the test. The
// tokens of the bot and of interactions are always secret.
func (s *Server) Keep(secrets ...string) {
	defer s.lock()()
	s.secrets = append(s.secrets, secrets...)
}

// Advance puts the server's clock forward: the three seconds for a first
// response, the fifteen minutes of a token and the windows of rate limits pass
// at once.
func (s *Server) Advance(d time.Duration) {
	defer s.lock()()
	s.offset += d
}

// Now is the time by the server's clock.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now()
}

func (s *Server) now() time.Time { return time.Now().Add(s.offset) }

// lock takes the lock; what it returns gives the lock back and wakes those who
// wait for a change.
func (s *Server) lock() func() {
	s.mu.Lock()
	return func() {
		close(s.changed)
		s.changed = make(chan struct{})
		s.mu.Unlock()
	}
}

// nextID returns an ID that is greater than those before: milliseconds since
// 2015, and a number.
func (s *Server) nextID() string {
	const discordEpoch = 1420070400000
	s.lastID = max(s.lastID+1, uint64(s.now().UnixMilli()-discordEpoch)<<22)
	return fmt.Sprint(s.lastID)
}

// errorf fails the test, unless it is over.
func (s *Server) errorf(format string, args ...any) {
	if !s.over {
		s.t.Errorf("discordtest: "+format, args...)
	}
}

// gatewayURL is where clients connect to.
func (s *Server) gatewayURL() string { return "ws" + strings.TrimPrefix(s.http.URL, "http") + "/ws" }
