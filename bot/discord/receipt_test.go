package discord

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

func TestAReceiptHoldsNothingOfAPrivateQuestion(t *testing.T) {
	t.Parallel()
	const question = "Is the filing of a test algorithm free of charge?"
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	s := set(t, discordtest.New(t), nil)
	s.bot.Asker = bot.Recorder{Assistant: a, Receipts: s.records, Warn: func(err error) { t.Error(err) }}
	s.run(t)
	for name, test := range map[string]struct {
		private bool
		channel *discordtest.Channel
		want    string
	}{
		"in a channel":        {false, s.policy, question},
		"shown to one only":   {true, s.policy, ""},
		"in a direct message": {false, s.ann.Direct(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			shown := told(s.ann.Command(test.channel, askName, optionQuestion, question, optionPrivate, test.private))
			_, id, named := strings.Cut(shown, " · receipt ")
			if !named {
				t.Fatalf("the answer names no receipt: %s", shown)
			}
			id, _, _ = strings.Cut(id, "\n")
			r, err := s.records.Receipt(t.Context(), id)
			if err != nil || r.Question != test.want || len(r.Citations) == 0 || r.Citations[0].Document != "filing" {
				t.Errorf("the receipt is %+v, %v; want the question %q", r, err, test.want)
			}
			isKept := func() bool { _, err := s.records.PostOf(t.Context(), id); return err == nil }
			if test.want != "" {
				s.Await("where the answer stands", isKept)
			} else if isKept() {
				t.Error("where a private answer stands is kept")
			}
		})
	}
}
