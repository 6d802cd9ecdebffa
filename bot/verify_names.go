package bot

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// checkLanguage refuses a claim in another language than its source: their
// words cannot be compared.
func checkLanguage(claim, source statement, _ surroundings) string {
	if mostlyHan(claim.text) != mostlyHan(source.text) {
		return "language: the claim is written in another language than its source"
	}
	return ""
}

func mostlyHan(text string) bool {
	han, latin := 0, 0
	for _, r := range text {
		if analysis.IsIdeographic(r) {
			han++
		} else if unicode.IsLetter(r) {
			latin++
		}
	}
	return 4*han > latin
}

// checkNames holds that the names and the quoted words of a claim are those of
// its source or of what stands around it.
func checkNames(claim, source statement, around surroundings) string {
	han := mostlyHan(claim.text)
	for i, t := range claim.tokens {
		if t.Kind == analysis.Word && (han || isName(claim, i)) && !source.terms[t.Term] && !around.terms[t.Term] {
			return fmt.Sprintf("name: %q is not in the source", claim.text[t.Start:t.End])
		}
	}
	text := foldQuote(source.text).text + "\n" + around.text
	for _, m := range quoted.FindAllStringSubmatch(claim.text, -1) {
		words := foldQuote(strings.Join(m[1:], "")).text
		if _, _, ok := foldQuote(text).find(words, 0); !ok {
			return fmt.Sprintf("name: %q is quoted and not in the source", words)
		}
	}
	for _, form := range []*regexp.Regexp{places, agencies} {
		for _, name := range form.FindAllString(claim.text, -1) {
			if !strings.Contains(text, name) && !noAgency.MatchString(name) {
				return fmt.Sprintf("name: %q is not in the source", name)
			}
		}
	}
	return ""
}

// isName reports whether a word of an English claim is written as a name. The
// first word is written with a capital in any case; it is held to be a name
// too, since the subject of a sentence is what may least be changed.
func isName(s statement, i int) bool {
	word := s.text[s.tokens[i].Start:s.tokens[i].End]
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && !opener.MatchString(word)
}

// opener are words that join a sentence to the one before it.
var opener = regexp.MustCompile(`^(?:According|Additionally|Besides|Consequently|Currently|Finally|Furthermore|Hence|Meanwhile|Moreover|Notably|Overall|Recently|Similarly|Specifically|Together|Today|Likewise|Based)$`)

var (
	// issuedBy is an issuer behind its verb, or between 由 and it.
	issuedBy = regexp.MustCompile(`(?i)\b(?:issu|releas|publish|announc|unveil|promulgat)ed (?:jointly )?by\b(.*)|由(.*?)(?:发布|印发|公布|出台|颁布|下发)`)
	// issued is a verb whose subject is what was issued.
	issued = regexp.MustCompile(`(?i)\b(?:is|are|was|were|be|been|being) (?:\w+ )?(?:issu|releas|publish|announc|unveil|promulgat)ed\b|(?:措施|通知|意见|办法|规定|条例|方案|规划|政策|报告|文件|细则|清单)(?:[^，。]{0,12}?)(?:发布|印发|公布|出台|颁布|下发)`)
)

// checkIssuer holds that who issues something in the claim does so in the
// source, or is the document's issuer.
func checkIssuer(claim, source statement, around surroundings) string {
	said := issuersIn(claim)
	if len(said) == 0 {
		return ""
	}
	known := issuersIn(source)
	if len(known) == 0 && len(around.issuer) == 0 {
		return ""
	}
	missing := 0
	for t := range said {
		if !known[t] && !around.issuer[t] {
			missing++
		}
	}
	if 5*missing > 2*len(said) {
		return "issuer: the source names another issuer"
	}
	return ""
}

// issuersIn returns the terms of who issues something in a statement: what
// stands before the verb in its clause, or behind "issued by".
func issuersIn(s statement) map[string]bool {
	terms := make(map[string]bool)
	for _, c := range s.clauses {
		at := issues.FindStringIndex(c.text)
		if at == nil {
			continue
		}
		part := c.text[:at[0]]
		if by := issuedBy.FindStringSubmatch(c.text); by != nil {
			part = by[1] + by[2]
		} else if issued.MatchString(c.text) {
			continue
		}
		for _, t := range analysis.Terms(part) {
			t = synonym(t)
			if c.terms[t] {
				terms[t] = true
			}
		}
	}
	return terms
}

// checkTopic refuses a claim about something else, before single words of it
// are looked at.
func checkTopic(claim, source statement, around surroundings) string {
	if near := closeness(claim, source, around); near < enough/2 {
		return fmt.Sprintf("content: the source has only %.0f%% of the words", 100*near)
	}
	return ""
}

const (
	// enough is the share of a claim's words that its source must have. It is the
	// weakest of the checks: it only refuses what is about something else.
	enough = 0.6
	// enoughInside is the share that the window itself must have, without the
	// headings and the title around it.
	enoughInside = 0.5
)

// checkCoverage holds that most words of a claim are in its source.
func checkCoverage(claim, source statement, around surroundings) string {
	if near := closeness(claim, source, around); near < enough {
		return fmt.Sprintf("content: the source has only %.0f%% of the words", 100*near)
	}
	if len(claim.terms) > 0 && float64(overlap(claim.terms, source.terms)) < enoughInside*float64(len(claim.terms)) {
		return "content: too few of the words are in the sentences themselves"
	}
	return ""
}

// closeness is the share of a claim's terms that its source and what stands
// around it have.
func closeness(claim, source statement, around surroundings) float64 {
	if len(claim.terms) == 0 {
		return 1
	}
	n := 0
	for t := range claim.terms {
		if source.terms[t] || around.terms[t] {
			n++
		}
	}
	return float64(n) / float64(len(claim.terms))
}
