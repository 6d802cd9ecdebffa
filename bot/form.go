package bot

import (
	"context"

	"footnote/prompts"
	"footnote/retrieval"
)

// A plan is how a question is going to be answered: what was found for it, and
// what to make of that in the form that it asks for.
type plan struct {
	finding
	form    Form
	sources []retrieval.Hit // what a model may write from, the best first
	items   []string        // what is compared
	quote   func(*Answer)   // answers without a model: adds sentences, each with its citations and labels
	arrange func(*Answer)   // lays out the sentences of an answer, copied or written; nil leaves them as they are

	// verdict says what a written answer makes of the statement that it checks, of
	// which a model says something too; nil where there is no statement.
	verdict func(said string, a *Answer) Verdict
}

// task is what a model is asked.
func (p plan) task(ix *library, sources []source, tokens int) prompts.Task {
	t := prompts.Task{
		Form: string(p.form), Question: p.asked.written, Language: p.asked.language, Today: p.asked.today.String(),
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

// plan finds what answers a question, and decides in which form.
func (ix *library) plan(ctx context.Context, q asked) (plan, error) {
	f, err := ix.settle(ctx, q)
	p := plan{finding: f, form: FormAnswer, sources: f.decision.hits}
	p.quote = func(a *Answer) { a.quote(ix, f.asked, f.chosen) }
	return p, err
}
