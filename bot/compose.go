package bot

import (
	"cmp"
	"regexp"
	"sort"
	"strings"

	"footnote/retrieval"
)

// quote fills in the chosen sentences, each with the citation that proves it.
func (a *Answer) quote(ix *library, q asked, chosen []candidate) {
	for _, c := range chosen {
		a.quoteOne(ix, q, c)
	}
}

// quoteOne adds a sentence of a document with the citation that proves it, under its
// labels. One that does not verify, or may not be quoted, is withheld.
func (a *Answer) quoteOne(ix *library, q asked, c candidate, labels ...string) {
	citation, why := prove(ix.Index, q.day, c.hit, c.text, c.text)
	if why == "" && !a.mayQuote(citation) {
		why = whyRights
	}
	if why != "" {
		a.Withheld = append(a.Withheld, Withheld{Text: c.text, Why: why})
		return
	}
	citation.today = ix.Corpus().StatusAt(c.hit.Document, q.today)
	a.Sentences = append(a.Sentences, Sentence{Text: citation.Quote(), Citations: []int{a.cite(citation)}, Labels: labels})
}

// refuse turns the answer into a refusal that shows the closest passages. An empty
// cause means that of the gates.
func (a *Answer) refuse(p plan, cause Cause) {
	words := phrases[p.asked.language]
	a.Status, a.Cause, a.Reason = Refused, CauseNotHere, words.notHere
	a.Sentences, a.Citations, a.Notes = nil, nil, nil
	if p.asked.narrowed() { // nothing is said of what was not searched
		a.Reason, p.offTopic = words.notThere, false
	}
	if p.reason != "" {
		a.Cause, a.Reason = cmp.Or(p.cause, CauseNotHere), p.reason
	}
	if p.offTopic && cause == "" && p.reason == "" {
		a.Cause, a.Reason = CauseOffTopic, words.offTopic
		return // nothing is close to it
	}
	seen := make(map[string]bool)
	for _, h := range p.found {
		if len(a.Nearest) == maxNearest {
			return
		}
		best := bestSentence(p.asked, h)
		quote := best.text
		if quote == "" || seen[quote] {
			continue
		}
		seen[quote] = true
		a.Nearest = append(a.Nearest, Nearest{Passage: h.Passage.ID, Document: h.Document, Quote: quote, Score: h.Score})
	}
}

const maxNearest = 3

func bestSentence(q asked, h retrieval.Hit) candidate {
	var best candidate
	for _, c := range candidatesOf(q, []retrieval.Hit{h}) {
		if best.text == "" || c.score > best.score {
			best = c
		}
	}
	return best
}

var asksLatest = regexp.MustCompile(`(?i)\b(latest|newest|most recent|recently|current|currently|up to date|up-to-date|now|today)\b|最新|最近|目前|现在|当前|近期|现行`)

// note adds what the reader must know to judge the answer.
func (a *Answer) note(f finding) {
	q, p := f.asked, phrases[f.asked.language]
	if q.dated || q.implied {
		for _, c := range a.Citations {
			if d := c.Document(); d.EffectiveFrom.IsZero() && (d.Published.IsZero() || !d.Kind.Binding()) {
				a.Notes = append(a.Notes, p.undated)
				break
			}
		}
	}
	if asksLatest.MatchString(q.text) && !a.Coverage.Newest.IsZero() {
		a.Notes = append(a.Notes, p.newest(a.Coverage.Newest))
	}
	if note := a.elsewhere(q, p); note != "" {
		a.Notes = append(a.Notes, note)
	}
	a.Notes = append(a.Notes, a.standings(q)...)
	if note := a.dispute(f); note != "" {
		a.Notes = append(a.Notes, note)
	}
}

// elsewhere says that an answer rests on texts in another language, if it does. That a
// definition also quotes one is no sign of it.
func (a *Answer) elsewhere(q asked, p phrasing) string {
	own, foreign := false, false
	for _, c := range a.Citations {
		if strings.HasPrefix(c.Document().Language, q.language) {
			own = true
		} else {
			foreign = true
		}
	}
	switch {
	case !foreign, own && a.Form == FormDefine:
		return ""
	case !own && !q.narrowed():
		return p.otherLanguage
	}
	return p.bothLanguages
}

// sorted puts the issuers of most documents first, equal ones by name.
func (c Coverage) sorted(count map[string]int) Coverage {
	sort.Slice(c.Issuers, func(i, j int) bool {
		a, b := c.Issuers[i], c.Issuers[j]
		if count[a] != count[b] {
			return count[a] > count[b]
		}
		return a < b
	})
	return c
}
