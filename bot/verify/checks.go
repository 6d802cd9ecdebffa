package verify

import "cmp"

// A checker looks for one kind of difference between a claim and a window of its
// source. It returns what is wrong, or nothing.
type checker func(claim, source statement, around surroundings) string

// The checks in the order in which a failure is reported: what is plainest first. Beside
// each is what it refuses.
var (
	plainChecks = []checker{
		checkFigures,  // a figure or date that the source has not, or with another unit or bound
		checkLanguage, // a language in which too little of the source is known
	}
	factChecks = []checker{
		checkLimits,        // "no farther" for "not only", 仅限于 for 不限于; 至多 for 至少
		checkSubset,        // of all what is said of some: 三家中有两家
		checkDirections,    // "up" for "down", "before" for "after"
		checkAntonyms,      // "plentiful" for "scarce"
		checkChanges,       // "from 5% to 3%" for "from 3% to 5%"
		checkRelations,     // "from A to B", "A is part of B", A导致B: the two turned
		checkJoined,        // 或 for 并
		checkAgents,        // another who does it, 由, or gets it, 向
		checkFigurePairs,   // two figures in each other's places
		checkDrivers,       // "export-led" for "investment-led"
		checkNames,         // a name or quoted words that the source has not
		checkEntries,       // the same, of the glossary's names and terms
		checkOwners,        // a figure of something else
		checkSubject,       // what is said of another name
		checkEntrySubjects, // the same, of the glossary's
		checkAnchors,       // who and when of one sentence with what another says
		checkDefinitions,   // the other language's word for something else
		checkIssuer,        // another issuer
		checkSpeakers,      // another who says it
		checkCollectives,   // "a pair of" for three
		checkComparatives,  // "less regional" for "more regional"
		checkOperators,     // negations, obligations, limits and drafts, added or left out
		checkDone,          // what is done for what is planned
		checkCauses,        // a reason that the source does not give
	}
	// Those of words only tell that a claim says something else, and not what.
	wordChecks = []checker{
		checkOpposites,     // 高附加值 for 低附加值
		checkExchanged,     // Chinese: a word of the source in the place of another
		checkMixed,         // Chinese: parts of two clauses put together
		checkCopiedChinese, // Chinese: other words in one place of a copy
		checkSwaps,         // another word between the same neighbours
		checkItems,         // Chinese: an item that the source does not list
		checkNew,           // words that the source has in no form
		checkPlaces,        // English: something else in one place of a sentence
		checkCompany,       // English: a word that has left its company
		checkCoverage,      // too few of the words
	}
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
