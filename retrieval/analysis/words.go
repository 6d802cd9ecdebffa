package analysis

import (
	"hash/maphash"
	"sync/atomic"

	"github.com/kljensen/snowball/english"
)

// addWord adds the word in the buffer, whose place in the text is [start, end).
// A dotted one is no English word, but initials.
func (s *scanner) addWord(start, end int, dotted bool) {
	w := trimPossessive(s.buf)
	if len(w) == 0 {
		return
	}
	t := Token{Start: start, End: end, Kind: Word}
	if dotted {
		t.Term = string(w)
	} else {
		known := lookUp(w)
		t.Term, t.Stop = known.stem, known.stop || s.query && known.asks
	}
	s.tokens = append(s.tokens, t)
}

func trimPossessive(w []byte) []byte {
	if n := len(w); n > 2 && string(w[n-2:]) == "'s" {
		return w[:n-2]
	}
	return w
}

// A word is what is known of one.
type word struct {
	text, stem string
	stop, asks bool // see stopWords and questionWords
}

// recent holds words that were looked up lately, each in the one place that its
// hash gives it, where it replaces another. The words of a text are few and
// come again, and to stem one takes longer than to read all around it.
var (
	recent [1 << 15]atomic.Pointer[word]
	seed   = maphash.MakeSeed()
)

// maxWord is how long a word may be, in bytes. What is longer is none, and the
// stemmer is not made for it.
const maxWord = 40

func lookUp(text []byte) *word {
	if len(text) > maxWord {
		return &word{stem: string(text)}
	}
	place := &recent[maphash.Bytes(seed, text)%uint64(len(recent))]
	if w := place.Load(); w != nil && w.text == string(text) {
		return w
	}
	t := string(text)
	w := &word{text: t, stem: stem(t), stop: stopWords[t], asks: questionWords[t]}
	place.Store(w)
	return w
}

// stem returns the Porter2 stem of an English word. Other words, and words
// with digits such as 6g, stay as they are.
func stem(w string) string {
	for i := range len(w) {
		if c := w[i]; (c < 'a' || c > 'z') && c != '\'' {
			return w
		}
	}
	return english.Stem(w, false)
}
