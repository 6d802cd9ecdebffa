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
		`|what (?:does|do) (?:(?:the )?(?:term|word|expression|abbreviation|acronym|letters) )?(.+?) (?:mean|stand for|refer to)` +
		`|(?:what is|what's) (?:the )?(?:term |word |abbreviation |acronym )?(.+?) (?:short|an? (?:abbreviation|acronym)) (?:for|of)` +
		`|(?:what is|what's|give(?: me)?) the (?:full (?:name|form)|long form|abbreviation|acronym|short (?:form|name)) (?:of|for)\s+(.+?)` +
		`|(.+?) (?:stands for|is short for|is (?:the |an )?(?:abbreviation|acronym) (?:of|for)|means) what` +
		`)\s*[?.!]*$`)
	hanAsksForMeaning = regexp.MustCompile(`^(?:请问|请)?(?:` +
		`(?:什么叫做?|何谓|何为)(.+?)` +
		`|(?:给?定义|解释)(?:一下|下)?(.+?)(?:这个?(?:词语?|术语|概念|说法)|(?:一词|的)(?:定义|含义|意思|概念)?)` +
		`|定义(?:一下)?[:：](.+?)|定义一下(.+?)` +
		`|(.+?)(?:这个?(?:词语?|术语|概念|说法|缩写|简称)|一词)?(?:到底|究竟)?(?:是(?:什么|啥|谁|哪个[词语]?)的?(?:英文|中文)?(?:缩写|简称|简写|全称)|的(?:英文|中文)?(?:全称|全名|简称|缩写|简写)(?:到底|究竟)?(?:是(?:什么|啥)|叫(?:什么|啥)|为何)?` +
		`|(?:是|主要)?指(?:的是)?(?:什么|啥)|代表(?:的是)?(?:什么|啥)|是?什么意思|是啥意思|的(?:定义|含义|意思)(?:到底|究竟)?(?:是(?:什么|啥)|为何)?)` +
		`)\s*[?？。!！]*$`)
	// mayAskForMeaning and hanMayAskForMeaning do where what they ask of is a term of the
	// glossary: "explain the measures" asks for more than the meaning of a word.
	mayAskForMeaning    = regexp.MustCompile(`(?i)^(?:please |can you |could you )?(?:explain(?: to me)?(?: (?:what|briefly))?\s+(.+?)(?: (?:is|are|means?))?|(.+?)[,:]? (?:meaning|definition|explained))\s*[?.!]*$`)
	hanMayAskForMeaning = regexp.MustCompile(`^(?:请问|请|麻烦|帮我)?(?:给我)?解释(?:一下|下)?(?:什么是|何谓|何为|什么叫做?)?[:：]?(.+?)(?:是什么)?\s*[?？。!！]*$`)
	aroundTerm          = regexp.MustCompile(`(?i)^(?:the (?:term|word|expression|abbreviation|acronym) |an? |the )|["“”「」『』《》'‘’]`)
	noTerm              = regexp.MustCompile(`(?i)[,;:，；：。？?]|\b(?:for|that|this|it|they|you|we|i|does|will|would|could|should|mean|means)\b|^(?:这|那|它|你|我|他)|对.+(?:来说|而言)`)
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
	if !ok {
		term, ok = q.mayAskTerm()
	}
	term = strings.TrimSpace(aroundTerm.ReplaceAllString(term, ""))
	if !ok || term == "" || noTerm.MatchString(term) {
		return "", false
	}
	return term, len(strings.Fields(term)) <= maxTermWords && utf8.RuneCountInString(term) <= maxTermCharacters
}

// mayAskTerm returns the term of the glossary that a question asks to explain.
func (q asked) mayAskTerm() (string, bool) {
	for _, pattern := range []*regexp.Regexp{mayAskForMeaning, hanMayAskForMeaning} {
		term, ok := q.part(pattern)
		if !ok {
			continue
		}
		plain := corpus.Simplify(aroundTerm.ReplaceAllString(term, ""))
		for _, m := range q.library.Corpus().Glossary().Find(plain) {
			if m.Start == 0 && m.End == len(plain) {
				return term, true
			}
		}
	}
	return "", false
}

func (ix *library) planDefinition(ctx context.Context, q asked) (plan, bool, error) {
	term, ok := q.asksTerm()
	if !ok && q.form == "" {
		return plan{}, false, nil
	}
	d := definition{term: cmp.Or(term, strings.TrimRight(q.written, "?？。.!！ ")), spell: asksToSpell.MatchString(q.text)}
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
	spell bool          // it is asked what the term is short for
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
		case spelt.text == "" && d.isSpeltIn(c.text):
			spelt = c
		}
	}
	if best.text == "" || acronym.MatchString(d.term) && spelt.text != "" {
		best = spelt
	}
	return best, best.text != ""
}

// isSpeltIn reports whether a sentence spells the term out: in brackets or, where that is
// what is asked for, in words.
func (d definition) isSpeltIn(text string) bool {
	forms := []string{"(%)", "（%）"}
	if d.spell {
		forms = append(forms, "% for short", "%, for short", "abbreviated %", "缩写为%", "简称%", "简称为%")
	}
	return slices.ContainsFunc(forms, func(form string) bool { return strings.Contains(text, strings.ReplaceAll(form, "%", d.term)) })
}

// asksToSpell matches a question for what a term is short for.
var asksToSpell = regexp.MustCompile(`(?i)\b(?:stands? for|short for|abbreviations?|acronyms?|letters|full (?:name|form)|long form)\b|缩写|简称|简写|全称|全名|代表`)

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
