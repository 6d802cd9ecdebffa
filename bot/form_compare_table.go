package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
)

// comparison plans the table of what was found of each side.
func (ix *library) comparison(q asked, sides []column) plan {
	p := plan{finding: finding{asked: q}}
	p.decision.refuse = true
	var columns []string
	for _, s := range sides {
		columns = append(columns, s.name)
		p.took += s.took
		p.hits, p.found = append(p.hits, s.hits...), append(p.found, s.found...)
		if s.lacks() {
			p.missing = append(p.missing, s.name)
			continue
		}
		p.decision.refuse = false
		p.asked.implied = p.asked.implied || s.asked.implied
		p.items = append(p.items, s.name)
	}
	p.sources = inTurns(sides)
	p.decision.hits = p.sources
	p.quote = func(a *Answer) { a.quoteRows(ix, sides) }
	place := func(s Sentence, citations []Citation) (int, string) { return placeOf(sides, s, citations) }
	p.misplaced = func(s Sentence, citations []Citation) string {
		_, why := place(s, citations)
		return why
	}
	p.arrange = func(a *Answer) {
		a.quoteLeftOut(ix, sides, place)
		a.Table = a.tableOf(columns, p.missing, place)
	}
	return p
}

// inTurns are the hits of the sides, the best of each first, each passage once.
func inTurns(sides []column) []retrieval.Hit {
	var out []retrieval.Hit
	for i := 0; ; i++ {
		more := false
		for _, s := range sides {
			if s.lacks() || i >= len(s.decision.hits) {
				continue
			}
			more = true
			h := s.decision.hits[i]
			if !slices.ContainsFunc(out, func(o retrieval.Hit) bool { return o.Passage == h.Passage }) {
				out = append(out, h)
			}
		}
		if !more {
			return out
		}
	}
}

// quoteRows quotes the chosen sentences, those that speak of one thing in one row.
func (a *Answer) quoteRows(ix *library, sides []column) {
	for i, row := range rowsOf(sides) {
		for _, cell := range row {
			s := sides[cell.side]
			a.quoteOne(ix, s.asked, cell.candidate, strconv.Itoa(i+1), s.name)
		}
	}
}

// quoteLeftOut quotes the best sentence of each side that a model has passed over: an
// empty column would say that the library holds nothing for it.
func (a *Answer) quoteLeftOut(ix *library, sides []column, place func(Sentence, []Citation) (int, string)) {
	told, row := make(map[int]bool), ""
	for _, s := range a.Sentences {
		if row == "" && len(s.Labels) > 1 {
			row = s.Labels[0]
		}
		if at, why := place(s, a.cited(s)); why == "" {
			told[at] = true
		}
	}
	for i, s := range sides {
		if !told[i] && !s.lacks() {
			a.quoteOne(ix, s.asked, s.chosen[0], row, s.name)
		}
	}
}

// A placed sentence is one of a side, in a row.
type placed struct {
	candidate
	side int
}

// maxRows bounds a table of copied sentences.
const maxRows = 4

// rowsOf puts into one row what speaks of several sides, then the best sentences of each
// and, below, each other sentence with those of the other sides that are most like it.
func rowsOf(sides []column) [][]placed {
	rows, used := sharedRows(sides)
	best := true
	for i := range sides {
		for j := range sides[i].chosen {
			c := &sides[i].chosen[j]
			if used[c] {
				continue
			}
			used[c] = true
			row := []placed{{*c, i}}
			for k := i + 1; k < len(sides); k++ {
				if other := closest(c, sides[k].chosen, used, best); other != nil {
					used[other] = true
					row = append(row, placed{*other, k})
				}
			}
			rows, best = append(rows, row), false
		}
	}
	slices.SortStableFunc(rows, func(a, b []placed) int { return len(b) - len(a) })
	return rows[:min(len(rows), maxRows)]
}

// sharedRows are the sentences that were chosen for several sides, each in a row.
func sharedRows(sides []column) (rows [][]placed, used map[*candidate]bool) {
	used = make(map[*candidate]bool)
	for i := range sides {
		for j := range sides[i].chosen {
			c := &sides[i].chosen[j]
			if used[c] {
				continue
			}
			row := []placed{{*c, i}}
			for k := i + 1; k < len(sides); k++ {
				if at := slices.IndexFunc(sides[k].chosen, c.is); at >= 0 {
					used[&sides[k].chosen[at]] = true
					row = append(row, placed{*c, k})
				}
			}
			if len(row) > 1 {
				used[c] = true
				rows = append(rows, row)
			}
		}
	}
	return rows, used
}

// closest returns the unused sentence that is most like another; for the first row,
// where none is like it, the best.
func closest(c *candidate, others []candidate, used map[*candidate]bool, first bool) *candidate {
	var best *candidate
	most := leastLike
	for i := range others {
		if o := &others[i]; !used[o] {
			if l := like(*c, *o); l > most || first && best == nil {
				best, most = o, max(l, most)
			}
		}
	}
	return best
}

// leastLike is how much two sentences share that speak of one thing.
const leastLike = 0.25

// like is the share of their terms that two sentences have in common (Dice), and
// more where both state a figure of one kind and unit.
func like(a, b candidate) float64 {
	common := overlap(a.terms, b.terms)
	l := 2 * float64(common) / float64(max(1, len(a.terms)+len(b.terms)))
	for _, x := range quantity.Find(a.text) {
		for _, y := range quantity.Find(b.text) {
			if alike(x, y) {
				return l + leastLike/2
			}
		}
	}
	return l
}

// placeOf returns the column that a sentence belongs into: the one that its last label
// names, if what proves it was found for that one. Without labels, it is the only one that
// what proves it was found for or, of several, the only one that it names itself.
func placeOf(sides []column, s Sentence, citations []Citation) (at int, why string) {
	if len(s.Labels) > 0 {
		at = columnOf(s.Labels[len(s.Labels)-1], sides)
		switch {
		case at < 0:
			return at, "column: its label names nothing that is compared" // and may say anything
		case !sides[at].proves(citations):
			return at, fmt.Sprintf("column: what proves it does not speak of “%s”", sides[at].name)
		}
		return at, ""
	}
	var found, named []int
	for i := range sides {
		if sides[i].proves(citations) {
			found = append(found, i)
			if strings.Contains(squeeze(corpus.Simplify(s.Text)), squeeze(corpus.Simplify(sides[i].name))) {
				named = append(named, i)
			}
		}
	}
	switch {
	case len(found) == 1:
		return found[0], ""
	case len(named) == 1:
		return named[0], ""
	}
	return -1, "column: it does not say of which side it is"
}

// proves reports whether citations are of what was found for a side.
func (s *column) proves(citations []Citation) bool {
	return !slices.ContainsFunc(citations, func(c Citation) bool {
		return !slices.ContainsFunc(s.decision.hits, func(h retrieval.Hit) bool { return sameSection(h.Passage, c.passage) })
	})
}

// sameSection reports whether two passages stand in one section: a model reads the
// section around what was found.
func sameSection(a, b *corpus.Passage) bool {
	return a.Document == b.Document && slices.Equal(a.Heading, b.Heading)
}

// columnOf returns the index of the side that a label names, or -1.
func columnOf(label string, sides []column) int {
	names := make([]string, len(sides))
	for i, s := range sides {
		names[i] = s.name
	}
	return indexOfLabel(label, names)
}

// indexOfLabel returns the index of the column that a label names, or -1. A model may
// write a name a little otherwise.
func indexOfLabel(label string, columns []string) int {
	plain := squeeze(label)
	for i, name := range columns {
		if squeeze(name) == plain {
			return i
		}
	}
	found := -1
	for i, name := range columns {
		if name = squeeze(name); plain != "" && (strings.Contains(plain, name) || strings.Contains(name, plain)) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}
