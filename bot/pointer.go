package bot

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
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

// pointsOut reports whether a word points out of its question: nothing before it
// is what it could stand for, or it ends the question behind a name that only says
// who spoke of it.
func (ix *library) pointsOut(text string, p pointing) bool {
	before := text[:p.Start]
	if p.form == toFormer || p.form == toLatter {
		return len(ix.ownTerms(before)) == 0
	}
	slots := ix.slots(before)
	if len(slots) == 0 && endsIn.MatchString(text[p.Start:]) && atMost(text, 6, 8) {
		return true // "who decides about it?"
	}
	if len(ix.ownTerms(before)) > 0 {
		return false
	}
	if p.form == toPossessor && len(slots) > 0 {
		return false // "which universities have their own?"
	}
	named := slices.ContainsFunc(slots, slot.proper)
	return !named || endsIn.MatchString(text[p.Start:]) && speaksOf.MatchString(before)
}

// nounBehind returns the terms behind a word such as "those" or 那些 that goes with
// a noun: it points at what was said only where the noun was.
func (ix *library) nounBehind(text string, p pointing) []string {
	if p.form != toText || !bareDemonstrative.MatchString(text[p.Start:p.End]) {
		return nil
	}
	rest := text[p.End:]
	own := ix.ownTerms(rest)
	if language("", text) == "zh" {
		if notNoun.MatchString(corpus.Simplify(rest)) {
			return nil
		}
		return []string{firstTerm(rest)}
	}
	var noun []string
	for _, t := range analysis.QueryTokens(rest) {
		if t.Stop || verbs[t.Term] {
			break
		}
		noun = append(noun, t.Term)
	}
	if !slices.ContainsFunc(noun, func(t string) bool { return slices.Contains(own, t) }) {
		return nil
	}
	return noun
}

// firstTerm is the first term of a text, or empty.
func firstTerm(text string) string {
	if terms := analysis.QueryTerms(text); len(terms) > 0 {
		return terms[0]
	}
	return ""
}

// notNoun matches what can stand behind 这 where it is no word beside a noun.
var notNoun = regexp.MustCompile(`^(?:[是有会能可要对给将在也还都的吗呢？?，。]|$|什么|怎|如何|为|多|何|哪|谁|几|意味|属于|算|` + hanAnyPolicy.String() + `)`)

var bareDemonstrative = regexp.MustCompile(`(?i)^(?:this|that|these|those|[该此这那]些?个?)$`)

var (
	endsIn   = regexp.MustCompile(`(?i)^(?:it|them|this|that|these|those|它们?|此|这个?|那个?)[\p{Han}]{0,6}[?？。.!]*$`)
	speaksOf = regexp.MustCompile(`(?i)\b(?:about|on|of|for|from|under|with|against) $|对$|关于$`)
)
