package bot

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
)

// maxSentences is the most that an extractive answer quotes: more is reading
// the document, not an answer.
const maxSentences = 5

// A candidate is a sentence that might be quoted.
type candidate struct {
	hit   retrieval.Hit
	rank  int // of the hit
	place int // of the sentence in the passage
	text  string
	terms termSet
	held  termSet // and the question's terms for what it says in other words
	other bool    // it is in another language than the asker's
	score float64
}

// choose picks the sentences that answer the question, from one to five, in
// reading order: the documents by their best hit, and each document in its own
// order. The documents of a dispute come first, in its order; then the versions that
// applied at the date of the question.
func choose(q asked, hits []retrieval.Hit) ([]candidate, dispute) {
	within := q.ofPart(hits)
	if len(within) > 0 {
		hits = within
	}
	candidates := candidatesOf(q, hits)
	if len(candidates) == 0 {
		return nil, nil
	}
	if q.onlyPart && len(within) > 0 {
		inTurn(candidates)
	}
	sort.SliceStable(candidates, func(i, j int) bool { return candidates[i].score > candidates[j].score })
	chosen := pick(q, candidates)
	disputed := q.disputeOver(chosen, candidates)
	for _, c := range disputed {
		if !slices.ContainsFunc(chosen, c.is) {
			chosen = append(chosen, c)
		}
	}
	applied := slices.DeleteFunc(slices.Clone(chosen), func(c candidate) bool { return !q.implied || !q.appliedThen(c) })
	order := make(map[string]int)
	for _, c := range slices.Concat(disputed, applied, chosen) {
		if _, ok := order[c.hit.Document.ID]; !ok {
			order[c.hit.Document.ID] = len(order)
		}
	}
	sort.SliceStable(chosen, func(i, j int) bool {
		a, b := order[chosen[i].hit.Document.ID], order[chosen[j].hit.Document.ID]
		if a != b {
			return a < b
		}
		return chosen[i].span().Start < chosen[j].span().Start
	})
	return chosen, disputed
}

// is reports whether two candidates are one sentence.
func (c candidate) is(other candidate) bool {
	return c.hit.Passage == other.hit.Passage && c.place == other.place
}

func (c candidate) span() corpus.Span { return c.hit.Passage.Sentences[c.place] }

// leastTerms is how many terms a sentence has that answers a question. In a part
// that is asked for, a lone word may: "deleted".
const leastTerms = 2

// candidatesOf scores every sentence of the hits.
func candidatesOf(q asked, hits []retrieval.Hit) []candidate {
	var out []candidate
	for rank, h := range hits {
		least := leastTerms
		if q.asksPart && q.within(h) {
			least = 1
		}
		heading := q.heldIn(strings.Join(append([]string{h.Document.Title}, h.Passage.Heading...), "\n"))
		sentences := make([]termSet, len(h.Passage.Sentences))
		for i, s := range h.Passage.Sentences {
			sentences[i] = q.heldIn(h.Document.Text[s.Start:s.End])
		}
		for i, s := range h.Passage.Sentences {
			c := candidate{hit: h, rank: rank, place: i, text: h.Document.Text[s.Start:s.End], held: sentences[i]}
			c.terms, c.other = q.termsOf(c.text), tongue(c) != q.language
			if len(c.terms) < least || least < leastTerms && namesColumn.MatchString(c.text) || strings.HasSuffix(c.text, "?") || strings.HasSuffix(c.text, "？") {
				continue // a question, a number or a lone word answers nothing
			}
			c.score = score(q, c, heading, neighbours(sentences, i))
			out = append(out, c)
		}
	}
	return out
}

// neighbours are the terms of the sentences just before and after one: a
// pronoun in it stands for a word of theirs.
func neighbours(sentences []termSet, i int) termSet {
	all := make(termSet)
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(sentences) {
			for t := range sentences[j] {
				all[t] = true
			}
		}
	}
	return all
}

// What a sentence's score is made of. A term in the heading or in the sentence
// beside it counts for part of one in the sentence itself. So does one that it
// says in other words, as the question may be about the word; a sentence in
// another language than the asker's has no other way to say it.
const (
	inOtherWords = 0.5
	inHeading    = 0.5
	inNeighbour  = 0.35
	forHit       = 0.25 // for the passage's own score
	forFact      = 0.25 // for the kind of fact that is asked for
	forDate      = 0.3  // for the date that is asked about
	forClaim     = 0.1  // for a number of the question
)

// score is how well a sentence answers the question: the weighted share of the
// question's terms in it and around it, the score of its passage, and whether
// it states the kind of fact that was asked for.
func score(q asked, c candidate, heading, beside termSet) float64 {
	s := max(c.around(q.terms, heading, beside), c.around(q.focus, heading, beside))
	s += forHit * c.hit.Score
	found := quantity.Find(c.text)
	if q.wants.satisfied(c, found) || answersClaim(q.numbers, found) {
		s += forFact
	}
	if q.wants.end && slices.ContainsFunc(found, quantity.Quantity.Ends) {
		s += forFact
	}
	for _, want := range q.anchors.dates {
		if anyCovers(found, want) || q.implied && q.appliedThen(c) {
			s += forDate
		}
	}
	for _, want := range q.numbers {
		if anyCovers(found, want) {
			s += forClaim
		}
	}
	return s
}

// around is the weighted share of terms in a sentence and around it.
func (c candidate) around(terms []weighted, heading, beside termSet) float64 {
	total, have := 0.0, 0.0
	for _, t := range terms {
		total += t.weight
		switch {
		case c.terms.has(t.term):
			have += t.weight
		case c.held.has(t.term) && c.other:
			have += t.weight
		case c.held.has(t.term):
			have += inOtherWords * t.weight
		case heading.has(t.term):
			have += inHeading * t.weight
		case beside.has(t.term):
			have += inNeighbour * t.weight
		}
	}
	if total == 0 {
		return 0
	}
	return have / total
}

var (
	defines = regexp.MustCompile(`^(An?|The)?\s*["“]?[^.,;]{2,60}["”]?,? (is|are|means|mean|refers? to|denotes?|describes?|stands? for)\b|^[^，。；]{1,30}(是指|指的是|是|指|，即)`)
	// onlyNames says what a thing is called, not what it is.
	onlyNames = regexp.MustCompile(`(?i)\b(is|are) (called|abbreviated|known as)\b|的(英文|中文|缩写|简称|全称|名称)[^，。；]{0,6}(是|为)`)
	someone   = regexp.MustCompile(`\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|\p{Lu}{2,}|主席|总书记|总理|部长|局长|主任|教授|研究员|经济师|工程师|院士|委员会|部门?|政府`)
)

// satisfied reports whether a sentence states the kind of fact that is asked
// for. A question that asks for none in particular is satisfied by none.
func (w wants) satisfied(c candidate, found []quantity.Quantity) bool {
	numbers, dates := 0, 0
	for _, x := range found {
		switch {
		case x.Kind == quantity.Date, x.Kind == quantity.Duration:
			dates++
		case x.Kind != quantity.Reference:
			numbers++
		}
	}
	return w.number && numbers > 0 || w.date && dates > 0 ||
		w.person && someone.MatchString(c.text) || w.definition && !w.number && defines.MatchString(c.text) && !onlyNames.MatchString(c.text)
}

// How far below the best sentence another may be and still be quoted. A
// question for one fact wants fewer.
const (
	closeEnough         = 0.7
	closeEnoughFact     = 0.75
	closeEnoughHere     = 0.5 // beside a definition
	closeEnoughDisputed = 0.6 // where it says otherwise of the same thing
	maxFacts            = 3
)

// definedBy reports whether a sentence defines what the question asks for: what
// stands before "is" or "means" is the subject of the question.
func (q asked) definedBy(c candidate) bool {
	subject := defines.FindString(c.text)
	return subject != "" && !onlyNames.MatchString(c.text) && shareOf(q.focus, []held{{terms: q.heldIn(subject)}}) > 0.8
}

// pick takes the best sentences, without near-repeats, and the sentence before
// one that leans on it. Candidates come best first.
func pick(q asked, candidates []candidate) []candidate {
	best := candidates[0]
	limit, most := closeEnough, maxSentences
	if q.wants.number || q.wants.date || q.wants.person {
		limit, most = closeEnoughFact, maxFacts
	}
	defined := q.wants.definition && q.definedBy(best)
	if defined {
		limit, most = closeEnoughHere, maxFacts
	}
	var chosen []candidate
	for _, c := range candidates {
		if len(chosen) == most || c.score < limit*best.score {
			break
		}
		if defined && c.hit.Passage != best.hit.Passage {
			continue // a definition goes on where it stands, not wherever the word occurs
		}
		if !q.repeats(c, chosen) {
			chosen = append(chosen, c)
		}
	}
	for _, c := range chosen {
		if before, ok := leansOn(c, candidates); ok && len(chosen) < maxSentences && !q.repeats(before, chosen) {
			chosen = append(chosen, before)
		}
	}
	return chosen
}

// leansOn returns the sentence before one that cannot be understood without it.
func leansOn(c candidate, candidates []candidate) (candidate, bool) {
	if len(c.terms) < leastTerms {
		return lastBefore(c, candidates)
	}
	if !verify.Leans(c.text) {
		return candidate{}, false
	}
	for _, other := range candidates {
		if other.hit.Passage == c.hit.Passage && other.place == c.place-1 {
			return other, true
		}
	}
	return candidate{}, false
}
