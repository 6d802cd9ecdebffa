package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences returns the sentences of a line with the markers of each. A sentence
// without markers rests on those of the next that has some; markers before the
// text belong to what follows them. What stands before bars are labels. The IDs
// given belong to all of them.
func sentences(text string, ids []ID) []Line {
	var labels []string
	if parts := strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '｜' }); len(parts) > 1 {
		labels, text, ids = labelled(parts, ids)
	}
	text, marks := lift(text)
	cuts := make(map[int]bool)
	for _, m := range marks {
		cuts[m.end] = true
	}
	spans := split(text, cuts)
	lines := make([]Line, len(spans))
	owners := own(spans, marks)
	for i, s := range spans {
		lines[i] = Line{Kind: Sentence, Text: unquote(text[s.start:s.end]), Labels: labels, IDs: addIDs(nil, ids...)}
	}
	for i, m := range marks {
		if len(lines) > 0 {
			lines[owners[i]].IDs = addIDs(lines[owners[i]].IDs, m.ids...)
		}
	}
	for i := len(lines) - 2; i >= 0; i-- {
		if len(lines[i].IDs) == 0 {
			lines[i].IDs = addIDs(nil, lines[i+1].IDs...)
		}
	}
	return telling(lines)
}

// labelled parts a line at its bars: labels, and the text that is last. Markers
// among the labels count for the text.
func labelled(parts []string, ids []ID) ([]string, string, []ID) {
	var filled []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			filled = append(filled, p)
		}
	}
	if n := len(filled); n > 1 && withoutMarkers(filled[n-1]) == "" { // a column of markers
		filled = append(filled[:n-2], filled[n-2]+" "+filled[n-1])
	}
	if len(filled) == 0 {
		return nil, "", ids
	}
	last := len(filled) - 1
	var labels []string
	for _, l := range filled[:last] {
		for _, m := range findAnyMarkers(l) {
			ids = addIDs(ids, m.ids...)
		}
		if l = unquote(withoutMarkers(l)); l != "" {
			labels = append(labels, l)
		}
	}
	return labels, filled[last], ids
}

// telling keeps the lines in which there is a letter or digit.
func telling(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if strings.ContainsFunc(l.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			out = append(out, l)
		}
	}
	return out
}

// lift takes the markers out of a text. Those that are returned have the place
// where they stood as both ends.
func lift(text string) (string, []marker) {
	text = around.ReplaceAllString(text, "$1")
	var b strings.Builder
	var marks []marker
	at := 0
	for _, m := range findAnyMarkers(text) {
		between := text[at:m.start]
		if len(marks) > 0 && separator.MatchString(between) {
			between = ""
		}
		before := glue(b.String(), between)
		b.Reset()
		b.WriteString(before)
		place := len(strings.TrimRight(before, " "))
		marks = append(marks, marker{place, place, m.ids})
		at = m.end
	}
	return strings.TrimRight(glue(b.String(), text[at:]), " "), marks
}

// around are round brackets in which there are only markers.
var around = regexp.MustCompile(`(?i)[(（]\s*(?:(?:sources?|see|cf\.?|来源|见|参见|引自)\s*[:：]?)?\s*((?:[\[［【〔][\d０-９.．,，、;；\s–-]+[\]］】〕][\s,;，；、]*)+)[)）]`)

// separator is what stands between two markers of one sentence.
var separator = regexp.MustCompile(`^[\s,;，；、]*(?:and|和|及|与)?\s*$`)

// glue joins what stood around a marker, without a space before punctuation.
func glue(before, after string) string {
	if before == "" {
		return strings.TrimLeft(after, " ")
	}
	trimmed := strings.TrimLeft(after, " ")
	next, _ := utf8.DecodeRuneInString(trimmed)
	if trimmed != "" && strings.ContainsRune(".,;:!?。，；：！？、)）", next) {
		return strings.TrimRight(before, " ") + trimmed
	}
	if strings.HasSuffix(before, " ") {
		return before + trimmed
	}
	if trimmed == after && trimmed != "" && strings.ContainsAny(before[len(before)-1:], ".!?") {
		return before + " " + trimmed
	}
	return before + after
}

// own returns which sentence each marker belongs to: the one it stands in or
// behind; or where markers stand before their sentences, the next.
func own(spans []span, marks []marker) []int {
	leading := len(spans) > 1 && len(marks) > 1 && marks[0].start == 0 && marks[len(marks)-1].start <= spans[len(spans)-1].start
	owners := make([]int, len(marks))
	for i, m := range marks {
		for n, s := range spans {
			if s.start < m.start || leading && s.start <= m.start+1 {
				owners[i] = n
			}
		}
	}
	return owners
}

// withoutMarkers returns a text without its markers.
func withoutMarkers(text string) string {
	text, _ = lift(text)
	return strings.TrimSpace(text)
}

// plainLines returns the lines of a reply of another kind, without reasoning,
// Markdown and code fences. It reads no more of it than a Reader.
func plainLines(reply string) []string {
	var b strings.Builder
	s := stripper{out: func(r rune) { b.WriteRune(r) }}
	for _, r := range reply[:min(len(reply), maxReply)] {
		s.write(r)
	}
	s.close()
	var out []string
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimSpace(line); line == "" || codeFence.MatchString(line) {
			continue
		}
		line = strings.TrimLeft(clean(line[:min(len(line), maxLine)]), "#>-•· ")
		if len(out) < maxLines && line != "" && !rule.MatchString(line) {
			out = append(out, line)
		}
	}
	return out
}
