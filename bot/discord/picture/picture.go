// Package picture shows messages as Discord shows them, as one page of HTML that needs
// nothing else: for tests and for the pictures of the README.
//
// It reads what was sent, and is held to it: texts are Markdown as Discord reads it,
// components are set as its clients set them. What it knows of their looks is
// page.html.
package picture

import (
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"footnote/bot/discord/discordtest"
)

// A Scene is what a person sees of a channel.
type Scene struct {
	Language string    // of the person's client: "zh" is Chinese, all else English
	Light    bool      // instead of dark
	Now      time.Time // when it is seen, in the person's time zone
	Messages []Message
}

// A Message is one of the bot's, with what it answers.
type Message struct {
	discordtest.Message
	Asker   string // who used a command, in whose line it stands; none where it is empty
	Command string // without its slash
}

// The types of components, and one style of buttons.
const (
	typeRow       = 1
	typeButton    = 2
	typeSection   = 9
	typeDisplay   = 10
	typeSeparator = 14
	typeContainer = 17
	styleLink     = 5
)

//go:embed page.html
var pageSource string

// Page is a page of the scene. Nothing of the messages is markup in it but what the
// Markdown of Discord makes of them, and it loads nothing and runs nothing.
func Page(s Scene) (string, error) {
	said := english
	if s.Language == "zh" {
		said = chinese
	}
	reader := markdown{s.Now, said}
	page, err := template.New("page").Funcs(template.FuncMap{
		"markdown": func(text string) template.HTML { return template.HTML(reader.blocks(text)) },
		"kind":     kind, "style": style, "line": line, "first": first,
	}).Parse(pageSource)
	if err != nil {
		return "", fmt.Errorf("reading the template of a page: %w", err)
	}
	var b strings.Builder
	if err := page.ExecuteTemplate(&b, "page", shown{s, said, s.Now.Format("15:04")}); err != nil {
		return "", fmt.Errorf("making a page of %d messages: %w", len(s.Messages), err)
	}
	return b.String(), nil
}

// What is shown is a scene in the words of Discord, at a time of the day.
type shown struct {
	Scene
	Words words
	Clock string
}

// kind names the part of the template that shows a component.
func kind(c discordtest.Component) string {
	switch c.Type {
	case typeRow:
		return "row"
	case typeButton:
		return "button"
	case typeSection:
		return "section"
	case typeDisplay:
		return "text"
	case typeSeparator:
		return "separator"
	case typeContainer:
		return "container"
	}
	if len(c.Options) > 0 {
		return "menu"
	}
	return "other"
}

// style is the class of a button.
func style(c discordtest.Component) string {
	switch c.Style {
	case 1:
		return "primary"
	case 3:
		return "success"
	case 4:
		return "danger"
	case styleLink:
		return "away"
	}
	return "secondary"
}

// line reports whether a separator is seen as one.
func line(c discordtest.Component) bool { return c.Divider == nil || *c.Divider }

// first is the letter in the circle of who has no picture.
func first(name string) string {
	for _, r := range name {
		return string(r)
	}
	return "?"
}
