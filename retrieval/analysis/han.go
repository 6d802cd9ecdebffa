package analysis

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// ideographs reads a run of ideographs. Stop words cut the run; what stands
// between them becomes bigrams. In the view of the index the whole run does, and
// what stands between stop words becomes single characters as well.
func (s *scanner) ideographs(start int) int {
	pairs, add := len(s.tokens), s.bigrams
	if s.index {
		add = s.characters
	}
	i, from := start, start
	for i < len(s.text) {
		r, size := fold(s.text[i:])
		if !IsIdeographic(r) {
			break
		}
		if n := s.stopAt(i); n > 0 {
			add(from, i)
			s.tokens = append(s.tokens, Token{Term: s.text[i : i+n], Start: i, End: i + n, Kind: Bigram, Stop: true})
			i += n
			from = i
			continue
		}
		if n := hanKept.at(s.text[i:]); n > 0 {
			size = n
		}
		i += size
	}
	add(from, i)
	if _, one := utf8.DecodeRuneInString(s.text[start:]); s.index && start+one < i {
		s.bigrams(start, i)
		s.inOrder(pairs)
	}
	return i
}

// inOrder puts the tokens from one on in the order of their places.
func (s *scanner) inOrder(from int) {
	slices.SortStableFunc(s.tokens[from:], func(a, b Token) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
}

// characters adds the single characters of text[from:to].
func (s *scanner) characters(from, to int) {
	for i := from; i < to; {
		_, size := utf8.DecodeRuneInString(s.text[i:])
		s.tokens = append(s.tokens, Token{Term: s.text[i : i+size], Start: i, End: i + size, Kind: Character})
		i += size
	}
}

// stopAt returns the length of the longest stop word at i, or 0. A word that
// only contains one, such as 目的, is not a stop word.
func (s *scanner) stopAt(i int) int {
	if hanKept.at(s.text[i:]) > 0 {
		return 0
	}
	return s.stops.at(s.text[i:])
}

// bigrams adds the overlapping pairs of text[from:to], or its one character.
func (s *scanner) bigrams(from, to int) {
	if from >= to {
		return
	}
	_, first := utf8.DecodeRuneInString(s.text[from:to])
	if from+first == to {
		s.tokens = append(s.tokens, Token{Term: s.text[from:to], Start: from, End: to, Kind: Bigram})
		return
	}
	for i := from; ; {
		_, a := utf8.DecodeRuneInString(s.text[i:])
		if i+a >= to {
			return
		}
		_, b := utf8.DecodeRuneInString(s.text[i+a:])
		end := i + a + b
		s.tokens = append(s.tokens, Token{Term: s.text[i:end], Start: i, End: end, Kind: Bigram})
		i += a
	}
}
