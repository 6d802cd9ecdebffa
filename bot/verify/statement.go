package verify

import (
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// A statement is a text as the checks read it.
type statement struct {
	text       string
	plain      string                 // text without the words that only look like operators
	worded     string                 // of a source: text in the words of the claim
	tokens     []analysis.Token       // without stop words, figures and operators
	terms      map[string]bool        // of tokens
	literal    []map[string]bool      // of each sentence, its terms as it has them
	neighbours []map[rune][]neighbour // of each sentence
	quantities []quantity.Quantity
	cuts       [][]int // where clauses may end
	clauses    []clause
	parts      []clause   // of the clauses: cut where "and" stands between two figures
	pieces     [][]clause // of each clause: cut at every "and"
	operators  []operator
	hits       []corpus.Span   // of a source: the words of the claim for which it has others
	light      []corpus.Span   // of a claim: the words that add nothing
	beside     []func() layout // of a source: the claim beside each of its sentences
}

// A clause is a piece of a statement between two marks of punctuation.
type clause struct {
	sentence   int // of the window
	text       string
	plain      string
	start, end int // in the sentence
	tokens     []analysis.Token
	terms      map[string]bool
	names      map[string]bool // those of its terms, and Chinese places and bodies
	ways       ways
	entries    map[*corpus.Entry]bool // of the glossary that it mentions
	bare       map[string]bool        // its terms without those of all entries
	unnamed    map[string]bool        // its terms without those of named entries; nil where it has none
	quantities []quantity.Quantity
}

func read(text string) statement { return readSentence(text, 0) }

func readSentence(text string, number int) statement {
	return readWording(text, wording{text: text}, number)
}

// A textReading is what is read of a text whatever it is compared with.
type textReading struct {
	plain      string
	quantities []quantity.Quantity
	operators  []operator
	cuts       [][]int
	literal    map[string]bool // its terms
	neighbours map[rune][]neighbour
	spans      []corpus.Span // of figures with the words of their bounds, and of operators
}

var recentlyRead recent[textReading]

func readText(text string) textReading {
	r := textReading{plain: unmasked(text), quantities: figuresIn(text)}
	r.operators = operatorsIn(r.plain)
	r.literal, r.neighbours = make(map[string]bool), neighboursIn(text)
	addTerms(r.literal, text)
	r.cuts = clauseEnd.find(text, strings.ToLower(text))
	for _, q := range r.quantities {
		r.spans = append(r.spans, corpus.Span{Start: q.Start, End: q.End})
	}
	for _, o := range r.operators {
		r.spans = append(r.spans, corpus.Span{Start: o.start, End: o.end})
	}
	for _, m := range boundWords.find(text, strings.ToLower(text)) {
		r.spans = append(r.spans, corpus.Span{Start: m[0], End: m[1]})
	}
	return r
}

// readWording reads a sentence whose terms are those of other words for it.
func readWording(text string, w wording, number int) statement {
	r := recentlyRead.of(text, readText)
	s := statement{text: text, plain: r.plain, worded: w.text, terms: make(map[string]bool), quantities: r.quantities, cuts: r.cuts, literal: []map[string]bool{r.literal}, neighbours: []map[rune][]neighbour{r.neighbours}, operators: slices.Clone(r.operators)}
	spans := r.spans
	for _, t := range w.tokens() {
		if t.Stop || touches(t, spans) || emptyWords[strings.ToLower(text[t.Start:t.End])] {
			continue
		}
		t.Term = synonym(t.Term)
		s.tokens = append(s.tokens, t)
		s.terms[t.Term] = true
	}
	s.clauses = clausesOf(s, number)
	s.parts = partsOf(s)
	s.readWays()
	s.placeOperators()
	return s
}

// hasLiterally reports whether a statement has a term as it was written.
func (s statement) hasLiterally(term string) bool {
	return slices.ContainsFunc(s.literal, func(sentence map[string]bool) bool { return sentence[term] })
}

// touches reports whether a token is a part of a span or straddles its edge, as
// the pair of characters at the end of 30家 does.
func touches(t analysis.Token, spans []corpus.Span) bool {
	return slices.ContainsFunc(spans, func(s corpus.Span) bool { return s.Start < t.End && t.Start < s.End })
}

// join makes one statement of the sentences of a window.
func join(sentences []statement) statement {
	if len(sentences) == 1 {
		return sentences[0]
	}
	all := statement{terms: make(map[string]bool)}
	for _, s := range sentences {
		shift := len(all.clauses)
		all.text += s.text + "\n"
		all.worded += s.worded + "\n"
		all.tokens = append(all.tokens, s.tokens...)
		for t := range s.terms {
			all.terms[t] = true
		}
		all.quantities = append(all.quantities, s.quantities...)
		all.clauses = append(all.clauses, s.clauses...)
		all.parts = append(all.parts, s.parts...)
		all.pieces = append(all.pieces, s.pieces...)
		all.hits = append(all.hits, s.hits...)
		all.beside = append(all.beside, s.beside...)
		all.literal = append(all.literal, s.literal...)
		all.neighbours = append(all.neighbours, s.neighbours...)
		for _, o := range s.operators {
			o.clause += shift
			all.operators = append(all.operators, o)
		}
	}
	return all
}

// surroundings are what a reader of the source sees beside it.
type surroundings struct {
	text    string // folded
	terms   map[string]bool
	hits    []corpus.Span   // the words of the claim for which they have others
	issuer  map[string]bool // terms of the issuer's name
	dates   []quantity.Quantity
	entries map[*corpus.Entry]bool
	draft   bool
	trial   bool
}

func surroundingsOf(ev Evidence, v *vocabulary) surroundings {
	text := strings.Join(append([]string{ev.Meta.Title, ev.Meta.Issuer, ev.Meta.Number}, ev.Heading...), "\n")
	c := surroundings{text: Fold(text), terms: make(map[string]bool), issuer: make(map[string]bool)}
	c.hits = v.addTerms(c.terms, text)
	c.entries = ev.Glossary.Mentioned(text)
	v.addTerms(c.issuer, ev.Meta.Issuer)
	if d := ev.Meta.Published; !d.IsZero() {
		c.dates = quantity.Find(d.String())
	}
	c.draft = ev.Meta.Kind == corpus.KindDraft || ev.Status == corpus.StatusDraft
	c.trial = ev.Status == corpus.StatusTrial
	return c
}
