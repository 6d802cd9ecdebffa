package discord

import (
	"fmt"
	"strings"
	"time"

	"footnote/corpus"
)

var libraryChinese = libraryWords{
	previous: "上一页", next: "下一页",
	pageOf: func(n, all int) string { return fmt.Sprintf("第%d页，共%d页", n, all) },
	comma:  "、",
	documents: func(n, all int) string {
		if n == all {
			return fmt.Sprintf("**资料库：%d份文件**", n)
		}
		return fmt.Sprintf("**资料库共%d份文件，符合的有%d份**", all, n)
	},
	filters:     func(filters []string) string { return "仅限：" + strings.Join(filters, " · ") },
	year:        func(y string) string { return y + "年" },
	noDocuments: "资料库中没有符合的文件。请少填一项，或少写几个词；`/search` 可检索正文。",
	card:        "查看一份文件的卡片",
	languages:   map[string]string{"en": "英文", "zh": "中文"},
	count:       func(name string, n int) string { return fmt.Sprintf("%s%d份", name, n) },
	cardWords: cardWords{
		published: func(date string) string { return "发布日期：" + date },
		effective: func(from, to string) string {
			return strings.Join(nonEmpty(marked("自", from, "起施行"), marked("有效期至", to, "")), "，")
		},
		status:        func(s string) string { return "今日状态：" + s },
		supersededBy:  func(title string) string { return "取代它的文件：" + title },
		supersedes:    func(titles string) string { return "取代：" + titles },
		translationOf: func(title string) string { return "译自：" + title },
		size: func(pages, sections, passages int) string {
			var parts []string
			if pages > 0 {
				parts = append(parts, fmt.Sprintf("%d页", pages))
			}
			if sections > 0 {
				parts = append(parts, fmt.Sprintf("%d节", sections))
			}
			return strings.Join(append(parts, fmt.Sprintf("%d个段落", passages)), "，")
		},
		retrieved: func(date string) string { return "取自" + date },
		rights: map[corpus.Rights]string{
			corpus.RightsOfficial: "官方文本", corpus.RightsLicensed: "经许可的文本", corpus.RightsQuoteOnly: "仅可引用",
		},
		versions: func(n int, first, last string) string {
			if n == 1 {
				return first + "收入资料库，至今未变"
			}
			return fmt.Sprintf("自%s以来有%d个版本，最近一个为%s", first, n, last)
		},
		id:       func(id string) string { return "文件标识：" + id },
		official: "官方页面", whatChanged: "有何变化",
		inForce: "现行有效", unknown: "不详", notStated: "（未注明）",
	},
	found:      func(query string) string { return "**与“" + query + "”最接近的段落**" },
	noPassages: "资料库中没有含这些词的段落。请换个说法，或少填一项；`/glossary list` 列有中英文术语。",
	bySearch:   "由程序检索，按接近程度排列，不是答案。提问请用 `/ask`。",
	wordsOnly:  "仅按词语排列：向量服务器目前没有回应。",
	terms:      func(n int) string { return fmt.Sprintf("**术语表：%d条**", n) },
	noGlossary: "本资料库没有术语表。", noSuchTerms: "术语表中没有这个词。请试试词的一部分，中英文均可。",
	changeWords: changeWords{
		changes: func(since, document string) string {
			return "**" + marked("自", since, "以来") + marked("《", document, "》") + "的变化**"
		},
		happened: map[corpus.ChangeKind]string{
			corpus.ChangeFirstSeen: "新收入资料库", corpus.ChangeChanged: "来源内容有改动",
			corpus.ChangeTookEffect: "开始施行", corpus.ChangeSuperseded: "被取代", corpus.ChangeExpired: "失效",
			corpus.ChangeVanished: "来源已撤下（不等于废止）", corpus.ChangeReturned: "重新出现", corpus.ChangeRemoved: "移出资料库",
		},
		stated: "文件信息有改动",
		fields: map[string]string{
			"title": "标题", "issuer": "发布机构", "number": "文号", "kind": "类别", "jurisdiction": "适用地区", "language": "语言",
			"published": "发布日期", "effective_from": "施行日期", "effective_to": "有效期至", "status": "状态", "supersedes": "取代",
			"translation_of": "译自", "withdrawn": "撤下日期", "rights": "权利", "based_on": "依据", "url": "网址",
		},
		by:            func(title string) string { return "，取代者：" + title },
		became:        func(field, before, after string) string { return field + "：" + before + " → " + after },
		moreDocuments: func(n int) string { return fmt.Sprintf("……另有%d份文件", n) },
		moreSentences: func(n int) string { return fmt.Sprintf("……另有%d句", n) },
		moved:         func(n int) string { return fmt.Sprintf("%d句仅在文中移动了位置", n) },
		nothing: func(since, newest string) string {
			return "自" + since + "以来没有变化" + marked("。资料库中最新的文件日期为", newest, "") + "。要看更多，请在“起始日期”中填写更早的日期，如 2024 或 2024-03。"
		},
		neverChanged: "此后该文件没有变化。可用 `/sources` 查看它的卡片。",
		noVersions:   "这里尚未留存文件的版本。首次更新之后，这里会显示新增、改动和移出的文件。",
		seenNote:     "“新收入资料库”说的是文件何时来到这里，不是文件的日期。",
	},
	stateWords: stateWords{
		state: "**状态**",
		library: func(documents, passages int, languages string) string {
			return fmt.Sprintf("%d份文件%s，%d个段落", documents, marked("（", languages, "）"), passages)
		},
		newest:  func(title, date string) string { return "最新文件：" + title + "，" + date },
		read:    func(unix int64) string { return fmt.Sprintf("资料库截至<t:%d:f>（<t:%d:R>）", unix, unix) },
		checked: func(unix int64) string { return fmt.Sprintf("上次查询来源：<t:%d:R>", unix) },
		every: func(d time.Duration) string {
			if d%time.Hour == 0 {
				return fmt.Sprintf("每%d小时查询一次", d/time.Hour)
			}
			return fmt.Sprintf("每%d分钟查询一次", d/time.Minute)
		},
		snapshot:   func(name string) string { return "快照：" + name },
		model:      func(name string) string { return "回答由" + name + "撰写，每一句都经核对" },
		noModel:    "回答逐字摘自文件，不由模型撰写",
		embedder:   func(name string) string { return "检索方式：词语，加上" + name + "的向量" },
		ownVectors: "检索方式：词语，加上从资料库自身学得的向量",
		up:         func(unix int64) string { return fmt.Sprintf("启动于<t:%d:R>", unix) },
		queue: func(answering, waiting, places int) string {
			return fmt.Sprintf("提问：正在回答%d个，排队%d个（可容纳%d个）", answering, waiting, places)
		},
	},
	forgetWords: forgetWords{
		sure: "要忘记您吗？这会抹去这里与您有关的内容：您问题的文字、模型为您写的句子、您的评论、我们的对话，以及各项记录中代表您的密钥。此操作不能撤销。",
		yes:  "忘记我", no: "取消",
		forgetting: "-# 正在抹去……",
		forgotten: "已完成。**已抹去：**您问题的文字、模型为您写的句子、您的评论、我们的对话，以及代表您的密钥。\n" +
			"**未抹去：**凭据保留时间和所引内容的摘要值，由此查不到任何人。管理员为回答所写的更正予以保留，模型今天为您写了多少，当天结束前仍会计数。Discord中的消息会一直保留，直至被删除：您可从回答的菜单中删除自己的回答，或请管理员删除。模型提供方保留什么，由提供方说明（`/privacy`）。",
		notForgotten: "没有抹去任何内容。",
	},
	aboutWords: aboutWords{
		help:   "我就本资料库的政策文件回答问题，中英文均可，每一句都附文件中的引文为证。文件没有说的，我不回答。\n\n请用 `/ask`，或 @ 我，或直接给我发私信。",
		try:    "**例如**",
		tryOne: "试问一个（回答只有您能看到）",
		more: "**更多**\n`/sources` 文件 · `/search` 只查段落，不作回答 · `/changes` 最近的变化 · `/glossary list` 中英文术语\n" +
			"`/status` 运行状态 · `/privacy` 留存哪些内容 · `/forget-me` 抹去这些内容",
		advice: "供研究参考，不是法律意见。据以行事之前，请查阅官方页面。",
		privacy: func(days int) []string {
			return []string{fmt.Sprintf("**这里留存什么（留存%d天）**", days),
				"公开的提问：问题的文字、模型为它写的内容（句子和引文的译文）、引文所在的位置、回答它的消息，以及提问者的密钥摘要（由此读不出姓名）。",
				"私密的提问和私信：只留存引文所在的位置，不含文字，也不含提问者。您先前问过什么，只在内存中记一小时，以便追问。",
				"👍、👎、⚑和评论：随回答留存，以同样的密钥摘要代替您的姓名。模型今天为您写了多少，当天结束前会计数。"}
		},
		privacyUnwritten: []string{"**这里留存什么**",
			"什么都不写入磁盘。问题、回答和评论在内存中保留一小时，以便追问；您的身份只以密钥摘要代替。"},
		sentTo: func(host string) string {
			return "**谁会收到您的问题：**模型的提供方（" + host + "）：问题、追问时此前的提问，以及资料库的段落；不含您是谁。"
		},
		modelHere:     "**谁会收到您的问题：**运行本机器人的机器上的模型；没有其他提供方。",
		nobody:        "**谁会收到您的问题：**没有任何模型提供方。回答是在运行本机器人的机器上从文件中逐字摘出的。",
		embeddedAt:    func(host string) string { return "检索时，" + host + "也会收到问题的文字。" },
		embeddingHere: "检索在同一台机器上进行。",
		moderators:    "您举报的内容和请人工回答的问题会给管理员看，不含您的姓名；私密问题的文字，只有在您请人工回答时才会显示。",
		discord:       "消息本身由Discord传送和保存，按其自身的规则。",
		control:       "**您可以：**用“仅自己可见”提问；从回答的菜单中删除自己的回答；用 `/forget-me` 抹去这里与您有关的内容。",
	},
}
