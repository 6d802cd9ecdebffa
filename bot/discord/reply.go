package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A reply is the bot's side of one interaction: an acknowledgement or a
// notice, and after an acknowledgement the answer. It is used by one goroutine
// at a time.
type reply struct {
	api          *api
	id           string
	app          string
	token        string
	limiter      *discordgo.RateLimiter
	limits       limits
	arrived      time.Time
	private      bool
	acknowledged bool
}

// A message is what is sent, whether it creates or changes one.
type message struct {
	Content  string                 `json:"content,omitempty"`
	Mentions mentions               `json:"allowed_mentions"`
	Flags    discordgo.MessageFlags `json:"flags,omitempty"`
}

// mentions are those that notify somebody: none. Without the field Discord
// uses defaults, on each edit anew.
type mentions struct {
	Parse [0]string `json:"parse"`
}

type response struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data message                           `json:"data"`
}

// acknowledge shows that the bot is working on an answer.
func (r *reply) acknowledge(ctx context.Context, private bool) error {
	r.private = private
	err := r.respond(ctx, response{
		Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
		Data: message{Flags: r.visibility()},
	})
	r.acknowledged = err == nil
	return err
}

func (r *reply) visibility() discordgo.MessageFlags {
	if r.private {
		return discordgo.MessageFlagsEphemeral
	}
	return 0
}

// respond is the first response, which Discord waits three seconds for.
func (r *reply) respond(ctx context.Context, body response) error {
	ctx, cancel := context.WithDeadline(ctx, r.arrived.Add(r.limits.acknowledge))
	defer cancel()
	_, err := r.api.do(ctx, r.limiter, http.MethodPost, discordgo.EndpointInteractionResponse(r.id, r.token), body)
	return err
}

// notice tells the person who asked something that concerns only them: instead
// of an answer, or in its place.
func (r *reply) notice(ctx context.Context, text string) error {
	if r.acknowledged {
		return r.answer(ctx, []string{text})
	}
	return r.respond(ctx, response{
		Type: discordgo.InteractionResponseChannelMessageWithSource,
		Data: message{Content: text, Flags: discordgo.MessageFlagsEphemeral | discordgo.MessageFlagsSuppressEmbeds},
	})
}

// answer puts the first message in the place of the acknowledgement and sends
// the others after it.
func (r *reply) answer(ctx context.Context, messages []string) error {
	ctx, cancel := context.WithDeadline(ctx, r.arrived.Add(r.limits.token))
	defer cancel()
	for i, content := range messages {
		method, url := http.MethodPost, discordgo.EndpointWebhookToken(r.app, r.token)+"?wait=true"
		body := message{Content: content, Flags: discordgo.MessageFlagsSuppressEmbeds}
		if i == 0 {
			method, url = http.MethodPatch, discordgo.EndpointWebhookMessage(r.app, r.token, "@original")
		} else {
			body.Flags |= r.visibility()
		}
		if _, err := r.api.do(ctx, r.limiter, method, url, body); err != nil {
			return unheard(err)
		}
	}
	return nil
}

// errUnheard is returned when nothing can be told any more: the token has
// expired, or the message has been deleted.
var errUnheard = errors.New("there is nobody to tell")

func unheard(err error) error {
	switch statusOf(err) {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return fmt.Errorf("%w: %w", errUnheard, err)
	}
	return err
}
