package discordtest

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Request is one that a client has made.
type Request struct {
	Method string
	Route  string // as Discord's description names it: "/channels/{channel_id}/messages"
	Path   string // below the version
	Query  url.Values
	Token  string // of the interaction it belongs to
	Body   []byte // JSON; of a form, its payload_json
	Files  []File // of a form
	At     time.Time
	Status int // of the answer, once there is one; 0 when the connection was cut

	value func(name string) string // of a part of the route
}

// A File is what is attached to a message.
type File struct {
	ID          string
	Name        string
	ContentType string
	Description string
	Data        []byte
}

// Discord's limits of a request, in bytes, and of a file.
const (
	maxRequest = 25 << 20
	maxFile    = 10 << 20
)

// readRequest reads a request to a route of the server.
func (s *Server) readRequest(route string, r *http.Request) (Request, *Error) {
	c := Request{
		Method: r.Method, Route: route, Path: r.URL.Path[len(apiPath):], Query: r.URL.Query(),
		Token: r.PathValue("interaction_token") + r.PathValue("webhook_token"), At: s.Now(), value: r.PathValue,
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequest+1))
	switch {
	case err != nil:
		return c, errNotJSON
	case len(body) > maxRequest:
		return c, errRequestTooLarge
	case len(body) == 0:
		return c, nil
	}
	kind, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == "application/json":
		c.Body = body
	case err == nil && kind == "multipart/form-data":
		err = c.readForm(string(body), parameters["boundary"])
	default:
		err = errors.New("a content type that is not Discord's")
	}
	if err != nil || len(c.Body) > 0 && !json.Valid(c.Body) {
		s.report("%s %s: the body is not JSON or a form (%q): %.200q", c.Method, route, r.Header.Get("Content-Type"), body)
		return c, errNotJSON
	}
	return c, nil
}

// readForm reads a form with a part payload_json and one for each file.
func (c *Request) readForm(body, boundary string) error {
	form := multipart.NewReader(strings.NewReader(body), boundary)
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FormName() == "payload_json" {
			c.Body = data
			continue
		}
		id, ok := strings.CutPrefix(part.FormName(), "files[")
		if !ok {
			return errors.New("a part that is neither payload_json nor a file")
		}
		c.Files = append(c.Files, File{
			ID: strings.TrimSuffix(id, "]"), Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Data: data,
		})
	}
}

// into reads the body, and says what is wrong with its types.
func (c *Request) into(v any) *Error {
	if len(c.Body) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.Body, v); err != nil {
		return invalid(err.Error())
	}
	return nil
}

// maxRequests is how many requests a server keeps.
const maxRequests = 10000

// Requests are those that were made, oldest first. Of very many only some
// thousand of the last are kept.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Count is how many requests of a method were made to a route, for example
// "PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original".
func (s *Server) Count(method, route string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method+" "+route]
}

// keep enters a request, and what came of it.
func (s *Server) keep(c Request, status int) {
	defer s.lock()()
	c.Status = status
	s.answered++
	s.counts[c.Method+" "+c.Route]++
	s.requests = append(s.requests, c)
	if len(s.requests) > maxRequests {
		s.requests = append([]Request(nil), s.requests[len(s.requests)-maxRequests/2:]...)
	}
	if status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusTooManyRequests {
		s.limits.invalid++
	}
}

// text is a value in JSON.
func text(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // a mistake of the server
	}
	return string(data)
}
