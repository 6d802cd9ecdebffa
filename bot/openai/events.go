package openai

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// An event is one message of a stream of server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
type event struct {
	name string
	data []byte
}

// Bounds of what a server may send as one event.
const (
	maxEventBytes = 1 << 20
	maxEventLines = 64
)

var errEventTooLong = errors.New("an event of the stream is too long")

// events reads a stream: any end of line, comments, fields that mean nothing here,
// and data in several lines. It goes beyond the standard where servers do: an event
// that is whole needs no empty line after it, and "error:" is one, too.
type events struct {
	r     *bufio.Reader
	held  []byte // a line that was read too early
	again bool   // there is one
	afterCR,
	ended bool
}

func newEvents(r io.Reader) *events { return &events{r: bufio.NewReaderSize(r, 16<<10)} }

// next returns the next event that has data. One that the end of the stream cuts
// off is dropped.
func (e *events) next() (event, error) {
	var ev event
	lines := 0
	for {
		line, err := e.line()
		if err != nil {
			if lines > 0 && whole(ev.data) {
				e.held, e.again, e.ended = nil, false, true
				return ev, nil
			}
			return event{}, err
		}
		field, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch name := string(field); {
		case len(line) == 0:
			if lines > 0 {
				return ev, nil
			}
			ev = event{}
		case (name == "data" || name == "error") && lines > 0 && whole(ev.data):
			e.held, e.again = line, true
			return ev, nil
		case name == "error":
			return event{name, value}, nil
		case name == "event":
			ev.name = string(value)
		case name == "data":
			if lines++; lines > maxEventLines || len(ev.data)+len(value) > maxEventBytes {
				return event{}, errEventTooLong
			}
			if lines > 1 {
				ev.data = append(ev.data, '\n')
			}
			ev.data = append(ev.data, value...)
		}
	}
}

// whole reports whether data says something by itself.
func whole(data []byte) bool {
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		return false
	}
	switch data[len(data)-1] {
	case '}', ']', '"':
		return string(data) == done || json.Valid(data)
	}
	return false
}

// line returns the next line, which ends in LF, CR or both.
func (e *events) line() ([]byte, error) {
	if e.again {
		e.again = false
		return e.held, nil
	}
	if e.ended {
		return nil, io.EOF
	}
	var line []byte
	for {
		c, err := e.r.ReadByte()
		if err != nil {
			if err == io.EOF && len(line) > 0 {
				e.ended = true
				return line, nil
			}
			return nil, err
		}
		follows := e.afterCR
		e.afterCR = c == '\r'
		switch {
		case c == '\n' && follows:
		case c == '\n', c == '\r':
			return line, nil
		default:
			if line = append(line, c); len(line) > maxEventBytes {
				return nil, errEventTooLong
			}
		}
	}
}
