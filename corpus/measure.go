package corpus

import "unicode"

// A text is measured in units of which a word takes one three-hundredth and an
// ideograph one five-hundredth of the longest passage, in whole numbers so that
// the same text is always divided the same way.
const (
	maxUnits       = 90000
	halfUnits      = maxUnits / 2
	wordUnits      = maxUnits / 300
	ideographUnits = maxUnits / 500
	signUnits      = wordUnits / 60 // a mark that is part of no word
	longWord       = 30             // runes that count as a word where there are no spaces
)

// A meter adds up the units of a text rune by rune.
type meter struct {
	units int
	word  int // runes of the word being read
}

func (m *meter) add(r rune) {
	switch {
	case isIdeographic(r):
		m.units += ideographUnits
		m.word = 0
	case unicode.IsSpace(r):
		m.word = 0
	case isWordRune(r):
		if m.word%longWord == 0 {
			m.units += wordUnits
		}
		m.word++
	default: // within a word, as in well-known, a mark does not end it
		m.units += signUnits
	}
}

// measure returns the units of a text.
func measure(text string) int {
	var m meter
	for _, r := range text {
		m.add(r)
	}
	return m.units
}
