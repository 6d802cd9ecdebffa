package discord

import (
	"fmt"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

func TestWhatWasAnsweredLatelyIsForgottenSoon(t *testing.T) {
	t.Parallel()
	var l lately
	for n := range 2 * maxLately {
		l.keep(bot.Question{Text: "Is it so?"}, bot.Answer{Receipt: fmt.Sprint(n)})
	}
	if _, ok := l.of("0"); ok || len(l.all) > maxLately || len(l.order) != len(l.all) {
		t.Errorf("%d answers are kept, in an order of %d", len(l.all), len(l.order))
	}
	last := fmt.Sprint(2*maxLately - 1)
	if found, ok := l.of(last); !ok || found.question.Text != "Is it so?" {
		t.Error("the last answer is forgotten")
	}
	if !l.publish(last) || l.publish(last) || l.publish("none") {
		t.Error("an answer is published once")
	}
	old := l.all[last]
	old.at = time.Now().Add(-latelyLife - time.Minute)
	l.all[last] = old
	if _, ok := l.of(last); ok {
		t.Error("an old answer is kept")
	}
}

func TestWhoIsForgottenIsForgottenHereToo(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), nil)
	d := newDesk(t.Context(), s.bot)
	d.lately.keep(bot.Question{Text: "Is it so?", Asker: "1"}, bot.Answer{Receipt: "a"})
	d.lately.keep(bot.Question{Text: "Is it not?", Asker: "2"}, bot.Answer{Receipt: "b"})
	if err := d.forget(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	_, gone := d.lately.of("a")
	if _, kept := d.lately.of("b"); gone || !kept || len(d.lately.order) != 1 {
		t.Errorf("of who is forgotten something is kept: %v; of another: %v", gone, kept)
	}
}
