package bot

import (
	"context"

	"footnote/prompts"
	"footnote/retrieval/analysis"
)

// maxOpinions is for how many sentences of an answer a second opinion is asked.
const maxOpinions = 4

// secondOpinion asks the model, where that is wanted, of each sentence that only
// a few words keep from a proof, whether the source says so. It is shown nothing
// but the two.
func (w *writing) secondOpinion(ctx context.Context) {
	if !w.account.SecondOpinion {
		return
	}
	asked := 0
	var left []failure
	for _, f := range w.failed {
		if len(f.border) > 0 && asked < maxOpinions {
			asked++
			if c := f.border[0]; w.agrees(ctx, f.text, c) {
				w.add(f, []Citation{c}, false)
				continue
			}
		}
		left = append(left, f)
	}
	w.failed = left
}

// agrees reports whether the model finds that a quotation says what a sentence
// does.
func (w *writing) agrees(ctx context.Context, text string, c Citation) bool {
	source := sourceOf(c.document, c.passage)
	p := prompts.Opinion(text, source.prompt(w.library, w.plan.asked.day), newMark())
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
	for _, f := range w.failed {
		failed = append(failed, prompts.Failed{Text: f.text, Why: f.why, Labels: f.labels, IDs: f.ids})
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

// mend adds a sentence of the repair turn.
func (w *writing) mend(line prompts.Line) error {
	if line.Kind != prompts.Sentence {
		return nil
	}
	if w.mending++; len(w.failed) == 0 || w.mending > 2*maxFailed {
		return errEnough
	}
	f := failure{text: line.Text, labels: line.Labels, ids: line.IDs}
	if w.says(f.text) || w.skipped && leaning.MatchString(f.text) {
		return nil
	}
	citations, _, why := w.prove(f.text, f.ids)
	if w.skipped = why != ""; w.skipped {
		return nil
	}
	i := w.likest(f)
	if len(f.labels) == 0 {
		f.labels = w.failed[i].labels
	}
	w.failed = append(w.failed[:i:i], w.failed[i+1:]...)
	w.add(f, citations, true)
	return nil
}

// likest returns the failed sentence that another was most likely written for:
// the one with most of its words, and among equals the first.
func (w *writing) likest(f failure) int {
	best, most := 0, -1
	terms := termsIn(f.text)
	for i, other := range w.failed {
		if n := overlap(terms, termsIn(other.text)); n > most {
			best, most = i, n
		}
	}
	return best
}

func termsIn(text string) map[string]bool {
	set := make(map[string]bool)
	for _, t := range analysis.Terms(text) {
		set[t] = true
	}
	return set
}
