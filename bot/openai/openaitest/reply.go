package openaitest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Reply is how a request is answered: with Pieces, the text of a model as a
// stream, with Events, a stream as it is on the wire, or with Body. The zero value
// is a model that says nothing, and that it has finished.
type Reply struct {
	Status  int               // 0 means 200
	Header  map[string]string // added to the usual ones
	Before  time.Duration     // of silence before anything is sent, the status too
	Pieces  []string          // of the text, each sent as it is
	Events  []string          // sent one by one
	Body    string            // sent at once
	Between time.Duration     // of silence before each piece or event
	Finish  string            // why the model ended: empty means "stop", and "-" that it is not said
	Usage   [2]int            // tokens of the prompt and of the reply; zeros are not said
	Cut     int               // break the connection after so many bytes of the body; 0 does not
	Endless bool              // say the pieces or events again and again, until the client has had enough
	Hang    bool              // be silent at the end until the client goes away
}

// Text is the reply of a model that says a text word by word, or in Chinese
// character by character.
func Text(text string) Reply {
	var r Reply
	start := 0
	for i, c := range text {
		if i > start && (c == ' ' || c > 0x2E80) {
			r.Pieces, start = append(r.Pieces, text[start:i]), i
		}
	}
	r.Pieces = append(r.Pieces, text[start:])
	return r
}

// Error is a refusal in OpenAI's shape.
func Error(status int, code, message string) Reply {
	body, err := json.Marshal(map[string]any{"error": map[string]any{"message": message, "type": "error", "param": nil, "code": code}})
	if err != nil {
		panic(err)
	}
	return Reply{Status: status, Body: string(body)}
}

// Chunk is the event that says a piece of text.
func Chunk(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return event(fmt.Sprintf(`"choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}]`, quoted))
}

// Finish is the event that says why the model ended.
func Finish(reason string) string {
	return event(fmt.Sprintf(`"choices":[{"index":0,"delta":{},"finish_reason":%q}]`, reason))
}

// Used is the event that says how many tokens were used.
func Used(prompt, reply int) string {
	return event(fmt.Sprintf(`"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, prompt, reply, prompt+reply))
}

// Done is the event that ends a stream.
const Done = "data: [DONE]\n\n"

func event(members string) string {
	return `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"scripted",` + members + "}\n\n"
}

// Stream is the whole stream of a reply, as it is on the wire.
func (r Reply) Stream() string { return strings.Join(r.events(), "") }

func (r Reply) events() []string {
	if r.Events != nil {
		return r.Events
	}
	events := []string{event(`"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]`)}
	for _, p := range r.Pieces {
		events = append(events, Chunk(p))
	}
	if r.Endless {
		return events
	}
	switch r.Finish {
	case "":
		events = append(events, Finish("stop"))
	case "-":
	default:
		events = append(events, Finish(r.Finish))
	}
	if r.Usage != [2]int{} {
		events = append(events, Used(r.Usage[0], r.Usage[1]))
	}
	return append(events, Done)
}

// play sends the reply, until the client goes away.
func (r Reply) play(w http.ResponseWriter, request *http.Request) {
	gone := request.Context().Done()
	wait := func(d time.Duration) bool {
		if d == 0 {
			return true
		}
		select {
		case <-gone:
			return false
		case <-time.After(d):
			return true
		}
	}
	if !wait(r.Before) {
		return
	}
	out := &wire{w: w, left: r.Cut, cut: r.Cut > 0}
	r.head(w.Header())
	w.WriteHeader(cmp.Or(r.Status, http.StatusOK))
	if r.Body != "" {
		out.send(r.Body)
	} else if r.Status < 300 {
		for again := true; again; again = r.Endless && request.Context().Err() == nil {
			for _, e := range r.events() {
				if !wait(r.Between) {
					return
				}
				out.send(e)
			}
		}
	}
	if r.Hang {
		out.flush()
		<-gone
	}
}

func (r Reply) head(h http.Header) {
	h.Set("Content-Type", "text/event-stream")
	if r.Body != "" {
		h.Set("Content-Type", "application/json")
	}
	for k, v := range r.Header {
		h.Set(k, v)
	}
}

// A wire sends bytes at once, and breaks the connection where it is told to.
type wire struct {
	w    http.ResponseWriter
	left int
	cut  bool
}

func (o *wire) send(text string) {
	if o.cut && len(text) >= o.left {
		_, _ = o.w.Write([]byte(text[:o.left]))
		o.flush()
		panic(http.ErrAbortHandler)
	}
	o.left -= len(text)
	_, _ = o.w.Write([]byte(text)) // one who has gone away hears nothing
	o.flush()
}

func (o *wire) flush() { _ = http.NewResponseController(o.w).Flush() }
