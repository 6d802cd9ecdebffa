package discord

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// Over half an hour a connection ends every twenty seconds; over a shorter time
// more often.
// FOOTNOTE_CHURN says how long where there is no flag.
var churn = flag.Duration("churn", churnTime(), "how long connections end, requests fail and the model stalls")

func churnTime() time.Duration {
	if d, err := time.ParseDuration(os.Getenv("FOOTNOTE_CHURN")); err == nil {
		return d
	}
	return 5 * time.Second
}

// trouble is what goes wrong with requests: one in ten fails, half of those only
// after it was carried out, and one in twenty is told to wait. A follow-up is never
// carried out and fails: it has no nonce, so it would be shown twice, which is
// better than never.
type trouble struct {
	mu     sync.Mutex
	random *rand.Rand
	over   bool
}

func (x *trouble) strike(r discordtest.Request) *discordtest.Fault {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch n := x.random.IntN(100); {
	case x.over:
	case n < 10:
		return &discordtest.Fault{Status: []int{500, 502, 503}[n%3], Late: n < 5 && r.Route != followUpRoute}
	case n < 15:
		return discordtest.TooMany(20 * time.Millisecond)
	}
	return nil
}

const followUpRoute = "/webhooks/{webhook_id}/{webhook_token}"

func (x *trouble) end() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.over = true
}

// shake ends connections, each time in another way, until the time is over. It
// lets the bot come back before it ends the next.
func (c *crowd) shake(every time.Duration, end time.Time) (times int) {
	ways := []func(){c.Drop, c.Reconnect, func() { c.CloseAll(4000) }, c.Mute, func() { c.CloseAll(1001) }}
	for time.Now().Add(every).Before(end) {
		time.Sleep(every)
		resumed := c.Resumes()
		ways[times%len(ways)]()
		times++
		c.Within(patience, func() bool { return c.Resumes() > resumed })
	}
	return times
}

// patience is how long the bot may take to come back on a busy machine.
const patience = 20 * time.Second

func TestNoQuestionIsLostWhileConnectionsEndAndRequestsFail(t *testing.T) {
	t.Parallel()
	length := *churn
	if testing.Short() {
		length = min(length, 2*time.Second)
	}
	c := gather(t, 20, 10, &numberedAsker{pause: 30 * time.Millisecond, stalls: 25}, everyone, func(b *Bot) {
		b.limits.answer = 2 * time.Second
		b.limits.finish = patience
		b.limits.retry = backoff{first: 20 * time.Millisecond, most: time.Second, stable: time.Hour}
		b.api.pause = 10 * time.Millisecond
	})
	wrong := &trouble{random: rand.New(rand.NewPCG(1, 2))}
	c.Intercept(wrong.strike)
	c.Heartbeat(500 * time.Millisecond)
	c.run(t)
	c.Await("the bot", c.Connected)

	end := time.Now().Add(length)
	var shaken sync.WaitGroup
	times := 0
	shaken.Go(func() { times = c.shake(max(length/90, 500*time.Millisecond), end) })
	before := heap()
	for pause := max(length/2000, 50*time.Millisecond); time.Now().Before(end); time.Sleep(pause) {
		c.ask()
	}
	shaken.Wait()
	wrong.end()
	answered, told := c.settle(t, time.Minute)
	if n := len(c.Identifies()); n > 1 {
		t.Errorf("%d sessions began; the first could have been resumed", n)
	}
	t.Logf("%d answered, %d told why not, %d connections ended, %d lanes, %d goroutines, heap %d KB before and %d KB after",
		answered, told, times, len(c.bot.api.lanes.all), runtime.NumGoroutine(), before>>10, heap()>>10)
}

func TestLanesOfIdleChannelsAreGivenUp(t *testing.T) {
	var l lanes
	for n := range maxLanes {
		l.of(http.MethodPost, fmt.Sprint(n))
	}
	for _, lane := range l.all {
		lane.used = lane.used.Add(-2 * idleLane)
	}
	busy := l.of(http.MethodPost, "0")
	busy.turn <- struct{}{}
	busy.used = busy.used.Add(-2 * idleLane)
	l.of(http.MethodPost, "new")
	if n := len(l.all); n > 2 || l.all["POST 0"] != busy {
		t.Errorf("%d lanes are kept, the busy one: %v", n, l.all["POST 0"] == busy)
	}
}

func TestOnlyTheLastEventsAreRemembered(t *testing.T) {
	var r recent
	for n := range 10 * len(r.ring) {
		if !r.add(fmt.Sprint(n)) || r.add(fmt.Sprint(n)) {
			t.Fatalf("event %d: it is new once", n)
		}
	}
	if n := len(r.ids); n != len(r.ring) {
		t.Errorf("%d events are remembered, not %d", n, len(r.ring))
	}
	if !r.add("0") {
		t.Error("an event of long ago is still known")
	}
}
