package discord

import "fmt"

// humanWords are the texts of asking a human, in one language.
type humanWords struct {
	offer, offerHint                           string // in the menu under an answer
	title, label, hint                         string // of the form
	sending, sentPublic, sentPrivate, already  string
	nobody, unasked                            string
	head                                       string // above a question, for moderators
	answer, answerLabel                        string
	publicHint, privateHint                    string
	repliedPublic, repliedPrivate, unreachable string
	unsent                                     string // above what a moderator wrote
	reply                                      func(question, text string) string
	replied                                    func(unix int64) string
}

// humanWordsOf returns the texts of a language: Chinese or else English.
func humanWordsOf(language string) humanWords {
	return inLanguage(language, humanEnglish, humanChinese)
}

// answerHint tells a moderator who will read the answer.
func (w humanWords) answerHint(public bool) string {
	if public {
		return w.publicHint
	}
	return w.privateHint
}

var humanEnglish = humanWords{
	offer: "Ask a human", offerHint: "Moderators read your question, without your name",
	title: "Ask a human", label: "Your question to the moderators", hint: "They read it as it stands here, without your name",
	sending:     "-# Sending …",
	sentPublic:  "The moderators have your question, without your name. If one of them answers, it stands here as a reply to my answer.",
	sentPrivate: "The moderators have your question, without your name. If one of them answers, I send it to you as a direct message.",
	already:     "You have asked the moderators about this answer a moment ago. Please wait a minute.",
	nobody:      "There is nobody to ask here.",
	unasked:     "Your question has not been sent: I cannot write to the moderators at the moment. Those who look after this bot can read why in its log.",
	head:        "**Somebody asks a human**",
	answer:      "Answer", answerLabel: "Your answer",
	publicHint: "Everybody reads it, as a reply to the bot's answer; your name is not shown", privateHint: "Only who asked reads it, as a direct message; your name is not shown",
	repliedPublic: "Sent: it stands as a reply to my answer.", repliedPrivate: "Sent to who asked, as a direct message.",
	unreachable: "Who asked cannot be reached: there is no answer of mine to reply to, and they take no direct messages from me.",
	unsent:      "Your answer has not been sent: Discord did not take it. Please try again in a while. You wrote:",
	reply: func(question, text string) string {
		return "**A moderator answers**" + marked(" ", question, "") + "\n" + text + "\n-# Written by a person, and not checked against the library"
	},
	replied: func(unix int64) string { return fmt.Sprintf("Answered <t:%d:R>", unix) },
}

var humanChinese = humanWords{
	offer: "问问人工", offerHint: "管理员会看到您的问题，不含您的姓名",
	title: "问问人工", label: "您要问管理员的问题", hint: "管理员看到的就是这里的文字，不含您的姓名",
	sending:     "-# 正在发送……",
	sentPublic:  "管理员已收到您的问题，不含您的姓名。如有管理员作答，会回复在我的回答之下。",
	sentPrivate: "管理员已收到您的问题，不含您的姓名。如有管理员作答，我会以私信转给您。",
	already:     "您刚就这个回答问过管理员，请等一分钟。",
	nobody:      "这里没有可问的人。",
	unasked:     "问题没有送出：我暂时无法联系管理员。机器人的维护者可在日志中看到原因。",
	head:        "**有人想问人工**",
	answer:      "作答", answerLabel: "您的回答",
	publicHint: "所有人都会看到，显示为对机器人回答的回复；不显示您的姓名", privateHint: "只有提问者会看到，以私信送达；不显示您的姓名",
	repliedPublic: "已发送：显示为对我的回答的回复。", repliedPrivate: "已以私信发给提问者。",
	unreachable: "联系不到提问者：没有可回复的公开回答，对方也不接收我的私信。",
	unsent:      "您的回答没有送出：Discord未予接受，请稍后再试。您写的是：",
	reply: func(question, text string) string {
		return "**管理员回答**" + marked(" ", question, "") + "\n" + text + "\n-# 由人撰写，未与资料库核对"
	},
	replied: func(unix int64) string { return fmt.Sprintf("已于<t:%d:R>作答", unix) },
}
