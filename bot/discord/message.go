package discord

import "github.com/bwmarrin/discordgo"

// A message is what is sent, whether it creates or changes one. It is made of
// components only (Discord's second version of them), so one that replaces
// another always may.
type message struct {
	Components   []discordgo.MessageComponent `json:"components"`
	Mentions     mentions                     `json:"allowed_mentions"`
	Flags        discordgo.MessageFlags       `json:"flags"`
	Reference    *inReplyTo                   `json:"message_reference,omitempty"`
	Nonce        string                       `json:"nonce,omitempty"`
	EnforceNonce bool                         `json:"enforce_nonce,omitempty"`
	files        []file                       // that its components show, by attachment://NAME
}

// A file is one that goes with a message. Its name is of letters, digits, dots and
// hyphens of ASCII.
type file struct{ name, text string }

// mentions are those that notify somebody: none. Without the field Discord
// uses defaults, on each edit anew.
type mentions struct {
	Parse [0]string `json:"parse"`
}

// An inReplyTo names the message that another answers.
type inReplyTo struct {
	Message string `json:"message_id"`
	Channel string `json:"channel_id"`
	Fail    bool   `json:"fail_if_not_exists"`
}

// posted is where a message stands.
type posted struct {
	Channel string `json:"channel_id"`
	ID      string `json:"id"`
}

// The flags of every message.
const plainFlags = discordgo.MessageFlagsIsComponentsV2 | discordgo.MessageFlagsSuppressEmbeds

// text makes a message of texts that are markup already, a line between them,
// with rows of buttons and menus below.
func textMessage(parts page, rows ...discordgo.MessageComponent) message {
	m := message{Flags: plainFlags}
	for i, part := range parts {
		if i > 0 {
			m.Components = append(m.Components, discordgo.Separator{})
		}
		m.Components = append(m.Components, discordgo.TextDisplay{Content: part})
	}
	m.Components = append(m.Components, rows...)
	return m
}

// messages makes one of each page, with the rows below the last.
func messages(pages []page, rows ...discordgo.MessageComponent) []message {
	out := make([]message, 0, len(pages))
	for i, p := range pages {
		if i < len(pages)-1 {
			out = append(out, textMessage(p))
		} else {
			out = append(out, textMessage(p, rows...))
		}
	}
	return out
}

// note makes a message of one text.
func note(text string) message { return textMessage(page{text}) }

// privately makes a message one that only who asked can see.
func (m message) privately() message {
	m.Flags |= discordgo.MessageFlagsEphemeral
	return m
}
