package discordtest

import (
	"fmt"
	"slices"
	"strings"
)

// Command uses a chat command in a channel. The name may have that of a group
// and of a sub-command: "document add". Options come in pairs of name and value;
// a value that is a [File] is attached. The command must be registered and have
// these options: Discord's client sends no others.
func (u *User) Command(c *Channel, name string, options ...any) *Interaction {
	u.s.t.Helper()
	i := u.s.begin(u, c, kindCommand, fmt.Sprintf("/%s of %s", name, u.Name))
	return u.s.deliver(i, u.commandData(c, name, options, ""))
}

// Autocomplete is what a client sends while a person writes an option of a
// command, with the other options so far.
func (u *User) Autocomplete(c *Channel, name, focused, partial string, options ...any) *Interaction {
	u.s.t.Helper()
	i := u.s.begin(u, c, kindAutocomplete, fmt.Sprintf("/%s %s: %q… of %s", name, focused, partial, u.Name))
	return u.s.deliver(i, u.commandData(c, name, append(slices.Clone(options), focused, partial), focused))
}

func (u *User) commandData(c *Channel, name string, pairs []any, focused string) object {
	u.s.t.Helper()
	path := strings.Fields(name)
	command := u.registered(c, commandChat, path[0])
	resolved := object{}
	known, subs := command.Options, path[1:]
	var kinds []int
	for _, sub := range subs {
		k := slices.IndexFunc(known, func(o CommandOption) bool { return o.Name == sub && o.Type <= optionGroup })
		if k < 0 {
			u.s.t.Fatalf("discordtest: /%s has no sub-command %q", path[0], sub)
		}
		kinds, known = append(kinds, known[k].Type), known[k].Options
	}
	list := u.s.options(name, known, pairs, focused, resolved)
	for k := len(subs) - 1; k >= 0; k-- {
		list = []object{{"name": subs[k], "type": kinds[k], "options": list}}
	}
	data := object{"id": command.ID, "name": command.Name, "type": commandChat, "options": list}
	if len(resolved) > 0 {
		data["resolved"] = object{"attachments": resolved}
	}
	return data
}

// registered returns a command, waiting for it to be registered.
func (u *User) registered(c *Channel, kind int, name string) Command {
	u.s.t.Helper()
	var command Command
	found := u.s.Within(patience, func() (ok bool) {
		command, ok = u.s.command(c.guild, kind, name)
		return ok
	})
	if !found {
		u.s.t.Fatalf("discordtest: no command %q of type %d is registered; there are: %s", name, kind, u.s.commandNames())
	}
	return command
}

// options are those of a command as its interaction holds them.
func (s *Server) options(name string, known []CommandOption, pairs []any, focused string, resolved object) []object {
	s.t.Helper()
	list := []object{}
	for i := 0; i+1 < len(pairs); i += 2 {
		k := slices.IndexFunc(known, func(o CommandOption) bool { return o.Name == pairs[i] })
		if k < 0 {
			s.t.Fatalf("discordtest: /%s has no option %q", name, pairs[i])
		}
		o := object{"name": known[k].Name, "type": known[k].Type, "value": pairs[i+1]}
		if focused != "" && known[k].Name == focused {
			o["focused"] = true
		}
		if file, ok := pairs[i+1].(File); ok {
			id := s.attach(file, resolved)
			o["value"] = id
		}
		list = append(list, o)
	}
	for _, o := range known {
		if o.Required && focused == "" && !slices.ContainsFunc(list, func(given object) bool { return given["name"] == o.Name }) {
			s.t.Fatalf("discordtest: /%s needs the option %q", name, o.Name)
		}
	}
	return list
}

func (s *Server) attach(f File, resolved object) string {
	defer s.lock()()
	f = s.store(f)
	v := Version{Files: []File{f}}
	resolved[f.ID] = v.attachments()[0]
	return f.ID
}

// Menu uses a command of a message's menu.
func (u *User) Menu(m Message, name string) *Interaction {
	u.s.t.Helper()
	target := u.sees(m)
	i := u.s.begin(u, target.channel, kindCommand, fmt.Sprintf("%q on a message, of %s", name, u.Name))
	command := u.registered(target.channel, commandMessage, name)
	u.s.mu.Lock()
	resolved := object{"messages": object{m.ID: target.json()}}
	u.s.mu.Unlock()
	return u.s.deliver(i, object{
		"id": command.ID, "name": command.Name, "type": commandMessage, "target_id": m.ID, "resolved": resolved,
	})
}

// sees returns a message that the person must be able to see.
func (u *User) sees(m Message) *message {
	u.s.t.Helper()
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	target := u.s.messages[m.ID]
	if target == nil || !target.seenBy(u) {
		u.s.t.Fatalf("discordtest: %s sees no message %s", u.Name, m.ID)
	}
	return target
}

// Press presses a button of a message. It is named by its label, with or
// without the emoji, or by its custom ID.
func (u *User) Press(m Message, button string) *Interaction {
	u.s.t.Helper()
	return u.use(m, button, func(c *Component) bool { return c.Type == typeButton && c.Style != styleLink }, nil)
}

// Select chooses from a menu of a message, which is named by its placeholder or
// custom ID; values are those of options, or their labels.
func (u *User) Select(m Message, menu string, values ...string) *Interaction {
	u.s.t.Helper()
	return u.use(m, menu, func(c *Component) bool { return isSelect(c.Type) }, values)
}

func (u *User) use(m Message, name string, fits func(*Component) bool, values []string) *Interaction {
	u.s.t.Helper()
	target := u.sees(m)
	u.s.mu.Lock()
	now := target.now
	u.s.mu.Unlock()
	var c *Component
	for _, candidate := range all(now.Components) {
		if fits(candidate) && candidate.named(name) {
			c = candidate
			break
		}
	}
	switch {
	case c == nil:
		u.s.t.Fatalf("discordtest: the message has no %q to use:\n%s", name, Draw(m))
	case c.Disabled:
		u.s.t.Fatalf("discordtest: %q is disabled:\n%s", name, Draw(m))
	}
	data := object{"custom_id": c.CustomID, "component_type": c.Type, "id": 1}
	if isSelect(c.Type) {
		data["values"] = u.s.chosen(c, values)
	}
	i := u.s.begin(u, target.channel, kindComponent, fmt.Sprintf("%q pressed by %s", name, u.Name))
	i.source = target
	return u.s.deliver(i, data)
}

// chosen are the values of options that are named by value or label.
func (s *Server) chosen(c *Component, names []string) []string {
	s.t.Helper()
	list := []string{}
	for _, name := range names {
		k := slices.IndexFunc(c.Options, func(o Option) bool { return o.Value == name || o.Label == name })
		switch {
		case c.Type != typeSelect:
			list = append(list, name)
		case k < 0:
			s.t.Fatalf("discordtest: the menu %q has no option %q", c.CustomID, name)
		default:
			list = append(list, c.Options[k].Value)
		}
	}
	return list
}

// Submit fills in the form that an interaction has opened, and sends it. Values
// come in pairs of a field, by its label or custom ID, and what is written there.
func (u *User) Submit(opened *Interaction, pairs ...string) *Interaction {
	u.s.t.Helper()
	m := opened.AwaitModal()
	given := make(map[string]string)
	for i := 0; i+1 < len(pairs); i += 2 {
		if !slices.ContainsFunc(m.fields(), func(c *Component) bool { return m.isField(c, pairs[i]) }) {
			u.s.t.Fatalf("discordtest: the form %q has no field %q", m.Title, pairs[i])
		}
		given[pairs[i]] = pairs[i+1]
	}
	i := u.s.begin(u, opened.channel, kindModal, fmt.Sprintf("the form %q of %s", m.Title, u.Name))
	i.source, i.modal = opened.source, &m
	return u.s.deliver(i, object{"custom_id": m.CustomID, "components": m.filled(given)})
}

// isField reports whether a field is meant: its label may be around it.
func (m *Modal) isField(field *Component, name string) bool {
	if field.named(name) {
		return true
	}
	return slices.ContainsFunc(m.Components, func(c Component) bool {
		return c.Label == name && c.Component != nil && c.Component.CustomID == field.CustomID
	})
}

// filled are the components of a form that was filled in, as they come back.
func (m *Modal) filled(given map[string]string) []object {
	list := []object{}
	for _, c := range m.Components {
		o := object{"type": c.Type, "id": c.ID}
		switch {
		case c.Component != nil:
			o["component"] = m.value(c.Component, given)
		case len(c.Components) > 0:
			o["components"] = []object{m.value(&c.Components[0], given)}
		}
		list = append(list, o)
	}
	return list
}

func (m *Modal) value(field *Component, given map[string]string) object {
	value, _ := field.Value.(string)
	for name, v := range given {
		if m.isField(field, name) {
			value = v
		}
	}
	o := object{"type": field.Type, "custom_id": field.CustomID, "id": field.ID}
	if field.Type == typeTextInput {
		o["value"] = value
		return o
	}
	o["values"] = []string{}
	for _, option := range field.Options {
		if option.Value == value || option.Label == value {
			o["values"] = []string{option.Value}
		}
	}
	return o
}

// Deliver sends an interaction that no client of Discord would send: its type
// and data are as given.
func (u *User) Deliver(c *Channel, kind int, data map[string]any) *Interaction {
	u.s.t.Helper()
	return u.s.deliver(u.s.begin(u, c, kind, "something odd of "+u.Name), data)
}
