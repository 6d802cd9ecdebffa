package discordtest

import (
	"encoding/base64"
	"fmt"
	"slices"
	"time"
)

// The kinds of interactions.
const (
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5
)

// How long Discord waits for a first response, and how long the token of an
// interaction is good.
const (
	firstResponse = 3 * time.Second
	tokenLife     = 15 * time.Minute
)

// An Interaction is something that a person has done with the bot: a command, a
// press of a button, a form. Its methods tell what has come of it.
type Interaction struct {
	s       *Server
	id      string
	token   string
	kind    int
	what    string // for people
	user    *User
	channel *Channel
	source  *message // that has the component
	modal   *Modal   // that was submitted
	event   object
	sent    time.Time

	response  int // the type of the first response
	took      time.Duration
	private   bool
	original  *message
	followUps []*message
	opened    *Modal
	choices   []Choice
	closed    bool // the token is no longer good
}

// State is what has come of an interaction.
type State struct {
	Response  int           // the type of the first response; 0 before it
	Took      time.Duration // until the first response
	Private   bool          // as the first response said
	Original  *Message      // the message that answers, or that was changed
	FollowUps []Message
	Modal     *Modal
	Choices   []Choice
}

// Answered reports whether there is more than "is thinking".
func (s State) Answered() bool {
	switch s.Response {
	case 0, responseDeferred:
		return s.Original != nil && !s.Original.Loading()
	case responseDeferUpdate:
		return s.Original != nil && len(s.Original.History) > 0 || len(s.FollowUps) > 0
	}
	return true
}

// Messages are the answer and what follows it, as the person sees them.
func (s State) Messages() []Message {
	var list []Message
	if s.Original != nil {
		list = append(list, *s.Original)
	}
	return append(list, s.FollowUps...)
}

// begin makes an interaction; its event is sent by deliver.
func (s *Server) begin(u *User, c *Channel, kind int, what string) *Interaction {
	defer s.lock()()
	i := &Interaction{s: s, kind: kind, what: what, user: u, channel: c}
	i.id = s.nextID()
	i.token = base64.RawStdEncoding.EncodeToString([]byte("interaction:" + i.id + ":of-this-server-alone"))
	return i
}

// deliver sends an interaction once a client is ready for it.
func (s *Server) deliver(i *Interaction, data any) *Interaction {
	s.t.Helper()
	s.awaitClient()
	defer s.lock()()
	i.event = i.makeEvent(data)
	i.sent = s.now()
	s.questions[i.token] = i
	s.emit("INTERACTION_CREATE", 0, i.event)
	return i
}

func (i *Interaction) makeEvent(data any) object {
	c := i.channel
	o := object{
		"id": i.id, "application_id": i.s.app.ID, "type": i.kind, "token": i.token, "version": 1, "data": data,
		"channel_id": c.ID, "channel": c.json(), "locale": i.user.Locale, "entitlements": []object{},
		"app_permissions": c.permissions(i.s.app).String(), "attachment_size_limit": maxFile,
	}
	if i.source != nil {
		o["message"] = i.source.json()
	}
	if c.guild == nil {
		o["user"], o["context"] = i.user.json(), 1
		o["authorizing_integration_owners"] = object{"0": "0"}
		return o
	}
	member := c.guild.memberJSON(i.user)
	member["permissions"] = c.permissions(i.user).String()
	o["member"], o["guild_id"], o["guild_locale"], o["context"] = member, c.guild.ID, c.guild.locale, 0
	o["guild"] = object{"id": c.guild.ID, "locale": c.guild.locale, "features": []string{}}
	o["authorizing_integration_owners"] = object{"0": c.guild.ID}
	return o
}

// Repeat sends the event of an interaction once more, as can happen after a
// connection was resumed.
func (i *Interaction) Repeat() {
	i.s.t.Helper()
	i.s.awaitClient()
	defer i.s.lock()()
	i.s.emit("INTERACTION_CREATE", 0, i.event)
}

// ID is the ID of the interaction.
func (i *Interaction) ID() string { return i.id }

// Event is what the client was told of it, in JSON.
func (i *Interaction) Event() []byte { return []byte(text(i.event)) }

// Token is the token that answers it.
func (i *Interaction) Token() string { return i.token }

// Expire makes the token worthless, as after fifteen minutes.
func (i *Interaction) Expire() {
	defer i.s.lock()()
	i.closed = true
}

// Take makes it an interaction that another process has answered with "is
// thinking".
func (i *Interaction) Take() {
	defer i.s.lock()()
	i.respond(responseDeferred)
	i.original = i.say(nil)
	i.original.now.Flags = FlagLoading
}

// State is what has come of the interaction so far.
func (i *Interaction) State() State {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	st := State{Response: i.response, Took: i.took, Private: i.private, Modal: i.opened, Choices: slices.Clone(i.choices)}
	if i.original != nil && !i.original.deleted {
		m := i.original.view()
		st.Original = &m
	}
	for _, m := range i.followUps {
		if !m.deleted {
			st.FollowUps = append(st.FollowUps, m.view())
		}
	}
	return st
}

// Await waits until the state of the interaction is as wanted.
func (i *Interaction) Await(what string, condition func(State) bool) State {
	i.s.t.Helper()
	var st State
	i.s.Await(fmt.Sprintf("%s of %s", what, i.what), func() bool {
		st = i.State()
		return condition(st)
	})
	return st
}

// AwaitResponse waits for the first response, which may be only "is thinking".
func (i *Interaction) AwaitResponse() State {
	i.s.t.Helper()
	return i.Await("a response", func(s State) bool { return s.Response != 0 })
}

// AwaitAnswer waits for an answer: a message that is not only "is thinking".
func (i *Interaction) AwaitAnswer() State {
	i.s.t.Helper()
	return i.Await("an answer", State.Answered)
}

// AwaitText waits until what the person sees holds a text.
func (i *Interaction) AwaitText(text string) State {
	i.s.t.Helper()
	return i.Await(fmt.Sprintf("the text %q in the answer", text), func(s State) bool { return holds(s.Messages(), text) })
}

// AwaitModal waits for a form to fill in.
func (i *Interaction) AwaitModal() Modal {
	i.s.t.Helper()
	return *i.Await("a modal", func(s State) bool { return s.Modal != nil }).Modal
}

// AwaitChoices waits for what is offered while a person writes.
func (i *Interaction) AwaitChoices() []Choice {
	i.s.t.Helper()
	return i.Await("choices", func(s State) bool { return s.Response == responseChoices }).Choices
}
