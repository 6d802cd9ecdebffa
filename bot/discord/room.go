package discord

import (
	"context"
	"encoding/json"
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
	Guild  string                `json:"guild_id"`
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
	mu    sync.Mutex
	all   map[string]seenRoom
	asked map[string]chan struct{} // for those that are being looked up; closed when that is done
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

// get returns a room that is known. Of another, the caller looks it up and calls set
// and release, unless somebody else does: then wait is not nil.
func (r *rooms) get(id string) (known room, ok bool, wait <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if seen := r.all[id]; time.Since(seen.at) < roomLife {
		return seen.room, true, nil
	}
	if others := r.asked[id]; others != nil {
		return room{}, false, others
	}
	if r.asked == nil {
		r.asked = make(map[string]chan struct{})
	}
	r.asked[id] = make(chan struct{})
	return room{}, false, nil
}

// set remembers a room.
func (r *rooms) set(id string, to room) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all == nil || len(r.all) >= maxRooms {
		r.all = make(map[string]seenRoom)
	}
	r.all[id] = seenRoom{to, time.Now()}
}

// learn remembers the room that an interaction came from, as far as Discord says all
// that is to be known of it.
func (r *rooms) learn(interaction json.RawMessage) {
	var from struct {
		Channel struct {
			room
			ID string `json:"id"`
		} `json:"channel"`
	}
	at := &from.Channel
	if err := json.Unmarshal(interaction, &from); err == nil && at.ID != "" && at.Guild != "" && (!at.isThread() || at.Parent != "" && at.Owner != "") {
		r.set(at.ID, at.room)
	}
}

// release lets those go on who wait for a room.
func (r *rooms) release(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	close(r.asked[id])
	delete(r.asked, id)
}

// room looks a channel up, once for all who ask at the same time. Of one that the bot
// may not see nothing is known, which is remembered too: Discord counts such requests.
func (d *desk) room(ctx context.Context, id string) room {
	ctx, cancel := context.WithTimeout(ctx, roomTime)
	defer cancel()
	for {
		known, ok, wait := d.rooms.get(id)
		if ok {
			return known
		}
		if wait == nil {
			break
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return room{}
		}
	}
	defer d.rooms.release(id)
	var found room
	err := d.api.ask(ctx, http.MethodGet, discordgo.EndpointChannel(id), nil, &found)
	if err != nil && !final(err) {
		d.log.Warn("looking up a channel", "channel", id, "error", err)
		return room{}
	}
	d.rooms.set(id, found)
	return found
}
