package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/bot/discord"
)

// commands says whether those that are registered are this version's, and whether
// people see some of them twice.
func (v *visit) commands(ctx context.Context) []check {
	everywhere, err := v.inspector.Offer(ctx, v.profile.ID, "")
	if err != nil {
		return []check{unreached(err)}
	}
	if v.DiscordGuildID == "" {
		return append([]check{offered(everywhere, "in every server")}, v.twice(ctx, everywhere)...)
	}
	here, err := v.inspector.Offer(ctx, v.profile.ID, v.DiscordGuildID)
	if err != nil {
		return []check{unregistrable(err, v.DiscordGuildID)}
	}
	checks := []check{offered(here, v.inServer())}
	if both := inBoth(everywhere, here); len(both) > 0 {
		checks = append(checks, seenTwice(both, v.inServer()))
	}
	return checks
}

// inServer says where the one server is whose ID is set.
func (v *visit) inServer() string {
	servers, _ := v.servers() // without them it has no name
	for _, s := range servers {
		if s.ID == v.DiscordGuildID {
			return "in " + inQuotes(s.Name)
		}
	}
	return "in the server " + v.DiscordGuildID
}

func offered(o discord.Offer, where string) check {
	const remedy = "start `footnote serve`, which registers its commands"
	switch {
	case len(o.Names) == 0:
		return doubtful(remedy, "none is registered yet")
	case len(o.Differ) > 0:
		return doubtful(remedy, "those %s are of another version; what differs: %s", where, enumerated(o.Differ))
	}
	return fine("%s, registered %s", enumerated(o.Names), where)
}

// mostNames is how many commands are named in a line.
const mostNames = 10

func enumerated(names []string) string {
	if len(names) > mostNames {
		names = append(slices.Clone(names[:mostNames]), fmt.Sprintf("%d more", len(names)-mostNames))
	}
	return strings.Join(names, ", ")
}

func unregistrable(err error, server string) check {
	if errors.Is(err, discord.ErrNoScope) {
		return faulty(byInvite+" in that server, or correct DISCORD_GUILD_ID", "they cannot be registered in the server %s: the bot is not there, or without the scope applications.commands", server)
	}
	return unreached(err)
}

// twice looks through the servers for commands that are registered everywhere, too.
func (v *visit) twice(ctx context.Context, everywhere discord.Offer) (checks []check) {
	servers, err := v.servers()
	if err != nil || len(everywhere.Names) == 0 {
		return nil // which the servers' own line says
	}
	for _, s := range servers[:min(len(servers), mostServers)] {
		here, err := v.inspector.Offer(ctx, v.profile.ID, s.ID)
		if errors.Is(err, discord.ErrNoScope) {
			checks = append(checks, doubtful(byInvite+" in that server", "in %s people see none: the bot was invited without the scope applications.commands", inQuotes(s.Name)))
			continue
		}
		if err != nil {
			return append(checks, unreached(err))
		}
		if both := inBoth(everywhere, here); len(both) > 0 {
			checks = append(checks, seenTwice(both, "in "+inQuotes(s.Name)))
		}
	}
	return checks
}

func inBoth(a, b discord.Offer) []string {
	return slices.DeleteFunc(slices.Clone(a.Names), func(name string) bool { return !slices.Contains(b.Names, name) })
}

func seenTwice(names []string, where string) check {
	return doubtful("start `footnote serve`, which removes those that the settings do not ask for",
		"people %s see %s twice: registered for the server, and everywhere", where, enumerated(names))
}
