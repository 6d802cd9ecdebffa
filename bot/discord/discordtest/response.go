package discordtest

import (
	"encoding/json"
	"fmt"
)

// callback takes the first response: within three seconds, and once.
func (s *Server) callback(c *Request) (any, *Error) {
	i := s.questions[c.Token]
	var body callbackBody
	if fail := c.into(&body); fail != nil {
		return nil, fail
	}
	switch {
	case i == nil || i.id != c.value("interaction_id"):
		return nil, errUnknownInteraction
	case i.response != 0:
		return nil, errAcknowledged
	case s.now().Sub(i.sent) > firstResponse:
		return nil, errUnknownInteraction
	case !i.takes(body.Type):
		return nil, invalid(fmt.Sprintf("type %d", body.Type))
	}
	i.respond(body.Type)
	if fail := i.carryOut(body, c.Files); fail != nil {
		i.response = 0
		return nil, fail
	}
	if c.Query.Get("with_response") != "true" {
		return nil, nil
	}
	o := object{"interaction": object{"id": i.id, "type": i.kind}, "resource": object{"type": body.Type}}
	if i.original != nil {
		o["resource"] = object{"type": body.Type, "message": i.original.json()}
		o["interaction"] = object{"id": i.id, "type": i.kind, "response_message_id": i.original.id}
	}
	return o, nil
}

func (i *Interaction) respond(kind int) {
	i.response, i.took = kind, i.s.now().Sub(i.sent)
}

func (i *Interaction) carryOut(body callbackBody, files []File) *Error {
	switch body.Type {
	case responseMessage, responseDeferred:
		return i.answer(body, files)
	case responseDeferUpdate:
		i.original = i.source
	case responseUpdate:
		i.original = i.source
		return i.s.edit(i.source, body.Data, files, formUpdate)
	case responseChoices:
		var d struct{ Choices []Choice }
		if err := json.Unmarshal(body.Data, &d); err != nil {
			return invalid(err.Error())
		}
		i.choices = d.Choices
	case responseModal:
		var m Modal
		if err := json.Unmarshal(body.Data, &m); err != nil {
			return invalid(err.Error())
		}
		i.opened = &m
	}
	return nil
}

// answer makes the message of the first response, or the promise of one.
func (i *Interaction) answer(body callbackBody, files []File) *Error {
	m, _, fail := readOutgoing(body.Data)
	if fail != nil {
		return fail
	}
	i.private = m.Flags != nil && *m.Flags&FlagEphemeral != 0
	f := formResponse
	if body.Type == responseDeferred {
		f = formDeferred
	}
	v, fail := i.s.version(body.Data, files, f, nil)
	if fail != nil {
		return fail
	}
	if f.promise {
		v = Version{Flags: v.Flags | FlagLoading}
	}
	i.original = i.say(&v)
	return nil
}

// say writes a message in the bot's name in answer to the interaction.
func (i *Interaction) say(v *Version) *message {
	m := &message{channel: i.channel, author: i.s.app, webhook: true, kind: 20}
	if v != nil {
		m.now = *v
	}
	if i.private {
		m.only = i.user
		m.now.Flags |= FlagEphemeral
	}
	i.s.addMessage(m)
	i.s.announce("MESSAGE_CREATE", m)
	return m
}
