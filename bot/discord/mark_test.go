package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

func TestAMarkStandsOnTopAndTheRestStays(t *testing.T) {
	display := func(text string) string {
		data, _ := json.Marshal(text)
		return fmt.Sprintf(`{"content":%s,"type":10}`, data)
	}
	card := `{"type":17,"id":7,"unknown":{"a":[1]},"components":[` + display("corrected") + `]}`
	for name, test := range map[string]struct {
		before, titles, want []string
	}{
		"on an answer":             {[]string{display("It is so."), `{"type":14}`}, []string{"A", "乙"}, []string{display(ownerEnglish.mark + "A, 乙"), display("It is so."), `{"type":14}`}},
		"with one for the same":    {[]string{display(ownerChinese.mark + "乙"), display("It is so.")}, []string{"乙"}, nil},
		"with one for another":     {[]string{display(ownerChinese.mark + "乙"), card}, []string{"A", "乙"}, []string{display(ownerChinese.mark + "乙, A"), card}},
		"with one below a card":    {[]string{card, display(ownerEnglish.mark + "A")}, []string{"B"}, []string{display(ownerEnglish.mark + "A, B"), card}},
		"on what is no text first": {[]string{card}, []string{"A"}, []string{display(ownerEnglish.mark + "A"), card}},
	} {
		t.Run(name, func(t *testing.T) {
			var before []json.RawMessage
			for _, c := range test.before {
				before = append(before, json.RawMessage(c))
			}
			marked, changed, err := markedOn(before, ownerEnglish, test.titles)
			if err != nil || changed != (test.want != nil) {
				t.Fatalf("changed: %v, %v", changed, err)
			}
			var got []string
			for _, c := range marked {
				got = append(got, string(c))
			}
			if diff := cmp.Diff(test.want, got); changed && diff != "" {
				t.Error(diff)
			}
		})
	}
	full := []json.RawMessage{json.RawMessage(`{"type":17,"components":[` + display(strings.Repeat("字", maxText-5)) + `]}`)}
	if _, _, err := markedOn(full, ownerChinese, []string{"办法"}); !errors.Is(err, errNoRoom) {
		t.Errorf("on a message without room: %v", err)
	}
}

func TestNoMoreThanFiftyAnswersAreMarkedAtOnce(t *testing.T) {
	t.Parallel()
	e := own(t)
	e.Await("the bot to run", func() bool { return e.bot.desk.Load() != nil })
	var s staleness
	for i := range maxMarked + 2 {
		s.answers = append(s.answers, staleAnswer{bot.Post{Receipt: fmt.Sprint(i), Channel: e.policy.ID, Messages: []string{fmt.Sprint(100 + i)}}, "en", []string{"A"}})
	}
	key := e.bot.desk.Load().findings.keep(s)
	i := e.owner.Deliver(e.policy, 3, map[string]any{"custom_id": "mark " + key, "component_type": 2})
	want := fmt.Sprintf("Marked 0 of 52 answers.\n50 could not be marked: the message is deleted.\n---\n"+
		"2 more answers to look at, which were not marked:\n%[1]s/150 · A\n%[1]s/151 · A", "https://discord.com/channels/"+e.guild.ID+"/"+e.policy.ID)
	if got := discordtest.Draw(ended(i)); got != "(private)\n"+want {
		t.Errorf("told is\n%s\nwant\n%s", got, want)
	}
}
