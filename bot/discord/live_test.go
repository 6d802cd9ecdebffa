package discord

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"
)

// A board is a venue that keeps what was put on it, and when.
type board struct {
	start time.Time
	slow  time.Duration // that each message takes
	busy  bool
	shown []string
}

func (b *board) put(ctx context.Context, n int, m message) (posted, error) {
	begun := time.Since(b.start)
	if err := sleep(ctx, b.slow); err != nil {
		return posted{}, err
	}
	text := m.Components[0].(discordgo.TextDisplay).Content
	b.shown = append(b.shown, fmt.Sprintf("%v %d %s", begun, n, text))
	return posted{}, nil
}

func (b *board) refuse(context.Context, string) error { return nil }
func (b *board) free() bool                           { return !b.busy }

func TestALiveMessageIsChangedOnceInEachIntervalAndTheLastWins(t *testing.T) {
	for name, test := range map[string]struct {
		board board
		play  func(show func(string))
		end   time.Duration // when the answer may be put
		want  []string
	}{
		"frames that come fast": {
			play: func(show func(string)) {
				time.Sleep(50 * time.Millisecond)
				for n := range 25 {
					show(fmt.Sprint("frame ", n))
					time.Sleep(100 * time.Millisecond)
				}
			},
			end:  3 * time.Second,
			want: []string{"1s 0 frame 9", "2s 0 frame 19"},
		},
		"an answer at once waits for nothing": {
			play: func(show func(string)) { show("frame") },
			end:  0,
		},
		"a frame that is slow is waited for": {
			board: board{slow: 3 * time.Second},
			play: func(show func(string)) {
				show("frame")
				time.Sleep(1500 * time.Millisecond)
			},
			end:  5 * time.Second,
			want: []string{"1s 0 frame"},
		},
		"a frame that a limit would delay is left out": {
			board: board{busy: true},
			play: func(show func(string)) {
				show("frame")
				time.Sleep(1500 * time.Millisecond)
			},
			end: 1500 * time.Millisecond,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &test.board
				b.start = time.Now()
				l := goLive(t.Context(), b, time.Second)
				test.play(func(text string) {
					l.show(note(text))
					synctest.Wait()
				})
				l.end(t.Context())
				if took := time.Since(b.start); took != test.end {
					t.Errorf("the answer may be put after %v, want %v", took, test.end)
				}
				if diff := cmp.Diff(test.want, b.shown); diff != "" {
					t.Errorf("shown (-want +got):\n%s", diff)
				}
			})
		})
	}
}
