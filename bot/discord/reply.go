package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A reply is the bot's side of one interaction. Its first message is the
// response that Discord waits three seconds for; others follow it, and replace
// it, for a quarter of an hour. An answer that is public and comes too late for
// that is posted in the channel, in the place of the first message.
type reply struct {
	api     *api
	id      string
	app     string
	token   string
	channel string
	private bool // set before the first message
	lane    *lane
	limits  limits
	arrived time.Time
	places  []posted // of the messages that were put
	first   string   // the ID of the first in the channel; may not be known
	late    *post    // once nothing can be done with the token
	// direct sends a message of a private reply in a direct one, once nothing can be done
	// with the token; nil: the person is not told then.
	direct func(ctx context.Context, n int, m message) error
}

// The interaction's responses.
type response struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

func (r *reply) free() bool { return r.lane.free() }

// put: see venue.
func (r *reply) put(ctx context.Context, n int, m message) (posted, error) {
	if r.late != nil {
		return r.late.put(ctx, n, m)
	}
	place, err := r.place(ctx, n, m)
	if errors.Is(err, errUnheard) && !r.private && len(r.places) > 0 {
		r.late = &post{api: r.api, channel: r.channel, key: r.id, first: n, venue: true}
		place, err := r.late.put(ctx, n, m)
		if err == nil && n == 0 && r.first != "" {
			_, _ = r.api.onMessage(ctx, http.MethodDelete, r.channel, r.first, nil) // the answer stands there all the same
		}
		return place, err
	}
	if err != nil {
		return posted{}, err
	}
	if n == len(r.places) {
		r.places = append(r.places, place)
	}
	return place, nil
}

// place puts a message with the interaction's token.
func (r *reply) place(ctx context.Context, n int, m message) (posted, error) {
	if r.private {
		m = m.privately()
	}
	if n == 0 && len(r.places) == 0 {
		place, err := r.respond(ctx, response{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: m})
		if !errors.Is(err, context.DeadlineExceeded) {
			return place, err
		}
		return r.lookAgain(ctx, m, err)
	}
	method, url := http.MethodPost, discordgo.EndpointWebhookToken(r.app, r.token)+"?wait=true"
	if n < len(r.places) {
		m.Flags &^= discordgo.MessageFlagsEphemeral // is fixed
		method, url = http.MethodPatch, discordgo.EndpointWebhookMessage(r.app, r.token, r.places[n].ID)
	}
	return r.send(ctx, r.limits.token, method, url, m)
}

// respond is the first response.
func (r *reply) respond(ctx context.Context, body response) (posted, error) {
	data, err := r.request(ctx, r.limits.acknowledge, http.MethodPost, discordgo.EndpointInteractionResponse(r.id, r.token)+"?with_response=true", body)
	if err != nil {
		return posted{}, fmt.Errorf("acknowledging: %w", err)
	}
	var told struct {
		Interaction struct {
			Message string `json:"response_message_id"`
		}
	}
	if body.Type == discordgo.InteractionResponseChannelMessageWithSource { // else it is that of the button
		_ = json.Unmarshal(data, &told)
		r.first = told.Interaction.Message
	}
	return posted{ID: "@original"}, nil
}

// lookAgain finds out whether the first message stands there although Discord was too
// slow to say so: who sees it must not wait for ever. It returns err where it does not.
func (r *reply) lookAgain(ctx context.Context, m message, err error) (posted, error) {
	if sleep(ctx, r.limits.edit) != nil {
		return posted{}, err
	}
	m.Flags &^= discordgo.MessageFlagsEphemeral // is fixed
	if _, not := r.send(ctx, r.limits.token, http.MethodPatch, discordgo.EndpointWebhookMessage(r.app, r.token, "@original"), m); not != nil {
		return posted{}, err
	}
	return posted{ID: "@original"}, nil
}

// send sends a request about a message, and returns where that stands.
func (r *reply) send(ctx context.Context, good time.Duration, method, url string, body any) (place posted, err error) {
	data, err := r.request(ctx, good, method, url, body)
	_ = json.Unmarshal(data, &place) // of a deleted message nothing is told
	return place, err
}

// request sends a request that is good for so long after the interaction came. One that
// the caller has given up before may be tried again: the person can still be told.
func (r *reply) request(ctx context.Context, good time.Duration, method, url string, body any) ([]byte, error) {
	end := r.arrived.Add(good)
	within, cancel := context.WithDeadline(ctx, end)
	defer cancel()
	data, err := r.api.do(within, r.lane, method, url, body)
	if err != nil {
		given, ok := ctx.Deadline()
		if (!ok || !given.Before(end)) && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errNoTime)) {
			err = fmt.Errorf("%w: %w", errUnheard, err)
		}
		return nil, unheard(err)
	}
	return data, nil
}

// refuse: see venue.
func (r *reply) refuse(ctx context.Context, text string) error {
	if len(r.places) == 0 || r.private {
		r.private = true
		_, err := r.put(ctx, 0, note(text))
		if errors.Is(err, errUnheard) && r.direct != nil {
			return r.direct(ctx, 0, note(text))
		}
		return err
	}
	if _, err := r.send(ctx, r.limits.token, http.MethodPost, discordgo.EndpointWebhookToken(r.app, r.token)+"?wait=true", note(text).privately()); err != nil {
		return err
	}
	_, err := r.send(ctx, r.limits.token, http.MethodDelete, discordgo.EndpointWebhookMessage(r.app, r.token, r.places[0].ID), nil)
	return err
}
