package bot

import (
	"slices"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A reading is the tokens of a question, each with the entry of the glossary
// that it is a word for, or nil.
type reading struct {
	*library
	text    string
	tokens  []analysis.Token
	entries []*corpus.Entry
}

func (ix *library) readTokens(text string) reading {
	r := reading{library: ix, text: text, tokens: analysis.QueryTokens(text)}
	r.entries = make([]*corpus.Entry, len(r.tokens))
	for _, m := range ix.Corpus().Glossary().Find(text) {
		r.mark(m)
	}
	return r
}

// mark notes which tokens are words for an entry: those of a mention that are no
// stop words or, where all are, as in MOST, all of them.
func (r reading) mark(m corpus.Mention) {
	within := func(t analysis.Token) bool { return m.Start <= t.Start && t.End <= m.End }
	named := slices.ContainsFunc(r.tokens, func(t analysis.Token) bool { return within(t) && !t.Stop })
	for i := range r.tokens {
		if t := &r.tokens[i]; within(*t) && (!t.Stop || !named) {
			t.Stop, r.entries[i] = false, m.Entry
		}
	}
}

// knows reports whether the corpus or the glossary knows token i.
func (r reading) knows(i int) bool { return r.Holds(r.tokens[i].Term) || r.entries[i] != nil }

// says is how much token i says: its idf or, where the corpus has only other
// words for it, its part of what they say. In an English corpus every Chinese
// word is rare, and what is on every page would count as much as what is on
// none.
func (r reading) says(i int) float64 {
	term, e := r.tokens[i].Term, r.entries[i]
	own, others := leastWeight+r.IDF(term), 0.0
	if e == nil || r.Holds(term) {
		return own
	}
	for _, form := range e.Forms() {
		others = max(others, r.formSays(form))
	}
	if others == 0 {
		return own
	}
	parts := 0
	for _, other := range r.entries {
		if other == e {
			parts++
		}
	}
	return min(own, others/float64(parts))
}

// formSays is how much the terms of a form say together, or 0 when the corpus
// lacks one of them.
func (ix *library) formSays(form string) float64 {
	sum := 0.0
	for _, t := range analysis.Terms(form) {
		if !ix.Holds(t) {
			return 0
		}
		sum += leastWeight + ix.IDF(t)
	}
	return sum
}

// A glossary is what the corpus's glossary says of one question: the entries
// that it mentions, with the question's terms that are words for each. A text
// that holds any form of an entry, in either language, holds those terms.
type glossary struct {
	*corpus.Glossary
	terms map[*corpus.Entry][]string
}

func (r reading) glossary() glossary {
	g := glossary{r.Corpus().Glossary(), make(map[*corpus.Entry][]string)}
	for i, e := range r.entries {
		if e != nil {
			g.terms[e] = append(g.terms[e], r.tokens[i].Term)
		}
	}
	return g
}

// spell adds to the terms of a text those of the question that it holds in
// other words.
func (g glossary) spell(text string, set termSet) {
	if len(g.terms) == 0 {
		return
	}
	for e := range g.Mentioned(text) {
		for _, t := range g.terms[e] {
			set[t] = true
		}
	}
}
