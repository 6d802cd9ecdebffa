package bot

import "strings"

// formPhrasing holds the sentences that the forms of an answer need, in one language.
type formPhrasing struct {
	whatIs       func(term string) string               // the question that a definition answers
	inBoth       func(english, chinese []string) string // a term, in the glossary's forms
	nothing      string                                 // in a cell of a table
	notHeld      string                                 // in a cell of a column of which the library holds nothing
	date, event  string                                 // the columns of a timeline
	compareWhat  string                                 // a refusal, as are the next
	undatedThing string
}

var formPhrases = map[string]formPhrasing{
	"en": {
		whatIs: func(term string) string { return "What is " + term + "?" },
		inBoth: func(english, chinese []string) string {
			return "In Chinese: " + strings.Join(chinese, "; ") + ". In English: " + strings.Join(english, "; ") + "."
		},
		nothing: "—", notHeld: "— (not in this library)",
		date: "Date", event: "What happened",
		compareWhat:  "Name what is to be compared: two to four documents, years, places or terms.",
		undatedThing: "The library speaks of this, but nothing that it says of it has a date of that time.",
	},
	"zh": {
		whatIs: func(term string) string { return "什么是" + term + "？" },
		inBoth: func(english, chinese []string) string {
			return "英文：" + strings.Join(english, "；") + "。中文：" + strings.Join(chinese, "；") + "。"
		},
		nothing: "—", notHeld: "—（本资料库中没有）",
		date: "日期", event: "事件",
		compareWhat:  "请写明要比较的两到四份文件、年份、地方或术语。",
		undatedThing: "资料库中有相关内容，但没有写明该时间内的日期。",
	},
}
