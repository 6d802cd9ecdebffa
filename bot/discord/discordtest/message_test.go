package discordtest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

func TestAMessageOfComponentsStaysOne(t *testing.T) {
	t.Parallel()
	text := v2(display("text"))
	tests := map[string]struct {
		before, edit string
		named        string // what the test is told
		text         string // of the message in the end
	}{
		"a change of its components":              {text, `{` + noPing + `,"components":[` + display("more") + `]}`, "", "more"},
		"a change with the flag":                  {text, v2(display("more")), "", "more"},
		"a change that takes the flag":            {text, `{"flags":4,` + noPing + `,"components":[` + display("more") + `]}`, "cannot be taken", "text"},
		"content":                                 {text, say("more"), "content: not allowed", "text"},
		"a text that becomes components":          {say("old"), `{"content":null,"flags":32768,` + noPing + `,"components":[` + display("more") + `]}`, "", "more"},
		"a text that becomes them, but stays":     {say("old"), v2(display("more")), "content: must be null", "old"},
		"a text that becomes them, flag forgiven": {say("old"), `{"content":null,` + noPing + `,"components":[` + display("more") + `]}`, "needs the flag", "old"},
		"a text that loses all":                   {say("old"), `{"content":"","flags":4,` + noPing + `}`, "the message is empty", "old"},
		"a ping":                                  {say("old"), `{"content":"new","flags":4}`, "allowed_mentions: nothing", "new"},
		"previews":                                {say("old"), `{"content":"new",` + noPing + `}`, "SUPPRESS_EMBEDS", "new"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := strict(t)
			policy := s.Guild("Examples").Text("policy")
			get(t, s, "POST", "/channels/"+policy.ID+"/messages", test.before)
			m := s.Messages(policy)[0]
			get(t, s, "PATCH", "/channels/"+policy.ID+"/messages/"+m.ID, test.edit)
			if fails := strings.Join(r.taken(), "\n"); test.named == "" != (fails == "") || !strings.Contains(fails, test.named) {
				t.Errorf("the test is told %q, want %q", fails, test.named)
			}
			if m, _ = s.Message(m.ID); m.Text() != test.text {
				t.Errorf("the message is %q, want %q", m.Text(), test.text)
			}
		})
	}
}

func TestAPromiseIsKeptWithComponents(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, named string }{
		"with the flag":    {v2(display("done")), ""},
		"without the flag": {`{` + noPing + `,"components":[` + display("done") + `]}`, "needs the flag IS_COMPONENTS_V2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r := strict(t)
			p := newPlace(t, s)
			i, event := p.ask()
			if err := p.respond(event, later, "", 0); err != nil {
				t.Fatal(err)
			}
			get(t, s, "PATCH", "/webhooks/"+s.AppID()+"/"+event.Token+"/messages/@original", test.body)
			if fails := strings.Join(r.taken(), "\n"); test.named == "" != (fails == "") || !strings.Contains(fails, test.named) {
				t.Errorf("the test is told %q, want %q", fails, test.named)
			}
			if answered := i.State().Answered(); answered != (test.named == "") {
				t.Errorf("answered: %v", answered)
			}
		})
	}
}

func TestFilesGoWithAMessageAndStayAsTold(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	file := func(name string) *discordgo.File {
		return &discordgo.File{Name: name, ContentType: "text/markdown", Reader: strings.NewReader("# " + name)}
	}
	made, err := p.bot.ChannelMessageSendComplex(p.policy.ID, &discordgo.MessageSend{
		Content: "x", Flags: 4, AllowedMentions: quiet, Files: []*discordgo.File{file("a.md"), file("b.md")},
	})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := p.Message(made.ID)
	if len(m.Files) != 2 || m.Files[1].Name != "b.md" || string(m.Files[1].Data) != "# b.md" || made.Attachments[1].Size != 6 {
		t.Fatalf("the files are %+v", m.Files)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, made.Attachments[0].URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if data, _ := io.ReadAll(got.Body); string(data) != "# a.md" {
		t.Errorf("the file is %q", data)
	}
	body := fmt.Sprintf(`{"content":"y","flags":4,%s,"attachments":[{"id":%q}]}`, noPing, made.Attachments[1].ID)
	get(t, p.Server, "PATCH", "/channels/"+p.policy.ID+"/messages/"+made.ID, body)
	if m, _ := p.Message(made.ID); len(m.Files) != 1 || m.Files[0].Name != "b.md" {
		t.Errorf("the files are %+v", m.Files)
	}
}

func TestElevenFilesAndLargeOnesAreNamed(t *testing.T) {
	many := make([]File, 11)
	wrong := checkFiles(outgoing{}, append(many, File{ID: "x", Data: bytes.Repeat([]byte("x"), maxFile+1)}))
	if len(wrong) != 2 || !strings.Contains(wrong[0], "12, the most is 10") || !strings.Contains(wrong[1], "files/x") {
		t.Errorf("named: %q", wrong)
	}
}

func TestEditsAreCountedInTheirDensestTime(t *testing.T) {
	at := func(seconds ...float64) Message {
		var m Message
		for i, s := range seconds {
			v := Version{At: time.Unix(0, int64(s*1e9))}
			if i == len(seconds)-1 {
				m.Version = v
			} else {
				m.History = append(m.History, v)
			}
		}
		return m
	}
	for name, test := range map[string]struct {
		m    Message
		want int
	}{
		"never changed":           {at(0), 0},
		"changed soon":            {at(0, 0.1), 1},
		"once a second":           {at(0, 0.1, 1.1, 2.1, 3.1), 1},
		"twice within a second":   {at(0, 0.1, 2, 2.9, 5), 2},
		"three within one of ten": {at(0, 1, 2, 3, 4.0, 4.3, 4.9, 6), 3},
	} {
		if got := test.m.Densest(time.Second); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

func TestMessagesAreListedNewestFirst(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	var ids []string
	for n := range 5 {
		ids = append(ids, p.ann.Say(p.policy, fmt.Sprint(n)).ID)
	}
	got, err := p.bot.ChannelMessages(p.policy.ID, 2, ids[4], ids[0], "")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].ID != ids[3] || got[1].ID != ids[2] {
		t.Errorf("the list is %+v", got)
	}
	p.policy.Deny(ReadHistory)
	if got, err := p.bot.ChannelMessages(p.policy.ID, 2, "", "", ""); err != nil || len(got) != 0 {
		t.Errorf("without the history: %+v, %v", got, err)
	}
}
