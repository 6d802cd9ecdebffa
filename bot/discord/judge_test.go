package discord

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

func TestAnOpinionIsKeptOncePerPersonAndCitation(t *testing.T) {
	t.Parallel()
	s, _ := playAnswers(t)
	answer := s.asksOf(s.ann, askedEn)
	press := func(u *discordtest.User, button, want string) {
		t.Helper()
		u.Press(answer, button).AwaitText(want)
	}
	write := func(u *discordtest.User, text, want string) {
		t.Helper()
		u.Submit(u.Press(answer, "👎"), fieldWhy, text).AwaitText(want)
	}
	press(s.mo, "👍", "Thank you. Your 👍 is kept")
	press(s.mo, "👍", "Your 👍 was kept already.")
	write(s.mo, "It names @everyone.", "Changed: your 👍 is now a 👎.")
	write(s.mo, "It is out of date.", "was kept already; what you write now")
	write(s.ann, "", "Thank you. Your 👎 is kept")
	card := s.mo.Press(answer, "Sources").AwaitAnswer().Messages()[0]
	s.mo.Press(card, "⚑ Does not support").AwaitText("quotation [1] does not support")
	s.mo.Press(card, "⚑ Does not support").AwaitText("This was kept already.")
	kept, err := s.records.Judged(t.Context(), time.Time{}, 9)
	if err != nil {
		t.Fatal(err)
	}
	id := s.receiptIn(answer)
	want := map[string]bool{"bad 0 It is out of date.": true, "bad 0 ": true, "unsupported 1 ": true}
	for _, f := range kept {
		said := fmt.Sprintf("%s %d %s", f.Kind, f.Citation, f.Text)
		if !want[said] || f.Receipt != id {
			t.Errorf("kept: %q of receipt %q", said, f.Receipt)
		}
		delete(want, said)
	}
	if len(want) > 0 {
		t.Errorf("not kept: %v", want)
	}
	if form := discordtest.DrawModal(s.ann.Press(answer, "👎").AwaitModal()); !strings.HasPrefix(form, "== What is wrong with this answer? ==") {
		t.Errorf("the form:\n%s", form)
	}
}
