package verify

import (
	"fmt"
	"strings"

	"footnote/corpus"
)

// Evidence is what a claim must rest on: the sentences of one passage and what
// is known of where they stand. A name may be one of its title, its headings or its
// issuer, and a date of issue that of its document; all else must be in the sentences.
type Evidence struct {
	Sentences []string         // in order, as they stand; but for copies only the first 200 count, and none with over 40 figures
	Quoted    corpus.Span      // which of them the citation quotes, by index; empty means any
	Heading   []string         // path, outermost first
	Meta      corpus.Meta      // of the document
	Status    corpus.Status    // of the document on the day that is asked about
	Glossary  *corpus.Glossary // what means the same in the two languages; may be nil
}

// A Verdict says whether a claim rests on its evidence.
type Verdict struct {
	OK bool
	// Why says of a failure what is wrong: the check, in one word that stays as it is,
	// then what it found, in English with texts as %q writes them: `number: "30" is not
	// in the source`.
	Why string
	// Window is the sentences that prove the claim, by index, or of a failure those that
	// are closest to it. It is empty where none are.
	Window   corpus.Span
	Verbatim bool // the claim is one or more of those sentences, word for word
	Border   bool // of a failure: nothing is wrong but that a few words are not those of the source
}

const (
	// widest is the most sentences that a claim may be drawn from. The parts of a
	// claim from further apart were put together by whoever wrote it.
	widest = 3
	// mostSentences bounds the work on one passage.
	mostSentences = 200
	// mostFigures is how many figures a claim has at most that is checked, and a
	// sentence that is examined: each of the one may be held against each of the other,
	// and two of the one against two of the other. Sentences of laws and reports have up
	// to 35; those with more are tables that were read as one.
	mostFigures = 40
	// longestClaim is the longest claim that is checked, in bytes.
	longestClaim = 4000
)

// Claim checks a claim against its evidence. It is the one gate for copied
// sentences and for written ones. A claim passes when a window of up to three
// consecutive sentences, one of them quoted, states its figures, dates and
// names, with the same negations, obligations, limits and directions, and most
// of its other words. Overlap of words alone proves little: a claim with one
// number changed has nearly all the words of its source.
//
// A claim is normalised text, as [corpus.Normalize] leaves it. What copies up to three
// sentences passes unread. One without a letter or digit, or of more than 4000 bytes,
// fails, copied or not; so does any other of more than 40 figures, and any without
// sentences to rest on. Where claim and
// evidence are in two languages, it passes if the glossary and the thesaurus know
// nearly all of its words; a text of several scripts is Chinese where more than one in
// five of its letters is an ideograph. Bytes that are no UTF-8 are no part of any word.
func Claim(claim string, ev Evidence) Verdict {
	if v, decided := plainly(claim, ev); decided {
		return v
	}
	return examine(claim, ev).verdict()
}

// plainly decides on what need not be examined: a claim that is none, and one
// that is copied.
func plainly(claim string, ev Evidence) (v Verdict, decided bool) {
	if len(claim) > longestClaim || !corpus.HasWord(claim) {
		return Verdict{Why: fmt.Sprintf("content: a claim is a sentence of at most %d bytes", longestClaim)}, true
	}
	if w, ok := verbatim(claim, ev); ok {
		return Verdict{OK: true, Window: w, Verbatim: true}, true
	}
	if tooDense(corpus.Simplify(claim)) {
		return Verdict{Why: fmt.Sprintf("content: a claim has at most %d figures", mostFigures)}, true
	}
	return Verdict{}, false
}

// tooDense reports whether a text has more figures than are compared.
func tooDense(text string) bool { return len(recentlyRead.of(text, readText).quantities) > mostFigures }

// shows reports whether a window holds a quoted sentence.
func (ev Evidence) shows(w corpus.Span) bool {
	return ev.Quoted.Start >= ev.Quoted.End || w.Start < ev.Quoted.End && ev.Quoted.Start < w.End
}

// verbatim finds the sentences that a claim repeats word for word. Part of a
// sentence is not enough: what was left out may have been a "not".
func verbatim(claim string, ev Evidence) (corpus.Span, bool) {
	want := trimmed(claim)
	for i, first := range ev.Sentences {
		if !strings.HasPrefix(want, trimmed(first)) {
			continue
		}
		for size := 1; size <= widest && i+size <= len(ev.Sentences); size++ {
			w := corpus.Span{Start: i, End: i + size}
			if ev.shows(w) && trimmed(strings.Join(ev.Sentences[i:i+size], " ")) == want {
				return w, true
			}
		}
	}
	return corpus.Span{}, false
}

// Same reports whether two texts have the same words as quotations are compared (see
// [Fold]), but for a full stop at the end. Texts without words are all the same.
func Same(a, b string) bool { return trimmed(a) == trimmed(b) }

// trimmed is a text as quotations are compared, without the full stop.
func trimmed(text string) string {
	return recentlyTrimmed.of(text, func(text string) string { return strings.TrimRight(Fold(text), " .。") })
}

var recentlyTrimmed recent[string]
