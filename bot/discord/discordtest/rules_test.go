package discordtest

import (
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

func TestAnErrorOfDiscordAnswersWhatIsNotAllowed(t *testing.T) {
	t.Parallel()
	acknowledged := func(t *testing.T, p *place, flags discordgo.MessageFlags) *discordgo.Interaction {
		t.Helper()
		_, event := p.ask()
		if err := p.respond(event, later, "", flags); err != nil {
			t.Fatal(err)
		}
		return event
	}
	tests := map[string]struct {
		do    func(*testing.T, *place) error
		code  int
		fails string // what the test is told
	}{
		"a response after three seconds": {func(t *testing.T, p *place) error {
			_, event := p.ask()
			p.Advance(3100 * time.Millisecond)
			return p.respond(event, later, "", 0)
		}, 10062, ""},
		"a second response": {func(t *testing.T, p *place) error {
			return p.respond(acknowledged(t, p, 0), now, "x", suppress)
		}, 40060, ""},
		"an edit after fifteen minutes": {func(t *testing.T, p *place) error {
			event := acknowledged(t, p, 0)
			p.Advance(15*time.Minute + time.Second)
			return p.edit(event, "x")
		}, 50027, ""},
		"an edit of a message that was deleted": {func(t *testing.T, p *place) error {
			event := acknowledged(t, p, 0)
			if err := p.bot.InteractionResponseDelete(event); err != nil {
				t.Fatal(err)
			}
			return p.edit(event, "x")
		}, 10008, ""},
		"an edit in a channel that was deleted": {func(t *testing.T, p *place) error {
			event := acknowledged(t, p, 0)
			p.policy.Delete()
			return p.edit(event, "x")
		}, 10003, ""},
		"an edit before a response": {func(t *testing.T, p *place) error {
			_, event := p.ask()
			return p.edit(event, "x")
		}, 10015, ""},
		"an update of a command": {func(t *testing.T, p *place) error {
			_, event := p.ask()
			return p.respond(event, update, "x", suppress)
		}, 50035, "cannot be answered with a response of type 7"},
		"a form after a form": {func(t *testing.T, p *place) error {
			form := func(event *discordgo.Interaction) error {
				return p.bot.InteractionRespond(event, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal,
					Data: &discordgo.InteractionResponseData{CustomID: "f", Title: "Why?", Components: []discordgo.MessageComponent{
						discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{CustomID: "why", Label: "Why", Style: 1}}}}}})
			}
			i, event := p.ask()
			if err := form(event); err != nil {
				t.Fatal(err)
			}
			p.ann.Submit(i, "Why", "because")
			return form(next(p.t, p.seen))
		}, 50035, "cannot be answered with a response of type 9"},
		"choices for a command": {func(t *testing.T, p *place) error {
			_, event := p.ask()
			return p.bot.InteractionRespond(event, &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult,
				Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{}}})
		}, 50035, "response of type 8"},
		"a promise with content's flags": {func(t *testing.T, p *place) error {
			_, event := p.ask()
			return p.respond(event, later, "", 1<<15)
		}, 50035, "flags: 32768 cannot be set here"},
		"a private message by its channel": {func(t *testing.T, p *place) error {
			event := acknowledged(t, p, private)
			m, err := p.bot.InteractionResponse(event)
			if err != nil {
				t.Fatal(err)
			}
			return p.bot.ChannelMessageDelete(p.policy.ID, m.ID)
		}, 10008, ""},
		"a message in a channel that is hidden": {func(_ *testing.T, p *place) error {
			p.policy.Deny(ViewChannel)
			return p.send("x")
		}, 50001, ""},
		"a message without the right": {func(_ *testing.T, p *place) error {
			p.policy.Deny(SendMessages)
			return p.send("x")
		}, 50013, ""},
		"a message that is too long": {func(_ *testing.T, p *place) error { return p.send(strings.Repeat("x", 2001)) }, 50035, "content: 2,001 characters"},
		"a message that is empty":    {func(_ *testing.T, p *place) error { return p.send("") }, 50006, "the message is empty"},
		"a change of another's message": {func(_ *testing.T, p *place) error {
			m := p.ann.Say(p.policy, "hello")
			_, err := p.bot.ChannelMessageEditComplex(&discordgo.MessageEdit{ID: m.ID, Channel: p.policy.ID, Content: &m.Content, Flags: 4, AllowedMentions: quiet})
			return err
		}, 50005, ""},
		"removing another's message": {func(_ *testing.T, p *place) error {
			return p.bot.ChannelMessageDelete(p.policy.ID, p.ann.Say(p.policy, "hello").ID)
		}, 50013, ""},
		"a second thread of a message": {func(t *testing.T, p *place) error {
			m := p.ann.Say(p.policy, "hello")
			if _, err := p.bot.MessageThreadStart(p.policy.ID, m.ID, "More", 60); err != nil {
				t.Fatal(err)
			}
			_, err := p.bot.MessageThreadStart(p.policy.ID, m.ID, "More", 60)
			return err
		}, 160004, ""},
		"a thread without the right": {func(_ *testing.T, p *place) error {
			p.policy.Deny(CreateThreads)
			_, err := p.bot.MessageThreadStart(p.policy.ID, p.ann.Say(p.policy, "hello").ID, "More", 60)
			return err
		}, 50013, ""},
		"a message to who takes none": {func(_ *testing.T, p *place) error {
			p.bob.CloseDirect()
			return p.in(p.bob.Direct()).send("x")
		}, 50007, ""},
		"a message in a forum": {func(_ *testing.T, p *place) error {
			_, err := p.bot.ChannelMessageSendComplex(p.guild.Forum("questions").ID, &discordgo.MessageSend{Content: "x", Flags: 4, AllowedMentions: quiet})
			return err
		}, 50024, ""},
		"a message in a locked thread": {func(_ *testing.T, p *place) error {
			thread, _ := p.ann.Post(p.policy, "title", "text")
			thread.Archive(true)
			_, err := p.bot.ChannelMessageSendComplex(thread.ID, &discordgo.MessageSend{Content: "x", Flags: 4, AllowedMentions: quiet})
			return err
		}, 160005, ""},
		"a reply without the history": {func(_ *testing.T, p *place) error {
			m := p.ann.Say(p.policy, "hello")
			p.policy.Deny(ReadHistory)
			_, err := p.bot.ChannelMessageSendComplex(p.policy.ID, &discordgo.MessageSend{
				Content: "x", Flags: 4, AllowedMentions: quiet, Reference: &discordgo.MessageReference{MessageID: m.ID, ChannelID: p.policy.ID}})
			return err
		}, 160002, ""},
		"commands of a guild that the bot is not in": {func(_ *testing.T, p *place) error {
			_, err := p.bot.ApplicationCommandBulkOverwrite(p.AppID(), "42", []*discordgo.ApplicationCommand{})
			return err
		}, 50001, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := strict(t)
			err := test.do(t, newPlace(t, s))
			if codeOf(err) != test.code {
				t.Errorf("the error is %v, want the code %d", err, test.code)
			}
			fails := strings.Join(r.taken(), "\n")
			if test.fails == "" != (fails == "") || !strings.Contains(fails, test.fails) {
				t.Errorf("the test is told %q, want %q", fails, test.fails)
			}
		})
	}
}

func (p *place) send(content string) error {
	_, err := p.bot.ChannelMessageSendComplex(p.policy.ID, &discordgo.MessageSend{Content: content, Flags: 4, AllowedMentions: quiet})
	return err
}
