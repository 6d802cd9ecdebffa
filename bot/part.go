package bot

import (
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// Which numbered part of a text a question names: Article 71, 第四十三条, Annex III.
//
// Where it asks what the part says, the sentences under its heading are the answer,
// items and lone words too. Elsewhere, as in "the fine under Article 5", the part may
// only be what the answer speaks of, and nothing changes.

var (
	latinPart = regexp.MustCompile(`(?i)\b(article|art\.|section|sec\.|chapter|annex|appendix|schedule|amendment|recital|part)\s+(\d{1,4}(?:\.\d{1,3})*[a-z]?|[ivxlc]{1,6})\b`)
	chinaPart = regexp.MustCompile(`第\s?(?:\d{1,4}|[〇零一二三四五六七八九十百千]{1,8})\s?[条章节编]`)
	// dottedPart is a heading that begins with its number, such as "5.1.1 Secrets".
	dottedPart = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})+)\.?\s`)

	asksPartBefore = regexp.MustCompile(`(?i)(^|\b(does|do|did|is|are|was|were|has)|\b(text|contents?|wording|summary|meaning) of|《[^》]*》)(\s+the)?\s*$`)
	asksPartAfter  = regexp.MustCompile(`^的?(具体)?(规定|内容|讲|说|写|是什么|有什么|有哪些|要求|是关于|如何|怎么)`)
	asksOnlyPart   = regexp.MustCompile(`(?i)\b(says?|states?|provides?|stipulates?|requires?|regulates?|means?|covers?|contains?|contents?|text|wording|summary|about|of|in)\b|的|具体|规定|内容|讲|说|写|要求|关于|了|些`)
)

var partShort = map[string]string{"art.": "article", "sec.": "section"}

// A part is what a text calls a numbered part of itself or of another, made one of
// the ways to write it, and where it stands.
type part struct {
	name string // "article 71"
	span corpus.Span
}

func (p part) kind() string {
	kind, _, _ := strings.Cut(p.name, " ")
	return kind
}

// partsIn returns the parts that a text names, the English ones first.
func partsIn(text string) []part {
	var parts []part
	for _, m := range latinPart.FindAllStringSubmatchIndex(text, -1) {
		kind := strings.ToLower(text[m[2]:m[3]])
		if full, ok := partShort[kind]; ok {
			kind = full
		}
		parts = append(parts, part{kind + " " + strings.ToLower(text[m[4]:m[5]]), corpus.Span{Start: m[0], End: m[1]}})
	}
	for _, m := range chinaPart.FindAllStringIndex(text, -1) {
		for _, x := range quantity.Find(text[m[0]:m[1]]) {
			if x.Kind == quantity.Reference && x.Value != nil {
				parts = append(parts, part{x.Unit + " " + x.Value.Num().String(), corpus.Span{Start: m[0], End: m[1]}})
			}
		}
	}
	return parts
}

// namedParts reads which parts the question names, and whether it asks what one says.
func (q *asked) namedParts() {
	rest := q.text
	for _, p := range partsIn(q.text) {
		q.parts = append(q.parts, p.name)
		before, after := q.text[:p.span.Start], q.text[p.span.End:]
		q.asksPart = q.asksPart || asksPartBefore.MatchString(before) || asksPartAfter.MatchString(after)
		rest = strings.ReplaceAll(rest, q.text[p.span.Start:p.span.End], " ")
	}
	q.onlyPart = q.asksPart && len(analysis.QueryTerms(asksOnlyPart.ReplaceAllString(rest, " "))) == 0
}

// within reports whether a passage stands under the heading of a part that the
// question names, or begins with it.
func (q asked) within(h retrieval.Hit) bool {
	if len(q.parts) == 0 {
		return false
	}
	named := func(p part) bool { return slices.Contains(q.parts, p.name) }
	kinds := make(map[string]bool) // that the headings give the number of
	for _, heading := range h.Passage.Heading {
		heading = corpus.Simplify(heading)
		parts := partsIn(heading)
		if slices.ContainsFunc(parts, named) {
			return true
		}
		for _, p := range parts {
			kinds[p.kind()] = true
		}
		if m := dottedPart.FindStringSubmatch(heading + " "); m != nil && slices.Contains(q.parts, "section "+m[1]) {
			return true
		}
	}
	text := h.Document.Text[h.Passage.Start:h.Passage.End]
	start := corpus.Simplify(strings.ToValidUTF8(text[:min(len(text), firstWords)], ""))
	return slices.ContainsFunc(partsIn(start), func(p part) bool { return p.span.Start == 0 && named(p) && !kinds[p.kind()] })
}

// firstWords is how many bytes of a passage may name the part that it is.
const firstWords = 40

// ofPart returns the hits of the part that is asked for: none where no part is, or
// where none holds it.
func (q asked) ofPart(hits []retrieval.Hit) []retrieval.Hit {
	var found []retrieval.Hit
	for _, h := range hits {
		if q.asksPart && q.within(h) {
			found = append(found, h)
		}
	}
	return found
}

// inTurn scores the sentences of a part of which nothing else is asked: each
// document's in their order, those of several documents in turn.
func inTurn(candidates []candidate) {
	for i := range candidates {
		c, before := &candidates[i], 0
		for _, other := range candidates {
			if other.hit.Document == c.hit.Document && other.span().Start < c.span().Start {
				before++
			}
		}
		c.score = 1 / (1 + inTurnStep*float64(before))
	}
}

// inTurnStep is small enough for as many sentences as an answer has to be close to
// the first.
const inTurnStep = 0.01

// namesColumn matches what stands above the new words of an amended part and says
// nothing itself.
var namesColumn = regexp.MustCompile(`(?i)^(?:amendment|text proposed by [\p{L} ]{1,40}|修正案|原文|修订)$`)

// lastBefore returns the sentence of its passage that a lone word of a part follows.
func lastBefore(c candidate, candidates []candidate) (candidate, bool) {
	last, found := candidate{}, false
	for _, other := range candidates {
		if other.hit.Passage == c.hit.Passage && other.place < c.place && (!found || other.place > last.place) {
			last, found = other, true
		}
	}
	return last, found
}
