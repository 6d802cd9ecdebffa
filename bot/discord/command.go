package discord

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
)

// The names of the command and its options, as they come with an interaction.
const (
	askName        = "ask"
	optionQuestion = "question"
	optionDocument = "document"
	optionIssuer   = "issuer"
	optionAsOf     = "as-of"
	optionPrivate  = "private"
)

// commands are what Discord offers its users.
func commands() []*discordgo.ApplicationCommand {
	required := text(optionQuestion, "What you want to know",
		"问题", "想了解的内容", "問題", "想了解的內容")
	required.Required = true
	required.MaxLength = bot.MaxQuestion
	names, descriptions := localised("提问", "就政策文件提问，回答附逐字核对的引文", "提問", "就政策文件提問，回答附逐字核對的引文")
	return []*discordgo.ApplicationCommand{{
		Type:                     discordgo.ChatApplicationCommand,
		Name:                     askName,
		Description:              "Ask about the policy documents; every answer is proved by quotations",
		NameLocalizations:        &names,
		DescriptionLocalizations: &descriptions,
		Contexts:                 &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
		Options: []*discordgo.ApplicationCommandOption{
			required,
			text(optionDocument, "Only this document, by its identifier",
				"文件", "只查这份文件（文件标识）", "文件", "只查這份文件（文件識別碼）"),
			text(optionIssuer, "Only documents of this issuer",
				"机构", "只查该机构发布的文件", "機構", "只查該機構發布的文件"),
			text(optionAsOf, "What applied on this day, such as 2024-03-05",
				"日期", "以这一天为准，如 2024-03-05", "日期", "以這一天為準，如 2024-03-05"),
			private(),
		},
	}}
}

func private() *discordgo.ApplicationCommandOption {
	o := text(optionPrivate, "Show the answer only to you", "仅自己可见", "回答只有你能看到", "僅自己可見", "回答只有你能看到")
	o.Type = discordgo.ApplicationCommandOptionBoolean
	o.MaxLength = 0
	return o
}

// maxOption is the longest name of a document or an issuer.
const maxOption = 200

func text(name, description, nameCN, descriptionCN, nameTW, descriptionTW string) *discordgo.ApplicationCommandOption {
	names, descriptions := localised(nameCN, descriptionCN, nameTW, descriptionTW)
	return &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionString, Name: name, Description: description,
		NameLocalizations: names, DescriptionLocalizations: descriptions, MaxLength: maxOption,
	}
}

func localised(nameCN, descriptionCN, nameTW, descriptionTW string) (names, descriptions map[discordgo.Locale]string) {
	return map[discordgo.Locale]string{discordgo.ChineseCN: nameCN, discordgo.ChineseTW: nameTW},
		map[discordgo.Locale]string{discordgo.ChineseCN: descriptionCN, discordgo.ChineseTW: descriptionTW}
}

// errNotAsked is returned for an interaction that is not a question.
var errNotAsked = errors.New("not a question")

// A dateError is returned for a date that cannot be read.
type dateError struct{ given string }

func (e dateError) Error() string { return fmt.Sprintf("%q is not a date", e.given) }

// read makes a question of an interaction. What comes with one is checked here
// although Discord has checked it: the data of an interaction that discordgo
// could not read is nil.
func read(i *discordgo.Interaction) (q bot.Question, private bool, err error) {
	data, ok := i.Data.(discordgo.ApplicationCommandInteractionData)
	if !ok || i.Type != discordgo.InteractionApplicationCommand || data.Name != askName {
		return q, false, errNotAsked
	}
	for _, option := range data.Options {
		if option == nil {
			continue
		}
		value, _ := option.Value.(string)
		value = strings.TrimSpace(value)
		switch option.Name {
		case optionQuestion:
			q.Text = value
		case optionDocument:
			q.Document = value
		case optionIssuer:
			q.Issuer = value
		case optionAsOf:
			if q.AsOf, err = corpus.ParseDate(value); err != nil {
				return q, false, dateError{value}
			}
		case optionPrivate:
			private, _ = option.Value.(bool)
		}
	}
	q.Private = private || i.GuildID == "" // a direct message is between two
	q.Asker = userOf(i)
	return q, private, nil
}

// userOf returns the ID of who asked: a member where it was in a server.
func userOf(i *discordgo.Interaction) string {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}
