package discord

import (
	"fmt"
	"strings"
)

var ownerChinese = ownerWords{
	stages: map[string]string{
		"": "正在读取资料库……", "fetching": "正在访问各来源……", "reading": "正在读取新内容……",
		"training": "正在从文本中学习……", "embedding": "正在为段落编制索引……", "saving": "正在保存索引……",
	},
	soFar: func(done, total int) string {
		if total > 0 {
			return fmt.Sprintf("%d/%d", done, total)
		}
		return fmt.Sprintf("已完成%d", done)
	},
	news: "**资料库有变化**", noNews: "**资料库没有变化**",
	added: "**新增**", changes: "**有改动**", removed: "**已移除**", copied: "**与另一份文件相同，引用时以后者为准**",
	vanished: "**已从网上撤下，仍可引用并附说明**", failed: "**现状无法收录；有旧版本的，仍引用旧版本**",
	copyOf:   func(title, of string) string { return title + " = " + of },
	more:     func(n int) string { return fmt.Sprintf("……另有%d项", n) },
	passages: func(n int) string { return fmt.Sprintf("共%d个段落", n) },
	stale: func(messages, elsewhere int) string {
		text := fmt.Sprintf("频道中有%d个早先的回答引用了已改动或消失的句子。", messages)
		if elsewhere > 0 {
			text += fmt.Sprintf("另有%d个这样的回答无法标记：是私密的，或已不在了。", elsewhere)
		}
		return text
	},
	noStale:   "没有早先的回答引用了已改动或消失的句子。",
	markThem:  func(n int) string { return fmt.Sprintf("标记%d个回答", n) },
	marked:    func(n, of int) string { return fmt.Sprintf("已标记%d个回答（共%d个）。", n, of) },
	notMarked: func(n int, why string) string { return fmt.Sprintf("%d个未能标记：%s。", n, why) },
	whys: map[unmarked]string{
		unmarkedGone: "消息已删除", unmarkedClosed: "机器人已无权查看或修改",
		unmarkedFull: "消息中放不下", unmarkedFailed: "Discord未接受修改",
	},
	markRest: func(n int) string { return fmt.Sprintf("另有%d个回答未标记，请查看：", n) },
	mark:     "⚠ 此处引用的文件后来有变化：",
	comma:    "、",
	nobody:   "找到的内容已不再保留。请用 /refresh 再查一次。",
	sure: func(title string) string {
		return "要把" + title + "移出资料库吗？此后不再引用它；引用过它的回答仍保留原处。文件夹里的文件不会删除。"
	},
	takeOut: "移出", admit: "添加", refuse: "谢绝",
	suggested: func(title, file, size string) string {
		return "**有成员推荐了一份文件**\n" + title + "\n-# " + file + " · " + strings.Replace(size, " bytes", "字节", 1) + " · 所有者可以添加"
	},
	passedOn: "谢谢。所有者现在可以查看了。",
	admitted: "-# 所有者已添加。", refused: "-# 所有者已谢绝。",
	term: "术语表中的术语", inEnglish: "英文", inChinese: "中文",
	termHint:       "多种写法用分号隔开",
	termKept:       func(english, chinese string) string { return "已保存：" + english + " ⇄ " + chinese },
	termGone:       func(english, chinese string) string { return "已移除：" + english + " ⇄ " + chinese },
	reason:         func(name, why string) string { return name + " 未添加：" + why },
	termIsNotValid: func(why string) string { return "术语未保存：" + why },
	theAddress:     "该网址", inEnglishOnly: "原因（英文）：", badSources: "来源列表有误，资料库保持原样。",
	known: knownInChinese, whyOf: whyInChinese,
}
