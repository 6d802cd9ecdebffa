package bot

import (
	"context"
	"slices"

	"footnote/bot/verify"
	"footnote/prompts"
)

// maxOpinions is for how many sentences of an answer a second opinion is asked.
const maxOpinions = 4

// doubtful reports whether a second opinion is wanted of a sentence: only a few words
// keep it from a proof that may be quoted.
func (w *writing) doubtful(d draft) bool {
	return w.account.SecondOpinion && d.why != "" && len(d.border) > 0 && !verify.Leans(d.text) &&
		w.answer.mayQuote(d.border[0]) && w.misplaced(d, d.border[:1]) == ""
}

// secondOpinion asks the model of each sentence that is doubtful whether the quotation
// says so; it is shown nothing but the two. The sentences behind have waited for that:
// each is shown in its turn, whatever the model was asked first and answered last.
func (w *writing) secondOpinion(ctx context.Context) {
	asked := 0
	for _, d := range w.held {
		if asked < maxOpinions && ctx.Err() == nil && w.answerable != "no" && w.doubtful(d) {
			if asked++; w.agrees(ctx, d) {
				d.why, d.proofs = "", []Citation{w.dated(d.border[0])}
			}
		}
		if d.why == "" && !w.mayRest(d.proofs) {
			d.why = whyRights
		}
		if w.place(d) != nil {
			break
		}
	}
	w.held = nil
}

// mayRest reports whether all that a sentence rests on may still be quoted.
func (w *writing) mayRest(proofs []Citation) bool {
	for i, c := range proofs {
		if !w.answer.mayQuote(c, proofs[:i]...) {
			return false
		}
	}
	return true
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
