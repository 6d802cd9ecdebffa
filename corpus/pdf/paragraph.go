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

// A measure is what is usual in a document.
type measure struct {
	size   float64             // of its text
	pitch  float64             // from line to line, in sizes
	right  map[edge]float64    // where nearly all lines of a column end
	count  map[edge]int        // how many there are
	widest float64             // where nearly all lines of pages without columns end
	spaced map[string]struct{} // words with a hyphen within a line
}

// An edge is the left edge of lines, in units of four points, in a region of so
// many columns.
type edge struct{ left, columns int }

func edgeOf(l line) edge { return edge{int(math.Round(l.x0() / 4)), l.columns} }

// measureLines finds the usual size, pitch and column widths.
func measureLines(rs []region) measure {
	m := measure{right: make(map[edge]float64), count: make(map[edge]int), spaced: make(map[string]struct{})}
	ends := make(map[edge][]float64)
	sizes := make(map[float64]int)
	pitches := make(map[float64]int)
	for _, r := range rs {
		for _, column := range r.columns {
			for i, l := range column {
				for _, f := range l.row {
					sizes[math.Round(f.size*2)/2] += len(f.text)
				}
				if i > 0 && sameSize(column[i-1].size(), l.size()) && column[i-1].page == l.page {
					if step := (column[i-1].base() - l.base()) / l.size(); step > 0.8 && step < 3 {
						pitches[math.Round(step*20)/20]++
					}
				}
				ends[edgeOf(l)] = append(ends[edgeOf(l)], l.x1())
				m.noteHyphens(l.joined())
			}
		}
	}
	var all []float64
	for e, xs := range ends {
		slices.Sort(xs)
		m.right[e], m.count[e] = xs[(len(xs)-1)*95/100], len(xs)
		if e.columns == 1 {
			all = append(all, xs...)
		}
	}
	if slices.Sort(all); len(all) > 0 {
		m.widest = all[(len(all)-1)*95/100]
	}
	m.size, m.pitch = mode(sizes), mode(pitches)
	if m.pitch == 0 {
		m.pitch = 1.2
	}
	return m
}

func mode(count map[float64]int) float64 {
	best := 0.0
	for value, n := range count {
		if n > count[best] || n == count[best] && value < best {
			best = value
		}
	}
	return best
}

var hyphenated = regexp.MustCompile(`\pL+-\pL+`)

func (m measure) noteHyphens(s string) {
	if len(m.spaced) < 50_000 {
		for _, w := range hyphenated.FindAllString(s, -1) {
			m.spaced[strings.ToLower(w)] = struct{}{}
		}
	}
}

func sameSize(a, b float64) bool { return math.Abs(a-b) <= 0.08*max(a, b) }

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
	if !sameSize(last.size(), l.size()) || step < 0 || step > 1.3*m.pitch*l.size() {
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

func (l line) text() string { return l.joined() }

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

// isFull reports whether a line had no room for the first word of the next, or
// its first ideograph and the mark behind it.
func (m measure) isFull(l, next line) bool {
	text := next.text()
	word := text
	if end := strings.IndexFunc(text, func(r rune) bool { return r == ' ' || corpus.IsCJK(r) }); end >= 0 {
		word = text[:end]
	}
	need := float64(min(utf8.RuneCountInString(word), 20)+1) * 0.5 * l.size()
	if first, _ := utf8.DecodeRuneInString(text); corpus.IsCJK(first) {
		need = 2 * l.size()
	}
	return l.x1()+need >= m.rightEdge(l, next)
}

// rightEdge returns where lines such as these end. Few lines do not tell: their
// edge is that of the lines that begin a little to the left of them, or of all.
func (m measure) rightEdge(ls ...line) float64 {
	right := 0.0
	for _, l := range ls {
		e := edgeOf(l)
		right = max(right, m.right[e], l.x1())
		if m.count[e] >= fewLines {
			continue
		}
		near := 0.0
		for left := e.left - nearEdge; left < e.left; left++ {
			near = max(near, m.right[edge{left, e.columns}])
		}
		if near == 0 && l.columns == 1 {
			near = m.widest
		}
		right = max(right, near)
	}
	return right
}

const (
	fewLines = 8
	nearEdge = 10 // units of an edge
)

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

// text joins the lines of a paragraph.
func (m measure) text(lines []line) string {
	s := ""
	for _, l := range lines {
		s = m.join(s, l.text())
	}
	return s
}

// join joins two lines. A hyphen at the end of the first parts a word, unless
// the word is written with it elsewhere.
func (m measure) join(a, b string) string {
	if a == "" {
		return b
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	switch {
	case corpus.IsCJK(last) && corpus.IsCJK(first):
		return a + b
	case isHyphen(last):
		head := a[:len(a)-utf8.RuneLen(last)]
		if m.isParted(head, b) {
			return head + b
		}
		if unicode.IsLetter(lastRune(head)) && (unicode.IsLetter(first) || unicode.IsDigit(first)) || unicode.IsDigit(lastRune(head)) && (unicode.IsDigit(first) || unicode.IsLetter(first)) {
			return a + b
		}
	}
	return a + " " + b
}

func isHyphen(r rune) bool { return r == '-' || r == 0x2010 || r == 0xAD }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isParted reports whether the hyphen between the end of a line and the start
// of the next stands for none: both are parts of a word in lower case that the
// document does not write with it.
func (m measure) isParted(head, tail string) bool {
	left := head[strings.LastIndexAny(head, " \u2013\u2014-(/")+1:]
	right := tail[:len(tail)-len(strings.TrimLeftFunc(tail, unicode.IsLetter))]
	first, _ := utf8.DecodeRuneInString(right)
	if len(left) < 2 || !unicode.IsLower(first) || !unicode.IsLower(lastRune(left)) || strings.IndexFunc(left, unicode.IsDigit) >= 0 {
		return false
	}
	_, written := m.spaced[strings.ToLower(strings.TrimLeftFunc(left, func(r rune) bool { return !unicode.IsLetter(r) })+"-"+right)]
	return !written && !numberWord[left]
}

// numberWord holds what begins a number such as "twenty-one", and prefixes that
// keep their hyphen.
var numberWord = map[string]bool{
	"twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true, "seventy": true, "eighty": true, "ninety": true,
	"Twenty": true, "Thirty": true, "Forty": true, "Fifty": true, "Sixty": true, "Seventy": true, "Eighty": true, "Ninety": true,
	"non": true, "self": true, "cross": true, "well": true, "so": true,
}
