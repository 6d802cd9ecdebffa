package bot

import (
	"context"

	"footnote/corpus"
)

// isLater reports whether a document was published later than the day that the asker
// set. What was written by then is all that the answer may rest on.
func (q asked) isLater(d *corpus.Document) bool {
	return !q.limits.Published.IsZero() && d.PublishedAfter(q.limits.Published)
}

// publishedLater returns the first day on which something was published that answers a
// question about an earlier day. It is zero where nothing does, or not for its day.
func (ix *library) publishedLater(ctx context.Context, q asked) (corpus.Date, error) {
	whenever := q
	whenever.dated, whenever.day = false, q.today
	whenever.limits.AsOf, whenever.limits.Published = corpus.Date{}, corpus.Date{}
	p, err := ix.planForm(ctx, whenever)
	if err != nil || p.refuse {
		return corpus.Date{}, err
	}
	var first corpus.Date
	for _, d := range p.documents() {
		if !q.isLater(d) {
			return corpus.Date{}, nil // its day is not what it lacks
		}
		if first.IsZero() || d.Published.Compare(first) < 0 {
			first = d.Published
		}
	}
	return first, nil
}

// documents are those that a plan quotes or, in a form that chooses no sentences, that
// it writes from.
func (p plan) documents() []*corpus.Document {
	var out []*corpus.Document
	for _, c := range p.chosen {
		out = append(out, c.hit.Document)
	}
	if len(out) > 0 {
		return out
	}
	for _, h := range p.sources {
		out = append(out, h.Document)
	}
	return out
}
