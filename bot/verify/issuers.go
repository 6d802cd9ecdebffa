package verify

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"footnote/retrieval/analysis"
)

// The verbs of making a document public, without their endings, and in Chinese.
const (
	publishes    = `issu|releas|publish|announc|unveil|promulgat`
	publishesHan = `发布|印发|公布|出台|颁布|下发`
)

var (
	// issues are these verbs in all their forms.
	issues = newPattern(`(?i)\b(?:` + publishes + `)(?:e|es|ed|ing)?\b|\b(?:brings?|brought|puts?) out\b|` + publishesHan)
	// issuedBy is an issuer behind its verb, "issued jointly by the ministry", or between 由
	// and it, 由工信部印发.
	issuedBy = regexp.MustCompile(`(?i)\b(?:` + publishes + `)ed (?:jointly )?by\b(.*)|由(.*?)(?:` + publishesHan + `)`)
	// issued is a verb whose subject is what was issued: "were issued", 措施于2024年印发.
	issued = regexp.MustCompile(`(?i)\b(?:is|are|was|were|be|been|being) (?:\w+ )?(?:` + publishes + `)ed\b|(?:措施|通知|意见|办法|规定|条例|方案|规划|政策|报告|文件|细则|清单)(?:[^，。]{0,12}?)(?:` + publishesHan + `)`)
)

// ofDocument is what was issued, right before the participle: "a document released in".
var ofDocument = regexp.MustCompile(`(?i)\b(?:documents?|papers?|texts?|opinions?|plans?|reports?|explainers?|articles?|measures?|notices?|guidelines?|rules?|regulations?|laws?|circulars?|draft|figures?|data) $`)

// checkIssuer holds that who issues something in the claim does so in the
// source, or is the document's issuer.
func checkIssuer(claim, source statement, around surroundings) string {
	said := issuersIn(claim, false)
	if len(said) == 0 {
		return ""
	}
	known, beside := issuersIn(source, true), around.issuer
	if len(known) == 0 {
		beside = around.terms
	}
	missing := 0
	for t := range said {
		if !known[t] && !beside[t] {
			missing++
		}
	}
	if 5*missing > 2*len(said) {
		return "issuer: the source names another issuer"
	}
	return ""
}

// issuersIn returns the terms of who issues something in a statement: what
// stands before the verb, or behind "issued by". In a source that is the whole
// sentence: its subject may be commas away, and others behind the verb.
func issuersIn(s statement, whole bool) map[string]bool {
	terms := make(map[string]bool)
	for i, c := range s.clauses {
		at := issues.find(c.text, strings.ToLower(c.text))
		if at == nil || !whole && s.operated(i, "negation") {
			continue
		}
		if whole {
			for _, other := range s.clauses {
				if other.sentence == c.sentence {
					maps.Copy(terms, other.terms)
				}
			}
			continue
		}
		part := c.text[:at[0][0]]
		if by := issuedBy.FindStringSubmatch(c.text); by != nil {
			part = by[1] + by[2]
		} else if issued.MatchString(c.text) || ofDocument.MatchString(part) {
			continue
		}
		for _, t := range analysis.Terms(part) {
			if t = synonym(t); c.terms[t] && !s.isLight(t) {
				terms[t] = true
			}
		}
	}
	return terms
}

// isLight reports whether a term of a claim says nothing.
func (s statement) isLight(term string) bool {
	return slices.ContainsFunc(s.tokens, func(t analysis.Token) bool { return t.Term == term && touches(t, s.light) })
}
