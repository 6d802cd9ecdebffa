package discordtest

import (
	"encoding/json"
	"slices"
)

// threadBody starts a thread.
type threadBody struct {
	Name      string          `json:"name"`
	Archiving *int            `json:"auto_archive_duration"`
	Type      *int            `json:"type"`
	Message   json.RawMessage `json:"message"`
}

// newThread makes a thread of the bot's.
func (s *Server) newThread(parent *Channel, body threadBody, id string) (*Channel, *Error) {
	if n := length(body.Name); n < 1 || n > 100 {
		return nil, invalid("name: it may have 1 to 100 characters")
	}
	t := &Channel{ID: id, name: body.Name, kind: typeThread, guild: parent.guild, parent: parent, owner: s.app.ID, archiving: 4320}
	if body.Archiving != nil {
		if !slices.Contains([]int{60, 1440, 4320, 10080}, *body.Archiving) {
			return nil, invalid("auto_archive_duration: it is 60, 1440, 4320 or 10080")
		}
		t.archiving = *body.Archiving
	}
	s.addChannel(t)
	s.emit("THREAD_CREATE", intentGuilds, t.json())
	return t, nil
}

// startThreadFromMessage starts a thread under a message, whose ID it has.
func (s *Server) startThreadFromMessage(c *Request) (any, *Error) {
	return s.withMessage(c, CreateThreads, func(m *message) (any, *Error) {
		var body threadBody
		switch fail := c.into(&body); {
		case fail != nil:
			return nil, fail
		case m.channel.kind != typeText:
			return nil, errNotHere
		case m.thread != nil:
			return nil, errThreadExists
		}
		t, fail := s.newThread(m.channel, body, m.id)
		if fail != nil {
			return nil, fail
		}
		t.starter, m.thread = m.id, t
		m.now.Flags |= FlagHasThread
		s.announce("MESSAGE_UPDATE", m)
		return t.json(), nil
	})
}

// startThread starts a thread without a message, or in a forum a post.
func (s *Server) startThread(c *Request) (any, *Error) {
	parent, fail := s.channel(c, ViewChannel)
	if fail != nil {
		return nil, fail
	}
	var body threadBody
	if fail := c.into(&body); fail != nil {
		return nil, fail
	}
	need := CreateThreads
	if parent.kind == typeForum {
		need = SendMessages
	}
	if fail := s.may(parent, need); fail != nil {
		return nil, fail
	}
	if parent.kind == typeForum {
		return s.startPost(parent, body, c.Files)
	}
	switch {
	case parent.kind != typeText:
		return nil, errNotHere
	case body.Type != nil && *body.Type != typeThread:
		return nil, errNotHere // a private thread, which no answer belongs in
	}
	t, fail := s.newThread(parent, body, "")
	if fail != nil {
		return nil, fail
	}
	return t.json(), nil
}

func (s *Server) startPost(forum *Channel, body threadBody, files []File) (any, *Error) {
	if body.Message == nil {
		return nil, invalid("message: a post of a forum begins with one")
	}
	v, fail := s.version(body.Message, files, formMessage, nil)
	if fail != nil {
		return nil, fail
	}
	t, fail := s.newThread(forum, body, "")
	if fail != nil {
		return nil, fail
	}
	m := s.addMessage(&message{id: t.ID, channel: t, author: s.app, now: v})
	t.starter = t.ID
	s.announce("MESSAGE_CREATE", m)
	o := t.json()
	o["message"] = m.json()
	return o, nil
}

// editChannel renames, archives or locks a thread.
func (s *Server) editChannel(c *Request) (any, *Error) {
	ch, fail := s.channel(c, ViewChannel)
	if fail != nil {
		return nil, fail
	}
	var body struct {
		Name             *string
		Archived, Locked *bool
	}
	if fail := c.into(&body); fail != nil {
		return nil, fail
	}
	rights := ch.permissions(s.app)
	switch {
	case ch.parent == nil && !rights.has(ManageChannels),
		ch.parent != nil && ch.owner != s.app.ID && !rights.has(ManageThreads),
		body.Locked != nil && !rights.has(ManageThreads):
		return nil, errMissingPermissions
	case ch.archived && (body.Archived == nil || *body.Archived):
		return nil, errArchived
	}
	if body.Name != nil {
		ch.name = *body.Name
	}
	if body.Archived != nil {
		ch.archived = *body.Archived
	}
	if body.Locked != nil {
		ch.locked = *body.Locked
	}
	s.emit("THREAD_UPDATE", intentGuilds, ch.json())
	return ch.json(), nil
}

func (s *Server) getThreadMembers(c *Request) (any, *Error) {
	ch, fail := s.channel(c, ViewChannel)
	switch {
	case fail != nil:
		return nil, fail
	case ch.parent == nil:
		return nil, errNotHere
	}
	return []object{{"id": ch.ID, "user_id": s.app.ID, "flags": 0}}, nil
}

func (s *Server) joinThread(c *Request) (any, *Error) {
	ch, fail := s.channel(c, ViewChannel)
	switch {
	case fail != nil:
		return nil, fail
	case ch.parent == nil:
		return nil, errNotHere
	case ch.archived:
		return nil, errArchived
	}
	return nil, nil
}
