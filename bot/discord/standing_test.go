package discord

import (
	"net/http"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// twoServers is a stage with a second guild that Ann and Bo, who moderates there, are
// members of.
type twoServers struct {
	*stage
	moderators, away *discordtest.Channel
	bo               *discordtest.User
}

func inTwoServers(t *testing.T) twoServers {
	t.Helper()
	s, moderators := repairing(t)
	second := s.Guild("Samples")
	second.Role("moderator", discordtest.ManageMessages|discordtest.ViewChannel|discordtest.SendMessages)
	second.Join(s.ann)
	return twoServers{s, moderators, second.Text("policy"), second.Member("Bo", "zh-CN", "moderator")}
}

// correctedFor reports whether Ann, who asks in a channel, sees a correction.
func (s twoServers) correctedFor(in *discordtest.Channel, correction string) bool {
	return strings.Contains(told(s.ann.Command(in, askName, optionQuestion, askedFee)), "\n| "+correction+"\n")
}

func TestACorrectionCountsInTheServerOfItsAnswer(t *testing.T) {
	t.Parallel()
	s := inTwoServers(t)
	m, _ := s.posted(t, askedFee)
	s.correct(m, "Only the first one is.", "free of charge", "")
	for name, test := range map[string]struct {
		in   *discordtest.Channel
		want bool
	}{
		"in its own channel":                 {s.policy, true},
		"in another channel of the server":   {s.guild.Text("other"), true},
		"in another server":                  {s.away, false},
		"in a direct message":                {s.ann.Direct(), false},
		"in the moderators' channel as well": {s.moderators, true},
	} {
		if got := s.correctedFor(test.in, "Only the first one is."); got != test.want {
			t.Errorf("%s it is shown: %v", name, got)
		}
	}
}

func TestACorrectionFromTheModeratorsChannelCountsWhereTheAnswerStands(t *testing.T) {
	t.Parallel()
	s := inTwoServers(t)
	i := s.ann.Command(s.away, askName, optionQuestion, askedFee)
	told(i)
	m := i.State().Messages()[0]
	s.Await("where the answer stands", func() bool {
		_, err := s.records.PostAt(t.Context(), s.away.ID, m.ID)
		return err == nil
	})
	bad := s.ann.Submit(s.ann.Press(m, "👎"), fieldWhy, "Not for schools.")
	bad.AwaitAnswer()
	reported := s.AwaitMessage("a report", func(m discordtest.Message) bool {
		return m.Channel == s.moderators.ID && strings.Contains(m.Text(), "Not for schools.")
	})
	form := s.mo.Press(reported, correctEnglish.correct)
	concluded(s.mo.Submit(form, fieldCorrection, "Schools pay.", fieldQuotation, "free of charge"), correctEnglish.looking)
	if !s.correctedFor(s.away, "Schools pay.") || s.correctedFor(s.policy, "Schools pay.") {
		t.Error("it does not count where the answer stands, or elsewhere too")
	}
}

func TestACorrectionIsNotKeptWhereItsServerIsNotKnown(t *testing.T) {
	t.Parallel()
	s := inTwoServers(t)
	i := s.ann.Command(s.away, askName, optionQuestion, askedFee)
	m := s.answered(i)
	s.ann.Submit(s.ann.Press(m, "👎"), fieldWhy, "Not for schools.").AwaitAnswer()
	reported := s.AwaitMessage("a report", func(m discordtest.Message) bool {
		return m.Channel == s.moderators.ID && strings.Contains(m.Text(), "Not for schools.")
	})
	rooms := &s.bot.desk.Load().rooms
	rooms.mu.Lock()
	rooms.all = nil
	rooms.mu.Unlock()
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodGet && strings.HasSuffix(r.Path, "/channels/"+s.away.ID) {
			return &discordtest.Fault{Status: http.StatusServiceUnavailable}
		}
		return nil
	})
	if shown := told(s.mo.Press(reported, correctEnglish.correct)); !strings.Contains(shown, "Something went wrong") {
		t.Errorf("told: %s", shown)
	}
}

func TestAnOwnersCorrectionCountsEverywhere(t *testing.T) {
	t.Parallel()
	s := inTwoServers(t)
	const text = "It is free for all."
	m, _ := s.posted(t, askedFee)
	form := s.Owner().Menu(m, correctName)
	i := s.Owner().Submit(form, fieldCorrection, text, fieldQuotation, "free of charge")
	if shown := concluded(i, correctEnglish.looking); shown != "(private)\n"+correctEnglish.done(true) {
		t.Errorf("the owner is told: %s", shown)
	}
	for _, in := range []*discordtest.Channel{s.policy, s.away, s.ann.Direct()} {
		if !s.correctedFor(in, text) {
			t.Errorf("in %s it is not shown", in.ID)
		}
	}
	for verb, data := range map[string]map[string]any{
		"a form":     {"custom_id": custom(verbCorrect, s.receiptIn(m)), "component_type": 2},
		"withdrawal": {"custom_id": custom(verbWithdraw, s.receiptIn(m), s.receiptIn(m)), "component_type": 2},
	} {
		i := s.mo.Deliver(s.policy, 3, data)
		if shown := concluded(i, correctEnglish.withdrawing); shown != "(private)\n"+ownerEnglish.known[errNotOwner] {
			t.Errorf("a moderator wants %s and is told: %s", verb, shown)
		}
	}
	if !s.correctedFor(s.away, text) {
		t.Error("a moderator withdrew it")
	}
}

func TestAModeratorsCorrectionIsInFrontOfAnOwnersInTheirServer(t *testing.T) {
	t.Parallel()
	s := inTwoServers(t)
	m, _ := s.posted(t, askedFee)
	i := s.Owner().Submit(s.Owner().Menu(m, correctName), fieldCorrection, "It is free for all.", fieldQuotation, "free of charge")
	concluded(i, correctEnglish.looking)
	asked := s.ann.Command(s.away, askName, optionQuestion, askedFee)
	told(asked)
	other := asked.State().Messages()[0]
	s.Await("where the answer stands", func() bool {
		_, err := s.records.PostAt(t.Context(), s.away.ID, other.ID)
		return err == nil
	})
	shown := s.bo.Menu(other, correctName).AwaitAnswer().Messages()
	form := s.bo.Press(shown[0], correctChinese.correct)
	concluded(s.bo.Submit(form, fieldCorrection, "Here it is not.", fieldQuotation, "free of charge"), correctChinese.looking)
	if !s.correctedFor(s.away, "Here it is not.") || !s.correctedFor(s.policy, "It is free for all.") {
		t.Error("it is not shown in its server, or elsewhere too")
	}
}

func TestADeletedAnswerLeavesItsCorrectionUnlessAModeratorTakesItAlong(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		by     func(*stage) *discordtest.User
		button string
		stays  bool
	}{
		"who asked deletes it":         {func(s *stage) *discordtest.User { return s.ann }, belowEnglish.deleteYes, true},
		"a moderator deletes it alone": {func(s *stage) *discordtest.User { return s.mo }, belowEnglish.deleteYes, true},
		"a moderator deletes both":     {func(s *stage) *discordtest.User { return s.mo }, belowEnglish.deleteBoth, false},
		"an owner deletes both":        {(*stage).Owner, belowEnglish.deleteBoth, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := inTwoServers(t)
			m, post := s.posted(t, askedFee)
			s.correct(m, "Only the first one is.", "free of charge", "")
			sure := test.by(s.stage).Select(s.now(t, m), "More …", "delete").AwaitAnswer().Messages()[0]
			if offered := strings.Contains(discordtest.Draw(sure), belowEnglish.deleteBoth); offered == (test.by(s.stage) == s.ann) {
				t.Errorf("asked is\n%s", discordtest.Draw(sure))
			}
			test.by(s.stage).Press(sure, test.button).AwaitText("Deleted")
			if _, found, err := s.records.Corrected(t.Context(), post.Receipt); found != test.stays || err != nil {
				t.Errorf("the correction is kept: %v (%v)", found, err)
			}
			if got := s.correctedFor(s.policy, "Only the first one is."); got != test.stays {
				t.Errorf("the next sees it: %v", got)
			}
		})
	}
}

func TestACorrectionGoesWithItsAnswerOnlyForWhoMayWithdrawIt(t *testing.T) {
	t.Parallel()
	s, _ := watched(t, nil)
	d := newDesk(t.Context(), s.bot)
	c, err := s.bot.Quote(t.Context(), "free of charge", "")
	if err != nil {
		t.Fatal(err)
	}
	post := bot.Post{Receipt: "r", Channel: s.policy.ID}
	for name, test := range map[string]struct {
		by         *discordtest.User
		moderates  bool
		everywhere bool
		channel    string
		want       bool
	}{
		"a member":                     {by: s.ann, channel: s.policy.ID},
		"a moderator":                  {by: s.mo, moderates: true, channel: s.policy.ID, want: true},
		"a moderator of another place": {by: s.mo, moderates: true, channel: "elsewhere"},
		"a moderator, and an owner's":  {by: s.mo, moderates: true, everywhere: true, channel: s.policy.ID},
		"an owner, and an owner's":     {by: s.Owner(), everywhere: true, channel: s.policy.ID, want: true},
		"an owner, and a moderator's":  {by: s.Owner(), channel: s.policy.ID, want: true},
	} {
		correction := bot.Correction{Receipt: "r", Text: "No.", Evidence: c.Evidence(), Server: s.guild.ID, Everywhere: test.everywhere}
		if err := s.records.Correct(t.Context(), correction); err != nil {
			t.Fatal(err)
		}
		call := s.pressed(1, test.by)
		call.ChannelID = test.channel
		if test.moderates {
			call.person.permissions = int64(discordtest.ManageMessages)
		}
		d.id.set(func(i *identity) { i.owners = []string{s.Owner().ID} })
		if got, err := d.mayEraseBoth(t.Context(), call, post); got != test.want || err != nil {
			t.Errorf("%s: %v (%v)", name, got, err)
		}
	}
}
