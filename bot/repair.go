package bot

import (
	"context"
	"slices"

	"footnote/prompts"
)

// maxOpinions is for how many sentences of an answer a second opinion is asked.
const maxOpinions = 4

// secondOpinion asks the model, where that is wanted, of each sentence that only
// a few words keep from a proof, whether the quotation says so. It is shown nothing
// but the two.
func (w *writing) secondOpinion(ctx context.Context) {
	if !w.account.SecondOpinion {
		return
	}
	asked := 0
	var left []draft
	for _, d := range w.failed {
		if len(d.border) == 0 || asked == maxOpinions || leaning.MatchString(d.text) || !w.answer.mayQuote(d.border[0]) || w.misplaced(d, d.border[:1]) != "" {
			left = append(left, d)
			continue
		}
		asked++
		if !w.agrees(ctx, d) || w.add(d, []Citation{w.dated(d.border[0])}, false) != nil {
			left = append(left, d)
		}
	}
	w.failed = left
}

// agrees reports whether the model finds that the closest quotation says what a
// sentence does.
func (w *writing) agrees(ctx context.Context, d draft) bool {
	c := d.border[0]
	source := source{document: c.document, heading: c.passage.Heading}
	for _, s := range c.passage.Sentences {
		if c.span.Start <= s.Start && s.End <= c.span.End {
			source.places = append(source.places, place{c.passage, s})
		}
	}
	p := prompts.Opinion(d.text, source.prompt(w.library, w.plan.asked.day), newMark())
	reply, err := w.account.whole(ctx, p)
	supported, ok := prompts.ParseOpinion(reply)
	return err == nil && ok && supported
}

// repair asks for all sentences that have failed once more, in one turn. Those
// that are proved now are added at the end of the answer: what a reader has read
// stays where it is.
func (w *writing) repair(ctx context.Context) {
	if len(w.failed) == 0 {
		return
	}
	var failed []prompts.Failed
	for _, d := range w.failed {
		failed = append(failed, prompts.Failed{Text: d.text, Why: d.why, Labels: d.labels, IDs: d.ids})
	}
	task := w.task
	task.Budget += repairTokens + repairTokensEach*len(failed) // the same sources fit beside them
	p, err := task.Repair(failed)
	if err != nil || p.Sources < len(w.sources) {
		return
	}
	w.skipped = true            // nothing stands before the first of them
	_ = w.reply(ctx, p, w.mend) // what is whole of it counts; there is no third turn
}

// How much longer than the first prompt that of the repair turn may be.
const (
	repairTokens     = 200
	repairTokensEach = 150 // for each sentence that failed
)

// mend adds a sentence of the repair turn. One that has nothing of those that were
// asked for is none of them.
func (w *writing) mend(line prompts.Line) error {
	if line.Kind != prompts.Sentence {
		return nil
	}
	if w.mending++; len(w.failed) == 0 || w.mending > 2*maxFailed {
		return errEnough
	}
	d := draft{text: line.Text, labels: line.Labels, ids: line.IDs}
	of := w.likest(d)
	if of < 0 || w.says(d) {
		w.skipped = true
		return nil
	}
	if len(d.labels) == 0 {
		d.labels = w.failed[of].labels
	}
	proofs := w.weigh(&d)
	if w.skipped = d.why != ""; w.skipped {
		return nil
	}
	w.failed = slices.Delete(slices.Clone(w.failed), of, of+1)
	return w.add(d, proofs, true)
}

// likest returns the failed sentence that another was most likely written for: the
// one with the largest share of its words, and among equals the first. It is -1
// where none has a third of them: then another sentence was written.
func (w *writing) likest(d draft) int {
	best, most := -1, 1./3
	terms := termsIn(d.text)
	for i, other := range w.failed {
		words := termsIn(other.text)
		if share := float64(overlap(terms, words)) / float64(max(1, len(words))); share > most {
			best, most = i, share
		}
	}
	return best
}
