package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// SendMessages is the name of the permission without which the bot is of no use in a
// channel.
const SendMessages = "Send Messages"

// neededPermissions are those that the bot needs, by the names that people see.
var neededPermissions = []struct {
	name string
	bit  int64
}{
	{"View Channels", discordgo.PermissionViewChannel},
	{SendMessages, discordgo.PermissionSendMessages},
	{"Send Messages in Threads", discordgo.PermissionSendMessagesInThreads},
	{"Create Public Threads", discordgo.PermissionCreatePublicThreads},
	{"Embed Links", discordgo.PermissionEmbedLinks},
	{"Attach Files", discordgo.PermissionAttachFiles},
	{"Read Message History", discordgo.PermissionReadMessageHistory},
}

func leastPermissions() (all int64) {
	for _, p := range neededPermissions {
		all |= p.bit
	}
	return all
}

// lacking names the permissions that the bot lacks. Who may administrate may all,
// and who cannot see a channel may nothing there.
func lacking(has int64) (names []string) {
	switch {
	case has&discordgo.PermissionAdministrator != 0:
		return nil
	case has&discordgo.PermissionViewChannel == 0:
		has = 0
	}
	for _, p := range neededPermissions {
		if has&p.bit == 0 {
			names = append(names, p.name)
		}
	}
	return names
}

// A Server is one that the bot is in.
type Server struct {
	ID, Name string
	Missing  []string // permissions that its roles there do not give it; a channel may
	has      int64
}

const (
	serversPage = 200  // that Discord sends at once, at most
	mostServers = 2500 // that one connection can serve
)

// Servers lists the servers that the bot is in, by their IDs.
func (i *Inspector) Servers(ctx context.Context) ([]Server, error) {
	var all []Server
	for after := "0"; len(all) < mostServers; after = all[len(all)-1].ID {
		var said []struct {
			ID, Name    string
			Owner       bool
			Permissions int64 `json:",string"`
		}
		address := fmt.Sprintf("%s?limit=%d&after=%s", discordgo.EndpointUserGuilds("@me"), serversPage, after)
		if err := i.ask(ctx, address, &said); err != nil {
			return nil, fmt.Errorf("asking Discord for the bot's servers: %w", err)
		}
		for _, s := range said {
			if s.Owner {
				s.Permissions |= discordgo.PermissionAdministrator
			}
			all = append(all, Server{s.ID, s.Name, lacking(s.Permissions), s.Permissions})
		}
		if len(said) < serversPage {
			break
		}
	}
	return all, nil
}

// A Channel is one of a server, or a thread.
type Channel struct {
	ID, Name string
	Server   Server
	Missing  []string // permissions that the bot lacks in it
}

// Why a channel cannot be looked at.
var (
	ErrNoChannel     = errors.New("there is no such channel: copy its ID again, in Discord's developer mode, \"Copy Channel ID\"")
	ErrHiddenChannel = errors.New("the bot cannot see the channel: let its role View Channels there")
)

// Channel asks for a channel and computes what the bot, a user, may do in it. The
// servers are those of [Inspector.Servers].
func (i *Inspector) Channel(ctx context.Context, id, bot string, servers []Server) (Channel, error) {
	said, err := i.channel(ctx, id)
	if err == nil && said.isThread() {
		var parent channelJSON
		parent, err = i.channel(ctx, said.Parent)
		said.Overwrites = parent.Overwrites
	}
	if err != nil {
		return Channel{}, fmt.Errorf("asking Discord for the channel %q: %w", id, err)
	}
	n := slices.IndexFunc(servers, func(s Server) bool { return s.ID == said.Guild })
	if n < 0 {
		return Channel{}, fmt.Errorf("asking Discord for the channel %q: %w", id, ErrNoChannel)
	}
	var member struct{ Roles []string }
	if err := i.ask(ctx, discordgo.EndpointGuildMember(said.Guild, bot), &member); err != nil {
		return Channel{}, fmt.Errorf("asking Discord for the bot's roles in %q: %w", servers[n].Name, err)
	}
	has := said.permissions(servers[n].has, bot, member.Roles)
	return Channel{said.ID, said.Name, servers[n], lacking(has)}, nil
}

// A channelJSON is what is read of a channel.
type channelJSON struct {
	room
	ID         string
	Overwrites []overwrite `json:"permission_overwrites"`
}

// An overwrite gives and takes permissions in one channel: to a role, everybody's
// being that with the server's ID, or to one user.
type overwrite struct {
	ID    string
	Type  discordgo.PermissionOverwriteType
	Allow int64 `json:",string"`
	Deny  int64 `json:",string"`
}

func (i *Inspector) channel(ctx context.Context, id string) (c channelJSON, err error) {
	err = i.ask(ctx, discordgo.EndpointChannel(id), &c)
	switch {
	case isDenial(err, http.StatusForbidden):
		err = ErrHiddenChannel
	case isDenial(err, http.StatusNotFound, http.StatusBadRequest):
		err = ErrNoChannel
	}
	return c, err
}

// permissions are what a user with these roles may do in the channel, given what
// the roles give in the server: "Permission Overwrites" in Discord's documentation.
// What roles give counts more than what they take, and the user's own counts most.
func (c channelJSON) permissions(has int64, user string, roles []string) int64 {
	if has&discordgo.PermissionAdministrator != 0 {
		return has
	}
	var everybody, role, own overwrite
	for _, o := range c.Overwrites {
		switch {
		case o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == user:
			own = o
		case o.Type != discordgo.PermissionOverwriteTypeRole:
		case o.ID == c.Guild:
			everybody = o
		case slices.Contains(roles, o.ID):
			role.Allow |= o.Allow
			role.Deny |= o.Deny
		}
	}
	for _, o := range []overwrite{everybody, role, own} {
		has = has&^o.Deny | o.Allow
	}
	return has
}
