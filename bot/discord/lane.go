package discord

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A lane carries the requests that share one of Discord's limits, one at a
// time: those of an interaction, or of one kind in a channel. The library's own
// limiter holds one lock over all edits, waits without regard to a context, and
// is never emptied; each lane has one of its own.
type lane struct {
	limiter *discordgo.RateLimiter
	turn    chan struct{} // holds one entry while a request is under way
	used    time.Time
}

func newLane() *lane {
	return &lane{limiter: discordgo.NewRatelimiter(), turn: make(chan struct{}, 1)}
}

// enter waits for the lane to be free, and for its limit.
func (l *lane) enter(ctx context.Context) error {
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if err := sleep(ctx, l.wait()); err != nil {
		l.leave()
		return err
	}
	return nil
}

func (l *lane) leave() { <-l.turn }

// free reports whether a request would be sent at once.
func (l *lane) free() bool {
	select {
	case l.turn <- struct{}{}:
		defer l.leave()
		return l.wait() <= 0
	default:
		return false
	}
}

// wait is how long its limit asks to wait; the caller holds the turn.
func (l *lane) wait() time.Duration { return l.limiter.GetWaitTime(l.bucket(), 1) }

// bucket is the one bucket of the lane.
func (l *lane) bucket() *discordgo.Bucket { return l.limiter.GetBucket("") }

// lanes are those of the channels. The zero value is empty.
type lanes struct {
	mu    sync.Mutex
	all   map[string]*lane
	swept time.Time // when the idle ones were given up
}

const (
	maxLanes = 1000             // before the idle ones are given up: so many may be in use
	idleLane = 10 * time.Minute // longer than any limit lasts
)

// of returns the lane of a kind of request in a channel.
func (l *lanes) of(method, channel string) *lane {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.all) >= maxLanes && time.Since(l.swept) > time.Minute {
		l.swept = time.Now()
		maps.DeleteFunc(l.all, func(_ string, lane *lane) bool { return time.Since(lane.used) > idleLane && len(lane.turn) == 0 })
	}
	key := method + " " + channel
	if l.all[key] == nil {
		if l.all == nil {
			l.all = make(map[string]*lane)
		}
		l.all[key] = newLane()
	}
	l.all[key].used = time.Now()
	return l.all[key]
}
