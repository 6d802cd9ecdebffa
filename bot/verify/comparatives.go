package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A degree is a quality of which there is said to be more or less.
type degree struct {
	term string
	less bool
}

// moreOrLess is a degree: "less regional".
var moreOrLess = regexp.MustCompile(`(?i)\b(more|less|fewer) (\w+)`)

func degreesIn(text string) []degree {
	var out []degree
	for _, m := range moreOrLess.FindAllStringSubmatch(text, -1) {
		if w := stemOf(strings.ToLower(m[2])); !strings.EqualFold(w, "than") {
			out = append(out, degree{w, !strings.EqualFold(m[1], "more")})
		}
	}
	return out
}

// checkComparatives holds that what is more in the source is not less in the claim, nor
// the other way round: "more regional" and "less regional".
func checkComparatives(claim, source statement, _ surroundings) string {
	theirs := degreesIn(source.text)
	for _, c := range degreesIn(claim.text) {
		if slices.Contains(theirs, degree{c.term, !c.less}) && !slices.Contains(theirs, c) {
			return fmt.Sprintf("direction: the source has it the other way round of %q", c.term)
		}
	}
	return ""
}
