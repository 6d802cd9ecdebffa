package bot

import "fmt"

// checkDirections holds that what goes up in the source does not go down in
// the claim, and so with the other pairs.
func checkDirections(claim, source statement, _ surroundings) string {
	for _, p := range pairs {
		for _, turned := range []pair{p, {p.other, p.one, p.strict}} {
			if why := turned.check(claim, source); why != "" {
				return why
			}
		}
	}
	return ""
}

func (p pair) check(claim, source statement) string {
	for _, c := range claim.clauses {
		at := p.one.FindStringIndex(c.plain)
		if at == nil || p.other.MatchString(c.plain) {
			continue
		}
		subject := termsBefore(claim, c, c.start+at[0])
		same, opposite, best := -1, -1, -1
		for _, s := range source.clauses {
			one, other := p.one.MatchString(s.plain), p.other.MatchString(s.plain)
			near := 100*overlap(subject, s.terms) + overlap(c.terms, s.terms)
			best = max(best, near)
			if one {
				same = max(same, near)
			} else if other {
				opposite = max(opposite, near)
			}
		}
		if opposite > same || p.strict && same < best {
			return fmt.Sprintf("direction: the source does not say %q of this", c.text[at[0]:at[1]])
		}
	}
	return ""
}

func termsBefore(s statement, c clause, end int) map[string]bool {
	terms := make(map[string]bool)
	for _, t := range s.tokens {
		if t.Start >= c.start && t.End <= end {
			terms[t.Term] = true
		}
	}
	return terms
}
