package discord

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// watched is a stage with a channel where moderators are told things.
func watched(t *testing.T, asker Asker, change ...func(*Bot)) (*stage, *discordtest.Channel) {
	t.Helper()
	server := discordtest.New(t)
	s := set(t, server, asker, change...)
	moderators := s.guild.Text("moderators")
	s.bot.config.Moderators = moderators.ID
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	s.bot.Exhibits, s.bot.Quote = a.Exhibits, a.Quote
	return s, moderators
}

// pressed is a call of somebody in the channel.
func (s *stage) pressed(n int, by *discordtest.User) *call {
	return &call{
		Interaction: &discordgo.Interaction{ID: fmt.Sprint(n), GuildID: s.guild.ID, ChannelID: s.policy.ID},
		person:      person{id: by.ID, language: by.Locale},
	}
}

func TestAFloodOfReportsIsCountedInOneLine(t *testing.T) {
	t.Parallel()
	s, moderators := watched(t, says("It is so."))
	d := newDesk(t.Context(), s.bot)
	for n := range 3 * perMinute {
		for range 2 { // the same person again
			r := report{from: s.pressed(n, s.ann), receipt: bot.Receipt{ID: fmt.Sprint("r", n), Language: "en"}, kind: bot.FeedbackBad}
			if !d.report(t.Context(), r) {
				t.Fatalf("report %d was not told", n)
			}
		}
	}
	shown := s.Messages(moderators)
	last := discordtest.Draw(shown[len(shown)-1])
	if len(shown) != perMinute+1 || !strings.Contains(last, "20 more reports in this minute") || !strings.Contains(last, "另有20条反馈") {
		t.Errorf("%d messages, the last:\n%s", len(shown), last)
	}
}

func TestThatModeratorsCannotBeToldIsLogged(t *testing.T) {
	t.Parallel()
	s, moderators := watched(t, says("It is so."))
	moderators.Deny(discordtest.SendMessages)
	d := newDesk(t.Context(), s.bot)
	if d.report(t.Context(), report{from: s.pressed(1, s.ann), receipt: bot.Receipt{ID: "abc"}, kind: bot.FeedbackBad}) {
		t.Error("it was told")
	}
	if log := s.logs.String(); !strings.Contains(log, "telling the moderators") || !strings.Contains(log, "abc") {
		t.Errorf("logged: %s", log)
	}
	if n := s.Count(http.MethodPost, createRoute); n != 1 {
		t.Errorf("%d requests", n)
	}
}
