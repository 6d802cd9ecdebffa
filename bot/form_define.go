package bot

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// What a term means: the sentence that defines it comes first, then what stands
// beside it, then one sentence in the other language where the library has one.
// The term in both languages is that of the glossary.
//
// "What is …" asks for more than the meaning of a word, and is answered in
// sentences.

var (
	asksForMeaning = regexp.MustCompile(`(?i)^(?:please |can you |could you )?(?:` +
		`(?:define|(?:what is|what's) meant by|(?:(?:what is|what's|give(?: me)?) )?(?:the )?(?:meaning|definition) of|explain the (?:term|word|expression|abbreviation|acronym))\s+(.+?)` +
		`|what (?:does|do) (?:(?:the )?(?:term|word|expression|abbreviation|acronym) )?(.+?) (?:mean|stand for)` +
		`)\s*[?.!]*$`)
	hanAsksForMeaning = regexp.MustCompile(`^(?:请问|请)?(?:` +
		`(?:什么叫做?|何谓|何为)(.+?)` +
		`|(?:给?定义|解释)(?:一下|下)?(.+?)(?:这个?(?:词语?|术语|概念|说法)|(?:一词|的)(?:定义|含义|意思|概念)?)` +
		`|定义(?:一下)?[:：](.+?)|定义一下(.+?)` +
		`|(.+?)(?:这个?(?:词语?|术语|概念|说法)|一词)?(?:到底|究竟)?(?:是?什么意思|是啥意思|的(?:定义|含义|意思)(?:到底|究竟)?(?:是(?:什么|啥)|为何)?|指的是什么|是指什么)` +
		`)\s*[?？。!！]*$`)
	aroundTerm = regexp.MustCompile(`(?i)^(?:the (?:term|word|expression|abbreviation|acronym) |an? |the )|["“”「」『』《》'‘’]`)
	noTerm     = regexp.MustCompile(`(?i)[,;:，；：。？?]|\b(?:for|that|this|it|they|you|we|i|does|will|would|could|should|mean|means)\b|^(?:这|那|它|你|我|他)|对.+(?:来说|而言)`)
)

// The longest term that a question can ask the meaning of.
const (
	maxTermWords      = 7
	maxTermCharacters = 60
)

// asksTerm returns the term whose meaning a question asks for.
func (q asked) asksTerm() (string, bool) {
	term, ok := q.part(asksForMeaning)
	if !ok {
		term, ok = q.part(hanAsksForMeaning)
	}
	term = strings.TrimSpace(aroundTerm.ReplaceAllString(term, ""))
	if !ok || term == "" || noTerm.MatchString(term) {
		return "", false
	}
	return term, len(strings.Fields(term)) <= maxTermWords && utf8.RuneCountInString(term) <= maxTermCharacters
}

func (ix *library) planDefinition(ctx context.Context, q asked) (plan, bool, error) {
	term, ok := q.asksTerm()
	if !ok && q.form == "" {
		return plan{}, false, nil
	}
	d := definition{term: cmp.Or(term, strings.TrimRight(q.written, "?？。.!！ "))}
	d.entry = ix.entryOf(d.term)
	var err error
	if d.finding, err = ix.settle(ctx, q.instead(formPhrases[q.language].whatIs(d.term))); err != nil {
		return plan{}, false, err
	}
	p := plan{finding: d.finding, question: q.written, sources: d.decision.hits}
	if d.entry == nil || d.refuse {
		p.quote = func(a *Answer) { a.quote(ix, d.asked, d.sentences()) }
		return p, true, nil
	}
	elsewhere, err := ix.find(ctx, d.elsewhere())
	p.quote = func(a *Answer) { a.quote(ix, d.asked, d.sentences()) }
	p.arrange = func(a *Answer) {
		if second, ok := elsewhere.asked.defining(d, elsewhere.decision.hits); ok && !slices.ContainsFunc(a.Citations, second.isIn) {
			a.quoteOne(ix, d.asked, second)
		}
		a.Notes = append(a.Notes, formPhrases[q.language].inBoth(d.entry.English, d.entry.Chinese))
	}
	return p, true, err
}

// A definition is a term and what was found of it.
type definition struct {
	finding
	term  string
	entry *corpus.Entry // of the glossary; nil where it has none
}

// elsewhere asks for the definition in the other language.
func (d definition) elsewhere() asked {
	q := d.asked
	q.language, d.term = "zh", d.entry.Chinese[0]
	if d.asked.language == "zh" {
		q.language, d.term = "en", d.entry.English[0]
	}
	return q.instead(formPhrases[q.language].whatIs(d.term))
}

// entryOf returns the entry of the glossary that a term is a word for, or nil.
func (ix *library) entryOf(term string) *corpus.Entry {
	var longest *corpus.Entry
	length := 0
	for _, m := range ix.Corpus().Glossary().Find(term) {
		if n := m.End - m.Start; n > length {
			longest, length = m.Entry, n
		}
	}
	if 2*length < len(term) {
		return nil // it is about a part of the term
	}
	return longest
}

// sentences are those that were chosen of the term, the one that defines it in front.
func (d definition) sentences() []candidate {
	first, defined := d.asked.defining(d, d.decision.hits)
	chosen := slices.DeleteFunc(slices.Clone(d.chosen), func(c candidate) bool {
		return defined && (c.is(first) || c.hit.Passage != first.hit.Passage && !d.mentioned(c)) || !defined && !d.mentioned(c)
	})
	if defined {
		chosen = slices.Insert(chosen, 0, first)
	}
	if len(chosen) == 0 {
		chosen = d.chosen
	}
	return chosen[:min(len(chosen), maxFacts)]
}

// mentioned reports whether a sentence speaks of the term, in either language.
func (d definition) mentioned(c candidate) bool {
	if d.entry != nil {
		return d.asked.glossary.Mentioned(c.text)[d.entry]
	}
	return share(d.asked.terms, held{terms: c.held}) == 1
}

// defining returns the best of those sentences of the hits, in the asker's language,
// that define a term or, where none does, the first that spells it out.
func (q asked) defining(d definition, hits []retrieval.Hit) (candidate, bool) {
	var best, spelt candidate
	for _, c := range candidatesOf(q, inLanguage(hits, q.language)) {
		switch {
		case q.definedBy(c) && d.isOn(defines.FindString(c.text), q) && (best.text == "" || c.score > best.score):
			best = c
		case spelt.text == "" && (strings.Contains(c.text, "("+d.term+")") || strings.Contains(c.text, "（"+d.term+"）")):
			spelt = c
		}
	}
	if best.text == "" || acronym.MatchString(d.term) && spelt.text != "" {
		best = spelt
	}
	return best, best.text != ""
}

// isOn reports whether a subject is the term and hardly anything else: "the four
// targets of MIIT are" does not define MIIT, nor "the NQPF Promotion Center is" NQPF.
func (d definition) isOn(subject string, q asked) bool {
	rest, end := "", 0
	for _, m := range q.glossary.Find(subject) {
		if m.Entry == d.entry {
			rest, end = rest+subject[end:m.Start]+" ", m.End
		}
	}
	others := 0
	for _, t := range analysis.QueryTerms(rest + subject[end:]) {
		if !slices.ContainsFunc(q.focus, func(f weighted) bool { return f.term == t }) || d.entry != nil {
			others++
		}
	}
	return others <= 1
}
