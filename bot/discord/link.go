package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// The operations of the gateway: see "Gateway Opcodes" in Discord's
// documentation.
const (
	opEvent     = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// intents are the events that the bot asks for. Interactions come without one;
// messages come without their text, but for those that mention the bot and
// direct ones, unless the configuration says that it may read them.
func (c Config) intents() discordgo.Intent {
	intents := discordgo.IntentGuildMessages | discordgo.IntentDirectMessages
	if c.MessageContent {
		intents |= discordgo.IntentMessageContent | discordgo.IntentGuilds // for its threads
	}
	return intents
}

// Why a connection ended, beside what the network and close codes say.
var (
	errReconnect = errors.New("the gateway asked for another connection")
	errZombie    = errors.New("a heartbeat was not acknowledged")
)

// invalidSession is the end of a connection whose session is not valid now or,
// unless it is resumable, ever again.
type invalidSession struct{ resumable bool }

func (e invalidSession) Error() string {
	return fmt.Sprintf("the session is not valid (resumable: %v)", e.resumable)
}

// A session is what Discord keeps for a bot between two connections. Whoever
// resumes it is sent the events that came since the last one they had. Without
// an ID it has not begun.
type session struct {
	id  string
	url string       // where it is to be resumed; empty: where connections are made
	seq atomic.Int64 // of the last event
}

// A link is one connection to the gateway. Package discordgo can keep one too,
// but ends sessions that could be resumed, identifies at once and without end
// when its session is not valid, waits five heartbeats for one answer, and locks
// itself for ever when the first event is an order to reconnect.
type link struct {
	conn    *websocket.Conn
	session *session
	writing sync.Mutex // is held while something is sent
	acked   atomic.Bool
	zombie  atomic.Bool
	greeted bool
	ready   bool
	closed  chan struct{}
	close   func()
}

// Bounds of a connection.
const (
	maxPacket   = 8 << 20 // bytes
	sendWithin  = 10 * time.Second
	minInterval = 10 * time.Millisecond // between heartbeats, whatever the gateway says
	maxInterval = 5 * time.Minute
)

// A packet is what goes over a connection, one way or the other.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s,omitempty"`
	Name string          `json:"t,omitempty"`
}

// dial makes a connection on which nothing has been said yet.
func (b *Bot) dial(ctx context.Context, s *session) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, b.limits.open)
	defer cancel()
	url := s.url
	if url == "" {
		var gateway struct{ URL string }
		if err := b.api.ask(ctx, http.MethodGet, discordgo.EndpointGateway, nil, &gateway); err != nil {
			return nil, err
		}
		url = gateway.URL
	}
	url = strings.TrimSuffix(url, "/") + "/?v=" + discordgo.APIVersion + "&encoding=json"
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: b.limits.open}
	conn, response, err := dialer.DialContext(ctx, url, nil)
	if err != nil {
		s.url = "" // another may work
		return nil, err
	}
	_ = response.Body.Close() // is empty
	conn.SetReadLimit(maxPacket)
	l := &link{conn: conn, session: s, closed: make(chan struct{})}
	l.close = sync.OnceFunc(func() {
		close(l.closed)
		_ = conn.Close() // it is closed already, or of no more use
	})
	return l, conn.SetReadDeadline(time.Now().Add(b.limits.open)) // until it is ready
}

// leave ends the connection and its session; the gateway has a while to agree.
func (l *link) leave(within time.Duration) {
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = l.conn.WriteControl(websocket.CloseMessage, goodbye, time.Now().Add(within)) // it is closed below
	time.AfterFunc(within, l.close)
}

// read waits for the next packet.
func (l *link) read() (packet, error) {
	var p packet
	_, data, err := l.conn.ReadMessage()
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil && l.zombie.Load() {
		err = errZombie
	}
	return p, err
}

func (l *link) send(op int, data any) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.conn.SetWriteDeadline(time.Now().Add(sendWithin)); err != nil {
		return err
	}
	return l.conn.WriteJSON(struct {
		Op   int `json:"op"`
		Data any `json:"d"`
	}{op, data})
}

// introduce answers the gateway's hello: it begins a session or goes on with
// one, and sends heartbeats from now on.
func (l *link) introduce(c Config, hello json.RawMessage) error {
	var rhythm struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if err := json.Unmarshal(hello, &rhythm); err != nil {
		return fmt.Errorf("an unexpected hello: %.100q", hello)
	}
	every := time.Duration(min(rhythm.Interval, maxInterval.Milliseconds())) * time.Millisecond
	l.acked.Store(true)
	go l.beat(max(every, minInterval))
	if l.session.id != "" {
		return l.send(opResume, struct {
			Token   string `json:"token"`
			Session string `json:"session_id"`
			Seq     int64  `json:"seq"`
		}{c.Token, l.session.id, l.session.seq.Load()})
	}
	return l.send(opIdentify, struct {
		Token      string            `json:"token"`
		Intents    discordgo.Intent  `json:"intents"`
		Properties map[string]string `json:"properties"`
	}{c.Token, c.intents(), map[string]string{"os": runtime.GOOS, "browser": "Footnote", "device": "Footnote"}})
}

// beat sends a heartbeat in each interval until the connection is closed, the
// first one after a part of it, so that many bots do not beat together. A
// connection on which one was not acknowledged when the next is due is dead,
// open as it is: it is cut, which leaves its session to be resumed.
func (l *link) beat(every time.Duration) {
	for next := rand.N(every); ; next = every {
		select {
		case <-l.closed:
			return
		case <-time.After(next):
		}
		if !l.acked.Swap(false) {
			l.zombie.Store(true)
			l.close()
			return
		}
		l.pulse()
	}
}

// pulse sends a heartbeat. One that cannot be sent is not acknowledged either.
func (l *link) pulse() {
	var last *int64
	if seq := l.session.seq.Load(); seq > 0 {
		last = &seq
	}
	_ = l.send(opHeartbeat, last)
}

// obey does what a packet that is no event asks for. An error ends the
// connection.
func (l *link) obey(p packet, c Config) error {
	switch p.Op {
	case opHello:
		if !l.greeted {
			l.greeted = true
			return l.introduce(c, p.Data)
		}
	case opHeartbeat:
		l.pulse()
	case opAck:
		l.acked.Store(true)
	case opReconnect:
		return errReconnect
	case opInvalid:
		var resumable bool
		_ = json.Unmarshal(p.Data, &resumable) // anything else is not
		return invalidSession{resumable}
	}
	return nil
}

// begin takes what the gateway says at the beginning of a session, and returns
// the ID of the bot's user.
func (l *link) begin(data json.RawMessage) (user string, err error) {
	var ready struct {
		Session string `json:"session_id"`
		URL     string `json:"resume_gateway_url"`
		User    struct{ ID string }
	}
	if err := json.Unmarshal(data, &ready); err != nil || ready.Session == "" {
		return "", fmt.Errorf("an unexpected beginning of a session: %.100q", data)
	}
	l.session.id, l.session.url = ready.Session, ready.URL
	return ready.User.ID, nil
}
