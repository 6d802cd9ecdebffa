package bot

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// One document in a few of its sentences, in reading order: of each section the one
// that shares most with the rest of the text (degree centrality; Erkan and Radev,
// "LexRank", 2004), the first of a section having an advantage.

const (
	maxSummary       = 6   // sentences
	maxRead          = 300 // sentences that are compared with one another
	leadAdvantage    = 1.25
	leastSummaryWord = 4 // terms of a sentence that says something by itself
)

var (
	asksSummary = regexp.MustCompile(`(?i)^(?:(?:please|can you|could you|would you)\s+)*(?:summari[sz]e|sum up|(?:give me |write |show me )?(?:a |an |the )?(?:short |brief |quick )?(?:summary|overview|digest) of|what (?:is|are) the (?:gist|main points|key points) of|tl;?dr:?)\b\s*(.*?)\s*[?.!]*$` +
		`|^(.+?)[\s,:]+(?:in a nutshell|in brief|summary|tl;?dr)\s*[?.!]*$`)
	hanAsksSummary = regexp.MustCompile(`^(?:请|帮我|请帮我|麻烦)?(?:概括|总结|概述|归纳|简述|摘要|提炼)(?:一下|下)?(.*?)(?:的(?:主要)?(?:内容|要点|大意))?[?？。]*$` +
		`|^(?:请|帮我|请帮我)?把?(.+?)(?:概括|总结|归纳)(?:一下|下)?[。]*$|^(.+?)的(?:摘要|概要|总结|主要内容|要点)(?:是什么|有哪些)?[?？。]*$`)
)

// asksSummary returns what a question asks a summary of.
func (q asked) asksSummary() (string, bool) {
	for _, pattern := range []*regexp.Regexp{asksSummary, hanAsksSummary} {
		if pattern.MatchString(q.text) {
			subject, _ := q.part(pattern)
			return subject, true
		}
	}
	return q.written, false
}

func (ix *library) planSummary(ctx context.Context, q asked) (plan, bool, error) {
	subject, asks := q.asksSummary()
	if !asks && q.form == "" {
		return plan{}, false, nil
	}
	documents := ix.meant(q, subject)
	p, set := plan{finding: finding{asked: q}}, q.form != ""
	switch {
	case len(documents) == 1:
	case !set && subject != "" && (len(documents) == 0 || !kindsOfText.MatchString(corpus.Simplify(subject))):
		p, err := ix.planAnswer(ctx, q.instead(subject)) // it is about a subject, and no document
		p.question = q.written
		return p, true, err
	default:
		p.refuse, p.cause, p.reason = true, CauseUnclear, formPhrases[q.language].whichDocument(documents)
		p.hits = firstHits(ix, documents)
		p.found = p.hits
		return p, true, nil
	}
	p.hits = ix.hitsOf(documents[0])
	p.found, p.decision.hits, p.sources = p.hits, p.hits, p.hits
	p.quote = func(a *Answer) { a.quote(ix, q, ix.central(q, p.hits)) }
	return p, true, nil
}

// hitsOf are the passages of a document, in its order.
func (ix *library) hitsOf(d *corpus.Document) []retrieval.Hit {
	var hits []retrieval.Hit
	passages := passagesOf(ix.Index, d)
	for i := range passages {
		hits = append(hits, retrieval.Hit{Passage: &passages[i], Document: d})
	}
	return hits
}

func firstHits(ix *library, documents []*corpus.Document) []retrieval.Hit {
	var hits []retrieval.Hit
	for _, d := range documents {
		if own := ix.hitsOf(d); len(own) > 0 {
			hits = append(hits, own[0])
		}
	}
	return hits
}

// central returns the sentences that stand for the text of some passages.
func (ix *library) central(q asked, hits []retrieval.Hit) []candidate {
	var all []candidate
	for rank, h := range hits {
		for i, s := range h.Passage.Sentences {
			c := candidate{hit: h, rank: rank, place: i, text: h.Document.Text[s.Start:s.End]}
			c.terms = q.termsOf(c.text)
			all = append(all, c)
		}
	}
	all = all[:min(len(all), maxRead)]
	section := ""
	for i := range all {
		c := &all[i]
		c.score = ix.centrality(i, all)
		if own := strings.Join(c.hit.Passage.Heading, "\n"); i == 0 || own != section {
			section, c.score = own, c.score*leadAdvantage
		}
	}
	return inReadingOrder(pickCentral(all))
}

// centrality is how much a sentence shares with the others, by the weight of its terms.
func (ix *library) centrality(at int, all []candidate) float64 {
	total := 0.0
	for i, o := range all {
		if i == at {
			continue
		}
		shared := 0.0
		for t := range all[at].terms {
			if o.terms[t] {
				shared += ix.IDF(t)
			}
		}
		total += shared / float64(10+len(all[at].terms)+len(o.terms)) // long sentences share more by chance
	}
	return total
}

// pickCentral takes the best sentence of each section, then the next best that repeat
// nothing, up to half of the text.
func pickCentral(all []candidate) []candidate {
	ranked := slices.DeleteFunc(slices.Clone(all), func(c candidate) bool {
		return len(c.terms) < leastSummaryWord || verify.Leans(c.text) || strings.HasSuffix(c.text, "?") || strings.HasSuffix(c.text, "？")
	})
	if len(ranked) == 0 {
		ranked = slices.Clone(all)
	}
	slices.SortStableFunc(ranked, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	most := min(maxSummary, max(3, (len(all)+1)/2))
	var chosen []candidate
	sections := make(map[string]bool)
	take := func(every bool) {
		for _, c := range ranked {
			section := strings.Join(c.hit.Passage.Heading, "\n")
			said := slices.ContainsFunc(chosen, func(o candidate) bool { return o.is(c) || like(o, c) >= nearRepeat })
			if len(chosen) < most && !said && (every || !sections[section]) {
				sections[section] = true
				chosen = append(chosen, c)
			}
		}
	}
	take(false)
	take(true)
	return chosen
}

func inReadingOrder(chosen []candidate) []candidate {
	slices.SortStableFunc(chosen, func(a, b candidate) int { return a.span().Start - b.span().Start })
	return chosen
}

var (
	kindsOfText = regexp.MustCompile(`(?i)\b(?:` + textNouns + `|briefs?|papers?|texts?|speech(?:es)?)\b|` + hanNouns + `|法$|简报|讲话`)
	// anyText are words for any text, which say nothing of which one.
	anyText = regexp.MustCompile(`(?i)^(?:the |this |that )?(?:documents?|briefs?|papers?|texts?|files?)$|^(?:这|该|本)?[份个篇]?(?:文件|简报|文章|资料)$`)
	anyWord = regexp.MustCompile(`(?i)\b(?:documents?|briefs?|papers?|texts?|files?|content)\b|文件|简报|文章|资料|内容`)
)

// meant returns the documents that a phrase names: the one that the asker set, those
// whose ID, number or whole title it holds, or those whose title, issuer and number hold
// all that it says. Of these the ones in the asker's language count, where there are any,
// and the ones that apply on the day that is asked about.
func (ix *library) meant(q asked, phrase string) []*corpus.Document {
	if len(q.limits.Documents) == 1 {
		if d, ok := ix.Corpus().Document(q.limits.Documents[0]); ok {
			return []*corpus.Document{d}
		}
	}
	about := q.instead(anyWord.ReplaceAllString(phrase, " "))
	var found []*corpus.Document
	for _, n := range ix.documentsIn(corpus.Simplify(phrase)) {
		byTitle := n.End-n.Start == len(corpus.Simplify(titleOf(n.document)))
		if !byTitle || ix.CouldApply(n.document, q.day) && about.ofYears(n.document) {
			found = append(found, n.document)
		}
	}
	found = slices.DeleteFunc(found, q.isLater)
	if len(found) > 0 || phrase == "" || anyText.MatchString(corpus.Simplify(phrase)) {
		return found
	}
	if len(about.terms) < 2 && len(about.anchors.dates) == 0 {
		return nil
	}
	for _, d := range ix.Corpus().Documents {
		if !q.isLater(d) && about.titled(d) && (q.limits.Issuer == "" || strings.EqualFold(d.Issuer, q.limits.Issuer)) {
			found = append(found, d)
		}
	}
	found = preferring(found, func(d *corpus.Document) bool { return corpus.PrimaryLanguage(d.Language) == q.language })
	if len(about.anchors.dates) == 0 {
		found = preferring(found, func(d *corpus.Document) bool { return ix.CouldApply(d, q.day) })
	}
	return found
}

// titledShare is the share of a phrase that a title holds that it names.
const titledShare = 0.8

// titled reports whether the title of a document says what a phrase does, and it is of
// the years that the phrase names.
func (q asked) titled(d *corpus.Document) bool {
	if !q.ofYears(d) || len(q.terms) == 0 || len(analysis.Terms(d.Title)) == 0 {
		return false
	}
	return share(q.terms, held{terms: q.heldIn(d.Title + "\n" + d.Issuer + "\n" + d.Number)}) >= titledShare
}

// ofYears reports whether a document is of all the years that the question names.
func (q asked) ofYears(d *corpus.Document) bool {
	return !slices.ContainsFunc(q.anchors.dates, func(x quantity.Quantity) bool { return !ofYear(d, x.Date.Year) })
}

// preferring keeps those documents that are preferred, or all where none is.
func preferring(all []*corpus.Document, preferred func(*corpus.Document) bool) []*corpus.Document {
	if kept := slices.DeleteFunc(slices.Clone(all), func(d *corpus.Document) bool { return !preferred(d) }); len(kept) > 0 {
		return kept
	}
	return all
}
