package discord

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// fetching is a transport that counts the files that are fetched at the same time.
type fetching struct {
	http.RoundTripper
	now, most *atomic.Int32
}

func (c fetching) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasPrefix(r.URL.Host, "cdn.") {
		return c.RoundTripper.RoundTrip(r)
	}
	n := c.now.Add(1)
	defer c.now.Add(-1)
	for most := c.most.Load(); n > most && !c.most.CompareAndSwap(most, n); most = c.most.Load() {
	}
	time.Sleep(20 * time.Millisecond)
	return c.RoundTripper.RoundTrip(r)
}

func TestSuggestedDocumentsAreReadOneAtATime(t *testing.T) {
	t.Parallel()
	var now, most atomic.Int32
	e := own(t, func(s *stage) { s.bot.api.pace.RoundTripper = fetching{s.bot.api.pace.RoundTripper, &now, &most} })
	var all []*discordtest.Interaction
	for n := range 6 {
		file := discordtest.File{Name: fmt.Sprintf("路-%d.md", n), Data: fmt.Appendf(nil, "# 道路办法\n\n第%d条道路向公众开放。", n)}
		all = append(all, e.guild.Member(fmt.Sprint("Member ", n), "zh-CN").Command(e.policy, "document suggest", "file", file))
	}
	for _, i := range all {
		if shown := ended(i).Text(); shown != ownerChinese.passedOn {
			t.Errorf("told: %s", shown)
		}
	}
	if most.Load() != 1 {
		t.Errorf("%d files were fetched at the same time", most.Load())
	}
}
