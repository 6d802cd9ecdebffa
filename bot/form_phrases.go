package bot

import (
	"fmt"
	"strings"

	"footnote/corpus"
)

// formPhrasing holds the sentences that the forms of an answer need, in one language.
type formPhrasing struct {
	whatIs        func(term string) string               // the question that a definition answers
	inBoth        func(english, chinese []string) string // a term, in the glossary's forms
	nothing       string                                 // in a cell of a table
	notHeld       string                                 // in a cell of a column of which the library holds nothing
	date, event   string                                 // the columns of a timeline
	firstSeen     string                                 // behind the date of a version of a text, as are the next
	published     string
	effective     string
	compareWhat   string // a refusal, as are the next
	undatedThing  string
	later         func(day, first corpus.Date) string
	noVerdict     string                        // above the passages of a fact-check without a model
	opinion       string                        // a note on one
	before, after func(seen corpus.Date) string // what two versions of a document are called
	noEarlier     func(title string, kept bool, since corpus.Date) string
	sameText      func(title, before, after string) string
	moreChanges   func(more, moved int) string // a note
	whichDocument func(several []*corpus.Document) string
}

// stage is when a version of a text came.
func (p formPhrasing) stage(s stage) string {
	switch {
	case s.seen:
		return s.date.String() + p.firstSeen
	case s.document.EffectiveFrom.IsZero():
		return s.date.String() + p.published
	}
	return s.date.String() + p.effective
}

var formPhrases = map[string]formPhrasing{
	"en": {
		whatIs: func(term string) string { return "What is " + term + "?" },
		inBoth: func(english, chinese []string) string {
			return "In Chinese: " + strings.Join(chinese, "; ") + ". In English: " + strings.Join(english, "; ") + "."
		},
		nothing: "—", notHeld: "— (not in this library)",
		date: "Date", event: "What happened",
		firstSeen: " (this wording first seen)", published: " (published)", effective: " (effective)",
		compareWhat:  "Name what is to be compared: two to four documents, years, places or terms.",
		undatedThing: "The library speaks of this, but nothing that it says of it has a date of that time.",
		later: func(day, first corpus.Date) string {
			return "Nothing that had been published by " + day.String() + " answers this. What this library holds about it is later: the earliest is of " + first.String() + "."
		},
		noVerdict: "No verdict: these are the passages closest to the statement. Read whether they support it.",
		opinion:   "This is a judgement and no statement of fact: there is no verdict on it.",
		before:    func(d corpus.Date) string { return "Before (first seen " + d.String() + ")" },
		after:     func(d corpus.Date) string { return "Since then (first seen " + d.String() + ")" },
		noEarlier: func(title string, kept bool, since corpus.Date) string {
			if kept {
				return "“" + title + "” has not changed since " + since.String() + ", as far as this library has seen."
			}
			return "This library holds no earlier version of “" + title + "” to compare it with. That does not mean that it never changed."
		},
		sameText: func(title, before, after string) string {
			return "No sentence of “" + title + "” is another in “" + after + "” than in “" + before + "”: only headings, order or layout differ."
		},
		moreChanges: func(more, moved int) string {
			return fmt.Sprintf("Changed sentences that are not shown: %d. Sentences that only moved: %d.", more, moved)
		},
		whichDocument: func(several []*corpus.Document) string {
			if len(several) == 0 {
				return "Name one document of this library, by its title, number or ID."
			}
			return "Several documents of this library may be meant; name one by its ID: " + listed(several, "%s (%s)", ", ", " and others") + "."
		},
	},
	"zh": {
		whatIs: func(term string) string { return "什么是" + term + "？" },
		inBoth: func(english, chinese []string) string {
			return "英文：" + strings.Join(english, "；") + "。中文：" + strings.Join(chinese, "；") + "。"
		},
		nothing: "—", notHeld: "—（本资料库中没有）",
		date: "日期", event: "事件",
		firstSeen: "（首次收录此文本）", published: "（发布）", effective: "（施行）",
		compareWhat:  "请写明要比较的两到四份文件、年份、地方或术语。",
		undatedThing: "资料库中有相关内容，但没有写明该时间内的日期。",
		later: func(day, first corpus.Date) string {
			return "截至" + chineseDate(day) + "，本资料库中没有已发布的内容能回答这个问题。相关内容发布在此之后，最早的日期为" + first.String() + "。"
		},
		noVerdict: "不作结论：以下是与该说法最接近的段落，请自行判断它们是否支持该说法。",
		opinion:   "这是评价而不是事实陈述，不作结论。",
		before:    func(d corpus.Date) string { return "此前（" + d.String() + "首次收录）" },
		after:     func(d corpus.Date) string { return "此后（" + d.String() + "首次收录）" },
		noEarlier: func(title string, kept bool, since corpus.Date) string {
			if kept {
				return "据本资料库所见，《" + title + "》自" + since.String() + "以来没有变化。"
			}
			return "本资料库中没有《" + title + "》的旧版本可供对比。这并不表示它从未变化。"
		},
		sameText: func(title, before, after string) string {
			return "《" + title + "》在“" + before + "”与“" + after + "”之间没有句子变化，只有标题、顺序或版式不同。"
		},
		moreChanges: func(more, moved int) string {
			return fmt.Sprintf("未显示的变化：%d处；仅移动位置的句子：%d句。", more, moved)
		},
		whichDocument: func(several []*corpus.Document) string {
			if len(several) == 0 {
				return "请写明资料库中的一份文件：标题、文号或编号（ID）。"
			}
			return "可能指资料库中的多份文件，请用编号（ID）指定一份：" + listed(several, "%s（%s）", "、", "等") + "。"
		},
	},
}

// maxNamed is how many documents are named where one must be chosen.
const maxNamed = 5

// listed names documents by ID and title, in a format for both.
func listed(documents []*corpus.Document, format, comma, more string) string {
	var names []string
	for _, d := range documents[:min(len(documents), maxNamed)] {
		names = append(names, fmt.Sprintf(format, d.ID, titleOf(d)))
	}
	text := strings.Join(names, comma)
	if len(documents) > maxNamed {
		text += more
	}
	return text
}
