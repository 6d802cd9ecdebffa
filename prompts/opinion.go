package prompts

import (
	"regexp"
	"strings"
)

// Opinion returns what a model is sent to judge whether the sentences of a source
// support a claim.
func Opinion(claim string, source Source, mark string) Prompt {
	t := Task{Sources: []Source{source}, Mark: mark}
	v := view{Claim: fenced(claim, mark, maxSentence), Evidence: t.block(0, len(source.Sentences)), Mark: mark}
	return Prompt{System: execute("opinion-system", v), User: execute("opinion", v), MaxTokens: 400, Sources: 1}
}

var verdictWord = regexp.MustCompile(`(?i)^(?:the )?(?:verdict|judge?ment|answer|result|结论|結論|判断|判斷|判定|裁定|答案|回答)\s*(?:is|为|是)?\s*[:：]\s*`)

// ParseOpinion returns what a reply to Opinion says of the claim. It is not ok
// when the reply says neither, or both.
func ParseOpinion(reply string) (supported, ok bool) {
	for _, line := range plainLines(reply) {
		line = strings.Trim(line, `{}" `)
		line = strings.Replace(line, `":`, ":", 1)
		rest := verdictWord.ReplaceAllString(line, "")
		says, known := opinionOf(rest)
		if !known {
			continue
		}
		if ok && says != supported {
			return false, false
		}
		supported, ok = says, true
	}
	return supported, ok
}

var (
	opinionNo    = regexp.MustCompile(`(?i)^\W*(?:unsupported|not (?:fully |entirely )?supported|partly|partially|contradict\w*|refuted|unknown|false|no\b|(?:部分|不|未|没有|无|沒有)(?:被|完全|得到|获得)*(?:支持|成立|属实)|部分|不支持|矛盾|否|错误|未知|无法)`)
	bothOpinions = regexp.MustCompile(`(?i)^\W*\w+\s*(?:/|\||\bor\b)\s*\w+\W*$|^\W*\p{Han}+\s*(?:/|\||或|还是)\s*\p{Han}+\W*$`)
	opinionYes   = regexp.MustCompile(`(?i)^\W*(?:(?:fully |entirely )?supported|true\b|yes\b|(?:完全|得到|获得|被)*支持|成立|属实|是[。.]?$|正确)`)
)

func opinionOf(text string) (supported, known bool) {
	switch {
	case bothOpinions.MatchString(text):
		return false, false
	case opinionNo.MatchString(text):
		return false, true
	case opinionYes.MatchString(text):
		return true, true
	}
	return false, false
}
