package bot

import (
	"regexp"

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
)

// A pointing is a word that stands for something said before, and where it is.
type pointing struct {
	corpus.Span
	form pointer
}

// pointers match the words that point, each kind in a group of its own, in the
// order of the kinds. Group 0 alone are words that only look like them: "is it true
// that", "this year", 其中.
var pointers = regexp.MustCompile(`(?i)` +
	`\b(?:is|was|isn't|wasn't|would|will|be) it (?:be |still |also )?(?:true|right|correct|possible|likely|legal|allowed|permitted|necessary|mandatory|compulsory|required|important|safe) (?:that|to|for|if|whether)\b|` +
	`\b(?:this|that|these|those) (?:year|month|week|days?|time|moment|library|corpus|bot|server|channel|question|answer|conversation)s?\b|\b(?:is|are|was|were) there\b|\bthere (?:is|are|was|were)\b|\b(?:so|such) that\b|` +
	`应该|其中|其他|其实|其余|其它|极其|尤其|因此|此外|如此|彼此|至此|这样|那样|这里|那么|其次|` +
	`\b(it|they|them)\b|(它们?)|` + // 1, 2
	`\b(its|theirs?)\b|(其)|` + // 3, 4
	`\b((?:this|these|those|that|the said|the same) (?:\p{L}+ )?(?:measures?|polic(?:y|ies)|rules?|regulations?|laws?|acts?|plans?|notices?|documents?|program(?:me)?s?|schemes?|packages?|initiatives?|opinions|subsid(?:y|ies)|provisions?|targets?|goals?|term|concept|idea)|this|that|these|those)\b|` + // 5
	`((?:该|此|上述|前述|这些?|那些?)(?:份|项|个|部|批|种|类|套)?(?:政策|措施|文件|办法|规定|通知|意见|规划|方案|条例|法律|补贴|制度|计划|法规|目标|概念|词|说法)|该|此|这些?个?|那个)|` + // 6
	`\b(he|she|him|his|her|hers)\b|([他她])|` + // 7, 8
	`\b(there)\b|(当地|那里|那边|该地|该市|该省)`) // 9, 10

// pointerIn returns the first word of a question that points.
func pointerIn(text string) (pointing, bool) {
	for _, m := range pointers.FindAllStringSubmatchIndex(corpus.Simplify(text), -1) {
		for g := 1; g*2 < len(m); g++ {
			if m[g*2] >= 0 {
				return pointing{corpus.Span{Start: m[g*2], End: m[g*2+1]}, pointer((g - 1) / 2)}, true
			}
		}
	}
	return pointing{}, false
}
