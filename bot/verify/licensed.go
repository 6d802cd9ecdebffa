package verify

import (
	"regexp"
	"slices"
	"strings"

	"footnote/corpus/quantity"
)

// licensed reports whether an operator of one statement has its like in the
// other: one of a class that says as much and acts on the same, or stands in a
// clause about the same, or is the only kind there is in its family.
func licensed(o operator, in, other statement, follows func(theirs, own class) bool) bool {
	terms := in.clauses[o.clause].terms
	like, unlike := false, false
	for _, p := range other.operators {
		if p.kind.family != o.kind.family {
			continue
		}
		if !follows(p.kind.class, o.kind.class) && !(forbidding.MatchString(o.text) && ruledOut.MatchString(p.text)) {
			unlike = true
			continue
		}
		if o.kind.class == opForecast && p.kind.class == opForecast {
			return true // who forecasts may stand far from what: "…, the fund forecasts"
		}
		like = true
		if in.leavesUnsaid(o) && other.leavesUnsaid(p) && (len(p.behind) == 0 || overlap(p.behind, in.terms) > 0) {
			return true
		}
		if contrasting.MatchString(o.text) && len(o.behind) > 0 && len(p.behind) > 0 && overlap(o.behind, p.behind) == 0 {
			continue // A rather than B is not B rather than A
		}
		reach := other.reach(p)
		common := overlap(terms, reach)
		if o.kind.class == opNationwide && o.text == p.text && common > 0 {
			return true
		}
		if o.head == p.head || reach[o.head] || terms[p.head] || common > 0 && 5*common >= 2*min(len(terms), len(reach)) {
			return true
		}
	}
	return like && !unlike && o.kind.family == "modality"
}

var (
	// forbidding are prohibitions that say no more than what a rule says of whom it
	// leaves out: 不重复享受.
	forbidding = regexp.MustCompile(`^不[能可得]$`)
	ruledOut   = regexp.MustCompile(`^不(?:再|予)?$`)
)

// contrasting are the negations that set one thing against another.
var contrasting = regexp.MustCompile(`(?i)^(?:rather than|instead of|而不是|而非|并非)$`)

func (s statement) termsBehind(c clause, from int) map[string]bool {
	terms := make(map[string]bool)
	for _, t := range s.tokens {
		if t.Start >= from && t.Start < c.end {
			terms[t.Term] = true
		}
	}
	return terms
}

// entailed are the classes of which the second follows from the first: who
// must be asked for something is asked for it.
var entailed = [][2]class{
	{opObligation, opCall}, {opAdvice, opCall}, {opCall, opAdvice}, {opCall, opAim}, {opAim, opCall},
	{opFuture, opAim}, {opAdvice, opAim}, {opFuture, opForecast}, {opObligation, opAim}, {opPermission, opForecast},
}

// entails reports whether what one class says of something follows from what
// another says of it. From most follows only the same.
func entails(from, to class) bool { return from == to || slices.Contains(entailed, [2]class{from, to}) }

// statesEnd reports whether a source says until or by when something is so.
func statesEnd(source statement) bool {
	return slices.ContainsFunc(source.quantities, quantity.Quantity.Ends)
}

// excused reports whether a source bears out an operator that it has not.
func excused(o operator, claim, source statement) bool {
	switch o.kind.class {
	case opSome:
		return oneOfMany.matches(source.text)
	case opAim:
		return !o.kind.kept || statesEnd(source) && !source.says(opForecast)
	case opCall:
		return statesEnd(source) && wishing.MatchString(o.text)
	case opAdvice:
		return !o.kind.kept || strings.EqualFold(o.text, "should") && isTo.MatchString(source.text)
	case opFuture:
		return !o.kind.kept || statesEnd(source) || claim.says(opForecast) || claim.says(opPermission) || claim.says(opCall) || claim.says(opAim)
	case opObligation:
		return !o.kind.kept && (count("modality", source, false) > 0 || planned.matches(source.text)) || onCondition.MatchString(source.text) || should.MatchString(o.text) && (source.says(opCall) || source.says(opAdvice) || source.says(opObligation))
	case opNegation:
		return !o.kind.kept || unlike.MatchString(claim.text[min(o.start, len(claim.text)):]) && differ.MatchString(source.text)
	case opAll:
		if allOf.MatchString(claim.text[min(o.start, len(claim.text)):]) && !fewerOf.MatchString(source.text) {
			return true
		}
		return count("negation", claim, true) > 0 && anyOf.MatchString(o.text) || o.text == "各地" && anyPlaces.MatchString(source.text)
	case opFinal:
		return inForce.matches(source.text)
	case opOnly:
		return butNot.matches(source.text)
	case opPermission:
		return !o.kind.kept || mightBe.MatchString(o.text) && oneOfMany.matches(source.text) || able.MatchString(o.text) && !slices.ContainsFunc(source.operators, func(o operator) bool { return o.kind.family == "modality" && o.kind.kept })
	case opBinding:
		return strings.Contains(strings.ToLower(source.text), strings.ToLower(o.text))
	}
	return false
}

var (
	// oneOfMany are words of sources that name some of several.
	oneOfMany = newPattern(`(?i)\bone of\b|\bamong\b|\bexamples?\b|\bsuch as\b|\bfor instance\b|\bor\b|\binclud|之一|例子|例如|等|或|包括|多|一批|一系列`)
	// inForce are words of sources that are more than drafts.
	inForce = newPattern(`(?i)\b(?:appl(?:y|ies|ied)|valid|effective|issued|released|published|passed|promulgated|until)\b|实施|施行|执行|发布|公布|通过|印发|出台|有效`)
	// unlike denies that two things are one, and differ says it.
	unlike = regexp.MustCompile(`(?i)^(?:not|n['’]t) (?:the |quite the |one and the )?(?:same|identical|alike)\b`)
	differ = regexp.MustCompile(`(?i)\b(?:differ|distinct|separate|unlike|not the same|not identical)`)
	// allOf is all of so many: "all four goals".
	allOf = regexp.MustCompile(`(?i)^all (?:of )?(?:the |its |their )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b`)
	// fewerOf is so many of more: "two of the three".
	fewerOf = regexp.MustCompile(`(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|most|some|several|half|part) of (?:the |its |their )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b`)
	// isTo is what is planned or ordered: "are to be modernized".
	isTo = regexp.MustCompile(`\b(?:is|are|was|were) to \w`)
	// onCondition are words of sources for what must be so if something else is to be.
	onCondition = regexp.MustCompile(`(?i)\bprovided (?:that|they)\b|\bon (?:the )?condition\b|\bonly if\b|\bunless\b|\bsubject to\b|前提|方可|才能`)
	// mightBe says that something is an example.
	mightBe = regexp.MustCompile(`(?i)^(?:might|could|may)$`)
	// should says less than must.
	should = regexp.MustCompile(`(?i)^(?:应该?|(?:be |is |are )?needs? to)$`)
	// anyOf is all of what is not.
	anyOf = regexp.MustCompile(`^(?:任何|一切|所有|全部)$`)
	// anyPlaces are no fewer than 各地.
	anyPlaces = regexp.MustCompile(`地方|当地|地区|因地制宜`)
	// wishing says of a target what setting it does.
	wishing = regexp.MustCompile(`^(?:希望|想要?|期望|期待|盼望)$`)
	// butNot says what something is not, and so that it is only what it is.
	butNot = newPattern(`(?i)\band not\b|, not\b|\brather than\b|而不是|并非|不是|而非`)
	// able says no more than that what is done can be done.
	able = regexp.MustCompile(`(?i)^(?:can|able to|eligible|entitled|可以|可|能够|能)$`)
)

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

// saying are verbs of what a text tells, right behind a negation: 没有写明.
var saying = regexp.MustCompile(`^(?:有|曾|能|再|一一)?(?:对此|明确|具体|详细)?(?:作出?)?(?:写|讲|说|提|谈|列|给出|指明|交代|交待|介绍|涉及|披露|透露|公布|注明|标明|举|回答)`)

// unsaid are negations of what a text tells in one word.
var unsaid = regexp.MustCompile(`^(?:找不到|查不到|看不出|无从|只字未提|未知|不详|不明|不得而知)`)

// leavesUnsaid reports whether a negation is that of a text that does not tell
// something. What it does not tell may stand anywhere in the sentence.
func (s statement) leavesUnsaid(o operator) bool {
	c := s.clauses[o.clause]
	return o.kind.class == opNegation && (unsaid.MatchString(o.text) || saying.MatchString(c.text[o.end-c.start:]))
}
