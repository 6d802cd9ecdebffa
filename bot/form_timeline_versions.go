package bot

import (
	"slices"

	"footnote/corpus"
	"footnote/retrieval"
)

// The versions of a rule in its timeline: the texts that it replaced and that replaced it,
// and the earlier wordings that were kept of each. Of every one the timeline shows a
// sentence that sets it apart from the one before, at the day on which it took effect or
// was published or, of a wording without a day of its own, was first seen.

// mostStages is how many versions are told apart: the last ones.
const mostStages = 12

// A stage is one of the texts that a rule has had.
type stage struct {
	document *corpus.Document
	date     corpus.Date // zero where it is not known
	seen     bool        // it is when the text was first seen
}

// A milestone is a sentence of a stage, where it stands in a timeline.
type milestone struct {
	entry
	label string // its date, and what of
}

// milestonesOf returns those of the one document that a phrase names, the first first.
// A text without another version has none.
func (ix *library) milestonesOf(q asked, phrase string, span period) ([]milestone, error) {
	documents := ix.meant(q, phrase)
	if len(documents) != 1 {
		return nil, nil
	}
	stages, err := ix.stagesOf(q, documents[0])
	if err != nil {
		return nil, err
	}
	var out []milestone
	for i, s := range stages {
		date := dating{s.date, s.date}
		if s.date.IsZero() || !span.holds(date) {
			continue
		}
		if c, ok := ix.setsApart(q, stages, i); ok {
			out = append(out, milestone{entry{c, date}, formPhrases[q.language].stage(s)})
		}
	}
	return out, nil
}

// stagesOf returns the last texts of a rule, in the language of a document, up to the day
// that is asked about where the asker set one.
func (ix *library) stagesOf(q asked, d *corpus.Document) ([]stage, error) {
	chain := []*corpus.Document{d}
	joins := func(next *corpus.Document) bool {
		return next != nil && !slices.Contains(chain, next) && corpus.PrimaryLanguage(next.Language) == corpus.PrimaryLanguage(d.Language)
	}
	for old := ix.Corpus().Predecessor(d); joins(old) && len(chain) < mostStages; old = ix.Corpus().Predecessor(old) {
		chain = slices.Insert(chain, 0, old)
	}
	for next := ix.Corpus().Successor(d, corpus.Date{}); joins(next) && len(chain) < mostStages; next = ix.Corpus().Successor(next, corpus.Date{}) {
		chain = append(chain, next)
	}
	var stages []stage
	for _, d := range chain {
		own, err := ix.keptStages(d)
		if err != nil {
			return nil, err
		}
		stages = append(stages, own...)
	}
	stages = slices.DeleteFunc(stages, func(s stage) bool {
		return q.isLater(s.document) || s.seen && q.dated && s.date.First().Compare(q.day.Last()) > 0
	})
	return stages[max(0, len(stages)-mostStages):], nil
}

// keptStages returns the wordings of a document that were kept, the oldest first, or only
// the one that it has. One that has the dates of the one before is dated by when it was
// first seen.
func (ix *library) keptStages(d *corpus.Document) ([]stage, error) {
	only := []stage{{document: d, date: began(d)}}
	if ix.versions == nil {
		return only, nil
	}
	histories, read, err := ix.versions()
	at := slices.IndexFunc(histories, func(h corpus.History) bool { return h.ID == d.ID })
	if err != nil || at < 0 {
		return only, err
	}
	var stages []stage
	for _, v := range lastTexts(histories[at]) {
		text := d
		if v.Digest != d.Digest {
			if text, err = read(v.Digest); err != nil || text.ID != d.ID {
				continue // it is not kept any more
			}
		}
		s := stage{document: text, date: began(text)}
		if last := len(stages) - 1; s.date.IsZero() || last >= 0 && s.date == began(stages[last].document) {
			s.date, s.seen = seen(v.Seen), true
		}
		stages = append(stages, s)
	}
	if len(stages) == 0 || stages[len(stages)-1].document != d {
		return only, nil // what is served is not the last that was noted
	}
	return stages, nil
}

// lastTexts returns the last versions of which each has another text than the one before.
func lastTexts(h corpus.History) []corpus.Revision {
	texts := slices.CompactFunc(slices.Clone(h.Versions), func(a, b corpus.Revision) bool { return a.Digest == b.Digest })
	return texts[max(0, len(texts)-mostStages):]
}

// setsApart returns the sentence of a stage that says most of what is asked, of those that
// the stage before, or of the first the one after, does not have.
func (ix *library) setsApart(q asked, stages []stage, i int) (candidate, bool) {
	if len(stages) < 2 {
		return candidate{}, false
	}
	old, now := stages[max(i, 1)-1].document, stages[max(i, 1)].document
	changes, _, _, err := corpus.Compare(old, now)
	if err != nil {
		return candidate{}, false // the sections that were kept do not fit the text
	}
	hits := ix.hitsOf(stages[i].document)
	var best candidate
	for _, change := range changes {
		own := change.New
		if i == 0 {
			own = change.Old
		}
		for _, text := range own {
			for _, c := range appendPlaced(nil, text, hits) {
				c.score = share(q.terms, held{terms: q.heldIn(c.text)})
				if len(change.Old) > 0 && len(change.New) > 0 {
					c.score += forReplaced
				}
				if best.text == "" || c.score > best.score {
					best = c
				}
			}
		}
	}
	return best, best.text != ""
}

// forReplaced puts a sentence that stands in the place of another before all that do not.
const forReplaced = 1

// quoteMilestones adds those that the answer does not have.
func (a *Answer) quoteMilestones(ix *library, q asked, milestones []milestone) {
	for _, m := range milestones {
		if !slices.ContainsFunc(a.Sentences, func(s Sentence) bool { return m.is(a, s) }) {
			a.quoteOne(ix, q, m.candidate, m.label)
		}
	}
}

// milestoneHits are the passages of milestones.
func milestoneHits(milestones []milestone) []retrieval.Hit {
	var hits []retrieval.Hit
	for _, m := range milestones {
		hits = append(hits, m.hit)
	}
	return eachOnce(hits)
}

// milestone returns the one that a sentence is, if it is one.
func (a *Answer) milestone(s Sentence, milestones []milestone) (milestone, bool) {
	at := slices.IndexFunc(milestones, func(m milestone) bool { return m.is(a, s) })
	if at < 0 {
		return milestone{}, false
	}
	return milestones[at], true
}

// is reports whether a sentence of an answer is that of a milestone.
func (m milestone) is(a *Answer, s Sentence) bool {
	return slices.Contains(s.Labels, m.label) && slices.ContainsFunc(a.cited(s), m.isIn)
}
