package discord

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

// What cannot be said elsewhere is told to who caused it, who can be told.

func TestWhoAsksAHumanIsToldThatTheModeratorsCannotBeWrittenTo(t *testing.T) {
	t.Parallel()
	for name, shut := range map[string]func(*discordtest.Channel){
		"the bot may not write there": func(c *discordtest.Channel) { c.Deny(discordtest.SendMessages) },
		"the bot may not see it":      func(c *discordtest.Channel) { c.Deny(discordtest.ViewChannel) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, moderators := repairing(t)
			li := s.guild.Member("Li", "zh-TW")
			m, _ := s.posted(t, askedFee)
			shut(moderators)
			for _, who := range []*discordtest.User{s.ann, li} {
				w := humanWordsOf(who.Locale)
				i := who.Submit(who.Select(m, belowEnglish.more, verbHuman), fieldAsked, "Is it so for schools?")
				if shown := concluded(i, w.sending); shown != "(private)\n"+w.unasked {
					t.Errorf("%s is told: %s", who.Name, shown)
				}
			}
			if log := s.logs.String(); !strings.Contains(log, "DISCORD_MODERATORS_CHANNEL") {
				t.Errorf("the log does not say what to correct:\n%s", log)
			}
		})
	}
}

func TestWhatAModeratorAnswersReachesWhoAskedAlthoughTheThreadIsLocked(t *testing.T) {
	t.Parallel()
	s, moderators := repairing(t)
	thread, _ := s.ann.Post(s.policy, "Fees", "Hello.")
	i := s.ann.Command(thread, askName, optionQuestion, askedFee)
	m := s.answered(i)
	asked := s.askHuman(t, s.ann, m, moderators, "Is it so for schools?")
	form := s.mo.Press(asked, humanEnglish.answer)
	form.AwaitModal()
	thread.Archive(true)
	if shown := concluded(s.mo.Submit(form, fieldReply, "Yes, it is."), humanEnglish.sending); shown != "(private)\n"+humanEnglish.repliedPrivate {
		t.Errorf("the moderator is told: %s", shown)
	}
	s.AwaitMessage("the answer in a direct message", func(m discordtest.Message) bool {
		return m.Channel == s.ann.Direct().ID && strings.Contains(m.Text(), "Yes, it is.")
	})
}

func TestWhatAModeratorAnswersIsNotLostWhereItCannotBeSent(t *testing.T) {
	t.Parallel()
	s, moderators := repairing(t)
	m, _ := s.posted(t, askedFee)
	asked := s.askHuman(t, s.ann, m, moderators, "Is it so for schools?")
	form := s.mo.Press(asked, humanEnglish.answer)
	form.AwaitModal()
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/messages") {
			return &discordtest.Fault{Status: http.StatusServiceUnavailable}
		}
		return nil
	})
	shown := concluded(s.mo.Submit(form, fieldReply, "是的，学校也免费。"), humanEnglish.sending)
	if !strings.Contains(shown, humanEnglish.unsent) || !strings.Contains(shown, "是的，学校也免费。") {
		t.Errorf("the moderator is told: %s", shown)
	}
}

func TestWhoOpensAThreadThatTheBotMayNotSeeIsToldSo(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{50001: "View Channel", 50013: "Send Messages in Threads", 10003: "Something went wrong"} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			answer := s.answered(s.ask(askedFee))
			s.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if r.Method != http.MethodPost || !strings.HasSuffix(r.Path, "/messages") {
					return nil
				}
				return &discordtest.Fault{Status: http.StatusForbidden, Body: fmt.Sprintf(`{"code":%d,"message":"no"}`, code)}
			})
			if shown := concluded(s.ann.Press(answer, "Follow up"), askingEnglish.opening); !strings.Contains(shown, want) {
				t.Errorf("told: %s", shown)
			}
		})
	}
}
