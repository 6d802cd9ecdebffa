package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// mostAligned bounds the work of laying a claim beside its source.
const mostAligned = 400 * 1200

// A letter is an ideograph, or a word or number of another script, of a text.
type letter struct {
	corpus.Span
	text string
}

// worth is that of laying a letter beside another: all that are the same count alike.
func (l letter) worth(other letter) uint16 {
	if l.text == other.text {
		return 1
	}
	return 0
}

// A gap is a part of a claim and the part of its source between the same letters.
type gap struct{ own, theirs corpus.Span }

func lettersOf(text string) []letter {
	var out []letter
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case analysis.IsIdeographic(r):
			out = append(out, letter{corpus.Span{Start: i, End: i + size}, text[i : i+size]})
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if n := len(out) - 1; n >= 0 && out[n].End == i && !analysis.IsIdeographic(firstOfText(out[n].text)) {
				out[n].End, out[n].text = i+size, out[n].text+strings.ToLower(text[i:i+size])
			} else {
				out = append(out, letter{corpus.Span{Start: i, End: i + size}, strings.ToLower(text[i : i+size])})
			}
		}
		i += size
	}
	return out
}

func firstOfText(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// laidBeside lays a claim beside its source. It returns what of the claim has no like
// there with what stands in its place, and the share of the claim that has.
func laidBeside(claim, source string) (gaps []gap, share float64) {
	a, b := lettersOf(claim), lettersOf(source)
	if len(a) == 0 || len(a)*len(b) > mostAligned {
		return nil, 0
	}
	between := func(all []letter, from, to int, text string) corpus.Span {
		s := corpus.Span{End: len(text)}
		if from > 0 {
			s.Start = all[from-1].End
		}
		if to < len(all) {
			s.End = all[to].Start
		}
		return s
	}
	fromA, fromB, common := 0, 0, 0
	for i, j := range append(align(a, b, letter.worth), len(b)) {
		if j < 0 {
			continue
		}
		if i > fromA || j > fromB {
			gaps = append(gaps, gap{between(a, fromA, i, claim), between(b, fromB, j, source)})
		}
		fromA, fromB, common = i+1, j+1, common+1
	}
	return gaps, float64(common-1) / float64(len(a))
}

// align returns for each member of one sequence the index of its like in another, or
// -1, so that the pairs are in order and worth most in all. What is worth nothing is no
// pair.
func align[T any](a, b []T, worth func(a, b T) uint16) []int {
	width := len(b) + 1
	value, best := make([]uint16, len(a)*len(b)), make([]uint16, (len(a)+1)*width) // of what follows there, for each two places
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			value[i*len(b)+j] = worth(a[i], b[j])
			best[i*width+j] = max(best[(i+1)*width+j], best[i*width+j+1])
			if v := value[i*len(b)+j]; v > 0 {
				best[i*width+j] = max(best[i*width+j], best[(i+1)*width+j+1]+v)
			}
		}
	}
	at := make([]int, len(a))
	for i, j := 0, 0; i < len(a); {
		switch {
		case j < len(b) && value[i*len(b)+j] > 0 && best[i*width+j] == best[(i+1)*width+j+1]+value[i*len(b)+j]:
			at[i] = j
			i, j = i+1, j+1
		case j == len(b) || best[(i+1)*width+j] >= best[i*width+j+1]:
			at[i] = -1
			i++
		default:
			j++
		}
	}
	return at
}

// lettersBefore returns up to two ideographs that end at a place.
func lettersBefore(text string, at int) []string {
	var out []string
	for len(out) < mostBeside {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if !analysis.IsIdeographic(r) {
			break
		}
		at -= size
		out = append([]string{text[at : at+size]}, out...)
	}
	return out
}

func lettersAfter(text string, at int) []string {
	var out []string
	for len(out) < mostBeside {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !analysis.IsIdeographic(r) {
			break
		}
		out = append(out, text[at:at+size])
		at += size
	}
	return out
}

// mostBeside is how many letters on each side may belong to the words of a gap.
const mostBeside = 2
