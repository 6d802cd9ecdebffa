package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"footnote/retrieval/analysis"
)

// An operator is a word that changes what its clause says: a negation, a modal
// verb, a limit.
type operator struct {
	kind       *classWord
	text       string
	start, end int // in the sentence
	clause     int
	behind     map[string]bool // the terms behind it in its clause
	head       string          // the term it acts on: the first one behind it in its clause, or the last one before it
}

// operatorsIn finds the operators of a text that is unmasked.
func operatorsIn(plain string) []operator {
	var out []operator
	text, lower := plain, strings.ToLower(plain)
	for k := range classWords {
		within := text
		if classWords[k].class == opFinal { // "the law requires" is an obligation too
			within = plain
		}
		found := classWords[k].words.find(within, lower)
		for _, m := range found {
			out = append(out, operator{kind: &classWords[k], text: strings.TrimSpace(within[m[0]:m[1]]), start: m[0], end: m[1]})
		}
		text = hidden(text, found)
	}
	return out
}

// placeOperators finds the clause of each operator and what it acts on there.
func (s *statement) placeOperators() {
	placed := s.operators[:0]
	for _, o := range s.operators {
		for i, c := range s.clauses {
			if c.start <= o.start && o.start < c.end {
				o.clause, o.head, o.behind = i, headOf(s.tokens, c, o.end), s.termsBehind(c, o.end)
				placed = append(placed, o)
			}
		}
	}
	s.operators = placed
}

// unmasked is a text without the words that look like operators.
func unmasked(text string) string {
	text = hidden(text, acronyms.FindAllStringIndex(text, -1))
	return hidden(text, masked.find(text, strings.ToLower(text)))
}

// hidden is a text with what was read of it overwritten, so that nothing reads
// it again.
func hidden(text string, spans [][]int) string {
	if len(spans) == 0 {
		return text
	}
	out := []byte(text)
	for _, m := range spans {
		for i := m[0]; i < m[1]; i++ {
			out[i] = '_'
		}
	}
	return string(out)
}

func headOf(tokens []analysis.Token, c clause, from int) string {
	head := ""
	for _, t := range tokens {
		if t.Start < c.start || t.Start >= c.end {
			continue
		}
		head = t.Term
		if t.Start >= from {
			break
		}
	}
	return head
}

// families of operators, in the order in which a difference is reported.
var families = []string{"negation", "modality", "scope", "draft"}

// checkOperators holds that a claim adds no operator to what its source says,
// and drops none that matters.
func checkOperators(claim, source statement, around surroundings) string {
	if why := checkSplit(claim, source); why != "" {
		return why
	}
	if source.says(opProhibition) && !source.says(opPermission) && claim.says(opPermission) && !claim.says(opProhibition) {
		return "negation: the source prohibits, and the claim permits"
	}
	for _, family := range families {
		if why := dropped(family, claim, source); why != "" {
			return why
		}
		if why := added(family, claim, source, around); why != "" {
			return why
		}
	}
	return ""
}

// but sets a clause against the one before it.
var but = newPattern(`(?i)\bbut\b|\bwhile\b|\bwhereas\b|\bhowever\b|但|却|不过`)

// checkSplit refuses a claim that denies one thing but not another of which its
// source denies both.
func checkSplit(claim, source statement) string {
	if !but.matches(claim.text) || !claim.says(opNegation) {
		return ""
	}
	denied := make(map[string]bool)
	for _, o := range source.operators {
		if o.kind.class == opNegation {
			maps.Copy(denied, o.behind)
		}
	}
	for i, c := range claim.clauses {
		if claim.operated(i, "negation") || len(c.terms) == 0 {
			continue
		}
		affirmed := 0
		for j, s := range source.clauses {
			if !source.operated(j, "negation") {
				affirmed = max(affirmed, overlap(c.terms, s.terms))
			}
		}
		if n := overlap(c.terms, denied); n > affirmed {
			return fmt.Sprintf("negation: the source does not say %q, but denies it", strings.TrimSpace(c.text))
		}
	}
	return ""
}

func added(family string, claim, source statement, around surroundings) string {
	if family == "negation" && moreNegations(claim, source) {
		return "negation: the claim has more negations than the source"
	}
	for _, o := range claim.operators {
		switch {
		case o.kind.family != family:
		case o.kind.class == opFinal:
			if why := finalOf(o, source, around); why != "" {
				return why
			}
		case !licensed(o, claim, source, entails) && !around.says(o.kind.class) && !excused(o, claim, source):
			return fmt.Sprintf("%s: the source does not say %q (%s) of this", family, o.text, o.kind.name)
		}
	}
	return ""
}

// moreNegations reports whether a claim denies more than its source, or a clause
// of it more than the sentence that says nearly all of the clause.
func moreNegations(claim, source statement) bool {
	if count("negation", claim, true) > count("negation", source, false) {
		return true
	}
	sentences := sentencesIn(source)
	for i, c := range claim.clauses {
		closest := closestTo(c, sentences)
		if own := claim.negationsIn(func(clause int) bool { return clause == i }, true); own == 0 || closest < 0 || 5*overlap(c.plainTerms(), sentences[closest].terms) < 4*len(c.plainTerms()) {
			continue
		} else if own > source.negationsIn(func(clause int) bool { return source.clauses[clause].sentence == sentences[closest].sentence }, false) {
			return true
		}
	}
	return false
}

func (s statement) negationsIn(clauses func(int) bool, kept bool) int {
	n := 0
	for _, o := range s.operators {
		if o.kind.family == "negation" && (o.kind.kept || !kept) && clauses(o.clause) {
			n++
		}
	}
	return n
}

// says reports whether a statement has an operator of a class.
func (s statement) says(c class) bool {
	return slices.ContainsFunc(s.operators, func(o operator) bool { return o.kind.class == c })
}

// count counts the operators of a family, or only those that a claim must keep.
func count(family string, s statement, kept bool) int {
	n := 0
	for _, o := range s.operators {
		if o.kind.family == family && (o.kind.kept || !kept) {
			n++
		}
	}
	return n
}

// says reports whether what stands around a source makes an operator true.
func (s surroundings) says(c class) bool {
	switch c {
	case opDraft:
		return s.draft || wordsOf(opDraft).matches(s.text)
	case opPilot:
		return s.trial || wordsOf(opPilot).matches(s.text)
	}
	return false
}

func (s statement) has(c class, clause int) bool {
	return slices.ContainsFunc(s.operators, func(o operator) bool { return o.clause == clause && o.kind.class == c })
}

// finalOf holds that a draft is not passed off as a text in force.
func finalOf(o operator, source statement, around surroundings) string {
	isDraft, isFinal := around.says(opDraft), excused(o, source, source)
	for _, other := range source.operators {
		switch other.kind.class {
		case opFinal:
			return ""
		case opDraft:
			isDraft = true
		}
	}
	if !isDraft && !isFinal {
		return fmt.Sprintf("draft: the source does not say %q of this", o.text)
	}
	if isDraft {
		return fmt.Sprintf("draft: the source is a draft, and the claim says %q", o.text)
	}
	return ""
}
