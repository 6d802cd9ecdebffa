package discord

import (
	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// The names of the command and its options, as they come with an interaction.
const (
	askName        = "ask"
	optionQuestion = "question"
	optionDocument = "document"
	optionIssuer   = "issuer"
	optionAsOf     = "as-of"
	optionForm     = "form"
	optionPrivate  = "private"
)

// askCommands are the commands that ask.
var askCommands = []*discordgo.ApplicationCommand{
	command(askName, "Ask about the policy documents; every answer is proved by quotations",
		"提问", "就政策文件提问，回答附逐字核对的引文", "提問", "就政策文件提問，回答附逐字核對的引文",
		required(text(optionQuestion, "What you want to know", "问题", "想了解的内容", "問題", "想了解的內容")),
		proposed(text(optionDocument, "Only this document: write a part of its title, number or issuer, and choose",
			"文件", "只查这份文件：输入标题、文号或机构的一部分再选择", "文件", "只查這份文件：輸入標題、文號或機構的一部分再選擇")),
		proposed(text(optionIssuer, "Only documents of this issuer: write a part of its name, and choose",
			"机构", "只查该机构发布的文件：输入名称的一部分再选择", "機構", "只查該機構發布的文件：輸入名稱的一部分再選擇")),
		text(optionAsOf, "What applied on this day, such as 2024-03-05",
			"日期", "以这一天为准，如 2024-03-05", "日期", "以這一天為準，如 2024-03-05"),
		choosing(text(optionForm, "The form of the answer; as the question asks for it, if empty",
			"形式", "回答的形式；不选则由问题决定", "形式", "回答的形式；不選則由問題決定"),
			[]bot.Form{bot.FormCompare, bot.FormTimeline, bot.FormChanges, bot.FormDefine, bot.FormFactcheck, bot.FormSummary}, english.forms, chinese.forms),
		yesOrNo(text(optionPrivate, "Show the answer only to you", "仅自己可见", "回答只有您能看到", "僅自己可見", "回答只有您能看到"))),
	menuCommand(aboutName, "就此提问", "就此提問"), menuCommand(factcheckName, "核查此内容", "查核此內容"),
}

// choosing makes an option one of which people choose the value, by its name.
func choosing[T ~string](o *discordgo.ApplicationCommandOption, values []T, english, chinese map[T]string) *discordgo.ApplicationCommandOption {
	o.MaxLength = 0
	for _, v := range values {
		o.Choices = append(o.Choices, &discordgo.ApplicationCommandOptionChoice{
			Name: english[v], Value: string(v),
			NameLocalizations: map[discordgo.Locale]string{discordgo.ChineseCN: chinese[v], discordgo.ChineseTW: chinese[v]},
		})
	}
	return o
}

// yesOrNo makes an option one that is set or not.
func yesOrNo(o *discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o.Type, o.MaxLength = discordgo.ApplicationCommandOptionBoolean, 0
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
