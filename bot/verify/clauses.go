package verify

import (
	"regexp"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// clauseEnd stands between clauses: "… in 2024, and applies …", "… but not …", 2024年施行，有效期…
var clauseEnd = newPattern(`[,;:.!?()]\s|[，；：。！？（）\n]|--|—|\s(?:but|while|whereas|although|though|however)\s|\sand (?:not|no)\b|[.!?)]$`)

// clausesOf cuts a statement at its punctuation. A comma within a number and a
// full stop within a name do not cut.
func clausesOf(s statement, number int) []clause {
	var out []clause
	start := 0
	for _, m := range append(s.cuts[:len(s.cuts):len(s.cuts)], []int{len(s.text)}) {
		if m[0] <= start || cutsFigure(s, m[0]) || withinName(s.text, m[0]) {
			continue
		}
		if c := clauseOf(s, number, start, m[0]); len(c.terms)+len(c.quantities) > 0 {
			out = append(out, c)
			start = m[0]
		}
	}
	if last := len(out) - 1; last >= 0 && start < len(s.text) { // "but not the same one" has no terms
		out[last] = clauseOf(s, number, out[last].start, len(s.text))
	}
	return out
}

// inBrackets is a part of a name: 中国（上海）自由贸易试验区.
var inBrackets = regexp.MustCompile(`\p{Han}（\p{Han}{1,4}）\p{Han}`)

// withinName reports whether a bracket at i is of a part of a name.
func withinName(text string, i int) bool {
	if !strings.HasPrefix(text[i:], "（") && !strings.HasPrefix(text[i:], "）") {
		return false
	}
	for _, m := range inBrackets.FindAllStringIndex(text, -1) {
		if m[0] <= i && i < m[1] {
			return true
		}
	}
	return false
}

func clauseOf(s statement, number, start, end int) clause {
	text := s.text[start:end]
	c := clause{
		sentence: number, text: text, plain: s.plain[start:end], start: start, end: end,
		terms: make(map[string]bool), names: make(map[string]bool),
	}
	for i, t := range s.tokens {
		if t.Start < start || t.Start >= end {
			continue
		}
		c.tokens = append(c.tokens, t)
		c.terms[t.Term] = true
		if i > 0 && t.Kind == analysis.Word && isName(s, i) {
			c.names[t.Term] = true
		}
	}
	for _, name := range hanNames(text) {
		if name != "中国" { // the whole corpus is about it
			c.names[name] = true
		}
	}
	for _, q := range s.quantities {
		if q.Start >= start && q.Start < end {
			c.quantities = append(c.quantities, q)
		}
	}
	return c
}

// conjunction stands between what a clause says of two things: "coal and gas", 煤炭、石油.
var conjunction = newPattern(`\s(?:and|or)\s|以及|和|及|、`)

// partsOf cuts the clauses once more, at each conjunction that stands between
// two figures: "took effect in 2024 and applies from 2026".
func partsOf(s statement) []clause {
	var out []clause
	for _, c := range s.clauses {
		if len(c.quantities) < 2 {
			out = append(out, c)
			continue
		}
		start := c.start
		for _, m := range conjunction.find(c.text, strings.ToLower(c.text)) {
			at := c.start + m[0]
			left, right := clauseOf(s, c.sentence, start, at), clauseOf(s, c.sentence, at, c.end)
			if len(left.quantities) > 0 && len(right.quantities) > 0 && !cutsFigure(s, at) {
				out = append(out, left)
				start = at
			}
		}
		out = append(out, clauseOf(s, c.sentence, start, c.end))
	}
	return out
}

// piecesOf cuts a clause at every conjunction.
func piecesOf(s statement, c clause) []clause {
	start := c.start
	var out []clause
	for _, m := range conjunction.find(c.text, strings.ToLower(c.text)) {
		out = append(out, clauseOf(s, c.sentence, start, c.start+m[0]))
		start = c.start + m[1]
	}
	return append(out, clauseOf(s, c.sentence, start, c.end))
}

func cutsFigure(s statement, i int) bool {
	for _, q := range s.quantities {
		if q.Start < i && i < q.End {
			return true
		}
	}
	return false
}

// placeEntries notes which entries of the glossary each clause mentions, and its
// terms beside those of names.
func (s *statement) placeEntries(mentions []mention) {
	for i := range s.clauses {
		c := &s.clauses[i]
		var names, all []corpus.Span
		for _, m := range mentions {
			if m.entry == nil || m.Start < c.start || m.Start >= c.end {
				continue
			}
			if c.entries == nil {
				c.entries = make(map[*corpus.Entry]bool)
			}
			c.entries[m.entry] = true
			all = append(all, m.Span)
			if isNamed(m.entry) {
				names = append(names, m.Span)
				continue
			}
			for _, t := range s.tokens {
				if m.Start <= t.Start && t.End <= m.End {
					delete(c.names, t.Term) // NQPFs are a term and nobody's name
				}
			}
		}
		c.bare = make(map[string]bool)
		for _, t := range s.tokens {
			if t.Start >= c.start && t.Start < c.end && !touches(t, all) {
				c.bare[t.Term] = true
			}
		}
		if len(names) == 0 {
			continue
		}
		c.unnamed = make(map[string]bool)
		for _, t := range s.tokens {
			if t.Start >= c.start && t.Start < c.end && !touches(t, names) {
				c.unnamed[t.Term] = true
			}
		}
	}
}
