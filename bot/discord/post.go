package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// A post is the bot's side of a message that it answers in the channel, or a message
// that it sends there.
type post struct {
	api     *api
	channel string
	key     string // what it answers: a creation that is repeated is shown once
	answers string // the ID of the message that it replies to; may be empty
	venue   bool   // who asked is told here, and nowhere else
	first   int    // the number of its first message: those before stand elsewhere
	places  []posted
}

func (p *post) free() bool {
	if !p.api.pace.free() {
		return false
	}
	if len(p.places) == 0 {
		return p.api.lanes.of(http.MethodPost, p.channel).free()
	}
	return p.api.lanes.of(http.MethodPatch, p.channel).free()
}

// put: see venue.
func (p *post) put(ctx context.Context, n int, m message) (posted, error) {
	ctx, cancel := context.WithTimeout(ctx, waitAtMost)
	defer cancel()
	n -= p.first
	method, url := http.MethodPost, discordgo.EndpointChannelMessages(p.channel)
	if len(p.places) == 0 && (p.api.pace.crowded() || !p.api.lanes.of(http.MethodPost, p.channel).free()) {
		p.api.signal(ctx, p.channel)
	}
	if n >= 0 && n < len(p.places) {
		method, url = http.MethodPatch, discordgo.EndpointChannelMessage(p.channel, p.places[n].ID)
	} else {
		m.Nonce, m.EnforceNonce = p.nonce(n), true
		if p.answers != "" && n == 0 {
			m.Reference = &inReplyTo{Message: p.answers, Channel: p.channel}
		}
	}
	data, err := p.api.do(ctx, p.api.lanes.of(method, p.channel), method, url, m)
	if m.Reference != nil && codeOf(err) == discordgo.ErrCodeCannotReplyWithoutPermissionToReadMessageHistory {
		p.answers, m.Reference = "", nil
		data, err = p.api.do(ctx, p.api.lanes.of(method, p.channel), method, url, m)
	}
	if p.venue {
		err = unheard(err)
	}
	if err != nil {
		return posted{}, err
	}
	var place posted
	if err := json.Unmarshal(data, &place); err != nil || place.ID == "" {
		return posted{}, fmt.Errorf("an unexpected answer to a message: %.100q", data)
	}
	if method == http.MethodPost {
		p.places = append(p.places, place)
		p.api.signs.end(p.channel)
	}
	return place, nil
}

// nonce is the same for the same message of the same answer.
func (p *post) nonce(n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", p.key, n))
	return hex.EncodeToString(sum[:12])
}

// refuse: see venue. Nothing in a channel is private.
func (p *post) refuse(ctx context.Context, text string) error {
	_, err := p.put(ctx, p.first, note(text))
	return err
}
