package discord

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/corpus"
)

// A phrasing holds the fixed texts of one language. They are markup already
// where they need to be; what is put into them is escaped before.
type phrasing struct {
	space      string // between sentences, and before their markers
	understood func(question string) string
	missing    func(names []string) string
	sources    string
	nearest    string
	meant      string // above what the question may mean
	same       func(n int) string
	searching  string             // before anything is found
	growing    func(n int) string // below an answer that is not whole yet
	basedOn    func(publisher, title string) string
	page       func(number, sheet string) string
	withdrawn  func(corpus.Date) string
	copiesAt   func(places []string, more int) string
	shortened  func(quote string) string
	copied     string
	written    func(model string) string
	checked    func(n int) string
	withheld   func(n int) string
	repaired   func(n int) string
	refreshed  func(unix int64) string  // the library; Discord shows how long ago that is
	standing   map[corpus.Status]string // of a document that nothing warns of
	searched   func(documents int, issuers []string, more int, newest string) string
	refused    string
	unclear    string // the last line where the question must name something

	translation func(text string) string
	receipt     func(id string) string
	forms       map[bot.Form]string // but for the plain one
	kinds       map[corpus.Kind]string
	statuses    map[corpus.Status]string
	notices
	mannerWords
	owners ownerWords
}

// The notices are what the bot says about itself.
type notices struct {
	busy         string
	stopping     string
	unread       string
	howToAsk     string
	empty        string
	tooLong      func(limit int) string
	badDate      func(given string) string
	noSuchDoc    string
	noSuchIssuer string
	noReceipt    string
	noPost       string
	notYours     string
	noModerator  string
	noAnswer     string // that could be corrected
	slow         func(reference string) string
	failed       func(reference string) string
}

// phrasesOf returns the texts of a language, BCP 47: Chinese or else English.
func phrasesOf(language string) phrasing { return inLanguage(language, english, chinese) }

// inLanguage is what there is for a language, BCP 47, of two: Chinese or else English.
func inLanguage[T any](language string, english, chinese T) T {
	if strings.HasPrefix(strings.ToLower(language), "zh") {
		return chinese
	}
	return english
}

var english = phrasing{
	space:      " ",
	understood: func(q string) string { return "Understood as: " + q },
	forms: map[bot.Form]string{
		bot.FormCompare: "Comparison", bot.FormTimeline: "Timeline", bot.FormChanges: "What changed", bot.FormDefine: "Definition",
		bot.FormFactcheck: "Fact-check", bot.FormSummary: "Summary",
	},
	missing:   func(names []string) string { return "Not found: " + strings.Join(names, ", ") },
	sources:   "**Sources**",
	nearest:   "**Closest passages, not an answer**",
	meant:     "**Documents that may be meant**",
	same:      func(n int) string { return fmt.Sprintf("as [%d]", n) },
	searching: "-# Searching the library …",
	growing:   func(n int) string { return "-# " + plural(n, "sentence") + " checked, more to come …" },
	basedOn: func(publisher, title string) string {
		return "brief: a secondary summary" + joined(", based on ", ", ", publisher, marked("“", title, "”"))
	},
	page:      func(number, sheet string) string { return "p. " + number + marked(" (sheet ", sheet, ")") },
	withdrawn: func(d corpus.Date) string { return "withdrawn " + d.String() },
	copiesAt: func(places []string, more int) string {
		text := "also at " + strings.Join(places, ", ")
		if more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		return text
	},
	shortened: func(quote string) string { return "“" + quote + "” … (shortened)" },
	copied:    "Copied verbatim from documents",
	written:   func(model string) string { return "Written by a machine (" + model + ")" },
	checked:   func(n int) string { return plural(n, "quotation") + " checked word for word" },
	withheld:  func(n int) string { return plural(n, "sentence") + " withheld" },
	refreshed: func(unix int64) string { return fmt.Sprintf("library refreshed <t:%d:R>", unix) },
	standing:  map[corpus.Status]string{corpus.StatusInForce: "in force", corpus.StatusUnknown: "status unknown"},
	searched: func(documents int, issuers []string, more int, newest string) string {
		text := "Searched: " + plural(documents, "document")
		if len(issuers) > 0 {
			text += " of " + strings.Join(issuers, ", ")
		}
		if more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		if newest != "" {
			text += "; the newest is of " + newest
		}
		return text
	},
	repaired:    func(n int) string { return plural(n, "sentence") + " rewritten after a check" },
	refused:     "Refused: no answer was found",
	unclear:     "Not answered yet: the question must name what is meant",
	translation: func(text string) string { return "Translation (machine-made, unchecked): " + text },
	receipt:     func(id string) string { return "receipt " + id },
	kinds: map[corpus.Kind]string{
		corpus.KindLaw: "law", corpus.KindRegulation: "regulation", corpus.KindRule: "rule",
		corpus.KindPlan: "plan", corpus.KindNotice: "notice", corpus.KindGuidance: "guidance",
		corpus.KindReport: "report", corpus.KindSpeech: "speech", corpus.KindDraft: "draft",
		corpus.KindCommentary: "commentary", corpus.KindBrief: "brief",
	},
	statuses: map[corpus.Status]string{
		corpus.StatusNotYet: "not yet in force", corpus.StatusTrial: "on trial", corpus.StatusAmended: "amended",
		corpus.StatusSuperseded: "superseded", corpus.StatusRepealed: "repealed", corpus.StatusExpired: "expired",
		corpus.StatusDraft: "draft",
	},
	mannerWords: mannersEnglish,
	owners:      ownerEnglish,
	notices: notices{
		busy:     "Too many questions at the moment. Please ask again in a minute.",
		stopping: "The bot is restarting. Please ask again in a minute.",
		unread:   "This command or button is not one that the bot knows any more. Use /ask with a question.",
		howToAsk: "Write your question behind @ and my name, or use /ask: of other messages I cannot see the text.",
		empty:    "The question is empty. Ask in a few words what you want to know.",
		tooLong: func(limit int) string {
			return fmt.Sprintf("The question is longer than %d characters. Please shorten it.", limit)
		},
		badDate: func(given string) string {
			return "“" + given + "” is not a date. Write 2024, 2024-03 or 2024-03-05."
		},
		noSuchDoc:    "The library holds no document of that name. Choose one of those that are proposed while you write, or leave the option out to search all of them.",
		noSuchIssuer: "The library holds no document of that issuer. Choose one of those that are proposed while you write, or leave the option out to search all of them.",
		noReceipt:    "What is kept of this answer is gone: its time is over.",
		noPost:       "Where this answer stands is not known any more; a moderator can delete it as any message.",
		notYours:     "Only who asked, and moderators, can delete an answer.",
		noModerator:  "Only those who may manage messages here can do this.",
		noAnswer:     "Only my own answers can be corrected, and only while I know where they stand. Open the menu of one of them.",
		slow:         func(ref string) string { return "The answer took too long. Please ask again. (reference " + ref + ")" },
		failed: func(ref string) string {
			return "Something went wrong, and it has been logged. (reference " + ref + ")"
		},
	},
}

var chinese = phrasing{
	forms: map[bot.Form]string{
		bot.FormCompare: "对比", bot.FormTimeline: "时间线", bot.FormChanges: "变化", bot.FormDefine: "释义",
		bot.FormFactcheck: "事实核查", bot.FormSummary: "摘要",
	},
	understood: func(q string) string { return "理解为：" + q },
	missing:    func(names []string) string { return "没有找到：" + strings.Join(names, "、") },
	sources:    "**来源**",
	nearest:    "**最接近的段落（不是答案）**",
	meant:      "**可能所指的文件**",
	same:       func(n int) string { return fmt.Sprintf("同[%d]", n) },
	searching:  "-# 正在检索资料库……",
	growing:    func(n int) string { return fmt.Sprintf("-# 已核对%d句，后面还有……", n) },
	basedOn: func(publisher, title string) string {
		return "简报：二手摘要" + joined("，依据", "，", publisher, marked("《", title, "》"))
	},
	page: func(number, sheet string) string {
		return "第" + number + "页" + marked("（PDF第", sheet, "页）")
	},
	withdrawn: func(d corpus.Date) string { return d.String() + "已从来源撤下" },
	copiesAt: func(places []string, more int) string {
		text := "另见" + strings.Join(places, "、")
		if more > 0 {
			text += fmt.Sprintf("等，另有%d处", more)
		}
		return text
	},
	shortened: func(quote string) string { return "“" + quote + "”……（有删节）" },
	copied:    "逐字摘自文件",
	written:   func(model string) string { return "由机器撰写（" + model + "）" },
	checked:   func(n int) string { return fmt.Sprintf("%d处引文已逐字核对", n) },
	withheld:  func(n int) string { return fmt.Sprintf("%d句未显示", n) },
	refreshed: func(unix int64) string { return fmt.Sprintf("资料库更新于<t:%d:R>", unix) },
	standing:  map[corpus.Status]string{corpus.StatusInForce: "现行有效", corpus.StatusUnknown: "效力状态不明"},
	searched: func(documents int, issuers []string, more int, newest string) string {
		text := fmt.Sprintf("已检索%d份文件", documents)
		if len(issuers) > 0 {
			text += "，发布机构：" + strings.Join(issuers, "、")
		}
		if more > 0 {
			text += fmt.Sprintf("等%d家", len(issuers)+more)
		}
		if newest != "" {
			text += "；最新文件日期为" + newest
		}
		return text
	},
	repaired:    func(n int) string { return fmt.Sprintf("%d句经核对后重写", n) },
	refused:     "未作答：没有找到答案",
	unclear:     "尚未作答：请先写明所指的内容",
	translation: func(text string) string { return "译文（机器翻译，未经核对）：" + text },
	receipt:     func(id string) string { return "凭据 " + id },
	kinds: map[corpus.Kind]string{
		corpus.KindLaw: "法律", corpus.KindRegulation: "法规", corpus.KindRule: "规章",
		corpus.KindPlan: "规划", corpus.KindNotice: "通知", corpus.KindGuidance: "指导意见",
		corpus.KindReport: "报告", corpus.KindSpeech: "讲话", corpus.KindDraft: "草案",
		corpus.KindCommentary: "评论", corpus.KindBrief: "简报",
	},
	statuses: map[corpus.Status]string{
		corpus.StatusNotYet: "尚未施行", corpus.StatusTrial: "试行", corpus.StatusAmended: "已修订",
		corpus.StatusSuperseded: "已被取代", corpus.StatusRepealed: "已废止", corpus.StatusExpired: "已失效",
		corpus.StatusDraft: "草案",
	},
	mannerWords: mannersChinese,
	owners:      ownerChinese,
	notices: notices{
		busy:     "目前提问过多，请一分钟后再问。",
		stopping: "机器人正在重启，请一分钟后再问。",
		unread:   "机器人不认识（或不再认识）这个命令或按钮。请用 /ask 提问。",
		howToAsk: "请在 @ 我的名字之后写出问题，或使用 /ask：其他消息的文字我看不到。",
		empty:    "问题是空的。请用几个词说明想了解什么。",
		tooLong:  func(limit int) string { return fmt.Sprintf("问题超过%d个字符，请缩短后再问。", limit) },
		badDate: func(given string) string {
			return "“" + given + "”不是日期。请写成 2024、2024-03 或 2024-03-05。"
		},
		noSuchDoc:    "资料库中没有这份文件。请从输入时给出的建议中选择，或不填该选项以检索全部文件。",
		noSuchIssuer: "资料库中没有该机构发布的文件。请从输入时给出的建议中选择，或不填该选项以检索全部文件。",
		noReceipt:    "本回答的留存内容已期满删除。",
		noPost:       "本回答所在的位置已无记录；管理员可像删除其他消息一样删除它。",
		notYours:     "只有提问者和管理员可以删除回答。",
		noModerator:  "只有可以管理此处消息的人才能这样做。",
		noAnswer:     "只能更正我自己的回答，而且须知道它在哪里。请在我的回答上打开菜单。",
		slow:         func(ref string) string { return "回答用时过长，请再问一次。（编号 " + ref + "）" },
		failed:       func(ref string) string { return "出了问题，已记录在案。（编号 " + ref + "）" },
	},
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// joined puts the parts that are not empty after an introduction; without any
// it is empty.
func joined(introduction, between string, parts ...string) string {
	var present []string
	for _, p := range parts {
		if p != "" {
			present = append(present, p)
		}
	}
	if len(present) == 0 {
		return ""
	}
	return introduction + strings.Join(present, between)
}

func marked(before, text, after string) string {
	if text == "" {
		return ""
	}
	return before + text + after
}
