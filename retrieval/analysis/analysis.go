// Package analysis turns text into index terms: the one analyser, used by
// ranking, by the embedder that is trained on the corpus, and by the verifier.
//
// Words of alphabetic scripts are folded to lower case and half width, English
// ones are stemmed (Porter2), and stop words are dropped. Han, kana and hangul
// have no spaces between words, so a run of them becomes its overlapping
// character bigrams, which need no dictionary and find every word of two
// characters or more. Traditional characters count as the simplified ones: 補貼
// and 补贴 are one term. Numbers are kept whole: 1,000 and 1000 are one term.
//
// There are two views of a text. [Terms] says what it is about: function words
// cut a run of characters, and no bigram spans one. [IndexTerms] is what is
// ranked by: bigrams across function words too, and the single characters
// beside them, which find a word by a part of it. Every term of the first view
// is one of the second.
package analysis

import (
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// Version names the rules of this package. Terms of two versions must not be
// compared, so it is part of the name of everything that stores terms.
const Version = "2"

// A Kind says what a token is.
type Kind uint8

// The kinds of token.
const (
	Word      Kind = iota // of an alphabetic script
	Number                // digits, with a decimal point where there is one
	Bigram                // of Han, kana or hangul; one character where it stands alone
	Character             // of a bigram, in the view of the index only
)

// A Token is one term and the bytes it came from.
type Token struct {
	Term       string
	Start, End int
	Kind       Kind
	Stop       bool // too common to say anything
}

// Terms returns the index terms of a text, in order, stop words dropped.
func Terms(text string) []string {
	return keep(Tokens(text))
}

// QueryTerms returns the terms of a question that say what it is about: index
// terms without the words that only ask, such as "how much" and 有哪些.
func QueryTerms(text string) []string {
	return keep(QueryTokens(text))
}

// IndexTerms returns the terms that a text is found by, in order.
func IndexTerms(text string) []string {
	return keep(IndexTokens(text))
}

// IndexTokens returns the tokens of [IndexTerms], stop words among them, marked.
func IndexTokens(text string) []Token {
	s := scanner{text: corpus.Simplify(text), stops: hanStops, index: true}
	return s.scan()
}

// SearchTokens are the tokens that a question searches an index with: those of
// [IndexTerms], with the words that only ask marked as stop words. In a run of
// characters only the single ones are: what looks like a word that asks may be
// a part of another.
func SearchTokens(text string) []Token {
	s := scanner{text: corpus.Simplify(text), stops: hanQueryStops, query: true, index: true}
	return s.scan()
}

// SearchTerms returns the terms of [SearchTokens], stop words dropped.
func SearchTerms(text string) []string { return keep(SearchTokens(text)) }

func keep(tokens []Token) []string {
	terms := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if !t.Stop {
			terms = append(terms, t.Term)
		}
	}
	return terms
}

// Tokens returns all tokens of a text, stop words marked.
func Tokens(text string) []Token {
	s := scanner{text: corpus.Simplify(text), stops: hanStops}
	return s.scan()
}

// QueryTokens is [Tokens] for a question: the words that only ask are marked
// as stop words too.
func QueryTokens(text string) []Token {
	s := scanner{text: corpus.Simplify(text), stops: hanQueryStops, query: true}
	return s.scan()
}

type scanner struct {
	text   string
	stops  wordList
	query  bool
	index  bool // see IndexTerms
	tokens []Token
	buf    []byte
}

func (s *scanner) scan() []Token {
	s.tokens = make([]Token, 0, len(s.text)/5+1)
	for i := 0; i < len(s.text); {
		r, size := fold(s.text[i:])
		switch {
		case IsIdeographic(r):
			i = s.ideographs(i)
		case unicode.IsDigit(r):
			i = s.number(i)
		case unicode.IsLetter(r):
			i = s.word(i)
		default:
			i += size
		}
	}
	return s.tokens
}

// fold decodes the first character of s in half width and lower case.
func fold(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return rune(c), 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	return unicode.ToLower(r), size
}

// IsIdeographic reports whether r belongs to a script that is written without
// spaces between words: Han, kana and hangul.
func IsIdeographic(r rune) bool {
	if r < 0x1100 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// word reads a run of letters, digits and combining marks. An apostrophe or a
// full stop between letters stays inside, so that "don't" and "U.S." are one
// word each.
func (s *scanner) word(start int) int {
	s.buf = s.buf[:0]
	i, dotted := start, false
	for i < len(s.text) {
		r, size := fold(s.text[i:])
		switch {
		case IsIdeographic(r):
			size = 0
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
			s.buf = utf8.AppendRune(s.buf, r)
		case (r == '\'' || r == '’') && s.letterAt(i+size):
			s.buf = append(s.buf, '\'')
		case r == '.' && s.initialsAt(i, start):
			dotted = true
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		i += size
	}
	s.addWord(start, i, dotted)
	return i
}

func (s *scanner) letterAt(i int) bool {
	if i >= len(s.text) {
		return false
	}
	r, _ := fold(s.text[i:])
	return unicode.IsLetter(r) && !IsIdeographic(r)
}

// initialsAt reports whether the full stop at i belongs to initials such as
// those of "U.S.": single letters, each followed by a full stop.
func (s *scanner) initialsAt(i, start int) bool {
	single := i-start == 1 || i >= 2 && s.text[i-2] == '.'
	if !single {
		return false
	}
	next := s.letterAt(i+1) && i+2 < len(s.text) && s.text[i+2] == '.'
	last := i >= 2 && s.text[i-2] == '.'
	return next || last
}

// number reads digits with their separators: a comma before three digits is
// dropped, a full stop before a digit is a decimal point. Letters that follow
// at once make it a word, such as 6g or 3rd.
func (s *scanner) number(start int) int {
	s.buf = s.buf[:0]
	i := start
	for i < len(s.text) {
		r, size := fold(s.text[i:])
		switch {
		case unicode.IsDigit(r):
			s.buf = utf8.AppendRune(s.buf, r)
		case r == ',' && s.digitsAt(i+size) == 3:
		case r == '.' && s.digitsAt(i+size) > 0:
			s.buf = append(s.buf, '.')
		case unicode.IsLetter(r) && !IsIdeographic(r) && s.digitsAt(i-1) > 0:
			return s.word(start)
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		i += size
	}
	s.tokens = append(s.tokens, Token{Term: string(s.buf), Start: start, End: i, Kind: Number})
	return i
}

// digitsAt counts the ASCII digits from i on, up to four.
func (s *scanner) digitsAt(i int) int {
	n := 0
	for i >= 0 && i+n < len(s.text) && n < 4 && '0' <= s.text[i+n] && s.text[i+n] <= '9' {
		n++
	}
	return n
}
