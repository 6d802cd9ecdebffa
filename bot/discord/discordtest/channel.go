package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// channel returns a channel that the bot may see.
func (s *Server) channel(c *Request, need Permission) (*Channel, *Error) {
	ch := s.channels[c.value("channel_id")]
	if ch == nil || ch.deleted {
		return nil, errUnknownChannel
	}
	return ch, s.may(ch, need)
}

func (s *Server) getChannel(c *Request) (any, *Error) {
	ch, fail := s.channel(c, ViewChannel)
	if fail != nil {
		return nil, fail
	}
	return ch.json(), nil
}

func (s *Server) startTyping(c *Request) (any, *Error) {
	ch, fail := s.channel(c, ViewChannel)
	if fail != nil {
		return nil, fail
	}
	if fail := s.may(ch, ch.sending()); fail != nil {
		return nil, fail
	}
	ch.typed = append(ch.typed, s.now())
	return nil, nil
}

// Typed is when the bot began to be seen writing in a channel: for ten seconds, or
// until its next message there.
func (c *Channel) Typed() []time.Time {
	defer c.s.lock()()
	return slices.Clone(c.typed)
}

// openDirect returns the channel of direct messages with a person.
func (s *Server) openDirect(c *Request) (any, *Error) {
	var body struct {
		Recipient string `json:"recipient_id"`
	}
	if fail := c.into(&body); fail != nil {
		return nil, fail
	}
	u := s.users[body.Recipient]
	if u == nil || u.bot {
		return nil, errUnknownUser
	}
	return s.direct(u).json(), nil
}

// getMessages returns the messages of a channel, newest first.
func (s *Server) getMessages(c *Request) (any, *Error) {
	ch, fail := s.channel(c, ViewChannel)
	if fail != nil {
		return nil, fail
	}
	limit, err := strconv.Atoi(c.Query.Get("limit"))
	if err != nil {
		limit = 50
	}
	if limit < 1 || limit > 100 {
		return nil, invalid("limit: it may be 1 to 100")
	}
	before, after := c.Query.Get("before"), c.Query.Get("after")
	list := []object{}
	for _, m := range slices.Backward(s.order) {
		switch {
		case m.channel != ch || m.only != nil || !m.seenBy(s.app),
			before != "" && compareIDs(m.id, before) >= 0, after != "" && compareIDs(m.id, after) <= 0:
			continue
		}
		if list = append(list, m.json()); len(list) == limit {
			break
		}
	}
	return list, nil
}

// message returns a message of a channel that everyone sees: one that only one
// person sees is known to nobody here.
func (s *Server) message(c *Request, ch *Channel) (*message, *Error) {
	m := s.messages[c.value("message_id")]
	if m == nil || m.channel != ch || m.deleted || m.only != nil {
		return nil, errUnknownMessage
	}
	return m, nil
}

func (s *Server) withMessage(c *Request, need Permission, do func(*message) (any, *Error)) (any, *Error) {
	ch, fail := s.channel(c, need)
	if fail != nil {
		return nil, fail
	}
	m, fail := s.message(c, ch)
	if fail != nil {
		return nil, fail
	}
	return do(m)
}

func (s *Server) getMessage(c *Request) (any, *Error) {
	return s.withMessage(c, ViewChannel|ReadHistory, func(m *message) (any, *Error) { return m.json(), nil })
}

func (s *Server) createMessage(c *Request) (any, *Error) {
	ch, fail := s.channel(c, ViewChannel)
	if fail != nil {
		return nil, fail
	}
	if fail := s.maySend(ch, len(c.Files)); fail != nil {
		return nil, fail
	}
	body, _, fail := readOutgoing(c.Body)
	if fail != nil {
		return nil, fail
	}
	m := &message{channel: ch, author: s.app}
	if r := body.Reference; r != nil {
		if fail := s.mayReply(ch, r.ID, r.Fail); fail != nil {
			return nil, fail
		}
		m.reference, m.kind = r.ID, 19
	}
	if m.now, fail = s.version(c.Body, c.Files, formMessage, nil); fail != nil {
		return nil, fail
	}
	ch.archived = false
	s.addMessage(m)
	s.announce("MESSAGE_CREATE", m)
	return m.json(), nil
}

// maySend reports why the bot may not write in a channel.
func (s *Server) maySend(ch *Channel, files int) *Error {
	if ch.kind == typeForum {
		return errNotHere
	}
	if ch.recipient != nil && ch.recipient.deaf {
		return errNoDirect
	}
	if ch.locked && !ch.permissions(s.app).has(ManageThreads) {
		return errThreadLocked
	}
	need := ch.sending()
	if files > 0 {
		need |= AttachFiles
	}
	return s.may(ch, need)
}

func (s *Server) mayReply(ch *Channel, id string, fail *bool) *Error {
	if !ch.permissions(s.app).has(ReadHistory) {
		return errReplyWithoutHistory
	}
	m := s.messages[id]
	if (m == nil || m.deleted || m.channel != ch || m.only != nil) && (fail == nil || *fail) {
		return invalid("message_reference: Unknown message")
	}
	return nil
}

func (s *Server) editMessage(c *Request) (any, *Error) {
	return s.withMessage(c, ViewChannel, func(m *message) (any, *Error) {
		switch {
		case m.author != s.app:
			return nil, errNotAuthor
		case m.channel.archived:
			return nil, errArchived
		}
		if fail := s.edit(m, c.Body, c.Files, formMessageEdit); fail != nil {
			return nil, fail
		}
		return m.json(), nil
	})
}

func (s *Server) deleteMessage(c *Request) (any, *Error) {
	return s.withMessage(c, ViewChannel, func(m *message) (any, *Error) {
		if m.author != s.app && !m.channel.permissions(s.app).has(ManageMessages) {
			return nil, errMissingPermissions
		}
		s.remove(m)
		return nil, nil
	})
}

type attachment struct{ id, description string }

func attachments(m outgoing) []attachment {
	var list []attachment
	if m.Attachments == nil {
		return nil
	}
	for _, a := range *m.Attachments {
		var id any
		_ = json.Unmarshal(a.ID, &id) // checkFiles has read it
		switch id := id.(type) {
		case string:
			list = append(list, attachment{id, a.Description})
		case float64:
			list = append(list, attachment{strconv.FormatFloat(id, 'f', -1, 64), a.Description})
		}
	}
	return list
}

// kept are the files that a change leaves with a message.
func kept(files []File, m outgoing) []File {
	var list []File
	for _, f := range files {
		if slices.ContainsFunc(attachments(m), func(a attachment) bool { return a.id == f.ID }) {
			list = append(list, f)
		}
	}
	return list
}
