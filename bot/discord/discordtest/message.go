package discordtest

import (
	"slices"
	"strings"
	"time"
)

// The flags of messages.
const (
	FlagSuppressEmbeds = 1 << 2
	FlagHasThread      = 1 << 5
	FlagEphemeral      = 1 << 6
	FlagLoading        = 1 << 7
	FlagSilent         = 1 << 12
	FlagVoice          = 1 << 13
	FlagComponentsV2   = 1 << 15
)

// A Message is one as its readers see it now.
type Message struct {
	ID      string
	Channel string // its ID
	Author  string // the name
	Mine    bool   // the bot has written it
	Private bool   // only one person sees it, and the bot
	Reader  string // the name of that person
	Place   string // the name of the channel
	ReplyTo string // the ID of the message that it answers
	Thread  *Channel
	Created time.Time
	Version
	History []Version // what it was before, oldest first
}

// A Version is what a message consists of at a time.
type Version struct {
	At         time.Time // since when
	Content    string
	Flags      int
	Components []Component
	Embeds     []Embed
	Files      []File
}

// An Embed is one of the older kind of cards.
type Embed struct {
	Title       string                `json:"title"`
	Description string                `json:"description"`
	URL         string                `json:"url"`
	Author      struct{ Name string } `json:"author"`
	Footer      struct{ Text string } `json:"footer"`
	Fields      []EmbedField          `json:"fields"`
}

// An EmbedField is a part of an embed.
type EmbedField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Loading reports whether the message only says that the bot is thinking.
func (v Version) Loading() bool { return v.Flags&FlagLoading != 0 }

// V2 reports whether the message consists of components alone.
func (v Version) V2() bool { return v.Flags&FlagComponentsV2 != 0 }

// Text is all there is to read in a message, line by line: its content, embeds,
// and the texts of its components, but no labels of buttons.
func (v Version) Text() string {
	var parts []string
	add := func(texts ...string) {
		for _, t := range texts {
			if t != "" {
				parts = append(parts, t)
			}
		}
	}
	add(v.Content)
	for _, e := range v.Embeds {
		add(e.Author.Name, e.Title, e.Description)
		for _, f := range e.Fields {
			add(f.Name, f.Value)
		}
		add(e.Footer.Text)
	}
	walk(v.Components, func(c *Component, _ int) { add(c.Content) })
	return strings.Join(parts, "\n")
}

// Densest is the largest number of edits within a time. A message that is
// replaced once a second has a densest second of one; the answer that takes the
// place of "is thinking" is an edit too.
func (m Message) Densest(per time.Duration) int {
	most := 0
	var times []time.Time
	for _, v := range append(slices.Clone(m.History), m.Version) {
		times = append(times, v.At)
	}
	times = times[1:]
	for i := range times {
		j := i
		for j < len(times) && times[j].Sub(times[i]) < per {
			j++
		}
		most = max(most, j-i)
	}
	return most
}

// Densest is the message with the most edits within a time, and how many.
func (s *Server) Densest(per time.Duration) (Message, int) {
	var worst Message
	most := 0
	for _, m := range s.All() {
		if n := m.Densest(per); n > most {
			worst, most = m, n
		}
	}
	return worst, most
}

// A message is one as the server knows it.
type message struct {
	id        string
	channel   *Channel
	author    *User
	only      *User // who alone sees it; nil is everyone
	reference string
	mentions  []*User
	thread    *Channel
	created   time.Time
	now       Version
	history   []Version
	deleted   bool
	webhook   bool // made through the token of an interaction
	kind      int  // of Discord's message types
}

func (s *Server) addMessage(m *message) *message {
	if m.id == "" {
		m.id = s.nextID()
	}
	m.created = s.now()
	m.now.At = m.created
	s.messages[m.id] = m
	s.order = append(s.order, m)
	return m
}

// change makes a new version of a message.
func (s *Server) change(m *message, edit func(*Version)) {
	m.history = append(m.history, m.now)
	m.now.At = s.now()
	edit(&m.now)
	s.announce("MESSAGE_UPDATE", m)
}

func (m *message) seenBy(u *User) bool {
	if m.deleted || m.only != nil && m.only != u {
		return false
	}
	if m.channel.guild == nil {
		return m.channel.recipient == u || u == m.channel.s.app
	}
	return m.channel.permissions(u).has(ViewChannel | ReadHistory)
}

func (m *message) view() Message {
	v := Message{
		ID: m.id, Channel: m.channel.ID, Place: m.channel.name, Author: m.author.Name, Mine: m.author.bot, ReplyTo: m.reference,
		Thread: m.thread, Created: m.created, Version: m.now, History: slices.Clone(m.history),
	}
	if m.only != nil {
		v.Private, v.Reader = true, m.only.Name
	}
	return v
}

// Messages are those that a person sees in a channel, oldest first.
func (u *User) Messages(c *Channel) []Message {
	return u.s.some(func(m *message) bool { return m.channel == c && m.seenBy(u) })
}

// Messages are those of a channel that are there for everyone, oldest first.
func (s *Server) Messages(c *Channel) []Message {
	return s.some(func(m *message) bool { return m.channel == c && m.only == nil && !m.deleted })
}

// Message is one as it is now; ok is false when it was deleted.
func (s *Server) Message(id string) (m Message, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.messages[id]
	if found == nil || found.deleted {
		return Message{}, false
	}
	return found.view(), true
}

// All are the messages that are there now, oldest first, whoever sees them.
func (s *Server) All() []Message { return s.some(func(m *message) bool { return !m.deleted }) }

func (s *Server) some(which func(*message) bool) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Message
	for _, m := range s.order {
		if which(m) {
			list = append(list, m.view())
		}
	}
	return list
}

// json is a message as the interface sends it.
func (m *message) json() object {
	o := object{
		"id": m.id, "channel_id": m.channel.ID, "type": m.kind, "author": m.author.json(), "content": m.now.Content,
		"flags": m.now.Flags, "timestamp": stamp(m.created), "edited_timestamp": nil, "tts": false, "pinned": false,
		"mention_everyone": false, "mentions": users(m.mentions), "mention_roles": []string{},
		"components": m.now.Components, "embeds": m.now.embeds(), "attachments": m.now.attachments(),
	}
	if m.now.Components == nil {
		o["components"] = []Component{}
	}
	if len(m.history) > 0 {
		o["edited_timestamp"] = stamp(m.now.At)
	}
	if m.channel.guild != nil {
		o["guild_id"] = m.channel.guild.ID
	}
	if m.webhook {
		o["application_id"] = m.channel.s.app.ID
	}
	if m.reference != "" {
		o["message_reference"] = object{"message_id": m.reference, "channel_id": m.channel.ID}
	}
	if m.thread != nil {
		o["thread"] = m.thread.json()
	}
	return o
}

func (v Version) embeds() []Embed { return append([]Embed{}, v.Embeds...) }

func (v Version) attachments() []object {
	list := []object{}
	for _, f := range v.Files {
		list = append(list, object{
			"id": f.ID, "filename": f.Name, "size": len(f.Data), "content_type": f.ContentType, "description": f.Description,
			"url": "https://" + cdn + "/attachments/" + f.ID + "/" + f.Name, "proxy_url": "",
		})
	}
	return list
}

func users(list []*User) []object {
	out := []object{}
	for _, u := range list {
		out = append(out, u.json())
	}
	return out
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }
