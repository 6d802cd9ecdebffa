package main

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"footnote/bot/discord"
)

// wanted is what settings want of Discord that has to be allowed there.
type wanted struct {
	channels []wantedChannel
	content  bool // the text of messages that do not mention the bot
}

// A wantedChannel is one that a setting names.
type wantedChannel struct{ key, id string }

var channelID = regexp.MustCompile(`\b\d{15,20}\b`)

// wantedBy reads it from settings, which are KEY=value lines: whatever a channel is
// for, the key of its setting says that it is one.
func wantedBy(settings string) (w wanted) {
	for line := range strings.Lines(settings) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch {
		case strings.Contains(key, "CHANNEL"):
			for _, id := range channelID.FindAllString(value, -1) {
				w.channels = append(w.channels, wantedChannel{key, id})
			}
		case strings.Contains(key, "MESSAGE_CONTENT"):
			w.content = value == "true"
		}
	}
	return w
}

// channels looks at what the bot may do in the channels that are wanted.
func (v *visit) channels(ctx context.Context) (checks []check) {
	if len(v.wanted.channels) == 0 {
		return nil
	}
	servers, err := v.servers()
	if err != nil {
		return []check{doubtful("see to the servers first", "not looked at")}
	}
	for _, want := range v.wanted.channels {
		c, err := v.inspector.Channel(ctx, want.id, v.profile.Bot, servers)
		checks = append(checks, channelCheck(want, c, err))
	}
	return checks
}

func channelCheck(want wantedChannel, c discord.Channel, err error) check {
	switch {
	case errors.Is(err, discord.ErrNoChannel):
		return faulty("correct "+want.key+": in Discord's developer mode, \"Copy Channel ID\" gives the number", "%s names %s, which is no channel of the bot's servers", want.key, want.id)
	case errors.Is(err, discord.ErrHiddenChannel):
		return faulty("let the bot's role View Channels there, in the channel's settings", "%s names %s, which the bot cannot see", want.key, want.id)
	case err != nil:
		return unreached(err)
	case len(c.Missing) > 0:
		lack := doubtful("give them to the bot's role in the settings of that channel", "in %s of %s, which %s names, it lacks %s",
			inQuotes("#"+c.Name), inQuotes(c.Server.Name), want.key, strings.Join(c.Missing, ", "))
		if slices.Contains(c.Missing, discord.SendMessages) {
			lack.State = stateError
		}
		return lack
	}
	return fine("it has all that it needs in %s of %s", inQuotes("#"+c.Name), inQuotes(c.Server.Name))
}
