package discordtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// BenchmarkAnswer is what the server itself costs for one question: the event,
// a first response and ten edits of components, each held against Discord's
// description.
func BenchmarkAnswer(b *testing.B) {
	for _, oneIn := range []int{1, 100} {
		b.Run(fmt.Sprint("one in ", oneIn), func(b *testing.B) {
			s := New(b)
			s.Sample(oneIn)
			benchmarkAnswer(b, s)
		})
	}
}

func benchmarkAnswer(b *testing.B, s *Server) {
	b.Helper()
	g := s.Guild("Examples")
	ann, policy := g.Member("Ann", "en-US"), g.Text("policy")
	var containers []string
	for n := range 5 {
		containers = append(containers, `{"type":17,"components":[`+display(fmt.Sprint("Sentence ", n))+","+row(button(fmt.Sprint(n)))+`]}`)
	}
	body := v2(containers...)
	s.gateway.sessions = []*session{{conn: &Conn{mute: true}}}
	b.ReportAllocs()
	for b.Loop() {
		i := ann.Deliver(policy, kindCommand, object{"name": "ask"})
		send(b, s, "POST", "/interactions/"+i.ID()+"/"+i.Token()+"/callback", fmt.Sprintf(`{"type":4,"data":%s}`, body))
		for range 10 {
			send(b, s, "PATCH", "/webhooks/"+s.AppID()+"/"+i.Token()+"/messages/@original", body)
		}
	}
}

func send(b *testing.B, s *Server, method, path, body string) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), method, "https://discord.com"+apiPath+path, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	r.Header = http.Header{"Authorization": {"Bot " + Token}, "User-Agent": {"DiscordBot (x, 1)"}, "Content-Type": {"application/json"}}
	response, err := s.RoundTrip(r)
	if err != nil {
		b.Fatal(err)
	}
	if response.StatusCode >= 300 {
		b.Fatalf("%s %s: %d", method, path, response.StatusCode)
	}
	_ = response.Body.Close()
}

// FuzzChecks: no body makes a check panic.
func FuzzChecks(f *testing.F) {
	for _, seed := range []string{
		say("x"), v2(display("x")), legacy(row(button("a"), menu("", "b"))), `[{"name":"ask","description":"x","options":[{"type":1}]}]`,
		`{"custom_id":"m","title":"x","components":[{"type":18,"label":"x","component":{"type":4}}]}`, `{"choices":[null]}`, "null", "[]", "7",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(_ *testing.T, body []byte) {
		for _, form := range []form{formMessage, formMessageEdit, formFollowUp, formDeferred} {
			checkMessage(form, body, nil, nil)
			checkMessage(form, body, []File{{ID: "0"}}, &Version{Content: "x", Flags: FlagComponentsV2})
		}
		checkModal(body)
		checkChoices(body)
		checkCommandList(nil, &Request{Body: body})
		checkForumPost(nil, &Request{Body: body})
		violations("POST", "/webhooks/{webhook_id}/{webhook_token}", body)
	})
}
