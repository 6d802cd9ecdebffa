package bot

import (
	"cmp"
	"context"
	"slices"
	"time"

	"footnote/prompts"
)

// modelTimeout is how long a model is waited for, unless that is set.
const modelTimeout = 45 * time.Second

// fill answers as planned, or refuses, as the gates have decided: those before the
// model without asking it. The model is waited for until limited is done.
func (a *Assistant) fill(ctx, limited context.Context, account *account, ix *library, p plan, answer *Answer, show func(Answer)) error {
	if p.refuse {
		answer.refuse(p, "")
		return nil
	}
	if a.options.Model == nil || len(p.sources) == 0 {
		answer.copy(p)
		return nil
	}
	w := newWriting(account, ix, p, answer, show)
	err := w.write(limited)
	if ctx.Err() != nil {
		return ctx.Err() // nobody waits any more
	}
	account.warn(err)
	w.finish(err)
	if err == nil {
		w.translate(limited)
	}
	return nil
}

func (o Options) timeout() time.Duration {
	if o.Timeout > 0 {
		return o.Timeout
	}
	return modelTimeout
}

// finish makes an answer of what was written: gates (c) and (d), and the ways out
// where there is nothing.
func (w *writing) finish(err error) {
	a := w.answer
	switch {
	case len(a.Sentences) > 0:
		w.settle(err)
	case err == nil && w.answerable == "no":
		a.Model = w.account.Model.Name()
		a.Missing = append(a.Missing, w.plan.asked.echo(w.missing)...)
		a.refuse(w.plan, CauseNotHere)
	case err == nil && len(a.Withheld) > 0:
		a.copyInstead(w.plan, CauseUnverified, phrases[a.Language].unverified)
	default:
		a.copyInstead(w.plan, CauseOutage, phrases[a.Language].outage(err))
	}
}

// settle finishes an answer of verified sentences.
func (w *writing) settle(err error) {
	a := w.answer
	a.Missing = append(a.Missing, w.plan.asked.echo(w.missing)...)
	if w.answerable == "partly" || w.answerable == "no" || len(a.Missing) > 0 {
		a.leavesOut()
	}
	if err != nil {
		a.Notes = append(a.Notes, phrases[a.Language].cutOff)
	}
	a.quoteDisputed(w.library, w.plan)
	if w.plan.verdict != nil {
		a.Verdict = w.plan.verdict(w.verdict, a)
	}
	a.lay(w.plan)
}

// copy answers without a model: with sentences of documents.
func (a *Answer) copy(p plan) {
	start := time.Now()
	p.quote(a)
	a.Timing.Verify += time.Since(start)
	if len(a.Citations) == 0 {
		a.refuse(p, CauseNotHere)
		return
	}
	a.Status = Answered
	if len(p.missing) > 0 {
		a.leavesOut()
	}
	a.lay(p)
}

// leavesOut makes an answer one of a part of what was asked.
func (a *Answer) leavesOut() {
	a.Status, a.Cause, a.Reason = Partial, CausePartly, phrases[a.Language].partly
}

// copyInstead copies sentences where a model should have written, and says why in
// the first line.
func (a *Answer) copyInstead(p plan, cause Cause, reason string) {
	a.copy(p)
	if a.Status != Refused {
		a.Cause, a.Reason = cause, reason
	}
}

// lay puts the sentences into the shape of the form, and adds what the reader must
// know.
func (a *Answer) lay(p plan) {
	if p.arrange != nil {
		p.arrange(a)
	}
	a.note(p.finding)
}

// quoteDisputed adds the sentences that disagree on what was asked and that the
// model has passed over: which of them is right is not for it to decide.
func (a *Answer) quoteDisputed(ix *library, p plan) {
	for _, c := range p.disputed {
		if !slices.ContainsFunc(a.Citations, c.isIn) {
			a.quote(ix, p.asked, []candidate{c})
		}
	}
}

// newWriting prepares what a model is asked.
func newWriting(a *account, ix *library, p plan, answer *Answer, show func(Answer)) *writing {
	tokens := cmp.Or(a.ContextTokens, contextTokens)
	w := &writing{account: a, library: ix, plan: p, answer: answer, show: show}
	if room := tokens - instructionTokens; p.form == FormChanges {
		w.sources = pairsOf(p.sources, room)
	} else {
		w.sources = ix.sources(p.sources, room)
	}
	w.task = p.task(ix, w.sources, tokens)
	answer.Prompts = prompts.Version
	return w
}

const (
	// contextTokens is how long a prompt is, unless that is set. More sources than
	// fit in there make answers no better (Joren et al., "Sufficient Context", ICLR
	// 2025).
	contextTokens = 6000
	// instructionTokens is what the prompt takes beside its sources, about.
	instructionTokens = 1300
)
