package verify

import (
	"unicode"

	"footnote/retrieval/analysis"
)

// enoughAcross is the share of the words of a claim that the glossary and the
// thesaurus must find in a source of another language.
const enoughAcross = 0.7

// checkLanguage refuses a claim in another language than its source, unless
// nearly all that it says is known in both.
func checkLanguage(claim, source statement, around surroundings) string {
	has, lacks := counted(claim, source, around)
	if across(claim, source) && (noveltyOf(claim, source, around).share() < enoughAcross || float64(has) < enoughAcross*float64(has+lacks)) {
		return "language: the claim is written in another language than its source"
	}
	return ""
}

// across reports whether a claim and its source are in two languages.
func across(claim, source statement) bool { return mostlyHan(claim.text) != mostlyHan(source.text) }

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
