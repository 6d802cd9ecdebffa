package discordtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Commands are those that are registered everywhere, or with the ID of a guild
// only there.
func (s *Server) Commands(guild string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[guild])
}

// SetApplication makes the application differ from an ordinary one: in its
// "flags", which say whether it may read messages, its "team", "bot_public",
// "interactions_endpoint_url", and so on.
func (s *Server) SetApplication(change map[string]any) {
	defer s.lock()()
	s.about = change
}

// SetStarts sets how many connections may still be made today.
func (s *Server) SetStarts(remaining int) {
	defer s.lock()()
	s.gateway.used = maxStarts - remaining - len(s.gateway.hellos)
}

// maxStarts is how often a client may identify itself in a day.
const maxStarts = 1000

func (s *Server) getGateway(*Request) (any, *Error) { return object{"url": s.gatewayURL()}, nil }

func (s *Server) getGatewayBot(*Request) (any, *Error) {
	return object{"url": s.gatewayURL(), "shards": 1, "session_start_limit": object{
		"total": maxStarts, "remaining": max(0, maxStarts-s.gateway.used-len(s.gateway.hellos)), "reset_after": 86400000, "max_concurrency": 1,
	}}, nil
}

func (s *Server) getApplication(*Request) (any, *Error) {
	o := object{
		"id": s.app.ID, "name": s.app.Name, "description": "", "icon": nil, "bot_public": true, "bot_require_code_grant": false,
		"verify_key": strings.Repeat("0", 64), "flags": 0, "owner": s.owner.json(), "team": nil, "bot": s.app.json(),
		"approximate_guild_count": len(s.guilds),
	}
	maps.Copy(o, s.about)
	return o, nil
}

func (s *Server) getMe(*Request) (any, *Error) { return s.app.json(), nil }

// getMyGuilds lists the guilds of the bot by ID, in pages.
func (s *Server) getMyGuilds(c *Request) (any, *Error) {
	limit, err := strconv.Atoi(cmp.Or(c.Query.Get("limit"), "200"))
	if err != nil || limit < 1 || limit > 200 {
		return nil, invalid("limit: it may be 1 to 200")
	}
	list := []object{}
	for _, g := range s.guilds { // in the order of their IDs
		if _, member := g.members[s.app.ID]; !member || compareIDs(g.ID, c.Query.Get("after")) <= 0 || len(list) == limit {
			continue
		}
		p := (&Channel{guild: g}).permissions(s.app)
		list = append(list, object{"id": g.ID, "name": g.Name, "owner": false, "permissions": p.String(), "features": []string{}})
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
