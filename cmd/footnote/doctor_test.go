package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/openai/openaitest"
)

const (
	doctorToken = "MTk4NjIyNDgzNDcxOTI1MjQ4.Gh4SuZ.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	doctorApp   = "198622483471925248"
	allNeeded   = "309237763072"
)

type object = map[string]any

// A ward is a patient in good health, and what is around it: a test changes what it
// likes.
type ward struct {
	t        *testing.T
	dir      string            // the working folder
	settings map[string]string // the environment
	says     object            // what Discord says, by path; a function writes it
	skew     time.Duration     // how far Discord's clock is ahead
	model    func(openaitest.Request) openaitest.Reply
}

// The addresses of Discord that are asked.
const (
	pathApplication = "/applications/@me"
	pathServers     = "/users/@me/guilds"
	pathGateway     = "/gateway/bot"
	pathCommands    = "/applications/" + doctorApp + "/commands"
	pathServer      = "/applications/" + doctorApp + "/guilds/1000/commands"
)

func newWard(t *testing.T) *ward {
	t.Chdir(t.TempDir())
	w := &ward{t: t, dir: must(os.Getwd()), settings: map[string]string{
		"CORPUS_DIR": "documents", "DISCORD_TOKEN": doctorToken, "DISCORD_GUILD_ID": "1000",
		"MODEL": "writer", "MODEL_KEY": "sk-planted-secret", "EMBED_MODEL": "embedder", "EMBED_TIMEOUT": "30s",
	}}
	w.says = object{
		pathApplication: object{"id": doctorApp, "name": "Footnote", "owner": object{"username": "lin"}, "flags": 0, "interactions_endpoint_url": nil},
		pathServers:     []any{object{"id": "1000", "name": "政策研究", "permissions": allNeeded}},
		pathGateway:     object{"session_start_limit": object{"total": 1000, "remaining": 990, "reset_after": 3600_000}},
		pathCommands:    []any{},
		pathServer:      []any{object{"name": "ask", "type": 1, "description": "Ask"}},
	}
	do(os.Mkdir("documents", 0o755))
	write(t, "documents/levy.md", "# Levy\n\nThe beehive levy is 12 pounds a year.\n")
	write(t, "documents/轮渡.md", "# 轮渡\n\n轮渡收费的上限为每次9元。\n")
	embed := openaitest.Embed(8)
	w.model = func(r openaitest.Request) openaitest.Reply {
		if strings.HasSuffix(r.Path, "/embeddings") {
			return embed(r)
		}
		return openaitest.Text("Yes.")
	}
	server := openaitest.New(t, func(r openaitest.Request) openaitest.Reply { return w.model(r) })
	w.settings["MODEL_URL"] = server.BaseURL()
	return w
}

// ServeHTTP is Discord's interface.
func (w *ward) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	out.Header().Set("Date", time.Now().Add(w.skew).UTC().Format(http.TimeFormat))
	path := strings.TrimPrefix(r.URL.Path, "/api/v9")
	says, ok := w.says[path]
	switch answer := says.(type) {
	case func(http.ResponseWriter):
		answer(out)
	default:
		if !ok || r.Method != http.MethodGet {
			w.t.Errorf("Discord was asked for %s %s", r.Method, path)
		}
		_ = json.NewEncoder(out).Encode(says)
	}
}

// refuse says no.
func refuse(status, code int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"message":"no","code":%d}`, code)
	}
}

// A detour sends what is meant for Discord to a server.
type detour struct{ to *url.URL }

func (d detour) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "discord.com" {
		return nil, fmt.Errorf("a request to %s", r.URL.Host)
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = d.to.Scheme, d.to.Host
	return http.DefaultTransport.RoundTrip(r)
}

// examine returns what the doctor says; no secret is in it.
func (w *ward) examine(cmd doctorCommand) (diagnosis, error) {
	w.t.Helper()
	server := httptest.NewServer(w)
	defer server.Close()
	var stdout, stderr strings.Builder
	p := &program{getenv: environment(w.settings), stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}
	cmd.JSON = true
	err := cmd.examine(w.t.Context(), p, detour{must(url.Parse(server.URL))})
	for _, secret := range []string{doctorToken, "planted-secret"} {
		if strings.Contains(stdout.String()+stderr.String()+fmt.Sprint(err), secret) {
			w.t.Errorf("a secret is shown: %s%s", stdout.String(), stderr.String())
		}
	}
	var d diagnosis
	strictly(w.t, stdout.String(), &d)
	return d, err
}

func TestDoctorExplainsEachPlantedMisconfiguration(t *testing.T) {
	for name, tc := range map[string]struct {
		plant        func(*ward)
		check        string
		state        state
		what, remedy string
	}{
		"a key that is mistyped": {func(w *ward) { write(w.t, ".env", "DISCORD_TOKN=planted-secret\n") },
			"configuration", stateWarning, ".env, line 1: DISCORD_TOKN is not a setting", "write DISCORD_TOKEN"},
		"a key of another program": {func(w *ward) { write(w.t, ".env", "OPENAI_API_KEY=planted-secret\n") },
			"configuration", stateWarning, "OPENAI_API_KEY", ".env.example lists every setting"},
		"a line that is none": {func(w *ward) { write(w.t, ".env", "planted-secret\n") },
			"configuration", stateError, "line 1 is not of the form KEY=value", ".env.example shows each key"},
		"a value without sense": {func(w *ward) { w.settings["MODEL_TIMEOUT"] = "5" },
			"configuration", stateError, `MODEL_TIMEOUT is "5"`, "write a time such as 800ms"},
		"another one beside it": {func(w *ward) { w.settings["MODEL_TIMEOUT"], w.settings["LOG_LEVEL"] = "5", "loud" },
			"configuration", stateError, `LOG_LEVEL is "loud"`, "write debug, info, warn or error"},
		"a token twice": {func(w *ward) { w.settings["DISCORD_TOKEN_FILE"] = "token" },
			"configuration", stateError, "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set", "remove one of them"},
		"a server's name for its ID": {func(w *ward) { w.settings["DISCORD_GUILD_ID"] = "政策研究" },
			"configuration", stateError, `DISCORD_GUILD_ID is "政策研究"`, `"Copy Server ID"`},
		"a model without a name": {func(w *ward) { w.settings["MODEL"], w.settings["EMBED_MODEL"] = "", "" },
			"configuration", stateError, "MODEL is empty", "name the model"},
		"a file of the token that is not there": {func(w *ward) { w.settings["DISCORD_TOKEN"], w.settings["DISCORD_TOKEN_FILE"] = "", "nowhere" },
			"token", stateError, "reading DISCORD_TOKEN_FILE: open nowhere: no such file", "correct it"},
		"the client secret for the token": {func(w *ward) {
			w.settings["DISCORD_TOKEN"] = "planted-secret"
			w.says[pathApplication] = refuse(401, 0)
		}, "token", stateError, "does not have the form of a bot's token", "page Bot, Reset Token"},
		"a token that was reset": {func(w *ward) { w.says[pathApplication] = refuse(401, 0) },
			"token", stateError, "Discord does not accept it", "page Bot, Reset Token"},
		"Discord that is down": {func(w *ward) { w.says[pathApplication] = refuse(503, 0) },
			"token", stateError, "503 Service Unavailable", "discordstatus.com"},
		"interactions that go elsewhere": {func(w *ward) {
			w.says[pathApplication].(object)["interactions_endpoint_url"] = "https://bot.example.org/planted-secret"
		}, "application", stateError, "its interactions go to bot.example.org", "empty Interactions Endpoint URL"},
		"a code grant": {func(w *ward) { w.says[pathApplication].(object)["bot_require_code_grant"] = true },
			"application", stateWarning, "the link below does not work", "turn off Requires OAuth2 Code Grant"},
		"no server": {func(w *ward) { w.settings["DISCORD_GUILD_ID"] = ""; w.says[pathServers] = []any{} },
			"servers", stateWarning, "in none", "open the link below"},
		"a server that the bot is not in": {func(w *ward) {
			w.settings["DISCORD_GUILD_ID"] = "77"
			w.says["/applications/"+doctorApp+"/guilds/77/commands"] = refuse(403, 50001)
		}, "servers", stateError, "not in the server that DISCORD_GUILD_ID names, 77", "correct DISCORD_GUILD_ID"},
		"commands that may not be registered": {func(w *ward) { w.says[pathServer] = refuse(403, 50001) },
			"commands", stateError, "without the scope applications.commands", "open the link below"},
		"permissions that are missing": {func(w *ward) {
			w.says[pathServers].([]any)[0].(object)["permissions"] = fmt.Sprint(309237763072 &^ (1<<14 | 1<<35))
		}, "permissions", stateWarning, "in “政策研究” it lacks Create Public Threads, Embed Links", "Server Settings, Roles"},
		"commands of another version": {func(w *ward) {},
			"commands", stateWarning, "those in “政策研究” are of another version", "start `footnote serve`"},
		"no commands": {func(w *ward) { w.says[pathServer] = []any{} },
			"commands", stateWarning, "none is registered yet", "start `footnote serve`"},
		"commands twice": {func(w *ward) { w.says[pathCommands] = w.says[pathServer] },
			"commands", stateWarning, "people in “政策研究” see /ask twice", "start `footnote serve`, which removes"},
		"commands twice in one of the servers": {func(w *ward) {
			w.settings["DISCORD_GUILD_ID"] = ""
			w.says[pathCommands] = w.says[pathServer]
		}, "commands", stateWarning, "people in “政策研究” see /ask twice", "start `footnote serve`, which removes"},
		"a program that starts again and again": {func(w *ward) {
			w.says[pathGateway].(object)["session_start_limit"].(object)["remaining"] = 40
		}, "gateway", stateWarning, "only 40 of 1000", "a second copy"},
		"one that did so for long": {func(w *ward) {
			w.says[pathGateway].(object)["session_start_limit"].(object)["remaining"] = 0
		}, "gateway", stateError, "no connection may begin", "all 1000 are there again in 1h0m0s"},
		"a clock that is behind": {func(w *ward) { w.skew = 20 * time.Second },
			"clock", stateWarning, "s behind", "set-ntp"},
		"a clock that is far ahead": {func(w *ward) { w.skew = -2 * time.Hour },
			"clock", stateError, "ahead", "set-ntp"},
		"a wrong key of the model": {func(w *ward) {
			w.model = func(openaitest.Request) openaitest.Reply {
				return openaitest.Reply{Status: 401, Body: `{"error":{"message":"Incorrect API key provided: sk-planted-secret"}}`}
			}
		}, "model", stateError, "401 Unauthorized", "check the key"},
		"a model that does not exist": {func(w *ward) {
			w.model = func(openaitest.Request) openaitest.Reply { return openaitest.Reply{Status: 404, Body: `{}`} }
		}, "model", stateError, "404 Not Found", "check the model's name"},
		"a quota that is used up": {func(w *ward) {
			w.model = func(openaitest.Request) openaitest.Reply {
				return openaitest.Reply{Status: 402, Body: `{"error":{"message":"pay"}}`}
			}
		}, "model", stateWarning, "quota", "see to the account's quota"},
		"a server of vectors that is not there": {func(w *ward) { w.settings["EMBED_URL"] = "http://127.0.0.1:1/v1" },
			"embedding", stateError, "cannot be reached", "is it running"},
		"vectors that are late": {func(w *ward) {
			w.settings["EMBED_TIMEOUT"] = "1ms"
			soon := w.model
			w.model = func(r openaitest.Request) openaitest.Reply {
				time.Sleep(5 * time.Millisecond)
				return soon(r)
			}
		},
			"embedding", stateWarning, "and EMBED_TIMEOUT is 1ms", "raise EMBED_TIMEOUT"},
		"a key that is missing": {func(w *ward) { w.settings["MODEL_URL"], w.settings["MODEL_KEY"] = "", "" },
			"model", stateError, "MODEL_KEY is empty", "set it to the key of OpenAI"},
		"a corpus that is not there": {func(w *ward) { w.settings["CORPUS_DIR"] = "nowhere" },
			"corpus", stateError, `CORPUS_DIR is "nowhere"`, "name a folder of documents"},
		"a corpus without documents": {func(w *ward) { do(os.Mkdir("empty", 0o755)); w.settings["CORPUS_DIR"] = "empty" },
			"corpus", stateError, "reading CORPUS_DIR empty", "document"},
		"a document that cannot be read": {func(w *ward) { write(w.t, "documents/坏.docx", "not a document") },
			"corpus", stateWarning, "not served: 坏.docx", ""},
		"sources that were never asked": {func(w *ward) {
			write(w.t, "documents/sources.yaml", "sources:\n- id: a\n  url: https://www.example.org/a\n")
		}, "corpus", stateWarning, "never asked", "run `footnote refresh`"},
		"documents that are not in the index": {func(w *ward) {
			w.refresh()
			write(w.t, "documents/new.md", "# New\n\nThe ferry costs 9 yuan.\n")
		}, "snapshot", stateWarning, "1 document came, changed or went since", "run `footnote refresh`"},
		"an index that is damaged": {func(w *ward) {
			w.refresh()
			paths := must(filepath.Glob("data/index/*/*.snapshot"))
			do(os.Truncate(paths[0], 100))
		}, "snapshot", stateWarning, ".snapshot", "run `footnote refresh`"},
		"a data folder that is a file": {func(w *ward) { write(w.t, "data", "x") },
			"disk", stateError, "data is not a folder", "set it to a folder"},
		"a database that is damaged": {func(w *ward) {
			do(os.Mkdir("data", 0o755))
			write(w.t, "data/footnote.db", strings.Repeat("not a database\n", 500))
		}, "database", stateWarning, "the database is damaged", "put a copy of it back"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWard(t)
			tc.plant(w)
			d, err := w.examine(doctorCommand{})
			found, sick := false, false
			for _, c := range d.Checks {
				sick = sick || c.State == stateError
				found = found || c.Name == tc.check && c.State == tc.state && strings.Contains(c.What, tc.what) && strings.Contains(c.Remedy, tc.remedy)
				if c.State != stateOK && c.Remedy == "" {
					t.Errorf("no remedy for %+v", c)
				}
			}
			if !found {
				t.Errorf("no check %s: %s: %s -> %s in\n%s", tc.check, tc.state, tc.what, tc.remedy, printed(d))
			}
			if errors.Is(err, errFound) != sick {
				t.Errorf("it ends with %v and says\n%s", err, printed(d))
			}
		})
	}
}

// do is for what cannot fail.
func do(err error) {
	if err != nil {
		panic(err)
	}
}

// refresh makes the index.
func (w *ward) refresh() {
	w.t.Helper()
	p := &program{getenv: environment(w.settings), stdin: strings.NewReader(""), stdout: new(strings.Builder), stderr: new(strings.Builder)}
	if err := (refreshCommand{}).Run(w.t.Context(), p); err != nil {
		w.t.Fatal(err)
	}
}

func printed(d diagnosis) string {
	p := page{terminal: terminal{width: 200}}
	p.diagnosis(d)
	return p.b.String()
}

func TestAHealthyPatientIsSaidToBeSo(t *testing.T) {
	w := newWard(t)
	w.refresh()
	d, err := w.examine(doctorCommand{})
	if err != nil {
		t.Error(err)
	}
	var names []string
	for _, c := range d.Checks {
		names = append(names, c.Name)
		if c.State != stateOK && c.Name != "commands" {
			t.Errorf("%+v", c)
		}
	}
	const want = "configuration token application intents servers permissions commands gateway clock model embedding corpus snapshot disk database"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("it looks at %s", got)
	}
	if d.Invite != discord.Invite(doctorApp) {
		t.Errorf("the invite is %q", d.Invite)
	}
}

func TestOfflineAsksNobody(t *testing.T) {
	w := newWard(t)
	w.says = nil // any request fails the test
	w.model = func(r openaitest.Request) openaitest.Reply {
		t.Errorf("asked %s", r.Path)
		return openaitest.Text("Yes.")
	}
	d, err := w.examine(doctorCommand{Offline: true})
	if err != nil || d.Invite != "" {
		t.Errorf("%v\n%s", err, printed(d))
	}
}

func TestWhatOthersCallTheirServersIsHarmless(t *testing.T) {
	w := newWard(t)
	name := "\x1b[31m甲\u202e\nerror    token          \u200b" + strings.Repeat("长", 500)
	w.says[pathServers] = []any{object{"id": "1000", "name": name, "permissions": "0"}}
	d, err := w.examine(doctorCommand{})
	if err != nil {
		t.Error(err)
	}
	text := printed(d)
	if strings.ContainsAny(text, "\x1b\u202e\u200b") || strings.Contains(text, "\nerror") || strings.Count(text, "长") > 3*maxName {
		t.Errorf("it prints %q", text)
	}
}

func TestTheChannelsThatSettingsNameAreLookedAt(t *testing.T) {
	got := wantedBy("DISCORD_TOKEN=(set)\nASK_CHANNELS=[100000000000000001 100000000000000002]\nMESSAGE_CONTENT=true\nDISCORD_GUILD_ID=100000000000000003\nDIGEST_CHANNEL=\n")
	want := wanted{[]wantedChannel{{"ASK_CHANNELS", "100000000000000001"}, {"ASK_CHANNELS", "100000000000000002"}}, true}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v", got)
	}
	here := discord.Channel{Name: "政策", Server: discord.Server{Name: "here"}}
	mute, bare := here, here
	mute.Missing, bare.Missing = []string{"Send Messages"}, []string{"Attach Files"}
	for name, tc := range map[string]struct {
		channel discord.Channel
		err     error
		state   state
		what    string
	}{
		"good":                 {here, nil, stateOK, "it has all that it needs in “#政策” of “here”"},
		"without a permission": {bare, nil, stateWarning, "in “#政策” of “here”, which ASK_CHANNELS names, it lacks Attach Files"},
		"of no use":            {mute, nil, stateError, "it lacks Send Messages"},
		"hidden":               {here, discord.ErrHiddenChannel, stateError, "which the bot cannot see"},
		"none":                 {here, discord.ErrNoChannel, stateError, "which is no channel of the bot's servers"},
		"not looked at":        {here, errors.New("no network"), stateError, "no network"},
	} {
		t.Run(name, func(t *testing.T) {
			c := channelCheck(want.channels[0], tc.channel, tc.err)
			if c.State != tc.state || !strings.Contains(c.What, tc.what) || (c.State == stateOK) != (c.Remedy == "") {
				t.Errorf("got %+v", c)
			}
		})
	}
}

func TestTheIntentIsWantedOnlyWhereTheSettingsAskForIt(t *testing.T) {
	for _, tc := range []struct {
		wanted, allowed bool
		state           state
	}{{false, false, stateOK}, {false, true, stateOK}, {true, true, stateOK}, {true, false, stateError}} {
		v := &visit{wanted: wanted{content: tc.wanted}, profile: discord.Profile{ReadsTexts: tc.allowed}}
		if c := v.intents(t.Context())[0]; c.State != tc.state {
			t.Errorf("wanted: %v, allowed: %v: %+v", tc.wanted, tc.allowed, c)
		}
	}
}

func TestALittleSpaceIsAWarning(t *testing.T) {
	for free, want := range map[uint64]state{1 << 40: stateOK, 100 << 20: stateWarning, 1 << 20: stateError} {
		if c := spaceIn("./data", free); c.State != want || (want == stateOK) != (c.Remedy == "") {
			t.Errorf("%d bytes: %+v", free, c)
		}
	}
}

func TestAnExamThatHangsHidesNothing(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	got := perform(t.Context(), []exam{
		{"slow", time.Millisecond, func(context.Context) []check { <-hang; return nil }},
		{"good", time.Minute, func(context.Context) []check { return []check{fine("well")} }},
	})
	if len(got) != 2 || got[0].Name != "slow" || got[0].State != stateError || got[1].What != "well" {
		t.Errorf("got %+v", got)
	}
}

func TestNearestKeyFindsWhatWasMeant(t *testing.T) {
	for name, want := range map[string]string{
		"DISCORD_TOKN": "DISCORD_TOKEN", "discord_token": "DISCORD_TOKEN", "DISCORD_BOT_TOKEN": "DISCORD_TOKEN", "MODEL_API_KEY": "MODEL_KEY",
		"CORPUS": "", "PATH": "", "X": "", "COMPOSE_PROJECT_NAME": "",
	} {
		if got := nearestKey(name, configKeys()); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
