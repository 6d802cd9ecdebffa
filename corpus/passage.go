package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
)

// Passages cuts the document into the units that are searched and cited. Laid
// end to end they are the document's text; none is longer than 300 words or 500
// ideographs, or a mixture in proportion. Blank space goes with the passage
// after it, except at the end of a section.
func (d *Document) Passages() []Passage {
	var out []Passage
	seen := make(map[string]int)
	for _, s := range d.Sections {
		sentences := d.sentences(s)
		for _, span := range group(d.pieces(s, sentences)) {
			p := Passage{Document: d.ID, Heading: s.Heading, Start: span.Start, End: span.End}
			p.ID = passageID(d, p, seen)
			p.Sentences, sentences = within(d.Text, sentences, span)
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

// sentences returns the sentences of a section's body, without the markers of
// its items.
func (d *Document) sentences(s Section) []Span {
	body := d.Text[s.Body:s.End]
	spans := Sentences(body)
	for i := range spans {
		p := &spans[i]
		if i == 0 || body[p.Start-1] == '\n' {
			p.Start += markerLen(body[p.Start:p.End])
		}
		p.Start += s.Body
		p.End += s.Body
	}
	return spans
}

// within returns the sentences of a passage and those that are left for the
// next. A sentence too long for one passage is divided between them.
func within(text string, sentences []Span, p Span) (in, rest []Span) {
	for i, s := range sentences {
		if s.Start >= p.End {
			return in, sentences[i:]
		}
		part := trimSpan(text, Span{max(s.Start, p.Start), min(s.End, p.End)})
		if strings.ContainsFunc(text[part.Start:part.End], isWordRune) {
			in = append(in, part)
		}
		if s.End > p.End {
			return in, sentences[i:]
		}
	}
	return in, nil
}

// A piece is a part of a section that a passage holds whole.
type piece struct {
	Span
	units   int
	leading bool // belongs before what follows: a heading, or "as follows:"
}

// pieces divides a section into its heading, its paragraphs, items and rows,
// and those of them that are too long into sentences or less. What is blank
// goes with the piece after it.
func (d *Document) pieces(s Section, sentences []Span) []piece {
	var out []piece
	limit := maxUnits
	if s.Body > s.Start {
		out = d.appendPiece(out, Span{s.Start, s.Body}, nil, maxUnits)
		for i := range out {
			out[i].leading = true
		}
		limit -= min(out[len(out)-1].units, halfUnits)
	}
	for start := s.Body; start < s.End; {
		line := strings.TrimLeft(d.Text[start:s.End], "\n ")
		if line == "" {
			break
		}
		end := s.End
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			end = s.End - len(line) + i
		}
		var own []Span
		own, sentences = upTo(sentences, end)
		out = d.appendPiece(out, Span{start, end}, own, limit)
		start = end
	}
	if n := len(out); n > 0 {
		out[n-1].End = s.End
	} else if s.Start < s.End {
		out = []piece{{Span: Span{s.Start, s.End}}}
	}
	return out
}

// upTo parts the sentences that begin before end from those after it.
func upTo(sentences []Span, end int) (before, after []Span) {
	for i, s := range sentences {
		if s.Start >= end {
			return sentences[:i], sentences[i:]
		}
	}
	return sentences, nil
}

func (d *Document) appendPiece(out []piece, p Span, sentences []Span, limit int) []piece {
	text := d.Text[p.Start:p.End]
	if units := measure(text); units <= limit {
		leading := strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
		return append(out, piece{p, units, leading})
	}
	start := p.Start
	for i, s := range sentences {
		end := s.End
		if i == len(sentences)-1 {
			end = p.End
		}
		out = d.chop(out, Span{start, end}, limit)
		start = end
	}
	if start < p.End {
		out = d.chop(out, Span{start, p.End}, limit)
	}
	return out
}

// chop divides what is too long for one passage at the last clause that fits,
// or else at the last space, or else between two characters.
func (d *Document) chop(out []piece, s Span, limit int) []piece {
	var m meter
	start, clause, space := s.Start, 0, 0
	for i, r := range d.Text[s.Start:s.End] {
		i += s.Start
		before := m
		m.add(r)
		if m.units > limit && i > start {
			at := i
			switch {
			case clause > start:
				at = clause
			case space > start:
				at = space
			}
			out = append(out, piece{Span{start, at}, limit, false})
			start, clause, space = at, 0, 0
			m = meter{units: measure(d.Text[at:i]), word: before.word}
			m.add(r)
		}
		after := i + len(string(r))
		switch {
		case m.units*3 < limit: // a cut here would leave too little
		case strings.ContainsRune("，、；：,;:—", r):
			clause = after
		case unicode.IsSpace(r):
			space = after
		}
	}
	return append(out, piece{Span{start, s.End}, measure(d.Text[start:s.End]), false})
}

// group joins pieces into passages of about half the greatest length. What
// leads stays with what follows, and a tail too short to stand alone joins
// what is before it.
func group(pieces []piece) []Span {
	if total(pieces) <= maxUnits*3/4 {
		return []Span{{pieces[0].Start, pieces[len(pieces)-1].End}}
	}
	var out []Span
	var last, units int
	for i, p := range pieces {
		full := units >= halfUnits && !pieces[max(i-1, 0)].leading
		if i > 0 && !full && units+p.units <= maxUnits {
			out[len(out)-1].End = p.End
			units += p.units
			continue
		}
		last, units = units, p.units
		out = append(out, p.Span)
	}
	if n := len(out); n > 1 && units < maxUnits/4 && last+units <= maxUnits {
		out[n-2].End = out[n-1].End
		out = out[:n-1]
	}
	return out
}

func total(pieces []piece) int {
	n := 0
	for _, p := range pieces {
		n += p.units
	}
	return n
}
