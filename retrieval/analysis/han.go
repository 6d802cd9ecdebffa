package analysis

import (
	"strings"
	"unicode/utf8"
)

// ideographs reads a run of ideographs. Stop words cut the run; what stands
// between them becomes bigrams.
func (s *scanner) ideographs(start int) int {
	i, from := start, start
	for i < len(s.text) {
		r, size := fold(s.text[i:])
		if !IsIdeographic(r) {
			break
		}
		if n := s.stopAt(i); n > 0 {
			s.bigrams(from, i)
			s.tokens = append(s.tokens, Token{Term: s.text[i : i+n], Start: i, End: i + n, Kind: Bigram, Stop: true})
			i += n
			from = i
			continue
		}
		if n := keptAt(s.text[i:]); n > 0 {
			size = n
		}
		i += size
	}
	s.bigrams(from, i)
	return i
}

// stopAt returns the length of the longest stop word at i, or 0. A word that
// only contains one, such as 目的, is not a stop word.
func (s *scanner) stopAt(i int) int {
	if keptAt(s.text[i:]) > 0 {
		return 0
	}
	for _, words := range s.stops {
		for _, w := range words {
			if strings.HasPrefix(s.text[i:], w) {
				return len(w)
			}
		}
	}
	return 0
}

func keptAt(text string) int {
	for _, w := range hanKept {
		if strings.HasPrefix(text, w) {
			return len(w)
		}
	}
	return 0
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
