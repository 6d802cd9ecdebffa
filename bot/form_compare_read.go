package bot

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// What a question compares is read from its words: "between A and B", "how does A
// differ from B", A和B有什么不同.

// A compared thing is one of those that a question compares.
type compared struct {
	name     string           // as it heads its column
	text     string           // what is searched for: the name with what is asked of it
	date     bool             // the name is a date
	document *corpus.Document // that it names; else nil
	whole    bool             // and nothing is asked of it in particular
}

// question is what is searched for. Of a thing of which nothing is asked in particular,
// it is what it is.
func (c compared) question(language string) string {
	if c.text == c.name && !c.date && c.document == nil {
		return formPhrases[language].whatIs(c.name)
	}
	return c.text
}

var (
	asksBetween  = regexp.MustCompile(`(?i)^(.*?)\b(?:differ\w*|similarit\w+|distinctions?|comparison|contrast|compare[sd]?|change[sd]?)\b(.*?)\bbetween\s+(.+?)\s+(?:and|&)\s+(.+)$`)
	asksDiffer   = regexp.MustCompile(`(?i)^how (?:do|does|did|are|is|was|were)\s+(.+?)\s+(?:differ|compare|different)\b(.*)$`)
	asksCompare  = regexp.MustCompile(`(?i)^(?:please |can you |could you |i want to |let's )*(?:compare|contrast)\s+(.+)$`)
	asksVersus   = regexp.MustCompile(`(?i)^(.+?\s(?:versus|vs\.?)\s.+)$`)
	asksApart    = regexp.MustCompile(`(?i)^what (?:distinguishes|sets)\s+(.+?\s+(?:apart )?from\s.+)$`)
	questionHead = regexp.MustCompile(`(?i)^(?:(?:please|can|could|you|tell|me|explain|describe|show|give|what|what's|which|how|much|is|are|was|were|do|does|did|has|have|there|any|main|key|big|in|of|a|an)\b\s*)+`)
	aspectTail   = regexp.MustCompile(`(?i)\s+(?:in terms of|with regard to|with respect to|regarding|concerning|as regards|when it comes to|as to|on)\s+(.+)$`)
	// asksComparison are the words that say that a question compares.
	asksComparison = regexp.MustCompile(`(?i)\b(?:please|compare[sd]?|contrast|comparison|differ(?:s|ed|ent|ences?)?|distinguish(?:es)?|versus|vs\.?|between|and|with|from|to|in)\b|比较|对比|相比|一下|有(?:什么|何|哪些)|区别|不同(?:之处|点)?|差[异别]|异同|[请和与跟及、，的在中]|["“”《》]`)
	pairSigns      = regexp.MustCompile(`(?i)\s+(?:(?:apart )?from|with|against|versus|vs\.?|to)\s+`)
	listSigns      = regexp.MustCompile(`(?i)\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+`)

	hanCompare  = regexp.MustCompile(`^(?:请|帮我|请帮我|麻烦|我想)?(?:比较|对比)(?:一下|下)?(.+)$`)
	hanBeside   = regexp.MustCompile(`^(?:与|和|跟|同)(.+?)相比[，,]?(.+)$`)
	hanDiffer   = regexp.MustCompile(`^(.+?)(?:之间)?(?:相比)?[，,]?(?:在(.{1,16}?)(?:方面|上))?(?:之间)?(?:的|有着?|存在)?(?:什么|何|哪些|啥|怎样的|多大)?的?(?:主要)?(?:不同(?:之处|点)?|区别|差异|差别|异同|不一样)(?:是什么|有哪些|在哪里?|吗|呢)?$`)
	hanAspect   = regexp.MustCompile(`(?:在|，|,)(.{1,16}?)(?:方面|上)(?:的.*)?$`)
	hanSigns    = regexp.MustCompile(`以及|[和与跟及、]|\s*(?i:vs\.?)\s*`)
	endingMarks = "?？!！.。 "
)

// comparedItems returns what a question compares, and whether its words say that it
// does. Two dates in a list may be compared although they do not.
func (q asked) comparedItems() ([]compared, bool) {
	r := comparing{asked: q, text: strings.TrimRight(q.text, endingMarks)}
	if comparison.MatchString(r.text) && !ofOneDocument(q) {
		if items := r.documents(); len(items) >= 2 && len(items) <= maxCompared {
			return items, true
		}
	}
	if items := r.read(); len(items) >= 2 && len(items) <= maxCompared {
		return items, true
	}
	return r.dates(), false
}

// A comparing question is one whose items are being read. Its text is simplified and
// may be what the asker wrote, cut anywhere.
type comparing struct {
	asked
	text string
}

// documents are those that the question names, each with what is asked of them.
func (r comparing) documents() []compared {
	named := r.library.documentsIn(r.text)
	rest := r.text
	for _, n := range slices.Backward(named) {
		rest = rest[:n.Start] + " " + rest[n.End:]
	}
	rest = withoutHead(asksComparison.ReplaceAllString(rest, " "))
	var items []compared
	for _, n := range named {
		items = append(items, compared{name: r.text[n.Start:n.End], text: cmp.Or(rest, n.document.Title), document: n.document, whole: rest == ""})
	}
	return items
}

func (r comparing) read() []compared {
	if m := asksBetween.FindStringSubmatch(r.text); m != nil {
		return r.items([]string{m[3], m[4]}, cmp.Or(withoutHead(m[2]), withoutHead(m[1])))
	}
	for _, pattern := range []*regexp.Regexp{asksDiffer, asksCompare, asksApart, asksVersus} {
		if m := pattern.FindStringSubmatch(r.text); m != nil {
			body, aspect := strings.Join(m[1:], ""), ""
			if m := aspectTail.FindStringSubmatchIndex(body); m != nil {
				body, aspect = body[:m[0]], body[m[2]:m[3]]
			}
			return r.items(r.split(body), aspect)
		}
	}
	return r.readHan()
}

func (r comparing) readHan() []compared {
	body, aspect := r.text, ""
	m := hanDiffer.FindStringSubmatch(body)
	if m != nil {
		body, aspect = m[1], m[2]
	}
	head := hanCompare.FindStringSubmatch(body)
	if head != nil {
		body = head[1]
	}
	if beside := hanBeside.FindStringSubmatch(r.text); beside != nil && m != nil {
		return r.items([]string{strings.TrimSuffix(hanDiffer.ReplaceAllString(beside[2], "$1"), "，"), beside[1]}, aspect)
	}
	if m == nil && head == nil {
		return nil
	}
	if at := hanAspect.FindStringSubmatchIndex(body); at != nil {
		body, aspect = body[:at[0]], body[at[2]:at[3]]
	}
	return r.items(splitAt(body, r.masked(body), hanSigns), aspect)
}

// withoutHead is what a question asks about, without the words that ask.
func withoutHead(text string) string {
	text = strings.TrimSpace(questionHead.ReplaceAllString(strings.TrimSpace(text), ""))
	if strings.EqualFold(text, "the") {
		return ""
	}
	return text
}

// split parts what is compared. "with" and the like part two; "and" may be a part of
// a name, and parts only where nothing else does.
func (r comparing) split(body string) []string {
	masked := r.masked(body)
	if parts := splitAt(body, masked, pairSigns); len(parts) == 2 {
		return parts
	}
	return splitAt(body, masked, listSigns)
}

// masked hides what is one name in a text: the terms of the glossary and what is
// quoted.
func (r comparing) masked(text string) string {
	b := []byte(text)
	hide := func(start, end int) {
		for i := start; i < end; i++ {
			b[i] = '_'
		}
	}
	for _, m := range r.library.Corpus().Glossary().Find(text) {
		hide(m.Start, m.End)
	}
	for _, m := range corpus.QuotedTerm.FindAllStringIndex(text, -1) {
		hide(m[0], m[1])
	}
	return string(b)
}

func splitAt(text, masked string, signs *regexp.Regexp) []string {
	var parts []string
	end := 0
	for _, m := range append(signs.FindAllStringIndex(masked, -1), []int{len(text), len(text)}) {
		if part := strings.TrimSpace(text[end:m[0]]); part != "" {
			parts = append(parts, part)
		}
		end = m[1]
	}
	return parts
}

// overYears says that something became another from one year to another.
var (
	overYears = regexp.MustCompile(`(?i)\b(?:chang|ris|rose|increas|rais|decreas|fell|fall|lower|develop|evolv)|变化|变动|调整|提高|降低|上升|下降|增加|减少`)
	fromYear  = regexp.MustCompile(`(?i)\bfrom\s*$|从$`)
)

// ends are the first and the last year of a span over which something changed.
func (r comparing) ends() []compared {
	x := r.anchors.dates[0]
	if !overYears.MatchString(r.text) || x.Date.Month > 0 || x.DateTo.Month > 0 || x.End > len(r.text) {
		return nil
	}
	var items []compared
	for _, year := range []int{x.Date.Year, x.DateTo.Year} {
		name, before, after := strconv.Itoa(year), r.text[:x.Start], r.text[x.End:]
		if r.language == "zh" {
			name += "年"
		}
		text := fromYear.ReplaceAllString(before, "in ") + name + after
		if r.language == "zh" {
			text = fromYear.ReplaceAllString(before, "") + name + after
		}
		items = append(items, compared{name: name, text: text, date: true})
	}
	return items
}

// dates are the dates of a question that stand in one list, or the ends of its only span.
func (r comparing) dates() []compared {
	dates := r.anchors.dates
	if len(dates) == 1 && dates[0].DateTo.Year > 0 {
		return r.ends()
	}
	for i, x := range dates {
		if x.DateTo.Year > 0 || i > 0 && (!listSigns.MatchString(between(r.text, dates[i-1].End, x.Start)) && !hanSigns.MatchString(between(r.text, dates[i-1].End, x.Start)) || dates[i-1].Date == x.Date) {
			return nil
		}
	}
	if len(dates) < 2 || len(dates) > maxCompared || dates[len(dates)-1].End > len(r.text) {
		return nil
	}
	var items []compared
	for _, x := range dates {
		text := r.text[:dates[0].Start] + x.Text + r.text[dates[len(dates)-1].End:]
		items = append(items, compared{name: x.Text, text: text, date: true})
	}
	return items
}

// between is a short text between two places, or nothing where it is not short.
func between(text string, start, end int) string {
	if start > end || end > len(text) || utf8.RuneCountInString(text[start:end]) > len(" and in ") {
		return ""
	}
	return text[start:end]
}
