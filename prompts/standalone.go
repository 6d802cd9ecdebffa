package prompts

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A Turn is an earlier question of a conversation, as it was understood, and the
// titles of the documents that it was answered from. What was answered is not
// part of it.
type Turn struct {
	Question string
	Titles   []string
}

// Standalone returns what a model is sent to write a question anew so that it can
// be understood without the earlier ones, which are given oldest first.
func Standalone(turns []Turn, question, language, mark string) Prompt {
	v := view{Question: fenced(question, mark, maxQuestion), Chinese: chinese(language), Mark: mark}
	for _, turn := range turns {
		t := Turn{Question: fenced(turn.Question, mark, maxQuestion)}
		for _, title := range turn.Titles {
			t.Titles = append(t.Titles, fenced(title, mark, maxTitle))
		}
		v.Turns = append(v.Turns, t)
	}
	return Prompt{System: execute("standalone-system", v), User: execute("standalone", v), MaxTokens: 400}
}

// longestQuestion is how many characters a question written anew has at most.
const longestQuestion = 500

var (
	questionWord = regexp.MustCompile(`(?i)^(?:(?:re-?written |stand-?alone |the |last )*question|re-?written|(?:改写|重写)?(?:后的|为)?(?:独立)?(?:问题|提问))\s*[:：]\s*`)
	jsonQuestion = regexp.MustCompile(`(?i)"(?:\w*question|rewritten|问题)"\s*[:：]\s*("(?:[^"\\]|\\.)*")`)
)

// ParseStandalone returns the question that a reply to Standalone holds. It is
// empty when the reply holds none, or more than a question.
func ParseStandalone(reply string) string {
	lines := plainLines(reply)
	found, named := "", false
	for _, line := range lines {
		if m := jsonQuestion.FindStringSubmatch(line); m != nil {
			line = "question: " + unquoteJSON(m[1])
		}
		if word := questionWord.FindString(line); word != "" {
			found, named = line[len(word):], true
			break
		}
	}
	if !named && len(lines) == 1 {
		found = lines[0]
	}
	found = unquote(strings.TrimSpace(unlinked(withoutMarkers(found))))
	if n := utf8.RuneCountInString(found); n < 2 || n > longestQuestion || refuses(found) || strings.ContainsAny(found, "{}|") {
		return ""
	}
	return found
}
