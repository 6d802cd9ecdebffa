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

// longestSwap is how many terms an exchanged word may make: a Chinese word of
// four characters is part of five pairs, one of two of three. Fewer new pairs
// come from one character more, such as 已.
const (
	longestSwap     = 5
	shortestHanSwap = 3
	slackHan        = 2 // how many more terms may have stood there
)

// checkSwaps refuses a claim that has another word where the source has one,
// between the same neighbours. That is how a copied sentence is altered.
func checkSwaps(claim, source statement, around surroundings) string {
	if across(claim, source) {
		return ""
	}
	places := placesKnown(claim, source, around)
	for i := 0; i < len(claim.tokens); i++ {
		from := i
		for i < len(claim.tokens) && places[claim.tokens[i].Start] == unknown && !source.terms[claim.tokens[i].Term] && !around.terms[claim.tokens[i].Term] {
			i++
		}
		n, least := i-from, 1
		if n > 0 && claim.tokens[from].Kind == analysis.Bigram {
			least = shortestHanSwap
		}
		if n >= least && n <= longestSwap && !slight(claim, from, i) && swapped(claim, source, from, i) {
			return fmt.Sprintf("content: the source has another word in the place of %q", claim.text[claim.tokens[from].Start:claim.tokens[i-1].End])
		}
	}
	return ""
}

// slight reports whether words are so common that many others can be in their place.
func slight(claim statement, from, to int) bool {
	sum := 0.0
	for _, t := range claim.tokens[from:to] {
		if t.Kind == analysis.Bigram {
			return false
		}
		sum += newness(t.Term)
	}
	return sum < 0.5
}

// swapped reports whether the terms of a claim before from and at to stand in
// the source with something else between them.
func swapped(claim, source statement, from, to int) bool {
	if from == 0 || to == len(claim.tokens) {
		return false
	}
	before, after, slack := claim.tokens[from-1].Term, claim.tokens[to].Term, 0
	if claim.tokens[from].Kind == analysis.Bigram {
		slack = slackHan
	}
	for i, t := range source.tokens {
		if t.Term != before {
			continue
		}
		for j := i + 1; j <= i+to-from+1+slack && j < len(source.tokens); j++ {
			if j > i+1 && source.tokens[j].Term == after {
				return true
			}
			if claim.terms[source.tokens[j].Term] {
				break
			}
		}
	}
	return false
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
