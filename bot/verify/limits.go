package verify

import (
	"fmt"
	"regexp"
)

var (
	// unlimited says that something goes beyond what is named.
	unlimited = regexp.MustCompile(`不(?:仅限于|限于|局限于|止步于|止|只是|仅仅|仅|只|单单|单是)`)
	// limited says that it goes no farther.
	limited = regexp.MustCompile(`(?:^|[^不])(?:只是|仅是|仅为|只限于|仅限于|仅限|限于|局限于|只有|仅有)`)
)

// What is at least so much, and what is at most.
var (
	leastHan = regexp.MustCompile(`至少|不少于|不低于|不小于`)
	mostHan  = regexp.MustCompile(`至多|最多|不多于|不超过|不高于|不大于`)
)

// checkLimits refuses a claim that something goes no farther than what its
// source says it goes beyond, and a least that is a most there.
func checkLimits(claim, source statement, _ surroundings) string {
	if m := limited.FindString(claim.text); m != "" && unlimited.MatchString(source.text) && !unlimited.MatchString(claim.text) && !limited.MatchString(source.text) {
		return fmt.Sprintf("scope: the source says %q and the claim %q", unlimited.FindString(source.text), m)
	}
	least, most := leastHan.MatchString(claim.text), mostHan.MatchString(claim.text)
	if theirLeast, theirMost := leastHan.MatchString(source.text), mostHan.MatchString(source.text); least != most && theirLeast != theirMost && least != theirLeast {
		return "bound: the source has the bound on the other side"
	}
	return ""
}
