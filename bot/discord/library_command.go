package discord

import (
	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
)

// The names of the library's commands, and of those of their options that /ask has
// not.
const (
	sourcesName  = "sources"
	searchName   = "search"
	changesName  = "changes"
	glossaryName = "glossary"
	statusName   = "status"
	helpName     = "help"
	privacyName  = "privacy"
	forgetName   = "forget-me"

	glossaryList = "list" // a sub-command

	optionKind     = "kind"
	optionLanguage = "language"
	optionYear     = "year"
	optionWords    = "words"
	optionQuery    = "query"
	optionSince    = "since"
	optionShare    = "share"
)

// libraryCommands are the commands that look things up.
var libraryCommands = []*discordgo.ApplicationCommand{
	command(sourcesName, "Browse the documents of the library, or show the card of one",
		"文件库", "浏览资料库的文件，或查看一份文件的卡片", "文件庫", "瀏覽資料庫的文件，或查看一份文件的卡片",
		text(optionWords, "Words of the title, the number or the issuer", "词语", "题名、文号或发布机构中的词", "詞語", "題名、文號或發布機構中的詞"),
		proposed(issuerOption()), kindOption(),
		proposed(text(optionLanguage, "The language of the document", "语言", "文件的语言", "語言", "文件的語言")),
		proposed(text(optionYear, "The year of publication", "年份", "发布年份", "年份", "發布年份")),
		proposed(text(optionDocument, "The card of this document", "文件", "查看这份文件的卡片", "文件", "查看這份文件的卡片")),
		share()),
	command(searchName, "Find passages of the documents, without an answer",
		"检索", "检索文件中的段落，不作回答", "檢索", "檢索文件中的段落，不作回答",
		required(text(optionQuery, "What to look for", "内容", "要找的内容", "內容", "要找的內容")),
		proposed(text(optionDocument, "Only this document", "文件", "只查这份文件", "文件", "只查這份文件")),
		proposed(issuerOption()), share()),
	command(changesName, "What has changed in the library, or in one document",
		"变化", "资料库或某份文件最近有何变化", "變化", "資料庫或某份文件最近有何變化",
		text(optionSince, "The first day, such as 2024-03-05; the last 30 days, if empty", "起始日期", "从这一天起，如 2024-03-05；不填则为最近30天", "起始日期", "從這一天起，如 2024-03-05；不填則為最近30天"),
		proposed(text(optionDocument, "Only this document, since it came", "文件", "只看这份文件（自收入之日起）", "文件", "只看這份文件（自收入之日起）")),
		share()),
	glossaryCommand,
	command(statusName, "The state of the library and of the bot",
		"状态", "资料库与机器人的状态", "狀態", "資料庫與機器人的狀態"),
	command(helpName, "What the bot can do, with examples",
		"帮助", "机器人能做什么，附示例", "說明", "機器人能做什麼，附範例"),
	command(privacyName, "What is kept of your questions, and who receives them",
		"隐私", "问题留存多久，谁会收到", "隱私", "問題留存多久，誰會收到"),
	command(forgetName, "Erase what is kept of you",
		"忘记我", "抹去这里与您有关的内容", "忘記我", "抹去這裡與您有關的內容"),
}

// glossaryCommand is made of sub-commands: owners have more.
var glossaryCommand = command(glossaryName, "The terms of the library in English and Chinese",
	"术语表", "资料库的中英文术语", "術語表", "資料庫的中英文術語",
	append([]*discordgo.ApplicationCommandOption{subcommand(glossaryList, "List the terms, or find some", "列表", "列出术语，或查找其中一些", "列表", "列出術語，或查找其中一些",
		text(optionWords, "A part of a term, in English or Chinese", "词语", "术语的一部分，中英文均可", "詞語", "術語的一部分，中英文均可"), share())}, glossaryEditing()...)...)

// command makes a chat command that can be used in servers and direct messages.
func command(name, description, nameCN, descriptionCN, nameTW, descriptionTW string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
	names, descriptions := localised(nameCN, descriptionCN, nameTW, descriptionTW)
	return &discordgo.ApplicationCommand{
		Type: discordgo.ChatApplicationCommand, Name: name, Description: description,
		NameLocalizations: &names, DescriptionLocalizations: &descriptions,
		Contexts: &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
		Options:  options,
	}
}

// subcommand makes a sub-command of a chat command.
func subcommand(name, description, nameCN, descriptionCN, nameTW, descriptionTW string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o := text(name, description, nameCN, descriptionCN, nameTW, descriptionTW)
	o.Type, o.MaxLength, o.Options = discordgo.ApplicationCommandOptionSubCommand, 0, options
	return o
}

func required(o *discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o.Required, o.MaxLength = true, bot.MaxQuestion
	return o
}

// proposed makes an option one whose values are proposed.
func proposed(o *discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o.Autocomplete = true
	return o
}

func issuerOption() *discordgo.ApplicationCommandOption {
	return text(optionIssuer, "Only documents of this issuer", "机构", "只看该机构发布的文件", "機構", "只看該機構發布的文件")
}

func kindOption() *discordgo.ApplicationCommandOption {
	o := text(optionKind, "Only documents of this kind", "类别", "只看这一类文件", "類別", "只看這一類文件")
	return choosing(o, corpus.Kinds, english.kinds, chinese.kinds)
}

// share lets people show others what they look up.
func share() *discordgo.ApplicationCommandOption {
	return yesOrNo(text(optionShare, "Show it to everybody here", "公开", "让这里的所有人都能看到", "公開", "讓這裡的所有人都能看到"))
}
