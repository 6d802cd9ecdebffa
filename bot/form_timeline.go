package bot

import (
	"cmp"
	"context"
	"regexp"
	"slices"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
)

// What happened when: sentences that state a date, in the order of these dates.
//
// A sentence of several dates stands at the first that says when something was,
// began or came out; "by 2025" and "until April 2029" say when something is to
// be. A date in the question, as in "since 2021", bounds the timeline.

const (
	mostEntries   = 12
	timelineHits  = 48  // passages that are read
	timelineShare = 0.5 // of the subject that a passage or its titles must hold
)

var (
	asksTimeline = regexp.MustCompile(`(?i)^(?:(?:please|can you|could you|give me|give|show me|show|make|draw up|what is|what's|list)\s+)*(?:a |the )?(?:short |brief |full )?(?:timeline|chronology)(?:\s+(?:of|on|about|for)\s+(.+?))?[?.!]*$` +
		`|^(.+?)[\s,:]+(?:as a timeline|in chronological order|timeline|chronology)[?.!]*$|^what happened when(?:\s+(?:in|with|to)\s+(.+?))?[?.!]*$|^(?:(?:what (?:are|were)|list|give me|show me) )?(?:the )?(?:key|main|important) dates (?:of|in|for)\s+(.+?)[?.!]*$`)
	hanAsksTimeline = regexp.MustCompile(`^(?:请|帮我|请帮我)?(?:给出|列出|列一下|整理一下|整理|梳理一下|梳理)?(.+?)的?(?:发展历程|历程|大事记|时间线|时间轴|时间表和历程|来龙去脉|沿革|大事年表)(?:是什么|是怎样的|有哪些|如何)?[?？。]*$` +
		`|^(?:请|帮我|请帮我)?按时间(?:先后)?顺序(?:列出|梳理|整理|介绍|说明)(?:一下)?(.+?)[?？。]*$`)
)

func (ix *library) planTimeline(ctx context.Context, q asked) (plan, bool, error) {
	subject, asks := q.asksTimeline()
	if !asks && q.form == "" {
		return plan{}, false, nil
	}
	about, period := q.instead(subject).withoutDates()
	hits, timing, err := ix.Search(ctx, retrieval.Query{Text: about.text, N: timelineHits, Filter: q.limits})
	if err != nil {
		return plan{}, false, searching(q, err)
	}
	p := plan{finding: decided(about, hits), question: q.written}
	p.byWords, p.took = timing.LexicalOnly != nil, timing.Embed+timing.Search
	entries := entriesOf(about, about.relevant(p.decision.hits), period)
	milestones, err := ix.milestonesOf(about, about.written, period)
	if err != nil {
		return plan{}, false, err
	}
	if len(entries) == 0 && !p.refuse {
		p.refuse, p.reason = true, formPhrases[q.language].undatedThing
	}
	if p.refuse && len(milestones) > 0 { // its name is no word of its text
		p.decision = decision{hits: milestoneHits(milestones)}
		p.reason = ""
	}
	p.dated(ix, about, entries, milestones)
	return p, true, nil
}

// dated plans the rows of a timeline.
func (p *plan) dated(ix *library, about asked, entries []entry, milestones []milestone) {
	p.sources = hitsOf(entries)
	p.quote = func(a *Answer) {
		for _, e := range entries {
			a.quoteOne(ix, about, e.candidate, e.date.String())
		}
		a.quoteMilestones(ix, about, milestones)
	}
	p.misplaced = func(s Sentence, _ []Citation) string {
		if s.dating() == (dating{}) {
			return whyUndated
		}
		return ""
	}
	p.arrange = func(a *Answer) {
		a.quoteMilestones(ix, about, milestones)
		a.Table = a.timeline(milestones)
	}
}

// asksTimeline returns what a question asks the timeline of.
func (q asked) asksTimeline() (string, bool) {
	for _, pattern := range []*regexp.Regexp{asksTimeline, hanAsksTimeline} {
		if pattern.MatchString(q.text) {
			subject, ok := q.part(pattern)
			return cmp.Or(subject, q.written), ok || len(q.limits.Documents) > 0
		}
	}
	return q.written, false
}

// A period is what a timeline is bounded to; a zero date is no bound.
type period struct{ from, to corpus.Date }

var (
	beforeDate  = regexp.MustCompile(`(?i)(?:\b(?:since|from|between|until|till|to|in|of|after|before|during|and)\s*|[自从到至和与])$`)
	afterDate   = regexp.MustCompile(`(?i)^\s*(?:以来|至今|起|开始|之后|以后|之前|以前|期间|间|onwards?\b|to date\b|的)+`)
	openEnded   = regexp.MustCompile(`(?i)^\s*(?:以来|至今|起|开始|之后|以后|onwards?\b|to date\b)`)
	openStarted = regexp.MustCompile(`^\s*(?:之前|以前)`)
)

// withoutDates takes the dates out of a question: in a timeline they are its bounds. One
// that says which text is meant, as in its title, is none.
func (q asked) withoutDates() (asked, period) {
	var span period
	rest, end := "", 0
	named := q.library.documentsIn(q.text)
	for _, x := range q.anchors.dates {
		inName := func(n namedDocument) bool { return n.Start <= x.Start && x.End <= n.End }
		if q.attributive(x) || slices.ContainsFunc(named, inName) {
			continue
		}
		span.bound(x, q.text[x.End:])
		rest += beforeDate.ReplaceAllString(afterDate.ReplaceAllString(q.written[end:x.Start], ""), "") + " "
		end = x.End
	}
	if end == 0 {
		return q, span
	}
	return q.instead(rest + afterDate.ReplaceAllString(q.written[end:], "")), span
}

// bound narrows the period by a date of the question and what stands behind it.
func (p *period) bound(x quantity.Quantity, behind string) {
	first, last := corpus.Date(x.Date), corpus.Date(cmp.Or(x.DateTo, x.Date))
	switch {
	case x.Bound == quantity.Since, x.Bound == quantity.After, openEnded.MatchString(behind):
		p.from = first
	case x.Bound == quantity.Until, x.Bound == quantity.Before, x.Bound == quantity.By, openStarted.MatchString(behind):
		p.to = last
	default:
		if p.from.IsZero() {
			p.from = first
		}
		p.to = last
	}
}

// holds reports whether a date may lie in the period.
func (p period) holds(d dating) bool {
	return (p.from.IsZero() || d.to.Last().Compare(p.from.First()) >= 0) && (p.to.IsZero() || d.from.First().Compare(p.to.Last()) <= 0)
}

// relevant keeps the hits that speak of the subject, and those of a text whose title
// does.
func (q asked) relevant(hits []retrieval.Hit) []retrieval.Hit {
	return slices.DeleteFunc(slices.Clone(hits), func(h retrieval.Hit) bool {
		return len(q.terms) > 0 && share(q.terms, q.hold(h)) < timelineShare
	})
}

// An entry is a sentence with the date at which it stands in a timeline.
type entry struct {
	candidate
	date dating
}

// A dating is the time of an event: a date, or the first and the last of a span.
type dating struct{ from, to corpus.Date }

func (d dating) String() string {
	if d.to == d.from {
		return d.from.String()
	}
	return d.from.String() + "–" + d.to.String()
}

// compare orders by when an event begins and, of those that begin together, puts the
// longer first.
func (d dating) compare(o dating) int {
	return cmp.Or(d.from.First().Compare(o.from.First()), o.to.Last().Compare(d.to.Last()))
}

func (d dating) meets(o dating) bool {
	return d.from.First().Compare(o.to.Last()) <= 0 && o.from.First().Compare(d.to.Last()) <= 0
}

func datingOf(x quantity.Quantity) dating {
	return dating{corpus.Date(x.Date), corpus.Date(cmp.Or(x.DateTo, x.Date))}
}

// entriesOf returns the best of the sentences that state a date, by date and without
// near-repeats.
func entriesOf(q asked, hits []retrieval.Hit, span period) []entry {
	candidates := candidatesOf(q, hits)
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	var entries []entry
	for _, c := range candidates {
		date, ok := happened(c.text)
		if len(entries) == mostEntries || c.score < closeEnoughHere*candidates[0].score {
			break
		}
		if ok && span.holds(date) && !verify.Leans(c.text) && !saidAlready(c, date, entries) {
			entries = append(entries, entry{c, date})
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return a.date.compare(b.date) })
	return entries
}

// saidAlready reports whether an entry of the same time says nearly the same.
func saidAlready(c candidate, date dating, entries []entry) bool {
	return slices.ContainsFunc(entries, func(e entry) bool {
		return e.is(c) || e.date.meets(date) && like(e.candidate, c) >= nearRepeat
	})
}

// nearRepeat is how much two sentences of one time share that tell of one event.
const nearRepeat = 0.6

// happened returns when what a sentence tells was or, where it does not say so, of when
// the text is that it speaks of, or else when something is to be. Where it says the year
// first and the month later, it is the month.
func happened(text string) (dating, bool) {
	var was, of, planned dating
	for _, x := range quantity.Find(text) {
		if x.Kind != quantity.Date || x.Date.Year == 0 {
			continue
		}
		into := &was
		switch {
		case x.Bound == quantity.By, x.Bound == quantity.Until, x.Bound == quantity.Before:
			into = &planned
		case saysWhich(text, x):
			into = &of
		}
		into.narrow(datingOf(x))
	}
	all := cmp.Or(was, of, planned)
	return all, all != dating{}
}

// narrow takes a date that is the first, or that lies within the one that was.
func (d *dating) narrow(o dating) {
	within := d.from.First().Compare(o.from.First()) <= 0 && o.to.Last().Compare(d.to.Last()) <= 0
	if d.from.IsZero() || within && d.from == d.to {
		*d = o
	}
}

// hitsOf are the hits of the entries, each once.
func hitsOf(entries []entry) []retrieval.Hit {
	var out []retrieval.Hit
	for _, e := range entries {
		out = append(out, e.hit)
	}
	return eachOnce(out)
}

// timeline lays sentences out by their dates. The date of a label counts where the
// sentence states it, and that of a milestone where the sentence cites it; otherwise its
// own does. What states none is withheld.
func (a *Answer) timeline(milestones []milestone) *Table {
	type row struct {
		date  dating
		cells []Cell
	}
	var rows []row
	a.Sentences = slices.DeleteFunc(slices.Clone(a.Sentences), func(s Sentence) bool {
		date := s.dating()
		label := date.String()
		if m, ok := a.milestone(s, milestones); ok {
			date, label = m.date, m.label
		}
		if date == (dating{}) {
			a.withhold(s, whyUndated)
			return true
		}
		rows = append(rows, row{date, []Cell{{Text: label}, {Text: s.Text, Citations: s.Citations}}})
		return false
	})
	slices.SortStableFunc(rows, func(a, b row) int { return a.date.compare(b.date) })
	p := formPhrases[a.Language]
	t := &Table{Columns: []string{p.date, p.event}}
	for _, r := range rows {
		t.Rows = append(t.Rows, r.cells)
	}
	return t
}

const whyUndated = "date: an entry of a timeline says when it was"

// dating is when a sentence of a timeline is of; it is zero where that states no date.
func (s Sentence) dating() dating {
	stated := quantity.Find(s.Text)
	for _, label := range s.Labels {
		for _, x := range quantity.Find(label) {
			if x.Kind == quantity.Date && x.Date.Year > 0 && anyCovers(stated, x) {
				return datingOf(x)
			}
		}
	}
	date, _ := happened(s.Text)
	return date
}
