package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/corpus"
)

// phrasing holds the sentences that the program itself says in one language.
type phrasing struct {
	notHere       string
	notThere      string // in the only documents that the asker left
	offTopic      string
	partly        string
	unverified    string
	outage        func(error) string // why the model did not write; nil: what it wrote was no answer
	cutOff        string
	verdicts      map[Verdict]string
	undated       string
	otherLanguage string
	bothLanguages string
	byWords       string
	newest        func(corpus.Date) string
	status        func(standing) string // of a document that is not simply in force, without its citations; else empty
	withdrawn     func(standing) string
	figure        func(mark, figure string, began corpus.Date) string // of one side of a disagreement
	disagree      func(marks, figures []string, byKind bool) string
	unknown       func(mark string) string // of a document that does not say whether it applies
	space         string                   // after the marks of citations
	then          func(standing) string    // between two remarks
	stop          string                   // at the end of a sentence
}

var phrases = map[string]phrasing{
	"en": {
		notHere:    "Nothing in this library answers this. That does not mean that no such policy exists.",
		notThere:   "Nothing of what you limited the question to answers this. The rest of the library was not searched.",
		offTopic:   "This is about something else than the documents of this library.",
		partly:     "This is answered only in part.",
		unverified: "This was found, but the sentences written about it failed the check. " + englishCopied,
		outage:     func(err error) string { return englishOutage(err) + " " + englishCopied },
		verdicts: map[Verdict]string{
			VerdictSupported:    "Supported by this library.",
			VerdictContradicted: "Contradicted by this library.",
			VerdictUnknown:      "Not found: nothing that was searched supports or contradicts the statement.",
		},
		cutOff:        "The model's reply broke off; what is shown was checked, and may not be all.",
		undated:       "Some of the documents quoted do not say when they apply; they are included all the same.",
		otherLanguage: "The library answers this only in another language; the quotations are in the original.",
		bothLanguages: "Quotations from texts in another language are in the original.",
		byWords:       "The search by meaning gave no answer in time, so only the words of the question were searched for.",
		newest:        func(d corpus.Date) string { return fmt.Sprintf("The newest document in this library is of %s.", d) },
		status:        englishStatus,
		withdrawn:     englishWithdrawn,
		figure: func(mark, figure string, began corpus.Date) string {
			return joinNonEmpty(figure+" in "+mark, " of ", began.String())
		},
		disagree: func(marks, figures []string, byKind bool) string {
			first := "later"
			if byKind {
				first = "more binding"
			}
			return fmt.Sprintf("%s disagree: %s. The %s text comes first.", strings.Join(marks, " and "), strings.Join(figures, ", "), first)
		},
		unknown: func(mark string) string { return "Whether " + mark + " is in force is not known." },
		then:    func(s standing) string { return "; " + s.agreement().it + " " },
		space:   " ", stop: ".",
	},
	"zh": {
		notHere:    "本资料库中没有能回答这个问题的内容。这并不表示不存在相关政策。",
		notThere:   "您限定的范围内没有能回答这个问题的内容。资料库的其他文件未检索。",
		offTopic:   "这个问题与本资料库的文件无关。",
		partly:     "这个问题只得到部分回答。",
		unverified: "相关内容已找到，但据此写成的句子未通过核对。" + chineseCopied,
		outage:     func(err error) string { return chineseOutage(err) + chineseCopied },
		verdicts: map[Verdict]string{
			VerdictSupported:    "本资料库支持这一说法。",
			VerdictContradicted: "本资料库与这一说法相矛盾。",
			VerdictUnknown:      "没有找到：所检索的内容既不支持也不否定这一说法。",
		},
		cutOff:        "模型的回答中途中断；所示内容均已核对，但可能不全。",
		undated:       "所引文件中有的没有说明适用时间，仍一并列出。",
		otherLanguage: "资料库中只有其他语言的文件能回答这个问题，引文为原文。",
		bothLanguages: "出自其他语言文件的引文均为原文。",
		byWords:       "按语义的检索未能及时返回结果，本次只按问题中的字词检索。",
		newest:        func(d corpus.Date) string { return fmt.Sprintf("本资料库中最新的文件日期为%s。", d) },
		status:        chineseStatus,
		withdrawn: func(s standing) string {
			return fmt.Sprintf("自%s起已从来源撤下，这并不表示它已废止", s.document.Withdrawn)
		},
		figure: func(mark, figure string, began corpus.Date) string {
			if began.IsZero() {
				return mark + "为" + figure
			}
			return mark + "（" + began.String() + "）为" + figure
		},
		disagree: func(marks, figures []string, byKind bool) string {
			first := "时间较近"
			if byKind {
				first = "效力较高"
			}
			return fmt.Sprintf("%s说法不一：%s。%s的列在前面。", strings.Join(marks, "与"), strings.Join(figures, "，"), first)
		},
		unknown: func(mark string) string { return mark + "是否有效不明。" },
		then:    func(standing) string { return "；" },
		stop:    "。",
	},
}

// What heads sentences that are copied where a model should have written.
const (
	englishCopied = "The sentences below are copied from documents, not compared or combined."
	chineseCopied = "以下句子摘自文件原文，未经比较或综合。"
)

// englishOutage says why a model did not write, as far as a reader can use it.
func englishOutage(err error) string {
	switch {
	case err == nil:
		return "The model gave no usable answer."
	case errors.Is(err, ErrBudget):
		return "The budget for the model is used up."
	case errors.Is(err, context.DeadlineExceeded):
		return "The model did not answer in time."
	case errors.Is(err, ErrModelBusy):
		return "The model is too busy, or its quota is used up."
	case errors.Is(err, ErrPromptRefused):
		return "The model's server refused this request."
	case errors.Is(err, ErrModelRefused):
		return "The model's server refused the request; its settings need a look."
	case errors.Is(err, ErrModelFailed):
		return "The model's server failed; it may work again later."
	case errors.Is(err, ErrModelCutOff):
		return "The model's reply broke off."
	}
	return "The model cannot be reached."
}

func chineseOutage(err error) string {
	switch {
	case err == nil:
		return "模型没有给出可用的回答。"
	case errors.Is(err, ErrBudget):
		return "模型的用量额度已用完。"
	case errors.Is(err, context.DeadlineExceeded):
		return "模型未能及时回答。"
	case errors.Is(err, ErrModelBusy):
		return "模型繁忙，或其配额已用完。"
	case errors.Is(err, ErrPromptRefused):
		return "模型服务拒绝了本次请求。"
	case errors.Is(err, ErrModelRefused):
		return "模型服务拒绝了请求，其设置需要检查。"
	case errors.Is(err, ErrModelFailed):
		return "模型服务出错，稍后可能恢复。"
	case errors.Is(err, ErrModelCutOff):
		return "模型的回答中途中断。"
	}
	return "无法连接模型。"
}
