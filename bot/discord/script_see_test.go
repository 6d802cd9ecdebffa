package discord

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/discordtest"
)

// tell writes a line down.
func (p *performance) tell(format string, args ...any) {
	if p.text.Len() > 0 {
		p.text.WriteString("\n")
	}
	fmt.Fprintf(&p.text, format+"\n", args...)
}

// show writes down what is seen, indented.
func (p *performance) show(head, drawn string) {
	p.tell("%s\n", head)
	for _, line := range strings.Split(drawn, "\n") {
		p.text.WriteString(strings.TrimRight("    "+line, " ") + "\n")
	}
}

// news are the messages of the bot that are not as they were last seen.
func (p *performance) news() []discordtest.Message {
	return slices.DeleteFunc(p.All(), func(m discordtest.Message) bool {
		before, known := p.seen[m.ID]
		return !m.Mine || known && drawnAlone(before) == drawnAlone(m)
	})
}

// drawnAlone draws a message without who sees it and the thread that began with it.
func drawnAlone(m discordtest.Message) string {
	m.Thread, m.Private = nil, false
	return discordtest.Draw(m)
}

// look writes down what has appeared, changed or gone, and returns the first two.
func (p *performance) look() []discordtest.Message {
	gone := maps.Clone(p.seen)
	for _, m := range p.All() {
		delete(gone, m.ID)
	}
	for id, m := range gone {
		first, _, _ := strings.Cut(m.Text(), "\n")
		p.tell("Gone %s: “%s …”", place(m.Place), first)
		delete(p.seen, id)
	}
	news := p.news()
	for _, m := range news {
		p.show(p.head(m), p.short(drawnAlone(m)))
		p.seen[m.ID] = m
	}
	return news
}

// head says who sees a message, and where.
func (p *performance) head(m discordtest.Message) string {
	head := "Everybody"
	switch to, direct := strings.CutPrefix(m.Place, "@"); {
	case direct:
		head = to
	case m.Private:
		head = m.Reader + " alone"
	}
	head += " sees"
	if _, known := p.seen[m.ID]; known {
		head += " now"
	}
	head += " " + place(m.Place)
	if to, ok := p.Message(m.ReplyTo); ok {
		head += ", in reply to " + to.Author
	}
	return head + p.before(m) + ":"
}

// before are the lines that a message has shown until it was whole.
func (p *performance) before(m discordtest.Message) string {
	var shown []string
	for _, v := range m.History {
		if text := strings.TrimPrefix(v.Text(), "-# "); !strings.Contains(text, "\n") {
			shown = append(shown, "“"+text+"”")
		}
	}
	if _, known := p.seen[m.ID]; known || len(shown) == 0 {
		return ""
	}
	return ", after " + strings.Join(shown, ", ")
}

var menuLine = regexp.MustCompile(`\( (.*) ▾ .* \)\(`)

// short leaves out the choices of menus that were drawn before.
func (p *performance) short(drawn string) string {
	return menuLine.ReplaceAllStringFunc(drawn, func(menu string) string {
		if p.menus[menu] {
			return menuLine.ReplaceAllString(menu, "( $1 ▾ as above )(")
		}
		p.menus[menu] = true
		return menu
	})
}

// at says where something is written, unless it is the channel.
func (p *performance) at(c *discordtest.Channel) string {
	if c == p.policy {
		return ""
	}
	return ", " + place(c.Name())
}

// place says where something stands. The names of channels are words, those of threads
// are not.
func place(name string) string {
	switch {
	case strings.HasPrefix(name, "@"):
		return "in a direct message"
	case strings.ContainsFunc(name, func(r rune) bool { return r < 'a' || r > 'z' }):
		return "in the thread “" + name + "”"
	}
	return "in #" + name
}

// typed is a command as somebody's Discord shows it, with pairs of options and values.
func typed(u *discordtest.User, command string, pairs []any) string {
	called := func(name string, names map[discordgo.Locale]string) string {
		return cmp.Or(names[discordgo.Locale(u.Locale)], name)
	}
	name, sub, _ := strings.Cut(command, " ")
	all := commands()
	c := all[slices.IndexFunc(all, func(c *discordgo.ApplicationCommand) bool { return c.Name == command || c.Name == name })]
	text, options := called(c.Name, *c.NameLocalizations), c.Options
	if c.Type == discordgo.MessageApplicationCommand {
		return text
	}
	option := func(name any) *discordgo.ApplicationCommandOption {
		return options[slices.IndexFunc(options, func(o *discordgo.ApplicationCommandOption) bool { return o.Name == name })]
	}
	if sub != "" {
		o := option(sub)
		text, options = text+" "+called(o.Name, o.NameLocalizations), o.Options
	}
	for i := 0; i < len(pairs); i += 2 {
		value := pairs[i+1]
		if f, ok := value.(discordtest.File); ok {
			value = f.Name
		}
		text += fmt.Sprintf(" %s:%v", called(pairs[i].(string), option(pairs[i]).NameLocalizations), value)
	}
	return "/" + text
}

// firstChoice is the first choice of a menu below a message.
func firstChoice(m discordtest.Message) string {
	for _, c := range m.Components {
		if len(c.Components) > 0 && len(c.Components[0].Options) > 0 {
			return c.Components[0].Options[0].Label
		}
	}
	return ""
}

// written is the scene as it was played, without what differs from run to run.
func (p *performance) written() string {
	names := []string{p.AppID(), "Footnote", p.guild.ID, p.guild.Name, p.policy.ID, "policy"}
	for _, u := range []*discordtest.User{p.ann, p.mo, p.li, p.owner} {
		names = append(names, u.ID, u.Name)
	}
	return masked(strings.NewReplacer(names...).Replace(p.text.String()))
}
