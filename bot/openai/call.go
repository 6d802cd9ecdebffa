package openai

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// A call is one request below the library: its HTTP client.
type call struct {
	*server
	members string // JSON members that are added to the request, each after a comma
	life    *life  // of the stream that is wanted; nil where none is
	limit   int64  // bytes of the response
}

// Do sends a request. A response that is not a success is a *failure: what the
// library makes of them loses half. The body of one that is a stream is a [stream].
func (c *call) Do(request *http.Request) (*http.Response, error) {
	if err := c.amend(request); err != nil {
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.unreachable(err)
	}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		defer response.Body.Close()
		return nil, c.refused(response)
	}
	body := &limited{response.Body, c.limit}
	response.Body = body
	if c.life != nil {
		response.Body = newStream(body, c.server, c.life)
		return response, nil
	}
	return response, c.errorIn(response)
}

// errorIn returns the error that the body of a success is all the same. One is
// short.
func (c *call) errorIn(response *http.Response) error {
	start := make([]byte, maxErrorBytes)
	n, err := io.ReadFull(response.Body, start)
	var f frame
	if err != nil && json.Unmarshal(start[:n], &f) == nil && f.isError() {
		response.Body.Close()
		return c.failure(0, start[:n])
	}
	response.Body = &resumed{io.MultiReader(bytes.NewReader(start[:n]), response.Body), response.Body}
	return nil
}

// resumed is a body whose start has been read before.
type resumed struct {
	io.Reader
	io.Closer
}

// amend adds to a request what the library cannot say: it leaves out a zero.
func (c *call) amend(request *http.Request) error {
	request.Header.Set("User-Agent", c.agent)
	if c.life != nil {
		request.Header.Set("Accept-Encoding", "identity") // what is compressed comes in lumps
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return err
	}
	if body = bytes.TrimSpace(body); len(body) == 0 || body[len(body)-1] != '}' {
		return fmt.Errorf("the request %q is not an object", body)
	}
	body = append(append(body[:len(body)-1:len(body)-1], c.members...), '}')
	request.ContentLength = int64(len(body))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	request.Body, err = request.GetBody()
	return err
}

// limited is a body that must not go on for ever.
type limited struct {
	io.ReadCloser
	left int64
}

var errTooLong = errors.New("the server sent more than it may")

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errTooLong
	}
	n, err := l.ReadCloser.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// location is where a redirect leads, without what may be secret in it.
func location(response *http.Response) string {
	to, err := response.Location()
	if err != nil {
		return "elsewhere"
	}
	return strings.TrimSuffix(to.Scheme+"://"+to.Host+to.Path, "/chat/completions")
}
