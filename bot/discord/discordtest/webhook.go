package discordtest

// answering returns the interaction whose token a request uses, while it is
// good.
func (s *Server) answering(c *Request) (*Interaction, *Error) {
	i := s.questions[c.Token]
	switch {
	case c.value("webhook_id") != s.app.ID:
		return nil, errUnknownWebhook
	case i == nil || i.closed || s.now().Sub(i.sent) > tokenLife:
		return nil, errToken
	case i.response == 0:
		return nil, errUnknownWebhook
	case i.channel.deleted:
		return nil, errUnknownChannel
	}
	return i, nil
}

// message is the message that a request names: the original one, or a
// follow-up.
func (i *Interaction) message(c *Request) *message {
	id := c.value("message_id")
	if m := i.original; m != nil && (id == "" || id == m.id) && !m.deleted {
		return m
	}
	for _, m := range i.followUps {
		if m.id == id && !m.deleted {
			return m
		}
	}
	return nil
}

func (s *Server) withFollowUp(c *Request, do func(*Interaction, *message) (any, *Error)) (any, *Error) {
	i, fail := s.answering(c)
	if fail != nil {
		return nil, fail
	}
	m := i.message(c)
	if m == nil {
		return nil, errUnknownMessage
	}
	return do(i, m)
}

func (s *Server) getFollowUp(c *Request) (any, *Error) {
	return s.withFollowUp(c, func(_ *Interaction, m *message) (any, *Error) { return m.json(), nil })
}

func (s *Server) editFollowUp(c *Request) (any, *Error) {
	return s.withFollowUp(c, func(_ *Interaction, m *message) (any, *Error) {
		if fail := s.edit(m, c.Body, c.Files, formFollowUpEdit); fail != nil {
			return nil, fail
		}
		return m.json(), nil
	})
}

func (s *Server) deleteFollowUp(c *Request) (any, *Error) {
	return s.withFollowUp(c, func(_ *Interaction, m *message) (any, *Error) {
		s.remove(m)
		return nil, nil
	})
}

// followUp makes a further message. While the answer is only promised it takes
// the place of the promise, which no bot should rely on.
func (s *Server) followUp(c *Request) (any, *Error) {
	i, fail := s.answering(c)
	if fail != nil {
		return nil, fail
	}
	if i.response == responseDeferred && i.original.now.Loading() && !i.original.deleted {
		s.errorf("a follow-up was sent before the answer that was promised")
		if fail := s.edit(i.original, c.Body, c.Files, form{flags: formFollowUp.flags &^ FlagEphemeral, edit: true}); fail != nil {
			return nil, fail
		}
		return i.original.json(), nil
	}
	v, fail := s.version(c.Body, c.Files, formFollowUp, nil)
	if fail != nil {
		return nil, fail
	}
	m := &message{channel: i.channel, author: s.app, webhook: true, now: v}
	if v.Flags&FlagEphemeral != 0 {
		m.only = i.user
	}
	if i.original != nil {
		m.reference = i.original.id
	}
	i.followUps = append(i.followUps, s.addMessage(m))
	s.announce("MESSAGE_CREATE", m)
	if c.Query.Get("wait") != "true" {
		return nil, nil
	}
	return m.json(), nil
}

// version is what a body makes of a message, or of a new one.
func (s *Server) version(body []byte, files []File, f form, before *Version) (Version, *Error) {
	m, k, fail := readOutgoing(body)
	if fail != nil {
		return Version{}, fail
	}
	v, _ := m.after(f, k, before)
	if v.V2() {
		v.Content, v.Embeds = "", nil
	}
	if m.Attachments != nil {
		v.Files = kept(v.Files, m)
	}
	for _, file := range files {
		for _, a := range attachments(m) {
			if a.id == file.ID {
				file.Description = a.description
			}
		}
		v.Files = append(v.Files, s.store(file))
	}
	return v, nil
}

// edit makes a new version of a message.
func (s *Server) edit(m *message, body []byte, files []File, f form) *Error {
	v, fail := s.version(body, files, f, &m.now)
	if fail != nil {
		return fail
	}
	s.change(m, func(now *Version) {
		v.At = now.At
		*now = v
	})
	return nil
}

// remove deletes a message.
func (s *Server) remove(m *message) {
	m.deleted = true
	if m.only != nil {
		return
	}
	o := object{"id": m.id, "channel_id": m.channel.ID}
	if m.channel.guild != nil {
		o["guild_id"] = m.channel.guild.ID
	}
	s.emit("MESSAGE_DELETE", m.channel.intentOf(), o)
}
