package retrieval

import (
	"slices"

	"footnote/corpus"
	"footnote/corpus/quantity"
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

// What a term of a question counts.
const (
	ofCharacter = 0.7 // a single one, against the pair that it is a part of
	ofRepeat    = 0.3 // said once more
	ofAsking    = 0.5 // more, in the sentence that asks, where others only tell a story
	ofQuantity  = 0.5 // a figure or date as such, beside the words and digits it is written in
)

// otherForm is what all terms of another form count for together, against the
// terms in the asker's words together: a translation of many words says no more
// than a short one. From 0.4 on, the passages that answer in the other language
// are among the first ten; the more, the more often they come before those that
// answer in the asker's words.
const otherForm = 0.4

// A question is a text as an index is searched for it.
type question struct {
	wanted []wanted
	weight float32 // of the asker's words together
	years  []int
	other  []queryTerm // the asker's words in the other language of the corpus, as far as they are known
	tongue tongue      // of that language
}

// read works out what is searched for: nothing for a text that only asks, such
// as "what is it?".
func (ix *Index) read(text string) question {
	mentions := ix.corpus.Glossary().Find(text)
	content := analysis.QueryTerms(text)
	if len(content) == 0 && len(mentions) == 0 {
		return question{}
	}
	quantities := quantitiesIn(text)
	q := question{years: yearsIn(quantities)}
	var plain []queryTerm // what the glossary does not translate
	within := make([][]queryTerm, len(mentions))
	for _, t := range ownTerms(text, content, quantities) {
		q.weight += t.weight
		i := slices.IndexFunc(mentions, func(m corpus.Mention) bool { return m.Start <= t.start && t.end <= m.End })
		if i >= 0 {
			within[i] = append(within[i], t.queryTerm)
			continue
		}
		q.wanted = append(q.wanted, wanted{{t.queryTerm}})
		if t.content {
			plain = append(plain, t.queryTerm)
		}
	}
	known := make(map[*corpus.Entry]bool)
	for i, m := range mentions {
		if !known[m.Entry] {
			known[m.Entry] = true
			q.wanted = append(q.wanted, otherForms(m.Entry, within[i]))
		}
	}
	q.tongue = ix.otherTongue(text)
	if q.other = ix.translate(plain, q.tongue); len(q.other) > 0 {
		q.wanted = append(q.wanted, wanted{q.other})
	}
	return q
}

// An ownTerm is a term of the question itself and where it first stands.
type ownTerm struct {
	queryTerm
	start, end int
	content    bool // it says what the question is about, and is not where two words meet
}

// ownTerms are the distinct terms of a question with their weights, given those
// that say what it is about, and its figures and dates.
func ownTerms(text string, content []string, quantities []quantity.Quantity) []ownTerm {
	asking := corpus.Asking(text)
	about := make(map[string]bool)
	for _, t := range content {
		about[t] = true
	}
	var terms []ownTerm
	at := make(map[string]int)
	for _, t := range analysis.SearchTokens(text) {
		if t.Stop {
			continue
		}
		weight := float32(1)
		if slices.ContainsFunc(asking, func(s corpus.Span) bool { return s.Start <= t.Start && t.End <= s.End }) {
			weight += ofAsking
		}
		if t.Kind == analysis.Character {
			weight *= ofCharacter
		}
		i, ok := at[t.Term]
		if !ok {
			at[t.Term] = len(terms)
			terms = append(terms, ownTerm{queryTerm{t.Term, weight}, t.Start, t.End, about[t.Term] || t.Kind == analysis.Character})
			continue
		}
		terms[i].weight = max(terms[i].weight, weight) + ofRepeat
	}
	for _, t := range termsOf(quantities) {
		if _, ok := at[t]; !ok {
			at[t] = len(terms)
			terms = append(terms, ownTerm{queryTerm: queryTerm{t, ofQuantity}, start: -1})
		}
	}
	return terms
}

// otherForms are the asker's words for an entry, and after them the forms of
// the entry. A name may be no term at all, as MOST is a stop word.
func otherForms(e *corpus.Entry, own []queryTerm) wanted {
	w := wanted{own}
	total := float32(0)
	for _, t := range own {
		total += t.weight
	}
	for _, form := range e.Forms() {
		terms := analysis.IndexTerms(form)
		weight := otherForm * max(1, total) / float32(max(1, len(terms)))
		var other []queryTerm
		for _, t := range terms {
			other = append(other, queryTerm{t, weight})
		}
		w = append(w, other)
	}
	return w
}
