package bot

import (
	"fmt"
	"regexp"
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
	head       string // the term it acts on: the first one behind it in its clause, or the last one before it
}

// operatorsIn finds the operators of a text that is unmasked.
func operatorsIn(plain string) []operator {
	var out []operator
	text := []byte(plain)
	for k := range classWords {
		found := classWords[k].words.FindAllIndex(text, -1)
		if classWords[k].class == opFinal { // "the law requires" is an obligation too
			found = classWords[k].words.FindAllStringIndex(plain, -1)
		}
		for _, m := range found {
			out = append(out, operator{kind: &classWords[k], text: strings.TrimSpace(string(text[m[0]:m[1]])), start: m[0], end: m[1]})
		}
		hide(text, found)
	}
	return out
}

// placeOperators finds the clause of each operator and what it acts on there.
func (s *statement) placeOperators() {
	placed := s.operators[:0]
	for _, o := range s.operators {
		for i, c := range s.clauses {
			if c.start <= o.start && o.start < c.end {
				o.clause, o.head = i, headOf(s.tokens, c, o.end)
				placed = append(placed, o)
			}
		}
	}
	s.operators = placed
}

// unmasked is a text without the words that look like operators.
func unmasked(s string) string {
	text := []byte(s)
	hide(text, masked.FindAllIndex(text, -1))
	return string(text)
}

// hide overwrites what was read, so that nothing reads it again.
func hide(text []byte, spans [][]int) {
	for _, m := range spans {
		for i := m[0]; i < m[1]; i++ {
			text[i] = '_'
		}
	}
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

func added(family string, claim, source statement, around surroundings) string {
	if family == "negation" && count(family, claim) > count(family, source) {
		return "negation: the claim has more negations than the source"
	}
	for _, o := range claim.operators {
		switch {
		case o.kind.family != family:
		case o.kind.class == opFinal:
			if why := finalOf(o, source, around); why != "" {
				return why
			}
		case !licensed(o, claim, source) && !around.says(o.kind.class):
			return fmt.Sprintf("%s: the source does not say %q (%s) of this", family, o.text, o.kind.name)
		}
	}
	return ""
}

func count(family string, s statement) int {
	n := 0
	for _, o := range s.operators {
		if o.kind.family == family {
			n++
		}
	}
	return n
}

func dropped(family string, claim, source statement) string {
	for _, o := range source.operators {
		if o.kind.family == family && o.kind.kept && used(o, claim, source) && !licensed(o, source, claim) {
			return fmt.Sprintf("%s: the source says %q (%s), and the claim does not", family, o.text, o.kind.name)
		}
	}
	return ""
}

// says reports whether what stands around a source makes an operator true.
func (s surroundings) says(c class) bool {
	switch c {
	case opDraft:
		return s.draft || wordsOf(opDraft).MatchString(s.text)
	case opPilot:
		return s.trial || wordsOf(opPilot).MatchString(s.text)
	}
	return false
}

func wordsOf(c class) *regexp.Regexp {
	i := slices.IndexFunc(classWords, func(w classWord) bool { return w.class == c })
	return classWords[i].words
}

// finalOf holds that a draft is not passed off as a text in force.
func finalOf(o operator, source statement, around surroundings) string {
	isDraft := around.says(opDraft)
	for _, other := range source.operators {
		switch other.kind.class {
		case opFinal:
			return ""
		case opDraft:
			isDraft = true
		}
	}
	if isDraft {
		return fmt.Sprintf("draft: the source is a draft, and the claim says %q", o.text)
	}
	return ""
}

// licensed reports whether an operator of one statement has its like in the
// other: one of the same class that acts on the same, or stands in a clause
// about the same.
func licensed(o operator, in, other statement) bool {
	terms := in.clauses[o.clause].terms
	for _, p := range other.operators {
		if p.kind.class != o.kind.class {
			continue
		}
		reach := other.reach(p)
		common := overlap(terms, reach)
		if o.head == p.head || reach[o.head] || terms[p.head] || common > 0 && 5*common >= 2*min(len(terms), len(reach)) {
			return true
		}
	}
	return false
}

// reach is what an operator can act on: the terms of its clause, and of those
// behind it in the sentence up to the next operator of its family.
func (s statement) reach(o operator) map[string]bool {
	if o.kind.class == opNegation {
		return s.clauses[o.clause].terms
	}
	terms := make(map[string]bool)
	for i := o.clause; i < len(s.clauses) && s.clauses[i].sentence == s.clauses[o.clause].sentence; i++ {
		if i > o.clause && s.operated(i, o.kind.family) {
			break
		}
		for t := range s.clauses[i].terms {
			terms[t] = true
		}
	}
	return terms
}

func (s statement) operated(clause int, family string) bool {
	for _, o := range s.operators {
		if o.clause == clause && o.kind.family == family {
			return true
		}
	}
	return false
}

// used reports whether a claim repeats what an operator of its source acts on:
// its head, unless another clause that is at least as close to the claim has
// that without the operator, or most of its clause.
func used(o operator, claim, source statement) bool {
	terms := source.clauses[o.clause].terms
	common := overlap(terms, claim.terms)
	if claim.terms[o.head] && !source.without(o, claim.terms, common) {
		return true
	}
	share := 3 // of five; without the head itself, four
	if !claim.terms[o.head] {
		share = 4
	}
	return len(terms) > 0 && 5*common >= share*len(terms) || source.proves(o, claim.terms, common)
}

// proves reports whether a claim is drawn from the clause of an operator, and
// from no other as much.
func (s statement) proves(o operator, claim map[string]bool, common int) bool {
	if o.kind.family != "negation" && o.kind.family != "modality" || common < 2 || 5*common < 4*len(claim) {
		return false
	}
	for i, c := range s.clauses {
		if i != o.clause && !s.has(o.kind.class, i) && overlap(c.terms, claim) >= common {
			return false
		}
	}
	return true
}

// without reports whether the head of an operator stands in a clause that has
// no operator of the class and shares as many terms with the claim.
func (s statement) without(o operator, claim map[string]bool, common int) bool {
	for i, c := range s.clauses {
		if c.terms[o.head] && !s.has(o.kind.class, i) && overlap(c.terms, claim) >= common {
			return true
		}
	}
	return false
}

func (s statement) has(c class, clause int) bool {
	return slices.ContainsFunc(s.operators, func(o operator) bool { return o.clause == clause && o.kind.class == c })
}
