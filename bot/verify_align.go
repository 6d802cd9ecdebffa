package bot

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

// align lays a claim beside its source by their longest common subsequence. It
// returns what of the claim has no like there with what stands in its place, and
// the share of the claim that has.
func align(claim, source string) (gaps []gap, share float64) {
	a, b := lettersOf(claim), lettersOf(source)
	if len(a) == 0 || len(a)*len(b) > mostAligned {
		return nil, 0
	}
	common := commonTable(a, b)
	width := len(b) + 1
	i, j := 0, 0
	ends := func(all []letter, from, to int, text string) corpus.Span {
		s := corpus.Span{End: len(text)}
		if from > 0 {
			s.Start = all[from-1].End
		}
		if to < len(all) {
			s.End = all[to].Start
		}
		return s
	}
	for i < len(a) || j < len(b) {
		fromA, fromB := i, j
		for i < len(a) && j < len(b) && a[i].text != b[j].text || i < len(a) && j == len(b) || i == len(a) && j < len(b) {
			if j == len(b) || i < len(a) && common[(i+1)*width+j] >= common[i*width+j+1] {
				i++
			} else {
				j++
			}
		}
		if i > fromA || j > fromB {
			gaps = append(gaps, gap{ends(a, fromA, i, claim), ends(b, fromB, j, source)})
		}
		for i < len(a) && j < len(b) && a[i].text == b[j].text {
			i, j = i+1, j+1
		}
	}
	return gaps, float64(common[0]) / float64(len(a))
}

// commonTable holds, for each two places, the length of the longest common
// subsequence of what follows there.
func commonTable(a, b []letter) []uint16 {
	width := len(b) + 1
	table := make([]uint16, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].text == b[j].text {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	return table
}
