package discordtest

import (
	"slices"
	"time"
)

// A User is a person, or the bot.
type User struct {
	ID, Name string
	Locale   string // of the client, such as "en-US" or "zh-TW"
	s        *Server
	bot      bool
	deaf     bool // takes no direct messages
}

// User makes a person who is in no guild yet.
func (s *Server) User(name, locale string) *User {
	defer s.lock()()
	u := &User{ID: s.nextID(), Name: name, Locale: locale, s: s}
	s.users[u.ID] = u
	return u
}

// A Guild is what people call a server.
type Guild struct {
	ID, Name string
	s        *Server
	locale   string
	owner    *User
	roles    []*Role
	members  map[string][]string // the roles of each, by the ID of the user
}

// A Role gives permissions to its members.
type Role struct {
	ID, Name    string
	permissions Permission
}

// Guild makes a guild that the bot is a member of. Everyone may read and write
// in it and start threads, and so may the bot.
func (s *Server) Guild(name string) *Guild {
	defer s.lock()()
	g := &Guild{ID: s.nextID(), Name: name, s: s, locale: "en-US", owner: s.owner, members: make(map[string][]string)}
	g.roles = []*Role{{ID: g.ID, Name: "@everyone", permissions: Ordinary}}
	g.members[s.app.ID], g.members[s.owner.ID] = nil, nil
	s.guilds = append(s.guilds, g)
	return g
}

// Member makes a person who is a member of the guild and has the roles of
// these names.
func (g *Guild) Member(name, locale string, roles ...string) *User {
	u := g.s.User(name, locale)
	g.Join(u, roles...)
	return u
}

// Join makes a person a member, or gives a member these roles.
func (g *Guild) Join(u *User, roles ...string) {
	defer g.s.lock()()
	var ids []string
	for _, name := range roles {
		i := slices.IndexFunc(g.roles, func(r *Role) bool { return r.Name == name })
		if i < 0 {
			g.s.t.Fatalf("discordtest: the guild %q has no role %q; make it with Guild.Role", g.Name, name)
		}
		ids = append(ids, g.roles[i].ID)
	}
	g.members[u.ID] = ids
}

// Remove ends the membership of a person, or of the bot.
func (g *Guild) Remove(u *User) {
	defer g.s.lock()()
	delete(g.members, u.ID)
	if u.bot {
		g.s.emit("GUILD_DELETE", intentGuilds, object{"id": g.ID})
	}
}

// Role makes a role, or gives one other permissions; that of the name
// "@everyone" is there from the beginning.
func (g *Guild) Role(name string, permissions Permission) *Role {
	defer g.s.lock()()
	for _, r := range g.roles {
		if r.Name == name {
			r.permissions = permissions
			return r
		}
	}
	r := &Role{ID: g.s.nextID(), Name: name, permissions: permissions}
	g.roles = append(g.roles, r)
	return r
}

// The types of channels.
const (
	typeText   = 0
	typeDM     = 1
	typeThread = 11
	typeForum  = 15
)

// A Channel is a place for messages: a text channel, a forum, whose messages are
// in its posts, a thread or post, or a direct message.
type Channel struct {
	ID         string
	s          *Server
	name       string
	kind       int
	guild      *Guild // nil for a direct message
	recipient  *User  // of a direct message
	parent     *Channel
	starter    string // the message that a thread began with
	owner      string
	archived   bool
	locked     bool
	archiving  int // minutes
	overwrites []overwrite
	deleted    bool
	typed      []time.Time
}

// Text makes a text channel.
func (g *Guild) Text(name string) *Channel { return g.channel(name, typeText) }

// Forum makes a forum. Posts are made with [User.Post].
func (g *Guild) Forum(name string) *Channel { return g.channel(name, typeForum) }

func (g *Guild) channel(name string, kind int) *Channel {
	defer g.s.lock()()
	return g.s.addChannel(&Channel{name: name, kind: kind, guild: g})
}

func (s *Server) addChannel(c *Channel) *Channel {
	if c.ID == "" {
		c.ID = s.nextID()
	}
	c.s = s
	s.channels[c.ID] = c
	return c
}

// Direct is the channel in which a person and the bot talk alone.
func (u *User) Direct() *Channel {
	defer u.s.lock()()
	return u.s.direct(u)
}

// CloseDirect makes a person one who takes no direct messages of the bot's own
// accord.
func (u *User) CloseDirect() {
	defer u.s.lock()()
	u.deaf = true
}

func (s *Server) direct(u *User) *Channel {
	for _, c := range s.channels {
		if c.recipient == u {
			return c
		}
	}
	return s.addChannel(&Channel{name: "@" + u.Name, kind: typeDM, recipient: u})
}

// Name is the name of a channel or thread.
func (c *Channel) Name() string {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.name
}

// Archive puts a thread away, and locks it so that only moderators can bring it
// back.
func (c *Channel) Archive(locked bool) {
	defer c.s.lock()()
	c.archived, c.locked = true, locked
}

// Delete removes a channel.
func (c *Channel) Delete() {
	defer c.s.lock()()
	c.deleted = true
	c.s.emit("CHANNEL_DELETE", intentGuilds, c.json())
}

// Threads are the threads or posts of a channel, oldest first.
func (c *Channel) Threads() []*Channel {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return c.threads()
}

func (c *Channel) threads() []*Channel {
	var list []*Channel
	for _, t := range c.s.channels {
		if t.parent == c && !t.deleted {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b *Channel) int { return compareIDs(a.ID, b.ID) })
	return list
}

func compareIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (u *User) json() object {
	return object{"id": u.ID, "username": u.Name, "global_name": u.Name, "discriminator": "0", "avatar": nil, "bot": u.bot}
}

func (g *Guild) json() object {
	var roles []object
	for _, r := range g.roles {
		roles = append(roles, object{"id": r.ID, "name": r.Name, "permissions": r.permissions.String(), "position": len(roles)})
	}
	return object{"id": g.ID, "name": g.Name, "owner_id": g.owner.ID, "preferred_locale": g.locale, "roles": roles, "features": []string{}}
}

func (g *Guild) memberJSON(u *User) object {
	return object{
		"user": u.json(), "roles": append([]string{}, g.members[u.ID]...), "nick": nil, "deaf": false, "mute": false,
		"joined_at": time.Unix(1700000000, 0).UTC().Format(time.RFC3339), "flags": 0,
	}
}

func (c *Channel) json() object {
	o := object{"id": c.ID, "type": c.kind}
	if c.kind == typeDM {
		o["recipients"] = []object{c.recipient.json()}
		return o
	}
	o["name"], o["guild_id"] = c.name, c.guild.ID
	if c.parent != nil {
		o["parent_id"], o["owner_id"] = c.parent.ID, c.owner
		o["thread_metadata"] = object{
			"archived": c.archived, "locked": c.locked, "auto_archive_duration": c.archiving,
			"archive_timestamp": time.Unix(1700000000, 0).UTC().Format(time.RFC3339),
		}
	}
	return o
}

// An object is one of JSON.
type object = map[string]any
