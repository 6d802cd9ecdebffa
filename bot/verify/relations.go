package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus/quantity"
)

// A relation is a form of words in which two things may not change places. Its
// expression has one group for what comes first and one for what comes second,
// in each language and, where it can be said the other way round, once more
// with the groups named the other way.
type relation struct {
	form *regexp.Regexp
	name string
}

// relations are looked for in a text one by one. Of each the first place counts.
var relations = []relation{
	// from what something changes to what
	{regexp.MustCompile(`(?i)\bfrom (?P<a>[^,;.]{1,60}?) (?:in|and )?(?:to|towards?) (?P<b>[^,;.]{1,60})|[由从](?P<a>[^，。；]{1,16}?)(?:转向|变为|转为|转到|变成|改为|走向|过渡到)(?P<b>[^，。；]{1,16})`), "direction"},
	// what moves what
	{regexp.MustCompile(`(?:以|由|用)(?P<a>[^，。；]{2,10}?)(?:推动|带动|促进|引领|驱动|催生|主导)(?P<b>[^，。；的]{2,10})`), "direction"},
	// what causes what
	{regexp.MustCompile(`(?P<b>[^，。；]{2,24}?)(?:是|乃|则是)?[由因](?P<a>[^，。；]{2,24}?)(?:引起|导致|造成|促成|带来|催生|引发|推动)|(?P<b>[^，。；]{2,24}?)(?:源于|起因于|归因于|缘于|取决于)(?P<a>[^，。；]{2,24})` +
		`|(?P<a>[^，。；]{2,24}?)(?:促使|促成|导致|引起|引发|造成|使得|带来|催生)(?P<b>[^，。；]{2,24})`), "direction"},
	// of what something is a part
	{regexp.MustCompile(`(?i)(?P<a>[^;.]{2,80}?) (?:belongs? to|(?:is|are) (?:a |one )?part of) (?P<b>[^,;.]{2,60})|(?P<b>[^,;.]{2,60}?) (?:includes?|comprises?|contains?) (?P<a>[^,;.]{2,60})` +
		`|(?P<a>[^。；]{2,30}?)(?:属于|隶属于?)(?P<b>[^，。；]{2,20})|(?P<a>[^，。；]{2,20}?)是(?P<b>[^，。；]{2,20}?)的(?:一部分|组成部分)|(?P<b>[^，。；]{2,20}?)(?:包括|包含|下辖|涵盖)(?P<a>[^，。；]{2,20})`), "pairing"},
}

// checkRelations holds that two things do not change places.
func checkRelations(claim, source statement, _ surroundings) string {
	for i, own := range sidesIn(claim.text) {
		if len(own.a) == 0 || len(own.b) == 0 {
			continue
		}
		theirs := sidesIn(source.text)[i]
		if overlap(own.a, theirs.b)+overlap(own.b, theirs.a) > overlap(own.a, theirs.a)+overlap(own.b, theirs.b) {
			return relations[i].name + ": the source has it the other way round"
		}
	}
	return ""
}

// sides are the terms of the two things of a relation; nil where a text has none.
type sides struct{ a, b map[string]bool }

var recentSides recent[[]sides]

// sidesIn returns the sides of each relation in a text.
func sidesIn(text string) []sides {
	return recentSides.of(text, func(text string) []sides {
		var out []sides
		for _, r := range relations {
			out = append(out, r.sides(text))
		}
		return out
	})
}

// sides returns those in the first place that has the form.
func (r relation) sides(text string) sides {
	m := r.form.FindStringSubmatch(text)
	if m == nil {
		return sides{}
	}
	a, b := make(map[string]bool), make(map[string]bool)
	for i, name := range r.form.SubexpNames() {
		set := a
		if name == "b" {
			set = b
		}
		if name != "" {
			addTerms(set, m[i])
		}
	}
	return sides{a, b}
}

// driver is what something is led or driven by: "export-led", "driven by services", 创新驱动.
var driver = regexp.MustCompile(`(?i)\b(\w+)-(?:led|driven)\b|\b(?:led|driven|powered) by (?:the )?(\w+)|(\p{Han}{2})(?:为引领|引领|驱动|主导)`)

// checkDrivers holds that what drives something in a claim does so in the
// source, where that names what does.
func checkDrivers(claim, source statement, _ surroundings) string {
	own, theirs := driversIn(claim.text), driversIn(source.text)
	if len(own) == 0 || len(theirs) == 0 {
		return ""
	}
	if overlap(own, theirs) < len(own) {
		return "content: the source names another driver"
	}
	return ""
}

func driversIn(text string) map[string]bool {
	set := make(map[string]bool)
	for _, m := range driver.FindAllStringSubmatch(text, -1) {
		addTerms(set, m[1]+m[2]+m[3])
	}
	return set
}

// opensChange stands before what changes: "from 5% to 3%", 由5%降至3%.
var opensChange = regexp.MustCompile(`(?i)(?:\bfrom|由|从) ?$`)

// changes returns the pairs of figures between which something changes.
func changes(s statement) [][2]quantity.Quantity {
	var out [][2]quantity.Quantity
	for _, c := range s.clauses {
		for i := 0; i+1 < len(c.quantities); i++ {
			a, b := c.quantities[i], c.quantities[i+1]
			if a.Kind == b.Kind && a.Unit == b.Unit && opensChange.MatchString(c.text[:a.Start-c.start]) {
				out = append(out, [2]quantity.Quantity{a, b})
			}
		}
	}
	return out
}

// checkChanges holds that what changes from one figure to another does not
// change back in the claim.
func checkChanges(claim, source statement, _ surroundings) string {
	for _, c := range changes(claim) {
		for _, s := range changes(source) {
			if s[0].Covers(c[1]) && s[1].Covers(c[0]) && !s[0].Covers(c[0]) {
				return fmt.Sprintf("direction: the source goes from %q to %q", s[0].Text, s[1].Text)
			}
		}
	}
	return ""
}

// Two things of which one is enough, 自建或者租用, and two of which both are meant, 自建并租用.
var (
	eitherHan = regexp.MustCompile(`([^，。；、]{2,6})(?:或者|或)([^许将有是，。；][^，。；]{1,5})`)
	bothHan   = regexp.MustCompile(`([^，。；、]{2,6})(?:并且|并|且|同时)([^，。；]{2,6})`)
)

// checkJoined refuses a claim in Chinese that one of two things is enough of which its
// source has both.
func checkJoined(claim, source statement, _ surroundings) string {
	if strings.Contains(source.text, "或") {
		return ""
	}
	for _, m := range eitherHan.FindAllStringSubmatch(claim.text, -1) {
		for _, s := range bothHan.FindAllStringSubmatch(source.text, -1) {
			if sharesPair(s[1], m[1]) && sharesPair(s[2], m[2]) {
				return fmt.Sprintf("scope: the source says both and the claim %q", m[0])
			}
		}
	}
	return ""
}

var (
	// doneBy is who does something in Chinese, and what: 由欧盟委员会提出.
	doneBy = regexp.MustCompile(`[由被](\p{Han}{2,10}?)(\p{Han}{2})(?:[的，。；]|$)`)
	// toWhom is to whom something is said or given: 报给教育局.
	toWhom = regexp.MustCompile(`(?:报给|发给|交给|付给|向)(\p{Han}{3,8})`)
)

// checkAgents refuses a claim in Chinese that somebody does something or gets it whom
// its source names elsewhere in the sentence.
func checkAgents(claim, source statement, _ surroundings) string {
	if across(claim, source) {
		return ""
	}
	for _, m := range doneBy.FindAllStringSubmatch(claim.text, -1) {
		who, does := strings.Index(source.worded, m[1]), strings.Index(source.worded, m[2])
		if does >= 0 && who > does && !doneBy.MatchString(source.worded) {
			return fmt.Sprintf("pairing: the source says %q of another than %q", m[2], m[1])
		}
	}
	theirs := toWhom.FindAllStringSubmatch(source.text+source.worded, -1)
	for _, m := range toWhom.FindAllStringSubmatch(claim.text, -1) {
		to := slices.ContainsFunc(theirs, func(t []string) bool { return sharesPair(m[1], t[1]) })
		if !to && len(theirs) > 0 && sharesPair(m[1], source.worded) {
			return fmt.Sprintf("pairing: the source says this to another than %q", m[1])
		}
	}
	return ""
}
