package discord

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
)

func TestAReceiptHoldsNothingOfAPrivateQuestion(t *testing.T) {
	t.Parallel()
	const question = "Is the filing of a test algorithm free of charge?"
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	receipts := new(bottest.Memory)
	f := newFake(t)
	start(t, f, bot.Recorder{Assistant: a, Receipts: receipts, Warn: func(err error) { t.Error(err) }})
	for name, test := range map[string]struct {
		private bool
		guild   string
		want    string
	}{
		"in a channel":        {false, "3", question},
		"shown to one only":   {true, "3", ""},
		"in a direct message": {false, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			token := f.deliver(map[string]any{"type": 2, "guild_id": test.guild, "data": map[string]any{"name": "ask", "type": 1,
				"options": []any{
					map[string]any{"name": "question", "type": 3, "value": question},
					map[string]any{"name": "private", "type": 5, "value": test.private},
				}}})
			_, id, named := strings.Cut(strings.Join(f.answer(token), "\n"), " · receipt ")
			if !named {
				t.Fatal("the answer names no receipt")
			}
			r, err := receipts.Receipt(t.Context(), id)
			if err != nil || r.Question != test.want || len(r.Citations) == 0 || r.Citations[0].Document != "filing" {
				t.Errorf("the receipt is %+v, %v; want the question %q", r, err, test.want)
			}
		})
	}
}
