package discordtest

import "slices"

// emit sends an event to every session that has asked for it; 0 is an event
// that everyone gets. Held events are sent later. It is called under the lock.
func (s *Server) emit(name string, intent int, data any) {
	s.emitEach(name, func(intents int) any {
		if intent != 0 && intents&intent == 0 {
			return nil
		}
		return data
	})
}

// emitEach sends each session what is made for its intents, if anything.
func (s *Server) emitEach(name string, data func(intents int) any) {
	send := func() {
		for _, session := range s.gateway.sessions {
			if session.shut {
				continue
			}
			if d := data(session.intents); d != nil {
				session.add(name, d)
			}
		}
	}
	if s.gateway.holding {
		s.gateway.held = append(s.gateway.held, send)
		return
	}
	send()
}

// Hold keeps events back until the function it returns is called: then they
// come late, all at once.
func (s *Server) Hold() (release func()) {
	defer s.lock()()
	s.gateway.holding = true
	return func() {
		defer s.lock()()
		held := s.gateway.held
		s.gateway.holding, s.gateway.held = false, nil
		for _, send := range held {
			send()
		}
	}
}

// Emit sends an event that the server itself knows nothing of.
func (s *Server) Emit(name string, data any) {
	defer s.lock()()
	s.emit(name, 0, data)
}

// live returns a session whose client is connected, or nil.
func (s *Server) live() *session {
	for _, session := range s.gateway.sessions {
		if session.conn != nil && !session.shut {
			return session
		}
	}
	return nil
}

// awaitClient waits until there is somebody to send events to.
func (s *Server) awaitClient() {
	s.t.Helper()
	s.Await("a connection that is ready", s.Connected)
}

// wholeGuild is a guild as it comes with GUILD_CREATE.
func (s *Server) wholeGuild(g *Guild) object {
	o := g.json()
	channels, threads := []object{}, []object{}
	for _, c := range s.channels {
		switch {
		case c.guild != g || c.deleted:
		case c.parent != nil && !c.archived:
			threads = append(threads, c.json())
		case c.parent == nil:
			channels = append(channels, c.json())
		}
	}
	o["channels"], o["threads"], o["unavailable"] = channels, threads, false
	o["members"] = []object{g.memberJSON(s.app)}
	o["member_count"] = len(g.members)
	return o
}

// intentOf is the intent that messages in a channel need.
func (c *Channel) intentOf() int {
	if c.guild == nil {
		return intentDirectMessages
	}
	return intentGuildMessages
}

// announce tells clients of a message: without the right to its content they get
// none, unless it is their own, a direct message, or names the bot.
func (s *Server) announce(name string, m *message) {
	if m.only != nil || m.channel.guild != nil && !m.channel.permissions(s.app).has(ViewChannel) {
		return
	}
	s.emitEach(name, func(intents int) any {
		if intents&m.channel.intentOf() == 0 {
			return nil
		}
		o := m.json()
		if g := m.channel.guild; g != nil {
			o["member"] = g.memberJSON(m.author)
		}
		hide := func(m *message, o object) object {
			if intents&intentContent == 0 && !m.readable(s.app) {
				o["content"], o["embeds"], o["attachments"], o["components"] = "", []Embed{}, []object{}, []Component{}
			}
			return o
		}
		if to := s.messages[m.reference]; to != nil && !to.deleted {
			o["referenced_message"] = hide(to, to.json())
		}
		return hide(m, o)
	})
}

func (m *message) readable(app *User) bool {
	return m.channel.guild == nil || m.author == app || slices.Contains(m.mentions, app)
}

// report fails the test, from outside the lock.
func (s *Server) report(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.errorf(format, args...)
}
