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
	for _, c := range p.pieces(claim) {
		at := p.one.FindStringIndex(c.plain)
		if at == nil || p.other.MatchString(c.plain) {
			continue
		}
		subject := termsBefore(claim, c, c.start+at[0])
		same, opposite, best := -1, -1, -1
		for _, s := range p.pieces(source) {
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

// pieces are the clauses of a statement. One that goes both ways, "services rose
// and industry fell", is cut at its conjunctions.
func (p pair) pieces(s statement) []clause {
	var out []clause
	for i, c := range s.clauses {
		if len(s.pieces[i]) > 1 && p.one.MatchString(c.plain) && p.other.MatchString(c.plain) {
			out = append(out, s.pieces[i]...)
		} else {
			out = append(out, c)
		}
	}
	return out
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
