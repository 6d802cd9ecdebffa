package bot

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// What changed in a document: each sentence that did, old beside new, with a citation of
// the version that it stands in. Versions are those that were kept of the document, or it
// and the document that it replaced.

// maxChanged is how many rows a reader is shown; `footnote changes` has them all.
const maxChanged = 12

var (
	asksChanges = regexp.MustCompile(`(?i)^(?:(?:please|can you|could you|tell me|show me|list|explain)\s+)*(?:` +
		`what(?:'s|’s| is| has| have| was| were)?(?: been)?(?: the)?(?: recent| latest| main)?\s+(?:changed?|changes|new|amended|revised|amendments|revisions|updates?)(?:\s+(?:in|to|with|about|of|for|by|between))?\s+(.+?)` +
		`|how (?:has|have|did|was|were)\s+(.+?)\s+(?:been )?(?:changed?|amended|revised|updated)(?:\s+(?:since|over time)\b.*)?` +
		`|(?:the )?(?:recent |latest )?changes (?:in|to|of)\s+(.+?))\s*[?.!]*$`)
	hanAsksChanges = regexp.MustCompile(`^(?:请问|请|帮我)?(.+?)[，,]?(?:最近|近期)?(?:都|又|究竟|到底)?(?:` +
		`有(?:了|过)?(?:什么|哪些|何|无|没有)(?:新的?)?(?:变化|变动|改动|修改|修订|更新|调整)|发生了(?:什么|哪些|何种)(?:变化|变动)|(?:修改|修订|改动|更新|调整|改|变)了(?:什么|哪些)(?:内容|地方|条款)?|改了哪里)[?？。]*$`)
	sinceDate = regexp.MustCompile(`(?i)\b(?:since|after|from)\s*$|[自从]\s*$`)
)

// asksChanges returns what a question asks the changes of, and since when.
func (q asked) asksChanges() (subject string, since corpus.Date, asks bool) {
	for _, pattern := range []*regexp.Regexp{asksChanges, hanAsksChanges} {
		if m, ok := q.part(pattern); ok {
			subject, asks = m, true
			break
		}
	}
	for _, x := range q.anchors.dates {
		if sinceDate.MatchString(q.text[:x.Start]) || openEnded.MatchString(q.text[x.End:]) {
			since = corpus.Date(x.Date)
			subject = withoutSince.ReplaceAllString(strings.Replace(subject, q.written[x.Start:x.End], "\x00", 1), "")
		}
	}
	return strings.Trim(sinceWhen.ReplaceAllString(subject, ""), " ,，的"), since, asks
}

// sinceWhen matches a since that names no date: "since it came out".
var sinceWhen = regexp.MustCompile(`(?i)\s+(?:since (?:it|they|then|the)\b.*|over (?:time|the years)|recently|lately)$`)

var withoutSince = regexp.MustCompile(`(?i)(?:\b(?:since|after|from)\s*|[自从])?\x00(?:\s*(?:以来|至今|起|开始|之后|以后|onwards?\b))?`)

func (ix *library) planChanges(_ context.Context, q asked) (plan, bool, error) {
	subject, since, asks := q.asksChanges()
	if !asks && q.form == "" {
		return plan{}, false, nil
	}
	documents, set := ix.meant(q, cmp.Or(subject, q.written)), q.form != ""
	isText := ofOneDocument(q) || kindsOfText.MatchString(corpus.Simplify(subject)) || len(ix.documentsIn(corpus.Simplify(subject))) > 0
	p, words := plan{finding: finding{asked: q}}, formPhrases[q.language]
	p.refuse = true
	switch {
	case len(documents) == 1 && (set || isText):
	case len(documents) > 1 && isText, set:
		p.cause, p.reason = CauseUnclear, words.whichDocument(documents)
		p.hits = firstHits(ix, documents)
		p.found = p.hits
		return p, true, nil
	default:
		return plan{}, false, nil // something in the world changed, and no text
	}
	r, err := ix.revisionOf(q, documents[0], since)
	if err != nil {
		return plan{}, false, err
	}
	if r.old == nil {
		p.reason = words.noEarlier(titleOf(documents[0]), r.noted, since)
		return p, true, nil
	}
	return p, true, ix.revise(&p, r)
}

// revise plans the table of a revision.
func (ix *library) revise(p *plan, r revision) error {
	changes, moved, more, err := corpus.Compare(r.old, r.now)
	if err != nil {
		return err
	}
	c := changing{revision: r, old: ix.hitsOf(r.old), now: ix.hitsOf(r.now)}
	for _, change := range changes {
		c.add(change)
	}
	more += c.unplaced + max(0, len(c.rows)-maxChanged)
	c.rows = c.rows[:min(len(c.rows), maxChanged)]
	words := formPhrases[p.asked.language]
	if len(c.rows) == 0 {
		p.reason = words.sameText(titleOf(r.now), r.before, r.after)
		return nil
	}
	p.refuse = false
	p.sources = c.pairs()
	p.hits, p.found, p.decision.hits = p.sources, p.sources, p.sources
	p.quote = func(a *Answer) {
		for i, row := range c.rows {
			for _, cell := range row {
				a.quoteOne(ix, p.asked, cell, strconv.Itoa(i+1))
			}
		}
	}
	p.arrange = func(a *Answer) {
		a.Table = c.table(a)
		if left := more + c.untold(a); left > 0 || moved > 0 {
			a.Notes = append(a.Notes, words.moreChanges(left, moved))
		}
	}
	return nil
}

func ofOneDocument(q asked) bool { return len(q.limits.Documents) == 1 }

// A changing text is a revision with the sentences that changed.
type changing struct {
	revision
	old, now []retrieval.Hit // the passages of each, in order
	rows     [][]candidate   // an old sentence, a new one, or both in this order
	unplaced int             // changed sentences that are no whole ones
}

// add adds the rows of what changed in one place.
func (c *changing) add(change corpus.PassageChange) {
	for i := range max(len(change.Old), len(change.New)) {
		var row []candidate
		if i < len(change.Old) {
			row = appendPlaced(row, change.Old[i], c.old)
		}
		if i < len(change.New) {
			row = appendPlaced(row, change.New[i], c.now)
		}
		if len(row) > 0 {
			c.rows = append(c.rows, row)
		} else if !c.isHeading(slices.Concat(change.Old[min(i, len(change.Old)):], change.New[min(i, len(change.New)):])[0]) {
			c.unplaced++
		}
	}
}

// isHeading reports whether a changed text is a title or a heading, which nothing rests on.
func (c *changing) isHeading(text string) bool {
	return slices.ContainsFunc(slices.Concat(c.revision.old.Sections, c.revision.now.Sections), func(s corpus.Section) bool {
		return slices.Contains(s.Heading, text)
	}) || text == c.revision.old.Title || text == c.revision.now.Title
}

// appendPlaced finds where a sentence stands. The marker of an item is no part of it
// there.
func appendPlaced(row []candidate, text string, hits []retrieval.Hit) []candidate {
	for rank, h := range hits {
		for i, s := range h.Passage.Sentences {
			if own := h.Document.Text[s.Start:s.End]; own == text || strings.HasSuffix(text, own) && len(text)-len(own) <= longestMarker {
				return append(row, candidate{hit: h, rank: rank, place: i, text: own})
			}
		}
	}
	return row
}

// longestMarker is how many bytes the marker of an item has at most: （十二）.
const longestMarker = 16

// untold is how many of the rows no citation of an answer is of: a model may pass over
// some.
func (c *changing) untold(a *Answer) int {
	n := 0
	for _, row := range c.rows {
		told := slices.ContainsFunc(row, func(s candidate) bool {
			return slices.ContainsFunc(a.Citations, func(cite Citation) bool {
				return cite.document == s.hit.Document && cite.span.Start < s.span().End && s.span().Start < cite.span.End
			})
		})
		if !told {
			n++
		}
	}
	return n
}

// pairs are the passages of the rows, an old one and a new one in turn, as a model gets
// them. Beside what is only in one text stands the place in the other where it might be.
func (c *changing) pairs() []retrieval.Hit {
	var out []retrieval.Hit
	have := make(map[[2]*corpus.Passage]bool)
	for _, row := range c.rows {
		pair := []retrieval.Hit{counterpart(row[0].hit, c.old), counterpart(row[len(row)-1].hit, c.now)}
		key := [2]*corpus.Passage{pair[0].Passage, pair[1].Passage}
		if !have[key] {
			have[key] = true
			out = append(out, pair...)
		}
	}
	return out
}

// counterpart returns a hit itself where it is among those of a text, or else the one of
// the same heading, or the first.
func counterpart(h retrieval.Hit, among []retrieval.Hit) retrieval.Hit {
	best := among[0]
	for _, o := range slices.Backward(among) {
		if slices.Equal(o.Passage.Heading, h.Passage.Heading) {
			best = o
		}
	}
	if i := slices.IndexFunc(among, func(o retrieval.Hit) bool { return o.Passage == h.Passage }); i >= 0 {
		best = among[i]
	}
	return best
}

// table lays sentences out by the text that each rests on, and by their first label. What
// a model wrote has none: there an old sentence and the new one behind it make a row where
// they rest on one pair of passages.
func (c *changing) table(a *Answer) *Table {
	t := tabling{columns: []string{c.before, c.after}}
	var keys []string
	for _, s := range a.Sentences {
		cites := a.cited(s)
		if len(cites) == 0 {
			continue
		}
		column, heading := 0, headingOf(cites[0])
		if cites[0].document == c.revision.now {
			column = 1
		}
		key := cmp.Or(strings.Join(s.Labels, " "), heading)
		last := len(t.rows) - 1
		if last < 0 || keys[last] != key || t.rows[last].cells[column].Text != "" {
			t.rows = append(t.rows, tableRow{label: heading, cells: make([]Cell, 2), shown: true})
			keys, last = append(keys, key), last+1
		}
		t.rows[last].cells[column] = Cell{Text: s.Text, Citations: s.Citations}
	}
	return t.filled(formPhrases[a.Language].nothing)
}

// headingOf is the heading just above a quotation, without the title.
func headingOf(c Citation) string {
	h := c.passage.Heading
	if len(h) == 0 || h[len(h)-1] == c.document.Title {
		return ""
	}
	return h[len(h)-1]
}
