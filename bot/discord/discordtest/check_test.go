package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const noPing = `"allowed_mentions":{"parse":[]}`

// say is a message of one text, and v2 one of components.
func say(content string) string { return fmt.Sprintf(`{"content":%q,"flags":4,%s}`, content, noPing) }

func v2(components ...string) string {
	return fmt.Sprintf(`{"flags":32768,%s,"components":[%s]}`, noPing, strings.Join(components, ","))
}

func legacy(rows ...string) string {
	return fmt.Sprintf(`{"content":"x","flags":4,%s,"components":[%s]}`, noPing, strings.Join(rows, ","))
}

func display(text string) string { return fmt.Sprintf(`{"type":10,"content":%q}`, text) }

func button(id string) string {
	return fmt.Sprintf(`{"type":2,"style":2,"label":"x","custom_id":%q}`, id)
}

func row(children ...string) string {
	return fmt.Sprintf(`{"type":1,"components":[%s]}`, strings.Join(children, ","))
}

func menu(extra string, values ...string) string {
	var options []string
	for _, v := range values {
		options = append(options, fmt.Sprintf(`{"label":"x","value":%q}`, v))
	}
	return fmt.Sprintf(`{"type":3,"custom_id":"m"%s,"options":[%s]}`, extra, strings.Join(options, ","))
}

// times repeats what is made for each number.
func times(n int, each func(i int) string) []string {
	var list []string
	for i := range n {
		list = append(list, each(i))
	}
	return list
}

func TestABodyThatDiscordDoesNotTakeIsNamed(t *testing.T) {
	buttons := func(n int) string { return row(times(n, func(i int) string { return button(fmt.Sprint(i)) })...) }
	section := func(accessory string, texts ...string) string {
		return fmt.Sprintf(`{"type":9,"components":[%s]%s}`, strings.Join(texts, ","), accessory)
	}
	accessory := `,"accessory":` + button("s")
	embed := func(n int) string { return fmt.Sprintf(`{"description":%q}`, strings.Repeat("x", n)) }
	embeds := func(list ...string) string {
		return fmt.Sprintf(`{"content":"x","flags":4,%s,"embeds":[%s]}`, noPing, strings.Join(list, ","))
	}
	tests := map[string]struct{ good, bad, named string }{
		"content over 2,000":      {say(strings.Repeat("字", 2000)), say(strings.Repeat("字", 2001)), "content: 2,001 characters"},
		"an empty message":        {say("x"), `{"content":"","flags":4,` + noPing + `}`, "the message is empty"},
		"a flag that cannot be":   {say("x"), `{"content":"x","flags":68,` + noPing + `}`, "flags: 64 cannot be set here"},
		"pings":                   {say("x"), `{"content":"x","flags":4}`, "allowed_mentions: nothing"},
		"a ping of the author":    {say("x"), `{"content":"x","flags":4,"allowed_mentions":{"parse":[],"replied_user":true}}`, "allowed_mentions"},
		"previews":                {say("x"), `{"content":"x",` + noPing + `}`, "SUPPRESS_EMBEDS"},
		"embeds over 6,000":       {embeds(embed(3000), embed(3000)), embeds(embed(3000), embed(3001)), "embeds: 6,001 characters"},
		"an empty field":          {embeds(`{"fields":[{"name":"a","value":"b"}]}`), embeds(`{"fields":[{"name":"a","value":""}]}`), "needs a name and a value"},
		"a file that is missing":  {say("x"), `{"content":"x","flags":4,` + noPing + `,"attachments":[{"id":0,"filename":"a"}]}`, "there is no file 0"},
		"a custom ID twice":       {legacy(row(button("a"), button("b"))), legacy(row(button("a")), row(button("a"))), `"a" is there twice`},
		"a button without an ID":  {legacy(row(button("a"))), legacy(row(`{"type":2,"style":2,"label":"x"}`)), "needs a custom_id"},
		"a link with an ID":       {legacy(row(`{"type":2,"style":5,"label":"x","url":"https://example.org"}`)), legacy(row(`{"type":2,"style":5,"label":"x","url":"https://example.org","custom_id":"a"}`)), "is a link"},
		"a button without a name": {legacy(row(button("a"))), legacy(row(`{"type":2,"style":2,"custom_id":"a"}`)), "needs a label or an emoji"},
		"six buttons":             {legacy(buttons(5)), legacy(buttons(6)), "6 buttons in a row"},
		"six rows":                {legacy(times(5, func(i int) string { return row(button(fmt.Sprint(i))) })...), legacy(times(6, func(i int) string { return row(button(fmt.Sprint(i))) })...), "6 rows"},
		"an empty row":            {legacy(row(button("a"))), legacy(row()), "a row is empty"},
		"a select with company":   {legacy(row(menu("", "a"))), legacy(row(menu("", "a"), button("b"))), "stands alone"},
		"too many values":         {legacy(row(menu(`,"max_values":2`, "a", "b"))), legacy(row(menu(`,"max_values":3`, "a", "b"))), "asks for 1 to 3 of 2 options"},
		"a value twice":           {legacy(row(menu("", "a", "b"))), legacy(row(menu("", "a", "a"))), `the value "a" twice`},
		"the flag is missing":     {v2(display("x")), `{"flags":4,` + noPing + `,"components":[` + display("x") + `]}`, "needs the flag IS_COMPONENTS_V2"},
		"content with components": {v2(display("x")), `{"content":"x","flags":32768,` + noPing + `,"components":[` + display("x") + `]}`, "content: not allowed"},
		"embeds with components":  {v2(display("x")), `{"flags":32768,"embeds":[{"title":"x"}],` + noPing + `,"components":[` + display("x") + `]}`, "embeds: not allowed"},
		"over 40 components":      {v2(times(40, display40)...), v2(`{"type":17,"components":[` + strings.Join(times(40, display40), ",") + `]}`), "41 in all"},
		"over 4,000 in all":       {v2(display(strings.Repeat("x", 2000)), display(strings.Repeat("y", 2000))), v2(display(strings.Repeat("x", 2000)), display(strings.Repeat("y", 2001))), "4,001 characters of text"},
		"a button on its own":     {v2(row(button("a"))), v2(button("a")), "type 2 cannot stand there"},
		"a container in another":  {v2(`{"type":17,"components":[` + display("x") + `]}`), v2(`{"type":17,"components":[{"type":17,"components":[` + display("x") + `]}]}`), "type 17 cannot stand there"},
		"four texts in a section": {v2(section(accessory, display("x"))), v2(section(accessory, times(4, display40)...)), "a section has 4 texts"},
		"no accessory":            {v2(section(accessory, display("x"))), v2(section("", display("x"))), "needs an accessory"},
		"a row in a section":      {v2(section(accessory, display("x"))), v2(section(accessory, row(button("b")))), "cannot stand in a section"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const path = "/channels/{channel_id}/messages"
			examined(t, path, test.good, test.bad, test.named)
		})
	}
}

func display40(i int) string { return display(fmt.Sprint("text ", i)) }

// examined holds a good body and a bad one against the rules of a POST to a
// route.
func examined(t *testing.T, path, good, bad, named string) {
	t.Helper()
	s, r := strict(t)
	if fail := s.examine(&Request{Method: http.MethodPost, Route: path, Body: []byte(good)}, routes["POST "+path]); fail != nil {
		t.Errorf("the good body was refused: %v", fail.Errors)
	}
	if fails := r.taken(); len(fails) > 0 {
		t.Errorf("the good body: %q", fails)
	}
	_ = s.examine(&Request{Method: http.MethodPost, Route: path, Body: []byte(bad)}, routes["POST "+path])
	if fails := strings.Join(r.taken(), "\n"); !strings.Contains(fails, named) {
		t.Errorf("%q is not named in\n%s", named, fails)
	}
}

func TestACommandThatDiscordDoesNotTakeIsNamed(t *testing.T) {
	option := func(name, extra string) string {
		return fmt.Sprintf(`{"type":3,"name":%q,"description":"x"%s}`, name, extra)
	}
	command := func(options ...string) string {
		return fmt.Sprintf(`{"name":"ask","description":"x","options":[%s]}`, strings.Join(options, ","))
	}
	choice := func(i int) string { return fmt.Sprintf(`{"name":"%d","value":"%d"}`, i, i) }
	long := func(n int) string {
		return command(times(n, func(i int) string {
			return fmt.Sprintf(`{"type":3,"name":"o%d","description":%q,"choices":[%s]}`, i, strings.Repeat("x", 100), strings.Join(times(25, func(j int) string {
				return fmt.Sprintf(`{"name":"%s%d","value":"x"}`, strings.Repeat("y", 28), j)
			}), ","))
		})...)
	}
	tests := map[string]struct{ good, bad, named string }{
		"a capital letter":             {`{"name":"ask","description":"x"}`, `{"name":"Ask","description":"x"}`, "lower-case"},
		"a space":                      {`{"name":"提问","description":"x"}`, `{"name":"ask me","description":"x"}`, "lower-case"},
		"a capital in a localisation":  {`{"name":"ask","description":"x","name_localizations":{"zh-CN":"提问"}}`, `{"name":"ask","description":"x","name_localizations":{"de":"Frage"}}`, `"Frage"`},
		"a locale that is none":        {`{"name":"ask","description":"x","name_localizations":{"zh-TW":"提問"}}`, `{"name":"ask","description":"x","name_localizations":{"zh":"提问"}}`, `no locale "zh"`},
		"no description":               {`{"name":"ask","description":"x"}`, `{"name":"ask","type":1}`, "needs a description"},
		"a description in a menu":      {`{"name":"Ask about this","type":3}`, `{"name":"Ask about this","type":3,"description":"x"}`, "has no description"},
		"options in a menu":            {`{"name":"Ask about this","type":3}`, `{"name":"Ask","type":3,"options":[` + option("a", "") + `]}`, "has no options"},
		"a capital in an option":       {command(option("a", "")), command(option("A", "")), "lower-case"},
		"two options of a name":        {command(option("a", ""), option("b", "")), command(option("a", ""), option("a", "")), `two options have the name "a"`},
		"required after optional":      {command(option("a", `,"required":true`), option("b", "")), command(option("a", ""), option("b", `,"required":true`)), `"b" is required and comes after "a"`},
		"autocomplete and choices":     {command(option("a", `,"autocomplete":true`)), command(option("a", `,"autocomplete":true,"choices":[`+choice(1)+`]`)), "autocomplete and choices"},
		"26 options":                   {command(times(25, func(i int) string { return option(fmt.Sprint("o", i), "") })...), command(times(26, func(i int) string { return option(fmt.Sprint("o", i), "") })...), "26 options"},
		"26 choices":                   {command(option("a", `,"choices":[`+strings.Join(times(25, choice), ",")+`]`)), command(option("a", `,"choices":[`+strings.Join(times(26, choice), ",")+`]`)), "choices: 26"},
		"a long value of a choice":     {command(option("a", `,"choices":[`+choice(1)+`]`)), command(option("a", `,"choices":[{"name":"x","value":"`+strings.Repeat("v", 101)+`"}]`)), "101 characters"},
		"over 8,000 characters":        {long(8), long(11), "in all, the most is 8,000"},
		"a command among options":      {command(`{"type":1,"name":"a","description":"x"}`), command(`{"type":1,"name":"a","description":"x"}`, option("b", "")), "do not go together"},
		"a group in a group":           {command(`{"type":2,"name":"g","description":"x","options":[{"type":1,"name":"a","description":"x"}]}`), command(`{"type":2,"name":"g","description":"x","options":[{"type":2,"name":"a","description":"x"}]}`), "too deep"},
		"private channels":             {`{"name":"ask","description":"x","contexts":[0,1,2],"integration_types":[0,1]}`, `{"name":"ask","description":"x","contexts":[0,1,2]}`, "the context 2"},
		"a least length over greatest": {command(option("a", `,"min_length":1,"max_length":2`)), command(option("a", `,"min_length":3,"max_length":2`)), "least length"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			examined(t, "/applications/{application_id}/commands", test.good, test.bad, test.named)
		})
	}
}

func TestAListOfCommandsThatDiscordDoesNotTakeIsNamed(t *testing.T) {
	list := func(n, kind int) []Command {
		var out []Command
		for i := range n {
			c := Command{Type: kind, Name: fmt.Sprint("c", i)}
			if kind == commandChat {
				c.Description = "x"
			}
			out = append(out, c)
		}
		return out
	}
	tests := map[string]struct {
		good, bad []Command
		named     string
	}{
		"too many chat commands":    {list(100, commandChat), list(101, commandChat), "101 commands of type 1"},
		"too many of a user's menu": {list(15, commandUser), list(16, commandUser), "16 commands of type 2"},
		"too many of a message's":   {list(15, commandMessage), list(16, commandMessage), "16 commands of type 3"},
		"two of a name":             {append(list(1, commandChat), list(1, commandMessage)...), append(list(1, commandChat), list(1, commandChat)...), "two commands have this name"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if wrong := checkCommands(test.good); len(wrong) > 0 {
				t.Errorf("the good list: %q", wrong)
			}
			if wrong := strings.Join(checkCommands(test.bad), "\n"); !strings.Contains(wrong, test.named) {
				t.Errorf("%q is not named in %q", test.named, wrong)
			}
		})
	}
}

func TestAModalThatDiscordDoesNotTakeIsNamed(t *testing.T) {
	input := func(id, extra string) string {
		return fmt.Sprintf(`{"type":1,"components":[{"type":4,"style":1,"custom_id":%q%s}]}`, id, extra)
	}
	label := `{"type":18,"label":"x","component":{"type":4,"style":1,"custom_id":"a"}}`
	modal := func(children ...string) string {
		return fmt.Sprintf(`{"custom_id":"m","title":"x","components":[%s]}`, strings.Join(children, ","))
	}
	numbered := func(i int) string { return input(fmt.Sprint(i), `,"label":"x"`) }
	tests := map[string]struct{ good, bad, named string }{
		"six rows":                {modal(times(5, numbered)...), modal(times(6, numbered)...), "6 in a modal"},
		"no rows":                 {modal(label), modal(), "0 in a modal"},
		"a button":                {modal(label), modal(row(button("a"))), "is a row with one text input"},
		"an input without label":  {modal(input("a", `,"label":"x"`)), modal(input("a", "")), "has a label in a row"},
		"an ID twice":             {modal(numbered(1), numbered(2)), modal(numbered(1), numbered(1)), `"1" is there twice`},
		"a value over its length": {modal(input("a", `,"label":"x","max_length":3,"value":"abc"`)), modal(input("a", `,"label":"x","max_length":3,"value":"abcd"`)), "longer than its own limit"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if wrong := checkModal([]byte(test.good)); len(wrong) > 0 {
				t.Errorf("the good modal: %q", wrong)
			}
			if wrong := strings.Join(checkModal([]byte(test.bad)), "\n"); !strings.Contains(wrong, test.named) {
				t.Errorf("%q is not named in %q", test.named, wrong)
			}
		})
	}
}

func TestABodyIsHeldAgainstTheDescriptionOfDiscord(t *testing.T) {
	if err := Spec(); err != nil {
		t.Skip(err)
	}
	const hook, commands = "/webhooks/{webhook_id}/{webhook_token}", "/applications/{application_id}/commands"
	tests := map[string]struct {
		route, body string
		want        string
	}{
		"a good message":                  {hook, say("x"), ""},
		"a long message":                  {hook, say(strings.Repeat("x", 2001)), "/content: maxLength: got 2,001, want 2,000"},
		"a long title of an embed":        {hook, `{"embeds":[{"title":"` + strings.Repeat("x", 257) + `"}]}`, "/embeds/0/title: maxLength: got 257, want 256"},
		"a long label within a container": {hook, v2(`{"type":17,"components":[` + row(`{"type":2,"style":2,"custom_id":"a","label":"`+strings.Repeat("x", 81)+`"}`) + `]}`), "/components/0/components/0/components/0/label: maxLength: got 81, want 80"},
		"a number in a string":            {commands, `{"name":"ask","description":"x","default_member_permissions":"8192"}`, ""},
		"digits in a text":                {commands, `{"name":"2024","description":"2024"}`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(violations("POST", test.route, []byte(test.body)), "\n")
			if got != test.want {
				t.Errorf("the description says %q, want %q", got, test.want)
			}
		})
	}
}

func TestEveryRouteWithABodyIsInTheDescription(t *testing.T) {
	if err := Spec(); err != nil {
		t.Skip(err)
	}
	bodiless := []string{"POST /channels/{channel_id}/typing", "PUT /channels/{channel_id}/thread-members/@me"}
	for name := range routes {
		method, path, _ := strings.Cut(name, " ")
		if method == "GET" || method == "DELETE" || slices.Contains(bodiless, name) {
			continue
		}
		if _, err := schemaOf(method, path); err != nil {
			t.Error(err)
		}
	}
}

func TestUnderLoadOneInSoManyBodiesIsHeldAgainstTheDescription(t *testing.T) {
	t.Parallel()
	if err := Spec(); err != nil {
		t.Skip(err)
	}
	s, r := strict(t)
	s.Sample(2)
	policy := s.Guild("Examples").Text("policy")
	for range 6 {
		get(t, s, "POST", "/channels/"+policy.ID+"/messages", fmt.Sprintf(`{"content":"x","flags":4,"nonce":true,%s}`, noPing))
	}
	if fails := r.taken(); len(fails) != 3 {
		t.Errorf("the test is told %q", fails)
	}
}
