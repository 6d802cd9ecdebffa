package retrieval

import (
	"slices"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A queryTerm is an index term and how much it counts.
type queryTerm struct {
	term   string
	weight float32
}

// A wanted thing is part of a question: the terms in the asker's words and,
// where the glossary knows others for it, those of each other form. A passage
// counts the best of the forms, so that one that holds them all, such as a list
// of translations, gains nothing by it.
type wanted [][]queryTerm

// otherForm is what all terms of another form count for together, against the
// terms in the asker's words together: a translation of many words says no more
// than a short one. At a half, a passage that answers in the other language is
// among the first ten, after those that answer in the asker's words and before
// those that only share a term with the question.
const otherForm = 0.5

// expand returns what a question wants, with the glossary's other forms, in
// both languages, of what it mentions.
func expand(text string, glossary *corpus.Glossary) []wanted {
	mentions := glossary.Find(text)
	within := make([][]queryTerm, len(mentions))
	var out []wanted
	seen := make(map[string]bool)
	for _, t := range analysis.QueryTokens(text) {
		if t.Stop || seen[t.Term] {
			continue
		}
		seen[t.Term] = true
		term := queryTerm{t.Term, 1}
		i := slices.IndexFunc(mentions, func(m corpus.Mention) bool { return m.Start <= t.Start && t.End <= m.End })
		if i < 0 {
			out = append(out, wanted{{term}})
		} else {
			within[i] = append(within[i], term)
		}
	}
	known := make(map[*corpus.Entry]bool)
	for i, m := range mentions {
		if !known[m.Entry] {
			known[m.Entry] = true
			out = append(out, otherForms(m.Entry, within[i]))
		}
	}
	return out
}

// otherForms are the asker's words for an entry, and after them the forms of
// the entry. A name may be no term at all, as MOST is a stop word.
func otherForms(e *corpus.Entry, own []queryTerm) wanted {
	w := wanted{own}
	for _, form := range e.Forms() {
		terms := analysis.Terms(form)
		weight := otherForm * float32(max(1, len(own))) / float32(max(1, len(terms)))
		var other []queryTerm
		for _, t := range terms {
			other = append(other, queryTerm{t, weight})
		}
		w = append(w, other)
	}
	return w
}
