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

// Two to four documents, years, places or things beside one another, in a table
// whose every cell is cited.
//
// Each is searched for on its own, with what the question asks of it and, where it
// is a year, in the texts of that year. What the library lacks of them is named,
// and the others are shown all the same.

// maxCompared is how many columns a reader can hold beside one another.
const maxCompared = 4

// A column is one of the things that are compared, with what was found of it.
type column struct {
	compared
	finding
	own    []weighted  // the terms of its name
	chosen []candidate // the best first; none where the library lacks it
}

// lacks reports whether the library says nothing of it.
func (s column) lacks() bool { return len(s.chosen) == 0 }

func (ix *library) planComparison(ctx context.Context, q asked) (plan, bool, error) {
	items, asks := q.comparedItems()
	set := q.form != ""
	if len(items) < 2 {
		return plan{finding: finding{asked: q, decision: decision{refuse: true}}, cause: CauseUnclear, reason: formPhrases[q.language].compareWhat}, set, nil
	}
	if !asks && !set { // two years may be all that one text speaks of
		if f, err := ix.settle(ctx, q); err != nil || !f.refuse {
			return plan{}, false, err
		}
	}
	sides, err := ix.sidesOf(ctx, q, items)
	if err != nil {
		return plan{}, false, err
	}
	lacking := 0
	for _, s := range sides {
		if s.lacks() {
			lacking++
		}
	}
	if !set && (lacking == len(sides) || !asks && lacking > 0) {
		return plan{}, false, nil
	}
	if !set && lacking > 0 { // a text may compare them itself, in other words
		if f, err := ix.settle(ctx, q); err != nil || !f.refuse && len(f.missing) == 0 && comparison.MatchString(f.chosen[0].text) {
			return plan{}, false, err
		}
	}
	return ix.comparison(q, sides), true, nil
}

// sidesOf searches for each of the items.
func (ix *library) sidesOf(ctx context.Context, q asked, items []compared) ([]column, error) {
	var sides []column
	for _, item := range items {
		one := q.instead(item.question(q.language))
		if item.document != nil {
			one = one.ofDocument(item.document)
		}
		if item.whole {
			hits := ix.hitsOf(item.document)
			sides = append(sides, column{compared: item, finding: finding{asked: one, hits: hits, found: hits, decision: decision{hits: hits}}, chosen: ix.central(one, hits)})
			continue
		}
		f, err := ix.settle(ctx, one)
		if err != nil {
			return nil, err
		}
		sides = append(sides, column{compared: item, finding: f, own: q.instead(item.name).terms})
	}
	for i := range sides {
		sides[i].pick(ix, sides)
	}
	return sides, nil
}

// perSide is how many sentences of a side are quoted.
const perSide = 3

// pick chooses the sentences of a side: none of a passage that does not speak of it,
// and none that speaks of another side only.
func (s *column) pick(ix *library, sides []column) {
	if s.refuse || s.whole {
		return
	}
	if !s.date && len(s.asked.limits.Documents) == 0 {
		s.decision.hits = slices.DeleteFunc(slices.Clone(s.decision.hits), func(h retrieval.Hit) bool { return !s.namedIn(s.asked.hold(h)) })
	}
	candidates := candidatesOf(s.asked, s.decision.hits)
	for i := range candidates {
		candidates[i].score += s.forName(candidates[i].text)
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	others := slices.DeleteFunc(slices.Clone(sides), func(o column) bool { return o.name == s.name })
	for _, c := range candidates {
		if len(s.chosen) == perSide || c.score < closeEnough*candidates[0].score {
			break
		}
		if s.speaksIn(c, candidates[0].score, others) && !s.asked.repeats(c, s.chosen) {
			s.chosen = append(s.chosen, c)
		}
	}
}

// speaksIn reports whether a sentence speaks of the side: it names it or, where that
// is left to the text around it, is about as good as the best, and names no other side.
func (s *column) speaksIn(c candidate, best float64, others []column) bool {
	names := func(s column) bool { return !s.date && s.namedIn(s.asked.holdText(c.text)) }
	if names(*s) {
		return true
	}
	return c.score >= nearlyBest*best && !slices.ContainsFunc(others, names)
}

const (
	nearlyBest = 0.8
	forName    = 0.25 // for the very name of what is compared, and once more for what it is
)

// saysWhatItIs matches what stands behind a name, without spaces, where a sentence tells
// what it is.
var saysWhatItIs = regexp.MustCompile(`^["”’」》]*(?:[(（][^)）]*[)）])?(?:is|are|refersto|referto|means?|denotes?|describes?|是|指|即)`)

// forName is what the name of the side is worth in a sentence.
func (s *column) forName(text string) float64 {
	_, behind, found := strings.Cut(squeeze(corpus.Simplify(text)), squeeze(corpus.Simplify(s.name)))
	switch {
	case s.date || !found:
		return 0
	case saysWhatItIs.MatchString(behind):
		return 2 * forName
	}
	return forName
}

// namedShare is the share of a name's terms that a text must hold to speak of it.
const namedShare = 0.7

// namedIn reports whether a text names the side.
func (s column) namedIn(h held) bool {
	if strings.Contains(h.text, squeeze(corpus.Simplify(s.name))) {
		return true
	}
	have := 0
	for _, t := range s.own {
		if h.terms.has(t.term) {
			have++
		}
	}
	most := have == len(s.own) || language("", s.name) == "zh" // where terms overlap
	return len(s.own) > 0 && most && share(s.own, h) >= namedShare
}

func (q asked) holdText(text string) held {
	return held{terms: q.heldIn(text), text: squeeze(corpus.Simplify(text))}
}
