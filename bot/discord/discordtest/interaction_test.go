package discordtest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A place is a server with a guild, a channel, two people and a bot.
type place struct {
	*Server
	t        *testing.T
	guild    *Guild
	policy   *Channel
	ann, bob *User
	bot      *discordgo.Session
	seen     chan *discordgo.Interaction
}

// newPlace registers a few commands and connects a bot that does nothing by
// itself.
func newPlace(t *testing.T, s *Server) *place {
	t.Helper()
	g := s.Guild("Examples")
	p := &place{Server: s, t: t, guild: g, policy: g.Text("policy"), ann: g.Member("Ann", "en-US"), bob: g.Member("Bob", "zh-CN")}
	p.bot = client(t, s)
	p.seen = make(chan *discordgo.Interaction, 100)
	p.bot.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { p.seen <- i.Interaction })
	if err := p.bot.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.bot.Close() })
	_, err := p.bot.ApplicationCommandBulkOverwrite(s.AppID(), "", []*discordgo.ApplicationCommand{
		{Name: "ask", Description: "Ask", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "x", Required: true},
			{Type: discordgo.ApplicationCommandOptionString, Name: "document", Description: "x", Autocomplete: true},
			{Type: discordgo.ApplicationCommandOptionAttachment, Name: "file", Description: "x"},
		}},
		{Name: "document", Description: "Documents", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "add", Description: "x"},
		}},
		{Name: "Ask about this", Type: discordgo.MessageApplicationCommand},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *place) ask() (*Interaction, *discordgo.Interaction) {
	i := p.ann.Command(p.policy, "ask", "question", "Is it so?")
	return i, next(p.t, p.seen)
}

// respond answers an interaction for the first time.
func (p *place) respond(i *discordgo.Interaction, kind discordgo.InteractionResponseType, content string, flags discordgo.MessageFlags, components ...discordgo.MessageComponent) error {
	data := &discordgo.InteractionResponseData{Content: content, Flags: flags, AllowedMentions: quiet, Components: components}
	return p.bot.InteractionRespond(i, &discordgo.InteractionResponse{Type: kind, Data: data})
}

// edit replaces the answer. The library knows no flags there.
func (p *place) edit(i *discordgo.Interaction, content string) error {
	body := map[string]any{"content": content, "flags": FlagSuppressEmbeds, "allowed_mentions": quiet}
	_, err := p.bot.RequestWithBucketID("PATCH", discordgo.EndpointWebhookMessage(p.AppID(), i.Token, "@original"), body, i.Token)
	return err
}

func (p *place) followUp(i *discordgo.Interaction, content string, flags discordgo.MessageFlags) (*discordgo.Message, error) {
	return p.bot.FollowupMessageCreate(i, true, &discordgo.WebhookParams{Content: content, Flags: flags | 4, AllowedMentions: quiet})
}

// codeOf is Discord's code in an error, or 0.
func codeOf(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return rest.Message.Code
	}
	return 0
}

const (
	now      = discordgo.InteractionResponseChannelMessageWithSource
	later    = discordgo.InteractionResponseDeferredChannelMessageWithSource
	update   = discordgo.InteractionResponseUpdateMessage
	notMore  = discordgo.InteractionResponseDeferredMessageUpdate
	suppress = discordgo.MessageFlagsSuppressEmbeds
	private  = discordgo.MessageFlagsEphemeral
)

func TestAnAnswerComesThroughItsInteraction(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	i, event := p.ask()
	if event.Member.Permissions&int64(SendMessages) == 0 || event.AppPermissions&int64(SendMessages) == 0 || event.Locale != discordgo.EnglishUS {
		t.Errorf("the event has the permissions %d and %d, and the locale %s", event.Member.Permissions, event.AppPermissions, event.Locale)
	}
	if err := p.respond(event, later, "", 0); err != nil {
		t.Fatal(err)
	}
	if st := i.AwaitResponse(); st.Answered() || !st.Original.Loading() {
		t.Errorf("the promise is %+v", st)
	}
	if err := p.edit(event, "It is so."); err != nil {
		t.Fatal(err)
	}
	if _, err := p.followUp(event, "And more.", 0); err != nil {
		t.Fatal(err)
	}
	st := i.AwaitText("And more.")
	if st.Original.Content != "It is so." || len(st.Original.History) != 1 || st.Private {
		t.Errorf("the answer is %+v", st)
	}
	if got := p.bob.Messages(p.policy); len(got) != 2 {
		t.Errorf("Bob sees %d messages", len(got))
	}
	got := DrawChannel(p.bob, p.policy)
	want := "Footnote:\n    It is so.\nFootnote: (to Footnote: It is so.)\n    And more."
	if got != want {
		t.Errorf("the channel is\n%s\nwant\n%s", got, want)
	}
}

func TestAPrivateAnswerIsSeenByTheAskerAlone(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	i, event := p.ask()
	if err := p.respond(event, later, "", private); err != nil {
		t.Fatal(err)
	}
	if err := p.edit(event, "for you"); err != nil { // which cannot make it public
		t.Fatal(err)
	}
	if _, err := p.followUp(event, "for all", 0); err != nil {
		t.Fatal(err)
	}
	if st := i.State(); !st.Private || !st.Original.Private {
		t.Errorf("the answer is %+v", st)
	}
	for _, test := range []struct {
		who  *User
		want string
	}{{p.ann, "for you for all"}, {p.bob, "for all"}} {
		var texts []string
		for _, m := range test.who.Messages(p.policy) {
			texts = append(texts, m.Text())
		}
		if got := strings.Join(texts, " "); got != test.want {
			t.Errorf("%s sees %q, want %q", test.who.Name, got, test.want)
		}
	}
}

func TestAButtonChangesItsMessageOrAnswers(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	_, event := p.ask()
	more := discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: "More", CustomID: "more:1", Style: discordgo.SecondaryButton},
	}}
	if err := p.respond(event, now, "It is so.", suppress, more); err != nil {
		t.Fatal(err)
	}
	m := p.Messages(p.policy)[0]
	press := p.bob.Press(m, "More")
	event = next(p.t, p.seen)
	if event.Message.ID != m.ID || event.MessageComponentData().CustomID != "more:1" || event.Locale != discordgo.ChineseCN {
		t.Errorf("the event is %+v", event)
	}
	if err := p.respond(event, notMore, "", 0); err != nil {
		t.Fatal(err)
	}
	if err := p.edit(event, "It is so, and more."); err != nil {
		t.Fatal(err)
	}
	st := press.AwaitAnswer()
	if st.Original.ID != m.ID || st.Original.Content != "It is so, and more." {
		t.Errorf("the message is %+v", st.Original)
	}
	p.ann.Press(m, "more:1")
	if err := p.respond(next(p.t, p.seen), update, "Changed.", suppress); err != nil {
		t.Fatal(err)
	}
	if now, _ := p.Message(m.ID); now.Content != "Changed." || now.Densest(time.Hour) != 2 {
		t.Errorf("the message is %+v", now)
	}
}

func TestAFormGoesRoundWithItsValues(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	i, event := p.ask()
	err := p.bot.InteractionRespond(event, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal,
		Data: &discordgo.InteractionResponseData{CustomID: "why:7", Title: "Why?", Components: []discordgo.MessageComponent{
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{CustomID: "reason", Label: "Reason", Style: discordgo.TextInputParagraph}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := DrawModal(i.AwaitModal()), "== Why? ==\nReason [____  ](reason)"; got != want {
		t.Errorf("the form is %q, want %q", got, want)
	}
	form := p.ann.Submit(i, "Reason", "because")
	event = next(p.t, p.seen)
	data := event.ModalSubmitData()
	input := data.Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput)
	if data.CustomID != "why:7" || input.CustomID != "reason" || input.Value != "because" {
		t.Errorf("the form came back as %+v", data)
	}
	if err := p.respond(event, now, "Thank you.", suppress|private); err != nil {
		t.Fatal(err)
	}
	if st := form.AwaitAnswer(); !st.Private {
		t.Errorf("the answer is %+v", st)
	}
}

func TestChoicesAreOfferedWhileSomebodyWrites(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	i := p.ann.Autocomplete(p.policy, "ask", "document", "fil", "question", "Is it so?")
	event := next(p.t, p.seen)
	options := event.ApplicationCommandData().Options
	if len(options) != 2 || options[1].Name != "document" || !options[1].Focused || options[1].StringValue() != "fil" {
		t.Errorf("the options are %+v", options)
	}
	err := p.bot.InteractionRespond(event, &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult,
		Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "Filing", Value: "filing"}}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := i.AwaitChoices(); len(got) != 1 || got[0].Name != "Filing" || got[0].Value != "filing" {
		t.Errorf("the choices are %+v", got)
	}
}

func TestACommandComesWithWhatItIsAbout(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	m := p.ann.Say(p.policy, "It is so.")
	p.bob.Menu(m, "Ask about this")
	data := (next(p.t, p.seen)).ApplicationCommandData()
	if data.TargetID != m.ID || data.Resolved.Messages[m.ID].Content != "It is so." {
		t.Errorf("the menu's command came as %+v", data)
	}
	p.ann.Command(p.policy, "ask", "question", "?", "file", File{Name: "a.md", Data: []byte("x")})
	data = (next(p.t, p.seen)).ApplicationCommandData()
	if id, _ := data.Options[1].Value.(string); data.Resolved.Attachments[id].Filename != "a.md" {
		t.Errorf("the file came as %+v", data)
	}
	p.ann.Command(p.ann.Direct(), "document add")
	event := next(p.t, p.seen)
	if data := event.ApplicationCommandData(); data.Options[0].Name != "add" || event.User == nil || event.Member != nil || event.GuildID != "" {
		t.Errorf("the direct command came as %+v", event)
	}
}

func TestAResponseTellsItsMessageWhereAsked(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	i, event := p.ask()
	body := `{"type":4,"data":` + say("It is so.") + `}`
	r := get(t, p.Server, "POST", "/interactions/"+event.ID+"/"+event.Token+"/callback?with_response=true", body)
	var told struct {
		Resource struct{ Message discordgo.Message }
	}
	if err := json.NewDecoder(r.Body).Decode(&told); err != nil || told.Resource.Message.ID != i.State().Original.ID {
		t.Errorf("told %+v, %v", told, err)
	}
}
