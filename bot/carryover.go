package bot

import (
	"regexp"
	"slices"
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
		return about(e.text, ix.besideItem(e, t), han, true)
	case points:
		if text, ok := ix.resolve(e, before, t); ok || e.form == toPerson {
			return text
		}
	case adds:
		if len(t.names) == 0 {
			return ""
		}
		t.text = strings.Join(t.names, listComma(han))
	case goesOn:
		if asksReason.MatchString(e.text) {
			return conjoined(before, e.text)
		}
		if len(t.names) > 0 && saysText.MatchString(e.text) {
			t.text = strings.Join(t.names, listComma(han)) // the question says itself what of it: the measures
		}
	}
	if asksDate.MatchString(e.text) {
		t.text = withoutDate(t.text)
	}
	return about(e.text, t.text, han, false)
}

// asksReason matches a question that asks why, and nothing else: what it asks about
// is all that was said, and not only what that was about.
var asksReason = regexp.MustCompile(`(?i)^(?:why|why not|why so|why is that|how so|how come)\b[\s?]*$|^(?:为什么|为何|为啥|什么原因|原因|原因是什么|怎么会)呢?[？?]?$`)

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

// swap puts what a follow-up names in the place of what is of its kind in the
// question before.
func (ix *library) swap(e ellipsis, before string, t topic, han bool) (string, bool) {
	item := askTail.ReplaceAllString(e.text, "")
	if !only(hanBefore.ReplaceAllString(item, ""), ix.slots(hanBefore.ReplaceAllString(item, ""))) {
		return ix.swapHead(item, before, t)
	}
	inHan := language("", before) == "zh"
	text := before
	for _, s := range withYears(item, e.slots) {
		name := item[s.Start:s.End]
		if inHan != (language("", name) == "zh") && s.kind != slotDate {
			name = ix.translated(name, inHan)
		}
		var ok bool
		if text, ok = ix.put(text, s.kind, name, introducing(item[:s.Start]), inHan); !ok {
			return "", false
		}
	}
	return text, text != before
}

// withYears joins to each name the date just before it, as in "the 2023 Conference".
func withYears(text string, slots []slot) []slot {
	var joined []slot
	for _, s := range slots {
		if n := len(joined) - 1; n >= 0 && s.kind == slotName && joined[n].kind == slotDate && strings.TrimSpace(text[joined[n].End:s.Start]) == "" {
			s.Start = joined[n].Start
			joined = joined[:n]
		}
		joined = append(joined, s)
	}
	return joined
}

// introducing is the preposition that a text ends in.
func introducing(text string) string { return strings.TrimSpace(dateBefore.FindString(text)) }

// put puts a text in the place of the last part of its kind in a question, with the
// preposition it came with, if any. A date or place is added where there is none.
func (ix *library) put(question string, kind slotKind, text, with string, han bool) (string, bool) {
	slots := ix.slots(question)
	if kind == slotName && len(ix.slots(text)) > 1 {
		slots = withYears(question, slots)
	}
	at := lastOf(slots, kind)
	if at < 0 && kind == slotTerm && asksMeaning.MatchString(question) {
		at = lastOf(slots, slotName)
	}
	if at >= 0 {
		start, end := slots[at].Start, slots[at].End
		if old := dateBefore.FindString(question[:start]); old != "" && with != "" {
			start -= len(old)
			text = with + " " + text
		}
		return joinWords(question[:start], text, question[end:]), true
	}
	switch {
	case kind != slotDate && kind != slotPlace:
		return "", false
	case han:
		return text + question, true
	case with == "":
		with = "in"
	}
	body := askTail.ReplaceAllString(question, "")
	return body + " " + with + " " + text + question[len(body):], true
}

// joinWords puts a text between two others, parted from Latin words and not from
// Chinese ones.
func joinWords(before, text, after string) string {
	if last, _ := utf8.DecodeLastRuneInString(before); unicode.IsLetter(last) && !unicode.Is(unicode.Han, last) && language("", text) == "en" {
		before += " "
	}
	return before + text + after
}

// lastOf finds the last slot of a kind. Where there is none, a name may stand for a
// place and a place for a name: which it is the texts do not always show.
func lastOf(slots []slot, kind slotKind) int {
	alike := []slotKind{kind}
	switch kind {
	case slotPlace:
		alike = append(alike, slotName)
	case slotName:
		alike = append(alike, slotPlace)
	}
	for _, k := range alike {
		for i, s := range slices.Backward(slots) {
			if s.kind == k {
				return i
			}
		}
	}
	return -1
}

// swapHead puts what a follow-up names in the place of what the topic says behind a
// name: after 临港的补贴, 创新券呢 asks about 临港的创新券.
func (ix *library) swapHead(item, before string, t topic) (string, bool) {
	if t.span.End == 0 || len(t.names) == 0 || slices.ContainsFunc(ix.slots(item), slot.proper) {
		return "", false
	}
	name := t.names[0]
	at := strings.Index(t.text, name)
	if at < 0 {
		return "", false
	}
	head := t.text[at+len(name):]
	for _, possessive := range []string{"'s ", "’s ", " ", "的", ""} {
		rest, ok := strings.CutPrefix(head, possessive)
		if !ok || rest == "" || strings.ContainsAny(rest, " ，") && language("", rest) == "en" && strings.Contains(rest, " of ") {
			continue
		}
		if (language("", rest) == "zh") != (language("", item) == "zh") {
			return "", false
		}
		item = article.ReplaceAllString(preposition.ReplaceAllString(item, ""), "")
		return before[:t.span.End-len(rest)] + item + before[t.span.End:], true
	}
	return "", false
}

// besideItem is what goes with an item that takes no place: the names of before or,
// where there are none, the item has its own, or it only says for whom, all that was
// asked about.
func (ix *library) besideItem(e ellipsis, t topic) string {
	if len(t.names) == 0 || slices.ContainsFunc(e.slots, func(s slot) bool { return s.proper() || s.kind == slotWho }) {
		return t.text
	}
	return strings.Join(t.names, listComma(language("", e.text) == "zh"))
}

// resolve puts what a word stands for in its place.
func (ix *library) resolve(e ellipsis, before string, t topic) (string, bool) {
	stand := t.text
	switch e.form {
	case toPerson:
		stand = personIn(before, t.names)
	case toPlace:
		stand = ix.placeIn(before, language("", e.text) == "zh")
	case toFormer, toLatter:
		stand = ix.ofTwo(before, e.form)
	default:
		if strings.Contains(stand, ", ") {
			return "", false // it is put together from parts
		}
	}
	if stand == "" {
		return "", false
	}
	if asksDate.MatchString(e.text) {
		stand = withoutDate(stand)
	}
	return ix.inPlace(e, stand), true
}

// placeIn is the last place in a question, as a follow-up says where.
func (ix *library) placeIn(question string, han bool) string {
	slots := ix.slots(question)
	at := lastOf(slots, slotPlace)
	switch {
	case at < 0:
		return ""
	case han:
		return question[slots[at].Start:slots[at].End]
	}
	return "in " + question[slots[at].Start:slots[at].End]
}

// ofTwo is the former or the latter of the last two terms or names in a question.
func (ix *library) ofTwo(question string, form pointer) string {
	var named []string
	for _, s := range ix.slots(question) {
		if s.proper() || s.kind == slotTerm {
			named = append(named, question[s.Start:s.End])
		}
	}
	switch n := len(named); {
	case n < 2:
		return ""
	case form == toFormer:
		return named[n-2]
	default:
		return named[n-1]
	}
}

// inPlace writes what a word stands for as the grammar of its place asks.
func (ix *library) inPlace(e ellipsis, stand string) string {
	word, rest := e.text[e.at.Start:e.at.End], e.text[e.at.End:]
	switch {
	case strings.EqualFold(word, "its"), strings.EqualFold(word, "their"), strings.EqualFold(word, "his"), strings.EqualFold(word, "her") && strings.HasPrefix(rest, " ") && len(rest) > 2:
		stand += "'s"
	case word == "其":
		stand += "的"
	}
	if e.at.Start == 0 {
		stand = upperFirst(stand)
	}
	return upperFirst(joinWords(e.text[:e.at.Start], stand, rest))
}

var personName = regexp.MustCompile(`^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$|^\p{Han}{2,4}$`)

// personIn is the last name in a question that may be a person's.
func personIn(question string, names []string) string {
	if m := person.FindStringSubmatch(corpus.Simplify(question)); m != nil {
		return m[1]
	}
	for _, name := range slices.Backward(names) {
		if personName.MatchString(name) && !aPlace.MatchString(name) && wellKnown.FindString(name) == "" && !institution.MatchString(name) {
			return name
		}
	}
	return ""
}
