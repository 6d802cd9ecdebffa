package verify

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// sayings are verbs by which somebody says or thinks something, as in "the fund expects",
// and what such a verb makes of the clause before it.
const sayings = `(?:says?|said|infers?|inferred|reads?|describes?|described|holds?|held|believes?|believed|judges?|judged|argues?|argued|states?|stated|notes?|noted|thinks|thought|considers?|considered|maintains?|maintained|concludes?|concluded|expects?|expected|forecasts?|predicts?|predicted|estimates?|estimated|finds?|found|claims?|claimed|warns?|warned|contends?|contended|suggests?|suggested|attributes?|attributed|blames?|blamed|sees?|saw|deduces?|deduced)`

var (
	// saidBy has who says something in one of its groups: "the fund expects", "according to
	// the fund", "in the fund's view", "…, the fund notes."
	saidBy = regexp.MustCompile(`(?:^|[,;:] )((?:[\w'’-]+ ){1,8}?)(?:also |itself |themselves |again |now |then |thus )?` + sayings + `\b|\b(?i:according to|in the (?:view|opinion|eyes|judge?ment|words|reading) of) ((?:[\w'’-]+ ?){1,6})|\b(?i:in) ((?:[\w'’-]+ ){1,5}?)(?:own )?(?i:view|opinion|eyes|judge?ment|words|reading|assessment)\b|, ((?:[\w'’-]+ ){1,6}?)` + sayings + `[.,;]`)
	// unspoken ends what is no subject of such a verb: "it is said".
	unspoken = regexp.MustCompile(`(?i)\b(?:is|are|was|were|be|been|being|have|has|had|not|to|and|that|which|who|as|by|of|in) *$`)
)

// sayingsHan are verbs by which somebody says or thinks something, and judgementsHan what
// somebody has then.
const (
	sayingsHan    = `(?:认为|指出|强调|表示|推断|推测|判断|预测|预计|断言|相信|警告|声称)`
	judgementsHan = `(?:判断|看法|推断|推测|预测|观点|说法|猜测|主张|见解|结论|评价)`
)

// saidByHan has who says something in one of its groups: 基金组织预计, 据基金组织的判断, 是
// 基金组织的看法.
var saidByHan = regexp.MustCompile(`(?:^|[，。；：])([^，。；：]{2,24}?)(?:还|也|则|曾|都|又|并|就|均|却|由此|据此|因此)*` + sayingsHan + `(来自|出自|的|是|为|值|数|中)?` +
	`|(?:在|据|照|根据|依据)([^，。；：]{2,16}?)(?:看来|的?` + judgementsHan + `)|(?:是|属于|出自)([^，。；：]{2,16}?)的` + judgementsHan)

// onGrounds is that from which somebody concludes something: 基金组织根据数据推断.
var onGrounds = regexp.MustCompile(`(?:根据|依据|据|从|就|对|把|在|由).*$`)

// speakersHan returns the words of who says something in a text in Chinese, one set for
// each.
func speakersHan(text string) []map[string]bool {
	var out []map[string]bool
	for _, m := range saidByHan.FindAllStringSubmatch(text, -1) {
		if m[2] != "" {
			continue // 预测来自 has no speaker before it
		}
		set := make(map[string]bool)
		addTerms(set, onGrounds.ReplaceAllString(m[1], "")+m[3]+m[4])
		if len(set) > 0 {
			out = append(out, set)
		}
	}
	return out
}

// speakersIn returns the words of who says something in a text, one set for each.
func speakersIn(text string) []map[string]bool {
	if mostlyHan(text) {
		return speakersHan(text)
	}
	var out []map[string]bool
	for _, m := range saidBy.FindAllStringSubmatch(text, -1) {
		who := strings.TrimSpace(m[1] + m[2] + m[3] + m[4])
		if unspoken.MatchString(who) {
			continue
		}
		set := make(map[string]bool)
		for _, word := range strings.FieldsFunc(who, func(r rune) bool { return r == ' ' || r == '-' }) {
			word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
			if acronyms.MatchString(word) {
				set[strings.ToLower(word)] = true
			}
			addTerms(set, word)
		}
		if len(set) > 0 {
			out = append(out, set)
		}
	}
	return out
}

// checkSpeakers holds that who says something in a claim says something in its source,
// where that names who does.
func checkSpeakers(claim, source statement, around surroundings) string {
	if across(claim, source) {
		return ""
	}
	theirs := append(speakersIn(source.text), speakersIn(source.worded)...)
	if len(theirs) == 0 {
		return ""
	}
	for _, own := range speakersIn(claim.text) {
		same, elsewhere := false, false
		for _, s := range theirs {
			same = same || overlap(own, s) > 0
		}
		for t := range own {
			elsewhere = elsewhere || source.terms[t] || around.terms[t] || strings.Contains(source.text, strings.ToUpper(t))
		}
		if !same && elsewhere {
			return fmt.Sprintf("issuer: the source says this by another than the claim, %q", slices.Sorted(maps.Keys(own)))
		}
	}
	return ""
}
