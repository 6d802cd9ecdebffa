package discord

import (
	"fmt"
	"strings"
)

// askingWords are the texts around asking in one language; see [phrasing].
type askingWords struct {
	follow    string                 // a button
	notMeant  string                 // a button
	publish   string                 // a button
	about     string                 // the title of a form
	question  string                 // the label of its field
	beginning func(limit int) string // the same, where the text was cut
	cut       func(limit int) string // a note below an answer

	opening    string
	opened     func(thread string) string
	thread     string // the name of one, where the question is not known
	goOn       func(self string) string
	goOnPlain  string
	onHere     string
	noThread   string
	tooMany    string
	right      func(r right) string // its name
	lacks      func(rights []string) string
	cannotSay  func(channel, permission string) string
	locked     func(channel string) string
	archived   func(channel string) string
	notYours   string
	forgotten  string
	moderators string
	tooLate    string
	published  string
	publishing string
	noText     string
	ownAnswer  string
	cannotSee  string
}

// askingOf returns the texts of a language, BCP 47: Chinese or else English.
func askingOf(language string) askingWords { return inLanguage(language, askingEnglish, askingChinese) }

var askingEnglish = askingWords{
	follow: "Follow up", notMeant: "Not what I meant", publish: "Publish",
	about: "Ask about this", question: "Your question",
	beginning: func(n int) string { return fmt.Sprintf("The first %d characters of the message", n) },
	cut:       func(n int) string { return fmt.Sprintf("Only the first %d characters of the message were read.", n) },
	opening:   "-# Opening a thread …",
	opened:    func(thread string) string { return "Continue in " + thread + "." },
	thread:    "Follow-up",
	goOn: func(self string) string {
		return "Continue here: mention " + self + ", reply to one of my answers, or use /ask. I remember what you have asked in this thread."
	},
	goOnPlain: "Continue here: just write. I remember what you have asked in this thread, and keep out of what you say to one another.",
	onHere:    "Just continue here: in this place I remember what you have asked.",
	noThread:  "No thread can be opened here. Reply to the answer instead: I go on from it.",
	tooMany:   "There are too many open threads in this server. Reply to the answer instead: I go on from it.",
	right:     func(r right) string { return "the permission “" + r.english + "”" },
	lacks: func(rights []string) string {
		return "I cannot open a thread here: I lack " + strings.Join(rights, " and ") + ". A moderator can allow it. Until then, reply to the answer: I go on from it."
	},
	cannotSay: func(channel, permission string) string {
		return "I cannot answer in " + channel + ": I lack " + permission + ". A moderator can allow it. Until then, use /ask there, or ask me here."
	},
	locked: func(channel string) string { return "I cannot answer in " + channel + ": it is locked. Ask me here." },
	archived: func(channel string) string {
		return "I cannot answer in " + channel + ": it is archived. Open it again by writing something in it, or ask a moderator if it is locked. Or ask me here."
	},
	notYours:   "Only who asked can press this. Ask your own question with /ask.",
	forgotten:  "I do not know the words of that question any more. Please ask again.",
	moderators: "Only moderators (who may manage messages) can publish an answer.",
	tooLate:    "That answer is too old to be published. Please ask again.",
	published:  "That answer is published already.",
	publishing: "-# Publishing …",
	ownAnswer:  "That is an answer of mine: the buttons below it show what proves it, and a reply to it goes on from it.",
	noText:     "That message has no text that I could read.",
	cannotSee:  "Discord does not show me the text of that message. Open its menu and choose Apps, then “Ask about this”; or write your question behind my name.",
}

var askingChinese = askingWords{
	follow: "追问", notMeant: "不是这个意思", publish: "公开",
	about: "就此提问", question: "问题",
	beginning: func(n int) string { return fmt.Sprintf("消息的前%d个字符", n) },
	cut:       func(n int) string { return fmt.Sprintf("只读取了消息的前%d个字符。", n) },
	opening:   "-# 正在创建子区……",
	opened:    func(thread string) string { return "请在 " + thread + " 中继续提问。" },
	thread:    "追问",
	goOn: func(self string) string {
		return "可在这里继续提问：提及 " + self + "、回复我的回答，或使用 /ask。我记得您在这个子区里问过什么。"
	},
	goOnPlain: "可在这里继续提问，直接写就行。我记得您在这个子区里问过什么；各位互相交谈时我不插话。",
	onHere:    "直接在这里继续问就行：我记得您在这里问过什么。",
	noThread:  "这里不能创建子区。请直接回复那条回答，我会接着回答。",
	tooMany:   "这个服务器中打开的子区太多了。请直接回复那条回答，我会接着回答。",
	right:     func(r right) string { return "“" + r.chinese + "”" },
	lacks: func(rights []string) string {
		return "我不能在这里创建子区：缺少权限" + strings.Join(rights, "和") + "。请管理员授予权限；在此之前，请直接回复那条回答，我会接着回答。"
	},
	cannotSay: func(channel, permission string) string {
		return "我不能在 " + channel + " 中回答：缺少权限" + permission + "。请管理员授予权限；在此之前，请在那里使用 /ask，或在这里问我。"
	},
	locked: func(channel string) string {
		return "我不能在 " + channel + " 中回答：它已锁定。请在这里问我。"
	},
	archived: func(channel string) string {
		return "我不能在 " + channel + " 中回答：它已归档。请在其中发一条消息将它重新打开（若已锁定，请管理员处理），或在这里问我。"
	},
	notYours:   "只有提问者可以按这个按钮。请用 /ask 提出自己的问题。",
	forgotten:  "我已不知道那个问题的原文，请再问一次。",
	moderators: "只有管理员（可管理消息的人）可以公开回答。",
	tooLate:    "那条回答时间太久，不能公开了。请再问一次。",
	published:  "那条回答已经公开。",
	publishing: "-# 正在公开……",
	ownAnswer:  "那是我的回答：下面的按钮可查看其依据，直接回复即可接着提问。",
	noText:     "那条消息没有我能读取的文字。",
	cannotSee:  "Discord 不让我看到那条消息的文字。请打开它的菜单，选择“APP”，再选“就此提问”；也可以在 @ 我的名字之后写出问题。",
}
