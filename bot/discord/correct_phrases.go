package discord

import (
	"errors"

	"footnote/bot"
)

// correctWords are the texts of corrections, in one language.
type correctWords struct {
	title, correction, correctionHint string // of the form
	quotation, quotationHint          string
	document, documentHint            string
	looking                           string
	done                              func(everywhere bool) string
	withdrawing, withdrawn            string
	unchanged, shut                   func(done string) string
	correct, withdraw, again          string // buttons
	ofThis, ofSame                    string // above a correction that there is
	replaced, ofOwner                 string // below it, where the person may change it and where not
	notQuoted, closest                string
	noSuchDocument, unquotable        string
	yours                             string // above what they wrote
	corrected, earlier                func(owner bool, unix int64) string
	shortened                         string // in the place of lines that are left out
}

// correctWordsOf returns the texts of a language: Chinese or else English.
func correctWordsOf(language string) correctWords {
	return inLanguage(language, correctEnglish, correctChinese)
}

// unquoted says why there is no quotation, with the closest words, and repeats what the
// moderator wrote, so that it is not lost. Any other error is not expected.
func (w correctWords) unquoted(p phrasing, err error, correction string) (pages []page, expected bool) {
	var no bot.NotQuotedError
	var blocks []block
	switch {
	case errors.As(err, &no):
		blocks = append(blocks, block{text: w.notQuoted, keeps: true})
		if n := no.Closest; n != nil {
			blocks = append(blocks, list(p, w.closest, []source{sourceOf(n.Document, n.Quote)}, true, lessQuote)...)
		}
	case errors.Is(err, bot.ErrUnknownDocument):
		blocks = append(blocks, block{text: w.noSuchDocument})
	case errors.Is(err, bot.ErrUnquotable):
		blocks = append(blocks, block{text: w.unquotable})
	default:
		return nil, false
	}
	blocks = append(blocks, block{text: w.yours, part: true, keeps: true})
	return pack(append(blocks, running(pieces(correction, maxPiece), "\n", "\n")...)), true
}

// ofTwo is the first of two texts where something holds, and else the second.
func ofTwo(holds bool, first, second string) string {
	if holds {
		return first
	}
	return second
}

var correctEnglish = correctWords{
	title: "Correct this answer", correction: "What is right", correctionHint: "One sentence or a few, in the language of the answer",
	quotation: "Words of a document that prove it", quotationHint: "Copied as they stand; they are looked up in the library",
	document: "Document (may stay empty)", documentHint: "Its identifier, number or title, if several say the same",
	looking: "-# Looking for the quotation …", done: func(everywhere bool) string {
		where := ofTwo(everywhere, "in any server and in direct messages", "in this server")
		return "Corrected. Who asks the same " + where + " sees your correction first. Your name is not shown. To change or withdraw it, choose “Correct this answer” again."
	},
	withdrawing: "-# Withdrawing the correction …", withdrawn: "The correction is withdrawn.",
	unchanged: func(done string) string {
		return done + " The message itself cannot be changed: it is deleted, too old, or I may not see it any more."
	},
	shut: func(done string) string {
		return done + " The message itself stays as it is: its thread is archived or locked. Once that is open, “Correct this answer” can change it."
	},
	correct: "Correct this answer", withdraw: "Withdraw", again: "Try again",
	ofThis: "**This answer is corrected already:**", replaced: "-# Another correction takes the place of this one.",
	ofSame:    "**An earlier answer to the same question is corrected.** It is shown above this one:",
	ofOwner:   "-# An owner of the bot wrote it, for all servers. Only an owner can change or withdraw it.",
	notQuoted: "No document of the library says these words. Nothing is corrected. Copy them as they stand there.", closest: "**The closest passage**",
	noSuchDocument: "The library holds no document of that identifier, number or title. Nothing is corrected. Leave the field empty to look in all of them.",
	unquotable:     "So much of this document may not be quoted. Nothing is corrected. Take fewer words of it.",
	yours:          "**Your correction**, to copy",
	corrected: func(owner bool, unix int64) string {
		return "**Corrected by " + ofTwo(owner, "an owner of this bot", "a moderator") + " on " + onDay(unix) + "**"
	},
	earlier: func(owner bool, unix int64) string {
		return "**" + ofTwo(owner, "An owner of this bot", "A moderator") + " corrected an earlier answer to this question on " + onDay(unix) + "**"
	},
	shortened: "-# … (shortened; the receipt keeps the rest)",
}

var correctChinese = correctWords{
	title: "更正此回答", correction: "正确的说法", correctionHint: "一句或几句，用回答的语言书写",
	quotation: "能证明它的文件原文", quotationHint: "照原文抄录；会在资料库中逐字查找",
	document: "文件（可不填）", documentHint: "文件标识、文号或标题，如有多份文件写有同样的话",
	looking: "-# 正在查找引文……", done: func(everywhere bool) string {
		where := ofTwo(everywhere, "在任何服务器或私信中", "在本服务器")
		return "已更正。" + where + "再问同一问题的人会先看到您的更正。不显示您的姓名。如要修改或撤回，请再次选择“更正此回答”。"
	},
	withdrawing: "-# 正在撤回更正……", withdrawn: "更正已撤回。",
	unchanged: func(done string) string {
		return done + "消息本身无法修改：它已被删除、过于陈旧，或我已看不到它。"
	},
	shut: func(done string) string {
		return done + "消息本身保持原样：其所在子区已归档或锁定。打开子区后，可用“更正此回答”修改。"
	},
	correct: "更正此回答", withdraw: "撤回", again: "再试一次",
	ofThis: "**此回答已有更正：**", replaced: "-# 新的更正将取代它。",
	ofSame:    "**同一问题的较早回答已有更正。**它显示在此回答上方：",
	ofOwner:   "-# 更正由机器人所有者作出，对所有服务器有效，只有所有者可以修改或撤回。",
	notQuoted: "资料库中没有文件写有这些文字，未作更正。请照原文抄录。", closest: "**最接近的段落**",
	noSuchDocument: "资料库中没有以此为标识、文号或标题的文件，未作更正。该栏留空即可查找全部文件。",
	unquotable:     "这份文件不允许引用这么多文字，未作更正。请少引一些。",
	yours:          "**您写的更正**，可复制",
	corrected: func(owner bool, unix int64) string {
		return "**" + ofTwo(owner, "机器人所有者", "管理员") + "已于" + onDay(unix) + "更正**"
	},
	earlier: func(owner bool, unix int64) string {
		return "**" + ofTwo(owner, "机器人所有者", "管理员") + "已于" + onDay(unix) + "更正同一问题的较早回答**"
	},
	shortened: "-# ……（有删节；其余见凭据）",
}
