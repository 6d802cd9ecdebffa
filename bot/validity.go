package bot

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// Which state of the corpus a question is about.
//
// The day that the asker sets decides. Otherwise a document that the question
// names is what it is about, even one that no longer applies. Otherwise a date
// in the question may be the day that is meant ("the limit in 2021") or a part
// of what a text in force says ("the target for 2025", "the measures of 2024"):
// it is the day where only a text that applied then, and not today, answers.
// Everything else is answered from what applies today.

// A finding is what a question found on the day it is about.
type finding struct {
	asked asked
	hits  []retrieval.Hit // all of them
	found []retrieval.Hit // those that were decided on: in the asker's language, or all
	decision
	chosen   []candidate // nothing where the gates refuse
	disputed dispute     // those of them that disagree
	byWords  bool        // the question's vector did not come
	took     time.Duration
}

// settle finds what answers a question, on the day it is about.
func (ix *library) settle(ctx context.Context, q asked) (finding, error) {
	if past := ix.namedPast(q); len(past) > 0 && len(q.limits.Documents) == 0 {
		named := q
		named.limits = retrieval.Filter{Documents: past, Issuer: q.limits.Issuer, Published: q.limits.Published}
		if f, err := ix.find(ctx, named); err != nil || !f.refuse {
			return f, err
		}
	}
	today, err := ix.find(ctx, q)
	day, implied := q.impliedDay()
	if err != nil || !implied || !ix.differs(q.day, day) {
		return today, err
	}
	then := q
	then.day, then.limits.AsOf, then.implied = day, day, true
	past, err := ix.find(ctx, then)
	past.took += today.took
	if err == nil && ix.answersInstead(past, today) {
		return past, nil
	}
	today.took = past.took
	return today, err
}

// find searches, first in the asker's language.
func (ix *library) find(ctx context.Context, q asked) (finding, error) {
	hits, timing, err := ix.Search(ctx, retrieval.Query{Text: q.text, N: searched, Filter: q.limits})
	if err != nil {
		return finding{}, searching(q, err)
	}
	f := decided(q, hits)
	f.byWords, f.took = timing.LexicalOnly != nil, timing.Embed+timing.Search
	if !f.refuse {
		f.chosen, f.disputed = choose(q, f.decision.hits)
	}
	return f, nil
}

func searching(q asked, err error) error { return fmt.Errorf("searching for %q: %w", q.written, err) }

// decided is what the gates say of hits, first of those in the asker's language.
func decided(q asked, hits []retrieval.Hit) finding {
	f := finding{asked: q, hits: hits, found: inLanguage(hits, q.language)}
	f.decision = decide(q, f.found, floor)
	if f.refuse && len(f.found) < len(hits) {
		f.found, f.decision = hits, decide(q, hits, floorElsewhere)
	}
	return f
}

// differs reports whether a text applies on one of two days and not on the other.
// What had not been published says nothing of the day.
func (ix *library) differs(today, day corpus.Date) bool {
	return slices.ContainsFunc(ix.Corpus().Documents, func(d *corpus.Document) bool {
		return ix.Corpus().Versioned(d) && ix.applies(d, today) != ix.applies(d, day)
	})
}

// applies reports whether a text is not known to be out of force on a day.
func (ix *library) applies(d *corpus.Document, day corpus.Date) bool {
	return ix.CouldApply(d, day) && ix.Corpus().StatusAt(d, day) != corpus.StatusNotYet
}

// statedShare is the share of the question in a sentence that states its date
// from which the sentence answers it.
const statedShare = 0.5

// answersInstead reports whether a question is about the day in it: what
// applied then, and does not apply today, answers it, and nothing that applies
// today says something of that date, or nothing that holds more of the question.
func (ix *library) answersInstead(then, today finding) bool {
	outdated := func(c candidate) bool { return !ix.applies(c.hit.Document, today.asked.day) }
	if !slices.ContainsFunc(then.chosen, outdated) {
		return false
	}
	states := func(least float64) func(candidate) bool {
		return func(c candidate) bool { return today.asked.statesDate(c, least) }
	}
	applied := func(c candidate) bool { return outdated(c) && then.asked.appliedThen(c) }
	if then.asked.mostOf(then.chosen, applied) >= max(statedShare, today.asked.mostOf(today.chosen, states(0))) {
		return true
	}
	least := statedShare
	if slices.ContainsFunc(then.chosen, func(c candidate) bool { return outdated(c) && then.asked.statesDate(c, 0) }) {
		least = 0 // both speak of it
	}
	return !slices.ContainsFunc(today.chosen, states(least))
}

// mostOf returns the largest share of the question in those of some sentences that are
// wanted, with their titles, or 0.
func (q asked) mostOf(sentences []candidate, wanted func(candidate) bool) float64 {
	most := 0.0
	for _, c := range sentences {
		if wanted(c) {
			most = max(most, share(q.terms, held{terms: q.heldIn(c.hit.Document.Title + "\n" + c.text)}))
		}
	}
	return most
}

// appliedThen reports whether a sentence stands in a version that applied at the date of
// the question, and may say what is asked of that time.
func (q asked) appliedThen(c candidate) bool {
	return len(q.anchors.dates) > 0 && q.appliedOn(c.hit.Document, q.anchors.dates[0]) && q.couldCount(c.text)
}

// ownLife matches what a text says of its own validity and of those before it.
var ownLife = regexp.MustCompile(`(?i)\b(repeal|supersed|replac|abolish|rescind)|\bceases? to\b|\btakes? effect\b|\bcomes? into (force|effect)\b|废止|失效|取代|代替|停止执行|起(施行|实施|执行|生效)`)

// statesDate reports whether a sentence says something of the question's date
// and holds a share of the question; its title and headings count for that. When
// the text takes effect, and what it repeals, is nothing that it says of a date.
func (q asked) statesDate(c candidate, least float64) bool {
	if ownLife.MatchString(c.text) {
		return false
	}
	heading := strings.Join(c.hit.Passage.Heading, "\n")
	if q.attributive(q.anchors.dates[0]) {
		heading = c.hit.Document.Title + "\n" + c.hit.Document.Number + "\n" + heading
	}
	if !anyCovers(quantity.Find(heading+"\n"+c.text), q.anchors.dates[0]) {
		return false
	}
	all := q.heldIn(c.hit.Document.Title + "\n" + heading + "\n" + c.text)
	return share(q.terms, held{terms: all}) >= least
}

// impliedDay returns the day that the question may be about without the asker
// having set it: its only date. The time before a date ends the day before.
func (q asked) impliedDay() (corpus.Date, bool) {
	if q.dated || len(q.limits.Documents) > 0 || len(q.anchors.dates) == 0 {
		return corpus.Date{}, false
	}
	x := q.anchors.dates[0]
	for _, other := range q.anchors.dates {
		if other.Date != x.Date || other.DateTo.Year > 0 {
			return corpus.Date{}, false
		}
	}
	day := q.dayOf(x)
	return day, day != q.day
}

// dayOf returns the day whose state of the corpus a date means: its end or, where
// it is not over yet, today.
func (q asked) dayOf(x quantity.Quantity) corpus.Date {
	day := corpus.Date(x.Date)
	if x.Bound == quantity.Before {
		first := day.First()
		return corpus.DateOf(time.Date(first.Year, time.Month(first.Month), first.Day-1, 0, 0, 0, 0, time.UTC))
	}
	if day.First().Compare(q.today) <= 0 && day.Last().Compare(q.today) >= 0 {
		return q.today
	}
	return day
}

// appliedOn reports whether a date of the question is a time at which one of
// several versions of a text applied: it need not be written in it.
func (q asked) appliedOn(d *corpus.Document, x quantity.Quantity) bool {
	return q.timed(d, x) && q.library.applies(d, q.dayOf(x))
}

// timed reports whether a date of the question tells the versions of a document
// apart by when they applied.
func (q asked) timed(d *corpus.Document, x quantity.Quantity) bool {
	takesEffect := d.Kind.Binding() || d.Kind == ""
	return takesEffect && q.library.Corpus().Versioned(d) && x.DateTo.Year == 0 && !q.attributive(x)
}

var (
	howMany    = regexp.MustCompile(`(?i)\bhow many ((?:[\p{L}-]+ ?){1,3})`)
	hanHowMany = regexp.MustCompile(`多少[名家个人次辆份套件所座项起宗户位台条]?\p{Han}`)
	hanUnits   = regexp.MustCompile(`多少(?:个?(?:元|日|天|年|月|周|小时|分钟|工作日|百分)|万|亿|是|为|呢|钱)`)
)

// couldCount reports whether a text may say how many there are of what the
// question counts. A rule in force in a year says nothing of how many did
// something in that year.
func (q asked) couldCount(text string) bool {
	figures := slices.DeleteFunc(quantity.Find(text), func(x quantity.Quantity) bool {
		return x.Kind == quantity.Date || x.Kind == quantity.Reference || x.Kind == quantity.Ordinal
	})
	if hanHowMany.MatchString(q.text) && !hanUnits.MatchString(q.text) {
		return slices.ContainsFunc(figures, func(x quantity.Quantity) bool { return x.Kind == quantity.Number })
	}
	m := howMany.FindStringSubmatch(q.text)
	if m == nil {
		return true
	}
	return slices.ContainsFunc(figures, func(x quantity.Quantity) bool {
		counted, _, _ := strings.Cut(text[x.Start:], ".")
		words := strings.Fields(counted)
		have := q.heldIn(strings.Join(words[:min(len(words), countedWords)], " "))
		return slices.ContainsFunc(analysis.Terms(m[1]), have.has)
	})
}

// countedWords is how many words a figure and what it counts have.
const countedWords = 4

const (
	textNouns  = `measures?|rules?|regulations?|laws?|acts?|plans?|notices?|opinions?|guidelines?|guidance|polic(?:y|ies)|reports?|versions?|editions?|decrees?|orders?|documents?|standards?|directives?|ordinances?|decisions?|provisions?|drafts?|circulars?|catalogues?`
	hanNouns   = `办法|条例|规定|细则|规则|法律|规划|计划|方案|通知|意见|指南|指引|公告|决定|报告|标准|目录|政策|文件|措施|草案|征求意见稿`
	hanIssued  = `的|版的?|(?:年?(?:出台|发布|印发|公布|颁布|修订|制定|通过|施行|实施)的?)`
	hanToNouns = `\p{Han}{0,12}?(?:` + hanNouns + `)`
)

var (
	textAfter  = regexp.MustCompile(`^(?:'s|’s)?[\s-]+(?:[\p{L}-]+ ){0,3}?(?:` + textNouns + `)\b`)
	numberOn   = regexp.MustCompile(`^[\])）〕]?,? ?(?:No\b|第?\d+号)`)
	textBefore = regexp.MustCompile(`(?i)(?:\b(?:` + textNouns + `)(?: [\p{L}-]+){0,6}?,? (?:of|from|issued in|published in|adopted in)|\bno\. ?\d+(?: of|/|,)?)\s*\(?$`)
	moment     = regexp.MustCompile(`(?i)\b(?:in|during|as of|as at|throughout|until|since|before|after|by|on|for|end of|early|late)\s+$`)
	hanAfter   = regexp.MustCompile(`^(?:` + hanIssued + `)?《?` + hanToNouns)
	hanVerb    = regexp.MustCompile(`^(?:规定|决定)`)
)

// attributive reports whether a date of the question says which text is meant
// and not when.
func (q asked) attributive(x quantity.Quantity) bool { return q.anchors.which[x.Start] }

// saysWhich reports whether a date in a text does: the 2024 measures, 2024年的办法.
func saysWhich(text string, x quantity.Quantity) bool {
	before, after := text[:x.Start], text[x.End:]
	if textBefore.MatchString(before) || numberOn.MatchString(after) {
		return true
	}
	if strings.ContainsAny(x.Text, "年月日") || hanAfter.MatchString(after) {
		return hanAfter.MatchString(after) && !hanVerb.MatchString(after)
	}
	return !moment.MatchString(before) && textAfter.MatchString(after)
}
