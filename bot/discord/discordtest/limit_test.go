package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// get sends a request as the bot does, without the library.
func get(t *testing.T, s *Server, method, path, body string, header ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "https://discord.com"+apiPath+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+Token)
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := s.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func TestABucketThatIsFullIsRefusedUntilItIsEmptied(t *testing.T) {
	t.Parallel()
	s := New(t)
	g := s.Guild("Examples")
	one, other := g.Text("one"), g.Text("other")
	s.Limit(map[string]Rate{"POST /channels/{channel_id}/messages": {2, 5 * time.Second}})
	post := func(c *Channel) *http.Response {
		return get(t, s, "POST", "/channels/"+c.ID+"/messages", say("x"))
	}
	for want := 1; want >= 0; want-- {
		r := post(one)
		if got := r.Header.Get("X-RateLimit-Remaining"); r.StatusCode != 200 || got != fmt.Sprint(want) {
			t.Errorf("status %d, remaining %q, want %d", r.StatusCode, got, want)
		}
	}
	r := post(one)
	var body struct {
		After  float64 `json:"retry_after"`
		Global *bool
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	if after, _ := strconv.Atoi(r.Header.Get("Retry-After")); r.StatusCode != 429 || after < 1 || after > 5 || r.Header.Get("X-RateLimit-Scope") != "user" ||
		body.After <= 0 || body.After > 5 || body.Global == nil || *body.Global {
		t.Errorf("the third request: %d %v %+v", r.StatusCode, r.Header, body)
	}
	if a, b := r.Header.Get("X-RateLimit-Bucket"), post(other).Header.Get("X-RateLimit-Bucket"); a == "" || a != b {
		t.Errorf("the buckets are called %q and %q", a, b)
	}
	if r := post(other); r.StatusCode != 200 {
		t.Errorf("another channel: %d", r.StatusCode)
	}
	s.Advance(5 * time.Second)
	if r := post(one); r.StatusCode != 200 {
		t.Errorf("after the window: %d", r.StatusCode)
	}
	if n := s.Invalid(); n != 1 {
		t.Errorf("%d invalid requests", n)
	}
	if n := len(s.Messages(one)); n != 3 {
		t.Errorf("%d messages were made", n)
	}
}

func TestTheLimitOverAllLeavesInteractionsAlone(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	i, event := p.ask()
	p.LimitAll(Rate{1, time.Minute})
	if r := get(t, p.Server, "GET", "/users/@me", ""); r.StatusCode != 200 {
		t.Errorf("the first request: %d", r.StatusCode)
	}
	r := get(t, p.Server, "GET", "/users/@me", "")
	if r.StatusCode != 429 || r.Header.Get("X-RateLimit-Global") != "true" || r.Header.Get("X-RateLimit-Scope") != "global" {
		t.Errorf("the second request: %d %v", r.StatusCode, r.Header)
	}
	if err := p.respond(event, now, "x", suppress); err != nil {
		t.Error(err)
	}
	i.AwaitAnswer()
}

func TestTheLibraryWaitsAsItIsTold(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	p.bot.ShouldRetryOnRateLimit = true
	p.Limit(map[string]Rate{"POST /channels/{channel_id}/messages": {1, 200 * time.Millisecond}})
	for range 3 {
		if err := p.send("x"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(p.Messages(p.policy)); n != 3 {
		t.Errorf("%d messages", n)
	}
}

func TestARequestMeetsTheFaultThatIsPlanned(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		fault Fault
		made  int // messages
		says  string
	}{
		"a status":               {Fault{Status: 503, Body: "later"}, 0, "503"},
		"an error of Discord":    {*errMissingAccess.Fault(), 0, "50001"},
		"an answer that is lost": {Fault{Status: 502, Late: true}, 1, "502"},
		"a cut connection":       {Fault{Cut: true}, 0, "EOF"},
		"a cut after the fact":   {Fault{Cut: true, Late: true}, 1, "EOF"},
		"a delay":                {Fault{Delay: 20 * time.Millisecond}, 1, ""},
		"an order to wait":       {*TooMany(time.Second), 0, "rate limit"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := New(t)
			policy := s.Guild("Examples").Text("policy")
			s.Intercept(func(r Request) *Fault {
				if r.Route != "/channels/{channel_id}/messages" || r.Method != http.MethodPost || !strings.Contains(string(r.Body), `"x"`) {
					t.Errorf("the request is %+v", r)
				}
				return &test.fault
			})
			_, err := client(t, s).ChannelMessageSendComplex(policy.ID, &discordgo.MessageSend{Content: "x", Flags: 4, AllowedMentions: quiet})
			if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
				var limit *discordgo.RateLimitError
				if !errors.As(err, &limit) || test.says != "rate limit" {
					t.Errorf("the error is %v", err)
				}
			}
			if n := len(s.Messages(policy)); n != test.made {
				t.Errorf("%d messages were made", n)
			}
			s.CloseIdleConnections()
		})
	}
}

func TestWhoIsNotTheBotIsRefused(t *testing.T) {
	t.Parallel()
	s, r := strict(t)
	if got := get(t, s, "GET", "/users/@me", "", "Authorization", "Bot x"); got.StatusCode != 401 {
		t.Errorf("another token: %d", got.StatusCode)
	}
	if fails := r.taken(); len(fails) > 0 {
		t.Errorf("the test is told %q", fails)
	}
	if got := get(t, s, "GET", "/users/@me", "", "User-Agent", "Go-http-client/1.1"); got.StatusCode != 403 {
		t.Errorf("another user agent: %d", got.StatusCode)
	}
	if got := get(t, s, "GET", "/users/@me/nothing", ""); got.StatusCode != 404 {
		t.Errorf("an unknown route: %d", got.StatusCode)
	}
	if fails := strings.Join(r.taken(), "\n"); !strings.Contains(fails, "user agent") || !strings.Contains(fails, "no GET") {
		t.Errorf("the test is told %q", fails)
	}
}

func TestASecretInABodyFailsTheTest(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"the bot's token":           say("my token is " + Token),
		"the token of a command":    say("aW50ZXJhY3Rpb246MTIz"),
		"a secret that was planted": say("the key is sk-example"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := strict(t)
			s.Keep("sk-example")
			policy := s.Guild("Examples").Text("policy")
			get(t, s, "POST", "/channels/"+policy.ID+"/messages", body)
			if fails := strings.Join(r.taken(), "\n"); !strings.Contains(fails, "the body holds a secret") || strings.Contains(fails, Token) {
				t.Errorf("the test is told %q", fails)
			}
		})
	}
}

func TestABodyThatIsNoJSONIsRefused(t *testing.T) {
	t.Parallel()
	s, r := strict(t)
	policy := s.Guild("Examples").Text("policy")
	for name, test := range map[string]struct {
		body   string
		header []string
		status int
	}{
		"half of it":    {`{"content":"x"`, nil, 400},
		"another type":  {`{"content":"x"}`, []string{"Content-Type", "text/plain"}, 400},
		"another shape": {`{"content":7}`, nil, 400},
		"a broken form": {"--x\r\n", []string{"Content-Type", "multipart/form-data; boundary=x"}, 400},
		"far too much":  {`{"content":"` + strings.Repeat("x", maxRequest) + `"}`, nil, 413},
	} {
		if got := get(t, s, "POST", "/channels/"+policy.ID+"/messages", test.body, test.header...); got.StatusCode != test.status {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
	if n := len(s.Messages(policy)); n > 0 || len(r.taken()) == 0 {
		t.Errorf("%d messages were made", n)
	}
}

func TestUsualLimitsAreOfRoutesThatThereAre(t *testing.T) {
	for name := range Usual {
		if _, ok := routes[name]; !ok {
			t.Errorf("there is no %s", name)
		}
	}
}
