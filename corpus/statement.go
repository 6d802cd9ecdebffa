package corpus

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"
)

// A statement is a sentence or a heading, as texts are compared by them.
type statement struct {
	key     uint64 // the same for statements that say the same
	text    string // as it stands in the document
	start   int
	section *Section
}

// keySeed makes keys that no text can be written to collide with. They are
// compared and never kept.
var keySeed = maphash.MakeSeed()

// statements returns the sentences and headings of a document. They have no
// numbers before them when they are compared, as what is inserted would change
// those of all that follow; a heading that is only a number is left out.
func (d *Document) statements() []statement {
	var all []statement
	add := func(s *Section, start int, text, named string) {
		if folded := foldSpace(named); folded != "" {
			all = append(all, statement{maphash.String(keySeed, folded), text, start, s})
		}
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		label := trimSpan(d.Text, Span{s.Start, s.Body})
		add(s, label.Start, d.Text[label.Start:label.End], unnumbered(d.Text[label.Start:label.End]))
		for _, span := range Sentences(d.Text[s.Body:s.End]) {
			text := d.Text[s.Body+span.Start : s.Body+span.End]
			add(s, s.Body+span.Start, text, text[markerLen(text):])
		}
	}
	return all
}

// unnumbered returns a heading without what numbers it: 第三章, Article 5, 2.1.
func unnumbered(label string) string {
	if m := chineseUnit.FindString(label); m != "" {
		return label[len(m):]
	}
	if m := englishUnit.FindString(label); m != "" {
		return label[len(m):]
	}
	if number, _, _ := enumerator(label); number != "" {
		return label[len(number):]
	}
	return label[markerLen(label):]
}

// foldSpace returns a text in which spaces make no difference: a run of them is
// one, and beside a Chinese character there is none.
func foldSpace(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	var last rune
	for field := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(field)
		if last != 0 && !IsCJK(last) && !IsCJK(first) {
			b.WriteByte(' ')
		}
		b.WriteString(field)
		last, _ = utf8.DecodeLastRuneInString(field)
	}
	return b.String()
}

// divergences returns where two texts differ, without the places where only
// lines or sentences were broken differently. What fold leaves of a text, spaces
// aside, is what it says.
func divergences(a, b []statement, fold func(string) string) []hunk {
	var kept []hunk
	for _, h := range differences(keysOf(a), keysOf(b)) {
		x, y := a[h.Old.Start:h.Old.End], b[h.New.Start:h.New.End]
		if len(x) == 0 || len(y) == 0 || joinFolded(x, fold) != joinFolded(y, fold) {
			kept = append(kept, h)
		}
	}
	return kept
}

func keysOf(all []statement) []uint64 {
	keys := make([]uint64, len(all))
	for i, s := range all {
		keys[i] = s.key
	}
	return keys
}

func joinFolded(all []statement, fold func(string) string) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(strings.ReplaceAll(fold(s.text), " ", ""))
	}
	return b.String()
}
