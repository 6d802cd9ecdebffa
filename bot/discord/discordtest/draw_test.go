package discordtest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAMessageIsDrawnLineByLine(t *testing.T) {
	link := `{"type":2,"style":5,"label":"Official page","url":"https://example.org/3"}`
	tests := map[string]struct {
		body  string
		flags int
		want  string
	}{
		"a text": {`{"content":"**It is so.** [1]\n-# checked"}`, 0, `
**It is so.** [1]
-# checked`},
		"a promise in private": {`{}`, FlagLoading | FlagEphemeral, `
(private) (thinking)`},
		"components": {v2(
			`{"type":17,"accent_color":1,"components":[`+display("示例算法应当备案。[1]\n> 原文")+`,{"type":14},`+
				`{"type":9,"components":[`+display("[1] Measures")+`],"accessory":`+link+`}]}`,
			`{"type":14,"divider":false}`,
			row(`{"type":2,"style":1,"label":"Sources","custom_id":"sources 12"}`,
				`{"type":2,"style":4,"label":"Remove","emoji":{"name":"🗑"},"custom_id":"remove:7","disabled":true}`, link),
			row(`{"type":3,"custom_id":"export","placeholder":"Export","options":[{"label":"APA","value":"a"},{"label":"GB/T 7714","value":"g","description":"国标","default":true}]}`),
		), 0, `
| 示例算法应当备案。[1]
| > 原文
| ---
| [1] Measures
|     [ Official page ](link https://example.org/3)
[ Sources ](primary, sources) [ 🗑 Remove ](danger, remove, disabled) [ Official page ](link https://example.org/3)
( Export ▾ APA | *GB/T 7714 (国标) )(export)`},
		"an embed and a file": {`{"content":"x","embeds":[{"title":"T","description":"D","fields":[{"name":"a","value":"b"}],"footer":{"text":"F"}}]}`, 0, `
x
| T
| D
| a: b
| F`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var m Message
			if err := json.Unmarshal([]byte(test.body), &m.Version); err != nil {
				t.Fatal(err)
			}
			m.Flags |= test.flags
			m.Private = m.Flags&FlagEphemeral != 0
			if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), Draw(m)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAFormIsDrawnFieldByField(t *testing.T) {
	no := false
	m := Modal{Title: "Why?", Components: []Component{
		{Type: typeRow, Components: []Component{{Type: typeTextInput, Label: "Reason", CustomID: "reason", Placeholder: "in a few words"}}},
		{Type: typeLabel, Label: "Where", Description: "if you know", Component: &Component{Type: typeTextInput, CustomID: "where", Value: "Article 4", Required: &no}},
	}}
	want := "== Why? ==\nReason [____ in a few words ](reason)\nWhere (optional)\nif you know\n[____ Article 4 ](where)"
	if diff := cmp.Diff(want, DrawModal(m)); diff != "" {
		t.Error(diff)
	}
}
