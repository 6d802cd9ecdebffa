package verify

import (
	"fmt"

	"footnote/retrieval/analysis"
)

// checkTopic refuses a claim about something else, before single words of it
// are looked at.
func checkTopic(claim, source statement, around surroundings) string {
	if near := closeness(claim, source, around); near < enough/2 {
		return fmt.Sprintf("content: the source has only %.0f%% of the words", 100*near)
	}
	return ""
}

// checkForeign tells what is about something else from what is wrong in one
// thing: hardly a word of it is in the sentences themselves.
func checkForeign(claim, source statement, around surroundings) string {
	own := len(claim.terms) - overlap(claim.terms, around.terms)
	if own > 2 && overlap(claim.terms, source.terms) <= 1+len(claim.terms)-own && !mostlyHan(claim.text) {
		return "content: the source has hardly any of the words"
	}
	return ""
}

const (
	// enough is the share of a claim's words that its source must have. It is the
	// weakest of the checks: it only refuses what is about something else.
	enough = 0.6
	// enoughInside is the share that the window itself must have, without the
	// headings and the title around it.
	enoughInside = 0.35
	// nearly is the share that makes a claim worth a second opinion.
	nearly = 0.4
)

// checkCoverage holds that most words of a claim are in its source.
func checkCoverage(claim, source statement, around surroundings) string {
	if near := closeness(claim, source, around); near < enough {
		return fmt.Sprintf("content: the source has only %.0f%% of the words", 100*near)
	}
	if across(claim, source) {
		return ""
	}
	if has, lacks := counted(claim, source, around); lacks > 0 && lacks >= has+len(claim.quantities) {
		return "content: most of the words are not in the source"
	}
	own := len(claim.terms) - overlap(claim.terms, around.issuer)
	if float64(overlap(claim.terms, source.terms)) < enoughInside*float64(own) {
		return "content: too few of the words are in the sentences themselves"
	}
	return ""
}

// counted returns how many words of English of a claim its source has, and how many it
// lacks, without those that frame a claim.
func counted(claim, source statement, around surroundings) (has, lacks int) {
	places := placesKnown(claim, source, around)
	for _, t := range claim.tokens {
		switch {
		case t.Kind == analysis.Bigram || touches(t, claim.light):
		case places[t.Start] == unknown:
			lacks++
		default:
			has++
		}
	}
	return has, lacks
}

// closeness is the share of a claim's words that its source and what stands
// around it have.
func closeness(claim, source statement, around surroundings) float64 {
	return noveltyOf(claim, source, around).share()
}
