package main

import (
	"cmp"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/corpus"
)

// wording holds the fixed texts of an answer in one language. Everything else
// that is shown comes from the corpus or from package bot.
type wording struct {
	understood    string
	anew          string // above an answer that is another than what was shown of it
	sources       string
	verbatim      string
	written       func(model string) string
	missing       string
	withheld      func(n int) string
	repaired      func(n int) string
	translation   string
	withheldTitle string
	note          string
	brief         string
	basedOn       func(title, publisher string) string
	basedSame     string
	nearest       string
	meant         string // above what the question may mean
	searched      func(documents int, issuers []string, newest string) string
	effective     func(from, to corpus.Date) string
	page          func(number, sheet string) string
	then          string // in force on the day that was asked about
	today         string // before a status
	withdrawn     func(corpus.Date) string
	copiesAt      func(places []string, more int) string
	open, shut    string // quotation marks
	colon         string
	comma         string
	form          func(name string) string // that was chosen
	forms         map[bot.Form]string      // but for the plain one
	kinds         map[corpus.Kind]string
	statuses      map[corpus.Status]string
}

// wordingOf returns the texts for the language of an answer.
func wordingOf(language string) wording {
	if strings.HasPrefix(language, "zh") {
		return chinese
	}
	return english
}

// maxIssuers is how many issuers a refusal names.
const maxIssuers = 5

var english = wording{
	understood: "Understood as",
	anew:       "The answer has changed: what stands above is no part of it, and it follows whole.",
	sources:    "Sources",
	verbatim:   "Copied verbatim from the documents. Checked: the quotations. Not checked: that a document is right, complete or current.",
	written: func(model string) string {
		return "Written by a machine (" + model + "). Checked: each sentence against its quotation. Not checked: that a document is right, complete or current."
	},
	missing: "Not found",
	withheld: func(n int) string {
		if n == 1 {
			return "One sentence was withheld: no quotation proved it."
		}
		return fmt.Sprintf("%d sentences were withheld: no quotation proved them.", n)
	},
	repaired: func(n int) string {
		if n == 1 {
			return "One sentence failed the check at first and was written again."
		}
		return fmt.Sprintf("%d sentences failed the check at first and were written again.", n)
	},
	withheldTitle: "Withheld, and why",
	translation:   "Translation, machine-made and unchecked",
	note:          "Note",
	brief:         "brief: a secondary summary",
	basedOn: func(title, publisher string) string {
		return ", based on " + joinTexts(", ", quoteWith("“", "”", title), publisher)
	},
	basedSame: ", based on the same publication",
	nearest:   "Closest passages, which are not an answer",
	meant:     "Documents that may be meant, and what they say",
	searched: func(documents int, issuers []string, newest string) string {
		text := fmt.Sprintf("Searched: %d documents", documents)
		if documents == 1 {
			text = "Searched: 1 document"
		}
		if len(issuers) > 0 {
			text += "; issued by " + listIssuers(issuers, ", ", " and %d more")
		}
		if newest != "" {
			text += "; the newest is of " + newest
		}
		return text + "."
	},
	effective: func(from, to corpus.Date) string {
		switch {
		case from.IsZero() && to.IsZero():
			return ""
		case from.IsZero():
			return "effective until " + to.String()
		case to.IsZero():
			return "effective from " + from.String()
		}
		return "effective " + from.String() + " to " + to.String()
	},
	page: func(number, sheet string) string { return "p. " + number + quoteWith(" (sheet ", ")", sheet) },
	then: "in force then", today: "today ",
	withdrawn: func(d corpus.Date) string { return "withdrawn " + d.String() },
	copiesAt: func(places []string, more int) string {
		text := "also at " + strings.Join(places, ", ")
		if more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		return text
	},
	open: "“", shut: "”", colon: ": ", comma: ", ",
	form: func(name string) string {
		return "Form: " + name + " (chosen from the question; --form answer for plain sentences)"
	},
	forms: map[bot.Form]string{
		bot.FormCompare: "comparison", bot.FormTimeline: "timeline", bot.FormChanges: "what changed", bot.FormDefine: "definition",
		bot.FormFactcheck: "fact-check", bot.FormSummary: "summary",
	},
	kinds: map[corpus.Kind]string{},
	statuses: map[corpus.Status]string{
		corpus.StatusInForce:    "in force",
		corpus.StatusNotYet:     "not yet in force",
		corpus.StatusTrial:      "on trial",
		corpus.StatusAmended:    "amended",
		corpus.StatusSuperseded: "superseded",
		corpus.StatusRepealed:   "repealed",
		corpus.StatusExpired:    "expired",
		corpus.StatusDraft:      "draft",
		corpus.StatusUnknown:    "status unknown",
	},
}

var chinese = wording{
	understood: "理解为",
	anew:       "答案已有变动：以上文字不再属于答案，完整答案如下。",
	sources:    "来源",
	verbatim:   "以上文字逐字摘自文件。已核对：引文。未核对：文件本身是否正确、完整、现行。",
	written: func(model string) string {
		return "以上文字由机器（" + model + "）撰写。已核对：每句话与其引文是否相符。未核对：文件本身是否正确、完整、现行。"
	},
	missing:       "没有找到",
	withheld:      func(n int) string { return fmt.Sprintf("有%d句话因没有引文能证明而未显示。", n) },
	repaired:      func(n int) string { return fmt.Sprintf("有%d句话起初未通过核对，已重写。", n) },
	withheldTitle: "未显示的句子及原因",
	translation:   "译文（机器翻译，未经核对）",
	note:          "注",
	brief:         "简报：二手摘要",
	basedOn: func(title, publisher string) string {
		return "，依据" + publisher + quoteWith("《", "》", title)
	},
	basedSame: "，依据同一出版物",
	nearest:   "最接近的段落（不是答案）",
	meant:     "可能所指的文件及其内容",
	searched: func(documents int, issuers []string, newest string) string {
		text := fmt.Sprintf("已检索%d份文件", documents)
		if len(issuers) > 0 {
			text += "，发布机构：" + listIssuers(issuers, "、", "等，另有%d个")
		}
		if newest != "" {
			text += "；最新的文件日期为" + newest
		}
		return text + "。"
	},
	effective: func(from, to corpus.Date) string {
		switch {
		case from.IsZero() && to.IsZero():
			return ""
		case from.IsZero():
			return "有效期至" + to.String()
		case to.IsZero():
			return "自" + from.String() + "起施行"
		}
		return "自" + from.String() + "起施行，有效期至" + to.String()
	},
	page: func(number, sheet string) string {
		return "第" + number + "页" + quoteWith("（PDF第", "页）", sheet)
	},
	then: "当时有效", today: "今",
	withdrawn: func(d corpus.Date) string { return d.String() + "已从来源撤下" },
	copiesAt: func(places []string, more int) string {
		text := "另见" + strings.Join(places, "、")
		if more > 0 {
			text += fmt.Sprintf("等，另有%d处", more)
		}
		return text
	},
	open: "“", shut: "”", colon: "：", comma: "、",
	form: func(name string) string {
		return "形式：" + name + "（按问题选定；用 --form answer 可得普通句子）"
	},
	forms: map[bot.Form]string{
		bot.FormCompare: "对比", bot.FormTimeline: "时间线", bot.FormChanges: "变化", bot.FormDefine: "释义",
		bot.FormFactcheck: "事实核查", bot.FormSummary: "摘要",
	},
	kinds: map[corpus.Kind]string{
		corpus.KindLaw:        "法律",
		corpus.KindRegulation: "法规",
		corpus.KindRule:       "规章",
		corpus.KindPlan:       "规划",
		corpus.KindNotice:     "通知",
		corpus.KindGuidance:   "指导意见",
		corpus.KindReport:     "报告",
		corpus.KindSpeech:     "讲话",
		corpus.KindDraft:      "征求意见稿",
		corpus.KindCommentary: "评论",
		corpus.KindBrief:      "简报",
	},
	statuses: map[corpus.Status]string{
		corpus.StatusInForce:    "现行有效",
		corpus.StatusNotYet:     "尚未施行",
		corpus.StatusTrial:      "试行",
		corpus.StatusAmended:    "已修订",
		corpus.StatusSuperseded: "已被取代",
		corpus.StatusRepealed:   "已废止",
		corpus.StatusExpired:    "已失效",
		corpus.StatusDraft:      "草案",
		corpus.StatusUnknown:    "效力未知",
	},
}

// counts says how many sentences were withheld and repaired, as far as any were.
func (w wording) counts(withheld, repaired int) string {
	var texts []string
	if withheld > 0 {
		texts = append(texts, w.withheld(withheld))
	}
	if repaired > 0 {
		texts = append(texts, w.repaired(repaired))
	}
	return strings.Join(texts, " ")
}

// kind names a kind of document; in English the kinds are words already.
func (w wording) kind(k corpus.Kind) string {
	if name, ok := w.kinds[k]; ok {
		return name
	}
	return string(k)
}

// status names a status; one that is not known is shown as it is.
func (w wording) status(s corpus.Status) string {
	if name, ok := w.statuses[s]; ok {
		return name
	}
	return string(s)
}

// maxCopies is how many of the places are named that publish the same text.
const maxCopies = 3

// copies says where else the text of a document is published.
func (w wording) copies(all []corpus.Copy) string {
	if len(all) == 0 {
		return ""
	}
	var places []string
	for _, c := range all[:min(len(all), maxCopies)] {
		places = append(places, cmp.Or(c.URL, c.Path, c.ID))
	}
	return w.copiesAt(places, len(all)-len(places))
}

func listIssuers(issuers []string, comma, more string) string {
	if len(issuers) <= maxIssuers {
		return strings.Join(issuers, comma)
	}
	return strings.Join(issuers[:maxIssuers], comma) + fmt.Sprintf(more, len(issuers)-maxIssuers)
}

// joinTexts joins the texts that are not empty.
func joinTexts(separator string, texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, separator)
}

func quoteWith(open, shut, text string) string {
	if text == "" {
		return ""
	}
	return open + text + shut
}
