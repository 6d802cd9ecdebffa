package verify

import (
	"strings"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// emptyWords say nothing themselves: they join a sentence to the one before it,
// or they are verbs that any other verb may stand for.
var emptyWords = setOf(`one reach reaches reached amount amounts amounted run runs go goes come comes make makes made take takes took call calls
	called according additionally besides consequently currently finally furthermore hence meanwhile moreover notably overall recently similarly
	specifically likewise based`)

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// stemsOf is the set of the stems of some words. They are not exchanged for their
// synonyms.
func stemsOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[stemOf(w)] = true
	}
	return set
}

// synonyms are terms that count as one wherever they stand: the first of each row stands
// for all. Words that may stand for others and need not are in thesaurus.txt.
var synonyms = func() map[string]string {
	all := make(map[string]string)
	for _, row := range []string{
		"enterprise company firm business", "subsidy grant", "measure rule provision", "issue release publish announce",
		"china chinese", "begin start commence", "receive get obtain", "apply valid effective", "cost expense", "build construct",
		"centre center", "increase rise grow rose grew growth", "decrease fall decline drop fell reduce", "purchase buy bought",
		"help assist", "hold keep", "submit file", "big large", "fast rapid quick", "choose select", "say state", "show indicate", "district area", "require requirement", "report notify",
		"average averaged mean", "american us", "european europe", "plan program programme", "people person individual",
		"establish set", "agency authority department", "goal aim target objective", "use used using usage utilise",
	} {
		words := strings.Fields(row)
		for _, w := range words {
			all[stemOf(w)] = stemOf(words[0])
		}
	}
	for _, row := range []string{"企业 公司", "补贴 补助", "发布 印发 公布 出台", "施行 实施 执行", "增长 增加 上升", "下降 减少 降低", "规定 明确", "建设 建造", "购买 采购 购置", "费用 成本", "获得 取得"} {
		words := strings.Fields(row)
		for _, w := range words {
			all[w] = words[0]
		}
	}
	return all
}()

// stemOf returns the term of a word, and a word that has none, or several, as it is.
func stemOf(word string) string {
	if terms := analysis.Terms(word); len(terms) == 1 {
		return terms[0]
	}
	return word
}

// synonym returns the term that stands for all terms of its meaning.
func synonym(term string) string {
	if s, ok := synonyms[term]; ok {
		return s
	}
	return term
}

// addTerms adds the terms of a text, each of which stands for its synonyms.
func addTerms(set map[string]bool, text string) {
	for _, t := range analysis.Terms(text) {
		set[synonym(t)] = true
	}
}

// overlap is the number of terms that two sets have in common.
func overlap(a, b map[string]bool) int {
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return n
}

// akin is how much of the longer of two words their common beginning must be
// for them to be derived from the same.
const akin = 0.6

// similar is the share of the longer of two words that is their common
// beginning, where that is most of the shorter one: innovat of innovation and
// innovative. It is 0 for words that only begin alike.
func similar(a, b string) float64 {
	shorter, longer := min(len(a), len(b)), max(len(a), len(b))
	if shorter < 4 || a[0] != b[0] || a[0] >= utf8.RuneSelf {
		return 0
	}
	n := 0
	for n < shorter && a[n] == b[n] {
		n++
	}
	if n >= 5 || n >= 4 && n >= shorter-1 {
		return float64(n) / float64(longer)
	}
	return 0
}
