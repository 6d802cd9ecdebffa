package discord

import (
	"net/http"
	"sync"
	"testing"

	"footnote/bot/discord/discordtest"
)

const channelRoute = "/channels/{channel_id}"

func TestAChannelIsLookedUpOnceForAllWhoAsk(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	d := newDesk(t.Context(), s.bot)
	thread, _ := s.ann.Post(s.policy, "Filing", "We need to talk.")
	var asking sync.WaitGroup
	for range 50 {
		asking.Go(func() {
			if got := d.room(t.Context(), thread.ID); !got.isThread() || got.Parent != s.policy.ID || got.Owner != s.ann.ID || got.Name != "Filing" {
				t.Errorf("the thread is %+v", got)
			}
		})
	}
	asking.Wait()
	if n := s.Count(http.MethodGet, channelRoute); n != 1 {
		t.Errorf("it was looked up %d times", n)
	}
}

func TestAChannelThatACommandComesFromNeedNotBeLookedUp(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	thread, _ := s.ann.Post(s.policy, "Filing", "We need to talk.")
	for _, at := range []*discordtest.Channel{s.policy, thread} {
		told(s.ann.Command(at, askName, optionQuestion, "Is it so?"))
	}
	if n := s.Count(http.MethodGet, channelRoute); n > 0 {
		t.Errorf("channels were looked up %d times", n)
	}
}

func TestAChannelThatCannotBeLookedUpIsNoThread(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		again  bool
	}{
		"and is not tried again where the bot may not see it": {http.StatusForbidden, false},
		"and is tried again after an error":                   {http.StatusBadGateway, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := play(t, says("It is so."))
			d := newDesk(t.Context(), s.bot)
			thread, _ := s.ann.Post(s.policy, "Filing", "We need to talk.")
			s.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if r.Method != http.MethodGet || r.Route != channelRoute {
					return nil
				}
				return &discordtest.Fault{Status: test.status, Body: `{"code":0,"message":"no"}`}
			})
			var counts []int
			for range 2 {
				if got := d.room(t.Context(), thread.ID); got != (room{}) {
					t.Errorf("the thread is %+v", got)
				}
				counts = append(counts, s.Count(http.MethodGet, channelRoute))
			}
			if again := counts[1] > counts[0]; again != test.again {
				t.Errorf("it was looked up %d times", counts)
			}
		})
	}
}
