package bot

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// Questions that ask several things.
//
// "When were the measures issued, and who is the mayor?" asks two things, and the library
// may hold one of them. Each part that can stand alone is decided on its own: what is held
// is answered, and what is not is named. A part that cannot, and a story that ends in
// questions, is read with the whole.

// mostParts is how many things one question asks at most, that are decided one by one.
const mostParts = 3

var (
	commaAsks = regexp.MustCompile(`(?i),\s+((?:who|whom|whose|what|when|where|which|how|why)\b)`)
	andAsks   = regexp.MustCompile(`(?i)[,;]?\s+(?:and(?: also| then)?|or|but|also)\s+((?:(?:in|for|to|of|by|from|until|since|on|at|under) )?(?:who|whom|whose|what|when|where|which|how|why|is|are|was|were|does|do|did|can|could|will|must|has|have)\b)`)
	hanAnd    = regexp.MustCompile(`[，,；;](?:以及|并且|而且|还有|另外|同时|那么?)?|以及|并且|另外`)
	hanToo    = regexp.MustCompile(`又(是|有|在|由|为)`)
)

// A subquestion is a part of a question that asks something of its own.
type subquestion struct {
	said string // as it stands in the question
	text string // as a question that stands alone
}

// asksSeveral returns the parts of a question that each ask something, or nothing where it
// asks one thing.
func (ix *library) asksSeveral(q asked) []subquestion {
	if q.anchors.either || len(q.limits.Documents) > 0 && q.asksPart {
		return nil
	}
	var parts []string
	for _, s := range corpus.Sentences(q.text) {
		sentence := q.written[s.Start:s.End]
		if !questionMark(sentence) && len(parts) > 0 || len(parts) > mostParts {
			return nil
		}
		parts = append(parts, cutAtAnd(sentence)...)
	}
	if len(parts) < 2 || len(parts) > mostParts {
		return nil
	}
	var out []subquestion
	for i, part := range parts {
		said := strings.TrimSpace(askTail.ReplaceAllString(part, ""))
		text := ix.alone(said, parts[:i])
		if text == "" {
			return nil
		}
		out = append(out, subquestion{said, text})
	}
	return out
}

// cutAtAnd cuts a sentence where what stands on either side asks.
func cutAtAnd(sentence string) []string {
	han := language("", sentence) == "zh"
	joints := hanAnd.FindAllStringIndex(corpus.Simplify(sentence), -1)
	if !han {
		joints = englishJoints(sentence)
	}
	var parts []string
	start := 0
	for _, j := range joints {
		if left, right := sentence[start:j[0]], sentence[j[1]:]; asking(corpus.Simplify(left), han) && asking(corpus.Simplify(right), han) {
			parts, start = append(parts, left), j[1]
		}
	}
	return append(parts, sentence[start:])
}

// englishJoints returns what stands between the parts of a sentence: "and" before a word
// that asks, and before that the commas of the list that it ends. Any other comma may begin
// a relative clause.
func englishJoints(sentence string) [][]int {
	var joints [][]int
	ands := andAsks.FindAllStringSubmatchIndex(sentence, -1)
	if len(ands) == 0 {
		return nil
	}
	for _, m := range commaAsks.FindAllStringSubmatchIndex(sentence[:ands[0][0]], -1) {
		joints = append(joints, []int{m[0], m[2]})
	}
	for _, m := range ands {
		joints = append(joints, []int{m[0], m[2]})
	}
	return joints
}

// alone writes a part so that it stands without those before it, or returns the empty text
// where it cannot.
func (ix *library) alone(part string, before []string) string {
	han := language("", part) == "zh"
	mark := "?"
	if han {
		part, mark = hanToo.ReplaceAllString(part, "$1"), "？"
	}
	part += mark
	if len(before) == 0 {
		if !ix.isAbout(part) {
			return "" // "when and where was it …"
		}
		return part
	}
	first := before[0]
	e := ix.readEllipsis(part, ix.readTokens(first).termSet())
	if e.lean == standsAlone {
		return part
	}
	return ix.carryOver(e, first, "", han)
}

// planParts plans the answer to a question of several parts, of which the library holds
// some. It returns the plan of the whole where that is no better in parts.
func (ix *library) planParts(ctx context.Context, whole plan) (plan, error) {
	q := whole.asked
	var held []finding
	var missing []string
	for _, part := range ix.asksSeveral(q) {
		asked := q.instead(part.text)
		if term, ok := asked.asksTerm(); ok {
			asked = q.instead(formPhrases[q.language].whatIs(term))
		}
		f, err := ix.settle(ctx, asked)
		if err != nil {
			return plan{}, err
		}
		if f.refuse && !whole.refuse && len(f.missing) == 0 {
			return whole, nil
		}
		if f.refuse {
			missing = append(missing, part.said)
		} else {
			held = append(held, f)
		}
	}
	if len(held) == 0 || len(missing) == 0 && !whole.refuse {
		return whole, nil
	}
	return ix.joined(whole, held, missing), nil
}

// joined plans an answer of the findings of several parts.
func (ix *library) joined(whole plan, held []finding, missing []string) plan {
	p := plan{form: whole.form, finding: finding{asked: whole.asked, byWords: whole.byWords, took: whole.took}}
	most := (maxSentences + len(held) - 1) / len(held)
	for i := range held {
		held[i].chosen = best(held[i].chosen, most)
		p.chosen = append(p.chosen, held[i].chosen...)
		p.decision.hits = append(p.decision.hits, held[i].decision.hits...)
		p.took += held[i].took
		if p.disputed == nil {
			p.disputed = held[i].disputed
		}
	}
	p.decision.hits = eachOnce(p.decision.hits)
	p.missing, p.hits, p.found, p.sources = missing, p.decision.hits, p.decision.hits, p.decision.hits
	p.quote = func(a *Answer) {
		for _, f := range held {
			a.quote(ix, f.asked, slices.DeleteFunc(slices.Clone(f.chosen), func(c candidate) bool {
				return slices.ContainsFunc(a.Citations, c.isIn)
			}))
		}
	}
	return p
}

// best keeps so many sentences of the highest scores, in the order in which they stand.
func best(chosen []candidate, most int) []candidate {
	if len(chosen) <= most {
		return chosen
	}
	ranked := slices.Clone(chosen)
	slices.SortStableFunc(ranked, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return slices.DeleteFunc(slices.Clone(chosen), func(c candidate) bool {
		return !slices.ContainsFunc(ranked[:most], c.is)
	})
}

// eachOnce orders hits by score and keeps one of each passage.
func eachOnce(hits []retrieval.Hit) []retrieval.Hit {
	slices.SortStableFunc(hits, func(a, b retrieval.Hit) int { return cmp.Compare(b.Score, a.Score) })
	var out []retrieval.Hit
	for _, h := range hits {
		if !slices.ContainsFunc(out, func(o retrieval.Hit) bool { return o.Passage == h.Passage }) {
			out = append(out, h)
		}
	}
	return out
}
