package discordtest

import (
	"cmp"
	"fmt"
	"strings"
)

// Draw writes a message down for golden files, line by line: texts as they are,
// what is inside of a container behind a bar, and
//
//	(private)  (thinking)               the state of the message
//	---                                 a separator
//	[ Sources ](secondary, sources)     a button: its style, and what its custom ID begins with
//	[ Official page ](link https://…)   a button that is a link
//	( Export ▾ APA | BibTeX )(export)   a menu
//	{ file.md, 12 bytes }               a file
//
// What differs from run to run, such as IDs and times, is left out.
func Draw(m Message) string {
	var d drawing
	var marks []string
	if m.Private {
		marks = append(marks, "(private)")
	}
	if m.Loading() {
		marks = append(marks, "(thinking)")
	}
	d.line(strings.Join(marks, " "))
	d.text(m.Content)
	for _, e := range m.Embeds {
		d.embed(e)
	}
	d.components(m.Components)
	for _, f := range m.Files {
		d.line(fmt.Sprintf("{ %s, %d bytes }", f.Name, len(f.Data)))
	}
	if m.Thread != nil {
		d.line("(thread: " + m.Thread.Name() + ")")
	}
	return strings.TrimSuffix(d.String(), "\n")
}

// DrawModal writes a form down.
func DrawModal(m Modal) string {
	var d drawing
	d.line("== " + m.Title + " ==")
	d.components(m.Components)
	return strings.TrimSuffix(d.String(), "\n")
}

// DrawChannel writes down what a person sees in a channel, threads under the
// messages they began with.
func DrawChannel(u *User, c *Channel) string {
	var b strings.Builder
	for _, m := range u.Messages(c) {
		fmt.Fprintf(&b, "%s:%s\n", m.Author, replyMark(u.s, m))
		fmt.Fprintf(&b, "    %s\n", indent(Draw(m)))
		if m.Thread != nil {
			for _, line := range strings.Split(DrawChannel(u, m.Thread), "\n") {
				fmt.Fprintf(&b, "    > %s\n", line)
			}
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func replyMark(s *Server, m Message) string {
	to, ok := s.Message(m.ReplyTo)
	if !ok {
		return ""
	}
	first, _, _ := strings.Cut(to.Text(), "\n")
	return fmt.Sprintf(" (to %s: %.40s)", to.Author, first)
}

// A drawing is a text whose lines begin with bars.
type drawing struct {
	strings.Builder
	bar string
}

func (d *drawing) line(text string) {
	if text != "" {
		d.WriteString(strings.TrimRight(d.bar+text, " ") + "\n")
	}
}

func (d *drawing) text(text string) {
	if text == "" {
		return
	}
	for _, line := range strings.Split(text, "\n") {
		d.WriteString(strings.TrimRight(d.bar+line, " ") + "\n")
	}
}

func (d *drawing) embed(e Embed) {
	outer := d.bar
	d.bar += "| "
	d.text(e.Author.Name)
	d.text(e.Title)
	d.text(e.Description)
	for _, f := range e.Fields {
		d.text(f.Name + ": " + f.Value)
	}
	d.text(e.Footer.Text)
	d.bar = outer
}

func (d *drawing) components(list []Component) {
	for i := range list {
		d.component(&list[i])
	}
}

func (d *drawing) component(c *Component) {
	switch c.Type {
	case typeRow:
		d.row(c)
	case typeSection:
		d.components(c.Components)
		if c.Accessory != nil {
			d.line("    " + inline(c.Accessory))
		}
	case typeDisplay:
		d.text(c.Content)
	case typeSeparator:
		if c.Divider == nil || *c.Divider {
			d.line("---")
		}
	case typeContainer:
		outer := d.bar
		d.bar += "| "
		d.components(c.Components)
		d.bar = outer
	case typeLabel:
		d.line(c.Label + optional(c.Component))
		d.line(c.Description)
		if c.Component != nil {
			d.line(inline(c.Component))
		}
	default:
		d.line(inline(c))
	}
}

func (d *drawing) row(c *Component) {
	var parts []string
	for i := range c.Components {
		parts = append(parts, inline(&c.Components[i]))
	}
	d.line(strings.Join(parts, " "))
}

var styles = map[int]string{1: "primary", 2: "secondary", 3: "success", 4: "danger", styleLink: "link", stylePremium: "premium"}

// inline is a component that takes no line of its own.
func inline(c *Component) string {
	switch {
	case c.Type == typeButton && c.Style == styleLink:
		return fmt.Sprintf("[ %s ](link %s)", c.title(), c.URL)
	case c.Type == typeButton:
		return fmt.Sprintf("[ %s ](%s, %s%s)", c.title(), styles[c.Style], idKind(c.CustomID), disabled(c))
	case isSelect(c.Type):
		return fmt.Sprintf("( %s ▾ %s )(%s%s)", c.Placeholder, choices(c.Options), idKind(c.CustomID), disabled(c))
	case c.Type == typeTextInput:
		value, _ := c.Value.(string)
		return strings.TrimSpace(fmt.Sprintf("%s [____ %s ](%s)", c.Label, cmp.Or(value, c.Placeholder), idKind(c.CustomID)))
	case c.Type == typeThumbnail && c.Media != nil:
		return "{ picture " + c.Media.URL + " }"
	case c.Type == typeFile && c.File != nil:
		return "{ file " + c.File.URL + " }"
	case c.Type == typeGallery:
		return fmt.Sprintf("{ %d pictures }", len(c.Items))
	}
	return fmt.Sprintf("{ type %d %s %s}", c.Type, c.title(), choices(c.Options))
}

func choices(list []Option) string {
	var parts []string
	for _, o := range list {
		label := o.Label
		if o.Default {
			label = "*" + label
		}
		if o.Description != "" {
			label += " (" + o.Description + ")"
		}
		parts = append(parts, label)
	}
	return strings.Join(parts, " | ")
}

// idKind is what a custom ID begins with, up to a sign: the rest is data.
func idKind(id string) string {
	if i := strings.IndexAny(id, ":/|.;,=# "); i >= 0 {
		return id[:i]
	}
	return id
}

func disabled(c *Component) string {
	if c.Disabled {
		return ", disabled"
	}
	return ""
}

func optional(c *Component) string {
	if c != nil && c.Required != nil && !*c.Required {
		return " (optional)"
	}
	return ""
}
