package discord

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// Who may do something, where they are.
const (
	anybody   = "anybody"
	asker     = "who asked, and moderators there"
	moderator = "moderators there"
	replying  = "moderators in their channel"
	owner     = "owners"
)

// may is who may do what: for each command, button or choice of a menu, and form.
var may = map[string]map[string]string{
	"command": {
		askName: anybody, aboutName: anybody, factcheckName: anybody, correctName: moderator,
		sourcesName: anybody, searchName: anybody, changesName: anybody, statusName: anybody, helpName: anybody, privacyName: anybody, forgetName: anybody,
		glossaryName + " " + glossaryList: anybody, glossaryName + " " + glossaryEdit: owner, glossaryName + " " + glossaryRemove: owner,
		refreshName: owner, documentName + " " + documentAdd: owner, documentName + " " + documentRemove: owner, documentName + " " + documentSuggest: anybody,
	},
	"press": {
		verbFollow: anybody, verbNotMeant: asker, verbPublish: moderator,
		verbSources: anybody, verbCard: anybody, verbFlag: anybody, verbGood: anybody, verbBad: anybody, verbReceipt: anybody,
		verbDelete: asker, verbErase: asker, verbKeep: anybody,
		"apa": anybody, "gbt": anybody, "bibtex": anybody, "markdown": anybody,
		verbCorrect: moderator, verbWithdraw: moderator, verbHuman: anybody, verbReply: replying,
		verbBrowse: anybody, verbChanges: anybody, verbTerms: anybody, verbDocument: anybody, verbExample: anybody, verbForget: anybody,
		verbTakeOut: owner, verbMark: owner, verbAdmit: owner, verbDecline: owner,
	},
	"form": {
		verbAbout: anybody, verbBad: anybody, verbCorrect: moderator, verbHuman: anybody, verbReply: replying, verbTerm: owner,
	},
}

func TestItIsSaidOfEverythingWhoMayDoIt(t *testing.T) {
	t.Parallel()
	var commands, presses, forms []string
	for _, f := range features {
		for _, c := range f.commands {
			subs := 0
			for _, o := range c.Options {
				if o.Type == 1 {
					commands, subs = append(commands, c.Name+" "+o.Name), subs+1
				}
			}
			if subs == 0 {
				commands = append(commands, c.Name)
			}
		}
		presses = slices.AppendSeq(presses, maps.Keys(f.press))
		forms = slices.AppendSeq(forms, maps.Keys(f.submit))
	}
	for kind, names := range map[string][]string{"command": commands, "press": presses, "form": forms} {
		for _, name := range names {
			if may[kind][name] == "" {
				t.Errorf("who may use the %s %q?", kind, name)
			}
		}
		if len(names) != len(may[kind]) {
			t.Errorf("there are %d of the kind %s, and %d in the table", len(names), kind, len(may[kind]))
		}
	}
}

// The people and the places are those from which something is tried that must not be
// done: with the IDs of an answer that stands in the channel "policy".
func TestWhoMayNotIsToldSoWhereverTheyAreAndWhateverTheySend(t *testing.T) {
	t.Parallel()
	e := own(t)
	second := e.Guild("Samples")
	second.Role("moderator", discordtest.ManageMessages|discordtest.ViewChannel|discordtest.SendMessages)
	away, bo := second.Text("policy"), second.Member("Bo", "zh-CN", "moderator")
	second.Join(e.ann)
	answer := e.stage.answered(e.ask("When is the tea tax paid?"))
	receipt := e.receiptIn(answer)
	type from struct {
		who *discordtest.User
		at  *discordtest.Channel
	}
	member, elsewhere := from{e.chen, e.policy}, from{bo, away}
	direct, among := from{e.chen, e.chen.Direct()}, from{e.chen, e.moderators}
	refused := map[string][]from{
		asker:     {member, elsewhere, direct, among},
		moderator: {member, elsewhere, direct, among, {e.ann, e.policy}, {e.ann, away}},
		replying:  {member, elsewhere, direct, among, {e.mo, e.policy}},
		owner:     {member, elsewhere, direct, among, {e.mo, e.policy}, {e.mo, e.moderators}},
	}
	words := []string{
		english.noModerator, chinese.noModerator, english.notYours, chinese.notYours, askingEnglish.notYours, askingChinese.notYours,
		askingEnglish.forgotten, askingChinese.forgotten, // of a private answer
		askingEnglish.moderators, askingChinese.moderators, askingEnglish.tooLate, askingChinese.tooLate, ownerEnglish.known[errNotOwner], ownerChinese.known[errNotOwner],
	}
	before := discordtest.Draw(e.now(t, answer))
	for kind, all := range may {
		for name, whose := range all {
			for _, from := range refused[whose] {
				data := map[string]any{"custom_id": custom(name, receipt, receipt), "component_type": 2, "components": []any{}}
				number := map[string]int{"press": 3, "form": 5}[kind]
				if kind == "command" {
					number, data = 2, commandOn(name, answer, e.Mention())
				}
				i := from.who.Deliver(from.at, number, data)
				told := strings.TrimPrefix(told(i), "(private)\n")
				if name == correctName && from.at != e.policy { // of another channel's message nothing is known
					words := []string{english.noAnswer, chinese.noAnswer}
					if slices.Contains(words, told) {
						continue
					}
				}
				if !slices.Contains(words, told) {
					t.Errorf("%s %q, sent by %s in #%s: %s", kind, name, from.who.Name, from.at.Name(), told)
				}
			}
		}
	}
	if after := discordtest.Draw(e.now(t, answer)); after != before {
		t.Errorf("the answer has become\n%s", after)
	}
	if _, found, err := e.records.Corrected(t.Context(), receipt); found || err != nil {
		t.Errorf("the answer is corrected: %v", err)
	}
	for _, place := range []*discordtest.Channel{e.moderators, away} {
		if shown := e.Messages(place); len(shown) > 0 {
			t.Errorf("#%s has %d messages", place.Name(), len(shown))
		}
	}
}

// What somebody asked in private is kept for a while for the buttons below its answer.
func TestOfWhatSomebodyAskedInPrivateNobodyElseSeesAWord(t *testing.T) {
	t.Parallel()
	s := remember(t)
	second := s.Guild("Samples")
	second.Role("moderator", discordtest.ManageMessages|discordtest.ViewChannel|discordtest.SendMessages)
	away, bo := second.Text("policy"), second.Member("Bo", "zh-CN", "moderator")
	checked := s.mo.Menu(s.ann.Say(s.policy, "The filing of a test algorithm is free of charge."), factcheckName)
	told(checked)
	var receipt string
	for _, row := range checked.State().Messages()[0].Components {
		for _, c := range row.Components {
			if of, is := strings.CutPrefix(c.CustomID, verbPublish+" "); is {
				receipt = of
			}
		}
	}
	if receipt == "" {
		t.Fatal("the answer cannot be published")
	}
	for name, test := range map[string]struct {
		i    *discordtest.Interaction
		want string
	}{
		"published by another moderator":  {bo.Deliver(away, 3, map[string]any{"custom_id": custom(verbPublish, receipt), "component_type": 2}), askingChinese.notYours},
		"asked again in a channel":        {s.ann.Deliver(s.policy, 3, map[string]any{"custom_id": custom(verbNotMeant, receipt), "component_type": 2}), askingEnglish.notYours},
		"asked again in a direct message": {s.ann.Deliver(s.ann.Direct(), 3, map[string]any{"custom_id": custom(verbNotMeant, receipt), "component_type": 2}), askingEnglish.forgotten},
	} {
		if shown := told(test.i); shown != "(private)\n"+test.want && shown != test.want {
			t.Errorf("%s: %s", name, shown)
		}
	}
}

// A menu's choice is a verb: of those only that it offers.
func TestWhatAMenuDoesNotOfferIsNotDoneFromIt(t *testing.T) {
	t.Parallel()
	s := remember(t)
	answer := s.answered(s.ask("Is the filing of a test algorithm free of charge?"))
	before := discordtest.Draw(answer)
	for _, verb := range []string{verbErase, verbKeep, verbWithdraw, verbMore, "", verbDelete + " x"} {
		i := s.ann.Deliver(s.policy, 3, map[string]any{"custom_id": custom(verbMore, s.receiptIn(answer)), "component_type": 3, "values": []any{verb}})
		if shown := told(i); shown != "(private)\n"+english.unread {
			t.Errorf("%q: %s", verb, shown)
		}
	}
	if after, _ := s.Message(answer.ID); discordtest.Draw(after) != before {
		t.Errorf("the answer has become\n%s", discordtest.Draw(after))
	}
}

// commandOn is a command as it comes, used on a message where it is of a menu.
func commandOn(name string, m discordtest.Message, self string) map[string]any {
	name, sub, isSub := strings.Cut(name, " ")
	if isSub && name != "Correct" {
		return map[string]any{"name": name, "type": 1, "options": []any{map[string]any{"name": sub, "type": 1, "options": []any{}}}}
	}
	if isSub {
		name += " " + sub
	}
	return map[string]any{"name": name, "type": 3, "target_id": m.ID, "resolved": map[string]any{"messages": map[string]any{
		m.ID: map[string]any{"id": m.ID, "channel_id": m.Channel, "author": map[string]any{"id": strings.Trim(self, "<@!>"), "username": "x"}},
	}}}
}

// hostile are arguments that no button of the bot has.
var hostile = []string{
	"", " ", "-", "-1", "99999999999999999999", "0 0 0 0 0 0 0 0", "x x x x x x x", "'; DROP TABLE receipts; --", "../../etc/passwd",
	"\x00", "\u202e\u200b", "<@&1> @everyone", "😀😀 😀", "9223372036854775807 9223372036854775807", "+ + + + + +", strings.Repeat("文", 97), "0 2024-99-99 x", "0 - -",
}

func TestNoCustomIDAndNoChoiceMakesThePartsOfTheBotFail(t *testing.T) {
	t.Parallel()
	e := own(t, func(s *stage) { s.bot.Quote = s.bot.Asker.(bot.Recorder).Assistant.Quote })
	receipt := e.receiptIn(e.stage.answered(e.ask("When is the tea tax paid?")))
	var all []*discordtest.Interaction
	for kind, number := range map[string]int{"press": 3, "form": 5} {
		for _, verb := range append(slices.Collect(maps.Keys(may[kind])), verbMore) {
			for n, args := range append(hostile, receipt+" "+receipt, receipt+" -1", receipt+" 99", receipt+" 1 1 1") {
				who := []*discordtest.User{e.ann, e.mo, e.chen}[n%3]
				if may[kind][verb] == owner && verb != verbTerm {
					who = e.owner
				}
				all = append(all, who.Deliver(e.moderators, number, map[string]any{
					"custom_id": verb + " " + args, "component_type": 3, "values": []any{args}, "components": []any{map[string]any{"type": 1, "components": []any{}}},
				}))
			}
		}
	}
	for _, i := range all {
		i.AwaitResponse()
	}
	if log := e.logs.String(); strings.Contains(log, "panic: ") || strings.Contains(log, "was not understood") {
		t.Errorf("the log:\n%s", log)
	}
}
