package bot

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"footnote/corpus"
	"footnote/prompts"
	"footnote/retrieval"
)

// A plan is how a question is going to be answered: what was found for it, and
// what to make of that in the form that it asks for.
type plan struct {
	finding
	form     Form
	cause    Cause           // of a refusal; empty means CauseNotHere
	reason   string          // of a refusal, in the asker's language; empty means that nothing answers the question
	sources  []retrieval.Hit // what a model may write from, the best first
	question string          // that a model is asked; empty means as it is understood
	items    []string        // what is compared
	quote    func(*Answer)   // answers without a model: adds sentences, each with its citations and labels

	// misplaced says what is wrong with a sentence under its labels that its
	// citations prove without them, or nothing. It is nil where none can be wrong.
	misplaced func(s Sentence, citations []Citation) string

	// verdict says what a written answer makes of the statement that it checks, of
	// which a model says something too; nil where there is no statement.
	verdict func(said string, a *Answer) Verdict

	// arrange lays out the sentences of an answer, copied or written, by their
	// labels. It is nil where they stay as they are.
	arrange func(*Answer)
}

// task is what a model is asked.
func (p plan) task(ix *library, sources []source, tokens int) prompts.Task {
	t := prompts.Task{
		Form: string(p.form), Question: cmp.Or(p.question, p.asked.written), Language: p.asked.language, Today: p.asked.today.String(),
		Items: p.items, Terms: ix.wording(p.asked.text, sources), Mark: newMark(), Budget: tokens,
	}
	if p.asked.dated || p.asked.implied {
		t.AsOf = p.asked.day.String()
	}
	for _, s := range sources {
		t.Sources = append(t.Sources, s.prompt(ix, p.asked.day))
	}
	return t
}

// A former plans an answer in one form, and reports whether the question asks for
// that form. Where the asker set the form, it always does.
type former func(ix *library, ctx context.Context, q asked) (p plan, asks bool, err error)

// formers are asked in turn. What is left is answered in sentences, and so is
// what only might ask for another form.
var formers = []struct {
	form Form
	plan former
}{
	{FormFactcheck, (*library).planFactcheck},
	{FormDefine, (*library).planDefinition},
	{FormSummary, (*library).planSummary},
	{FormTimeline, (*library).planTimeline},
	{FormCompare, (*library).planComparison},
	{FormChanges, (*library).planChanges},
}

// plan finds what answers a question, and decides in which form. Where nothing does
// that had been published on the day that the asker set, it says since when.
func (ix *library) plan(ctx context.Context, q asked) (plan, error) {
	p, err := ix.planForm(ctx, q)
	if err != nil || !p.refuse || q.limits.Published.IsZero() {
		return p, err
	}
	first, err := ix.publishedLater(ctx, q)
	if err == nil && !first.IsZero() {
		p.missing, p.offTopic = nil, false
		p.cause, p.reason = CauseNotHere, formPhrases[q.language].later(q.day, first)
	}
	return p, err
}

func (ix *library) planForm(ctx context.Context, q asked) (plan, error) {
	for _, f := range formers {
		if q.form != "" && q.form != f.form {
			continue
		}
		p, asks, err := f.plan(ix, ctx, q)
		if err != nil || asks {
			p.form = cmp.Or(p.form, f.form) // a former may find that sentences do better
			return p, err
		}
	}
	return ix.planAnswer(ctx, q)
}

// planAnswer plans an answer in sentences.
func (ix *library) planAnswer(ctx context.Context, q asked) (plan, error) {
	f, err := ix.settle(ctx, q)
	p := plan{finding: f, form: FormAnswer, sources: f.decision.hits}
	p.quote = func(a *Answer) { a.quote(ix, f.asked, f.chosen) }
	if err != nil {
		return p, err
	}
	return ix.planParts(ctx, p)
}

// instead is the question with another text in its place, read anew: what is
// searched for is not all that was typed, as with the term of "define …".
func (q asked) instead(text string) asked {
	again := asked{
		written: strings.Join(strings.Fields(text), " "), language: q.language, form: q.form, today: q.today,
		day: q.day, dated: q.dated, limits: q.limits, short: q.library.abbreviations, library: q.library,
	}
	again.text = corpus.Simplify(again.written)
	again.understand(q.library)
	return again
}

// part returns what the first group that matches of a pattern holds, as the asker
// wrote it. The pattern is matched with simplified characters.
func (q asked) part(pattern *regexp.Regexp) (string, bool) {
	m := pattern.FindStringSubmatchIndex(q.text)
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 && m[i] < m[i+1] {
			return strings.TrimSpace(q.written[m[i]:m[i+1]]), true
		}
	}
	return "", false
}

// ofDocument limits a question to one document, whatever became of it.
func (q asked) ofDocument(d *corpus.Document) asked {
	q.limits = retrieval.Filter{Documents: []string{d.ID}, Issuer: q.limits.Issuer, Published: q.limits.Published}
	return q
}
