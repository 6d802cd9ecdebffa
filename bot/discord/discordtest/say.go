package discordtest

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Say writes a message in a channel. Whom it names with <@id> is mentioned; see
// [Server.Mention].
func (u *User) Say(c *Channel, text string, files ...File) Message {
	u.s.t.Helper()
	return u.write(&message{channel: c, now: Version{Content: text, Files: slices.Clone(files)}})
}

// Reply answers a message. With ping its author is mentioned; without, a bot
// may not read what is said, like any message that does not concern it.
func (u *User) Reply(m Message, text string, ping bool) Message {
	u.s.t.Helper()
	to := u.sees(m)
	answer := &message{channel: to.channel, reference: m.ID, kind: 19, now: Version{Content: text}}
	if ping {
		answer.mentions = []*User{to.author}
	}
	return u.write(answer)
}

// Post starts a post in a forum, or a thread of a person's in a text channel, and
// writes its first message. That of a post has the ID of the post.
func (u *User) Post(c *Channel, title, text string) (*Channel, Message) {
	u.s.t.Helper()
	unlock := u.s.lock()
	t := u.s.addChannel(&Channel{name: title, kind: typeThread, guild: c.guild, parent: c, owner: u.ID, archiving: 4320})
	first := &message{channel: t, now: Version{Content: text}}
	if c.kind == typeForum {
		t.starter, first.id = t.ID, t.ID
	}
	u.s.emit("THREAD_CREATE", intentGuilds, t.json())
	unlock()
	return t, u.write(first)
}

// write puts a message into its channel and tells clients of it.
func (u *User) write(m *message) Message {
	u.s.t.Helper()
	u.s.awaitClient()
	defer u.s.lock()()
	if !m.channel.permissions(u).has(ViewChannel|m.channel.sending()) || m.channel.kind == typeForum {
		u.s.t.Fatalf("discordtest: %s may not write in #%s", u.Name, m.channel.name)
	}
	m.author = u
	for id, other := range u.s.users {
		if strings.Contains(m.now.Content, "<@"+id+">") && !slices.Contains(m.mentions, other) {
			m.mentions = append(m.mentions, other)
		}
	}
	for i := range m.now.Files {
		m.now.Files[i] = u.s.store(m.now.Files[i])
	}
	u.s.addMessage(m)
	u.s.announce("MESSAGE_CREATE", m)
	return m.view()
}

// store puts a file where its address leads to it.
func (s *Server) store(f File) File {
	f.ID = s.nextID()
	s.files[f.ID] = f
	return f
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f, ok := s.files[r.PathValue("id")]
	s.mu.Unlock()
	if !ok || f.Name != r.PathValue("name") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", cmp.Or(f.ContentType, "application/octet-stream"))
	_, _ = w.Write(f.Data) // the client may have gone
}

// Edit changes what a person has written.
func (u *User) Edit(m Message, text string) {
	u.s.t.Helper()
	target := u.sees(m)
	defer u.s.lock()()
	u.s.change(target, func(v *Version) { v.Content = text })
}

// Delete removes a message, as its author or a moderator does.
func (u *User) Delete(m Message) {
	u.s.t.Helper()
	target := u.sees(m)
	defer u.s.lock()()
	u.s.remove(target)
}

// Resend sends the event of a message once more, as can happen after a
// connection was resumed.
func (s *Server) Resend(m Message) {
	s.t.Helper()
	s.awaitClient()
	defer s.lock()()
	s.announce("MESSAGE_CREATE", s.messages[m.ID])
}

// AwaitReply waits until the bot has answered a message with messages that
// reply to it, of which the last is as wanted.
func (s *Server) AwaitReply(to Message, condition func(Message) bool) Message {
	s.t.Helper()
	return s.awaitOne(fmt.Sprintf("a reply to %.40q", to.Content), func(m *message) bool {
		return m.author == s.app && m.reference == to.ID && !m.deleted
	}, condition)
}

// AwaitMessage waits for a message anywhere that is as wanted, and returns the
// newest.
func (s *Server) AwaitMessage(what string, condition func(Message) bool) Message {
	s.t.Helper()
	return s.awaitOne(what, func(m *message) bool { return !m.deleted }, condition)
}

func (s *Server) awaitOne(what string, among func(*message) bool, condition func(Message) bool) Message {
	s.t.Helper()
	var found Message
	s.Await(what, func() bool {
		for _, m := range slices.Backward(s.some(among)) {
			if condition(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

func holds(list []Message, text string) bool {
	return slices.ContainsFunc(list, func(m Message) bool { return strings.Contains(m.Text(), text) })
}
