package discord

import (
	"context"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// maxWithdrawn is how many servers are looked at for commands that were left there.
const maxWithdrawn = 100

// withdraw takes away the commands that an earlier configuration has left where this one
// offers none: people would see each of them twice, or where they do nothing. The
// application is the bot's alone, so all that is found was left by it. What fails is
// logged, and done at the next start.
func (b *Bot) withdraw(ctx context.Context, application string) {
	if err := b.withdrawElsewhere(ctx, application); err != nil && ctx.Err() == nil {
		b.log.Warn("commands that were registered before may be seen twice", "error", err)
	}
}

func (b *Bot) withdrawElsewhere(ctx context.Context, application string) error {
	servers, err := b.servers(ctx)
	if err != nil {
		return err
	}
	for _, place := range append([]string{""}, servers...) { // "" is everywhere
		if place == b.config.GuildID {
			continue
		}
		if err := sleep(ctx, b.limits.apart); err != nil {
			return err
		}
		if err := b.withdrawFrom(ctx, application, place); err != nil {
			return err
		}
	}
	return nil
}

// servers are the IDs of the first servers that the bot is in.
func (b *Bot) servers(ctx context.Context) ([]string, error) {
	var said []struct{ ID string }
	address := fmt.Sprintf("%s?limit=%d", discordgo.EndpointUserGuilds("@me"), maxWithdrawn)
	if err := b.api.ask(ctx, http.MethodGet, address, nil, &said); err != nil {
		return nil, fmt.Errorf("asking Discord for the bot's servers: %w", err)
	}
	var ids []string
	for _, s := range said {
		ids = append(ids, s.ID)
	}
	return ids, nil
}

// withdrawFrom takes the commands away from a server or, without one, from everywhere. A
// server that takes no commands of the bot's has none.
func (b *Bot) withdrawFrom(ctx context.Context, application, server string) error {
	var there []struct{ Name string }
	err := b.api.ask(ctx, http.MethodGet, commandsAt(application, server), nil, &there)
	switch status := statusOf(err); {
	case status == http.StatusForbidden, status == http.StatusNotFound:
		return nil
	case err != nil:
		return fmt.Errorf("asking Discord for the commands in %q: %w", server, err)
	case len(there) == 0:
		return nil
	}
	if _, err := b.api.do(ctx, newLane(), http.MethodPut, commandsAt(application, server), []string{}); err != nil {
		return fmt.Errorf("removing the commands in %q: %w", server, err)
	}
	b.log.Info("commands that were registered before are removed", "guild", server, "commands", len(there))
	return nil
}
