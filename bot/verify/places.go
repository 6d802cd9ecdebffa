package verify

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A spot is where a claim has other words than its source between the same two.
type spot struct {
	own, theirs stretch // indexes of the words there
}

// A stretch is of words, without the one at to.
type stretch struct{ from, to int }

// spots returns where the words of a claim differ from those of the sentence.
func (l layout) spots() []spot {
	var out []spot
	from, before := 0, 0
	for i := 0; i <= len(l.own); i++ {
		j := len(l.theirs)
		if i < len(l.own) {
			if j = l.at[i]; j < 0 || l.own[i].stop {
				continue
			}
		}
		if i > from || j > before {
			out = append(out, spot{stretch{from, i}, stretch{before, j}})
		}
		from, before = i+1, j+1
	}
	return out
}

const (
	// leastFollowed is the share of a claim from which on it is held against one sentence.
	leastFollowed = 0.6
	// leastTouched is the share from which on two things may not change places.
	leastTouched = 0.4
	// nearlyFollowed is how much less of a claim a sentence may have that it is drawn from too.
	nearlyFollowed = 0.2
	// leastCopied is the share of a claim that makes it a copy.
	leastCopied = 0.75
	// leastReplaced is how much the words must tell that are in the place of others.
	leastReplaced = 0.3
)

// checkPlaces refuses a claim that follows one sentence of English and has something else
// in a place of it: a word in a copy, and in any sentence a figure, or a word that stands
// elsewhere in the source. So things are made to change places.
func checkPlaces(claim, source statement, around surroundings) string {
	if across(claim, source) || mostlyHan(claim.text) {
		return ""
	}
	l := source.nearest()
	if l.share < leastTouched {
		return ""
	}
	all := l.spots()
	if why := cmp.Or(l.exchanged(all), l.reversed(), l.turnedAt(), l.turnedDate()); why != "" || l.share < leastFollowed && l.copied < leastCopied {
		return why
	}
	for _, p := range all {
		if l.replaced(p, source) {
			return fmt.Sprintf("content: the source has %q in the place of %q", p.theirs.of(l.theirs), p.own.of(l.own))
		}
	}
	return ""
}

// loose returns the indexes of the words of one side in a place that have no like on the
// other side of it.
func loose(own, theirs []laidWord, mine, other stretch) []int {
	var out []int
	lo, hi := max(0, other.from-1), min(len(theirs), other.to+1)
	for i := mine.from; i < mine.to; i++ {
		if w := own[i]; w.says() && !slices.ContainsFunc(theirs[lo:hi], func(o laidWord) bool { return w.worth(o) > 0 || o.worth(w) > 0 }) {
			out = append(out, i)
		}
	}
	return out
}

// instead returns the indexes of the words of a sentence in a place, without the parts of
// the sentence of which the claim says nothing. What the claim says elsewhere is not in the
// place of anything.
func (l layout) instead(p spot) []int {
	var out []int
	first, last := p.theirs.to, p.theirs.from // of the parts that begin within
	for n := p.theirs.from; n <= min(p.theirs.to, len(l.theirs)-1); n++ {
		if n > 0 && l.theirs[n].begins {
			first, last = min(first, n), n
		}
	}
	for _, n := range loose(l.theirs, l.own, p.theirs, p.own) {
		near := p.theirs.from > 0 && n < first || p.theirs.to < len(l.theirs) && n >= last
		if near && !slices.ContainsFunc(l.own, func(w laidWord) bool { return w.worth(l.theirs[n]) >= likeWord }) {
			out = append(out, n)
		}
	}
	return out
}

func (r stretch) of(words []laidWord) string {
	var out []string
	for _, w := range words[r.from:r.to] {
		out = append(out, w.text)
	}
	return strings.Join(out, " ")
}

// exchanged looks for two places in each of which the claim has what the sentence has in
// the other, with no verb between them that is turned about.
func (l layout) exchanged(all []spot) string {
	for i, p := range all {
		for _, q := range all[i+1:] {
			a, b := l.has(p.own, q.theirs), l.has(q.own, p.theirs)
			if a != "" && b != "" && sized(l.own, p.own) == sized(l.theirs, q.theirs) && sized(l.own, q.own) == sized(l.theirs, p.theirs) && !l.turned() {
				return fmt.Sprintf("pairing: the source has %q and %q the other way round", a, b)
			}
		}
	}
	return ""
}

// sized counts the words in a place that say something.
func sized(words []laidWord, in stretch) int {
	n := 0
	for _, w := range words[in.from:in.to] {
		if w.says() {
			n++
		}
	}
	return n
}

// has returns a word of the claim in one place that the sentence has in another.
func (l layout) has(own, theirs stretch) string {
	for _, w := range l.own[own.from:own.to] {
		for _, o := range l.theirs[theirs.from:theirs.to] {
			if w.says() && o.says() && w.worth(o) == sameWord {
				return w.text
			}
		}
	}
	return ""
}

// replaced reports whether a claim has other words in a place.
func (l layout) replaced(p spot, source statement) bool {
	own, theirs, copy := loose(l.own, l.theirs, p.own, p.theirs), l.instead(p), l.copied >= leastCopied
	if copy {
		theirs = loose(l.theirs, l.own, p.theirs, p.own)
	}
	if copy && len(theirs) == 0 {
		return l.displaced(own)
	}
	if len(own) == 0 || len(theirs) == 0 {
		return false
	}
	weight, elsewhere := 0.0, true
	for _, i := range own {
		w := l.own[i]
		if w.figure != nil {
			if slices.ContainsFunc(theirs, func(n int) bool { o := l.theirs[n].figure; return o != nil && o.Kind == w.figure.Kind }) {
				return true
			}
			continue
		}
		if !copy && l.stands(w) {
			continue
		}
		weight += newness(w.term)
		elsewhere = elsewhere && source.hasLiterally(synonym(w.term))
	}
	return weight >= leastReplaced && (copy || elsewhere)
}

// displaced reports whether words of a copy stand elsewhere in the sentence, in other company.
func (l layout) displaced(own []int) bool {
	if l.turned() {
		return false
	}
	weight := 0.0
	for _, i := range own {
		w := l.own[i]
		if !slices.ContainsFunc(l.theirs, func(o laidWord) bool { return w.worth(o) == sameWord }) || l.moved(i) {
			return false
		}
		weight += newness(w.term)
	}
	return weight >= leastReplaced
}

// stands reports whether the sentence has a word of the claim, or one like it, anywhere.
func (l layout) stands(w laidWord) bool {
	return slices.ContainsFunc(l.theirs, func(o laidWord) bool { return w.worth(o) >= likeWord })
}

// moved reports whether a word of the claim stands elsewhere in the sentence, in the same
// company: behind the same preposition, or beside the same word.
func (l layout) moved(i int) bool {
	for j, o := range l.theirs {
		if o.stop || l.own[i].worth(o) < likeWord {
			continue
		}
		if a, b := governing(l.own, i), governing(l.theirs, j); a != "" && a == b {
			return true
		}
		if enumerated(l.own, i) && enumerated(l.theirs, j) {
			return true
		}
		for _, n := range []int{beforeIt(l.own, i), behindIt(l.own, i)} {
			if n < 0 {
				continue
			}
			for _, m := range []int{beforeIt(l.theirs, j), behindIt(l.theirs, j)} {
				if m >= 0 && l.own[n].worth(l.theirs[m]) >= likeWord && (l.at[n] < 0 || l.at[n] == m || max(m-l.at[n], l.at[n]-m) <= 4) {
					return true
				}
			}
		}
	}
	return false
}

// enumerated reports whether a word is one of several of a list.
func enumerated(words []laidWord, i int) bool {
	for k := i; k <= min(i+2, len(words)-1); k++ {
		if k > i && words[k].begins {
			return true
		}
	}
	return i > 0 && (words[i].begins || words[i-1].begins)
}

func beforeIt(words []laidWord, i int) int {
	for i--; i >= 0; i-- {
		if words[i].says() {
			return i
		}
	}
	return -1
}

func behindIt(words []laidWord, i int) int {
	for i++; i < len(words); i++ {
		if words[i].says() {
			return i
		}
	}
	return -1
}

// governs are the prepositions that say what part a thing has in a sentence.
var governs = regexp.MustCompile(`(?i)^(?:in|on|at|by|of|for|with|from|to|under|during|through|as|into|since|until|within|among)$`)

// governing returns the preposition that stands before the words before one.
func governing(words []laidWord, i int) string {
	for k := i - 1; k >= max(0, i-4); k-- {
		if governs.MatchString(words[k].text) {
			return strings.ToLower(words[k].text)
		}
	}
	return ""
}
