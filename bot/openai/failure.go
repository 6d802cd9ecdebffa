package openai

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"footnote/bot"
)

// A failure is why a request came to nothing.
type failure struct {
	kind    error         // one of those of package bot
	why     string        // one line, without the key
	status  int           // of the response, or as a stream says it; 0 where there is none
	said    string        // by the server, as it is: never shown
	passing bool          // so that it may succeed the next time
	late    bool          // it is one for which nobody could wait longer
	after   time.Duration // when the server wants to be asked again; 0 where it does not say
}

func (f *failure) Error() string { return f.kind.Error() + ": " + f.why }

func (f *failure) Unwrap() []error {
	if f.late {
		return []error{f.kind, context.DeadlineExceeded}
	}
	return []error{f.kind}
}

// unreachable is the failure of a request that had no response.
func (s *server) unreachable(err error) *failure {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err // the rest is the address, which is said anyway
	}
	return &failure{
		kind: bot.ErrModelUnreachable, passing: true,
		why: s.clean(err.Error()) + "; is it running, and is its address right?",
	}
}

// asFailure makes a failure of what kept a request from being sent, or a response
// from being read.
func (s *server) asFailure(err error) *failure {
	var f *failure
	var lost *net.OpError
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &lost):
		return &failure{kind: bot.ErrModelUnreachable, passing: true, why: "the connection was lost: " + s.clean(err.Error())}
	}
	return &failure{kind: bot.ErrModelRefused, why: s.clean(err.Error()) + "; check its address"}
}

const maxErrorBytes = 64 << 10

// refused is the failure of a response that is not a success.
func (s *server) refused(response *http.Response) *failure {
	// What cannot be read is not said.
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxErrorBytes))
	if response.StatusCode < 400 {
		return &failure{
			kind: bot.ErrModelRefused, status: response.StatusCode,
			why: s.clean(fmt.Sprintf("%s: it redirects to %s, which is not followed; if that is right, make it the server's address", status(response.StatusCode), location(response))),
		}
	}
	f := s.failure(response.StatusCode, body)
	f.after = retryAfter(response.Header, time.Now())
	return f
}

// failure is what a server's error means: that of a response or, with status 0, one
// in a stream.
func (s *server) failure(code int, body []byte) *failure {
	said := readError(body)
	if code == 0 {
		code = said.status()
	}
	f := &failure{kind: bot.ErrModelRefused, status: code, said: string(body)}
	noQuota := strings.Contains(said.code+said.kind, "insufficient_quota")
	switch {
	case code == http.StatusPaymentRequired, noQuota:
		f.kind = bot.ErrModelBusy
	case code == http.StatusTooManyRequests, code == http.StatusRequestTimeout,
		code >= 502 && code <= 504, code == 529: // 529 is "overloaded"
		f.kind, f.passing = bot.ErrModelBusy, true
	case code >= 500:
		f.kind, f.passing = bot.ErrModelFailed, code == http.StatusInternalServerError
	case code == http.StatusBadRequest, code == http.StatusRequestEntityTooLarge, code == http.StatusUnprocessableEntity:
		f.kind = bot.ErrPromptRefused
	}
	parts := []string{s.clean(said.message)}
	if code != 0 {
		parts = []string{status(code), s.clean(said.message)}
	}
	f.why = strings.TrimSuffix(strings.Join(parts, ": "), ": ") + remedies[code]
	if f.kind == bot.ErrModelFailed {
		f.why += "; ask again later, and if it goes on look at the server's own log"
	}
	if noQuota {
		f.why += "; see to the account's quota"
	}
	return f
}

var remedies = map[int]string{
	http.StatusUnauthorized:    "; check the key",
	http.StatusForbidden:       "; check the key and what it may be used for",
	http.StatusPaymentRequired: "; see to the account's quota",
	http.StatusNotFound:        "; check the model's name, and the server's address: mostly it ends in /v1",
}

func status(code int) string {
	return strings.TrimSpace(strconv.Itoa(code) + " " + http.StatusText(code))
}

// retryAfter is how long a server wants to be left alone: a number of seconds, or
// a time.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, longest.Seconds()) * float64(time.Second))
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), longest)
	}
	return 0
}

// A complaint is what a server says of its error.
type complaint struct{ message, code, kind string }

// readError reads an error of any shape: OpenAI's object, a string in its place, an
// array around it, FastAPI's detail, or what is no JSON at all.
func readError(body []byte) complaint {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return complaint{message: string(body)}
	}
	return complaintOf(v)
}

func complaintOf(v any) complaint {
	switch v := v.(type) {
	case []any:
		if len(v) > 0 {
			return complaintOf(v[0])
		}
	case map[string]any:
		out := complaint{code: scalar(v["code"]), kind: scalar(v["type"]) + scalar(v["status"])}
		for _, key := range []string{"error", "message", "detail", "msg"} {
			if v[key] == nil {
				continue
			}
			in := complaintOf(v[key])
			in.code, in.kind = cmp.Or(in.code, out.code), cmp.Or(in.kind, out.kind)
			return in
		}
		return out
	case nil, bool:
	default:
		return complaint{message: scalar(v)}
	}
	return complaint{}
}

func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// status is what an error that has no status of its own comes down to.
func (c complaint) status() int {
	if code, err := strconv.Atoi(c.code); err == nil && code >= 400 && code < 600 {
		return code
	}
	words := strings.ToLower(c.code + " " + c.kind)
	for _, k := range []struct {
		word string
		code int
	}{
		{"rate_limit", 429}, {"quota", 429}, {"exhausted", 429}, {"overloaded", 529}, {"unavailable", 503}, {"timeout", 504},
		{"server_error", 500}, {"internal", 500}, {"api_error", 500},
		{"authentication", 401}, {"permission", 403}, {"invalid_request", 400},
	} {
		if strings.Contains(words, k.word) {
			return k.code
		}
	}
	return 0
}
