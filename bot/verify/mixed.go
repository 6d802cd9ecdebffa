package verify

import (
	"fmt"
	"regexp"
	"strings"
)

// besides opens a clause that says of something else what the one before it says: 甲县
// 已完成，但乙县刚起步.
var besides = regexp.MustCompile(`^，(?:但|而[^且]|其次|今后|以后|另外)`)

// checkMixed refuses a clause of a claim in Chinese that has parts of two clauses of a
// sentence which stand beside each other, and leaves out what each says else: A does B,
// C does D, is no proof that C does B.
func checkMixed(claim, source statement, _ surroundings) string {
	if !mostlyHan(claim.text) || across(claim, source) {
		return ""
	}
	for _, c := range claim.clauses {
		for i, a := range source.clauses {
			for _, b := range source.clauses[i+1:] {
				if parallel(a, b) && mixes(c, a, b) && mixes(c, b, a) && !source.holds(c, a, b) {
					return fmt.Sprintf("pairing: the source says %q of one thing and %q of another", a.text, b.text)
				}
			}
		}
	}
	return ""
}

// parallel reports whether two clauses say something of the same sort.
func parallel(a, b clause) bool {
	if a.sentence != b.sentence {
		return strings.HasSuffix(a.text, "；") && b.sentence == a.sentence+1
	}
	return besides.MatchString(b.text) || strings.Contains(a.text, "由") && strings.Contains(b.text, "由")
}

// mixes reports whether a clause of a claim has a part of one clause that another lacks,
// and not all of it.
func mixes(c, a, b clause) bool {
	in, out := 0, 0
	for t := range a.terms {
		switch {
		case b.terms[t] || t == "中国": // which the whole corpus is about
		case c.terms[t]:
			in++
		default:
			out++
		}
	}
	return in > 0 && out > 1
}

// holds reports whether a third clause of a source has all that a clause of a claim has
// of two.
func (s statement) holds(c, a, b clause) bool {
	for _, other := range s.clauses {
		all := true
		for t := range c.terms {
			all = all && (other.terms[t] || !a.terms[t] && !b.terms[t])
		}
		if all {
			return true
		}
	}
	return false
}
