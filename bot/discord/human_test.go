package discord

import (
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

// askHuman asks the moderators about an answer, and returns what they read.
func (s *stage) askHuman(t *testing.T, by *discordtest.User, answer discordtest.Message, moderators *discordtest.Channel, question string) discordtest.Message {
	t.Helper()
	w := humanWordsOf(by.Locale)
	i := by.Submit(by.Select(answer, verbMoreOf(answer), verbHuman), fieldAsked, question)
	shown := concluded(i, w.sending)
	if !strings.HasPrefix(shown, "(private)\n") || !strings.Contains(shown, w.sentPublic) && !strings.Contains(shown, w.sentPrivate) {
		t.Fatalf("who asks is told: %s", shown)
	}
	all := s.Messages(moderators)
	return all[len(all)-1]
}

// verbMoreOf is how the menu under an answer is called.
func verbMoreOf(m discordtest.Message) string {
	if strings.Contains(discordtest.Draw(m), belowChinese.more) {
		return belowChinese.more
	}
	return belowEnglish.more
}

func TestAskingAHumanIsOfferedWhereThereIsOne(t *testing.T) {
	t.Parallel()
	s, moderators := repairing(t)
	m, _ := s.posted(t, "Is the filing of a test algorithm free of charge?")
	s.askHuman(t, s.ann, m, moderators, "First?")
	again := s.ann.Submit(s.ann.Select(m, belowEnglish.more, verbHuman), fieldAsked, "Second?")
	if shown := told(again); shown != "(private)\n"+humanEnglish.already {
		t.Errorf("again at once: %s", shown)
	}
	press := func(by *discordtest.User, c *discordtest.Channel, args ...string) string {
		return told(by.Deliver(c, 3, map[string]any{"custom_id": custom(verbReply, args...), "component_type": 2}))
	}
	if shown := press(s.ann, s.policy, "x", "y"); shown != "(private)\n"+english.noModerator {
		t.Errorf("a member who answers: %s", shown)
	}
	if shown := press(s.mo, s.policy, "x", "y"); shown != "(private)\n"+english.noModerator {
		t.Errorf("a moderator elsewhere: %s", shown)
	}
	if shown := press(s.mo, moderators); shown != "(private)\n"+english.unread {
		t.Errorf("without a receipt: %s", shown)
	}
	alone := remember(t)
	if shown := told(alone.ask("Is the filing of a test algorithm free of charge?")); strings.Contains(shown, humanEnglish.offer) {
		t.Errorf("offered where there are no moderators: %s", shown)
	}
}

func TestQuestionsToHumansAreNotCountedButDeclined(t *testing.T) {
	t.Parallel()
	s, moderators := repairing(t)
	for n := range perMinute + 1 {
		m, _ := s.posted(t, "Is the filing of a test algorithm free of charge?")
		i := s.ann.Submit(s.ann.Select(m, belowEnglish.more, verbHuman), fieldAsked, "And now?")
		shown := concluded(i, humanEnglish.sending)
		if declined := shown == "(private)\n"+english.busy; declined != (n == perMinute) {
			t.Fatalf("question %d: %s", n, shown)
		}
	}
	if n := len(s.Messages(moderators)); n != perMinute {
		t.Errorf("%d messages", n)
	}
}

func TestASealedPersonIsOfOneReceiptAndOneBot(t *testing.T) {
	s := newSealer("token")
	sealed := s.seal("183920174629103847", "k3m5pq7xwa")
	if id := custom(verbReply, "k3m5pq7xwa", sealed); len(id) > 100 || len(strings.Fields(id)) != 3 {
		t.Errorf("the custom ID %q is no good", id)
	}
	for name, test := range map[string]struct{ got, want string }{
		"the same":        {s.unseal(sealed, "k3m5pq7xwa"), "183920174629103847"},
		"another receipt": {s.unseal(sealed, "k3m5pq7xwb"), ""},
		"another bot":     {newSealer("other").unseal(sealed, "k3m5pq7xwa"), ""},
		"cut":             {s.unseal(sealed[:12], "k3m5pq7xwa"), ""},
		"nothing":         {s.unseal("", "k3m5pq7xwa"), ""},
		"no base64":       {s.unseal("!", "k3m5pq7xwa"), ""},
		"nobody":          {s.seal("", "k3m5pq7xwa"), ""},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", name, test.got, test.want)
		}
	}
	if again := s.seal("183920174629103847", "k3m5pq7xwa"); again == sealed {
		t.Error("the same person is sealed the same twice")
	}
}
