package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// A paragraph is a run of lines that belong together.
type paragraph struct {
	lines          []line
	rows           []corpus.Block // of a table, instead of lines
	note           bool           // stands at the foot of its page
	opens, follows bool           // is the first of a column; of one that follows another
}

// paragraphs parts the lines of a column into paragraphs.
func (m measure) paragraphs(column []line) []paragraph {
	var out []paragraph
	for len(column) > 0 {
		if n := m.tableLen(column); n > 0 {
			out = append(out, paragraph{rows: tableRows(column[:n])})
			column = column[n:]
			continue
		}
		n := 1
		for n < len(column) && m.tableLen(column[n:]) == 0 && !m.parts(column[:n], column[n]) {
			n++
		}
		out = append(out, paragraph{lines: column[:n]})
		column = column[n:]
	}
	return out
}

// parts reports whether a line begins a paragraph of its own behind the lines
// of the one before it.
func (m measure) parts(before []line, l line) bool {
	last := before[len(before)-1]
	if last.page != l.page {
		return !m.joins(before, []line{l})
	}
	step := last.base() - l.base()
	if step < 0 || step > 1.3*m.pitch*l.size() || !sameSize(last.size(), l.size()) && !m.runsIn(last, l) {
		return true
	}
	if dot.MatchString(l.text()) || leader.MatchString(last.text()) || leader.MatchString(l.text()) {
		return true
	}
	if isCentred(last) && isCentred(l) {
		return last.bold() != l.bold() || last.italic() != l.italic()
	}
	if m.restyled(before, l) {
		return true
	}
	if isHead(before) && l.bold() && headGoesOn(before, l) {
		return false // a heading of several lines
	}
	if isMarker(l.text()) && (endsSentence(last.text()) || endsEntry(last.text()) || !m.isFull(last, l)) {
		return true
	}
	if breaksOff(last.text(), l.text()) {
		return false
	}
	return m.indented(before, l) || m.ended(last, l)
}

// breaksOff reports whether a sentence plainly goes on in the next line.
func breaksOff(line, next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(first) && !endsSentence(line) && !endsEntry(line) && !isMarker(next)
}

// runsIn reports whether a line begins with a title in a somewhat different
// size, and its sentence goes on in the next line.
func (m measure) runsIn(l, next line) bool {
	near := math.Abs(l.size()-next.size()) <= 0.15*next.size() && math.Abs(l.x0()-next.x0()) <= 0.8*next.size()
	return near && !l.bold() && !next.bold() && m.isFull(l, next) && breaksOff(l.text(), next.text())
}

// isCentred reports whether a line stands in the middle of its column; see
// centre.
func isCentred(l line) bool { return l.row[0].centred }

// restyled reports whether a heading ends before l: bold lines before text that
// is not.
func (m measure) restyled(before []line, l line) bool {
	bold := !slices.ContainsFunc(before, func(l line) bool { return !l.bold() })
	if bold == l.bold() {
		return false
	}
	last := before[len(before)-1]
	anyBold := slices.ContainsFunc(l.row, func(f fragment) bool { return f.bold })
	if bold && anyBold || !bold && !l.bold() {
		return false
	}
	return !m.isFull(last, l) || endsSentence(last.text())
}

// isHead reports whether lines look like the beginning of a heading: bold, few
// and no sentence.
func isHead(before []line) bool {
	return len(before) < maxHeadLines && !endsSentence(before[len(before)-1].text()) && !slices.ContainsFunc(before, func(l line) bool { return !l.bold() })
}

// headGoesOn reports whether a bold line goes on with a heading rather than
// being the next one.
func headGoesOn(before []line, l line) bool {
	text := l.text()
	if !isMarker(text) {
		return true
	}
	first := before[0].text()
	return named.MatchString(text) && !isMarker(first) && !label.MatchString(first)
}

// indented reports whether the left edge of a line shows that it begins a
// paragraph: it stands further in than text that was at the edge, or comes back
// to the edge from the hanging lines of an entry.
func (m measure) indented(before []line, l line) bool {
	last := before[len(before)-1]
	shift := l.x0() - last.x0()
	em := 0.8 * l.size()
	switch {
	case shift > em:
		hangs := len(last.row) > 1 && math.Abs(last.row[1].x0-l.x0()) < em
		return !(len(before) == 1 && (hangs || isMarker(last.text())))
	case shift < -em:
		return len(before) > 1 && before[0].x0() <= l.x0()+em
	}
	return false
}

// ended reports whether the line before l ended its paragraph early. Where no
// sentence ends with it, a word too long to be divided may be why.
func (m measure) ended(last, l line) bool {
	if m.isFull(last, l) {
		return false
	}
	if endsSentence(last.text()) || last.bold() && last.size() > largeText*m.size {
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.text(), `"'“‘(（《`))
	if corpus.IsCJK(lastRune(last.text())) && (corpus.IsHan(first) || unicode.IsDigit(first)) {
		return true // Chinese lines are filled to the last character
	}
	return !unicode.IsLower(first) && !corpus.IsHan(first) && m.rightEdge(last, l)-last.x1() > 5*l.size()
}

// joins reports whether a paragraph goes on with another behind the end of a
// page or column.
func (m measure) joins(before, after []line) bool {
	last, first := before[len(before)-1], after[0]
	a, b := last.text(), first.text()
	if !sameSize(last.size(), first.size()) || isMarker(b) || endsSentence(a) || endsEntry(a) || leader.MatchString(a) || isCentred(last) != isCentred(first) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(b)
	if first.bold() && !last.bold() && len(after) == 1 && !unicode.IsLower(r) {
		return false
	}
	return unicode.IsLower(r) || strings.HasSuffix(a, "-") || strings.HasSuffix(a, ",") || strings.HasSuffix(a, "，") || strings.HasSuffix(a, "、") || m.isFull(last, first)
}

var (
	marker = regexp.MustCompile(`^(?:\[\d{1,3}\]|[-–—•●▪◦·*■□▶➢✓o] |[-–—•●▪◦·■□➢✓]|\(?(?:[a-zA-Z]{1,2}|[ivxIVX]{1,5}|\d{1,3}[a-z]?)[.)](?:\s|$)|\d{1,2}(?:\.\d{1,3}){1,5}\.?(?:\s|$)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、](?:\s|\p{Han})|[①-⑳㈠-㈩]|第[一二三四五六七八九十百千零〇\d]{1,6}[章节条编款]|(?:Article|Section|Chapter|Annex|ARTICLE|SECTION|CHAPTER|ANNEX) [\dIVXA-Z]+)`)
	named  = regexp.MustCompile(`^(?:Article|Section|Chapter|Annex|ARTICLE|SECTION|CHAPTER|ANNEX) [\dIVXA-Z]+`)
	bullet = regexp.MustCompile(`^[-–—•●▪◦·*■□▶➢✓] ?`)
	dot    = regexp.MustCompile(`^[•●▪◦■□▶➢✓]`)
	leader = regexp.MustCompile(`(?:\. ?){4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$`)
	entry  = regexp.MustCompile(`^(?:\(?(?:[a-z]{1,2}|[ivx]{1,5})[.)]\s|[①-⑳㈠-㈩])`)
)

// isMarker reports whether a text begins as the entry of a list or a numbered
// part does.
func isMarker(s string) bool { return marker.MatchString(s) }

func endsSentence(s string) bool {
	s = strings.TrimRight(noteMark.ReplaceAllString(s, ""), `"'”’)）]』」`)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?。！？", r)
}

// endsEntry reports whether a text ends as a part of an enumeration does.
func endsEntry(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(";:；：", r) || strings.HasSuffix(s, "; and") || strings.HasSuffix(s, "; or")
}
