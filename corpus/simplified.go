package corpus

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// simplifiedPairs says which simplified character stands for a traditional one.
//
//go:embed simplified.txt
var simplifiedPairs string

// The traditional characters that have a simplified form of the same length lie
// in this range. All of them, and no others, begin with a byte between the two
// first ones.
const (
	firstTraditional, endTraditional = 0x3400, 0xA000
	firstLead, lastLead              = 0xE3, 0xE9
)

// simplified holds the simplified form of each traditional character, by its
// distance from the first one; 0 for all other characters.
var simplified = simplifiedForms()

func simplifiedForms() []rune {
	forms := make([]rune, endTraditional-firstTraditional)
	for line := range strings.Lines(simplifiedPairs) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for pair := range strings.FieldsSeq(line) {
			traditional, size := utf8.DecodeRuneInString(pair)
			forms[traditional-firstTraditional], _ = utf8.DecodeRuneInString(pair[size:])
		}
	}
	return forms
}

// Simplify replaces each traditional Chinese character by the simplified one
// that stands for it, so that 補貼 and 补贴 are the same to whoever compares
// texts. Each character is replaced by one of the same length, so offsets into
// the result are offsets into text, which is returned itself where nothing in it
// is traditional. It is for comparing only: some traditional characters share a
// simplified one, so the result is not always what a person would write.
func Simplify(text string) string {
	i, form := nextTraditional(text, 0)
	if i == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	done := 0
	for i < len(text) {
		b.WriteString(text[done:i])
		b.WriteRune(form)
		done = i + utf8.RuneLen(form)
		i, form = nextTraditional(text, done)
	}
	b.WriteString(text[done:])
	return b.String()
}

// nextTraditional returns where the next traditional character stands, from i
// on, and its simplified form; the length of text where there is none.
func nextTraditional(text string, i int) (int, rune) {
	for i < len(text) {
		if c := text[i]; c < firstLead || c > lastLead {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if k := int(r) - firstTraditional; k >= 0 && k < len(simplified) && simplified[k] != 0 {
			return i, simplified[k]
		}
		i += size
	}
	return i, 0
}
