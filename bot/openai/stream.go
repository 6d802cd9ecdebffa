package openai

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"time"

	"footnote/bot"
)

const (
	done          = "[DONE]"
	byteOrderMark = "\xEF\xBB\xBF"
)

// A stream is the body of a response as the library can read it: one line of data
// for each chunk, with nothing in it but text, the reason of the end and what was
// used. An error of the server, of whatever shape and wherever it stands, is a
// *failure that ends it. A server that answers without streaming is understood.
type stream struct {
	body   io.ReadCloser
	server *server
	life   *life
	events *events
	out    []byte // what is still to be read
	err    error  // after that
	done   bool   // the server has said that this is all
}

func newStream(body io.ReadCloser, s *server, l *life) *stream {
	return &stream{body: body, server: s, life: l}
}

// Read reads the next part of the stream.
func (s *stream) Read(p []byte) (int, error) {
	for len(s.out) == 0 && s.err == nil {
		s.out, s.err = s.next()
	}
	if len(s.out) == 0 {
		return 0, s.err
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

// toEnd is how long the end of a stream is waited for that has said all.
const toEnd = 50 * time.Millisecond

// Close closes the connection or, where the stream has come to its end, keeps it for
// the next request.
func (s *stream) Close() error {
	if s.done {
		s.life.timer.Reset(toEnd)
		_, _ = io.Copy(io.Discard, s.events.r) // it is the connection's loss
	}
	return s.body.Close()
}

func (s *stream) next() ([]byte, error) {
	if s.events == nil {
		s.events = newEvents(s.body)
		if out, err := s.unstreamed(s.events.r); out != nil || err != nil {
			return out, err
		}
	}
	ev, err := s.events.next()
	if err != nil {
		return nil, err
	}
	data := bytes.TrimSpace(ev.data)
	switch {
	case string(data) == done:
		s.done = true
		return line([]byte(done)), io.EOF
	case ev.name == "error":
		return nil, s.server.failure(0, data)
	case len(data) == 0:
		return nil, nil
	}
	return s.chunk(data)
}

// unstreamed reads what is no stream: one JSON value, or a web page. It returns
// nothing where it is one.
func (s *stream) unstreamed(r *bufio.Reader) ([]byte, error) {
	c, err := firstByte(r)
	if err != nil {
		return nil, err
	}
	switch c {
	case '{', '[':
		body, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		out, err := s.chunk(body)
		if err == nil {
			err = io.EOF
		}
		return out, err
	case '<':
		return nil, &failure{kind: bot.ErrModelRefused, why: "it answers with a web page; check its address: mostly it ends in /v1"}
	}
	return nil, nil
}

// firstByte is the first byte that says something; it is not taken away.
func firstByte(r *bufio.Reader) (byte, error) {
	for {
		c, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if c > ' ' && !strings.Contains(byteOrderMark, string([]byte{c})) {
			return c, r.UnreadByte()
		}
	}
}

func line(data []byte) []byte { return append(append([]byte("data: "), data...), '\n', '\n') }
