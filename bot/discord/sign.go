package discord

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A crowd asks faster than Discord lets the bot write: the first message of an answer
// can be seconds away. One request then tells all who wait in a channel that they were
// heard: that the bot is writing there.

// signs remembers where the bot was seen writing. The zero value is empty.
type signs struct {
	mu   sync.Mutex
	last map[string]time.Time // by channel
}

const (
	signLife = 8 * time.Second // Discord shows it for ten
	maxSigns = 1000            // before all are forgotten
	signTime = 5 * time.Second // to be of use
)

// due reports whether a sign is to be given in a channel, which is then remembered.
func (s *signs) due(channel string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.last[channel]) < signLife {
		return false
	}
	if s.last == nil || len(s.last) >= maxSigns {
		s.last = make(map[string]time.Time)
	}
	s.last[channel] = now
	return true
}

// end notes that the bot has written in a channel: nobody sees it writing any more.
func (s *signs) end(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.last, channel)
}

// signal shows that the bot is writing in a channel, where a message will have to
// wait. What is wrong is left to the message to find out.
func (a *api) signal(ctx context.Context, channel string) {
	if !a.signs.due(channel, time.Now()) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, signTime)
	defer cancel()
	if _, err := a.do(ctx, newLane(), http.MethodPost, discordgo.EndpointChannelTyping(channel), nil); err != nil {
		a.signs.end(channel) // another may be luckier
	}
}
