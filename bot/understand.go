package bot

import (
	"regexp"
	"sort"
	"strings"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// A weighted term is a term of the question and how much it says.
type weighted struct {
	term   string
	weight float64 // idf
	span   corpus.Span
}

// anchors are the parts of a question that a passage must hold to answer it.
type anchors struct {
	names  []string            // proper names and quoted terms, as written
	dates  []quantity.Quantity // years, months and days
	which  map[int]bool        // the starts of those dates that say which text is meant, and not when
	either bool                // the question compares: one of the names may be missing
}

// wants are the kinds of fact that a question asks for.
type wants struct {
	number, date, person, definition bool
	end                              bool // of a validity: until when
}

// understand works out what the question is about.
func (q *asked) understand(ix *library) {
	found := quantity.Find(q.text)
	read := ix.readTokens(q.text)
	q.glossary = read.glossary()
	q.terms = read.contentTerms(found)
	q.short = q.short.about(q.terms)
	q.focus = q.terms
	asking := askingPart(q.text)
	if asking != q.text {
		if focus := ix.readTokens(asking).contentTerms(quantity.Find(asking)); len(focus) > 1 {
			q.focus = focus
		}
	}
	q.anchors.which = make(map[int]bool)
	for _, x := range found {
		if x.Kind == quantity.Date && x.Date.Year > 0 {
			q.anchors.dates = append(q.anchors.dates, x)
			q.anchors.which[x.Start] = saysWhich(q.text, x)
		} else if x.Kind != quantity.Date {
			q.numbers = append(q.numbers, x)
		}
	}
	q.anchors.names = names(asksTranslation.ReplaceAllString(asking, " "))
	if asksPerson.MatchString(asking) {
		q.anchors.names = append(q.anchors.names, roles.FindAllString(asking, -1)...)
	}
	q.anchors.either = comparison.MatchString(q.text)
	q.namedParts()
	q.wants = wants{
		number:     asksNumber.MatchString(q.text),
		date:       asksDate.MatchString(q.text),
		person:     asksPerson.MatchString(q.text),
		end:        asksEnd.MatchString(q.text),
		definition: asksDefinition.MatchString(q.text),
	}
}

var (
	comparison      = regexp.MustCompile(`(?i)\b(compare|compared|comparison|versus|vs|differ|difference|differences|both)\b|比较|相比|对比|区别|不同|差异|异同`)
	asksNumber      = regexp.MustCompile(`(?i)\bhow (much|many|large|big|high|fast|long|far|low)\b|\bwhat (share|percentage|percent|proportion|amount|number|rate|figure|sum|level)\b|多少|多大|多高|多快|几个|几家|几项|几年|比例|金额|额度|增速是|上限`)
	asksDate        = regexp.MustCompile(`(?i)\bwhen\b|\bwhat (year|date|day|month|time)\b|\bwhich (year|month|day)\b|\bhow long\b|\buntil when\b|\bsince when\b|\bdeadline\b|何时|什么时候|哪一?年|哪个月|哪一?天|几月|几年|多久|期限|有效期|截止|日期|到什么时间`)
	asksEnd         = regexp.MustCompile(`(?i)\b(until|expires?|expiry|ends?|deadline|valid|lapses?|runs? out)\b|到期|截止|有效期|为止|结束|期满|到(?:什么时[候间]|何时|哪一?年|哪一?天|几月)`)
	asksPerson      = regexp.MustCompile(`(?i)\bwho(m|se)?\b|谁|何人|哪位`)
	asksTranslation = regexp.MustCompile(`(?i)\b(in|into|from) (english|chinese|mandarin)\b|用?(英|中|汉)(文|语)(怎么说|怎么讲|是什么|叫什么|名称|说法)?|怎么翻译|翻译成`)
	asksDefinition  = regexp.MustCompile(`(?i)\bwhat (is|are|does|do)\b|\bdefine\b|\bdefinition\b|\bmeaning\b|\bmean\b|什么是|是什么|是指什么|指的是什么|什么意思|含义|定义|何为|何谓`)
)

// leastWeight is what a word counts for that every passage holds. In a small
// corpus about one thing, the words for that thing would count for nothing.
const leastWeight = 0.5

// contentTerms are the distinct terms of the text that say what it is about.
// Numbers are not among them: a number in a question is a claim to be
// answered, and no reason to refuse. Nor is the wish for a translation.
func (r reading) contentTerms(quantities []quantity.Quantity) []weighted {
	var out []weighted
	seen := make(map[string]bool)
	translation := asksTranslation.FindAllStringIndex(r.text, -1)
	for i, t := range r.tokens {
		if t.Stop || t.Kind == analysis.Number || seen[t.Term] || inQuantity(t, quantities) || within(t, translation) {
			continue
		}
		seen[t.Term] = true
		weight := r.says(i) * r.joint(i)
		if everyday[t.Term] {
			weight *= everydayShare
		}
		if weight > 0 {
			out = append(out, weighted{t.Term, weight, corpus.Span{Start: t.Start, End: t.End}})
		}
	}
	return out
}

func within(t analysis.Token, spans [][]int) bool {
	for _, s := range spans {
		if s[0] <= t.Start && t.End <= s[1] {
			return true
		}
	}
	return false
}

// joint is how much of the weight of bigram i counts. A bigram that neither the
// corpus nor the glossary knows, between two that they know, is only where two
// words meet: 临港算力 holds 港算, which means nothing. With one such neighbour
// it may be.
func (r reading) joint(i int) float64 {
	t := r.tokens[i]
	if t.Kind != analysis.Bigram || r.knows(i) {
		return 1
	}
	share := 1.0
	if i > 0 && r.tokens[i-1].End > t.Start && r.knows(i-1) {
		share -= 0.5
	}
	if i+1 < len(r.tokens) && r.tokens[i+1].Start < t.End && r.knows(i+1) {
		share -= 0.5
	}
	return share
}

// inQuantity reports whether a token is a part of a figure or date, or straddles
// its edge, as 年临 does in 2024年临港.
func inQuantity(t analysis.Token, quantities []quantity.Quantity) bool {
	i := sort.Search(len(quantities), func(i int) bool { return quantities[i].End > t.Start })
	return i < len(quantities) && quantities[i].Start < t.End
}

// askingPart returns the sentences of a text that ask, or all of it where none
// does, or all do.
func askingPart(text string) string {
	var asking []string
	for _, s := range corpus.Asking(text) {
		asking = append(asking, text[s.Start:s.End])
	}
	if len(asking) == 0 {
		return text
	}
	return strings.Join(asking, " ")
}
