package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

func TestAnAnswerIsDeletedByWhoAskedAndByModerators(t *testing.T) {
	t.Parallel()
	for name, who := range map[string]func(*stage) *discordtest.User{
		"who asked":   func(s *stage) *discordtest.User { return s.ann },
		"a moderator": func(s *stage) *discordtest.User { return s.mo },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := playAnswers(t)
			answer := s.asksOf(s.ann, askedEn)
			id := s.receiptIn(answer)
			sure := who(s).Select(answer, "More …", "delete").AwaitAnswer().Messages()[0]
			erased := who(s).Press(sure, "Delete").AwaitText("Deleted.")
			if shown := erased.Messages(); len(shown) != 1 || !shown[0].Private || shown[0].ID != sure.ID {
				t.Errorf("told in %d messages: %s", len(shown), drawn(shown))
			}
			if _, there := s.Message(answer.ID); there {
				t.Error("the answer is still there")
			}
			if _, err := s.records.PostOf(t.Context(), id); !errors.Is(err, bot.ErrNoPost) {
				t.Errorf("where it stood is not forgotten (%v)", err)
			}
		})
	}
}

func TestAllMessagesOfALongAnswerAreDeleted(t *testing.T) {
	t.Parallel()
	s := play(t, askerFunc(func(_ context.Context, q bot.Question) (bot.Answer, error) {
		a := bot.Answer{Question: q.Text, Language: "en", Status: bot.Answered, Model: "example-model", Receipt: "long"}
		for i := range 120 {
			a.Sentences = append(a.Sentences, bot.Sentence{Text: fmt.Sprintf("A provider of a test algorithm files it, reports on it, and keeps its records (%d).", i)})
		}
		return a, nil
	}))
	answer := s.asksOf(s.ann, "What does the chapter say?")
	s.receiptIn(answer)
	post, err := s.records.PostOf(t.Context(), "long")
	if err != nil || len(post.Messages) < 3 {
		t.Fatalf("the answer stands in %d messages (%v)", len(post.Messages), err)
	}
	sure := s.mo.Select(answer, "More …", "delete").AwaitAnswer().Messages()[0]
	s.mo.Press(sure, "Delete").AwaitText("Deleted.")
	for _, id := range post.Messages {
		if _, there := s.Message(id); there {
			t.Errorf("message %s is still there", id)
		}
	}
}

func TestWhatAnotherMayNotDeleteStays(t *testing.T) {
	t.Parallel()
	s, lin := playAnswers(t)
	answer := s.asksOf(s.ann, askedEn)
	id := s.receiptIn(answer)
	lin.Deliver(s.policy, 3, map[string]any{"custom_id": custom(verbErase, id), "component_type": 2}).AwaitText("只有提问者和管理员可以删除回答。")
	if _, there := s.Message(answer.ID); !there {
		t.Error("the answer is gone")
	}
}

func TestWhatStandsInAThreadThatIsShutIsSaidToStay(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		refusal, want, wantZh string
	}{
		"archived": {`{"code":50083,"message":"Thread is archived"}`, belowEnglish.archived, belowChinese.archived},
		"locked":   {`{"code":160005,"message":"This thread is locked"}`, belowEnglish.locked, belowChinese.locked},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, lin := playAnswers(t)
			mine, lins := s.asksOf(s.ann, askedEn), s.asksOf(lin, askedZh)
			id := s.receiptIn(mine)
			s.receiptIn(lins)
			s.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if r.Method == http.MethodDelete {
					return &discordtest.Fault{Status: http.StatusBadRequest, Body: test.refusal}
				}
				return nil
			})
			sure := s.ann.Select(mine, "More …", "delete").AwaitAnswer().Messages()[0]
			s.ann.Press(sure, "Delete").AwaitText(test.want)
			sure = lin.Select(lins, "更多……", "delete").AwaitAnswer().Messages()[0]
			lin.Press(sure, "删除").AwaitText(test.wantZh)
			if _, err := s.records.PostOf(t.Context(), id); err != nil {
				t.Errorf("where it stands is forgotten: %v", err)
			}
		})
	}
}

func TestWhoCallsInAThreadThatIsShutIsToldOnceInADirectMessage(t *testing.T) {
	t.Parallel()
	s, lin := playAnswers(t)
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if strings.HasPrefix(r.Path, "/interactions/") {
			return &discordtest.Fault{Status: http.StatusBadRequest, Body: `{"code":50083,"message":"Thread is archived"}`}
		}
		return nil
	})
	for range 2 {
		s.ann.Command(s.policy, helpName)
	}
	lin.Autocomplete(s.policy, searchName, optionDocument, "filing")
	lin.Command(s.policy, askName, optionQuestion, askedZh)
	for who, want := range map[*discordtest.User]string{s.ann: askingEnglish.archived(channelLink(s.policy.ID)), lin: askingChinese.archived(channelLink(s.policy.ID))} {
		s.Await("a direct message", func() bool { return len(s.Messages(who.Direct())) > 0 })
		if got := s.Messages(who.Direct()); len(got) != 1 || got[0].Text() != want {
			t.Errorf("told: %s", drawn(got))
		}
	}
}
