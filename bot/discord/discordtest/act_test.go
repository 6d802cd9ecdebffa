package discordtest

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// Fatalf writes down how the test fails and ends its goroutine.
func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// failing is how a test fails that does something.
func failing(r *recorder, do func()) string {
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	<-done
	return strings.Join(r.taken(), "\n")
}

func TestWhatAPersonCannotDoFailsTheTest(t *testing.T) {
	t.Parallel()
	s, r := strict(t)
	p := newPlace(t, s)
	_, event := p.ask()
	row := discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: "More", CustomID: "more", Disabled: true},
		discordgo.Button{Label: "Page", URL: "https://example.org", Style: discordgo.LinkButton},
	}}
	menu := discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.SelectMenu{CustomID: "export", Options: []discordgo.SelectMenuOption{{Label: "APA", Value: "a"}}},
	}}
	if err := p.respond(event, now, "x", suppress|private, row, menu); err != nil {
		t.Fatal(err)
	}
	m := p.ann.Messages(p.policy)[0]
	p.policy.DenyEveryone(SendMessages)
	for name, test := range map[string]struct {
		do   func()
		says string
	}{
		"an option that is none":           {func() { p.ann.Command(p.policy, "ask", "question", "?", "colour", "red") }, `no option "colour"`},
		"an option left out":               {func() { p.ann.Command(p.policy, "ask") }, `needs the option "question"`},
		"a sub-command that is none":       {func() { p.ann.Command(p.policy, "document burn") }, `no sub-command "burn"`},
		"a button that is none":            {func() { p.ann.Press(m, "Less") }, `no "Less" to use`},
		"a button that is off":             {func() { p.ann.Press(m, "More") }, `"More" is disabled`},
		"a link":                           {func() { p.ann.Press(m, "Page") }, `no "Page" to use`},
		"a button of another's message":    {func() { p.bob.Press(m, "More") }, "Bob sees no message"},
		"a value that is none":             {func() { p.ann.Select(m, "export", "BibTeX") }, `no option "BibTeX"`},
		"a message where nobody may write": {func() { p.ann.Say(p.policy, "hello") }, "may not write"},
		"a role that is none":              {func() { p.guild.Member("Cy", "en-US", "kings") }, `no role "kings"`},
	} {
		if fails := failing(r, test.do); !strings.Contains(fails, test.says) {
			t.Errorf("%s: the test is told %q, want %q", name, fails, test.says)
		}
	}
}

func TestAMenuIsChosenFromByLabelOrValue(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	_, event := p.ask()
	menu := discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.SelectMenu{CustomID: "export", Placeholder: "Export", Options: []discordgo.SelectMenuOption{{Label: "APA", Value: "a"}, {Label: "BibTeX", Value: "b"}}},
	}}
	if err := p.respond(event, now, "x", suppress, menu); err != nil {
		t.Fatal(err)
	}
	m := p.Messages(p.policy)[0]
	for value, use := range map[string]func(){
		"a": func() { p.ann.Select(m, "Export", "APA") },
		"b": func() { p.bob.Select(m, "export", "b") },
	} {
		use()
		if data := next(t, p.seen).MessageComponentData(); data.CustomID != "export" || fmt.Sprint(data.Values) != "["+value+"]" {
			t.Errorf("chosen: %+v", data)
		}
	}
}

func TestWhatDoesNotComeIsReportedWithWhatDid(t *testing.T) {
	t.Parallel()
	s, _ := strict(t)
	p := newPlace(t, s)
	p.ann.Say(p.policy, "hello there")
	_, event := p.ask()
	if err := p.respond(event, later, "", private); err != nil {
		t.Fatal(err)
	}
	got := s.Describe()
	for _, want := range []string{"#policy Ann: hello there", "#policy Footnote: (private) (thinking)", "/ask of Ann: response 5", "callback: 204"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if s.Within(1, func() bool { return false }) {
		t.Error("what does not hold came to hold")
	}
}
