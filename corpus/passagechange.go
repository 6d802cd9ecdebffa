package corpus

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// A PassageChange is what changed under one heading: sentences and headings as
// they stand in the texts, cut where they are very long. Where both sides have
// some, each of Old became the one of New at the same place.
type PassageChange struct {
	Heading []string `json:"heading"`        // path in the new text, in the old one for what is not there any more
	Page    string   `json:"page,omitempty"` // on which it begins, of the same text
	Old     []string `json:"old"`
	New     []string `json:"new"`
}

const (
	maxShownSentences = 200  // of a change
	maxShownBytes     = 4000 // of a sentence
	maxPaired         = 100  // sentences of a place where similar ones are looked for
	minMoved          = 8 * wordUnits
	minAlike          = 0.5
)

// Compare returns what changed from one text to another, such as from a rule to the
// one that replaced it, as a [Change] does of two versions: how many sentences only
// moved, and how many changed ones are left out because there are too many.
func Compare(old, now *Document) (changes []PassageChange, moved, more int, err error) {
	if !old.isWhole() || !now.isWhole() {
		return nil, 0, 0, errors.New("the sections that were kept do not fit the text")
	}
	changes, moved, more = compareTexts(old, now)
	return changes, moved, more, nil
}

// compareTexts returns what changed between two versions of a document, how
// many sentences only moved, and how many changes are left out because there
// are too many. Spaces, breaks of lines and the numbers before headings and items
// are no change.
func compareTexts(old, now *Document) (changes []PassageChange, moved, more int) {
	a, b := old.statements(), now.statements()
	hunks := divergences(a, b, foldSpace)
	gone, moved := findMoved(a, b, hunks)
	w := changeWriter{old: old, now: now}
	for _, h := range hunks {
		w.hunk(without(a[h.Old.Start:h.Old.End], gone), without(b[h.New.Start:h.New.End], gone))
	}
	return w.changes, moved, w.more
}

// findMoved returns the sentences that were taken from one place and put to
// another, and their number. What is short, such as a row of a table, means
// something else in another place.
func findMoved(a, b []statement, hunks []hunk) (map[uint64]bool, int) {
	removed, moved := make(map[uint64]int), make(map[uint64]bool)
	for _, h := range hunks {
		for _, s := range a[h.Old.Start:h.Old.End] {
			removed[s.key]++
		}
	}
	for _, h := range hunks {
		for _, s := range b[h.New.Start:h.New.End] {
			if removed[s.key] == 1 && !moved[s.key] && measure(s.text) >= minMoved {
				moved[s.key] = true
			} else if moved[s.key] {
				removed[s.key] = -1 // it came more than once
			}
		}
	}
	for key := range moved {
		if removed[key] < 0 {
			delete(moved, key)
		}
	}
	return moved, len(moved)
}

func without(all []statement, keys map[uint64]bool) []statement {
	return slices.DeleteFunc(slices.Clone(all), func(s statement) bool { return keys[s.key] })
}

// A changeWriter groups changed sentences by their headings.
type changeWriter struct {
	old, now *Document
	changes  []PassageChange
	shown    int
	more     int
}

// hunk adds the sentences that stand in one place, similar ones side by side.
func (w *changeWriter) hunk(a, b []statement) {
	var pairs [][2]int
	if w.shown < maxShownSentences {
		pairs = alike(a[:min(len(a), maxPaired)], b[:min(len(b), maxPaired)])
	}
	i, j := 0, 0
	for _, pair := range append(pairs, [2]int{len(a), len(b)}) {
		for ; i < pair[0]; i++ {
			w.add(&a[i], nil)
		}
		for ; j < pair[1]; j++ {
			w.add(nil, &b[j])
		}
		if i < len(a) && j < len(b) {
			w.add(&a[i], &b[j])
			i, j = i+1, j+1
		}
	}
}

func (w *changeWriter) add(old, now *statement) {
	if w.shown++; w.shown > maxShownSentences {
		w.more++
		return
	}
	d, at := w.now, now
	if now == nil {
		d, at = w.old, old
	}
	last := len(w.changes) - 1
	if last < 0 || !w.changes[last].takes(at.section.Heading, old != nil, now != nil) {
		w.changes = append(w.changes, PassageChange{
			Heading: append([]string{}, at.section.Heading...), Page: d.PageAt(at.start).String(), Old: []string{}, New: []string{},
		})
		last++
	}
	if c := &w.changes[last]; old != nil {
		c.Old = append(c.Old, cut(old.text))
	}
	if c := &w.changes[last]; now != nil {
		c.New = append(c.New, cut(now.text))
	}
}

// takes reports whether a sentence can be added without parting pairs.
func (c *PassageChange) takes(heading []string, old, now bool) bool {
	return slices.Equal(c.Heading, heading) && old == (len(c.Old) > 0) && now == (len(c.New) > 0)
}

func cut(text string) string {
	if len(text) <= maxShownBytes {
		return text
	}
	end := maxShownBytes
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// alike pairs sentences of which the second can be what became of the first.
func alike(a, b []statement) [][2]int {
	x, y := bigramsOf(a), bigramsOf(b)
	return align(len(a), len(b), func(i, j int) float64 {
		if share := dice(x[i], y[j]); share >= minAlike {
			return share
		}
		return 0
	})
}

// bigramsOf returns the pairs of neighbouring characters of each sentence,
// sorted.
func bigramsOf(all []statement) [][]uint64 {
	out := make([][]uint64, len(all))
	for i, s := range all {
		var last rune
		for _, r := range strings.ToLower(cut(s.text)) {
			out[i] = append(out[i], uint64(last)<<32|uint64(r))
			last = r
		}
		slices.Sort(out[i])
	}
	return out
}

// dice returns Dice's coefficient of two sorted multisets: 1 where they are
// equal, 0 where they share nothing.
func dice(x, y []uint64) float64 {
	shared := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}
