package discord

import "github.com/bwmarrin/discordgo"

// The names of the owners' commands, their sub-commands and options.
const (
	refreshName  = "refresh"
	documentName = "document"

	documentAdd     = "add"
	documentRemove  = "remove"
	documentSuggest = "suggest"

	optionFile = "file"
	optionURL  = "url"
)

// ownerCommands are the commands that change the library.
var ownerCommands = []*discordgo.ApplicationCommand{
	command(refreshName, "Owners: ask the sources and read what is new",
		"更新", "所有者：访问各来源，读取新内容", "更新", "擁有者：存取各來源，讀取新內容"),
	command(documentName, "Add, remove or suggest a document",
		"文件", "添加、移除或推荐文件", "文件", "新增、移除或推薦文件",
		subcommand(documentAdd, "Owners: add a document to the library, from a file or an address",
			"添加", "所有者：把文件（附件或网址）加入资料库", "新增", "擁有者：把文件（附件或網址）加入資料庫",
			attached(false), text(optionURL, "The address of one document on the web", "网址", "网上一份文件的地址", "網址", "網上一份文件的位址")),
		subcommand(documentRemove, "Owners: take a document out of the library",
			"移除", "所有者：把文件移出资料库", "移除", "擁有者：把文件移出資料庫", documentToRemove()),
		subcommand(documentSuggest, "Suggest a document to those who own the library; your name is not told",
			"推荐", "向资料库所有者推荐文件；不会告知您的名字", "推薦", "向資料庫擁有者推薦文件；不會告知您的名字", attached(true))),
}

func attached(needed bool) *discordgo.ApplicationCommandOption {
	o := text(optionFile, "A document: PDF, Word (.docx), HTML, Markdown, text or a table (.csv)",
		"附件", "文件：PDF、Word（.docx）、HTML、Markdown、文本或表格（.csv）", "附件", "文件：PDF、Word（.docx）、HTML、Markdown、文字或表格（.csv）")
	o.Type, o.MaxLength, o.Required = discordgo.ApplicationCommandOptionAttachment, 0, needed
	return o
}

func documentToRemove() *discordgo.ApplicationCommandOption {
	o := text(optionDocument, "The document", "文件", "要移出的文件", "文件", "要移出的文件")
	o.Required, o.Autocomplete = true, true
	return o
}
