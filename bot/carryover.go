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
		return betweenHan.ReplaceAllString(article.ReplaceAllString(b.String(), ""), "$1$2")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "的", " ")), " ")
}

// betweenHan matches a space between two Chinese characters.
var betweenHan = regexp.MustCompile(`(\p{Han})\s+(\p{Han})`)
