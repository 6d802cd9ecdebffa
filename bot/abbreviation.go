package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// abbreviations are the short forms that the corpus itself introduces, as in
// "Central Economic Work Conference (CEWC)": the term of the short form, and
// the terms of the long one.
type abbreviations map[string][]string

var shortForm = regexp.MustCompile(`[(（]([A-Z][A-Za-z&-]{1,9})[)）]`)

// findAbbreviations reads the short forms out of the texts of a corpus. A short
// form counts when the words just before it begin with its letters (Schwartz
// and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions",
// 2003, for initials only).
func findAbbreviations(c *corpus.Corpus) abbreviations {
	found := make(abbreviations)
	for _, d := range c.Documents {
		for _, at := range shortForm.FindAllStringSubmatchIndex(d.Text, -1) {
			short := d.Text[at[2]:at[3]]
			long := longForm(d.Text[max(0, at[0]-200):at[0]], short)
			short = strings.Join(analysis.Terms(short), " ")
			if terms := analysis.Terms(long); len(terms) > 1 && short != "" && found[short] == nil {
				found[short] = terms
			}
		}
	}
	return found
}

// longForm returns the end of before whose words have the initials of short.
// Small words such as "of" may stand between; a plural s does not count.
func longForm(before, short string) string {
	initials := strings.ToLower(strings.TrimSuffix(short, "s"))
	words := strings.FieldsFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == '-' })
	at := len(initials)
	for i := len(words) - 1; i >= 0 && at > 0; i-- {
		word := strings.ToLower(strings.Trim(words[i], `"'“”‘’,`))
		switch {
		case word != "" && word[0] == initials[at-1]:
			at--
		case len(analysis.Terms(word)) > 0:
			return ""
		}
		if at == 0 {
			return strings.Join(words[i:], " ")
		}
	}
	return ""
}

// about keeps the abbreviations that a question can mean: those whose short
// form, or a word of whose long form, is among its terms.
func (a abbreviations) about(terms []weighted) abbreviations {
	asked := make(termSet, len(terms))
	for _, t := range terms {
		asked[t.term] = true
	}
	kept := make(abbreviations)
	for short, long := range a {
		if asked[short] || slices.ContainsFunc(long, func(t string) bool { return asked[t] }) {
			kept[short] = long
		}
	}
	return kept
}

// spell adds to a set what its abbreviations stand for, and the abbreviations
// of what it spells out.
func (a abbreviations) spell(set termSet) {
	for short, long := range a {
		if set[short] {
			for _, t := range long {
				set[t] = true
			}
			continue
		}
		all := true
		for _, t := range long {
			all = all && set[t]
		}
		if all {
			set[short] = true
		}
	}
}
