package bot

import (
	"regexp"
	"unicode/utf8"

	"footnote/corpus"
)

// A pointer is a kind of word that stands for something said before.
type pointer uint8

const (
	toThing     pointer = iota // it, they, 它
	toPossessor                // its, their, 其
	toText                     // the policy, this plan, 该政策
	toPerson                   // he, she, 他
	toPlace                    // there, 当地
	toFormer                   // the former, 前者
	toLatter                   // the latter, 后者
	toInside                   // 里面, 文中
)

// A pointing is a word that stands for something said before, and where it is.
type pointing struct {
	corpus.Span
	form pointer
}

// pointers matches the words that point, each as a group, and without a group those
// that only look like them: "is it true that", "this year", 其中.
var pointers = regexp.MustCompile(`(?i)` +
	`\b(?:is|was|isn't|wasn't) it\b[^?,;]*\bthat\b|\b(?:is|was|would|will|be) it (?:be |still |also )?(?:possible|legal|allowed|permitted|necessary|mandatory|compulsory|required|important|safe|common|usual|normal) (?:to|for|if|whether)\b|` +
	`\b(?:does|did|will|would) it (?:take|mean|cost) .*\b(?:for|to|if|when)\b|` +
	`\b(?:this|that|these|those) (?:year|month|week|days?|time|moment|library|corpus|bot|server|channel|question|answer|conversation)s?\b|\b(?:is|are|was|were) there\b|\bthere (?:is|are|was|were)\b|\b(?:so|such) that\b|` +
	`应该|其中|其他|其实|其余|其它|极其|尤其|因此|此外|如此|彼此|至此|这样|那样|这里|那么|其次|[他她]们|` +
	`\b(it|they|them)\b|(它们?)|([这那])是(?:什么|谁|哪|何|多|几|怎|由|从|在)|` +
	`\b(its|theirs?)\b|(其)|` +
	`\b((?:this|these|those|that|the said|the same) (?:\p{L}+ )?(?:measures?|polic(?:y|ies)|rules?|regulations?|laws?|acts?|plans?|notices?|documents?|program(?:me)?s?|schemes?|packages?|initiatives?|opinions|subsid(?:y|ies)|provisions?|targets?|goals?|term|concept|idea)|this|these|those)\b|\b(?:is|was|does|did|do|has|had|will|would|can|could|about|for|of|on|after|before|why|under|with|from) (that)\b|` +
	`((?:该|此|上述|前述|这些?|那些?)(?:份|项|个|部|批|种|类|套)?(?:政策|措施|文件|办法|规定|通知|意见|规划|方案|条例|法律|补贴|制度|计划|法规|目标|概念|词|说法)|该|此|这些?个?|那些|那个)|` +
	`\b(he|she|him|his|her|hers)\b|([他她])|` +
	`\b(there)\b|(当地|那里|那边|该地|该市|该省)|` +
	`\b(the former)\b|(前者)|\b(the latter)\b|(后者)|` +
	`^(里面|文中|文件里|文件中)`)

// pointerForms are the kinds of word that the groups of pointers match, from 1.
var pointerForms = []pointer{1: toThing, toThing, toThing, toPossessor, toPossessor, toText, toText, toText, toPerson, toPerson, toPlace, toPlace, toFormer, toFormer, toLatter, toLatter, toInside}

// pointerIn returns the first word of a question that points.
func pointerIn(text string) (pointing, bool) {
	han := language("", text) == "zh"
	for _, m := range pointers.FindAllStringSubmatchIndex(corpus.Simplify(text), -1) {
		for g := 1; g < len(pointerForms); g++ {
			if m[g*2] >= 0 && (text[m[g*2]] >= utf8.RuneSelf) == han { // IT组织 is no pointer
				return pointing{corpus.Span{Start: m[g*2], End: m[g*2+1]}, pointerForms[g]}, true
			}
		}
	}
	return pointing{}, false
}
