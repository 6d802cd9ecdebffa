package discord

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/corpus"
	"footnote/corpus/reference"
)

// A belowPhrasing holds the texts of what stands under an answer, and of what it
// shows, in one language.
type belowPhrasing struct {
	sources, more          string
	formats                map[reference.Format]string // at most 100 characters, plain
	citeHint, markdownHint string
	receipt, receiptHint   string
	delete, deleteHint     string
	deleteSure             string
	deleteYes, deleteNo    string
	isCorrected            string // above them, with another button:
	deleteBoth             string
	deletedBoth            string
	deleting, deleted      string
	notDeleted, forbidden  string
	archived, locked       string                      // where it cannot be deleted
	exported               map[reference.Format]string // below the references
	nothingToCite          string
	wordsNotKept           string                                                   // in an exported answer
	corrected              func(owner bool, day, text, quote, source string) string // in an exported answer
	cardPhrases
	opinionPhrases
	receiptPhrases
}

// cardPhrases are the texts of cards.
type cardPhrases struct {
	fates          map[bot.Fate]string
	then           string // above words of an earlier version
	unkept         func(document string, start, end int) string
	noSources      string
	of             func(n, all int) string
	citedFor       func(sentence string) string
	language       func(tag string) string
	effective      func(from, to string) string
	retrieved      func(corpus.Date) string
	previous, next string
	official       string
	flag           string
}

// opinionPhrases are those about what people think of answers.
type opinionPhrases struct {
	thanks       map[bot.FeedbackKind]string
	unsupported  func(n int) string
	again        map[bot.FeedbackKind]string // of what was kept before
	changed      map[bot.FeedbackKind]string // to what is kept now
	toModerators string                      // behind the thanks
	why          string
	whyLabel     string
	whyHint      string
}

// receiptPhrases are those of a receipt in short.
type receiptPhrases struct {
	title     func(id string) string
	asked     func(question string) string
	notKept   string
	statuses  map[bot.Status]string
	sentences func(n, repaired, withheld int) string
	quoted    func(n int) string
	withheld  func(checks []string) string
	snapshot  func(name string) string
	tokens    func(sent, written int) string
	whole     func(id string) string
}

// belowPhrasesOf returns the texts of a language: Chinese or else English.
func belowPhrasesOf(language string) belowPhrasing {
	return inLanguage(language, belowEnglish, belowChinese)
}

var belowEnglish = belowPhrasing{
	sources: "Sources", more: "More …",
	formats: map[reference.Format]string{
		reference.APA: "Cite: APA (7th edition)", reference.GBT: "Cite: GB/T 7714—2015", reference.BibTeX: "Cite: BibTeX",
		reference.Markdown: "Export: Markdown",
	},
	citeHint: "References to the documents", markdownHint: "The answer with its quotations",
	receipt: "Receipt", receiptHint: "What is kept of this answer",
	delete: "Delete this answer", deleteHint: "For who asked and for moderators",
	cardPhrases: cardPhrases{
		fates: map[bot.Fate]string{
			bot.FateStands:  "**This document has changed since the answer.** The quotation still stands in it, word for word.",
			bot.FateChanged: "**This document has changed since the answer, and does not say this any more.**",
			bot.FateGone:    "**This document is not in the library any more.**",
		},
		then: "This is what it said:",
		unkept: func(document string, start, end int) string {
			return fmt.Sprintf("The words cannot be shown: that version is not kept, or may not be quoted any more. They were bytes %d to %d of the document %s.", start, end, document)
		},
		noSources: "This answer quotes nothing.",
		of:        func(n, all int) string { return fmt.Sprintf("%d of %d", n, all) },
		citedFor:  func(sentence string) string { return "Cited for: " + sentence },
		language: func(tag string) string {
			switch corpus.PrimaryLanguage(tag) {
			case "zh":
				return "original in Chinese"
			case "en":
				return "original in English"
			case "":
				return ""
			}
			return "original language: " + tag
		},
		effective: func(from, to string) string {
			return joined("effective ", " ", marked("from ", from, ""), marked("until ", to, ""))
		},
		retrieved: func(d corpus.Date) string { return "retrieved " + d.String() },
		previous:  "Previous", next: "Next", official: "Official page", flag: "⚑ Does not support",
	},
	opinionPhrases: opinionPhrases{
		thanks: map[bot.FeedbackKind]string{
			bot.FeedbackGood: "Thank you. Your 👍 is kept with the receipt of this answer, without your name.",
			bot.FeedbackBad:  "Thank you. Your 👎 is kept with the receipt of this answer, without your name, for those who look after this bot.",
		},
		unsupported: func(n int) string {
			return fmt.Sprintf("Thank you. It is kept, without your name, that quotation [%d] does not support its sentence; those who look after this bot can check it. The answer stays as it is until then.", n)
		},
		again: map[bot.FeedbackKind]string{
			bot.FeedbackGood: "Your 👍 was kept already.", bot.FeedbackBad: "Your 👎 was kept already; what you write now takes the place of what you wrote before.",
			bot.FeedbackUnsupported: "This was kept already.",
		},
		changed: map[bot.FeedbackKind]string{
			bot.FeedbackGood: "Changed: your 👎 is now a 👍.", bot.FeedbackBad: "Changed: your 👍 is now a 👎.",
		},
		toModerators: " The moderators see it, without your name.",
		why:          "What is wrong with this answer?", whyLabel: "What is wrong? (may stay empty)", whyHint: "Missing, wrong, out of date, hard to read …",
	},
	corrected: func(owner bool, day, text, quote, source string) string {
		return "**Corrected by " + ofTwo(owner, "an owner of this bot", "a moderator") + " on " + day + ":** " + text + marked(" “", quote, "”") + marked(" (", source, ")")
	},
	exported: map[reference.Format]string{
		reference.APA:    "References to the documents. APA sets the titles in italics, except those of laws and rules.",
		reference.GBT:    "References to the documents, numbered in the order of the answer.",
		reference.BibTeX: "References to the documents.",
	},
	nothingToCite: "There is nothing to cite: this answer quotes nothing, or its documents are gone.",
	wordsNotKept:  "The words of this answer are not kept: it was private, or who asked is forgotten.",
	deleteSure:    "Delete this answer?", deleteYes: "Delete", deleteNo: "Keep it",
	isCorrected: "It is corrected. Alone, it leaves its correction, which is still shown to who asks the same.",
	deleteBoth:  "Delete with its correction", deletedBoth: "Deleted, and its correction is withdrawn. Its receipt is kept until its time is over.",
	deleting: "Deleting …", deleted: "Deleted. Its receipt is kept until its time is over.", notDeleted: "The answer stays.",
	forbidden: "I may not delete messages here. A moderator can.",
	archived:  "I cannot delete it: Discord says that this thread is archived. Open it again by writing something in it, or ask a moderator if it is locked; then delete the answer again.",
	locked:    "I cannot delete it: Discord says that this thread is locked. A moderator can unlock it, or delete the messages.",
	receiptPhrases: receiptPhrases{
		title:    func(id string) string { return "**Receipt " + id + "**" },
		asked:    func(question string) string { return "Asked: " + question },
		notKept:  "Asked: (not kept: it was private, or who asked is forgotten)",
		statuses: map[bot.Status]string{bot.Answered: "answered", bot.Partial: "answered in part", bot.Refused: "refused"},
		sentences: func(n, repaired, withheld int) string {
			text := plural(n, "sentence") + " shown"
			if repaired > 0 {
				text += fmt.Sprintf(", %d of them written again", repaired)
			}
			return text + fmt.Sprintf(", %d withheld", withheld)
		},
		quoted:   func(n int) string { return plural(n, "quotation") },
		withheld: func(checks []string) string { return "Withheld because of: " + strings.Join(checks, ", ") },
		snapshot: func(name string) string { return "Library: snapshot " + name },
		tokens:   func(sent, written int) string { return fmt.Sprintf("%d tokens sent, %d written", sent, written) },
		whole:    func(id string) string { return "All of it, where the bot runs: `footnote receipt " + id + "`" },
	},
}

var belowChinese = belowPhrasing{
	sources: "来源", more: "更多……",
	formats: map[reference.Format]string{
		reference.APA: "引用：APA（第7版）", reference.GBT: "引用：GB/T 7714—2015", reference.BibTeX: "引用：BibTeX",
		reference.Markdown: "导出：Markdown",
	},
	citeHint: "所引文件的参考文献", markdownHint: "回答及其引文",
	receipt: "凭据", receiptHint: "本回答留存的内容",
	delete: "删除本回答", deleteHint: "限提问者和管理员",
	cardPhrases: cardPhrases{
		fates: map[bot.Fate]string{
			bot.FateStands:  "**回答之后，该文件已有改动。**引文仍逐字见于其中。",
			bot.FateChanged: "**回答之后，该文件已有改动，不再包含这段文字。**",
			bot.FateGone:    "**该文件已不在资料库中。**",
		},
		then: "当时的文字：",
		unkept: func(document string, start, end int) string {
			return fmt.Sprintf("无法显示原文：该版本未留存，或不再允许引用。原文位于文件%s的第%d至%d字节。", document, start, end)
		},
		noSources: "本回答没有引文。",
		of:        func(n, all int) string { return fmt.Sprintf("第%d条，共%d条", n, all) },
		citedFor:  func(sentence string) string { return "用于证实：" + sentence },
		language: func(tag string) string {
			switch corpus.PrimaryLanguage(tag) {
			case "zh":
				return "原文为中文"
			case "en":
				return "原文为英文"
			case "":
				return ""
			}
			return "原文语言：" + tag
		},
		effective: func(from, to string) string {
			return joined("", "，", marked("自", from, "起施行"), marked("至", to, "止"))
		},
		retrieved: func(d corpus.Date) string { return "取自" + d.String() },
		previous:  "上一条", next: "下一条", official: "官方页面", flag: "⚑ 不能证实",
	},
	opinionPhrases: opinionPhrases{
		thanks: map[bot.FeedbackKind]string{
			bot.FeedbackGood: "谢谢。您的👍已随本回答的凭据留存，不含您的姓名。",
			bot.FeedbackBad:  "谢谢。您的👎已随本回答的凭据留存，不含您的姓名，供维护者查看。",
		},
		unsupported: func(n int) string {
			return fmt.Sprintf("谢谢。已记下引文[%d]不能证实所在句子（不含您的姓名），供维护者核查。在此之前，回答保持不变。", n)
		},
		again: map[bot.FeedbackKind]string{
			bot.FeedbackGood: "您的👍此前已留存。", bot.FeedbackBad: "您的👎此前已留存；这次写的内容取代上次所写。",
			bot.FeedbackUnsupported: "这一点此前已记下。",
		},
		changed: map[bot.FeedbackKind]string{
			bot.FeedbackGood: "已更改：您的👎改为👍。", bot.FeedbackBad: "已更改：您的👍改为👎。",
		},
		toModerators: "管理员会看到，不含您的姓名。",
		why:          "这个回答有什么问题？", whyLabel: "问题在哪里？（可不填）", whyHint: "有遗漏、有错误、已过时、不易读懂……",
	},
	corrected: func(owner bool, day, text, quote, source string) string {
		return "**" + ofTwo(owner, "机器人所有者", "管理员") + "于" + day + "更正：**" + text + marked("“", quote, "”") + marked("（", source, "）")
	},
	exported: map[reference.Format]string{
		reference.APA:    "所引文件的参考文献。按APA格式，题名用斜体，法律、法规和规章除外。",
		reference.GBT:    "所引文件的参考文献，按其在回答中出现的顺序编号。",
		reference.BibTeX: "所引文件的参考文献。",
	},
	nothingToCite: "没有可引用的内容：本回答没有引文，或其文件已不存在。",
	wordsNotKept:  "本回答的文字未留存：提问是私密的，或提问者已被遗忘。",
	deleteSure:    "要删除本回答吗？", deleteYes: "删除", deleteNo: "保留",
	isCorrected: "它已有更正。若只删除回答，再问同一问题的人仍会看到更正。",
	deleteBoth:  "连同更正一起删除", deletedBoth: "已删除，更正也已撤回。其凭据保留至期满。",
	deleting: "正在删除……", deleted: "已删除。其凭据保留至期满。", notDeleted: "回答予以保留。",
	forbidden: "我无权在此删除消息，请管理员删除。",
	archived:  "无法删除：Discord 提示本子区已归档。请在其中发一条消息将它重新打开（若已锁定，请管理员处理），然后再删除。",
	locked:    "无法删除：Discord 提示本子区已锁定。管理员可以解除锁定，或直接删除消息。",
	receiptPhrases: receiptPhrases{
		title:    func(id string) string { return "**凭据 " + id + "**" },
		asked:    func(question string) string { return "问题：" + question },
		notKept:  "问题：（未留存：提问是私密的，或提问者已被遗忘）",
		statuses: map[bot.Status]string{bot.Answered: "已回答", bot.Partial: "部分回答", bot.Refused: "未作答"},
		sentences: func(n, repaired, withheld int) string {
			text := fmt.Sprintf("显示%d句", n)
			if repaired > 0 {
				text += fmt.Sprintf("（其中%d句经重写）", repaired)
			}
			return text + fmt.Sprintf("，未显示%d句", withheld)
		},
		quoted:   func(n int) string { return fmt.Sprintf("%d处引文", n) },
		withheld: func(checks []string) string { return "未显示的原因：" + strings.Join(checks, "、") },
		snapshot: func(name string) string { return "资料库快照：" + name },
		tokens:   func(sent, written int) string { return fmt.Sprintf("发送%d个词元，写出%d个", sent, written) },
		whole: func(id string) string {
			return "完整凭据，请在运行机器人的机器上执行：`footnote receipt " + id + "`"
		},
	},
}
