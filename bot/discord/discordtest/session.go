package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// The operations of the gateway.
const (
	opEvent     = 0
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// The intents that decide which events come.
const (
	intentGuilds         = 1 << 0
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentContent        = 1 << 15
	everyIntent          = 1<<26 - 1
)

// An Identify is how a client introduced itself.
type Identify struct {
	Token   string
	Intents int
	Shard   []int
}

// A session is what a client can resume on another connection.
type session struct {
	id      string
	intents int
	conn    *Conn // nil between connections
	count   int
	events  []event // the last ones
	shut    bool    // the client has ended it
}

type event struct {
	n    int
	text []byte
}

// How many events and sessions are kept for clients that resume.
const (
	maxEvents   = 1000
	maxSessions = 8
)

// Serve is what Discord does on a connection: it says hello, takes a client
// that identifies or resumes, and serves it until it goes.
func (c *Conn) Serve() {
	c.Hello()
	if c.Accept() {
		c.Wait()
	}
}

// Accept reads until the client has introduced itself with an IDENTIFY or a
// RESUME that is valid, and makes it ready. It reports false when the
// connection has ended.
func (c *Conn) Accept() bool {
	for {
		op, data, err := c.read()
		switch {
		case err != nil:
			return false
		case op == opIdentify:
			return c.identified(data) && c.Ready()
		case op == opResume:
			if c.resumed(data) {
				return true
			}
		case op != opHeartbeat:
			return c.refuse(4003)
		}
	}
}

// Identify reads until an IDENTIFY comes and checks it; the client is not ready
// before [Conn.Ready]. It reports false when the connection has ended.
func (c *Conn) Identify() bool {
	for {
		op, data, err := c.read()
		if err != nil {
			return false
		}
		if op == opIdentify {
			return c.identified(data)
		}
	}
}

// Wait serves a client until it goes. A connection that is closed by the
// server waits for the client's answer.
func (c *Conn) Wait() {
	for {
		op, _, err := c.read()
		switch {
		case err != nil:
			return
		case op == opIdentify || op == opResume:
			c.Close(4005)
		case op == opHeartbeat, op == opPresence, op == 8:
		default:
			c.s.report("the gateway was sent operation %d", op)
			c.Close(4001)
		}
	}
}

// read reads a message and acknowledges heartbeats.
func (c *Conn) read() (op int, data json.RawMessage, err error) {
	_, text, err := c.ws.ReadMessage()
	if err != nil {
		c.gone(err)
		return 0, nil, err
	}
	if code := c.overload(text); code > 0 {
		c.s.report("a client overloaded the gateway (%d): %.200s", code, text)
		c.Close(code)
	}
	var m struct {
		Op int
		D  json.RawMessage
	}
	if err := json.Unmarshal(text, &m); err != nil {
		c.s.report("the gateway was sent %.200q", text)
		c.Close(4002)
	}
	if m.Op == opHeartbeat {
		c.Send(opAck, nil)
	}
	return m.Op, m.D, nil
}

// overload returns the code for a client that sends too much: messages over
// 4,096 bytes, or over 120 of them in a minute.
func (c *Conn) overload(text []byte) int {
	if len(text) > 4096 {
		return 4002
	}
	const most = 120
	now := c.s.Now()
	if c.sent = append(c.sent, now); len(c.sent) > most {
		c.sent = c.sent[1:]
	}
	// Heartbeats come every few milliseconds in tests; they do not count.
	var m struct{ Op int }
	if json.Unmarshal(text, &m) == nil && m.Op == opHeartbeat {
		c.sent = c.sent[:len(c.sent)-1]
	}
	if len(c.sent) == most && now.Sub(c.sent[0]) < time.Minute {
		return 4008
	}
	return 0
}

// gone ends the session of a client that said that it leaves for good, if it
// was the first to say so.
func (c *Conn) gone(err error) {
	var e *websocket.CloseError
	c.mu.Lock()
	ended := c.ended
	c.mu.Unlock()
	if ended || !errors.As(err, &e) || e.Code != 1000 && e.Code != 1001 {
		return
	}
	defer c.s.lock()()
	if c.session != nil {
		c.session.shut = true
	}
}

// identified checks an introduction as Discord does.
func (c *Conn) identified(data []byte) bool {
	var d Identify
	if err := json.Unmarshal(data, &d); err != nil {
		return c.refuse(4002)
	}
	d.Token = strings.TrimPrefix(d.Token, "Bot ")
	unlock := c.s.lock()
	c.s.gateway.hellos = append(c.s.gateway.hellos, d)
	token, forbidden := c.s.token, c.s.gateway.forbid
	unlock()
	switch {
	case d.Token != token:
		return c.refuse(4004)
	case d.Intents&^everyIntent != 0:
		return c.refuse(4013)
	case d.Intents&forbidden != 0:
		return c.refuse(4014)
	}
	defer c.s.lock()()
	c.session = &session{intents: d.Intents}
	return true
}

func (c *Conn) refuse(code int) bool {
	c.Close(code)
	return false
}

// Ready begins the session of a client that has identified itself, and tells
// it so. Events come from now on.
func (c *Conn) Ready() bool {
	defer c.s.lock()()
	s, guilds := c.s, []object{}
	for _, g := range s.guilds {
		if _, member := g.members[s.app.ID]; member {
			guilds = append(guilds, object{"id": g.ID, "unavailable": true})
		}
	}
	c.session.id = fmt.Sprintf("session-%d", s.gateway.count)
	c.session.conn = c
	s.gateway.sessions = append(s.gateway.sessions, c.session)
	s.gateway.sessions = s.gateway.sessions[max(0, len(s.gateway.sessions)-maxSessions):]
	c.session.add("READY", object{
		"v": 9, "session_id": c.session.id, "resume_gateway_url": s.gatewayURL(), "user": s.app.json(), "guilds": guilds,
		"application": object{"id": s.app.ID, "flags": s.about["flags"]},
	})
	for _, g := range s.guilds {
		if _, member := g.members[s.app.ID]; member && c.session.intents&intentGuilds != 0 {
			c.session.add("GUILD_CREATE", s.wholeGuild(g))
		}
	}
	return true
}

// resumed takes up a session: what the client has missed is sent again. It
// reports false when there is none, and the client has been told to identify.
func (c *Conn) resumed(data []byte) bool {
	var d struct {
		Token   string
		Session string `json:"session_id"`
		Seq     int
	}
	if err := json.Unmarshal(data, &d); err != nil {
		return c.refuse(4002)
	}
	defer c.s.lock()()
	if strings.TrimPrefix(d.Token, "Bot ") != c.s.token {
		return c.refuse(4004)
	}
	for _, old := range c.s.gateway.sessions {
		if old.id != d.Session || old.shut {
			continue
		}
		if d.Seq > old.count {
			return c.refuse(4007)
		}
		c.session, old.conn = old, c
		c.s.gateway.resumes++
		for _, e := range old.events {
			if e.n > d.Seq {
				c.put(frame{data: e.text})
			}
		}
		old.add("RESUMED", object{})
		return true
	}
	c.Send(opInvalid, false)
	return false
}

// add sends an event in a session and keeps it.
func (s *session) add(name string, data any) {
	s.count++
	text, err := json.Marshal(object{"op": opEvent, "t": name, "s": s.count, "d": data})
	if err != nil {
		panic(err) // a mistake of the server
	}
	s.events = append(s.events, event{s.count, text})
	s.events = s.events[max(0, len(s.events)-maxEvents):]
	if s.conn != nil {
		s.conn.put(frame{data: text})
	}
}
