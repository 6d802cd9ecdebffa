// Package openaitest is an OpenAI-compatible server for tests, which plays what
// it is told to: replies in pieces, with delays, cut off anywhere, errors of every
// shape, and vectors.
package openaitest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A Request is what a client asked.
type Request struct {
	Path   string
	From   string // the client's address and port
	Header http.Header
	Body   string
	Fields map[string]json.RawMessage // of the body, as they were sent
	Model  string
	System string   // of a chat
	User   string   // of a chat: the last message
	Input  []string // the texts to embed
}

// A Server answers at URL+"/v1". Each request is answered by what the function it
// was made with returns for it.
type Server struct {
	*httptest.Server
	answer   func(Request) Reply
	mu       sync.Mutex
	requests []Request
}

// New starts a server, which ends with the test.
func New(t testing.TB, answer func(Request) Reply) *Server {
	s := &Server{answer: answer}
	s.Server = httptest.NewServer(s)
	t.Cleanup(func() {
		s.CloseClientConnections() // else replies that hang keep it waiting
		s.Close()
	})
	return s
}

// BaseURL is what a client is told.
func (s *Server) BaseURL() string { return s.URL + "/v1" }

// Requests returns what was asked until now.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Play answers the first request with the first reply, and so on; the last one
// answers all that follow.
func Play(replies ...Reply) func(Request) Reply {
	var mu sync.Mutex
	next := 0
	return func(Request) Reply {
		mu.Lock()
		defer mu.Unlock()
		r := replies[next]
		next = min(next+1, len(replies)-1)
		return r
	}
}

// ServeHTTP notes the request and plays its reply.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	request := read(r, body)
	s.mu.Lock()
	s.requests = append(s.requests, request)
	s.mu.Unlock()
	s.answer(request).play(w, r)
}

func read(r *http.Request, body []byte) Request {
	request := Request{Path: r.URL.Path, From: r.RemoteAddr, Header: r.Header.Clone(), Body: string(body)}
	var fields struct {
		Model    string
		Messages []struct{ Role, Content string }
		Input    json.RawMessage
	}
	// A body that is none leaves them empty.
	_ = json.Unmarshal(body, &request.Fields)
	_ = json.Unmarshal(body, &fields)
	request.Model = fields.Model
	for _, m := range fields.Messages {
		if m.Role == "system" {
			request.System = m.Content
		} else {
			request.User = m.Content
		}
	}
	if strings.HasPrefix(string(fields.Input), "[") {
		_ = json.Unmarshal(fields.Input, &request.Input)
	} else if len(fields.Input) > 0 {
		request.Input = make([]string, 1)
		_ = json.Unmarshal(fields.Input, &request.Input[0])
	}
	return request
}
