package verify

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:generate go run lexicon_generate.go /usr/share/wordnet
//go:embed lexicon.txt.gz
var lexiconData []byte

// A lexicon holds the common words of English by their stems: what they mean, what
// that is a kind of, and their antonyms. It is reduced from WordNet 3.0, whose licence
// is in lexicon_LICENSE.txt.
type lexicon struct {
	text  string
	lines map[string]lineOf
}

// A lineOf is the place of a line of the lexicon behind its stem.
type lineOf struct{ start, end uint32 }

// A lexeme is what the lexicon has of a stem.
type lexeme struct {
	often          int    // the binary logarithm of how often it was counted in texts, from 1
	part           string // of speech, as it mostly is: n, v, a or r
	means, general []string
	antonyms       []string
}

// english is read on first use, which takes some milliseconds.
var english = sync.OnceValue(func() *lexicon {
	z, err := gzip.NewReader(bytes.NewReader(lexiconData))
	if err != nil {
		panic("reading the embedded lexicon: " + err.Error()) // it is built in
	}
	data, err := io.ReadAll(z)
	if err != nil {
		panic("reading the embedded lexicon: " + err.Error())
	}
	l := &lexicon{text: string(data), lines: make(map[string]lineOf, bytes.Count(data, []byte("\n")))}
	for at := 0; at < len(l.text); {
		end := at + strings.IndexByte(l.text[at:], '\n')
		tab := at + strings.IndexByte(l.text[at:], '\t')
		l.lines[l.text[at:tab]] = lineOf{uint32(tab + 1), uint32(end)}
		at = end + 1
	}
	return l
})

var recentLexemes recent[lexeme]

// lookUp returns what the lexicon has of a stem: nothing for one that it lacks.
func (l *lexicon) lookUp(stem string) lexeme {
	at, ok := l.lines[stem]
	if !ok {
		return lexeme{}
	}
	return recentLexemes.of(stem, func(string) lexeme {
		f := strings.Split(l.text[at.start:at.end], "\t")
		often := 0
		for _, digit := range f[0] {
			often = 10*often + int(digit-'0')
		}
		return lexeme{often, f[1], strings.Fields(f[2]), strings.Fields(f[3]), strings.Fields(f[4])}
	})
}

func (x lexeme) known() bool { return x.often > 0 }

// sameAs reports whether two words have a meaning in common.
func (x lexeme) sameAs(other lexeme) bool { return meet(x.means, other.means) }

// covers reports whether a word is one for a kind of thing of which another names
// one. What is done may also be told in a word for one way of doing it.
func (x lexeme) covers(other lexeme) bool {
	return meet(x.means, other.general) || x.part != "n" && other.part != "n" && meet(x.general, other.means)
}

func meet[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(m T) bool { return slices.Contains(b, m) })
}

// unexchanged are the stems of words that a claim never has in the place of others:
// what counts, measures, dates, limits, obliges and denies, the levels of places and the sectors of an economy.
var unexchanged = stemsOf(`year month week day hour minute decade century quarter season spring summer autumn winter date
		country nation state province county city town village district region area zone municipality prefecture territory
		national provincial municipal local central regional federal global international world domestic foreign overseas abroad
		one two three four five six seven eight nine ten dozen hundred thousand million billion pair couple single double triple half third fourth fifth
		first second last next previous former latter early late new old young
		all every each any some many few several most more less least much only sole mere whole entire part partial
		may might can could must shall should will would need require oblige allow permit forbid prohibit ban order
		no not never neither without refuse reject deny lack fail except exclude exempt
		before after until since during now already still yet again
		draft final law act bill rule regulation decree order treaty measure plan pilot trial binding voluntary mandatory compulsory
		minimum maximum limit ceiling floor cap percent per average total
		agriculture farming industry manufacturing service commerce trade finance transport
		public private state north south east west northern southern eastern western
		man woman child parent he she they`)

// relates reports whether one of two words may stand for the other in some way.
func (x lexeme) relates(other lexeme) bool {
	return x.sameAs(other) || x.covers(other) || other.covers(x)
}
