package verify

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus/quantity"
)

// A spot is where a claim has other words than its source between the same two.
type spot struct {
	own, theirs stretch // indexes of the words there
}

type stretch struct{ from, to int }

// places returns where the words of a claim differ from those of the sentence.
func (l layout) places() []spot {
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
	// followed is the share of a claim from which on it is held against one sentence.
	followed = 0.6
	// touched is the share from which on two things may not change places.
	touched = 0.4
	// nearlyFollowed is how much less of a claim a sentence may have that it is drawn from too.
	nearlyFollowed = 0.2
	// copies is the share of a claim that makes it a copy.
	copies = 0.75
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
	if l.share < touched {
		return ""
	}
	all := l.places()
	if why := cmp.Or(l.exchanged(all), l.reversed(), l.turnedAt(), l.turnedDate()); why != "" || l.share < followed && l.copied < copies {
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

// turned reports whether a word is passive in the claim and not in the sentence, or in the
// sentence and not in the claim.
func (l layout) turned() bool {
	for i, w := range l.own {
		for j, o := range l.theirs {
			if !w.stop && (l.at[i] == j || w.term == o.term) && inPassive(l.own, i) != inPassive(l.theirs, j) {
				return true
			}
		}
	}
	return false
}

var (
	toBe = regexp.MustCompile(`(?i)^(?:is|are|was|were|be|been|being)$`)
	byBy = regexp.MustCompile(`(?i)^by$`)
)

// participle ends a verb that stands behind a form of "to be".
var participle = regexp.MustCompile(`(?:ed|en|wn|de|et|ut|ld|nt|lt|ght|ne|ung|ead)$`)

// inPassive reports whether a word is a verb in the passive.
func inPassive(words []laidWord, i int) bool {
	if !participle.MatchString(words[i].text) {
		return false
	}
	for k := i - 1; k >= max(0, i-2); k-- {
		if toBe.MatchString(words[k].text) {
			return true
		}
		if !strings.HasSuffix(words[k].text, "ly") && !words[k].light {
			break
		}
	}
	return i+1 < len(words) && byBy.MatchString(words[i+1].text)
}

// reversed looks for a verb with what follows it in the sentence before it in the claim, and
// what goes before it behind it.
func (l layout) reversed() string {
	if l.turned() {
		return ""
	}
	for k, v := range l.own {
		if !acts(l.own, k) {
			continue
		}
		for n, o := range l.theirs {
			i, j := beforeIt(l.own, k), behindIt(l.own, k)
			if o.term != v.term || !acts(l.theirs, n) || i < 0 || j < 0 {
				continue
			}
			if l.only(i, n+1, len(l.theirs)) && l.only(j, 0, n) {
				return fmt.Sprintf("pairing: the source has %q and %q the other way round", l.own[i].text, l.own[j].text)
			}
		}
	}
	return ""
}

// acts reports whether a word is a verb, by its form and by what stands beside it.
func acts(words []laidWord, k int) bool {
	w := words[k]
	switch {
	case w.stop || w.name || w.figure != nil || headed(words, k):
		return false
	case k > 0 && perfects.MatchString(words[k-1].text):
		return true
	case strings.HasSuffix(w.text, "ing"):
		return k > 0 && toBe.MatchString(words[k-1].text)
	}
	return strings.HasSuffix(w.text, "ed") || (w.lexeme.part == "v" || k > 0 && words[k-1].name) && k+1 < len(words) && words[k+1].stop
}

var perfects = regexp.MustCompile(`(?i)^(?:has|have|had)$`)

// only reports whether a sentence has a word of the claim in one part of it and in no other.
func (l layout) only(i, from, to int) bool {
	in := false
	for n, o := range l.theirs {
		if l.own[i].worth(o) == sameWord {
			if n < from || n >= to {
				return false
			}
			in = true
		}
	}
	return in
}

// headed reports whether a word is a noun by what stands before it.
func headed(words []laidWord, i int) bool {
	return i > 0 && heads.MatchString(words[i-1].text)
}

var heads = regexp.MustCompile(`(?i)^(?:the|a|an|of|its|their|this|that|these|those|s)$`)

// oneWay are prepositions that tell one of two things from the other.
var oneWay = regexp.MustCompile(`(?i)^(?:in|of|to|from|under|behind|over|through|into|against)$`)

// turnedAt looks for a preposition with the two things around it the other way round.
func (l layout) turnedAt() string {
	for k, p := range l.own {
		if !oneWay.MatchString(p.text) {
			continue
		}
		for n, o := range l.theirs {
			if o.term == p.term && meets(flank(l.own, k, -1), flank(l.theirs, n, 1)) && meets(flank(l.own, k, 1), flank(l.theirs, n, -1)) {
				return fmt.Sprintf("pairing: the source has what is %q what the other way round", p.text)
			}
		}
	}
	return ""
}

// flank returns the words on one side of another up to one that says nothing.
func flank(words []laidWord, i, step int) []laidWord {
	var out []laidWord
	for k := i + step; k >= 0 && k < len(words) && len(out) < 4; k += step {
		switch {
		case words[k].says():
			out = append(out, words[k])
		case words[k].stop && !joins.MatchString(words[k].text):
			return out
		}
	}
	return out
}

// turnedDate looks for a date that something began at and that it ends at in the sentence, or
// the other way round.
func (l layout) turnedDate() string {
	for i, w := range l.own {
		if j := l.at[i]; j >= 0 && w.figure != nil && w.figure.Kind == quantity.Date && sideOf(l.own, i)*sideOf(l.theirs, j) < 0 {
			return fmt.Sprintf("date: the source does not say this of %q", w.text)
		}
	}
	return ""
}

// sideOf is 1 for a date until which something is so, -1 for one since which it is, and 0 for
// others.
func sideOf(words []laidWord, i int) int {
	before := strings.ToLower(words[i].text)
	for k := i - 1; k >= max(0, i-2); k-- {
		before = strings.ToLower(words[k].text) + " " + before
	}
	switch {
	case toDate.MatchString(before):
		return 1
	case fromDate.MatchString(before):
		return -1
	}
	return 0
}

var (
	toDate   = regexp.MustCompile(`\b(?:until|till|by|before)\b`)
	fromDate = regexp.MustCompile(`\b(?:since|after|starting|beginning)\b`)
)

var joins = regexp.MustCompile(`(?i)^(?:the|a|an|and|or|its|their|new)$`)

func meets(a, b []laidWord) bool {
	return slices.ContainsFunc(a, func(w laidWord) bool {
		return slices.ContainsFunc(b, func(o laidWord) bool { return w.worth(o) == sameWord && w.figure == nil })
	})
}

// replaced reports whether a claim has other words in a place.
func (l layout) replaced(p spot, source statement) bool {
	own, theirs, copy := loose(l.own, l.theirs, p.own, p.theirs), l.instead(p), l.copied >= copies
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
