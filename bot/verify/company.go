package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A claim that is made of the words of one sentence, and of no other, says what the
// sentence says only if each thing keeps its company there: what stands before it or behind it, or the
// preposition that ties it to its clause. Only a verb that becomes passive, a genitive
// and a list may turn their two sides.

// ofOneSentence is the share of the words of a claim, of which all are counted, that stand
// in the sentence as they are.
const ofOneSentence = 0.9

// tellsApart is how much a new word must tell to change what a compound means.
const tellsApart = 0.6

// A company is a claim beside a sentence, word by word where they say something.
type company struct {
	layout
	own, theirs []int       // indexes of the words that say something; in the sentence, of those that have a like
	to          map[int]int // for a word of the claim, its like in the sentence
	from        map[int]int // the same from the other side
}

// companyOf finds the like of each word: in the order of the sentence first, then
// anywhere in it.
func companyOf(l layout) company {
	c := company{layout: l, own: tellingWords(l.own), theirs: tellingWords(l.theirs), to: make(map[int]int), from: make(map[int]int)}
	for _, i := range c.own {
		if j := l.at[i]; j >= 0 {
			c.pair(i, j)
		}
	}
	for _, least := range []uint16{sameWord, likeWord} {
		for _, i := range c.own {
			if _, paired := c.to[i]; paired {
				continue
			}
			for _, j := range c.theirs {
				if _, taken := c.from[j]; !taken && l.own[i].worth(l.theirs[j]) >= least {
					c.pair(i, j)
					break
				}
			}
		}
	}
	c.theirs = slices.DeleteFunc(c.theirs, func(j int) bool { _, taken := c.from[j]; return !taken })
	return c
}

func (c company) pair(i, j int) { c.to[i], c.from[j] = j, i }

func tellingWords(words []laidWord) []int {
	var out []int
	for i, w := range words {
		if w.says() && !adverb(w) {
			out = append(out, i)
		}
	}
	return out
}

// adverb reports whether a word may stand at several places of a clause.
func adverb(w laidWord) bool {
	return w.figure == nil && !w.name && (w.lexeme.part == "r" || strings.HasSuffix(w.text, "ly"))
}

// checkCompany refuses a claim of English that is made of the words of one sentence, one of
// which has left its company.
func checkCompany(claim, source statement, _ surroundings) string {
	if across(claim, source) || mostlyHan(claim.text) {
		return ""
	}
	l := source.nearest()
	if len(l.at) == 0 {
		return ""
	}
	c := companyOf(l)
	switch fresh := len(c.own) - len(c.to); {
	case len(c.own) < 4 || c.literal() < ofOneSentence:
	case fresh == 0 && !equates(l.own):
		if i := c.stray(); i >= 0 {
			return fmt.Sprintf("pairing: %q belongs to something else in the source", l.own[i].text)
		}
		if i := c.otherTime(); i >= 0 {
			return fmt.Sprintf("date: the source does not say this of %q", l.own[i].text)
		}
	case fresh == 1:
		if i := c.recompounded(); i >= 0 {
			return fmt.Sprintf("content: the source has another word in the place of %q", l.own[i].text)
		}
	}
	return ""
}

// otherTime returns a word of the claim that something happens before, during or after, and
// another of these in the sentence, or -1.
func (c company) otherTime() int {
	for _, i := range c.own { // in order, so that a reason is always the same
		j, paired := c.to[i]
		if !paired {
			continue
		}
		if a, b := when(c.layout.own, i), when(c.layout.theirs, j); a != "" && b != "" && a != b {
			return i
		}
	}
	return -1
}

// times are prepositions that exclude one another.
var times = map[string]string{"before": "before", "after": "after", "following": "after", "during": "during", "in": "during", "on": "during", "at": "during"}

// when is the preposition of time just before a word, in its plainest form.
func when(words []laidWord, i int) string {
	for k := i - 1; k >= 0 && !words[k].says(); k-- {
		if t := times[strings.ToLower(words[k].text)]; t != "" {
			return t
		}
	}
	return ""
}

// equates reports whether a text says that something is something, which holds the other
// way round too.
func equates(words []laidWord) bool {
	for i, w := range words {
		if toBe.MatchString(w.text) && !slices.ContainsFunc(words[i+1:min(len(words), i+3)], func(o laidWord) bool {
			return verbal.MatchString(o.text) || participle.MatchString(o.text) && o.lexeme.part == "v"
		}) {
			return true
		}
	}
	return false
}

// literal is the share of the words of a claim that the sentence has, wherever.
func (c company) literal() float64 {
	n := 0
	for _, w := range c.layout.own {
		if slices.ContainsFunc(c.layout.theirs, func(o laidWord) bool { return w.term == o.term || w.figure != nil && w.worth(o) > 0 }) {
			n++
		}
	}
	return float64(n) / float64(len(c.layout.own))
}

// stray returns a word of the claim that has left its company, or -1.
func (c company) stray() int {
	for n := 0; n < len(c.own); n++ {
		i := c.own[n]
		if j, paired := c.to[i]; !paired || c.layout.at[i] == j {
			continue
		}
		first, named := n, c.thing(i)
		for n+1 < len(c.own) && c.joined(c.own[n], c.own[n+1]) {
			n++
			named = named || c.thing(c.own[n])
		}
		if named && !c.keeps(first, n) {
			return i
		}
	}
	return -1
}

// thing reports whether a word names something.
func (c company) thing(i int) bool {
	w := c.layout.own[i]
	return w.figure != nil || w.name || (w.lexeme.part == "n" || !w.lexeme.known()) && !verbal.MatchString(w.text)
}

// verbal ends words that may be forms of verbs.
var verbal = regexp.MustCompile(`(?:ing|ed)$`)

// joined reports whether two words that follow each other in the claim do in the sentence.
func (c company) joined(a, b int) bool {
	j, ok := c.to[a]
	k, too := c.to[b]
	return ok && too && slices.Index(c.theirs, k) == slices.Index(c.theirs, j)+1
}

// keeps reports whether the words from n to end of those that say something have a
// neighbour, or a preposition, that they have in the sentence too. Where a neighbour is
// new nothing can be told.
func (c company) keeps(n, end int) bool {
	first, last := c.own[n], c.own[end]
	from, to := slices.Index(c.theirs, c.to[first]), slices.Index(c.theirs, c.to[last])
	before, behind := c.neighbour(c.own, n-1), c.neighbour(c.own, end+1)
	wasBefore, wasBehind := c.neighbour(c.theirs, from-1), c.neighbour(c.theirs, to+1)
	p, known := c.likeOf(before)
	q, too := c.likeOf(behind)
	switch {
	case !known || !too:
		return true
	case before >= 0 && p == wasBefore || behind >= 0 && q == wasBehind:
		return true
	case c.isPart(c.layout.own, first, last) && c.isPart(c.layout.theirs, c.to[first], c.to[last]):
		return true
	case c.isTied(first, c.to[first]) && c.sameClause(n, end, from):
		return true
	}
	return before >= 0 && p == wasBehind && c.mayTurn(before, first, p, c.to[last]) ||
		behind >= 0 && q == wasBefore && c.mayTurn(behind, last, q, c.to[first])
}

// isPart reports whether a stretch of words is a whole part of its text.
func (c company) isPart(words []laidWord, first, last int) bool {
	for first > 0 && !words[first].begins && !words[first-1].says() {
		first--
	}
	return (first == 0 || words[first].begins) &&
		(last == len(words)-1 || words[last+1].begins || ties.MatchString(words[last+1].text))
}

func (c company) neighbour(of []int, n int) int {
	if n < 0 || n >= len(of) {
		return -1
	}
	return of[n]
}

// likeOf returns the like of a word of the claim; the edge of the claim is known.
func (c company) likeOf(i int) (j int, known bool) {
	if i < 0 {
		return -1, true
	}
	j, known = c.to[i]
	return j, known
}

// recompounded returns a word of the claim that stands in a compound of the sentence in
// the place of another, or -1.
func (c company) recompounded() int {
	for _, i := range c.own {
		w := c.layout.own[i]
		if _, paired := c.to[i]; paired || w.figure != nil || w.lexeme.part == "v" || newness(w.term) < tellsApart {
			continue
		}
		if c.other(i, 1) || c.other(i, -1) && w.lexeme.part == "n" {
			return i
		}
	}
	return -1
}

// other reports whether the word beside one of the claim has, in the sentence, another word
// beside it on that side, of which the claim says nothing.
func (c company) other(i, step int) bool {
	next := i + step
	if next < 0 || next >= len(c.layout.own) {
		return false
	}
	j, ok := c.to[next]
	if !ok || c.layout.own[max(i, next)].begins {
		return false
	}
	k := j - step
	if k < 0 || k >= len(c.layout.theirs) || c.layout.theirs[max(j, k)].begins {
		return false
	}
	_, taken := c.from[k]
	o := c.layout.theirs[k]
	return o.says() && !taken && !adverb(o) && o.lexeme.part != "v"
}
