package bot

import (
	"slices"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/corpus/quantity"
)

// repeats reports whether a sentence says what a chosen one says already, in
// its own language or in another.
func (q asked) repeats(c candidate, chosen []candidate) bool {
	return slices.ContainsFunc(chosen, func(other candidate) bool {
		if tongue(c) == tongue(other) {
			return sameTerms(c, other) && (c.hit.Document == other.hit.Document || !differentFigures(c.text, other.text))
		}
		return signalsOf(c.text, q.glossary.Glossary).same(signalsOf(other.text, q.glossary.Glossary))
	})
}

// tongue is the language of a sentence without its script or region.
func tongue(c candidate) string { return corpus.PrimaryLanguage(c.hit.Document.Language) }

// repeatShare is the share of the smaller sentence's terms in the other from
// which the two say the same.
const repeatShare = 0.8

func sameTerms(c, other candidate) bool {
	if c.is(other) {
		return true
	}
	common := 0
	for t := range c.terms {
		if other.terms[t] {
			common++
		}
	}
	return float64(common) >= repeatShare*float64(min(len(c.terms), len(other.terms)))
}

// differentFigures reports whether each of two sentences states a figure that the
// other does not.
func differentFigures(a, b string) bool {
	x, y := signals{figures: quantity.Find(a)}, signals{figures: quantity.Find(b)}
	return !x.states(y.figures) && !y.states(x.figures)
}

// signals are what of a sentence can be compared with one in another language.
type signals struct {
	entries map[*corpus.Entry]bool // that it mentions
	figures []quantity.Quantity    // outside of these
	negated bool
}

func signalsOf(text string, g *corpus.Glossary) signals {
	s := signals{entries: make(map[*corpus.Entry]bool)}
	mentions := g.Find(text)
	for _, m := range mentions {
		s.entries[m.Entry] = true
	}
	for _, x := range quantity.Find(text) {
		within := func(m corpus.Mention) bool { return m.Start < x.End && x.Start < m.End }
		if x.Kind != quantity.Reference && !slices.ContainsFunc(mentions, within) {
			s.figures = append(s.figures, x)
		}
	}
	s.negated = verify.Negated(text)
	return s
}

// When sentences in two languages say the same: they share at least so many
// signals, and no more than one entry in six is in only one of them. Quoting a
// sentence twice costs less than dropping one that says something else.
const (
	leastShared = 3
	sharedPart  = 0.83
)

// same reports whether two sentences in different languages say the same as
// far as signals can tell: the same figures of the same things, both denied or
// both not.
func (s signals) same(o signals) bool {
	shared := 0
	for e := range s.entries {
		if o.entries[e] {
			shared++
		}
	}
	return s.negated == o.negated && s.states(o.figures) && o.states(s.figures) &&
		float64(shared) >= sharedPart*float64(max(len(s.entries), len(o.entries))) &&
		shared+min(len(s.figures), len(o.figures)) >= leastShared
}

// states reports whether every figure is among those of the sentence.
func (s signals) states(figures []quantity.Quantity) bool {
	for _, want := range figures {
		if !slices.ContainsFunc(s.figures, func(have quantity.Quantity) bool { return sameFigure(have, want) }) {
			return false
		}
	}
	return true
}

// sameFigure reports whether a figure is another, or a date within it. What is
// counted is not compared: 100 enterprises are 100家.
func sameFigure(have, want quantity.Quantity) bool {
	if have.Kind == quantity.Number && want.Kind == quantity.Number {
		have.Unit, want.Unit = "", ""
	}
	return have.Covers(want)
}
