package verify

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// checkNames holds that the names and the quoted words of a claim are those of
// its source or of what stands around it.
func checkNames(claim, source statement, around surroundings) string {
	han := mostlyHan(claim.text)
	for i, t := range claim.tokens {
		if t.Kind == analysis.Word && (han || isName(claim, i)) && !(i == 0 && (wordGroups().has(t.Term) || english().lookUp(t.Term).known())) && !source.terms[t.Term] && !around.terms[t.Term] {
			return fmt.Sprintf("name: %q is not in the source", claim.text[t.Start:t.End])
		}
	}
	for _, name := range acronyms.FindAllString(claim.text, -1) {
		if !strings.Contains(source.text, name) && !strings.Contains(around.text, name) && len(analysis.Terms(name)) == 0 {
			return fmt.Sprintf("name: %q is not in the source", name)
		}
	}
	text := Fold(source.text) + "\n" + around.text
	for _, m := range corpus.QuotedTerm.FindAllStringSubmatch(claim.text, -1) {
		words := Fold(strings.Join(m[1:], ""))
		if _, _, ok := foldQuote(text).find(words, 0); !ok {
			return fmt.Sprintf("name: %q is quoted and not in the source", words)
		}
	}
	for _, name := range hanNames(claim.text) {
		if !strings.Contains(text, name) && !abbreviates(name, text) && !(across(claim, source) && claim.hasNameWith(name)) {
			return fmt.Sprintf("name: %q is not in the source", name)
		}
	}
	return ""
}

// checkSubject refuses a claim that says of one name what its source says of
// another, where the source has both.
func checkSubject(claim, source statement, _ surroundings) string {
	for _, c := range claim.clauses {
		for _, name := range slices.Sorted(maps.Keys(c.names)) {
			if other := saidOf(name, c, source); other != "" {
				return fmt.Sprintf("pairing: the source says this of %q and not of %q", other, name)
			}
		}
	}
	return ""
}

// saidOf returns the name that the clause closest to that of a claim has in the
// place of another name, or nothing.
func saidOf(name string, claim clause, source statement) string {
	best, with := -1, -1
	other := ""
	for _, c := range source.clauses {
		near := 0
		for t := range claim.terms {
			if c.terms[t] && !claim.names[t] && !strings.Contains(name, t) {
				near++
			}
		}
		if c.names[name] {
			with = max(with, near)
		} else if near > best {
			best, other = near, anotherName(c, claim)
		}
	}
	if with < 0 || best <= with+1 {
		return ""
	}
	return other
}

func anotherName(c, claim clause) string {
	first := ""
	for n := range c.names {
		if !claim.names[n] && !claim.terms[n] && (first == "" || n < first) {
			first = n
		}
	}
	return first
}

// noNames are written with a capital and tell nobody from others: a country that
// the whole corpus is about, titles, months.
var noNames = stemsOf(`china president premier minister chairman secretary party professor january february march april june july august
	september october november december`)

// acronyms may be written like words that are too common to be terms: MOST.
var acronyms = regexp.MustCompile(`\b[A-Z]{2,}\b`)

// isName reports whether a word of an English claim is written as a name. The
// first word is written with a capital in any case; it is held to be a name
// too, since the subject of a sentence is what may least be changed.
func isName(s statement, i int) bool {
	first, _ := utf8.DecodeRuneInString(s.text[s.tokens[i].Start:])
	term, _ := utf8.DecodeRuneInString(s.tokens[i].Term)
	return unicode.IsUpper(first) && unicode.ToLower(first) == term && !noNames[s.tokens[i].Term]
}
