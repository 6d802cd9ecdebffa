package discord

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A room is what Discord says of a channel or a thread. The zero room is one of
// which nothing is known.
type room struct {
	Kind   discordgo.ChannelType `json:"type"`
	Name   string                `json:"name"`
	Parent string                `json:"parent_id"` // of a thread, the channel that it hangs below
	Owner  string                `json:"owner_id"`  // of a thread, who started it
}

// isThread reports whether a room is a thread, or a post of a forum.
func (r room) isThread() bool {
	switch r.Kind {
	case discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread, discordgo.ChannelTypeGuildNewsThread:
		return true
	}
	return false
}

// rooms remembers rooms for a while. The zero value is empty.
type rooms struct {
	mu  sync.Mutex
	all map[string]seenRoom
}

type seenRoom struct {
	room
	at time.Time
}

const (
	maxRooms = 4096            // before all are looked up again
	roomLife = time.Hour       // a room may be renamed
	roomTime = 2 * time.Second // to be told of one
)

func (r *rooms) get(id string) (room, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen, ok := r.all[id]
	return seen.room, ok && time.Since(seen.at) < roomLife
}

func (r *rooms) set(id string, to room) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all == nil || len(r.all) >= maxRooms {
		r.all = make(map[string]seenRoom)
	}
	r.all[id] = seenRoom{to, time.Now()}
}

// room looks a channel up. Of one that the bot may not see nothing is known, which
// is remembered too: Discord counts such requests.
func (d *desk) room(ctx context.Context, id string) room {
	if known, ok := d.rooms.get(id); ok {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, roomTime)
	defer cancel()
	var found room
	err := d.api.ask(ctx, http.MethodGet, discordgo.EndpointChannel(id), nil, &found)
	if err != nil && !final(err) {
		d.log.Warn("looking up a channel", "channel", id, "error", err)
		return room{}
	}
	d.rooms.set(id, found)
	return found
}
