package verify

import (
	"fmt"
	"strings"

	"footnote/corpus/quantity"
)

// ways are the directions that a clause goes in: a bit for each of the pairs.
type ways struct{ one, other uint64 }

func (w ways) both() uint64 { return w.one & w.other }
func (w ways) turned() ways { return ways{w.other, w.one} }

// readWays notes in which directions the clauses of a statement go. A clause that
// goes both ways, "services rose and industry fell", is cut at its conjunctions.
func (s *statement) readWays() {
	for i := range s.clauses {
		c := &s.clauses[i]
		c.ways = waysOf(c.plain)
		pieces := []clause{*c}
		if c.ways.both() != 0 {
			pieces = piecesOf(*s, *c)
			for j := range pieces {
				pieces[j].ways = waysOf(pieces[j].plain)
			}
		}
		s.pieces = append(s.pieces, pieces)
	}
}

func waysOf(plain string) ways { return recentWays.of(plain, readWaysOf) }

var recentWays recent[ways]

func readWaysOf(plain string) ways {
	var w ways
	lower := strings.ToLower(plain)
	for k, p := range pairs {
		if len(p.one.find(plain, lower)) > 0 {
			w.one |= 1 << k
		}
		if len(p.other.find(plain, lower)) > 0 {
			w.other |= 1 << k
		}
	}
	return w
}

// checkDirections holds that what goes up in the source does not go down in
// the claim, and so with the other pairs.
func checkDirections(claim, source statement, _ surroundings) string {
	same := func(w ways) ways { return w }
	for k, p := range pairs {
		if why := turnedIn(claim, source, k, p.one, p.strict, same); why != "" {
			return why
		}
		if why := turnedIn(claim, source, k, p.other, p.strict, ways.turned); why != "" {
			return why
		}
	}
	return checkCompared(claim, source)
}

// checkCompared holds that what a claim calls more is more by the figures of its
// source, where that gives two and leaves the comparison to the reader.
func checkCompared(claim, source statement) string {
	const k = comparedPair
	bit := uint64(1) << k
	for _, c := range claim.clauses {
		if c.ways.one&bit == c.ways.other&bit {
			continue
		}
		for _, s := range source.clauses {
			if s.ways.one&bit != 0 || s.ways.other&bit != 0 {
				return ""
			}
		}
		for _, s := range sentencesIn(source) {
			if first, second, ok := s.twoFigures(); ok && (first.Value.Cmp(second.Value) > 0) != (c.ways.one&bit != 0) {
				return fmt.Sprintf("direction: by the source %s is not so compared with %s", first.Text, second.Text)
			}
		}
	}
	return ""
}

// twoFigures returns the figures of a clause that has two of one unit.
func (c clause) twoFigures() (first, second quantity.Quantity, ok bool) {
	for i, a := range c.quantities {
		for _, b := range c.quantities[i+1:] {
			if a.Kind == quantity.Percent && b.Kind == a.Kind && a.Value != nil && b.Value != nil {
				return a, b, true
			}
		}
	}
	return first, second, false
}

// turnedIn checks one direction of a pair: its words are given, and how to read
// the ways of a clause for it.
func turnedIn(claim, source statement, pair int, words pattern, strict bool, read func(ways) ways) string {
	bit := uint64(1) << pair
	for _, c := range claim.inPieces(bit) {
		w := read(c.ways)
		if w.one&bit == 0 || w.other&bit != 0 {
			continue
		}
		at := words.find(c.plain, strings.ToLower(c.plain))[0]
		subject := termsBefore(claim, c, c.start+at[0])
		same, opposite, best := -1, -1, -1
		for _, s := range source.inPieces(bit) {
			near := 100*overlap(subject, s.terms) + overlap(c.terms, s.terms)
			best = max(best, near)
			if w := read(s.ways); w.one&bit != 0 {
				same = max(same, near)
			} else if w.other&bit != 0 {
				opposite = max(opposite, near)
			}
		}
		if opposite > same || strict && same < best && !sameTime(c.text[at[0]:at[1]], source.text) {
			return fmt.Sprintf("direction: the source does not say %q of this", c.text[at[0]:at[1]])
		}
	}
	return ""
}

// sameTime reports whether a source says in one character that something comes
// after or before, as 之后 and 以前 do.
func sameTime(word, source string) bool {
	return strings.Contains(word, "后") && (strings.ContainsAny(source, "后再另") || strings.Contains(source, "以来")) || strings.HasSuffix(word, "前") && strings.Contains(source, "前")
}

// inPieces returns the clauses of a statement, those that go both ways of a pair
// in pieces.
func (s statement) inPieces(bit uint64) []clause {
	whole := true
	for _, c := range s.clauses {
		whole = whole && c.ways.both()&bit == 0
	}
	if whole {
		return s.clauses
	}
	var out []clause
	for i, c := range s.clauses {
		if c.ways.both()&bit == 0 {
			out = append(out, c)
		} else {
			out = append(out, s.pieces[i]...)
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
