package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// writing answers every question with a sentence of a model, while it is there.
func writing(isThere *atomic.Bool) askerFunc {
	return func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		a, err := says("It is so.")(ctx, q)
		a.Language = q.AnswerLanguage()
		if isThere.Load() {
			a.Model = "example-model"
		}
		return a, err
	}
}

// limited is a stage whose model writes within limits.
func limited(t *testing.T, limits Limits, prepare ...func(*stage)) (s *stage, isThere *atomic.Bool) {
	t.Helper()
	isThere = new(atomic.Bool)
	isThere.Store(true)
	s = set(t, discordtest.New(t), writing(isThere), func(b *Bot) {
		b.config.Limits = limits
		b.Writes = func() bool { return true } // also where the model has failed just now
	})
	for _, p := range prepare {
		p(s)
	}
	s.run(t)
	return s, isThere
}

func TestWhatCostsNothingDoesNotCount(t *testing.T) {
	t.Parallel()
	s, isThere := limited(t, Limits{Person: Rate{1, time.Hour}})
	answered := func() bool { return strings.Contains(told(s.ask("Is it so?")), "It is so.") }
	isThere.Store(false)
	for range 3 {
		if !answered() {
			t.Error("a copied answer is not given")
		}
	}
	if shown := told(s.ask("Is it so?", optionAsOf, "soon")); !strings.Contains(shown, "is not a date") {
		t.Errorf("told %s", shown)
	}
	isThere.Store(true)
	if !answered() || answered() {
		t.Error("written answers are not limited to one")
	}
}

func TestWithoutAModelNothingIsLimited(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."), func(b *Bot) { b.config.Limits = Limits{Person: Rate{1, time.Hour}} })
	for range 3 {
		if shown := told(s.ask("Is it so?")); !strings.Contains(shown, "It is so.") {
			t.Errorf("told %s", shown)
		}
	}
}

func TestLimitsAreThoseOfTheRoleTheChannelAndAll(t *testing.T) {
	t.Parallel()
	s, _ := limited(t, Limits{Person: Rate{1, time.Minute}, Channel: Rate{3, 2 * time.Hour}, All: Rate{5, 24 * time.Hour}}, func(s *stage) {
		s.bot.config.Limits.Roles = map[string]Rate{s.guild.Role("keen", discordtest.Ordinary).ID: {}}
	})
	keen := s.guild.Member("Keen", "en-US", "keen")
	other := s.guild.Text("other")
	thread, first := keen.Post(s.policy, "A thread", s.Mention()+" Is it so?")
	s.replied(first)
	for n, step := range []struct {
		who  *discordtest.User
		at   *discordtest.Channel
		want string
	}{
		{keen, s.policy, "It is so."},
		{s.ann, thread, "It is so."},
		{s.ann, other, "Everybody can have 1 question answered within 1 minute"},
		{keen, thread, "A channel can have 3 questions answered within 2 hours"},
		{keen, other, "It is so."},
		{keen, keen.Direct(), "It is so."},
		{s.mo, other, "I can answer 5 questions within 1 day for everybody together"},
	} {
		if shown := told(step.who.Command(step.at, askName, optionQuestion, "Is it so?")); !strings.Contains(shown, step.want) {
			t.Errorf("question %d: %q is not in\n%s", n, step.want, shown)
		}
	}
}

func TestQuestionsAreAnsweredWhereAndToWhomItIsAllowed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		channels, roles bool // that they are set
		direct          bool
		at              string // of the command
		as              string
		want            string
	}{
		"in the channel":                     {channels: true, at: "policy", want: "It is so."},
		"in its threads":                     {channels: true, at: "thread", want: "It is so."},
		"not in others":                      {channels: true, at: "other", want: "(private)\nI do not answer here. Please ask me in: <#POLICY>"},
		"not in others in Chinese":           {channels: true, at: "other", as: "li", want: "(private)\n我不在这里作答。请到这里来问我：<#POLICY>"},
		"not in direct messages":             {channels: true, at: "direct", want: "(private)\nI do not answer here. Please ask me in: <#POLICY>"},
		"in direct messages, if they are":    {channels: true, direct: true, at: "direct", want: "It is so."},
		"which are named, too":               {channels: true, direct: true, at: "other", want: "Please ask me in: <#POLICY> or a direct message to me"},
		"by an owner everywhere":             {channels: true, roles: true, at: "other", as: "owner", want: "It is so."},
		"with the role":                      {roles: true, at: "other", as: "mo", want: "It is so."},
		"not without it":                     {roles: true, at: "policy", want: "(private)\nI answer members with one of these roles: <@&MODERATOR>"},
		"not where no role can be seen":      {roles: true, at: "direct", as: "mo", want: "(private)\nI answer members with certain roles, which I cannot see"},
		"everywhere, if nothing else is set": {at: "other", want: "It is so."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := set(t, discordtest.New(t), says("It is so."))
			moderator := s.guild.Role("moderator", discordtest.ManageMessages|discordtest.ViewChannel|discordtest.SendMessages)
			if test.channels {
				s.bot.config.Channels = []string{s.policy.ID}
			}
			if test.direct {
				s.bot.config.Channels = append(s.bot.config.Channels, Direct)
			}
			if test.roles {
				s.bot.config.Roles = []string{moderator.ID}
			}
			s.run(t)
			who := map[string]*discordtest.User{"": s.ann, "mo": s.mo, "owner": s.Owner(), "li": s.guild.Member("Li", "zh-TW")}[test.as]
			at := map[string]func() *discordtest.Channel{
				"policy": func() *discordtest.Channel { return s.policy },
				"other":  func() *discordtest.Channel { return s.guild.Text("other") },
				"direct": who.Direct,
				"thread": func() *discordtest.Channel { thread, _ := s.ann.Post(s.policy, "A thread", "Hello."); return thread },
			}[test.at]()
			want := strings.NewReplacer("POLICY", s.policy.ID, "MODERATOR", moderator.ID).Replace(test.want)
			if shown := told(who.Command(at, askName, optionQuestion, "Is it so?")); !strings.Contains(shown, want) {
				t.Errorf("%q is not in\n%s", want, shown)
			}
		})
	}
}

// again restarts the bot, which then remembers only what is in its records.
func (s *stage) again(t testing.TB) {
	t.Helper()
	s.stop()
	err := <-s.end
	s.end <- err // the end of the test looks at it
	before := len(s.Identifies())
	s.run(t)
	s.Await("another connection", func() bool { return len(s.Identifies()) > before && s.Connected() })
}

func TestWhatWasAnsweredBeforeARestartIsNotAnsweredAgain(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	s := play(t, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		asked.Add(1)
		return says("It is so.")(ctx, q)
	}))
	m := s.ann.Say(s.policy, s.Mention()+" Is it so?")
	s.replied(m)
	i := s.ask("Is it so?")
	told(i)
	s.Drop()
	s.Await("another connection", func() bool { return s.Resumes() > 0 })
	s.Resend(m)
	i.Repeat()
	s.again(t)
	s.Resend(m)
	i.Repeat()
	s.replied(s.ann.Say(s.policy, s.Mention()+" And this?")) // comes behind them
	if n := asked.Load(); n != 3 {
		t.Errorf("%d questions were asked", n)
	}
}

func TestAThousandOrdinaryMessagesCauseNoRequest(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."), func(b *Bot) { b.config.MessageContent = true })
	s.Await("the commands", func() bool { return s.Connected() && s.Commands("") != nil })
	bo := s.guild.Member("Bo", "zh-CN")
	role := s.guild.Role("Footnote", discordtest.Ordinary)
	thread, _ := s.ann.Post(s.policy, "A thread", "Hello.")
	before := len(s.Requests())
	event := func(n int, change map[string]any) {
		message := map[string]any{
			"id": fmt.Sprint(7_000_000 + n), "channel_id": s.policy.ID, "guild_id": s.guild.ID, "type": 0,
			"content": s.Mention() + " Is it so?", "mentions": []any{map[string]any{"id": s.AppID()}},
			"author": map[string]any{"id": s.ann.ID, "username": "Ann"},
		}
		for key, value := range change {
			message[key] = value
		}
		s.Emit("MESSAGE_CREATE", message)
	}
	for n := range 100 {
		first := s.ann.Say(s.policy, fmt.Sprint("Footnote, is it so? ", n))
		bo.Say(s.policy, "@everyone @here 是这样吗？")
		bo.Say(thread, "<@&"+role.ID+"> 这样吗？")
		bo.Reply(first, "I do not know. <@"+s.ann.ID+">", true)
		s.ann.Edit(first, s.Mention()+" is it so?")
		event(5*n, map[string]any{"author": map[string]any{"id": "1", "bot": true}})
		event(5*n+1, map[string]any{"webhook_id": "2"})
		event(5*n+2, map[string]any{"author": map[string]any{"id": s.AppID(), "bot": true}})
		event(5*n+3, map[string]any{"author": map[string]any{"id": "3", "system": true}, "guild_id": nil})
		event(5*n+4, map[string]any{"mentions": []any{}, "mention_roles": []any{role.ID}, "mention_everyone": true})
	}
	last := s.ann.Say(s.policy, s.Mention()+" Is it so?")
	s.replied(last)
	for _, r := range s.Requests()[before:] {
		if r.Method == http.MethodPost && r.Route == createRoute && !strings.Contains(string(r.Body), last.ID) {
			t.Errorf("%s %s %s", r.Method, r.Path, r.Body)
		}
	}
	if posted := s.Count(http.MethodPost, createRoute); posted != 1 {
		t.Errorf("%d messages were posted", posted)
	}
}

func TestAllowListsBindEveryCommand(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), says("It is so."))
	role := s.guild.Role("reader", discordtest.Ordinary)
	s.bot.config.Channels, s.bot.config.Roles = []string{s.policy.ID}, []string{role.ID}
	s.run(t)
	other, reader := s.guild.Text("other"), s.guild.Member("Rea", "en-US", "reader")
	elsewhere, stranger := "(private)\nI do not answer here. Please ask me in: <#"+s.policy.ID+">", "(private)\nI answer members with one of these roles: <@&"+role.ID+">"
	free := map[string]bool{helpName: true, privacyName: true, forgetName: true, correctName: true}
	for _, c := range commands() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			call := func(by *discordtest.User, at *discordtest.Channel) string {
				return told(by.Deliver(at, 2, map[string]any{"name": c.Name, "type": c.Type, "options": []any{}}))
			}
			for told, want := range map[string]string{call(reader, other): elsewhere, call(s.ann, s.policy): stranger} {
				if strings.HasPrefix(told, want) == free[c.Name] {
					t.Errorf("told: %s", told)
				}
			}
			for _, told := range []string{call(reader, s.policy), call(s.Owner(), other)} {
				if strings.HasPrefix(told, elsewhere) || strings.HasPrefix(told, stranger) {
					t.Errorf("who may is told: %s", told)
				}
			}
		})
	}
}

func TestAllowListsBindWhatLooksThingsUpAndNothingElseThatStandsThere(t *testing.T) {
	t.Parallel()
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	s := set(t, discordtest.New(t), nil)
	s.bot.Asker = bot.Recorder{Assistant: a, Receipts: s.records, Warn: func(err error) { t.Error(err) }}
	s.bot.Exhibits = a.Exhibits
	role := s.guild.Role("reader", discordtest.Ordinary)
	s.bot.config.Roles = []string{role.ID}
	lin := s.guild.Member("Lin", "zh-CN", "reader")
	s.run(t)
	answer := s.asksOf(lin, askedZh)
	list := lin.Command(s.policy, sourcesName, optionShare, true).AwaitAnswer().Messages()[0]
	if opened := s.ann.Select(list, verbDocument, keyOf("filing")).AwaitAnswer().Messages(); !strings.Contains(drawn(opened), mannersEnglish.roles("<@&"+role.ID+">")) {
		t.Errorf("a document is opened by who may not: %s", drawn(opened))
	}
	for _, label := range []string{"来源", "👍"} {
		if shown := drawn(s.ann.Press(answer, label).AwaitAnswer().Messages()); strings.Contains(shown, mannersEnglish.roles("")) {
			t.Errorf("%s: %s", label, shown)
		}
	}
	proposed := func(by *discordtest.User) int {
		return len(by.Autocomplete(s.policy, searchName, optionDocument, "").AwaitAnswer().Choices)
	}
	if n := proposed(s.ann); n != 0 {
		t.Errorf("%d documents are proposed to who may not look them up", n)
	}
	if n := proposed(lin); n != 2 {
		t.Errorf("%d documents are proposed to who may", n)
	}
}
