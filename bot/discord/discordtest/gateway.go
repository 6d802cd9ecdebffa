package discordtest

import (
	"encoding/json"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// gateway is what the server knows of its connections.
type gateway struct {
	scripts  []func(*Conn) // of the first connections; later ones are served
	count    int
	open     []*Conn
	sessions []*session
	holding  bool
	held     []func()
	hellos   []Identify
	used     int // starts of today that were used up before
	resumes  int
	forbid   int // intents that the application may not use
	beat     time.Duration
}

// Script says what happens on the next connections to the gateway, one script
// for each. A connection without one is served as Discord serves it:
// [Conn.Serve]. A connection ends with its script.
func (s *Server) Script(scripts ...func(*Conn)) {
	defer s.lock()()
	s.gateway.scripts = append(s.gateway.scripts, scripts...)
}

// Connections is how many connections to the gateway were made.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.count
}

// Connected reports whether a client is ready for events.
func (s *Server) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.live() != nil
}

// ForbidIntents makes intents some that the application may not use, as
// privileged ones are before they are switched on.
func (s *Server) ForbidIntents(intents int) {
	defer s.lock()()
	s.gateway.forbid |= intents
}

// Heartbeat sets how often clients of later connections must send a heartbeat,
// for tests of what they do when it is not acknowledged. Without it Discord's
// interval holds, which is longer than tests last.
func (s *Server) Heartbeat(interval time.Duration) {
	defer s.lock()()
	s.gateway.beat = interval
}

// Identifies are the introductions of clients, in order.
func (s *Server) Identifies() []Identify {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Identify(nil), s.gateway.hellos...)
}

// Resumes is how many sessions were taken up again.
func (s *Server) Resumes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.resumes
}

// A Conn is one connection to the gateway. What is sent leaves in order, and
// without waiting for the client.
type Conn struct {
	s       *Server
	ws      *websocket.Conn
	session *session // once there is one

	mu    sync.Mutex
	wake  *sync.Cond
	queue []frame
	busy  bool // a frame is being written
	done  bool // nothing more is written
	ended bool // the server has said that it closes the connection
	mute  bool // nothing more arrives, and the client is not told

	sent []time.Time // by the client, of the last minute
}

// A frame is a message, or with a code the end of a connection.
type frame struct {
	data []byte
	code int
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return // the client has been told
	}
	c := &Conn{s: s, ws: ws}
	c.wake = sync.NewCond(&c.mu)
	script, ok := s.opened(c)
	if !ok {
		_ = ws.Close()
		return
	}
	defer s.links.Done()
	written := make(chan struct{})
	go func() { defer close(written); c.write() }()
	if q := r.URL.Query(); q.Get("v") != "9" && q.Get("v") != "10" || q.Get("encoding") != "json" {
		c.Close(4012)
	} else {
		script(c)
	}
	s.left(c)
	c.finish()
	select {
	case <-written:
	case <-time.After(time.Second): // a client that does not read
	}
	_ = ws.Close()
	<-written
}

// opened enters a connection and returns its script.
func (s *Server) opened(c *Conn) (script func(*Conn), ok bool) {
	defer s.lock()()
	if s.over {
		return nil, false
	}
	s.links.Add(1)
	s.gateway.count++
	s.gateway.open = append(s.gateway.open, c)
	if len(s.gateway.scripts) == 0 {
		return (*Conn).Serve, true
	}
	script, s.gateway.scripts = s.gateway.scripts[0], s.gateway.scripts[1:]
	return script, true
}

func (s *Server) left(c *Conn) {
	defer s.lock()()
	for i, other := range s.gateway.open {
		if other == c {
			s.gateway.open = append(s.gateway.open[:i:i], s.gateway.open[i+1:]...)
		}
	}
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
}

// write sends what is queued until the connection is finished.
func (c *Conn) write() {
	for {
		c.mu.Lock()
		for len(c.queue) == 0 && !c.done {
			c.wake.Wait()
		}
		if len(c.queue) == 0 {
			c.mu.Unlock()
			return
		}
		f := c.queue[0]
		c.queue, c.busy = c.queue[1:], true
		c.mu.Unlock()
		if f.code > 0 {
			_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(f.code, ""), time.Now().Add(time.Second))
		} else if err := c.ws.WriteMessage(websocket.TextMessage, f.data); err != nil {
			c.finish() // the client has gone
		}
		c.mu.Lock()
		c.busy = false
		c.wake.Broadcast()
		c.mu.Unlock()
	}
}

// flush waits until what was sent has left.
func (c *Conn) flush() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for (len(c.queue) > 0 || c.busy) && !c.done {
		c.wake.Wait()
	}
}

func (c *Conn) put(f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done || c.mute && f.code == 0 {
		return
	}
	c.queue = append(c.queue, f)
	c.ended = c.ended || f.code > 0
	c.wake.Broadcast()
}

func (c *Conn) finish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done = true
	c.wake.Broadcast()
}

// Send sends an operation that is no event.
func (c *Conn) Send(op int, data any) {
	text, err := json.Marshal(object{"op": op, "d": data, "s": nil, "t": nil})
	if err != nil {
		panic(err) // a mistake of the test
	}
	c.put(frame{data: text})
}

// Raw sends a text as it is.
func (c *Conn) Raw(text string) { c.put(frame{data: []byte(text)}) }

// Hello asks for heartbeats.
func (c *Conn) Hello() {
	c.s.mu.Lock()
	beat := c.s.gateway.beat
	c.s.mu.Unlock()
	if beat == 0 {
		beat = 41250 * time.Millisecond
	}
	c.Send(opHello, object{"heartbeat_interval": beat.Milliseconds()})
}

// Reconnect tells the client to connect again and go on (operation 7).
func (c *Conn) Reconnect() { c.Send(opReconnect, nil) }

// Invalid tells the client that its session is not valid (operation 9), and
// whether it may be resumed.
func (c *Conn) Invalid(resumable bool) { c.Send(opInvalid, resumable) }

// Close ends the connection with a code, after what was sent before.
func (c *Conn) Close(code int) { c.put(frame{code: code}) }

// Drop cuts the connection without a word, after what was sent before.
func (c *Conn) Drop() {
	c.flush()
	if tcp, ok := c.ws.NetConn().(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.ws.NetConn().Close()
}

// Mute makes the connection a zombie: it stays open, but nothing arrives any
// more, heartbeats are not acknowledged, and events are kept for a client that
// resumes.
func (c *Conn) Mute() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.mute = true
}

// Drop cuts every connection to the gateway without a word.
func (s *Server) Drop() { s.each((*Conn).Drop) }

// Mute makes every connection to the gateway a zombie; see [Conn.Mute].
func (s *Server) Mute() { s.each((*Conn).Mute) }

// Reconnect tells every client to connect again (operation 7).
func (s *Server) Reconnect() { s.each((*Conn).Reconnect) }

// CloseAll ends every connection to the gateway with a code.
func (s *Server) CloseAll(code int) { s.each(func(c *Conn) { c.Close(code) }) }

func (s *Server) each(do func(*Conn)) {
	s.mu.Lock()
	open := append([]*Conn(nil), s.gateway.open...)
	s.mu.Unlock()
	for _, c := range open {
		do(c)
	}
}
