package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A fake is Discord as far as the bot can tell: a gateway and the HTTP
// interface in one server of this process. The real client library talks to it
// through a transport that changes the address and nothing else, so tests run
// side by side.
type fake struct {
	t      *testing.T
	server *httptest.Server
	token  string

	mu           sync.Mutex
	scripts      []func(*link) // of the first connections; later ones are served
	connections  int
	identifies   int
	ready        *link // the connection that events are sent over
	interactions map[string]*interaction
	commands     []byte // as registered
	registered   string // where
	intercept    func(call) *failure
	sequence     int
}

const (
	fakeToken = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
	fakeApp   = "198622483471925248"
)

func newFake(t *testing.T, scripts ...func(*link)) *fake {
	f := &fake{t: t, token: fakeToken, scripts: scripts, interactions: make(map[string]*interaction)}
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/", f.gateway)
	f.routes(mux)
	f.server = httptest.NewServer(mux)
	t.Cleanup(f.server.Close)
	return f
}

// RoundTrip sends what is meant for Discord to the fake.
func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "discord.com" || r.URL.Scheme != "https" {
		return nil, fmt.Errorf("a request to %s, which is not Discord", r.URL.Host)
	}
	to, err := url.Parse(f.server.URL)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = to.Scheme, to.Host
	return f.server.Client().Transport.RoundTrip(r)
}

func (f *fake) CloseIdleConnections() { f.server.Client().CloseIdleConnections() }

// A link is one connection to the fake's gateway.
type link struct {
	*fake
	conn  *websocket.Conn
	write sync.Mutex
}

func (f *fake) gateway(w http.ResponseWriter, r *http.Request) {
	if v := r.URL.Query().Get("v"); v != "9" || r.URL.Query().Get("encoding") != "json" {
		f.t.Errorf("the gateway was opened with %s", r.URL.RawQuery)
	}
	conn, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	l := &link{fake: f, conn: conn}
	f.mu.Lock()
	script := (*link).normal
	if f.connections < len(f.scripts) {
		script = f.scripts[f.connections]
	}
	f.connections++
	f.mu.Unlock()
	script(l)
	f.mu.Lock()
	if f.ready == l {
		f.ready = nil
	}
	f.mu.Unlock()
}

func (l *link) normal() {
	l.hello()
	if l.identify() {
		l.sendReady()
		l.serve()
	}
}

func (l *link) send(op int, event string, data any) {
	l.write.Lock()
	defer l.write.Unlock()
	message := map[string]any{"op": op, "d": data, "s": nil, "t": nil}
	if op == 0 {
		l.fake.mu.Lock()
		l.fake.sequence++
		message["s"], message["t"] = l.fake.sequence, event
		l.fake.mu.Unlock()
	}
	_ = l.conn.WriteJSON(message) // the client may have gone
}

func (l *link) hello() { l.send(10, "", map[string]int{"heartbeat_interval": 50}) }

// next reads until a message of an operation comes, answering heartbeats.
func (l *link) next(op int) (json.RawMessage, bool) {
	for {
		var m struct {
			Op int
			D  json.RawMessage
		}
		if err := l.conn.ReadJSON(&m); err != nil {
			return nil, false
		}
		switch m.Op {
		case op:
			return m.D, true
		case 1:
			l.send(11, "", nil)
		default:
			l.t.Errorf("the gateway was sent operation %d", m.Op)
		}
	}
}

// identify reads the client's introduction; one with another token is refused
// as Discord refuses it.
func (l *link) identify() bool {
	data, ok := l.next(2)
	if !ok {
		return false
	}
	l.mu.Lock()
	l.identifies++
	l.mu.Unlock()
	var hello struct {
		Token   string
		Intents *int
	}
	if err := json.Unmarshal(data, &hello); err != nil || hello.Intents == nil || *hello.Intents != 0 {
		l.t.Errorf("an IDENTIFY without intents was expected, got %s", data)
	}
	if strings.TrimPrefix(hello.Token, "Bot ") != l.lockedToken() {
		l.closeWith(4004)
		return false
	}
	return true
}

func (l *link) sendReady() {
	l.send(0, "READY", map[string]any{
		"v": 9, "session_id": "session", "user": map[string]any{"id": "1", "username": "footnote", "bot": true},
		"guilds": []any{}, "application": map[string]any{"id": fakeApp, "flags": 0},
	})
	l.mu.Lock()
	l.ready = l
	l.mu.Unlock()
}

// serve answers heartbeats until the client goes.
func (l *link) serve() { l.next(-1) }

func (l *link) closeWith(code int) {
	l.write.Lock()
	defer l.write.Unlock()
	_ = l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, "as scripted"), time.Now().Add(time.Second))
}

// An interaction is what the fake knows of one question.
type interaction struct {
	id       string
	sent     time.Time
	kind     int  // of the first response; 0 before it
	private  bool // as the first response said
	content  string
	edits    int
	followUp []string
	expired  bool
}

// final returns what is shown once it is.
func (i *interaction) shown() []string {
	if i.content == "" {
		return nil
	}
	return append([]string{i.content}, i.followUp...)
}

// ask delivers a question over the connection that is ready, waiting for one,
// and returns its token. Options come in pairs of name and value.
func (f *fake) ask(text string, options ...any) string {
	f.t.Helper()
	list := []map[string]any{{"name": "question", "type": 3, "value": text}}
	for i := 0; i+1 < len(options); i += 2 {
		kind := 3
		if _, ok := options[i+1].(bool); ok {
			kind = 5
		}
		list = append(list, map[string]any{"name": options[i], "type": kind, "value": options[i+1]})
	}
	return f.deliver(map[string]any{"type": 2, "locale": "en-US", "data": map[string]any{"id": "7", "name": "ask", "type": 1, "options": list}})
}

// deliver sends an interaction after giving it an ID and a token.
func (f *fake) deliver(event map[string]any) string {
	f.t.Helper()
	f.mu.Lock()
	n := len(f.interactions) + 1
	id, token := strconv.Itoa(1000+n), fmt.Sprintf("aW50ZXJhY3Rpb24tdG9rZW4tb2YtdGhlLWZha2U-%d", n)
	f.interactions[token] = &interaction{id: id, sent: time.Now()}
	f.mu.Unlock()
	event["id"], event["token"], event["application_id"] = id, token, fakeApp
	if _, set := event["guild_id"]; !set {
		event["guild_id"] = "3"
	}
	event["channel_id"], event["version"] = "4", 1
	event["app_permissions"] = "0"
	event["member"] = map[string]any{"user": map[string]any{"id": "5", "username": "somebody"}}
	f.dispatch(event)
	return token
}

func (f *fake) dispatch(event map[string]any) {
	f.t.Helper()
	var l *link
	f.await("a connection", func() bool {
		l = f.ready
		return l != nil
	})
	l.send(0, "INTERACTION_CREATE", event)
}

// await waits until a condition, looked at under the lock, holds.
func (f *fake) await(what string, condition func() bool) {
	f.t.Helper()
	for deadline := time.Now().Add(15 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		f.mu.Lock()
		ok := condition()
		f.mu.Unlock()
		if ok {
			return
		}
		if time.Now().After(deadline) {
			f.t.Fatalf("%s did not come", what)
		}
	}
}

// answer waits for what is shown in answer to a question.
func (f *fake) answer(token string) []string {
	f.t.Helper()
	var shown []string
	f.await("an answer", func() bool {
		shown = f.interactions[token].shown()
		return shown != nil
	})
	return shown
}

func (f *fake) state(token string) interaction {
	f.mu.Lock()
	defer f.mu.Unlock()
	return *f.interactions[token]
}

// A dropped connection ends without a word.
func (l *link) drop() {
	if tcp, ok := l.conn.NetConn().(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = l.conn.NetConn().Close()
}

var _ http.RoundTripper = (*fake)(nil)

// started is a bot that runs against a fake.
type started struct {
	*Bot
	logs *logs
	stop context.CancelFunc
	end  chan error
}

// start runs a bot until the test ends, and then looks for secrets in its log.
func start(t *testing.T, f *fake, asker Asker, change ...func(*Bot)) *started {
	t.Helper()
	s := prepare(t, f, asker, change...)
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	go func() { s.end <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-s.end:
			if err != nil {
				t.Errorf("the bot ended with %v", err)
			}
		case <-time.After(20 * time.Second):
			t.Error("the bot did not stop")
		}
	})
	return s
}

// prepare makes a bot without running it.
func prepare(t *testing.T, f *fake, asker Asker, change ...func(*Bot)) *started {
	t.Helper()
	s := &started{logs: &logs{}, end: make(chan error, 1)}
	bot, err := New(Config{Token: fakeToken, Logger: s.logs.logger(), Transport: f}, asker)
	if err != nil {
		t.Fatal(err)
	}
	bot.limits = limits{
		places: 4, queue: 8, acknowledge: 3 * time.Second, token: 10 * time.Second, wait: 5 * time.Second,
		answer: 5 * time.Second, finish: 5 * time.Second, farewell: 2 * time.Second, open: 500 * time.Millisecond,
		leave: 5 * time.Second,
		retry: backoff{first: time.Millisecond, most: 20 * time.Millisecond, stable: time.Hour},
	}
	bot.api.pause = time.Millisecond
	for _, c := range change {
		c(bot)
	}
	s.Bot = bot
	t.Cleanup(func() { s.logs.check(t, f) })
	return s
}

func (f *fake) lockedToken() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.token
}
