package verify

import (
	"cmp"
	"iter"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
)

// An examination is a claim and its evidence, read.
type examination struct {
	Evidence
	claim  statement
	read   []statement // the sentences
	around surroundings
}

func examine(claim string, ev Evidence) examination {
	claim, ev = corpus.Simplify(claim), simplified(ev)
	x := examination{Evidence: ev, claim: read(claim)}
	v := vocabularyOf(claim, ev)
	mentions, hits := make([][]mention, len(ev.Sentences)), make([][]corpus.Span, len(ev.Sentences))
	for i, s := range ev.Sentences {
		mentions[i], hits[i] = v.find(s)
	}
	x.around = surroundingsOf(ev, v)
	for i, s := range ev.Sentences {
		x.read = append(x.read, readWording(s, v.reword(s, mentions[i]), i))
		x.read[i].placeEntries(mentions[i])
		x.read[i].hits = hits[i]
	}
	x.claim.placeEntries(v.mentions)
	for _, m := range light.find(claim, strings.ToLower(claim)) {
		x.claim.light = append(x.claim.light, corpus.Span{Start: m[0], End: m[1]})
	}
	own := laidWordsOf(x.claim, v.mentions)
	for i := range x.read {
		x.read[i].beside = []func() layout{layoutBeside(x.read[i], own, mentions[i])}
	}
	return x
}

// simplified is evidence in simplified characters, at most so many sentences. Of one with
// too many figures nothing is left.
func simplified(ev Evidence) Evidence {
	all := func(texts []string) []string {
		out := make([]string, 0, len(texts))
		for _, t := range texts {
			out = append(out, corpus.Simplify(t))
		}
		return out
	}
	ev.Sentences, ev.Heading = all(ev.Sentences[:min(len(ev.Sentences), mostSentences)]), all(ev.Heading)
	for i, s := range ev.Sentences {
		if tooDense(s) {
			ev.Sentences[i] = ""
		}
	}
	ev.Meta.Title, ev.Meta.Issuer, ev.Meta.Number = corpus.Simplify(ev.Meta.Title), corpus.Simplify(ev.Meta.Issuer), corpus.Simplify(ev.Meta.Number)
	return ev
}

// windows yields what a claim may be drawn from, the narrowest first.
func (x examination) windows() iter.Seq2[corpus.Span, statement] {
	return func(yield func(corpus.Span, statement) bool) {
		for size := 1; size <= widest; size++ {
			for i := 0; i+size <= len(x.read); i++ {
				if w := (corpus.Span{Start: i, End: i + size}); x.shows(w) && x.needs(w) && !yield(w, join(x.read[i:w.End])) {
					return
				}
			}
		}
	}
}

// needs reports whether the first and the last sentence of a window each have a
// word or a figure of the claim that the rest of it lacks. A wider window only
// lets in what is said of something else.
func (x examination) needs(w corpus.Span) bool {
	if w.End-w.Start == 1 {
		return true
	}
	return x.adds(w.Start, corpus.Span{Start: w.Start + 1, End: w.End}) && x.adds(w.End-1, corpus.Span{Start: w.Start, End: w.End - 1})
}

// leansOn reports whether the sentence behind one takes its subject from it.
func (x examination) leansOn(i int) bool {
	return i+1 < len(x.read) && leaning.MatchString(x.read[i+1].text)
}

// leaning sentences start with a word that stands for something before them.
var leaning = regexp.MustCompile(`^(It|Its|They|Their|These|Those|This|That|He|She|His|Her|Such|However|Moreover|Therefore|Thus|The former|The latter|In addition|Meanwhile|But|And)\b|^(它|其|该|这|此|他|她|前者|后者|但|然而|因此|同时|此外|上述|以上)`)

// Leans reports whether a sentence starts with a word that stands for something before
// it: it says nothing without what it leans on.
func Leans(sentence string) bool { return leaning.MatchString(sentence) }

// leastAdded is how many words a sentence must add to a window, if no figure.
const leastAdded = 2

func (x examination) adds(i int, rest corpus.Span) bool {
	others := x.read[rest.Start:rest.End]
	terms := 0
	for t := range x.claim.terms {
		if x.read[i].terms[t] && !slices.ContainsFunc(others, func(s statement) bool { return s.terms[t] }) {
			if terms++; terms == leastAdded || x.leansOn(i) {
				return true
			}
		}
	}
	for _, o := range x.claim.operators {
		says := func(s statement) bool { return s.says(o.kind.class) }
		if o.kind.family == "modality" && says(x.read[i]) && !slices.ContainsFunc(others, says) {
			return true
		}
	}
	for _, q := range x.claim.quantities {
		states := func(s statement) bool { return stated(q, s.quantities) }
		if states(x.read[i]) && !slices.ContainsFunc(others, states) {
			return true
		}
	}
	return false
}

// nearClosest is how much less of a claim's words the sentences that prove it may have
// than those that have most of them. What passes far from what the claim is
// about passes by chance.
const nearClosest = 0.04

// lessForOthers is how much farther from a claim a source is that has only other
// words for all of its own.
const lessForOthers = 0.2

// lessForFigures is how much farther from a claim a source is that states none of
// its figures.
const lessForFigures = 0.2

// unstated is the share of the figures of a claim that a source does not state.
func unstated(claim, source statement) float64 {
	n := 0
	for _, q := range claim.quantities {
		if !stated(q, source.quantities) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(claim.quantities)))
}

func literalShare(claim, source statement) float64 {
	n := 0
	for t := range claim.terms {
		if source.hasLiterally(t) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(claim.terms)))
}

// followed returns the sentences, by index, that a claim may be drawn from: all of them, or
// those that have most of it where one has.
func (x examination) followed() []int {
	shares, best := make([]float64, len(x.read)), 0.0
	for i, s := range x.read {
		if !across(x.claim, s) && !mostlyHan(s.text) {
			shares[i] = s.nearest().share
			best = max(best, shares[i])
		}
	}
	var out []int
	for i, share := range shares {
		if best < leastFollowed || share >= best-nearlyFollowed {
			out = append(out, i)
		}
	}
	return out
}

// A window is some sentences of a source, with how close to the claim they are.
type window struct {
	corpus.Span
	source statement
	near   float64
}

// drawnFrom returns the windows that a claim may be drawn from, and the closest of them
// or, where there is none, of all.
func (x examination) drawnFrom() (all []window, closest window) {
	followed := x.followed()
	closest, closestOfAll := window{near: -1}, window{near: -1}
	for span, source := range x.windows() {
		w := window{span, source, closeness(x.claim, source, x.around) - lessForOthers*(1-literalShare(x.claim, source)) - lessForFigures*unstated(x.claim, source)}
		if w.near > closestOfAll.near {
			closestOfAll = w
		}
		if !slices.ContainsFunc(followed, func(i int) bool { return w.Start <= i && i < w.End }) {
			continue
		}
		all = append(all, w)
		if w.near > closest.near {
			closest = w
		}
	}
	if len(all) == 0 {
		closest = closestOfAll
	}
	return all, closest
}

func (x examination) verdict() Verdict {
	if len(x.claim.terms)+len(x.claim.quantities) == 0 {
		return Verdict{Why: "content: it says nothing that could be compared"} // "They must."
	}
	all, closest := x.drawnFrom()
	if len(all) == 0 {
		if closest.End == 0 {
			return Verdict{Why: "content: the source has no sentences"}
		}
		why, _ := check(x.claim, closest.source, x.around)
		return Verdict{Window: closest.Span, Why: cmp.Or(why, "content: too few of the words are in the sentences themselves")}
	}
	failed := Verdict{Window: closest.Span}
	for _, w := range all {
		if w.near < closest.near-nearClosest {
			continue
		}
		why, border := check(x.claim, w.source, x.around)
		if why == "" {
			return Verdict{OK: true, Window: w.Span}
		}
		if w.Span == closest.Span {
			failed.Why = why
		}
		failed.Border = failed.Border || border && w.near >= nearly
	}
	return failed
}
