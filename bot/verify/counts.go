package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus/quantity"
)

// collectives are words for so many of a kind.
var collectives = map[string]int64{"pair": 2, "couple": 2, "duo": 2, "trio": 3, "quartet": 4, "dozen": 12}

// checkCollectives holds that a claim that has such a word has it of its source, or its
// number.
func checkCollectives(claim, source statement, _ surroundings) string {
	for _, m := range collective.FindAllStringSubmatch(claim.text, -1) {
		if !hasCollective(source, m[1]) {
			return fmt.Sprintf("number: %q is not in the source", m[0])
		}
	}
	return ""
}

// collective is one with what it counts: "a trio of".
var collective = regexp.MustCompile(`\b(pair|couple|duo|trio|quartet|dozen) of\b`)

// hasCollective reports whether a source has a collective, or its number.
func hasCollective(source statement, word string) bool {
	return strings.Contains(source.text, word) || slices.ContainsFunc(source.quantities, func(q quantity.Quantity) bool {
		return q.Value != nil && q.Value.IsInt() && q.Value.Num().Int64() == collectives[word]
	})
}

// subset matches a number of things and how many of them something is said of:
// 三家试点企业中有两家已投产.
var subset = regexp.MustCompile(`([一二两三四五六七八九十\d]+)([家个项名位种类条])[^，。；]{0,16}?[中里内]，?有([一二两三四五六七八九十\d]+)([家个项名位种类条])([^，。；：]*)`)

// checkSubset holds that what a source says of some of several things is said of
// as many of them.
func checkSubset(claim, source statement, _ surroundings) string {
	theirs := subset.FindStringSubmatch(source.text)
	if theirs == nil || theirs[2] != theirs[4] {
		return ""
	}
	if own := subset.FindStringSubmatch(claim.text); own != nil && own[2] == own[4] && (own[1] != theirs[1] || own[3] != theirs[3]) {
		return fmt.Sprintf("number: the source says it of %s of %s", theirs[3], theirs[1])
	}
	said := make(map[string]bool)
	addTerms(said, theirs[5])
	if strings.Contains(claim.text, theirs[3]+theirs[4]) && !strings.Contains(claim.text, theirs[1]+theirs[2]) && overlap(claim.terms, said) == 0 {
		return fmt.Sprintf("number: the source says something else of %s of %s", theirs[3], theirs[1])
	}
	for _, c := range claim.clauses {
		if strings.Contains(c.text, theirs[1]+theirs[2]) && !strings.Contains(c.text, "第"+theirs[1]) && !strings.Contains(claim.text, theirs[3]+theirs[4]) && overlap(c.terms, said) > 0 {
			return fmt.Sprintf("number: the source says it of %s of %s", theirs[3], theirs[1])
		}
	}
	return ""
}
