package prompts

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keyed takes a line that begins with a keyword, or consists of one.
func (r *Reader) keyed(k keyed) {
	r.section = ""
	if k.rest == "" && len(k.ids) == 0 {
		r.section = k.kind
		return
	}
	switch k.kind {
	case Answerable:
		r.answerable(k)
	case Verdict:
		r.verdict(k)
	case Missing:
		r.missing(k.rest)
	case Quote:
		r.quote(k.rest, k.ids)
	case Sentence:
		r.say(k.rest, k.ids, true)
	}
}

// answerable takes yes, partly or no, and what follows it if that is a sentence.
// "Answer: Yes, …" is one; "Answer: Yes." is none.
func (r *Reader) answerable(k keyed) {
	value, rest := answerValue(k.rest)
	switch {
	case k.loose && (value == "" || rest != ""):
		r.say(k.rest, k.ids, true)
	case value != "":
		r.emit(Line{Kind: Answerable, Text: value})
		if len(findAnyMarkers(rest)) > 0 {
			r.say(rest, nil, true)
		}
	}
}

// verdict takes a verdict, and what follows it if that is a sentence. "Conclusion"
// stands before one, or before a sentence.
func (r *Reader) verdict(k keyed) {
	value, rest := verdictValue(k.rest)
	if value == "" && k.loose {
		r.say(k.rest, k.ids, true)
		return
	}
	r.emit(Line{Kind: Verdict, Text: cmp.Or(value, "unknown")})
	if len(findAnyMarkers(rest)) > 0 {
		r.say(rest, nil, true)
	}
}

func (r *Reader) missing(text string) {
	if text = unquote(withoutMarkers(text)); text != "" && !nothing.MatchString(text) {
		r.emit(Line{Kind: Missing, Text: text})
	}
}

// quote takes the first and last words of a sentence. Without an ID they name none.
func (r *Reader) quote(text string, ids []ID) {
	if id := bareID.FindStringSubmatch(text); id != nil && len(ids) == 0 {
		ids, text = readIDs(id[1]).ids, text[len(id[0]):]
	}
	for _, m := range findAnyMarkers(text) {
		ids = addIDs(ids, m.ids...)
	}
	text = strings.TrimLeft(withoutMarkers(text), ":：-–— ")
	text = unquote(ellipsis.ReplaceAllString(text, " … "))
	if text = strings.TrimSpace(text); text != "" && len(ids) > 0 {
		r.emit(Line{Kind: Quote, Text: text, IDs: ids})
	}
}

// plain takes a line without a keyword.
func (r *Reader) plain(text string, item, head bool) {
	markers := findAnyMarkers(text)
	switch {
	case withoutMarkers(text) == "":
		r.mark(markers)
		return
	case !item && !head && r.named && len(r.held) > 0 && !finished(r.held):
		r.join(text)
		return
	}
	r.release()
	value, rest := answerValue(text)
	switch {
	case len(markers) == 0 && value != "" && rest == "":
		r.emit(Line{Kind: Answerable, Text: value})
	case quoted(text, markers, r.section == Quote):
		r.quote(text, nil)
	case len(markers) == 0 && r.section == Missing:
		r.missing(text)
	case r.section == Verdict:
		r.section = ""
		r.verdict(keyed{rest: text})
	case r.section == Answerable && value != "":
		r.answerable(keyed{kind: Answerable, rest: text})
	case r.section == skipped, len(markers) == 0 && (head || strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")):
	default:
		r.say(text, nil, false)
	}
}

// say takes sentences of the answer. Those at the end that name nothing are held.
func (r *Reader) say(text string, ids []ID, named bool) {
	lines := slices.DeleteFunc(sentences(text, ids), func(l Line) bool {
		if len(l.IDs) > 0 || !refuses(l.Text) {
			return false
		}
		r.refusal = l.Text
		return true
	})
	n := len(lines)
	for n > 0 && len(lines[n-1].IDs) == 0 {
		n--
	}
	r.emit(lines[:n]...)
	r.held, r.named = lines[n:], named
}

// mark gives markers that stand alone to the sentences before them.
func (r *Reader) mark(markers []marker) {
	for i := range r.held {
		for _, m := range markers {
			r.held[i].IDs = addIDs(r.held[i].IDs, m.ids...)
		}
	}
	r.release()
}

// join reads a line as the rest of the sentence that was held.
func (r *Reader) join(text string) {
	last := len(r.held) - 1
	l := r.held[last]
	r.emit(r.held[:last]...)
	r.held = nil
	gap := " "
	if last, _ := utf8.DecodeLastRuneInString(l.Text); unicode.Is(unicode.Han, last) {
		gap = ""
	}
	text = strings.Join(append(slices.Clone(l.Labels), l.Text+gap+text), " | ")
	r.say(text[:min(len(text), maxLine)], nil, true)
}

func (r *Reader) release() {
	r.emit(r.held...)
	r.held = nil
}

// finished reports whether the last of the lines ends as a sentence does.
func finished(lines []Line) bool {
	text := strings.TrimRight(lines[len(lines)-1].Text, enders+" ")
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(stops+"；…", last)
}
