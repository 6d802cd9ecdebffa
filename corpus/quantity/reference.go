package quantity

import (
	"math/big"
	"regexp"
	"strings"
)

func ratOf(n int64) *big.Rat { return big.NewRat(n, 1) }

var (
	// 〔2024〕12号, [2024] No. 12
	documentNumber = regexp.MustCompile(`^[〔\[【（(]((?:19|20)\d\d)[〕\]】）)]\s?(?:第|[Nn]o\.?\s?)?(\d{1,6})\s?(号?)`)
	// Article 12, Section 3.2, No. 5
	namedPart = regexp.MustCompile(`^(?i)(articles?|art\.|sections?|sec\.|chapters?|paragraphs?|para\.|clauses?|annex|appendix|schedule|table|figure|fig\.|part|item|no\.|decree|order) ?(?:no\. ?)?(\d{1,6}(?:\.\d{1,3})*)\b`)
	// 第十二条, 第3款
	hanPart = regexp.MustCompile(`^第\s?(\d{1,6}|[〇零一二三四五六七八九十百千]{1,8})\s?(条|款|项|章|节|编|部分|段|号|页|批|届|季度|位|个|名|次|期|代|方|轮|阶段|步|大|类)?`)
	// “十四五”规划, 14th Five-Year Plan
	fiveYearPlan = regexp.MustCompile(`^[“"']?(十[一二三四五六七八九]|[一二三四六七八九十])五[”"']?(规划|计划|时期|期间|末|以来|以后|收官|开局)?`)
	ordinal      = regexp.MustCompile(`^(\d{1,6})(?:st|nd|rd|th)\b`)
	dotted       = regexp.MustCompile(`^\d{1,6}(?:\.\d{1,6}){2,8}\b`)
)

var partNames = map[string]string{
	"条": "article", "款": "paragraph", "章": "chapter", "节": "section", "号": "no", "项": "subparagraph", "编": "part", "部分": "part",
	"art": "article", "sec": "section", "para": "paragraph", "fig": "figure", "decree": "no", "order": "no",
}

// documentNumberAt reads a document number, with the letters or characters of
// the issuing office before it.
func documentNumberAt(s string, i int) (Quantity, bool) {
	m := documentNumber.FindStringSubmatch(s[i:min(len(s), i+window)])
	if m == nil || m[3] == "" && !strings.HasPrefix(m[0], "〔") && !strings.Contains(strings.ToLower(m[0]), "no") {
		return Quantity{}, false
	}
	return Quantity{
		Kind: Reference, Start: i, End: i + len(m[0]), Unit: "document number",
		Value: ratOf(int64(partOf(m[2]))), Date: Day{Year: partOf(m[1])},
	}, true
}

// citedParts are the words that may be the name in namedPart.
var citedParts = wordSet(`article articles art section sections sec chapter chapters paragraph paragraphs para clause clauses annex appendix
	schedule table figure fig part item no decree order`)

// beginsPart reports whether s begins with one of these words.
func beginsPart(s string) bool {
	end := 0
	for end < len(s) && end < maxWord && isLetter(s[end]) {
		end++
	}
	return citedParts[strings.ToLower(s[:end])]
}

func namedPartAt(s string, i int) (Quantity, bool) {
	if !beginsPart(s[i:]) {
		return Quantity{}, false
	}
	if _, end := wordAt(s, i); end < len(s) && s[end] != ' ' && s[end] != '.' && !isDigit(s[end-1]) {
		return Quantity{}, false
	}
	m := namedPart.FindStringSubmatch(s[i:min(len(s), i+window)])
	if m == nil {
		return Quantity{}, false
	}
	name := strings.ToLower(strings.TrimSuffix(m[1], "."))
	if short, ok := partNames[singular(name)]; ok {
		name = short
	}
	q := Quantity{Kind: Reference, Start: i, End: i + len(m[0]), Unit: singular(name)}
	if strings.Contains(m[2], ".") {
		q.Unit += " " + m[2]
	} else {
		q.Value = ratOf(int64(partOf(m[2])))
	}
	return q, true
}

func hanPartAt(s string, i int) (Quantity, bool) {
	m := hanPart.FindStringSubmatch(s[i:min(len(s), i+window)])
	if m == nil {
		return Quantity{}, false
	}
	q := Quantity{Kind: Ordinal, Start: i, End: i + len(m[0]), Value: ratOf(int64(partOf(m[1])))}
	if name, ok := partNames[m[2]]; ok {
		q.Kind, q.Unit = Reference, name
	} else if strings.HasSuffix(m[0], "个") && strings.HasPrefix(s[q.End:], "五年规划") {
		q.Unit, q.End = planUnit, q.End+len("五年规划")
	}
	return q, true
}

const planUnit = "five-year plan"

func fiveYearPlanAt(s string, i int) (Quantity, bool) {
	m := fiveYearPlan.FindStringSubmatch(s[i:min(len(s), i+window)])
	if m == nil {
		return Quantity{}, false
	}
	quoted := strings.ContainsAny(m[0], `”"'`)
	if !quoted && m[2] == "" && len(m[1]) < len("十四") {
		return Quantity{}, false
	}
	return Quantity{Kind: Ordinal, Start: i, End: i + len(m[0]), Value: ratOf(int64(partOf(m[1]))), Unit: planUnit}, true
}

var (
	planWords    = regexp.MustCompile(`^(?i)[ -]five-year[ -](plan|program)`)
	centuryWords = regexp.MustCompile(`^(?i)[ -]century\b`)
)

func ordinalAt(s string, i int) (Quantity, bool) {
	m := ordinal.FindStringSubmatch(s[i:min(len(s), i+window)])
	if m == nil {
		return Quantity{}, false
	}
	q := Quantity{Kind: Ordinal, Start: i, End: i + len(m[0]), Value: ratOf(int64(partOf(m[1])))}
	named(s, &q)
	return q, true
}

// named reads what an English ordinal counts, where that is a name.
func named(s string, q *Quantity) {
	ahead := s[q.End:min(len(s), q.End+window)]
	if m := planWords.FindString(ahead); m != "" {
		q.Unit, q.End = planUnit, q.End+len(m)
	} else if m := centuryWords.FindString(ahead); m != "" {
		q.Unit, q.End = "century", q.End+len(m)
	}
}

var ordinalWords = map[string]int64{
	"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
	"twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "twentieth": 20,
}

// spelledOrdinalAt reads third to twentieth. "First" and "second" say too many
// other things, and a third party is no third of anything.
func spelledOrdinalAt(s string, i int) (Quantity, bool) {
	word, end := wordAt(s, i)
	n, ok := ordinalWords[word]
	if next, _ := nextWord(s, end); !ok || strings.HasPrefix(next, "part") || next == "of" {
		return Quantity{}, false
	}
	q := Quantity{Kind: Ordinal, Start: i, End: end, Value: ratOf(n)}
	named(s, &q)
	return q, true
}

// dottedAt reads a number of a section or a version, such as 3.1.2.
func dottedAt(s string, i int) (Quantity, bool) {
	m := dotted.FindString(s[i:min(len(s), i+window)])
	return Quantity{Kind: Reference, Start: i, End: i + len(m), Unit: m}, m != ""
}

var fractions = map[string]int64{"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}

// fractionAt reads "two thirds" and "one-fifth".
func fractionAt(s string, i int) (figure, bool) {
	word, end := wordAt(s, i)
	n, ok := numberWords[word]
	if word == "a" {
		n, ok = 1, true
	}
	if !ok || n == 0 || n > 9 {
		return figure{}, false
	}
	part, partEnd := nextWord(s, end)
	of, known := fractions[singular(part)]
	if !known {
		return figure{}, false
	}
	return figure{value: big.NewRat(n, of), end: partEnd}, true
}
