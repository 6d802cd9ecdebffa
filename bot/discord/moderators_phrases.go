package discord

import (
	"fmt"

	"footnote/bot"
)

// moderatorWords are the texts of what moderators are told, in one language.
type moderatorWords struct {
	bad         string
	unsupported func(n int) string
	asked       func(question string) string
	notKept     string
	sentence    func(text string) string
	reason      func(text string) string
	receipt     func(id string) string
	toAnswer    string
	folded      func(n int) string // in both languages, one below the other
}

// moderatorWordsOf returns the texts of a language: Chinese or else English.
func moderatorWordsOf(language string) moderatorWords {
	return inLanguage(language, moderatorsEnglish, moderatorsChinese)
}

// askedOf says what the question of a receipt was.
func (w moderatorWords) askedOf(r bot.Receipt) string {
	if q := shorten(r.Question, maxAsked); q != "" {
		return w.asked(q)
	}
	return w.notKept
}

var moderatorsEnglish = moderatorWords{
	bad: "**👎 Somebody finds an answer bad**",
	unsupported: func(n int) string {
		return fmt.Sprintf("**⚑ Somebody says that quotation [%d] does not support its sentence**", n)
	},
	asked:    func(q string) string { return "Asked: " + q },
	notKept:  "Asked in private, or by somebody who is forgotten: the question is not kept.",
	sentence: func(text string) string { return "Sentence: " + text },
	reason:   func(text string) string { return "What they wrote: " + text },
	receipt:  func(id string) string { return "receipt " + id },
	toAnswer: "Go to the answer",
	folded: func(n int) string {
		return "-# " + plural(n, "more report") + " in this minute, kept with the receipts of their answers"
	},
}

var moderatorsChinese = moderatorWords{
	bad:         "**👎 有人认为一个回答不好**",
	unsupported: func(n int) string { return fmt.Sprintf("**⚑ 有人认为引文[%d]不能证实所在句子**", n) },
	asked:       func(q string) string { return "问题：" + q },
	notKept:     "提问是私密的，或提问者已被遗忘：问题未留存。",
	sentence:    func(text string) string { return "句子：" + text },
	reason:      func(text string) string { return "对方写道：" + text },
	receipt:     func(id string) string { return "凭据 " + id },
	toAnswer:    "查看回答",
	folded: func(n int) string {
		return fmt.Sprintf("-# 这一分钟内另有%d条反馈，已随其回答的凭据留存", n)
	},
}
