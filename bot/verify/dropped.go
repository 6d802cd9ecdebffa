package verify

import "fmt"

// dropped says which operator of a source that a claim must keep is not in it, where the
// claim repeats what that acts on.
func dropped(family string, claim, source statement) string {
	for _, o := range source.operators {
		if o.kind.family == family && o.kind.kept && used(o, claim, source) && !keepsCount(family, claim, source) && !licensed(o, source, claim, func(claimed, own class) bool { return entails(own, claimed) }) {
			return fmt.Sprintf("%s: the source says %q (%s), and the claim does not", family, o.text, o.kind.name)
		}
	}
	return ""
}

// keepsCount reports whether a claim has as many negations as the one sentence
// that is its source: they may act on other words of it.
func keepsCount(family string, claim, source statement) bool {
	return family == "negation" && len(sentencesIn(source)) == 1 && count(family, claim, false) >= count(family, source, true)
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
	if o.kind.family == "negation" && common > 1 && 2*common >= len(terms) && !source.elsewhere(o, claim.terms, common) {
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

// elsewhere reports whether a clause without an operator of the family shares as
// many terms with the claim.
func (s statement) elsewhere(o operator, claim map[string]bool, common int) bool {
	for i, c := range s.clauses {
		if i != o.clause && !s.operated(i, o.kind.family) && overlap(c.terms, claim) >= common {
			return true
		}
	}
	return false
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
