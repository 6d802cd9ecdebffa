package corpus

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Mention is a place in a text where a form of an entry stands.
type Mention struct {
	Span
	Entry *Entry
}

// Find returns the mentions of entries in a text, in order. Where forms
// overlap the longest counts, so that none overlap.
//
// Latin words are compared whole and without regard to case, plural endings
// and the choice between hyphen and space; Chinese characters, simplified or
// traditional, wherever they stand. A word that capitals alone tell from an
// everyday one, such as MOST, must be written in capitals.
func (g *Glossary) Find(text string) []Mention {
	found, units := g.matches(text)
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Start, b.Start))
	})
	taken := make([]bool, units)
	var out []Mention
	for _, m := range found {
		if slices.Contains(taken[m.from:m.to], true) {
			continue
		}
		for i := m.from; i < m.to; i++ {
			taken[i] = true
		}
		out = append(out, m.Mention)
	}
	slices.SortFunc(out, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// Mentioned returns the entries of which a form stands in a text, within a
// longer form too: who speaks of the NQPF Promotion Center speaks of NQPFs.
func (g *Glossary) Mentioned(text string) map[*Entry]bool {
	found, _ := g.matches(text)
	set := make(map[*Entry]bool, len(found))
	for _, m := range found {
		set[m.Entry] = true
	}
	return set
}

// A match is a mention that may overlap others.
type match struct {
	Mention
	from, to int // its units
}

// matches finds the forms at every place of a text, and counts its units.
func (g *Glossary) matches(text string) ([]match, int) {
	if g == nil {
		return nil, 0
	}
	units := g.forms.units(text)
	var found []match
	for i := range units {
		node := 0
		for j := i; j < len(units) && units[j].number > 0; j++ {
			next, ok := g.forms.edges[edge{node, units[j].number}]
			if !ok {
				break
			}
			node = next
			if e := g.forms.entries[node]; e != nil {
				found = append(found, match{Mention{Span{units[i].Start, units[j].End}, e}, i, j + 1})
			}
		}
	}
	return found, len(units)
}

// forms is a trie of the forms of a glossary, whose edges are units: Latin
// words, Chinese characters and marks.
type forms struct {
	numbers map[string]int // of the units that occur in forms, from 1
	edges   map[edge]int
	entries []*Entry // by node: the entry whose form ends there
}

// An edge leads from a node by a unit.
type edge struct{ node, unit int }

// A unit of a text has the number of the same unit in forms, or 0.
type unit struct {
	Span
	number int
}

func (f *forms) add(form string, e *Entry) {
	if f.numbers == nil {
		*f = forms{make(map[string]int), make(map[edge]int), []*Entry{nil}}
	}
	node := 0
	eachUnit(form, func(unit []byte, _, _ int) {
		number, ok := f.numbers[string(unit)]
		if !ok {
			number = len(f.numbers) + 1
			f.numbers[string(unit)] = number
		}
		next, ok := f.edges[edge{node, number}]
		if !ok {
			next = len(f.entries)
			f.entries = append(f.entries, nil)
			f.edges[edge{node, number}] = next
		}
		node = next
	})
	f.entries[node] = e
}

// find returns the entry of a form, or nil.
func (f *forms) find(form string) *Entry {
	node, ok := 0, len(f.entries) > 0
	for _, u := range f.units(form) {
		if node, ok = f.edges[edge{node, u.number}]; !ok {
			return nil
		}
	}
	if !ok {
		return nil
	}
	return f.entries[node]
}

func (f *forms) units(text string) []unit {
	units := make([]unit, 0, len(text)/3)
	eachUnit(text, func(u []byte, start, end int) {
		units = append(units, unit{Span{start, end}, f.numbers[string(u)]})
	})
	return units
}

// eachUnit calls do with the units of a text, folded, and where they stand.
// Spaces and hyphens part units and are none; the end of a line is one that no
// form has. The slice is only lent.
func eachUnit(text string, do func(unit []byte, start, end int)) {
	var buf [64]byte
	word, start, capitals := buf[:0], 0, true
	flush := func(end int) {
		if len(word) > 0 {
			do(foldWord(word, capitals), start, end)
		}
		word, capitals = word[:0], true
	}
	text = Simplify(text)
	mark := make([]byte, 0, utf8.UTFMax)
	for i, size := 0, 0; i < len(text); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(text[i:])
		r = foldSign(r)
		switch {
		case isWordRune(r) && !isIdeographic(r), unicode.Is(unicode.Mn, r):
			if len(word) == 0 {
				start = i
			}
			capitals = capitals && unicode.IsUpper(r)
			word = utf8.AppendRune(word, unicode.ToLower(r))
		case r == ' ', r == '\t', unicode.Is(unicode.Pd, r):
			flush(i)
		default:
			flush(i)
			do(utf8.AppendRune(mark, r), i, i+size)
		}
	}
	flush(len(text))
}

// foldSign makes full-width characters half-width and apostrophes straight.
func foldSign(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '’':
		return '\''
	}
	return r
}

// capitalsTell are everyday words that written in capitals are names.
var capitalsTell = words(`a all am an and are art as at be but by can do for from go had has have he her here his how i if in is it
	its lead led may me more most must new no not now of on one or our out over own per she so some such than that the them then
	there they this to too under up us was we were what when where which who whole why will with you your`)

// foldWord folds what writers of one word write in different ways: capitals and
// the ending of the plural.
func foldWord(word []byte, capitals bool) []byte {
	n := len(word)
	switch {
	case n > 1 && capitals && capitalsTell[string(word)]:
		for i := range word {
			word[i] = byte(unicode.ToUpper(rune(word[i])))
		}
	case n < 4 || word[n-1] != 's':
	case strings.HasSuffix(string(word), "ies"):
		word[n-3] = 'y'
		return word[:n-2]
	case endsIn(word, "sses", "xes", "ches", "shes"):
		return word[:n-2]
	case !endsIn(word, "ss", "us", "is"):
		return word[:n-1]
	}
	return word
}

func endsIn(word []byte, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(string(word), e) })
}
