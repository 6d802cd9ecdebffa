package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// A line is the text of a paragraph as it is put together, with the line breaks
// that stand in it.
type line struct {
	at      int32
	centred bool
	columns int // of what is written, without spaces
	bold    int
	parts   []part
	buf     strings.Builder
	last    rune  // written
	space   space // between what is there and what comes
}

type part struct {
	text   string
	breaks int // line breaks that follow
}

type space int

const (
	noSpace space = iota
	softSpace
	lineSpace // the source goes on in another line
)

func (l *line) empty() bool { return l.columns == 0 && len(l.parts) == 0 }

// write adds text with its white space collapsed. Where the source breaks its
// line between two Chinese characters there is no space.
func (l *line) write(s string) {
	for s != "" {
		end := strings.IndexAny(s, " \t\n\r\f")
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			l.word(s[:end])
			s = s[end:]
			continue
		}
		l.space = max(l.space, softSpace)
		if s[0] == '\n' {
			l.space = lineSpace
		}
		s = s[1:]
	}
}

func (l *line) word(w string) {
	first, _ := utf8.DecodeRuneInString(w)
	if l.space != noSpace && l.buf.Len() > 0 && (l.space == softSpace || !corpus.IsCJK(l.last) || !corpus.IsCJK(first)) {
		l.buf.WriteByte(' ')
	}
	l.space = noSpace
	l.buf.WriteString(w)
	l.last, _ = utf8.DecodeLastRuneInString(w)
	l.columns += textWidth(w)
}

func (l *line) lineBreak() {
	l.space = noSpace
	if l.buf.Len() == 0 && len(l.parts) > 0 {
		l.parts[len(l.parts)-1].breaks++
		return
	}
	if l.buf.Len() > 0 {
		l.parts = append(l.parts, part{l.buf.String(), 1})
		l.buf.Reset()
	}
}

// paragraphs returns the text. A line break ends a paragraph unless the
// sentence evidently goes on after it; in a heading and in a cell it is a
// space.
func (l *line) paragraphs(joined bool) []string {
	l.lineBreak()
	var out []string
	var b strings.Builder
	for i, p := range l.parts {
		b.WriteString(p.text)
		if i == len(l.parts)-1 {
			break
		}
		next := l.parts[i+1].text
		switch {
		case joined || p.breaks == 1 && goesOn(p.text, next):
			b.WriteString(between(p.text, next))
		default:
			out = append(out, b.String())
			b.Reset()
		}
	}
	out = append(out, b.String())
	kept := out[:0]
	for _, text := range out {
		if text = trim(text); text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}

// trim cuts white space, and the signs that show nothing, from both ends.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF || r == 0xAD })
}

// goesOn reports whether a sentence that a line break stands in goes on: it has
// not ended, and the next line neither is indented nor begins as a paragraph
// does.
func goesOn(before, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(trim(before))
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case first == 0x3000 || first == 0xA0 || strings.ContainsRune(".。!！?？:：;；", last) || hasMarker(next):
		return false
	case unicode.IsLower(first) || strings.ContainsRune(",，、", last):
		return true
	}
	return textWidth(before) >= 50 && corpus.IsCJK(last) == corpus.IsCJK(first)
}

func between(before, next string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(next)
	if corpus.IsCJK(last) && corpus.IsCJK(first) {
		return ""
	}
	return " "
}
