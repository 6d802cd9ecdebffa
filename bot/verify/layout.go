package verify

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// A laidWord is a word or a figure of a sentence of English, with what it may mean.
type laidWord struct {
	corpus.Span
	text    string // as written
	term    string
	stop    bool
	light   bool // it frames what is said
	begins  bool // a part of the sentence
	figure  *quantity.Quantity
	groups  []int // of the thesaurus
	entries []*corpus.Entry
	lexeme  lexeme
	name    bool
	han     bool // a run of Chinese in the English
}

// A layout is a claim laid beside a sentence of its source.
type layout struct {
	own, theirs []laidWord
	at          []int   // for each word of the claim, its like in the sentence or -1
	share       float64 // of the words of the claim that say something: those with a like
	copied      float64 // of all words of the claim: those that stand in the sentence as they are
}

// layoutBeside returns what lays the words of a claim beside a sentence when it is asked for.
func layoutBeside(sentence statement, own []laidWord, mentions []mention) func() layout {
	return sync.OnceValue(func() layout {
		return laid(own, laidWordsOf(sentence, mentions))
	})
}

// laidWordsOf returns the words of a text and its figures, each of which is one word.
func laidWordsOf(s statement, mentions []mention) []laidWord {
	var out []laidWord
	var operators []corpus.Span
	for _, o := range s.operators {
		operators = append(operators, corpus.Span{Start: o.start, End: o.end})
	}
	quantities := slices.Clone(s.quantities)
	slices.SortFunc(quantities, func(a, b quantity.Quantity) int { return a.Start - b.Start })
	for i, t := range analysis.Tokens(s.text) {
		n := len(out)
		if t.Kind == analysis.Bigram {
			out = withHan(out, t, s.text)
		} else if q := quantityAt(t, quantities); q == nil {
			w := laidWordOf(t, s.text, mentions)
			w.begins = n > 0 && (parting.MatchString(s.text[out[n-1].End:t.Start]) || joining.MatchString(w.text))
			w.light = touches(t, operators) || touches(t, s.light) || i > 0 && emptyWords[w.term]
			out = append(out, w)
		} else if n == 0 || out[n-1].figure != q {
			out = append(out, laidWord{Span: corpus.Span{Start: q.Start, End: q.End}, text: q.Text, term: q.Text, figure: q})
		}
	}
	return out
}

// withHan adds a pair of ideographs to the run of them that it goes on, or as a new one.
func withHan(words []laidWord, t analysis.Token, text string) []laidWord {
	n := len(words)
	if n == 0 || !words[n-1].han || words[n-1].End < t.Start {
		return append(words, laidWord{Span: corpus.Span{Start: t.Start, End: t.End}, text: t.Term, term: t.Term, han: true})
	}
	w := &words[n-1]
	w.End = max(w.End, t.End)
	w.text = text[w.Start:w.End]
	w.term = w.text
	return words
}

// quantityAt returns the figure that a token is a part of, or nil.
func quantityAt(t analysis.Token, quantities []quantity.Quantity) *quantity.Quantity {
	for i, q := range quantities {
		if q.Start < t.End && t.Start < q.End {
			return &quantities[i]
		}
	}
	return nil
}

// laidWordOf reads a word by itself: what goes before it says the rest.
func laidWordOf(t analysis.Token, text string, mentions []mention) laidWord {
	w := laidWord{Span: corpus.Span{Start: t.Start, End: t.End}, text: text[t.Start:t.End], term: t.Term, stop: t.Stop && !quantifiers[strings.ToLower(t.Term)]}
	if w.name = capital(text, word{Span: w.Span}) || acronyms.MatchString(w.text); !w.stop && !w.name {
		w.lexeme = english().lookUp(t.Term)
	}
	for _, m := range mentions {
		if m.Start <= t.Start && t.End <= m.End {
			w.groups = append(w.groups, m.groups...)
			if m.entry != nil {
				w.entries = append(w.entries, m.entry)
			}
		}
	}
	return w
}

var (
	// parting is what parts two words of a sentence.
	parting = regexp.MustCompile(`[,;:()—–"“”]`)
	// joining are words that join the parts.
	joining = regexp.MustCompile(`(?i)^(?:and|or|but|while|which|who|that|whereas|so|because)$`)
)

// quantifiers are stop words that tell how much of a thing is meant.
var quantifiers = setOf("all every each most many few some any only both none no several half")

// How much it is worth to lay a word beside another.
const (
	sameStop = 1
	likeWord = 3
	sameWord = 4
)

func (w laidWord) worth(other laidWord) uint16 {
	switch {
	case w.figure != nil || other.figure != nil:
		if w.figure != nil && other.figure != nil && (supports(*other.figure, *w.figure) || other.figure.Covers(*w.figure)) {
			return sameWord
		}
		return 0
	case w.term == other.term && w.stop:
		return sameStop
	case w.term == other.term:
		return sameWord
	case w.like(other):
		return likeWord
	}
	return 0
}

// like reports whether a word may stand for another of a source.
func (w laidWord) like(other laidWord) bool {
	if w.stop || other.stop {
		return false
	}
	if w.term == other.term || meet(w.entries, other.entries) || meet(w.groups, other.groups) || similar(w.term, other.term) >= akin {
		return true
	}
	return !w.name && !other.name && !unexchanged[w.term] && !unexchanged[other.term] && w.lexeme.known() && other.lexeme.known() && w.lexeme.relates(other.lexeme)
}

// says reports whether a word says something of its own.
func (w laidWord) says() bool { return !w.stop && !w.light }

func laid(own, theirs []laidWord) layout {
	l := layout{own: own, theirs: theirs}
	if len(own)*len(theirs) > mostAligned {
		return l
	}
	l.at = align(own, theirs, laidWord.worth)
	saying, with, same := 0, 0, 0
	for i, w := range own {
		j := l.at[i]
		if w.says() {
			if saying++; j >= 0 {
				with++
			}
		}
		if j >= 0 && (w.figure != nil || w.term == theirs[j].term) {
			same++
		}
	}
	l.share, l.copied = float64(with)/float64(max(1, saying)), float64(same)/float64(max(1, len(own)))
	return l
}

// nearest returns the layout beside the sentence of a source that has most of a claim.
func (s statement) nearest() (best layout) {
	for _, beside := range s.beside {
		if l := beside(); best.own == nil || l.share > best.share {
			best = l
		}
	}
	return best
}
