package bot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/quantity"
)

// How a follow-up is completed without a model: by what it carries over from the
// question before, and by no other word.

// carryOver writes a follow-up as a question that stands alone, or returns the
// empty text where nothing can be carried over. Title is that of a document quoted
// before, for a question that names nothing.
func (ix *library) carryOver(e ellipsis, before, title string, han bool) string {
	t := ix.topicOf(before)
	if t.text == "" {
		t.text = shortTitle(title)
	}
	t = ix.inLanguageOf(t, han)
	switch e.lean {
	case swaps:
		if text, ok := ix.swap(e, before, t, han); ok {
			return text
		}
		return about(e.text, e.beside(t), han, true)
	case points:
		if text, ok := ix.resolve(e, before, t); ok || e.form == toPerson {
			return text
		}
	case adds:
		if len(t.names) > 0 {
			t.text = strings.Join(t.names, listComma(han))
		}
	case goesOn:
		if asksReason.MatchString(e.text) {
			return conjoined(before, e.text)
		}
		if text, ok := otherHead(before, e.text); ok {
			return text
		}
		if len(t.names) > 0 && asksIssuer.MatchString(corpus.Simplify(e.text)) && !saysText.MatchString(t.text) {
			t.text = strings.Join(t.names, listComma(han)) // a text is issued, and not what it is about
		}
		if len(t.names) > 0 && saysText.MatchString(e.text) {
			t.text = strings.Join(t.names, listComma(han)) // the question says itself what of it: the measures
		}
	}
	if asksDate.MatchString(corpus.Simplify(e.text)) {
		t.text = withoutDate(t.text)
	}
	return about(e.text, t.text, han, false)
}

// asksReason matches a question that asks why, and nothing else: what it asks about
// is all that was said, and not only what that was about.
var asksReason = regexp.MustCompile(`(?i)^(?:why|why not|why so|why is that|how so|how come)\b[\s?]*$|^(?:为什么|为何|为啥|什么原因|原因|原因是什么|怎么会)(?:会?这样)?呢?[？?]?$`)

// eventOf matches what a question begins with that asks of an event, and what it asks of;
// asksHead a follow-up that is nothing else.
var (
	eventOf  = regexp.MustCompile(`(?i)^(?:when|where|by whom|since when|until when|for how long|(?:in|by) (?:what|which) year) ((?:was|were|is|are|has|have|had|will|did|does|do) .+)$`)
	asksHead = regexp.MustCompile(`(?i)^(by whom|when|where|in (?:what|which) year)[\s?.!]*$`)
	passive  = regexp.MustCompile(`(?i)^(?:was|were|is|are|has been|have been|had been|will be) .+(?:ed|en|set|put|made)\b`)
)

// otherHead asks otherwise of what was asked before: after "When were the measures issued?",
// "by whom?" asks by whom they were.
func otherHead(before, text string) (string, bool) {
	head, rest := asksHead.FindStringSubmatch(text), eventOf.FindStringSubmatch(before)
	if head == nil || rest == nil || strings.EqualFold(head[1], "by whom") && !passive.MatchString(rest[1]) {
		return "", false
	}
	return upperFirst(strings.ToLower(head[1])) + " " + rest[1], true
}

// asksIssuer matches a question for who issued a text.
var asksIssuer = regexp.MustCompile(`(?i)^by whom\b|\bwho (?:issued|published|released|adopted)\b|(?:谁|哪个?(?:部门|机构|单位)|由谁)(?:发布|公布|出台|制定|印发|颁布)`)

// saysText matches a question that says what kind of text it asks about.
var saysText = regexp.MustCompile(`(?i)\b(?:` + textNouns + `)\b|` + hanNouns)

// conjoined asks a second thing of what was asked before.
func conjoined(before, text string) string {
	before, text = askTail.ReplaceAllString(before, ""), askTail.ReplaceAllString(text, "")
	if language("", before) == "zh" {
		return before + "，" + text + "？"
	}
	r, size := utf8.DecodeRuneInString(text)
	return before + ", and " + string(unicode.ToLower(r)) + text[size:] + "?"
}

func listComma(han bool) string {
	if han {
		return "、"
	}
	return ", "
}

// shortTitle is a title as a topic: what it says before a colon, and bounded.
func shortTitle(title string) string {
	title, _, _ = strings.Cut(strings.Join(strings.Fields(title), " "), ": ")
	if utf8.RuneCountInString(title) > maxTopic || !plainText(title) {
		return ""
	}
	return title
}

var (
	dateBefore = regexp.MustCompile(`(?i)(?:\b(?:in|for|of|by|from|until|since|at|on|within|before|after|between|during|as of)\s+)$`)
	askTail    = regexp.MustCompile(`[\s?？。.!！]+$`)
)

// about says of a topic what is asked: behind the question in English, before it in
// Chinese. What a text only names is asked for.
func about(text, topic string, han, names bool) string {
	text = askTail.ReplaceAllString(text, "")
	if topic == "" || text == "" {
		return ""
	}
	if han {
		mark := "？"
		if names {
			mark = "呢？"
		}
		return "对于" + topic + "，" + text + mark
	}
	if names {
		text = "what about " + preposition.ReplaceAllString(text, "")
	}
	return upperFirst(text) + ", regarding " + topic + "?"
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// withoutDate drops from a topic the date that it ends or begins with: who asks
// since when does not mean a date before.
func withoutDate(text string) string {
	for _, x := range quantity.Find(text) {
		if x.Kind != quantity.Date {
			continue
		}
		before := strings.TrimRight(text[:x.Start], " ")
		if x.End == len(text) {
			return strings.TrimRight(dateBefore.ReplaceAllString(before+" ", ""), " ")
		}
		if x.Start == 0 && language("", text) == "zh" {
			return strings.TrimPrefix(text[x.End:], "的")
		}
	}
	return text
}

// inLanguageOf puts a topic into the language of the follow-up, as far as the
// glossary holds its words.
func (ix *library) inLanguageOf(t topic, han bool) topic {
	if (language("", t.text) == "zh") == han {
		return t
	}
	t.text, t.span = ix.translated(t.text, han), corpus.Span{}
	names := make([]string, len(t.names))
	for i, name := range t.names {
		names[i] = ix.translated(name, han)
	}
	t.names = names
	return t
}

// translated replaces the terms and names of a text that the glossary holds.
func (ix *library) translated(text string, han bool) string {
	var b strings.Builder
	end := 0
	for _, m := range ix.Corpus().Glossary().Find(text) {
		forms := m.Entry.English
		if han {
			forms = m.Entry.Chinese
		}
		b.WriteString(text[end:m.Start] + forms[0])
		end = m.End
	}
	b.WriteString(text[end:])
	if han {
		text = englishNouns.ReplaceAllStringFunc(b.String(), func(noun string) string { return textNames[strings.ToLower(noun)] })
		return betweenHan.ReplaceAllString(article.ReplaceAllString(text, ""), "$1$2")
	}
	text = chineseNouns.ReplaceAllStringFunc(b.String(), func(noun string) string { return " " + textNames[noun] })
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "的", " ")), " ")
}

// What texts are called in both languages, which no glossary holds.
var (
	textNames = map[string]string{
		"measures": "措施", "措施": "measures", "办法": "measures", "opinions": "意见", "实施意见": "implementation opinions", "意见": "opinions",
		"policy": "政策", "policies": "政策", "政策": "policy", "rules": "规定", "规定": "rules", "regulations": "条例", "条例": "regulations",
		"plan": "规划", "规划": "plan", "notice": "通知", "通知": "notice",
	}
	englishNouns = regexp.MustCompile(`(?i)\b(?:measures|opinions|polic(?:y|ies)|rules|regulations|plan|notice)\b`)
	chineseNouns = regexp.MustCompile(`措施|办法|(?:实施)?意见|政策|规定|条例|规划|通知`)
)

// betweenHan matches a space between two Chinese characters.
var betweenHan = regexp.MustCompile(`(\p{Han})\s+(\p{Han})`)
