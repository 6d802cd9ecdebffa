package discord

import (
	"fmt"
	"testing"
	"time"

	"footnote/bot"
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
