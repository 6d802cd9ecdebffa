package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A passage is at most so long: words of alphabetic scripts, or characters of
// scripts without spaces; a mixture in proportion.
const (
	maxWords = 300
	maxHan   = 500
)

// length is the size of a text as a share of the longest passage.
func length(text string) float64 {
	words, han, in := 0, 0, false
	for _, r := range text {
		if ideographic(r) {
			han++
			in = false
			continue
		}
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && !in {
			words++
		}
		in = letter || in && (r == '\'' || r == '’' || r == '-' || r == '.')
	}
	return float64(words)/maxWords + float64(han)/maxHan
}

func ideographic(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// Passages cuts the document into the units that are searched and cited. Laid
// end to end they are the document's text.
func (d *Document) Passages() []Passage {
	var out []Passage
	seen := make(map[string]int)
	for _, s := range d.Sections {
		for _, span := range d.divide(s) {
			p := Passage{Document: d.ID, Heading: s.Heading, Start: span.Start, End: span.End}
			p.ID = passageID(d, p, seen)
			from := max(span.Start, min(s.Body, span.End))
			for _, sentence := range Sentences(d.Text[from:span.End]) {
				sentence = Span{sentence.Start + from, sentence.End + from}
				if sentence = skipMarker(d.Text, sentence); sentence.Start < sentence.End {
					p.Sentences = append(p.Sentences, sentence)
				}
			}
			out = append(out, p)
		}
	}
	return out
}

// passageID stays the same while heading and text do, whatever happens around
// the passage. A repeated passage is told apart by its number.
func passageID(d *Document, p Passage, seen map[string]int) string {
	sum := sha256.Sum256([]byte(strings.Join(p.Heading, "\x00") + "\x00\x00" + strings.TrimSpace(d.Text[p.Start:p.End])))
	id := d.ID + "#" + hex.EncodeToString(sum[:5])
	seen[id]++
	if n := seen[id]; n > 1 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	return id
}

// skipMarker leaves the bullet or number of a list item out of its sentence.
func skipMarker(text string, s Span) Span {
	rest := text[s.Start:s.End]
	for _, bullet := range []string{"- ", "* ", "• ", "· "} {
		if strings.HasPrefix(rest, bullet) {
			return trimSpan(text, Span{s.Start + len(bullet), s.End})
		}
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits > 0 && digits <= 3 && strings.HasPrefix(rest[digits:], ". ") {
		return trimSpan(text, Span{s.Start + digits + 2, s.End})
	}
	if s.End-s.Start == 1 && strings.ContainsAny(rest, "-*|") {
		return Span{s.End, s.End}
	}
	return s
}

// divide cuts a section at its paragraphs into spans of about half the longest
// passage. A section that is short enough stays whole.
func (d *Document) divide(s Section) []Span {
	if length(d.Text[s.Start:s.End]) <= 0.75 {
		return []Span{{s.Start, s.End}}
	}
	var out []Span
	start, size := s.Start, 0.0
	for _, p := range d.paragraphs(s) {
		n := length(d.Text[p.Start:p.End])
		if p.Start > start && (size >= 0.5 || size+n > 1) {
			out = append(out, Span{start, p.Start})
			start, size = p.Start, 0
		}
		size += n
	}
	if k := len(out); k > 0 && size < 0.25 && length(d.Text[out[k-1].Start:s.End]) <= 1 {
		out[k-1].End = s.End // a tail too short to stand alone
		return out
	}
	return append(out, Span{start, s.End})
}

// paragraphs returns the paragraphs of a section with the blank space after
// them. The heading goes with the first, and one that is too long for a passage
// is cut at its sentences.
func (d *Document) paragraphs(s Section) []Span {
	var out []Span
	for start := s.Start; start < s.End; {
		end := s.End
		from := max(start, s.Body)
		if i := strings.Index(d.Text[from:s.End], "\n"); i >= 0 {
			end = from + i
			for end < s.End && d.Text[end] == '\n' {
				end++
			}
		}
		out = append(out, d.cut(Span{start, end})...)
		start = end
	}
	return out
}

// cut divides a paragraph that is longer than a passage at its sentences, and
// a sentence that is longer still at a space or, without any, between two
// characters.
func (d *Document) cut(p Span) []Span {
	if length(d.Text[p.Start:p.End]) <= 1 {
		return []Span{p}
	}
	var out []Span
	start, measured, size := p.Start, p.Start, 0.0
	for _, s := range Sentences(d.Text[p.Start:p.End]) {
		end := p.Start + s.End
		size += length(d.Text[measured:end])
		measured = end
		if size > 0.5 || end-start > maxPassageBytes {
			out = append(out, d.chop(Span{start, end})...)
			start, size = end, 0
		}
	}
	if start < p.End {
		if len(out) > 0 && strings.TrimSpace(d.Text[start:p.End]) == "" {
			out[len(out)-1].End = p.End
		} else {
			out = append(out, Span{start, p.End})
		}
	}
	return out
}

func (d *Document) chop(s Span) []Span {
	var out []Span
	text := d.Text[s.Start:s.End]
	start, space, size, in := 0, -1, 0.0, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		letter := !ideographic(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
		switch {
		case ideographic(r):
			size += 1.0 / maxHan
		case letter && !in:
			size += 1.0 / maxWords
		}
		in = letter
		if r == ' ' || strings.ContainsRune("，、；,;", r) {
			space = i + n
		}
		if size > 0.9 || i-start > maxPassageBytes {
			at := i
			if space > start {
				at = space
			}
			if at > start {
				out = append(out, Span{s.Start + start, s.Start + at})
				start, space, size, in = at, -1, length(text[at:i]), false
				continue
			}
		}
		i += n
	}
	return append(out, Span{s.Start + start, s.End})
}

// maxPassageBytes bounds a passage of characters that are neither words nor
// ideographs.
const maxPassageBytes = 16 << 10
