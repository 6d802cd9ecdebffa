package discord

import (
	"context"
	"time"
)

// A live message shows an answer while it grows: it is changed at most once in
// each interval, one change at a time, and what is shown last wins. A change
// that a limit would delay is left out.
type live struct {
	venue venue
	every time.Duration
	next  chan message // holds the newest frame that is not shown yet
	stop  chan struct{}
	done  chan struct{}
	sent  time.Time // when the last frame was; read when done
}

// frameTime bounds a change that is under way: the answer waits for it.
const frameTime = 10 * time.Second

// goLive begins to show frames in the place of the first message.
func goLive(ctx context.Context, v venue, every time.Duration) *live {
	l := &live{venue: v, every: every, next: make(chan message, 1), stop: make(chan struct{}), done: make(chan struct{})}
	go l.run(ctx)
	return l
}

// show takes a frame, in the place of one that is not shown yet. It never waits.
// It is called from one goroutine at a time.
func (l *live) show(m message) {
	select {
	case <-l.next:
	default:
	}
	select {
	case l.next <- m:
	default:
	}
}

func (l *live) run(ctx context.Context) {
	defer close(l.done)
	for {
		select {
		case <-l.stop:
			return
		case <-time.After(l.every):
		}
		select {
		case <-l.stop:
			return
		case m := <-l.next:
			if l.venue.free() {
				l.put(ctx, m)
			}
		}
	}
}

func (l *live) put(ctx context.Context, m message) {
	ctx, cancel := context.WithTimeout(ctx, frameTime)
	defer cancel()
	_, _ = l.venue.put(ctx, 0, m) // the next frame, or the answer, takes its place
	l.sent = time.Now()
}

// end shows no more frames. It returns when none is under way, and not before
// the message may be changed again.
func (l *live) end(ctx context.Context) {
	close(l.stop)
	<-l.done
	_ = sleep(ctx, time.Until(l.sent.Add(l.every))) // the answer is shown all the same
}
