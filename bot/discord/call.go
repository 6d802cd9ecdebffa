package discord

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A call is what somebody did: a command, a press of a button, a choice from a
// menu, a form that was sent.
type call struct {
	*discordgo.Interaction
	reply  *reply
	person person
	words  phrasing // in the person's language
	args   []string // of a custom ID, behind the verb
}

// A person is who did something, and what they may do where they did it.
type person struct {
	id          string
	roles       []string
	permissions int64 // in the channel
	language    string
}

// personOf returns who an interaction is of: a member where it was in a server.
func personOf(i *discordgo.Interaction) person {
	p := person{language: string(i.Locale)}
	switch {
	case i.Member != nil && i.Member.User != nil:
		p.id, p.roles, p.permissions = i.Member.User.ID, i.Member.Roles, i.Member.Permissions
	case i.User != nil:
		p.id = i.User.ID
	}
	return p
}

// moderates reports whether somebody may manage the messages of others.
func (p person) moderates() bool {
	return p.permissions&(discordgo.PermissionManageMessages|discordgo.PermissionAdministrator) != 0
}

// owns reports whether somebody owns the bot: its application, or one of those
// that the configuration names.
func (d *desk) owns(p person) bool { return p.id != "" && slices.Contains(d.owners(), p.id) }

// direct reports whether a call was made where only two can see it.
func (c *call) direct() bool { return c.GuildID == "" }

// whisper answers a call with texts that only the person sees, in the place of those
// that were shown before.
func (c *call) whisper(ctx context.Context, pages []page, rows ...discordgo.MessageComponent) error {
	return c.privately(ctx, messages(pages, rows...)...)
}

// privately answers a call as whisper does, with messages.
func (c *call) privately(ctx context.Context, all ...message) error {
	c.reply.private = true
	_, err := deliver(ctx, c.reply, all)
	return err
}

// update changes the message that the pressed button stands on, which is then the
// first of the reply.
func (c *call) update(ctx context.Context, m message) error {
	if c.Message == nil {
		return errUnread
	}
	place, err := c.reply.respond(ctx, response{Type: discordgo.InteractionResponseUpdateMessage, Data: m})
	if err != nil {
		return err
	}
	c.reply.places = append(c.reply.places, place)
	c.reply.private = c.Message.Flags&discordgo.MessageFlagsEphemeral != 0
	return nil
}

// A form is a window with fields to write in, at most five.
type form struct {
	custom string // ID, of which the verb names what takes it
	title  string // at most 45 characters
	fields []field
}

// A field is one of a form.
type field struct {
	name     string
	label    string // at most 45 characters
	hint     string // at most 100
	value    string // what stands there already
	most     int    // characters, at most 4000
	short    bool   // one line
	optional bool
}

// open shows a form, which must be the first response.
func (c *call) open(ctx context.Context, f form) error {
	var rows []discordgo.MessageComponent
	for _, f := range f.fields {
		input := discordgo.TextInput{
			CustomID: f.name, Label: f.label, Style: discordgo.TextInputParagraph, Placeholder: f.hint,
			Value: f.value, Required: !f.optional, MaxLength: f.most,
		}
		if f.short {
			input.Style = discordgo.TextInputShort
		}
		rows = append(rows, row(input))
	}
	_, err := c.reply.respond(ctx, response{Type: discordgo.InteractionResponseModal, Data: struct {
		CustomID   string                       `json:"custom_id"`
		Title      string                       `json:"title"`
		Components []discordgo.MessageComponent `json:"components"`
	}{f.custom, f.title, rows}})
	return err
}

// written is what somebody wrote in a field of a form.
func (c *call) written(name string) string {
	data, _ := c.Data.(discordgo.ModalSubmitInteractionData)
	for _, component := range data.Components {
		row, _ := component.(*discordgo.ActionsRow)
		if row == nil {
			continue
		}
		for _, component := range row.Components {
			if input, ok := component.(*discordgo.TextInput); ok && input.CustomID == name {
				return strings.TrimSpace(input.Value)
			}
		}
	}
	return ""
}

// chosen is what somebody chose from a menu, or nothing.
func (c *call) chosen() []string {
	data, _ := c.Data.(discordgo.MessageComponentInteractionData)
	return data.Values
}

// option is the text given for an option of a command, or nothing.
func (c *call) option(name string) string {
	value, _ := c.given(name).(string)
	return strings.TrimSpace(value)
}

// flag is what was given for a yes or no of a command.
func (c *call) flag(name string) bool {
	value, _ := c.given(name).(bool)
	return value
}

// given looks for an option, in the sub-command too.
func (c *call) given(name string) any {
	data, _ := c.Data.(discordgo.ApplicationCommandInteractionData)
	options := data.Options
	if sub := subcommandOf(data); sub != nil {
		options = sub.Options
	}
	for _, o := range options {
		if o != nil && o.Name == name {
			return o.Value
		}
	}
	return nil
}

// subcommand is the name of the sub-command that was called, or nothing.
func (c *call) subcommand() string {
	data, _ := c.Data.(discordgo.ApplicationCommandInteractionData)
	if sub := subcommandOf(data); sub != nil {
		return sub.Name
	}
	return ""
}

// subcommandOf is the sub-command of a command that was called, or nil.
func subcommandOf(data discordgo.ApplicationCommandInteractionData) *discordgo.ApplicationCommandInteractionDataOption {
	if len(data.Options) == 1 && data.Options[0] != nil && data.Options[0].Type == discordgo.ApplicationCommandOptionSubCommand {
		return data.Options[0]
	}
	return nil
}

// target is the message that a command of a message's menu was called on, or nil.
func (c *call) target() *discordgo.Message {
	data, _ := c.Data.(discordgo.ApplicationCommandInteractionData)
	if data.Resolved == nil {
		return nil
	}
	return data.Resolved.Messages[data.TargetID]
}

// custom makes a custom ID of a verb and its arguments, none of which holds a
// space. It is at most 100 characters.
func custom(verb string, args ...string) string {
	return strings.Join(append([]string{verb}, args...), " ")
}

// button makes a button of a verb.
func button(label string, style discordgo.ButtonStyle, verb string, args ...string) discordgo.Button {
	return discordgo.Button{Label: label, Style: style, CustomID: custom(verb, args...)}
}

// row makes a row of buttons or of one menu.
func row(components ...discordgo.MessageComponent) discordgo.ActionsRow {
	return discordgo.ActionsRow{Components: components}
}

// newCall reads an interaction.
func newCall(d *desk, i *discordgo.Interaction) *call {
	p := personOf(i)
	return &call{
		Interaction: i, person: p, words: phrasesOf(p.language),
		reply: &reply{
			api: d.api, id: i.ID, app: i.AppID, token: i.Token, channel: i.ChannelID,
			lane: newLane(), limits: d.limits, arrived: time.Now(),
		},
	}
}
