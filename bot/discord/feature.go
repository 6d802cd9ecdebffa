package discord

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// A feature is one of the things that people can do with the bot: the commands
// that it offers, and what becomes of them, of the buttons and menus below
// its messages, and of its forms. A verb is the first word of a custom ID.
type feature struct {
	commands []*discordgo.ApplicationCommand
	run      map[string]handler   // by the name of the command
	complete map[string]completer // by the name of the command
	press    map[string]handler   // by verb: buttons and menus
	submit   map[string]handler   // by verb: forms
}

// A handler does what a call asks for. An error that is no fault of the program
// is told to the person as explain has it; any other is logged, and they see
// only a reference.
type handler func(ctx context.Context, d *desk, c *call) error

// A completer proposes values for the option that somebody is writing, from what
// they wrote of it. At most maxChoices are shown.
type completer func(d *desk, option, written string) []choice

// A choice is what is shown and the value that it stands for.
type choice struct{ name, value string }

// verbMore is that of a menu each of whose choices is a verb, with its arguments.
const verbMore = "more"

// features is all that the bot can do.
var features = []feature{asking, belowAnswers, correcting, askingHumans, lookingUp, owning}

// commands are what Discord offers its users.
func commands() []*discordgo.ApplicationCommand {
	var all []*discordgo.ApplicationCommand
	for _, f := range features {
		all = append(all, f.commands...)
	}
	return all
}

// do does what a call asks for.
func (d *desk) do(ctx context.Context, c *call) error {
	switch data := c.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if c.Type == discordgo.InteractionApplicationCommandAutocomplete {
			return d.propose(ctx, c, data)
		}
		if err := d.mayCall(ctx, c, data.Name); err != nil {
			return err
		}
		return d.handlerOf(func(f feature) handler { return f.run[data.Name] })(ctx, d, c)
	case discordgo.MessageComponentInteractionData:
		verb := c.read(data.CustomID)
		if verb == verbMore && len(data.Values) == 1 && slices.Contains(inMenu, data.Values[0]) {
			verb = data.Values[0]
		}
		if err := d.mayCall(ctx, c, verb); err != nil {
			return err
		}
		return d.handlerOf(func(f feature) handler { return f.press[verb] })(ctx, d, c)
	case discordgo.ModalSubmitInteractionData:
		verb := c.read(data.CustomID)
		return d.handlerOf(func(f feature) handler { return f.submit[verb] })(ctx, d, c)
	}
	return errUnread
}

// read takes a custom ID apart.
func (c *call) read(custom string) (verb string) {
	verb, rest, _ := strings.Cut(custom, " ")
	c.args = strings.Fields(rest)
	return verb
}

// handlerOf finds the handler that one of the features has. Without one, the
// command or the button is of another version of the bot.
func (d *desk) handlerOf(find func(feature) handler) handler {
	for _, f := range features {
		if h := find(f); h != nil {
			return h
		}
	}
	return func(context.Context, *desk, *call) error { return errUnread }
}

// The most that Discord takes of proposals and of each of their names.
const (
	maxChoices = 25
	maxChoice  = 100
)

// propose answers while somebody is writing an option.
func (d *desk) propose(ctx context.Context, c *call, data discordgo.ApplicationCommandInteractionData) error {
	type choiceOf struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	choices := []choiceOf{}
	for _, f := range features {
		if f.complete[data.Name] == nil || d.mayCall(ctx, c, data.Name) != nil {
			continue
		}
		option, written := focused(data.Options)
		for _, p := range f.complete[data.Name](d, option, written) {
			name := clip(p.name, maxChoice)
			if len(choices) < maxChoices && length(p.value) <= maxChoice && name != "" {
				choices = append(choices, choiceOf{name, p.value})
			}
		}
	}
	_, err := c.reply.send(ctx, c.reply.limits.acknowledge, http.MethodPost, discordgo.EndpointInteractionResponse(c.ID, c.Token), response{
		Type: discordgo.InteractionApplicationCommandAutocompleteResult,
		Data: struct {
			Choices []choiceOf `json:"choices"`
		}{choices},
	})
	return err
}

// focused is the option that somebody is writing, and what they wrote of it.
func focused(options []*discordgo.ApplicationCommandInteractionDataOption) (name, written string) {
	for _, o := range options {
		switch {
		case o == nil:
		case o.Focused:
			written, _ = o.Value.(string)
			return o.Name, written
		case len(o.Options) > 0:
			return focused(o.Options)
		}
	}
	return "", ""
}

// clip bounds the length of a text that is shown as it is.
func clip(text string, limit int) string {
	text = plain(text)
	if length(text) <= limit {
		return text
	}
	head, _ := cut(text, limit-1)
	return strings.TrimSpace(head) + "…"
}
