package discordtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Command is one that a bot has registered.
type Command struct {
	ID                       string            `json:"id,omitempty"`
	Type                     int               `json:"type"` // 1 is a chat command, 2 one of a user's menu, 3 one of a message's
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations"`
	Options                  []CommandOption   `json:"options"`
	Permissions              json.RawMessage   `json:"default_member_permissions"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types"`
}

// A CommandOption is an option of a command, or one of its sub-commands.
type CommandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations"`
	Required                 bool              `json:"required"`
	Autocomplete             bool              `json:"autocomplete"`
	Choices                  []Choice          `json:"choices"`
	Options                  []CommandOption   `json:"options"`
	MinLength                *int              `json:"min_length"`
	MaxLength                *int              `json:"max_length"`
	ChannelTypes             []int             `json:"channel_types"`
}

// A Choice is one that is offered for an option.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}

// The types of commands and of options.
const (
	commandChat    = 1
	commandUser    = 2
	commandMessage = 3

	optionSub     = 1
	optionGroup   = 2
	optionString  = 3
	optionInteger = 4
	optionBoolean = 5
	optionNumber  = 10
	optionFile    = 11
)

// commandName is the shape of names of chat commands and options.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales are those of Discord's clients (reference#locales).
var locales = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg
	ru uk hi th zh-CN ja zh-TW ko`)

func checkOneCommand(_ *Server, c *Request) []string {
	var command Command
	if err := json.Unmarshal(c.Body, &command); err != nil {
		return []string{err.Error()}
	}
	return checkCommands([]Command{command})
}

func checkCommandList(_ *Server, c *Request) []string {
	var list []Command
	if err := json.Unmarshal(c.Body, &list); err != nil {
		return []string{err.Error()}
	}
	return checkCommands(list)
}

// checkCommands says what is wrong with the commands of one place, beside what
// Discord's description says of each.
func checkCommands(list []Command) []string {
	var wrong []string
	count, seen := make(map[int]int), make(map[string]bool)
	for _, c := range list {
		c.Type = max(c.Type, commandChat)
		count[c.Type]++
		key := fmt.Sprint(c.Type, c.Name)
		if seen[key] {
			wrong = append(wrong, fmt.Sprintf("/%s: two commands have this name", c.Name))
		}
		seen[key] = true
		for _, what := range checkCommand(c) {
			wrong = append(wrong, "/"+c.Name+": "+what)
		}
	}
	for kind, most := range map[int]int{commandChat: 100, commandUser: 15, commandMessage: 15} {
		if count[kind] > most {
			wrong = append(wrong, fmt.Sprintf("%d commands of type %d, the most is %d", count[kind], kind, most))
		}
	}
	return wrong
}

func checkCommand(c Command) []string {
	var wrong []string
	if c.Type == commandChat {
		wrong = checkName(c.Name, c.NameLocalizations)
		if c.Description == "" {
			wrong = append(wrong, "a chat command needs a description")
		}
	} else {
		if c.Description != "" || len(c.DescriptionLocalizations) > 0 {
			wrong = append(wrong, "a command of a menu has no description")
		}
		if len(c.Options) > 0 {
			wrong = append(wrong, "a command of a menu has no options")
		}
		wrong = append(wrong, checkMenuName(c.Name, c.NameLocalizations)...)
	}
	if slices.Contains(c.Contexts, 2) && !slices.Contains(c.IntegrationTypes, 1) {
		wrong = append(wrong, "the context 2, private channels, is for commands that a person installs (integration type 1)")
	}
	wrong = append(wrong, checkLocales(c.DescriptionLocalizations, 100)...)
	wrong = append(wrong, checkOptions(c.Options, 0)...)
	if n := commandLength(c); n > 8000 {
		wrong = append(wrong, fmt.Sprintf("%s characters in all, the most is 8,000", thousands(n)))
	}
	return wrong
}

func checkName(name string, localised map[string]string) []string {
	var wrong []string
	for _, n := range append(values(localised), name) {
		if !commandName.MatchString(n) || strings.ToLower(n) != n {
			wrong = append(wrong, fmt.Sprintf("the name %q is not 1 to 32 lower-case letters, digits, - and _", n))
		}
	}
	return append(wrong, checkLocales(localised, 32)...)
}

func checkMenuName(name string, localised map[string]string) []string {
	var wrong []string
	for _, n := range append(values(localised), name) {
		if l := length(n); l < 1 || l > 32 || strings.TrimSpace(n) != n {
			wrong = append(wrong, fmt.Sprintf("the name %q of a menu's command is not 1 to 32 characters", n))
		}
	}
	return append(wrong, checkLocales(localised, 32)...)
}

func checkLocales(localised map[string]string, most int) []string {
	var wrong []string
	for locale, text := range localised {
		if !slices.Contains(locales, locale) {
			wrong = append(wrong, fmt.Sprintf("Discord has no locale %q", locale))
		}
		if n := length(text); n < 1 || n > most {
			wrong = append(wrong, fmt.Sprintf("the text for %s has %d characters, it may have 1 to %d", locale, n, most))
		}
	}
	return wrong
}

// checkOptions checks the options of a command or sub-command at a depth.
func checkOptions(list []CommandOption, depth int) []string {
	var wrong []string
	if len(list) > 25 {
		wrong = append(wrong, fmt.Sprintf("%d options, the most is 25", len(list)))
	}
	names, optional, subs := make(map[string]bool), "", 0
	for _, o := range list {
		if names[o.Name] {
			wrong = append(wrong, fmt.Sprintf("two options have the name %q", o.Name))
		}
		names[o.Name] = true
		switch {
		case o.Type <= optionGroup:
			subs++
		case !o.Required:
			optional = o.Name
		case optional != "":
			wrong = append(wrong, fmt.Sprintf("the option %q is required and comes after %q, which is not", o.Name, optional))
		}
		for _, what := range checkOption(o, depth) {
			wrong = append(wrong, "option "+o.Name+": "+what)
		}
	}
	if subs > 0 && subs < len(list) {
		wrong = append(wrong, "sub-commands and options do not go together")
	}
	return wrong
}

func checkOption(o CommandOption, depth int) []string {
	wrong := checkName(o.Name, o.NameLocalizations)
	wrong = append(wrong, checkLocales(o.DescriptionLocalizations, 100)...)
	if o.Description == "" {
		wrong = append(wrong, "it needs a description")
	}
	if o.Autocomplete && len(o.Choices) > 0 {
		wrong = append(wrong, "autocomplete and choices do not go together")
	}
	if o.Type == optionGroup && depth > 0 || o.Type == optionSub && depth > 1 {
		wrong = append(wrong, "it stands too deep")
	}
	if o.MinLength != nil && o.MaxLength != nil && *o.MinLength > *o.MaxLength {
		wrong = append(wrong, "its least length is over its greatest")
	}
	wrong = append(wrong, checkChoiceList(o.Choices)...)
	if o.Type <= optionGroup {
		wrong = append(wrong, checkOptions(o.Options, depth+1)...)
	} else if len(o.Options) > 0 {
		wrong = append(wrong, "it is no sub-command and has options")
	}
	return wrong
}

// checkChoices checks the response to an autocomplete.
func checkChoices(data []byte) []string {
	var body struct{ Choices *[]Choice }
	if err := json.Unmarshal(data, &body); err != nil {
		return []string{err.Error()}
	}
	if body.Choices == nil {
		return []string{"choices: there are none, not even an empty list"}
	}
	return checkChoiceList(*body.Choices)
}

func checkChoiceList(list []Choice) []string {
	var wrong []string
	if len(list) > 25 {
		wrong = append(wrong, fmt.Sprintf("choices: %d, the most is 25", len(list)))
	}
	names := make(map[string]bool)
	for _, c := range list {
		value, _ := c.Value.(string)
		if n := length(c.Name); n < 1 || n > 100 {
			wrong = append(wrong, fmt.Sprintf("choices: the name %.40q has %d characters, it may have 1 to 100", c.Name, n))
		}
		if n := length(value); n > 100 {
			wrong = append(wrong, fmt.Sprintf("choices: the value of %q has %d characters, the most is 100", c.Name, n))
		}
		if names[c.Name] {
			wrong = append(wrong, fmt.Sprintf("choices: two have the name %q", c.Name))
		}
		names[c.Name] = true
	}
	return wrong
}

// commandLength is what Discord counts of a command: the longest localisation of
// each name and description, and the values of choices.
func commandLength(c Command) int {
	return longest(c.Name, c.NameLocalizations) + longest(c.Description, c.DescriptionLocalizations) + optionsLength(c.Options)
}

func optionsLength(list []CommandOption) int {
	n := 0
	for _, o := range list {
		n += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations) + optionsLength(o.Options)
		for _, c := range o.Choices {
			value, _ := c.Value.(string)
			n += longest(c.Name, c.NameLocalizations) + length(value)
		}
	}
	return n
}

func longest(text string, localised map[string]string) int {
	n := length(text)
	for _, other := range localised {
		n = max(n, length(other))
	}
	return n
}

func values(m map[string]string) []string {
	var list []string
	for _, v := range m {
		list = append(list, v)
	}
	return list
}
