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

// A writer makes blocks of the regions of a document in reading order.
type writer struct {
	measure
	levels []float64 // sizes of headings, the largest first
	out    []corpus.Block
	notes  []corpus.Block // of the last page, until a paragraph ends
	last   []line         // of the paragraph that the next one may go on with
}

// blocks returns the text of a document.
func blocks(rs []region) []corpus.Block {
	w := writer{measure: measureLines(rs)}
	var all []paragraph
	for _, r := range rs {
		for k, column := range r.columns {
			centre(column)
			body, notes := w.cutNotes(column)
			for i, p := range w.paragraphs(body) {
				p.note = r.aside
				p.opens = i == 0 && !r.cells
				p.follows = i == 0 && k > 0 && !r.headed
				all = append(all, p)
			}
			for _, p := range w.paragraphs(notes) {
				p.note = true
				all = append(all, p)
			}
		}
	}
	w.rankHeadings(all)
	for _, p := range all {
		w.add(p)
	}
	w.flushNotes()
	return w.out
}

// centre marks the lines that stand in the middle of their column.
func centre(column []line) {
	left, right := math.Inf(1), math.Inf(-1)
	for _, l := range column {
		left, right = min(left, l.x0()), max(right, l.x1())
	}
	for _, l := range column {
		a, b := l.x0()-left, right-l.x1()
		l.row[0].centred = a > 1.5*l.size() && b > 1.5*l.size() && math.Abs(a-b) <= 0.12*(right-left)
	}
}

func (w *writer) add(p paragraph) {
	switch {
	case p.rows != nil:
		w.flushNotes()
		w.out = append(w.out, p.rows...)
		w.last = nil
	case p.note:
		w.notes = append(w.notes, w.lines(corpus.Paragraph, 0, p.lines, false)...)
	default:
		w.text(p)
	}
}

func (w *writer) text(p paragraph) {
	level := w.headingLevel(p)
	joins := level == 0 && w.mayJoin(p) && w.joins(w.last, p.lines)
	if !joins {
		w.flushNotes()
	}
	if level > 0 && w.labels(level, p) {
		label := &w.out[len(w.out)-1]
		label.Text += " " + w.measure.text(p.lines)
		return
	}
	kind := corpus.Paragraph
	switch text := p.lines[0].text(); {
	case level > 0:
		kind = corpus.Heading
	case !joins && (entry.MatchString(text) || bullet.MatchString(text)):
		kind = corpus.Item
	}
	w.out = append(w.out, w.lines(kind, level, p.lines, joins)...)
	if joins {
		w.mend()
	}
	w.last = p.lines
	if level > 0 {
		w.last = nil
	}
}

// mayJoin reports whether a paragraph stands where a sentence may go on: at the
// top of the next column or page.
func (w *writer) mayJoin(p paragraph) bool {
	if w.last == nil || !p.opens {
		return false
	}
	return p.follows || w.last[len(w.last)-1].page.Number+1 == p.lines[0].page.Number
}

// label is a heading that only names and counts what the next one is about.
var label = regexp.MustCompile(`^\pL[\pL ]{1,24} (?:\d{1,4}[a-z]?|[IVXLC]{1,7})\.?$`)

// labels reports whether the heading before a heading is its label: "Article 5"
// above "Scope".
func (w *writer) labels(level int, p paragraph) bool {
	n := len(w.out)
	if n == 0 || w.out[n-1].Kind != corpus.Heading || w.out[n-1].Level != level || !label.MatchString(w.out[n-1].Text) {
		return false
	}
	text := w.measure.text(p.lines)
	return !isMarker(text) && !label.MatchString(text)
}

// flushNotes writes the notes of a page where no sentence is broken.
func (w *writer) flushNotes() {
	w.out = append(w.out, w.notes...)
	w.notes = nil
}

// lines makes a block of the lines of a paragraph, and one more for each page
// that it goes on over.
func (w *writer) lines(kind corpus.BlockKind, level int, ls []line, joins bool) []corpus.Block {
	var out []corpus.Block
	for len(ls) > 0 {
		n := 1
		for n < len(ls) && ls[n].page == ls[0].page {
			n++
		}
		text := w.measure.text(ls[:n])
		if kind == corpus.Item {
			text = bullet.ReplaceAllString(text, "")
		}
		out = append(out, corpus.Block{Kind: kind, Level: level, Text: text, Page: ls[0].page, Joins: joins})
		if len(out) > 1 {
			w.mendWord(&out[len(out)-2], &out[len(out)-1])
		}
		ls, joins = ls[n:], true
		if kind == corpus.Item {
			kind = corpus.Paragraph
		}
	}
	return out
}

// mend joins the last block with the one before it: into one where both are on
// the same page.
func (w *writer) mend() {
	n := len(w.out)
	if n < 2 {
		return
	}
	a, b := &w.out[n-2], &w.out[n-1]
	if a.Page == b.Page {
		a.Text = w.join(a.Text, b.Text)
		w.out = w.out[:n-1]
		return
	}
	w.mendWord(a, b)
}

// mendWord puts a word that was parted over the end of a page on the first.
func (w *writer) mendWord(a, b *corpus.Block) {
	last := lastRune(a.Text)
	if !isHyphen(last) {
		return
	}
	head := a.Text[:len(a.Text)-utf8.RuneLen(last)]
	word, rest, _ := strings.Cut(b.Text, " ")
	if rest != "" && w.isParted(head, word) {
		a.Text, b.Text = head+word, rest
	}
}

const (
	largeText    = 1.12 // of the text: what is a heading by its size
	longHeading  = 220  // bytes
	longBold     = 120  // bytes, of a heading in the size of the text
	maxHeadLines = 5
)

// rankHeadings finds the sizes that headings have.
func (w *writer) rankHeadings(all []paragraph) {
	for _, p := range all {
		if !w.isLarge(p) {
			continue
		}
		size := math.Round(p.lines[0].size()*2) / 2
		if !slices.ContainsFunc(w.levels, func(s float64) bool { return sameSize(s, size) }) {
			w.levels = append(w.levels, size)
		}
	}
	slices.SortFunc(w.levels, func(a, b float64) int { return cmpFloat(b, a) })
}

func (w *writer) isLarge(p paragraph) bool {
	return w.canHead(p) && p.lines[0].size() > largeText*w.size
}

// canHead reports whether a paragraph is short enough to be a heading and is
// no sentence.
func (w *writer) canHead(p paragraph) bool {
	if p.rows != nil || p.note || len(p.lines) > maxHeadLines {
		return false
	}
	text := w.measure.text(p.lines)
	return len(text) <= longHeading && !endsEntry(text) && hasLetter(text) && (!strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, ",")) && !leader.MatchString(text) && !bullet.MatchString(text) && !entry.MatchString(text)
}

var letter = regexp.MustCompile(`\pL`)

func hasLetter(s string) bool { return letter.MatchString(s) }

// headingLevel returns the level of a heading by the rank of its size, those
// that are only bold below all others, or 0.
func (w *writer) headingLevel(p paragraph) int {
	if !w.canHead(p) {
		return 0
	}
	if size := p.lines[0].size(); size > largeText*w.size {
		for i, s := range w.levels {
			if sameSize(s, size) {
				return min(i+1, 6)
			}
		}
	}
	if len(w.measure.text(p.lines)) > longBold || len(p.lines) > 1 && p.lines[0].columns > 1 && w.isFull(p.lines[0], p.lines[1]) {
		return 0
	}
	if first, _ := utf8.DecodeRuneInString(p.lines[0].text()); unicode.IsLower(first) {
		return 0
	}
	for _, l := range p.lines {
		if !l.bold() || l.size() < 0.92*w.size {
			return 0
		}
	}
	level := len(w.levels) + 1
	if p.lines[0].columns > 1 {
		level++ // below a heading over the columns
	}
	return min(level, 6)
}
