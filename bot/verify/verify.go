package verify

import (
	"cmp"
	"fmt"
	"strings"

	"footnote/corpus"
)

// Evidence is what a claim must rest on: the sentences of one passage and what
// is known of where they stand. A name may be one of its title, its headings or its
// issuer, and a date of issue that of its document; all else must be in the sentences.
type Evidence struct {
	Sentences []string         // in order, as they stand; only the first 200 are examined
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
// A claim is normalised text, as [corpus.Normalize] leaves it, of at most 4000 bytes.
// Word for word it passes unread.
func Claim(claim string, ev Evidence) Verdict {
	if v, decided := plainly(claim, ev); decided {
		return v
	}
	return examine(claim, ev).verdict()
}

// plainly decides on what need not be examined: a claim that is none, and one
// that is copied.
func plainly(claim string, ev Evidence) (v Verdict, decided bool) {
	if len(claim) > longestClaim || !hasWord(claim) {
		return Verdict{Why: fmt.Sprintf("content: a claim is a sentence of at most %d bytes", longestClaim)}, true
	}
	if w, ok := verbatim(claim, ev); ok {
		return Verdict{OK: true, Window: w, Verbatim: true}, true
	}
	return Verdict{}, false
}

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

// Same reports whether two texts have the same words as quotations are compared, but
// for the full stop.
func Same(a, b string) bool { return trimmed(a) == trimmed(b) }

// trimmed is a text as quotations are compared, without the full stop.
func trimmed(text string) string {
	return recentlyTrimmed.of(text, func(text string) string { return strings.TrimRight(Fold(text), " .。") })
}

var recentlyTrimmed recent[string]

// A checker looks for one kind of difference between a claim and a window of its
// source. It returns what is wrong, or nothing.
type checker func(claim, source statement, around surroundings) string

// The checks in the order in which a failure is reported: what is plainest
// first. Those of words only tell that a claim says something else.
var (
	plainChecks = []checker{checkFigures, checkLanguage}
	factChecks  = []checker{
		checkLimits, checkSubset, checkDirections, checkAntonyms, checkChanges, checkRelations, checkJoined, checkAgents, checkFigurePairs, checkDrivers, checkNames, checkEntries, checkPairs, checkSubject, checkTerms,
		checkAnchors, checkDefinitions, checkIssuer, checkSpeakers, checkCollectives, checkComparatives, checkOperators, checkDone, checkCauses,
	}
	wordChecks = []checker{checkOpposites, checkExchanged, checkMixed, checkCopiedChinese, checkSwaps, checkItems, checkNew, checkPlaces, checkCompany, checkCoverage}
)

// check returns what is wrong with a claim, or nothing, and whether it is wrong
// in its words only.
func check(claim, source statement, around surroundings) (why string, border bool) {
	if why := firstOf(plainChecks, claim, source, around); why != "" {
		return why, false
	}
	off := checkTopic(claim, source, around)
	if why := firstOf(factChecks, claim, source, around); why != "" {
		return cmp.Or(off, checkForeign(claim, source, around), why), false
	}
	why = cmp.Or(off, firstOf(wordChecks, claim, source, around))
	return why, why != ""
}

func firstOf(checks []checker, claim, source statement, around surroundings) string {
	for _, c := range checks {
		if why := c(claim, source, around); why != "" {
			return why
		}
	}
	return ""
}
