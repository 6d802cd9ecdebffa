package discord

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// repairing is a stage whose answers are kept, with a moderators' channel.
func repairing(t *testing.T, change ...func(*Bot)) (*stage, *discordtest.Channel) {
	t.Helper()
	s, moderators := watched(t, nil, change...)
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	s.bot.Asker = bot.Recorder{Assistant: a, Receipts: s.records, Warn: func(err error) { t.Error(err) }}
	s.run(t)
	return s, moderators
}

// posted asks a question of Ann's and waits until its answer is kept; it returns the
// answer and its receipt.
func (s *stage) posted(t *testing.T, question string, options ...any) (discordtest.Message, bot.Post) {
	t.Helper()
	i := s.ask(question, options...)
	told(i)
	m := i.State().Messages()[0]
	var post bot.Post
	s.Await("where the answer stands", func() (ok bool) {
		var err error
		post, err = s.records.PostAt(t.Context(), s.policy.ID, m.ID)
		return err == nil
	})
	m, _ = s.Message(m.ID)
	return m, post
}

// now is a message as it is now.
func (s *stage) now(t *testing.T, m discordtest.Message) discordtest.Message {
	t.Helper()
	m, ok := s.Message(m.ID)
	if !ok {
		t.Fatal("the message is gone")
	}
	return m
}

var anyReceipt = regexp.MustCompile(`(receipt |凭据 )[a-z2-7]{10}`)

// askedFee is answered by one sentence.
const askedFee = "Is the filing of a test algorithm free of charge?"

// correct corrects an answer as Mo does, and returns what Mo is told.
func (s *stage) correct(m discordtest.Message, correction, quotation, document string) string {
	form := s.mo.Menu(m, correctName)
	i := s.mo.Submit(form, fieldCorrection, correction, fieldQuotation, quotation, fieldDocument, document)
	return concluded(i, correctEnglish.looking)
}

// concluded waits for what is told in the end, in the place of what was told first.
func concluded(i *discordtest.Interaction, first string) string {
	return drawn(i.Await("what is told in the end", func(s discordtest.State) bool {
		return s.Answered() && len(s.Messages()) > 0 && s.Messages()[0].Text() != first
	}).Messages())
}

func TestOnlyModeratorsCorrectAndOnlyAnswers(t *testing.T) {
	t.Parallel()
	s, _ := repairing(t)
	m, post := s.posted(t, "Is the filing of a test algorithm free of charge?")
	menu := func(by *discordtest.User, target discordtest.Message) *discordtest.Interaction {
		return by.Deliver(s.policy, 2, map[string]any{
			"name": correctName, "type": 3, "target_id": target.ID,
			"resolved": map[string]any{"messages": map[string]any{target.ID: map[string]any{
				"id": target.ID, "channel_id": s.policy.ID, "author": map[string]any{"id": strings.Trim(s.Mention(), "<@!>"), "username": "x"},
			}}},
		})
	}
	other := s.ann.Say(s.policy, "It costs 5 yuan.")
	for name, test := range map[string]struct {
		i    *discordtest.Interaction
		want string
	}{
		"a member, from the menu":   {menu(s.ann, m), english.noModerator},
		"a member, with a button":   {s.ann.Deliver(s.policy, 3, map[string]any{"custom_id": custom(verbCorrect, post.Receipt), "component_type": 2}), english.noModerator},
		"a member, with a form":     {s.ann.Deliver(s.policy, 5, map[string]any{"custom_id": custom(verbCorrect, post.Receipt), "components": []any{}}), english.noModerator},
		"a member, who withdraws":   {s.ann.Deliver(s.policy, 3, map[string]any{"custom_id": custom(verbWithdraw, post.Receipt, post.Receipt), "component_type": 2}), english.noModerator},
		"of another channel":        {s.mo.Deliver(s.guild.Text("other"), 3, map[string]any{"custom_id": custom(verbCorrect, post.Receipt), "component_type": 2}), english.noModerator},
		"a message of somebody":     {s.mo.Menu(other, correctName), english.noAnswer},
		"a message that is no post": {menu(s.mo, other), english.noAnswer},
		"no receipt":                {s.mo.Deliver(s.policy, 3, map[string]any{"custom_id": verbWithdraw, "component_type": 2}), english.unread},
	} {
		t.Run(name, func(t *testing.T) {
			if shown := told(test.i); shown != "(private)\n"+test.want {
				t.Errorf("told: %s", shown)
			}
		})
	}
}

func TestACorrectionIsNotShownWhereItMayNotHold(t *testing.T) {
	t.Parallel()
	s, _ := repairing(t)
	const question = "Is the filing of a test algorithm free of charge?"
	keep := func(e bot.Evidence, language string) {
		if err := s.records.Correct(t.Context(), bot.Correction{Receipt: "r", Question: question, Language: language, Text: "No.", Evidence: e, Server: s.guild.ID}); err != nil {
			t.Fatal(err)
		}
	}
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	c, err := a.Quote(t.Context(), "free of charge", "")
	if err != nil {
		t.Fatal(err)
	}
	stands := c.Evidence()
	gone := stands
	gone.Digest = "0f"
	for name, test := range map[string]struct {
		evidence bot.Evidence
		language string
		options  []any
		shown    bool
	}{
		"it stands":                     {stands, "en", nil, true},
		"it stands, for a private one":  {stands, "en", []any{optionPrivate, true}, true},
		"its quotation is gone":         {gone, "en", nil, false},
		"it is in another language":     {stands, "zh", nil, false},
		"another day is what was asked": {stands, "en", []any{optionAsOf, "2024-06-01"}, false},
	} {
		keep(test.evidence, test.language)
		shown := told(s.ask(question, test.options...))
		if strings.Contains(shown, "corrected an earlier answer") != test.shown {
			t.Errorf("%s: shown is\n%s", name, shown)
		}
	}
}

func TestEachMessageOfALongAnswerIsCorrected(t *testing.T) {
	t.Parallel()
	s, _ := watched(t, nil)
	receipt := bot.Receipt{ID: "long", Language: "zh", Question: "算法备案要求有哪些？"}
	if err := s.records.Keep(t.Context(), receipt); err != nil {
		t.Fatal(err)
	}
	s.bot.Asker = askerFunc(func(_ context.Context, q bot.Question) (bot.Answer, error) {
		a := bot.Answer{Question: q.Text, Language: "zh", Status: bot.Answered, Model: "example-model", Receipt: receipt.ID}
		for range 600 {
			a.Sentences = append(a.Sentences, bot.Sentence{Text: "这一句说明示例算法应当完成备案。"})
		}
		return a, nil
	})
	s.run(t)
	i := s.ask(receipt.Question)
	last := s.answered(i)
	all := i.State().Messages()
	if len(all) < 3 {
		t.Fatalf("%d messages", len(all))
	}
	if shown := s.correct(last, "只有备案一项。", "备案不收取费用", ""); shown != "(private)\n"+correctEnglish.done(false) {
		t.Fatalf("the moderator is told: %s", shown)
	}
	for n, m := range all {
		text := s.now(t, m).Text()
		if has := strings.Contains(text, "只有备案一项。"); has != (n == 0) || !strings.Contains(text, "~~这一句") || strings.Contains(text, "\n这一句") {
			t.Errorf("message %d is\n%s", n, text)
		}
	}
}

func TestOnlyThoseWhoManageMessagesAreOfferedCorrections(t *testing.T) {
	t.Parallel()
	s, _ := repairing(t)
	s.Await("the commands", func() bool { return s.Commands("") != nil })
	for _, c := range s.Commands("") {
		if c.Name == correctName {
			if got := string(c.Permissions); got != `"8192"` || c.NameLocalizations["zh-TW"] == "" || fmt.Sprint(c.Contexts) != "[0]" {
				t.Errorf("registered with the permissions %s: %+v", got, c)
			}
			return
		}
	}
	t.Error("the command is not registered")
}

func TestACorrectionIsKeptAlthoughTheThreadOfItsAnswerIsShut(t *testing.T) {
	t.Parallel()
	s, _ := repairing(t)
	m, post := s.posted(t, "Is the filing of a test algorithm free of charge?")
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodPatch && strings.HasPrefix(r.Path, "/channels/") {
			return &discordtest.Fault{Status: http.StatusBadRequest, Body: `{"code":50083,"message":"Thread is archived"}`}
		}
		return nil
	})
	if shown := s.correct(m, "It is.", "free of charge", ""); shown != "(private)\n"+correctEnglish.shut(correctEnglish.done(false)) {
		t.Errorf("told: %s", shown)
	}
	if _, found, err := s.records.Corrected(t.Context(), post.Receipt); !found || err != nil {
		t.Errorf("the correction is kept: %v (%v)", found, err)
	}
}

// Discord lets messages that are older than an hour be changed only so often.
func TestACorrectionIsKeptAlthoughItsMessageMayNotBeChangedForAnHour(t *testing.T) {
	t.Parallel()
	s, _ := repairing(t)
	m, post := s.posted(t, askedFee)
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodPatch && strings.HasSuffix(r.Path, "/messages/"+m.ID) {
			return discordtest.TooMany(time.Hour)
		}
		return nil
	})
	if shown := s.correct(m, "Only the first one is.", "free of charge", ""); shown != "(private)\n"+correctEnglish.unchanged(correctEnglish.done(false)) {
		t.Errorf("the moderator is told: %s", shown)
	}
	if c, found, err := s.records.Corrected(t.Context(), post.Receipt); !found || err != nil || c.Text != "Only the first one is." {
		t.Errorf("it is kept: %+v, %v", c, err)
	}
	if shown := s.replied(s.ann.Say(s.policy, s.Mention()+"示例算法备案收费吗？")); !strings.Contains(shown, "备案不收取费用。") {
		t.Errorf("the next answer in the channel: %s", shown)
	}
}
