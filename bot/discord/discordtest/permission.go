package discordtest

import (
	"slices"
	"strconv"
)

// A Permission is a set of rights, as Discord writes them.
type Permission uint64

// The rights that matter to a bot that reads and answers.
const (
	Administrator   Permission = 1 << 3
	ManageChannels  Permission = 1 << 4
	ManageGuild     Permission = 1 << 5
	AddReactions    Permission = 1 << 6
	ViewChannel     Permission = 1 << 10
	SendMessages    Permission = 1 << 11
	ManageMessages  Permission = 1 << 13
	EmbedLinks      Permission = 1 << 14
	AttachFiles     Permission = 1 << 15
	ReadHistory     Permission = 1 << 16
	UseCommands     Permission = 1 << 31
	ManageThreads   Permission = 1 << 34
	CreateThreads   Permission = 1 << 35
	SendInThreads   Permission = 1 << 38
	everyPermission Permission = 1<<53 - 1
)

// Ordinary are the rights of everyone in a new guild.
const Ordinary = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | AddReactions |
	UseCommands | CreateThreads | SendInThreads

// Moderator are the rights of somebody who keeps order.
const Moderator = Ordinary | ManageMessages | ManageThreads

// String is the decimal number that Discord sends.
func (p Permission) String() string { return strconv.FormatUint(uint64(p), 10) }

func (p Permission) has(all Permission) bool { return p&all == all }

// An overwrite takes rights from a role or a member in one channel, or gives
// them.
type overwrite struct {
	id          string
	allow, deny Permission
}

// Deny takes rights from the bot in a channel.
func (c *Channel) Deny(p Permission) { c.overwrite(overwrite{id: c.s.app.ID, deny: p}) }

// DenyEveryone takes rights from everyone in a channel, the bot too.
func (c *Channel) DenyEveryone(p Permission) { c.overwrite(overwrite{id: c.guild.ID, deny: p}) }

func (c *Channel) overwrite(o overwrite) {
	defer c.s.lock()()
	c.overwrites = append(c.overwrites, o)
}

// permissions are what a user may do in a channel, by the algorithm of
// Discord's documentation (topics/permissions): roles together, then the
// channel's overwrites for everyone, for roles, for the member.
func (c *Channel) permissions(u *User) Permission {
	if c.guild == nil {
		return Ordinary
	}
	roles, member := c.guild.members[u.ID]
	switch {
	case !member:
		return 0
	case c.guild.owner == u:
		return everyPermission
	}
	var p Permission
	for _, r := range c.guild.roles {
		if r.ID == c.guild.ID || slices.Contains(roles, r.ID) {
			p |= r.permissions
		}
	}
	if p.has(Administrator) {
		return everyPermission
	}
	if c.parent != nil {
		c = c.parent
	}
	for _, applies := range []func(string) bool{
		func(id string) bool { return id == c.guild.ID },
		func(id string) bool { return slices.Contains(roles, id) },
		func(id string) bool { return id == u.ID },
	} {
		p = c.overwritten(p, applies)
	}
	if !p.has(ViewChannel) {
		return 0
	}
	return p
}

func (c *Channel) overwritten(p Permission, applies func(id string) bool) Permission {
	for _, o := range c.overwrites {
		if applies(o.id) {
			p = p&^o.deny | o.allow
		}
	}
	return p
}

// may returns Discord's error when the bot lacks a right in a channel.
func (s *Server) may(c *Channel, need Permission) *Error {
	p := c.permissions(s.app)
	switch {
	case !p.has(ViewChannel):
		return errMissingAccess
	case !p.has(need):
		return errMissingPermissions
	}
	return nil
}

// sending is the right to write in a channel: in a thread it is another.
func (c *Channel) sending() Permission {
	if c.parent != nil {
		return SendInThreads
	}
	return SendMessages
}
