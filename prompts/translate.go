package prompts

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// Translate returns what a model is sent to translate quotations into a language.
func Translate(quotes []string, language, mark string) Prompt {
	v := view{Chinese: chinese(language), Mark: mark}
	length := 0
	for _, q := range quotes {
		v.Quotes = append(v.Quotes, fenced(q, mark, maxSentence))
		length += Tokens(q)
	}
	return Prompt{System: execute("translate-system", v), User: execute("translate", v), MaxTokens: 200 + 2*length}
}

var translated = regexp.MustCompile(`(?i)^(?:quote|quotation|translation|引文|引用|译文|翻译|第)?\s*[\[(（【"]?(\d{1,3})[\])）】"]?(?:\s*[:：、．）)]|[.]\s)\s*`)

// ParseTranslations returns the translations of n quotations in a reply to
// Translate, in their order; empty for each that the reply does not hold.
func ParseTranslations(reply string, n int) []string {
	out := make([]string, n)
	lines := plainLines(reply)
	if texts := jsonStrings(reply); len(texts) == n {
		lines = texts
	}
	numbered := false
	for _, line := range lines {
		m := translated.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		i, err := strconv.Atoi(m[1])
		if err != nil || i < 1 || i > n {
			continue
		}
		numbered = true
		if out[i-1] == "" {
			out[i-1] = unquote(line[len(m[0]):])
		}
	}
	if !numbered && len(lines) == n {
		for i, line := range lines {
			out[i] = unquote(line)
		}
	}
	return out
}

// jsonStrings returns the strings of the array that a reply is, if it is one.
func jsonStrings(reply string) []string {
	from, to := strings.Index(reply, "["), strings.LastIndex(reply, "]")
	var out []string
	if from < 0 || to < from || json.Unmarshal([]byte(reply[from:to+1]), &out) != nil {
		return nil
	}
	for i, text := range out {
		out[i] = clean(text)
	}
	return out
}
