package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// swap puts what a follow-up names in the place of what is of its kind in the
// question before.
func (ix *library) swap(e ellipsis, before string, t topic, han bool) (string, bool) {
	item := askTail.ReplaceAllString(e.text, "")
	if someone := personIn(before, t.names); someone != "" && person.MatchString(item+"说") && len(e.slots) == 0 {
		return strings.Replace(before, someone, item, 1), true
	}
	if bare := hanBefore.ReplaceAllString(item, ""); !only(bare, ix.itemSlots(bare)) {
		return ix.swapHead(item, before, t)
	}
	inHan := language("", before) == "zh"
	text := before
	for _, s := range besideYears(item, e.slots) {
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

// besideYears joins to each name the date just before it, as in "the 2023 Conference".
func besideYears(text string, slots []slot) []slot {
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
		slots = besideYears(question, slots)
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
// place and a place for a name: which it is the texts do not always show, but the
// glossary does.
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
			if s.kind == k && (k == kind || s.entry == nil) {
				return i
			}
		}
	}
	return -1
}

// swapHead puts what a follow-up names in the place of what the topic says behind a
// name: after 临港的补贴, 创新券呢 asks about 临港的创新券.
func (ix *library) swapHead(item, before string, t topic) (string, bool) {
	if t.span.End == 0 || len(t.names) == 0 || noHead.MatchString(item) || slices.ContainsFunc(ix.itemSlots(item), slot.proper) {
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
		if !ok || rest == "" || hanFunction.MatchString(rest) || strings.ContainsAny(rest, " ，") && language("", rest) == "en" && strings.Contains(rest, " of ") {
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

// noHead matches an item that is one of several, or no noun.
var noHead = regexp.MustCompile(`(?i)^(?:第|换|按|用|以|比|和|跟|与|从|改|如果|是|另一?[个家]|其[他它]|剩)|^(?:the )?(?:first|second|third|last|other|rest|same)\b|\bones?$`)

// hanFunction matches what relates a name to the rest, and is no noun.
var hanFunction = regexp.MustCompile(`^[对在为给向从与和把被将是有]`)

// beside is what goes with an item that takes no place: the names of before or,
// where there are none, the item has its own, or it only says for whom, all that was
// asked about.
func (e ellipsis) beside(t topic) string {
	if len(t.names) == 0 || noHead.MatchString(e.text) || slices.ContainsFunc(e.slots, func(s slot) bool { return s.proper() || s.kind == slotWho }) {
		return t.text
	}
	return strings.Join(t.names, listComma(language("", e.text) == "zh"))
}
