package discordtest

import (
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

func TestAClientIdentifiesItselfAndGetsItsGuilds(t *testing.T) {
	t.Parallel()
	s := New(t)
	g := s.Guild("Examples")
	g.Text("policy")
	c := client(t, s)
	var guild atomic.Pointer[discordgo.GuildCreate]
	c.AddHandler(func(_ *discordgo.Session, g *discordgo.GuildCreate) { guild.Store(g) })
	if err := c.Open(); err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	eventually(t, "the guild", func() bool { return guild.Load() != nil })
	if got := guild.Load(); got.ID != g.ID || len(got.Channels) != 1 || got.Channels[0].Name != "policy" {
		t.Errorf("the guild is %+v", got.Guild)
	}
	if hello := s.Identifies(); len(hello) != 1 || hello[0].Token != Token || hello[0].Intents&1 == 0 {
		t.Errorf("the introduction is %+v", hello)
	}
}

func TestASessionIsResumedWithWhatWasMissed(t *testing.T) {
	t.Parallel()
	tests := map[string]func(*Server){
		"after a cut":                 (*Server).Drop,
		"after an order to reconnect": (*Server).Reconnect,
		"after a code that allows it": func(s *Server) { s.CloseAll(4000) },
	}
	for name, end := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := New(t)
			g := s.Guild("Examples")
			ann, policy := g.Member("Ann", "en-US"), g.Text("policy")
			c := connect(t, s)
			heard := make(chan string, 10)
			c.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.ID })
			first := ann.Say(policy, "hello "+s.Mention())
			if got := next(t, heard); got != first.ID {
				t.Fatalf("heard %s", got)
			}
			if name == "after an order to reconnect" { // which a zombie would not hear
				end(s)
			}
			s.Mute()
			missed := ann.Say(policy, "and again "+s.Mention())
			if name != "after an order to reconnect" {
				end(s)
			}
			if got := next(t, heard); got != missed.ID {
				t.Errorf("heard %s", got)
			}
			if s.Resumes() != 1 {
				t.Errorf("%d sessions were resumed", s.Resumes())
			}
		})
	}
}

func TestAConnectionWithoutAcknowledgementsIsLeft(t *testing.T) {
	t.Parallel()
	s := New(t)
	s.Heartbeat(100 * time.Millisecond)
	connect(t, s)
	s.Mute()
	eventually(t, "another introduction", func() bool { return len(s.Identifies()) == 2 })
	eventually(t, "another session", s.Connected)
}

// dial opens a connection to the gateway without the library.
func dial(t *testing.T, s *Server) *websocket.Conn {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(s.gatewayURL()+"/?v=9&encoding=json", http.Header{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	return ws
}

func TestAClientThatBreaksTheRulesIsClosed(t *testing.T) {
	t.Parallel()
	hello := func(token, intents string) string {
		return `{"op":2,"d":{"token":"` + token + `","intents":` + intents + `,"properties":{}}}`
	}
	good := hello(Token, "0")
	tests := map[string]struct {
		code     int
		messages []string
	}{
		"another token":            {4004, []string{hello("x", "0")}},
		"intents that are none":    {4013, []string{hello(Token, "1073741824")}},
		"intents not allowed":      {4014, []string{hello(Token, "32768")}},
		"events before IDENTIFY":   {4003, []string{`{"op":3,"d":{}}`}},
		"two introductions":        {4005, []string{good, good}},
		"a sequence of the future": {4007, []string{good, `reconnect`, `{"op":6,"d":{"token":"` + Token + `","session_id":"session-1","seq":99}}`}},
		"an unknown operation":     {4001, []string{good, `{"op":42}`}},
		"a message that is long":   {4002, []string{good, `{"op":3,"d":"` + strings.Repeat("x", 4096) + `"}`}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := strict(t)
			s.ForbidIntents(1 << 15)
			ws := dial(t, s)
			for _, m := range test.messages {
				if m == "reconnect" {
					eventually(t, "a session", s.Connected)
					_ = ws.NetConn().Close()
					ws = dial(t, s)
					continue
				}
				if err := ws.WriteMessage(websocket.TextMessage, []byte(m)); err != nil {
					t.Fatal(err)
				}
			}
			for {
				_, _, err := ws.ReadMessage()
				if err == nil {
					continue
				}
				var end *websocket.CloseError
				if !errors.As(err, &end) || end.Code != test.code {
					t.Errorf("the connection ended with %v, want %d", err, test.code)
				}
				return
			}
		})
	}
}

func TestASessionThatWasClosedIsNotResumed(t *testing.T) {
	t.Parallel()
	s := New(t)
	ws := dial(t, s)
	_ = ws.WriteMessage(websocket.TextMessage, []byte(`{"op":2,"d":{"token":"`+Token+`","intents":0}}`))
	eventually(t, "a session", s.Connected)
	_ = ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	eventually(t, "the end", func() bool { return !s.Connected() })
	ws = dial(t, s)
	_ = ws.WriteMessage(websocket.TextMessage, []byte(`{"op":6,"d":{"token":"`+Token+`","session_id":"session-1","seq":1}}`))
	for {
		var m struct {
			Op int
			D  any
		}
		if err := ws.ReadJSON(&m); err != nil {
			t.Fatal(err)
		}
		if m.Op == opInvalid {
			if m.D != false {
				t.Errorf("the session may be resumed: %v", m.D)
			}
			return
		}
	}
}

func TestEventsThatAreHeldComeLate(t *testing.T) {
	t.Parallel()
	s := New(t)
	g := s.Guild("Examples")
	ann, policy := g.Member("Ann", "en-US"), g.Text("policy")
	c := connect(t, s)
	var heard atomic.Int32
	c.AddHandler(func(*discordgo.Session, *discordgo.MessageCreate) { heard.Add(1) })
	release := s.Hold()
	m := ann.Say(policy, "hello")
	ann.Say(policy, "hello")
	s.Resend(m)
	if n := heard.Load(); n != 0 {
		t.Errorf("%d events came at once", n)
	}
	release()
	eventually(t, "the events", func() bool { return heard.Load() == 3 })
}

func TestWhatDoesNotConcernTheBotComesWithoutText(t *testing.T) {
	t.Parallel()
	s := New(t)
	g := s.Guild("Examples")
	ann, policy := g.Member("Ann", "en-US"), g.Text("policy")
	c := connect(t, s)
	heard := make(chan string, 10)
	c.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.Content })
	mine, err := c.ChannelMessageSendComplex(policy.ID, &discordgo.MessageSend{Content: "mine", Flags: 4, AllowedMentions: quiet})
	if err != nil {
		t.Fatal(err)
	}
	said, _ := s.Message(mine.ID)
	for name, test := range map[string]struct {
		say  func()
		want string
	}{
		"a mention":            {func() { ann.Say(policy, "hello "+s.Mention()) }, "hello " + s.Mention()},
		"no mention":           {func() { ann.Say(policy, "hello") }, ""},
		"a reply with a ping":  {func() { ann.Reply(said, "thanks", true) }, "thanks"},
		"a reply without":      {func() { ann.Reply(said, "thanks", false) }, ""},
		"in a direct message":  {func() { ann.Say(ann.Direct(), "hello") }, "hello"},
		"in a post of a forum": {func() { ann.Post(g.Forum("questions"), "title", "text") }, ""},
	} {
		for len(heard) > 0 {
			<-heard
		}
		test.say()
		got := next(t, heard)
		for got == "mine" { // what the bot itself wrote
			got = next(t, heard)
		}
		if got != test.want {
			t.Errorf("%s: heard %q, want %q", name, got, test.want)
		}
	}
}
