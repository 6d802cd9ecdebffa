package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"footnote/bot/discord/discordtest"
)

const inspectedToken = "MTk4NjIyNDgzNDcxOTI1MjQ4.Gh4SuZ.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

// An answering is what a server of a test says at each path of Discord's: a value is
// sent as JSON, a function does what it likes.
type answering struct {
	t    *testing.T
	says map[string]any
	at   *url.URL

	mu    sync.Mutex
	asked []string
}

func newAnswering(t *testing.T, says map[string]any) *answering {
	a := &answering{t: t, says: says}
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	a.at, _ = url.Parse(server.URL)
	return a
}

func (a *answering) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" || r.URL.Host != "discord.com" {
		return nil, fmt.Errorf("a request to %s, which is not Discord", r.URL.Host)
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = a.at.Scheme, a.at.Host
	return http.DefaultTransport.RoundTrip(r)
}

func (a *answering) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.RequestURI(), "/api/v9")
	a.mu.Lock()
	a.asked = append(a.asked, r.Method+" "+path)
	a.mu.Unlock()
	if r.Header.Get("Authorization") != "Bot "+inspectedToken || !strings.HasPrefix(r.UserAgent(), "DiscordBot (") {
		a.t.Errorf("asked by %q with %q", r.UserAgent(), r.Header.Get("Authorization"))
	}
	says, ok := a.says[path]
	if !ok {
		says = a.says[strings.Split(path, "?")[0]]
	}
	switch says := says.(type) {
	case func(http.ResponseWriter):
		says(w)
	case nil:
		http.NotFound(w, r)
	default:
		_ = json.NewEncoder(w).Encode(says)
	}
}

// refusing answers with a status and what Discord says with it.
func refusing(status int, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// A dict is a JSON object.
type dict = map[string]any

func TestAProfileSaysWhoseTheApplicationIs(t *testing.T) {
	mine := dict{"id": "1", "name": "Footnote", "owner": dict{"username": "lin"}, "bot": dict{"id": "2"}, "bot_public": true, "flags": 1 << 19, "team": nil}
	ours := dict{"id": "1", "name": "脚注", "owner": dict{"username": "team3"}, "interactions_endpoint_url": "https://example.org/x",
		"bot_require_code_grant": true, "bot_public": false, "team": dict{"name": "政策组", "members": []any{dict{}, dict{}}}}
	for name, tc := range map[string]struct {
		says dict
		want Profile
	}{
		"a person's": {mine, Profile{ID: "1", Bot: "2", Name: "Footnote", Owner: "lin", Public: true, ReadsTexts: true}},
		"a team's":   {ours, Profile{ID: "1", Bot: "1", Name: "脚注", Owner: "政策组", Team: true, Members: 2, Endpoint: "https://example.org/x", CodeGrant: true}},
	} {
		t.Run(name, func(t *testing.T) {
			i := NewInspector(" Bot "+inspectedToken+"\n", newAnswering(t, dict{"/applications/@me": tc.says}))
			got, err := i.Profile(t.Context())
			if diff := cmp.Diff(tc.want, got); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}

func TestWhatDiscordRefusesIsSaidWithoutTheToken(t *testing.T) {
	for name, tc := range map[string]struct {
		says func(http.ResponseWriter)
		want string
		bad  bool
	}{
		"the token":         {refusing(401, `{"message":"401: Unauthorized","code":0}`), "401 Unauthorized", true},
		"with the token":    {refusing(403, `{"message":"not `+inspectedToken+`"}`), "not (secret)", false},
		"at length":         {refusing(403, `{"message":"`+strings.Repeat("政策 ", 5000)+`"}`), "政…", false},
		"not as JSON":       {refusing(502, "<html>"), "502 Bad Gateway", false},
		"as something else": {refusing(200, "[1,2]"), "is something between", false},
		"by a redirect": {func(w http.ResponseWriter) {
			w.Header().Set("Location", "https://discord.com/elsewhere")
			w.WriteHeader(302)
		}, "302 Found", false},
		"for a long time": {refusing(429, `{"message":"You are being rate limited.","retry_after":1e300}`), "429 Too Many", false},
		"for ever":        {refusing(429, `{"retry_after":0.001}`), "429 Too Many", false},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewInspector(inspectedToken, newAnswering(t, dict{"/applications/@me": tc.says})).Profile(t.Context())
			if err == nil || !strings.Contains(err.Error(), tc.want) || errors.Is(err, ErrBadToken) != tc.bad {
				t.Fatalf("got %v", err)
			}
			if strings.Contains(err.Error(), inspectedToken) || len(err.Error()) > 400 {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

func TestAnInspectorWaitsALittle(t *testing.T) {
	tries := 0
	i := NewInspector(inspectedToken, newAnswering(t, dict{"/gateway/bot": func(w http.ResponseWriter) {
		if tries++; tries == 1 {
			refusing(429, `{"retry_after":0.01}`)(w)
			return
		}
		refusing(200, `{"session_start_limit":{"total":1000,"remaining":7,"reset_after":60000}}`)(w)
	}}))
	got, err := i.Starts(t.Context())
	if want := (Starts{7, 1000, time.Minute}); got != want || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestTheClockIsComparedWithTheDateOfAnAnswer(t *testing.T) {
	for name, tc := range map[string]struct {
		date  string
		want  time.Duration
		known bool
	}{
		"right":   {time.Now().UTC().Format(http.TimeFormat), 0, true},
		"ahead":   {time.Now().Add(-2 * time.Hour).UTC().Format(http.TimeFormat), 2 * time.Hour, true},
		"behind":  {time.Now().Add(time.Hour).UTC().Format(http.TimeFormat), -time.Hour, true},
		"unknown": {"yesterday", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			i := NewInspector(inspectedToken, newAnswering(t, dict{"/applications/@me": func(w http.ResponseWriter) {
				w.Header().Set("Date", tc.date)
				w.WriteHeader(401) // which is dated, too
			}}))
			_, _ = i.Profile(t.Context())
			got, known := i.Skew()
			if known != tc.known || (got-tc.want).Abs() > time.Minute {
				t.Errorf("got %v, %v", got, known)
			}
		})
	}
}

func TestServersAreReadToTheLast(t *testing.T) {
	var first []any
	for n := range serversPage {
		first = append(first, dict{"id": fmt.Sprint(1000 + n), "name": "x", "permissions": "8"})
	}
	last := []any{
		dict{"id": "2000", "name": "政策研究", "permissions": fmt.Sprint(leastPermissions() &^ (1 << 14))},
		dict{"id": "2001", "name": "mine", "owner": true, "permissions": "0"},
		dict{"id": "2002", "name": "closed", "permissions": fmt.Sprint(leastPermissions() &^ (1 << 10))},
	}
	a := newAnswering(t, dict{"/users/@me/guilds?limit=200&after=0": first, "/users/@me/guilds?limit=200&after=1199": last})
	got, err := NewInspector(inspectedToken, a).Servers(t.Context())
	if err != nil || len(got) != serversPage+3 {
		t.Fatalf("%d servers, %v", len(got), err)
	}
	for n, want := range [][]string{{"Embed Links"}, nil, {
		"View Channels", "Send Messages", "Send Messages in Threads", "Create Public Threads", "Embed Links", "Attach Files", "Read Message History",
	}} {
		if diff := cmp.Diff(want, got[serversPage+n].Missing); diff != "" {
			t.Error(diff)
		}
	}
}

func TestAChannelGivesAndTakesPermissions(t *testing.T) {
	const view, send, files = "1024", "2048", "32768"
	over := func(id string, kind int, allow, deny string) dict {
		return dict{"id": id, "type": kind, "allow": allow, "deny": deny}
	}
	all := leastPermissions()
	for name, tc := range map[string]struct {
		has   int64
		overs []any
		want  []string
	}{
		"nothing":                               {all, nil, nil},
		"it takes files from everybody":         {all, []any{over("9", 0, "0", files)}, []string{"Attach Files"}},
		"and gives them to a role of the bot":   {all, []any{over("9", 0, "0", files), over("5", 0, files, "0")}, nil},
		"and to a role that it has not":         {all, []any{over("9", 0, "0", files), over("6", 0, files, "0")}, []string{"Attach Files"}},
		"one role gives what another one takes": {all, []any{over("4", 0, "0", send), over("5", 0, send, "0")}, nil},
		"it takes them from the bot itself":     {all, []any{over("5", 0, send, "0"), over("2", 1, "0", send)}, []string{"Send Messages"}},
		"a user with the ID of a role":          {all, []any{over("5", 1, "0", send)}, nil},
		"it gives what the server does not":     {all &^ 1024, []any{over("9", 0, view, "0")}, nil},
		"an administrator":                      {8, []any{over("9", 0, "0", view)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAnswering(t, dict{
				"/users/@me/guilds":   []any{dict{"id": "9", "name": "here", "permissions": fmt.Sprint(tc.has)}},
				"/channels/7":         dict{"id": "7", "name": "政策", "type": 0, "guild_id": "9", "permission_overwrites": tc.overs},
				"/channels/8":         dict{"id": "8", "name": "thread", "type": 11, "guild_id": "9", "parent_id": "7"},
				"/guilds/9/members/2": dict{"roles": []any{"4", "5"}},
			})
			i := NewInspector(inspectedToken, a)
			servers, err := i.Servers(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range []string{"7", "8"} {
				got, err := i.Channel(t.Context(), id, "2", servers)
				if diff := cmp.Diff(tc.want, got.Missing); err != nil || diff != "" || got.Server.Name != "here" {
					t.Errorf("channel %s: %v %s", id, err, diff)
				}
			}
		})
	}
}

func TestAChannelThatCannotBeLookedAtIsSaidToBeSo(t *testing.T) {
	i := NewInspector(inspectedToken, newAnswering(t, dict{
		"/channels/1": refusing(403, `{"message":"Missing Access","code":50001}`),
		"/channels/2": refusing(404, `{"message":"Unknown Channel","code":10003}`),
		"/channels/3": dict{"id": "3", "type": 1},
	}))
	for id, want := range map[string]error{"1": ErrHiddenChannel, "2": ErrNoChannel, "3": ErrNoChannel} {
		if _, err := i.Channel(t.Context(), id, "2", nil); !errors.Is(err, want) {
			t.Errorf("channel %s: %v", id, err)
		}
	}
}

// registered returns our commands as Discord returns them once they are registered.
func registered(t *testing.T) []any {
	t.Helper()
	var all []any
	data, err := json.Marshal(commands())
	if err != nil || json.Unmarshal(data, &all) != nil {
		t.Fatal(err)
	}
	for n, c := range all {
		c := c.(dict)
		c["id"], c["application_id"], c["version"], c["dm_permission"] = fmt.Sprint(n), "1", "77", nil
		c["nsfw"], c["integration_types"] = false, []any{0}
		c["name_localized"], c["a_new_field"] = "x", dict{"x": 1}
		if list, ok := c["contexts"].([]any); ok && len(list) > 1 {
			list[0], list[1] = list[1], list[0]
		}
		if options, ok := c["options"].([]any); ok && len(options) == 0 {
			delete(c, "options")
		}
	}
	return all
}

func TestAnOfferIsComparedWithThisVersion(t *testing.T) {
	for name, tc := range map[string]struct {
		change func([]any) []any
		differ []string
	}{
		"as it was registered": {func(all []any) []any { return all }, nil},
		"with another text": {func(all []any) []any {
			all[0].(dict)["description"] = "old"
			return all
		}, []string{"/ask"}},
		"with another text in Chinese": {func(all []any) []any {
			all[0].(dict)["description_localizations"].(dict)["zh-TW"] = "舊"
			return all
		}, []string{"/ask"}},
		"with an option less": {func(all []any) []any {
			options := all[0].(dict)["options"].([]any)
			all[0].(dict)["options"] = options[:len(options)-1]
			return all
		}, []string{"/ask"}},
		"with a command more":          {func(all []any) []any { return append(all, dict{"name": "old", "description": "x"}) }, []string{"/old"}},
		"with one of the same name":    {func(all []any) []any { return append(all, dict{"name": "ask", "type": 2}) }, []string{"ask (of a user)"}},
		"without one":                  {func(all []any) []any { return all[1:] }, []string{"/ask"}},
		"with what is no command":      {func(all []any) []any { return append(all, nil, 5.0, "x", []any{}) }, nil},
		"with a field of another kind": {func(all []any) []any { all[0].(dict)["options"] = 5; return all }, []string{"/ask"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAnswering(t, dict{
				"/applications/1/commands":                                  tc.change(registered(t)),
				"/applications/1/guilds/9/commands?with_localizations=true": tc.change(registered(t)),
				"/applications/1/guilds/8/commands":                         refusing(403, `{"message":"Missing Access","code":50001}`),
			})
			i := NewInspector(inspectedToken, a)
			for _, server := range []string{"", "9"} {
				got, err := i.Offer(t.Context(), "1", server)
				if diff := cmp.Diff(tc.differ, got.Differ); err != nil || diff != "" {
					t.Errorf("in %q: %v %s", server, err, diff)
				}
			}
			if _, err := i.Offer(t.Context(), "1", "8"); !errors.Is(err, ErrNoScope) {
				t.Errorf("where it may not: %v", err)
			}
		})
	}
}

func TestAnInspectorAgreesWithAServerThatPlaysDiscord(t *testing.T) {
	s := discordtest.New(t)
	g := s.Guild("政策研究")
	open := g.Text("公开")
	i := NewInspector(discordtest.Token, s)
	app, err := i.Profile(t.Context())
	if err != nil || app.Name != "Footnote" || app.Owner != "Owner" {
		t.Fatalf("%+v, %v", app, err)
	}
	servers, err := i.Servers(t.Context())
	if err != nil || len(servers) != 1 || servers[0].Name != "政策研究" || servers[0].Missing != nil {
		t.Errorf("%+v, %v", servers, err)
	}
	if c, err := i.Channel(t.Context(), open.ID, app.Bot, servers); err != nil || c.Name != "公开" || c.Missing != nil {
		t.Errorf("%+v, %v", c, err)
	}
	if o, err := i.Offer(t.Context(), app.ID, g.ID); err != nil || o.Names != nil || len(o.Differ) != len(commands()) {
		t.Errorf("before they are registered: %+v, %v", o, err)
	}
	session, _ := discordgo.New("Bot " + discordtest.Token)
	session.Client.Transport = s
	if _, err := session.ApplicationCommandBulkOverwrite(app.ID, g.ID, commands()); err != nil {
		t.Fatal(err)
	}
	if o, err := i.Offer(t.Context(), app.ID, g.ID); err != nil || len(o.Names) != len(commands()) || o.Differ != nil {
		t.Errorf("when they are registered: %+v, %v", o, err)
	}
	if starts, err := i.Starts(t.Context()); err != nil || starts.Remaining != starts.Total {
		t.Errorf("%+v, %v", starts, err)
	}
}

func TestTheInviteAsksForTheLeast(t *testing.T) {
	const want = "https://discord.com/oauth2/authorize?client_id=1&permissions=309237763072&scope=bot+applications.commands"
	if got := Invite("1"); got != want {
		t.Errorf("got %s", got)
	}
}
