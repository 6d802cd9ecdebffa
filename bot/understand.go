package bot

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
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
	either bool                // the question compares: one of the names may be missing
}

// wants are the kinds of fact that a question asks for.
type wants struct {
	number, date, person, definition bool
}

// understand works out what the question is about.
func (q *asked) understand(ix *retrieval.Index) {
	found := quantity.Find(q.text)
	q.terms = contentTerms(ix, q.text, found)
	q.focus = q.terms
	if asking := askingPart(q.text); asking != q.text {
		if focus := contentTerms(ix, asking, quantity.Find(asking)); len(focus) > 1 {
			q.focus = focus
		}
	}
	for _, x := range found {
		if x.Kind == quantity.Date && x.Date.Year > 0 {
			q.anchors.dates = append(q.anchors.dates, x)
		} else if x.Kind != quantity.Date {
			q.numbers = append(q.numbers, x)
		}
	}
	q.anchors.names = names(askingPart(q.text))
	q.anchors.either = comparison.MatchString(q.text)
	q.wants = wants{
		number:     asksNumber.MatchString(q.text),
		date:       asksDate.MatchString(q.text),
		person:     asksPerson.MatchString(q.text),
		definition: asksDefinition.MatchString(q.text),
	}
}

var (
	comparison     = regexp.MustCompile(`(?i)\b(compare|compared|comparison|versus|vs|differ|difference|differences|both)\b|比较|相比|对比|区别|不同|差异|异同`)
	asksNumber     = regexp.MustCompile(`(?i)\bhow (much|many|large|big|high|fast|long|far|low)\b|\bwhat (share|percentage|percent|proportion|amount|number|rate|figure|sum|level)\b|多少|多大|多高|多快|几个|几家|几项|几年|比例|金额|额度|增速是|上限`)
	asksDate       = regexp.MustCompile(`(?i)\bwhen\b|\bwhat (year|date|day|month|time)\b|\bwhich (year|month|day)\b|\bhow long\b|\buntil when\b|\bsince when\b|\bdeadline\b|何时|什么时候|哪一?年|哪个月|哪一?天|几月|几年|多久|期限|有效期|截止|日期|到什么时间`)
	asksPerson     = regexp.MustCompile(`(?i)\bwho(m|se)?\b|谁|何人|哪位`)
	asksDefinition = regexp.MustCompile(`(?i)\bwhat (is|are|does|do)\b|\bdefine\b|\bdefinition\b|\bmeaning\b|\bmean\b|什么是|是什么|是指什么|指的是什么|什么意思|含义|定义|何为|何谓`)
)

// contentTerms are the distinct terms of a text that say what it is about.
// Numbers are not among them: a number in a question is a claim to be
// answered, and no reason to refuse.
func contentTerms(ix *retrieval.Index, text string, quantities []quantity.Quantity) []weighted {
	var out []weighted
	seen := make(map[string]bool)
	for _, t := range analysis.QueryTokens(text) {
		if t.Stop || t.Kind == analysis.Number || seen[t.Term] || inQuantity(t, quantities) {
			continue
		}
		seen[t.Term] = true
		out = append(out, weighted{t.Term, ix.IDF(t.Term), corpus.Span{Start: t.Start, End: t.End}})
	}
	return out
}

func inQuantity(t analysis.Token, quantities []quantity.Quantity) bool {
	i := sort.Search(len(quantities), func(i int) bool { return quantities[i].End > t.Start })
	return i < len(quantities) && quantities[i].Start <= t.Start && t.End <= quantities[i].End
}

// askingPart returns the sentences of a text that end in a question mark, or
// all of it when none does: a story before the question sets the scene, and
// the question says what is wanted.
func askingPart(text string) string {
	var asking []string
	for _, s := range corpus.Sentences(text) {
		if sentence := text[s.Start:s.End]; strings.HasSuffix(sentence, "?") || strings.HasSuffix(sentence, "？") {
			asking = append(asking, sentence)
		}
	}
	if len(asking) == 0 {
		return text
	}
	return strings.Join(asking, " ")
}

var (
	quoted      = regexp.MustCompile(`"([^"]{2,80})"|“([^”]{2,80})”|「([^」]{2,80})」|《([^》]{2,80})》`)
	capitalised = regexp.MustCompile(`\p{Lu}[\p{L}\p{N}'’&-]*(?:\s+\p{Lu}[\p{L}\p{N}'’&-]*)*`)
)

// names returns the quoted terms and proper names of a question as written. A
// word that begins a sentence may be written with a capital for that alone, and
// in a title every word is, so those are no sign of a name.
func names(text string) []string {
	var out []string
	for _, m := range quoted.FindAllStringSubmatch(text, -1) {
		for _, g := range m[1:] {
			if g != "" {
				out = append(out, g)
			}
		}
	}
	text = quoted.ReplaceAllString(text, " ")
	if titleCase(text) {
		return out
	}
	for _, s := range corpus.Sentences(text) {
		out = append(out, sentenceNames(text[s.Start:s.End])...)
	}
	return out
}

func sentenceNames(sentence string) []string {
	var out []string
	for _, at := range capitalised.FindAllStringIndex(sentence, -1) {
		name := sentence[at[0]:at[1]]
		if at[0] == 0 {
			_, name, _ = strings.Cut(name, " ") // the first word says nothing
		}
		name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
		if len(analysis.QueryTerms(name)) > 0 {
			out = append(out, name)
		}
	}
	return out
}

// titleCase reports whether most words of a text begin with a capital.
func titleCase(text string) bool {
	words, upper := 0, 0
	for _, w := range strings.Fields(text) {
		r := []rune(w)
		if !unicode.IsLetter(r[0]) || len(r) < 4 {
			continue
		}
		words++
		if unicode.IsUpper(r[0]) {
			upper++
		}
	}
	return words > 3 && upper*3 > words*2
}
