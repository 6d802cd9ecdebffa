package bot

import (
	"regexp"
	"strings"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// What share of what a question is about, by weight, the best passages must
// hold. Below it the question is about something else. In another language than
// the asker's only the glossary can vouch for a passage, and it vouches for the
// terms that everything in a corpus is about: there it must be more than half.
const (
	floor          = 0.46
	floorElsewhere = 0.52
	// Below this share, with no name of it found, a question is about something
	// that the library does not speak of at all.
	topicFloor = 0.05
)

// A decision is what the gates before any model say of a question.
type decision struct {
	refuse   bool
	offTopic bool            // it has next to nothing to do with the library
	missing  []string        // what the question names and the hits do not hold
	hits     []retrieval.Hit // those that hold what the answer must rest on
	passages []held          // of a refusal: what all hits hold
}

// decide is the gates (a) and (b): the hits must cover the question, and must
// hold the dates, names and quoted terms in it.
func decide(q asked, hits []retrieval.Hit, floor float64) decision {
	d := q.decide(hits, floor)
	d.offTopic = d.refuse && len(q.terms) > 0 && q.offTopic(d.passages)
	return d
}

// ofPolicy matches the words of who asks for a policy, even one that is not here.
var ofPolicy = regexp.MustCompile(`(?i)\b(polic(y|ies)|laws?|legal|illegal|regulat|rules?\b|subsid|tax(es)?\b|grants?\b|funds?\b|funding|licen[cs]|permits?\b|eligib|appl(y|ies|ication)|plans?\b|targets?\b|measures?\b|government|minist|rights?\b|fees?\b|fined?\b|penalt|budgets?\b|quotas?\b|standards?\b|salary|wages?\b)|政策|法律|法规|规定|条例|办法|补助|补贴|资助|税|申请|申领|领取|资格|许可|政府|部门|罚款|处罚|规划|计划|目标|标准|措施|权利|办理|审批|工资|待遇|利率`)

// offTopic reports whether the best passages hold next to nothing of a question,
// and none of its names, and it asks for no policy and of no date.
func (q asked) offTopic(passages []held) bool {
	if len(q.anchors.dates) > 0 || ofPolicy.MatchString(q.text) {
		return false
	}
	_, found := missingNames(q.anchors.names, passages)
	return found == 0 && covered(q, passages) < topicFloor
}

func (q asked) decide(hits []retrieval.Hit, floor float64) decision {
	if within := q.ofPart(hits); q.onlyPart && len(within) > 0 {
		return decision{hits: within}
	}
	if len(q.terms) == 0 && len(q.numbers) > 0 {
		if claimed := withClaim(q, hits); len(claimed) > 0 {
			return decision{hits: claimed} // "Is it 30 million?"
		}
	}
	passages := q.holdAll(hits)
	refuse := func(missing []string) decision {
		return decision{refuse: true, passages: passages, missing: missing}
	}
	if len(q.terms) == 0 || len(hits) == 0 {
		return refuse(named(q, hits, passages))
	}
	dated, missing := q.withDates(hits, passages)
	if len(missing) > 0 {
		return refuse(missing)
	}
	missing, found := missingNames(q.anchors.names, passages)
	if len(missing) > 0 && !(q.anchors.either && found > 0) {
		return refuse(missing)
	}
	if covered(q, dated.passages) < floor {
		return refuse(uncovered(q, passages, dated.passages))
	}
	if named := withNames(q.anchors.names, dated.passages); covered(q, named) < floor && len(missing) == 0 && !q.anchors.either {
		return refuse(q.anchors.names)
	}
	return decision{missing: missing, hits: dated.hits}
}

// held is what a passage holds, with its title, issuer and headings.
type held struct {
	terms termSet
	text  string // in lower case, without spaces
}

func (q asked) hold(h retrieval.Hit) held {
	d := h.Document
	text := strings.Join(append([]string{d.Title, d.Issuer, d.Number}, h.Passage.Heading...), "\n") + "\n" + d.Text[h.Passage.Start:h.Passage.End]
	return held{terms: q.heldIn(text), text: squeeze(text)}
}

func (q asked) holdAll(hits []retrieval.Hit) []held {
	passages := make([]held, len(hits))
	for i, h := range hits {
		passages[i] = q.hold(h)
	}
	return passages
}

func squeeze(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }

// covered is the idf-weighted share of the question's terms that the best
// passages hold: the best single one, or the best three together at a
// discount, since words found apart say less. A question told in several
// sentences is covered when the part that asks is.
func covered(q asked, passages []held) float64 {
	best := shareOf(q.terms, passages)
	if len(q.focus) != len(q.terms) {
		best = max(best, shareOf(q.focus, passages))
	}
	return best
}

const (
	together = 3    // passages that may cover a question together
	apart    = 0.85 // the discount for that
)

func shareOf(terms []weighted, passages []held) float64 {
	best := 0.0
	for _, p := range passages {
		best = max(best, share(terms, p))
	}
	return max(best, apart*share(terms, passages[:min(together, len(passages))]...))
}

func share(terms []weighted, passages ...held) float64 {
	total, have := 0.0, 0.0
	for _, t := range terms {
		total += t.weight
		for _, p := range passages {
			if p.terms.has(t.term) {
				have += t.weight
				break
			}
		}
	}
	if total == 0 {
		return 0
	}
	return have / total
}

// withClaim keeps the hits that state a figure of the kind the question claims.
func withClaim(q asked, hits []retrieval.Hit) []retrieval.Hit {
	var kept []retrieval.Hit
	for _, h := range hits {
		if answersClaim(q.numbers, quantity.Find(h.Document.Text[h.Passage.Start:h.Passage.End])) {
			kept = append(kept, h)
		}
	}
	return kept
}

// dated are hits with what they hold.
type dated struct {
	hits     []retrieval.Hit
	passages []held
}

// withDates keeps the hits that hold every date of the question, in their text
// or in what is known of their document, or applied then, and says which dates
// none holds.
func (q asked) withDates(hits []retrieval.Hit, passages []held) (dated, []string) {
	all := dated{hits, passages}
	var missing []string
	for _, date := range q.anchors.dates {
		var kept dated
		for i, h := range all.hits {
			if q.holdsDate(h, date) {
				kept.hits = append(kept.hits, h)
				kept.passages = append(kept.passages, all.passages[i])
			}
		}
		if len(kept.hits) == 0 {
			missing = append(missing, date.Text)
			continue
		}
		all = kept
	}
	return all, missing
}

func (q asked) holdsDate(h retrieval.Hit, want quantity.Quantity) bool {
	d := h.Document
	text := strings.Join(h.Passage.Heading, "\n") + "\n" + d.Text[h.Passage.Start:h.Passage.End]
	if anyCovers(quantity.Find(text), want) {
		return true
	}
	if q.timed(d, want) { // when it was published says nothing of when it applied
		return q.appliedOn(d, want) && q.couldCount(text)
	}
	if anyCovers(quantity.Find(d.Title+"\n"+d.Number), want) {
		return true
	}
	if !d.Kind.Binding() && d.Kind != corpus.KindReport && d.Kind != corpus.KindSpeech {
		return false // when a summary was written says nothing of its subject
	}
	for _, date := range []corpus.Date{d.Published, d.EffectiveFrom} {
		if date.Year == want.Date.Year && (want.Date.Month == 0 || date.Month == want.Date.Month) {
			return true
		}
	}
	return false
}

// missingNames returns the names that no passage holds, and how many others
// there are. A name is held when a passage has all its words.
func missingNames(names []string, passages []held) (missing []string, found int) {
	for _, name := range names {
		if holdsName(name, passages) {
			found++
		} else {
			missing = append(missing, name)
		}
	}
	return missing, found
}

// withNames keeps the passages that hold all names of a question. When the
// names stand in different passages only, it keeps them all.
func withNames(names []string, passages []held) []held {
	kept := passages
	for _, name := range names {
		var next []held
		for _, p := range kept {
			if holdsName(name, []held{p}) {
				next = append(next, p)
			}
		}
		if len(next) == 0 {
			return passages
		}
		kept = next
	}
	return kept
}

func holdsName(name string, passages []held) bool {
	terms := analysis.QueryTerms(name)
	squeezed := squeeze(name)
	for _, p := range passages {
		if strings.Contains(p.text, squeezed) {
			return true
		}
		all := len(terms) > 0
		for _, t := range terms {
			all = all && p.terms.has(t)
		}
		if all {
			return true
		}
	}
	return false
}
