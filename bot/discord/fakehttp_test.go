package discord

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// A call is one request to the fake.
type call struct {
	method, path, token string
	body                []byte
}

// A failure is what the fake does instead of answering a call.
type failure struct {
	status int
	body   string
	header map[string]string
}

// routes are the parts of Discord's HTTP interface, version 9, that the bot
// uses.
func (f *fake) routes(mux *http.ServeMux) {
	const api = "/api/v9"
	mux.HandleFunc("GET "+api+"/gateway", f.open(func(w http.ResponseWriter, c call) {
		f.reply(w, http.StatusOK, map[string]string{"url": "ws" + strings.TrimPrefix(f.server.URL, "http") + "/ws"})
	}))
	mux.HandleFunc("GET "+api+"/applications/@me", f.open(func(w http.ResponseWriter, c call) {
		f.reply(w, http.StatusOK, map[string]string{"id": fakeApp, "name": "footnote"})
	}))
	mux.HandleFunc("PUT "+api+"/applications/"+fakeApp+"/commands",
		f.open(f.register("/applications/{application_id}/commands")))
	mux.HandleFunc("PUT "+api+"/applications/"+fakeApp+"/guilds/{guild}/commands",
		f.open(f.register("/applications/{application_id}/guilds/{guild_id}/commands")))
	mux.HandleFunc("POST "+api+"/interactions/{id}/{token}/callback", f.open(f.callback))
	mux.HandleFunc("POST "+api+"/webhooks/"+fakeApp+"/{token}", f.open(f.create))
	mux.HandleFunc(api+"/webhooks/"+fakeApp+"/{token}/messages/@original", f.open(f.original))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		f.t.Errorf("Discord has no %s %s", r.Method, r.URL.Path)
		w.WriteHeader(http.StatusNotFound)
	})
}

// open reads a request, checks who it is from, and lets the test's script have
// it first.
func (f *fake) open(handle func(http.ResponseWriter, call)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		c := call{method: r.Method, path: r.URL.Path, token: r.PathValue("token"), body: body}
		if !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
			f.t.Errorf("the user agent of %s is %q", r.URL.Path, r.UserAgent())
		}
		if len(body) > 0 && r.Header.Get("Content-Type") != "application/json" {
			f.t.Errorf("the content type of %s is %q", r.URL.Path, r.Header.Get("Content-Type"))
		}
		if r.Header.Get("Authorization") != "Bot "+f.lockedToken() {
			f.refuse(w, http.StatusUnauthorized, 0, "401: Unauthorized")
			return
		}
		f.mu.Lock()
		intercept := f.intercept
		f.mu.Unlock()
		if intercept != nil {
			if fail := intercept(c); fail != nil {
				for k, v := range fail.header {
					w.Header().Set(k, v)
				}
				w.WriteHeader(fail.status)
				_, _ = io.WriteString(w, fail.body)
				return
			}
		}
		handle(w, c)
	}
}

func (f *fake) reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client may have gone
}

func (f *fake) refuse(w http.ResponseWriter, status, code int, message string) {
	f.reply(w, status, map[string]any{"code": code, "message": message})
}

func (f *fake) register(route string) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, c call) {
		conforms(f.t, "put", route, c.body)
		f.mu.Lock()
		f.commands, f.registered = c.body, c.path
		f.mu.Unlock()
		f.reply(w, http.StatusOK, json.RawMessage(c.body))
	}
}

// callback takes the first response: within three seconds, and once.
func (f *fake) callback(w http.ResponseWriter, c call) {
	conforms(f.t, "post", "/interactions/{interaction_id}/{interaction_token}/callback", c.body)
	var body struct {
		Type int
		Data json.RawMessage
	}
	if err := json.Unmarshal(c.body, &body); err != nil {
		f.t.Errorf("the response is no JSON: %v", err)
	}
	sent := f.check(body.Data, 4|64, body.Type == 5)
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.interactions[c.token]
	switch {
	case i == nil || time.Since(i.sent) > 3*time.Second:
		f.refuse(w, http.StatusNotFound, 10062, "Unknown interaction")
	case i.kind != 0:
		f.refuse(w, http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	case body.Type != 4 && body.Type != 5:
		f.t.Errorf("a command was answered with a response of type %d", body.Type)
	default:
		i.kind, i.private, i.content = body.Type, sent.Flags&64 != 0, sent.Content
		w.WriteHeader(http.StatusNoContent)
	}
}

// original is the message that answers the interaction.
func (f *fake) original(w http.ResponseWriter, c call) {
	if c.method != http.MethodPatch && c.method != http.MethodGet {
		f.t.Errorf("%s of the original message", c.method)
	}
	var sent sentMessage
	if c.method == http.MethodPatch {
		conforms(f.t, "patch", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", c.body)
		sent = f.check(c.body, 4, false)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.interactions[c.token]
	switch {
	case i == nil || i.expired:
		f.refuse(w, http.StatusUnauthorized, 50027, "Invalid Webhook Token")
		return
	case i.kind == 0:
		f.refuse(w, http.StatusNotFound, 10008, "Unknown Message")
		return
	case c.method == http.MethodPatch:
		i.content = sent.Content
		i.edits++
	}
	f.reply(w, http.StatusOK, map[string]string{"id": "9", "content": i.content})
}

// create takes a message that follows the original one.
func (f *fake) create(w http.ResponseWriter, c call) {
	conforms(f.t, "post", "/webhooks/{webhook_id}/{webhook_token}", c.body)
	sent := f.check(c.body, 4|64, false)
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.interactions[c.token]
	switch {
	case i == nil || i.expired:
		f.refuse(w, http.StatusUnauthorized, 50027, "Invalid Webhook Token")
		return
	case i.edits == 0:
		f.t.Error("a further message was sent before the first")
	case i.private != (sent.Flags&64 != 0):
		f.t.Errorf("the first message is private: %v, the next has flags %d", i.private, sent.Flags)
	}
	i.followUp = append(i.followUp, sent.Content)
	f.reply(w, http.StatusOK, map[string]string{"id": fmt.Sprint(10 + len(i.followUp)), "content": sent.Content})
}

type sentMessage struct {
	Content  string
	Flags    int
	Mentions json.RawMessage `json:"allowed_mentions"`
}

// check holds a message against the rules that Discord's description does not
// state, and against those of the bot itself.
func (f *fake) check(body []byte, flags int, empty bool) sentMessage {
	var m sentMessage
	if err := json.Unmarshal(body, &m); err != nil {
		f.t.Errorf("the message %s is no JSON: %v", body, err)
	}
	if !bytes.Equal(m.Mentions, []byte(`{"parse":[]}`)) {
		f.t.Errorf("allowed mentions are %s", m.Mentions)
	}
	if empty != (m.Content == "") || length(m.Content) > 2000 {
		f.t.Errorf("the message has %d characters", length(m.Content))
	}
	if m.Flags&^flags != 0 || !empty && m.Flags&4 == 0 || empty && m.Flags&^64 != 0 {
		f.t.Errorf("the message has the flags %d", m.Flags)
	}
	return m
}
