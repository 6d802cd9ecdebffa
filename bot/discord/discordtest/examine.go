package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// badManners begins what Discord takes, but people do not like.
const badManners = "bad manners: "

// examine holds a request against Discord's description of its interface,
// against the rules that the description leaves out, and against good manners.
// What Discord would not take fails the test and is refused; bad manners fail
// the test.
func (s *Server) examine(c *Request, r route) *Error {
	var wrong []string
	if len(c.Body) > 0 && s.sampled() {
		wrong = violations(c.Method, c.Route, c.Body)
	}
	if r.check != nil {
		wrong = append(wrong, r.check(s, c)...)
	}
	for _, what := range append(wrong, s.indiscreet(c)...) {
		s.report("%s %s: %s", c.Method, c.Route, what)
	}
	refused := slices.DeleteFunc(wrong, func(what string) bool { return strings.HasPrefix(what, badManners) })
	switch {
	case len(refused) == 0:
		return nil
	case refused[0] == emptyMessage:
		return errEmptyMessage
	}
	return invalid(refused...)
}

// Sample holds only one in so many bodies against Discord's description, which
// is most of what the server costs: for tests of load. The other rules hold for
// every body.
func (s *Server) Sample(oneIn int) {
	defer s.lock()()
	s.oneIn = oneIn
}

func (s *Server) sampled() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.oneIn < 2 || s.answered%s.oneIn == 0
}

// tokenMark begins the tokens of interactions.
const tokenMark = "aW50ZXJhY3Rpb246"

// indiscreet says which secrets a request holds where they do not belong.
func (s *Server) indiscreet(c *Request) []string {
	s.mu.Lock()
	secrets := append([]string{s.token, tokenMark}, s.secrets...)
	s.mu.Unlock()
	var found []string
	for _, secret := range secrets {
		inside := bytes.Contains(c.Body, []byte(secret))
		for _, f := range c.Files {
			inside = inside || bytes.Contains(f.Data, []byte(secret))
		}
		if inside {
			found = append(found, fmt.Sprintf("the body holds a secret: %.5s…", secret))
		}
	}
	return found
}

// A form is what a body is to become, which decides which flags it may have.
type form struct {
	flags   int
	edit    bool // of a message that exists
	promise bool // only the promise of a message
}

var (
	formMessage      = form{flags: FlagSuppressEmbeds | FlagSilent | FlagVoice | FlagComponentsV2}
	formMessageEdit  = form{flags: FlagSuppressEmbeds | FlagComponentsV2, edit: true}
	formFollowUp     = form{flags: FlagSuppressEmbeds | FlagSilent | FlagVoice | FlagComponentsV2 | FlagEphemeral}
	formFollowUpEdit = formMessageEdit
	formResponse     = formFollowUp
	formUpdate       = form{flags: FlagSuppressEmbeds | FlagComponentsV2, edit: true}
	formDeferred     = form{flags: FlagEphemeral, promise: true}
)

// checkBody checks a body that makes a message.
func checkBody(f form) func(*Server, *Request) []string {
	return func(_ *Server, c *Request) []string { return checkMessage(f, c.Body, c.Files, nil) }
}

func checkMessageEdit(s *Server, c *Request) []string {
	return checkMessage(formMessageEdit, c.Body, c.Files, s.versionOf(func() *message { return s.messages[c.value("message_id")] }))
}

func checkFollowUpEdit(s *Server, c *Request) []string {
	return checkMessage(formFollowUpEdit, c.Body, c.Files, s.versionOf(func() *message {
		i, _ := s.answering(c)
		if i == nil {
			return nil
		}
		return i.message(c)
	}))
}

func (s *Server) versionOf(find func() *message) *Version {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := find(); m != nil {
		v := m.now
		return &v
	}
	return nil
}

// checkForumPost checks a body that starts a thread, which in a forum holds its
// first message.
func checkForumPost(_ *Server, c *Request) []string {
	var body struct{ Message json.RawMessage }
	if err := json.Unmarshal(c.Body, &body); err != nil {
		return []string{err.Error()}
	}
	if body.Message == nil {
		return nil
	}
	return checkMessage(formMessage, body.Message, c.Files, nil)
}

// callbackBody is the first response to an interaction.
type callbackBody struct {
	Type int
	Data json.RawMessage
}

// The types of first responses.
const (
	responseMessage     = 4
	responseDeferred    = 5
	responseDeferUpdate = 6
	responseUpdate      = 7
	responseChoices     = 8
	responseModal       = 9
)

func checkCallback(s *Server, c *Request) []string {
	var body callbackBody
	if err := json.Unmarshal(c.Body, &body); err != nil {
		return []string{err.Error()}
	}
	s.mu.Lock()
	i := s.questions[c.Token]
	s.mu.Unlock()
	if i != nil && !i.takes(body.Type) {
		return []string{fmt.Sprintf("type: %s cannot be answered with a response of type %d", i.what, body.Type)}
	}
	switch body.Type {
	case responseMessage:
		return checkMessage(formResponse, body.Data, c.Files, nil)
	case responseDeferred:
		return checkMessage(formDeferred, body.Data, c.Files, nil)
	case responseUpdate:
		return checkMessage(formUpdate, body.Data, c.Files, s.versionOf(func() *message {
			if i == nil {
				return nil
			}
			return i.source
		}))
	case responseChoices:
		return checkChoices(body.Data)
	case responseModal:
		return checkModal(body.Data)
	}
	return nil
}

// takes reports whether an interaction can be answered with a response of a
// type: its component's message can be changed, only an autocomplete gets
// choices, and a modal does not follow a modal.
func (i *Interaction) takes(response int) bool {
	if i.source == nil && (response == responseDeferUpdate || response == responseUpdate) {
		return false
	}
	switch i.kind {
	case kindCommand:
		return response == responseMessage || response == responseDeferred || response == responseModal
	case kindAutocomplete:
		return response == responseChoices
	case kindComponent:
		return response >= responseMessage && response != responseChoices && response <= responseModal
	case kindModal:
		return response >= responseMessage && response <= responseUpdate
	}
	return false
}

// thousands writes a number as people read it.
func thousands(n int) string {
	text := fmt.Sprint(n)
	if n < 1000 {
		return text
	}
	head := len(text) % 3
	parts := []string{text[:head]}
	for i := head; i < len(text); i += 3 {
		parts = append(parts, text[i:i+3])
	}
	return strings.TrimPrefix(strings.Join(parts, ","), ",")
}
