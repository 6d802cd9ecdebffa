package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/quantity"
)

// namedPast returns the documents that the question names and that do not apply
// on its day. It is empty where the question may as well mean one that applies.
func (ix *library) namedPast(q asked) []string {
	text := plainName(q.text)
	var past, ofYear []*corpus.Document
	for _, d := range ix.Corpus().Documents {
		switch {
		case ix.CouldApply(d, q.day):
		case mentionsNumber(text, d), ix.mentionsTitle(text, d, q.day):
			past = append(past, d)
		case q.meansYearOf(d):
			ofYear = append(ofYear, d)
		}
	}
	if len(past) == 0 && len(ofYear) > 0 && !ix.anyApplies(q.meansYearOf, q.day) {
		past = ofYear
	}
	var ids []string
	for _, d := range past {
		ids = append(ids, d.ID)
	}
	return ids
}

// plainName makes one of the ways in which a title or a number is written.
func plainName(s string) string {
	return squeeze(nameForms.Replace(corpus.Simplify(s)))
}

var nameForms = strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "【", "〔", "】", "〕", "（", "(", "）", ")", "《", "", "》", "", "“", "", "”", "", `"`, "")

// mentionsNumber reports whether the number of a document stands in a text, not
// as a part of a longer one.
func mentionsNumber(text string, d *corpus.Document) bool {
	number := plainName(d.Number)
	if utf8.RuneCountInString(number) < 4 || !strings.ContainsAny(number, "0123456789") {
		return false
	}
	_, after, found := strings.Cut(text, number)
	return found && (after == "" || after[0] < '0' || after[0] > '9')
}

// mentionsTitle reports whether the whole title of a text that no longer applies
// stands in the question, and is not that of one that does: many a text is
// replaced by one of the same name.
func (ix *library) mentionsTitle(text string, d *corpus.Document, day corpus.Date) bool {
	title := plainName(d.Title)
	if !strings.Contains(text, title) || !namesText.MatchString(d.Title) {
		return false
	}
	return !ix.anyApplies(func(other *corpus.Document) bool { return strings.Contains(plainName(other.Title), title) }, day)
}

// namesText matches a title that says what kind of text it is, or of which year:
// another may be what every question about the subject says.
var namesText = regexp.MustCompile(`(?i)\b(?:` + textNouns + `)\b|(?:` + hanNouns + `|法)(?:[（(].*)?$|(?:19|20)\d\d`)

// kindOfText matches a word that says what kind of text is meant, and not which.
var kindOfText = regexp.MustCompile(`(?i)^(?:` + textNouns + `)$`)

// meansYearOf reports whether the question means a text by its year, such as "the
// 2020 measures", and a document is one of that year on its subject.
func (q asked) meansYearOf(d *corpus.Document) bool {
	if len(q.anchors.dates) != 1 || !q.attributive(q.anchors.dates[0]) || !ofYear(d, q.anchors.dates[0].Date.Year) {
		return false
	}
	return share(q.terms, held{terms: q.heldIn(d.Title)}) > 0
}

func ofYear(d *corpus.Document, year int) bool {
	if d.Published.Year == year || d.EffectiveFrom.Year == year {
		return true
	}
	return slices.ContainsFunc(quantity.Find(d.Title+"\n"+d.Number), func(x quantity.Quantity) bool { return x.Date.Year == year })
}

// anyApplies reports whether a document of some kind applies on a day.
func (ix *library) anyApplies(is func(*corpus.Document) bool, day corpus.Date) bool {
	return slices.ContainsFunc(ix.Corpus().Documents, func(d *corpus.Document) bool {
		return is(d) && ix.CouldApply(d, day)
	})
}
