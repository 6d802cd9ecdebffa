package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"

	"footnote/bot/verify"
	"footnote/prompts"
)

// How a model's answer becomes one that is shown.
//
// The model gets numbered sentences and writes lines. Each line that says
// something is a claim: as soon as it is complete it is checked against the
// passages of the sentences that it names, and shown when one of them proves it.
// A wrong number is put right only where exactly one of the other passages proves
// the claim. What fails, and what leans on it, is asked for once more in one turn
// when the reply is at its end; what is mended then is added at the end, and what
// is not is withheld and counted. Where nothing is left, sentences are copied as
// if there were no model.

// A writing is an answer while a model writes it.
type writing struct {
	account  *account
	library  *library
	plan     plan
	task     prompts.Task
	told     secrets  // what the model was told that is not for readers
	prompted string   // see shown
	sources  []source // by their numbers in the prompt, from 1
	answer   *Answer
	show     func(Answer)

	answerable string // what the model says of it: yes, partly, no, or nothing
	missing    []string
	verdict    string
	failed     []draft
	held       []draft                   // they wait for a second opinion of the first of them
	skipped    bool                      // the sentence before was not shown
	means      map[prompts.ID]prompts.ID // of numbers that the model has miscounted
	repeats    int                       // sentences that were there before
	mending    int                       // sentences of the repair turn
}

// A draft is a sentence as the model wrote it, and what was found of it.
type draft struct {
	text   string
	labels []string
	ids    []prompts.ID
	why    string     // it is not shown
	proofs []Citation // of one that is
	border []Citation // of sentences that only a few words keep from proving it
}

// The bounds of an answer.
const (
	maxWritten = 12 // sentences that are shown
	maxFailed  = 12 // that are asked for again, or counted
	maxRepeats = 24 // that were there before
)

// errEnough ends a reply of which nothing more is going to be used.
var errEnough = errors.New("the reply is longer than an answer")

// write lets the model answer. It returns why it did not, or nil; then some
// sentences are verified, or the model itself has said that there is no answer.
func (w *writing) write(ctx context.Context) error {
	sent, err := w.task.Prompt()
	if err != nil {
		return err
	}
	w.sources, w.told = w.sources[:sent.Sources], newSecrets(w.task.Mark, sent.System)
	for _, at := range w.passages() {
		w.answer.Offered = append(w.answer.Offered, Offered{at.document.ID, at.passage.ID, at.document.Digest})
	}
	err = w.reply(ctx, sent, w.take)
	if errors.Is(err, errEnough) {
		err = nil
	}
	w.secondOpinion(ctx)
	if ctx.Err() == nil && w.answerable != "no" {
		w.repair(ctx)
	}
	w.withhold()
	return err
}

// reply sends a prompt and takes the lines of the reply as they come. What was
// complete when the reply broke off is taken too.
func (w *writing) reply(ctx context.Context, p prompts.Prompt, take func(prompts.Line) error) error {
	start, checked := time.Now(), w.answer.Timing.Verify
	reader := prompts.NewReader()
	each := func(lines []prompts.Line) error {
		for _, line := range lines {
			if err := take(line); err != nil {
				return err
			}
		}
		return nil
	}
	err := w.account.reply(ctx, p, func(piece string) error { return each(reader.Write(piece)) })
	if err == nil {
		err = each(reader.Close())
	}
	w.answer.Timing.Model += time.Since(start) - (w.answer.Timing.Verify - checked)
	return err
}

// take does what a line of the answer says.
func (w *writing) take(line prompts.Line) error {
	switch line.Kind {
	case prompts.Answerable:
		w.answerable = line.Text
	case prompts.Missing:
		w.missing = append(w.missing, line.Text)
	case prompts.Verdict:
		w.verdict = line.Text
	case prompts.Quote:
		w.read(line)
	case prompts.Sentence:
		return w.sentence(line)
	}
	return nil
}

// sentence shows a sentence that is proved, and keeps one that is not. One that says
// nothing in any language is none.
func (w *writing) sentence(line prompts.Line) error {
	d := draft{text: line.Text, labels: line.Labels, ids: line.IDs}
	switch {
	case w.answerable == "no", !strings.ContainsFunc(line.Text, unicode.IsLetter):
		return nil
	case w.says(d):
		w.skipped = true // what leans on it leans on what stands elsewhere
		if w.repeats++; w.repeats > maxRepeats {
			return errEnough
		}
		return nil
	case len(w.failed)+len(w.held) == maxFailed:
		return errEnough
	}
	d.proofs = w.weigh(&d)
	w.skipped = d.why != ""
	if len(w.held) > 0 || w.doubtful(d) {
		w.held = append(w.held, d) // an answer has the order of the reply
		return nil
	}
	return w.place(d)
}

// place puts a sentence where it belongs: into the answer, or among those that have
// failed.
func (w *writing) place(d draft) error {
	if d.why != "" {
		w.failed = append(w.failed, d)
		return nil
	}
	return w.add(d, d.proofs, false)
}

// says reports whether a sentence is shown already, waits or has failed, at the same
// place.
func (w *writing) says(d draft) bool {
	same := func(other string, labels []string) bool {
		return verify.Same(other, d.text) && slices.Equal(labels, d.labels)
	}
	return slices.ContainsFunc(w.answer.Sentences, func(s Sentence) bool { return same(s.Text, s.Labels) }) ||
		slices.ContainsFunc(slices.Concat(w.held, w.failed), func(f draft) bool { return same(f.text, f.labels) })
}

// weigh returns the citations that prove a sentence, or notes why it is not shown. It
// is the one way into an answer, by whatever turn a sentence came.
func (w *writing) weigh(d *draft) []Citation {
	start := time.Now()
	defer func() { w.answer.Timing.Verify += time.Since(start) }()
	if w.skipped && verify.Leans(d.text) {
		d.why = "context: it leans on a sentence that is not shown"
		return nil
	}
	if d.why = cmp.Or(unfit(d.text, w.answer.Language), w.told.tellsIn(d.text), w.foreign(d.text)); d.why != "" {
		return nil
	}
	proofs := w.prove(d)
	if d.why == "" {
		d.why = w.misplaced(*d, proofs)
	}
	return proofs
}

// misplaced says what is wrong with the place of a sentence in a table, or nothing.
func (w *writing) misplaced(d draft, proofs []Citation) string {
	if w.plan.misplaced == nil {
		return ""
	}
	return w.plan.misplaced(Sentence{Text: d.text, Labels: d.labels}, proofs)
}

// add adds a proved sentence to the answer, and shows that.
func (w *writing) add(d draft, proofs []Citation, repaired bool) error {
	a := w.answer
	if len(a.Sentences) == maxWritten {
		return errEnough
	}
	s := Sentence{Text: d.text, Labels: d.labels, Repaired: repaired}
	for _, c := range proofs {
		s.Citations = append(s.Citations, a.cite(c))
	}
	a.Sentences = append(a.Sentences, s)
	a.Model, a.Status = w.account.Model.Name(), Answered
	shown := *a // who is shown it may keep it
	shown.Sentences, shown.Citations = slices.Clone(a.Sentences), slices.Clone(a.Citations)
	w.show(shown)
	return nil
}

// cite returns the number of a citation in the answer, where it is added unless
// the same words are cited there.
func (a *Answer) cite(c Citation) int {
	for _, have := range a.Citations {
		if have.document == c.document && have.span == c.span {
			return have.n
		}
	}
	c.n = len(a.Citations) + 1
	a.Citations = append(a.Citations, c)
	return c.n
}

// withhold counts what has failed.
func (w *writing) withhold() {
	for _, d := range w.failed {
		w.answer.Withheld = append(w.answer.Withheld, Withheld{Text: harmless(d.text, w.told), Why: harmless(d.why, w.told)})
	}
}

// newMark returns a word that nobody can guess.
func newMark() string { return rand.Text()[:12] }
