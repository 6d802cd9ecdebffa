package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Commands are those that are registered everywhere, or with the ID of a guild
// only there.
func (s *Server) Commands(guild string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[guild])
}

// SetFlags sets the flags of the application, which say among other things
// whether it may read messages (1<<18, 1<<19).
func (s *Server) SetFlags(flags int) {
	defer s.lock()()
	s.flags = flags
}

func (s *Server) getGateway(*Request) (any, *Error) { return object{"url": s.gatewayURL()}, nil }

func (s *Server) getGatewayBot(*Request) (any, *Error) {
	const day = 1000
	return object{"url": s.gatewayURL(), "shards": 1, "session_start_limit": object{
		"total": day, "remaining": max(0, day-len(s.gateway.hellos)), "reset_after": 86400000, "max_concurrency": 1,
	}}, nil
}

func (s *Server) getApplication(*Request) (any, *Error) {
	o := object{
		"id": s.app.ID, "name": s.app.Name, "description": "", "icon": nil, "bot_public": true, "bot_require_code_grant": false,
		"verify_key": strings.Repeat("0", 64), "flags": s.flags, "owner": s.owner.json(), "team": nil, "bot": s.app.json(),
		"approximate_guild_count": len(s.guilds),
	}
	if len(s.team) > 0 {
		var members []object
		for _, u := range s.team {
			members = append(members, object{"user": u.json(), "team_id": s.app.ID, "membership_state": 2, "permissions": []string{"*"}, "role": "admin"})
		}
		o["team"] = object{"id": s.app.ID, "name": "Team", "icon": nil, "owner_user_id": s.team[0].ID, "members": members}
	}
	return o, nil
}

func (s *Server) getMe(*Request) (any, *Error) { return s.app.json(), nil }

func (s *Server) getMyGuilds(*Request) (any, *Error) {
	list := []object{}
	for _, g := range s.guilds {
		if _, member := g.members[s.app.ID]; member {
			p := (&Channel{guild: g}).permissions(s.app)
			list = append(list, object{"id": g.ID, "name": g.Name, "owner": false, "permissions": p.String(), "features": []string{}})
		}
	}
	return list, nil
}

// guild returns a guild of the bot.
func (s *Server) guild(c *Request) (*Guild, *Error) {
	for _, g := range s.guilds {
		if g.ID != c.value("guild_id") {
			continue
		}
		if _, member := g.members[s.app.ID]; !member {
			return nil, errMissingAccess
		}
		return g, nil
	}
	return nil, errUnknownGuild
}

func (s *Server) getGuild(c *Request) (any, *Error) {
	g, fail := s.guild(c)
	if fail != nil {
		return nil, fail
	}
	return g.json(), nil
}

func (s *Server) getRoles(c *Request) (any, *Error) {
	g, fail := s.guild(c)
	if fail != nil {
		return nil, fail
	}
	return g.json()["roles"], nil
}

func (s *Server) getChannels(c *Request) (any, *Error) {
	g, fail := s.guild(c)
	if fail != nil {
		return nil, fail
	}
	return s.wholeGuild(g)["channels"], nil
}

func (s *Server) getActiveThreads(c *Request) (any, *Error) {
	g, fail := s.guild(c)
	if fail != nil {
		return nil, fail
	}
	return object{"threads": s.wholeGuild(g)["threads"], "members": []object{}}, nil
}

func (s *Server) getMember(c *Request) (any, *Error) {
	g, fail := s.guild(c)
	if fail != nil {
		return nil, fail
	}
	u := s.users[c.value("user_id")]
	if u == nil {
		return nil, errUnknownUser
	}
	if _, member := g.members[u.ID]; !member {
		return nil, errUnknownMember
	}
	return g.memberJSON(u), nil
}

// place returns where commands are registered: a guild or, empty, everywhere.
func (s *Server) place(c *Request) (string, *Error) {
	if c.value("application_id") != s.app.ID {
		return "", errUnknownApplication
	}
	if c.value("guild_id") == "" {
		return "", nil
	}
	g, fail := s.guild(c)
	if fail != nil {
		return "", errMissingAccess
	}
	return g.ID, nil
}

func (s *Server) getCommands(c *Request) (any, *Error) {
	place, fail := s.place(c)
	if fail != nil {
		return nil, fail
	}
	return append([]Command{}, s.commands[place]...), nil
}

func (s *Server) putCommands(c *Request) (any, *Error) {
	place, fail := s.place(c)
	if fail != nil {
		return nil, fail
	}
	var list []Command
	if fail := c.into(&list); fail != nil {
		return nil, fail
	}
	for i := range list {
		s.enter(&list[i])
	}
	s.commands[place] = list
	return append([]Command{}, list...), nil
}

func (s *Server) addCommand(c *Request) (any, *Error) {
	place, fail := s.place(c)
	if fail != nil {
		return nil, fail
	}
	var command Command
	if fail := c.into(&command); fail != nil {
		return nil, fail
	}
	s.enter(&command)
	s.commands[place] = slices.DeleteFunc(slices.Clone(s.commands[place]), func(old Command) bool {
		return old.Type == command.Type && old.Name == command.Name
	})
	s.commands[place] = append(s.commands[place], command)
	return command, nil
}

// enter completes a command that is registered.
func (s *Server) enter(c *Command) {
	c.ID, c.Type = s.nextID(), max(c.Type, commandChat)
	if len(c.Permissions) == 0 {
		c.Permissions = json.RawMessage("null")
	}
}

func (s *Server) deleteCommand(c *Request) (any, *Error) {
	place, fail := s.place(c)
	if fail != nil {
		return nil, fail
	}
	for i, command := range s.commands[place] {
		if command.ID == c.value("command_id") {
			s.commands[place] = slices.Delete(slices.Clone(s.commands[place]), i, i+1)
			return nil, nil
		}
	}
	return nil, errUnknownCommand
}

// command finds a command as a person in a guild finds it: those of the guild
// come before those that are everywhere.
func (s *Server) command(g *Guild, kind int, name string) (Command, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	places := []string{""}
	if g != nil {
		places = []string{g.ID, ""}
	}
	for _, place := range places {
		for _, c := range s.commands[place] {
			if c.Type == kind && c.Name == name {
				return c, true
			}
		}
	}
	return Command{}, false
}

func (s *Server) commandNames() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, list := range s.commands {
		for _, c := range list {
			names = append(names, fmt.Sprintf("%s (type %d)", c.Name, c.Type))
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
