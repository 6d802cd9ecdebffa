package bot

import (
	"context"

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
}

// plan finds what answers a question, and decides in which form.
func (ix *library) plan(ctx context.Context, q asked) (plan, error) {
	f, err := ix.settle(ctx, q)
	p := plan{finding: f, form: FormAnswer, sources: f.decision.hits}
	p.quote = func(a *Answer) { a.quote(ix, f.asked, f.chosen) }
	return p, err
}
