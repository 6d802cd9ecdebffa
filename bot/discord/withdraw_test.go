package discord

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

// leave registers commands as an earlier configuration would have: in a server or,
// without one, everywhere.
func (s *stage) leave(t *testing.T, servers ...string) {
	t.Helper()
	for _, server := range servers {
		body := []map[string]any{{"name": "ask", "description": "Ask"}, {"name": "status", "description": "Status"}}
		if _, err := s.bot.api.do(t.Context(), newLane(), http.MethodPut, commandsAt(s.AppID(), server), body); err != nil {
			t.Fatal(err)
		}
	}
}

// counts are how many commands are registered everywhere and in each of two servers.
func (s *stage) counts(one, two *discordtest.Guild) [3]int {
	return [3]int{len(s.Commands("")), len(s.Commands(one.ID)), len(s.Commands(two.ID))}
}

func TestCommandsThatWereLeftElsewhereAreTakenAway(t *testing.T) {
	all := len(commands())
	for name, tc := range map[string]struct {
		only bool // in the first server
		want [3]int
	}{
		"where they are offered in one server": {true, [3]int{0, all, 0}},
		"where they are offered everywhere":    {false, [3]int{all, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := set(t, discordtest.New(t), says("It is so."))
			other := s.Guild("Others")
			s.leave(t, "", s.guild.ID, other.ID)
			if tc.only {
				s.bot.config.GuildID = s.guild.ID
			}
			s.run(t)
			s.Await("the commands to be in one place", func() bool { return s.counts(s.guild, other) == tc.want })
			told(s.ask("Is it so?"))
		})
	}
}

func TestWhereNoCommandsWereLeftNothingIsTakenAway(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."))
	s.bot.config.GuildID = s.guild.ID
	s.bot.withdraw(t.Context(), s.AppID())
	s.bot.config.GuildID = ""
	s.bot.withdraw(t.Context(), s.AppID())
	for _, r := range s.Requests() {
		if r.Method != http.MethodGet {
			t.Errorf("%s %s", r.Method, r.Path)
		}
	}
}

func TestAServerThatRefusesKeepsNothingFromRunning(t *testing.T) {
	for name, tc := range map[string]struct {
		fault  discordtest.Fault
		warned bool
	}{
		"one without the scope for commands": {discordtest.Fault{Status: http.StatusForbidden, Body: `{"code":50001,"message":"no"}`}, false},
		"one that fails":                     {discordtest.Fault{Status: http.StatusServiceUnavailable}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := set(t, discordtest.New(t), says("It is so."))
			other := s.Guild("Others")
			s.leave(t, other.ID)
			s.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if strings.Contains(r.Path, "/guilds/"+s.guild.ID+"/commands") {
					return &tc.fault
				}
				return nil
			})
			s.run(t)
			told(s.ask("Is it so?"))
			if tc.warned {
				s.Await("a line in the log", func() bool { return strings.Contains(s.logs.String(), "may be seen twice") })
				return
			}
			s.Await("the other server's to be taken away", func() bool { return len(s.Commands(other.ID)) == 0 })
		})
	}
}

func TestTheBotStopsWhileItLooksForCommands(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) { b.limits.apart = 1 << 40 })
	ctx, cancel := context.WithCancel(t.Context())
	go func() { s.end <- s.bot.Run(ctx) }()
	told(s.ask("Is it so?"))
	cancel()
	if err := <-s.end; err != nil || strings.Contains(s.logs.String(), "may be seen twice") {
		t.Errorf("the bot ended with %v and logged %s", err, s.logs)
	}
}
