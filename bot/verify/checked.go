package verify

import (
	"slices"

	"footnote/corpus"
)

// A Checked claim is one that was compared with passages.
type Checked struct {
	Supported bool    // a passage proves it
	Score     float64 // from 0 to 1: how nearly it is supported, and at least 1/2 when it is
	Why       string  // of a claim that is not supported: what is wrong, then with what
}

// Check verifies a claim as a sentence of an answer is verified against the
// passage that it cites: it is supported when any of the passages proves it.
//
// The score ranks claims and is no probability. It is how like its passage a
// claim is in words, names and figures, in the upper half of the range for what
// is supported and in the lower half for what is not. Word for word is 1. A claim
// without words, or without a passage, is not supported.
func Check(claim string, passages []string) Checked {
	claim = corpus.Normalize(claim)
	best := Checked{Why: "content: the source has no sentences"}
	for _, p := range passages {
		for part := range slices.Chunk(sentencesOf(corpus.Normalize(p)), mostSentences) {
			if c := CheckIn(claim, Evidence{Sentences: part}); c.Score >= best.Score {
				best = c
			}
		}
	}
	return best
}

// CheckIn verifies a claim, which is normalised text, as [Check] does: against one
// passage and what is known of it.
func CheckIn(claim string, ev Evidence) Checked {
	v := Claim(claim, ev)
	switch {
	case v.Verbatim:
		return Checked{Supported: true, Score: 1}
	case v.OK:
		return Checked{Supported: true, Score: (1 + likeness(claim, ev.Sentences)) / 2}
	}
	return Checked{Score: likeness(claim, ev.Sentences) / 2, Why: v.Why}
}

func sentencesOf(text string) []string {
	var out []string
	for _, s := range corpus.Sentences(text) {
		out = append(out, text[s.Start:s.End])
	}
	return out
}
