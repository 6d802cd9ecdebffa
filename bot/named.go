package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/corpus/quantity"
)

// A name is what a question can call a document by, made one of the ways in which
// it is written.
type name struct {
	document      *corpus.Document
	title, number string
	whole         []string // its ID, number and title in lower case, each long enough to be no word of any question
}

func namesOf(c *corpus.Corpus) []name {
	all := make([]name, len(c.Documents))
	for i, d := range c.Documents {
		all[i] = name{document: d, title: plainName(d.Title), number: plainName(d.Number)}
		for _, form := range []string{d.ID, d.Number, strings.Trim(d.Title, "《》“”")} {
			if utf8.RuneCountInString(form) >= leastName {
				all[i].whole = append(all[i].whole, strings.ToLower(corpus.Simplify(form)))
			}
		}
	}
	return all
}

// plainName makes one of the ways in which a title or a number is written.
func plainName(s string) string { return squeeze(nameForms.Replace(corpus.Simplify(s))) }

var nameForms = strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "【", "〔", "】", "〕", "（", "(", "）", ")", "《", "", "》", "", "“", "", "”", "", `"`, "")

// namedPast returns the documents that the question names and that do not apply
// on its day. It is empty where the question may as well mean one that applies.
func (ix *library) namedPast(q asked) []string {
	text, isOfYear := plainName(q.text), q.meansYear()
	var past, ofYear []string
	for _, n := range ix.names {
		switch {
		case ix.CouldApply(n.document, q.day):
		case n.numberIn(text), ix.titleIn(text, n, q.day):
			past = append(past, n.document.ID)
		case isOfYear(n):
			ofYear = append(ofYear, n.document.ID)
		}
	}
	if len(past) == 0 && len(ofYear) > 0 && !ix.anyApplies(isOfYear, q.day) {
		return ofYear
	}
	return past
}

// anyApplies reports whether a document of some name applies on a day.
func (ix *library) anyApplies(is func(name) bool, day corpus.Date) bool {
	return slices.ContainsFunc(ix.names, func(n name) bool { return is(n) && ix.CouldApply(n.document, day) })
}

// numberIn reports whether the number of a document stands in a text, not as a
// part of a longer one.
func (n name) numberIn(text string) bool {
	if utf8.RuneCountInString(n.number) < 4 || !strings.ContainsAny(n.number, "0123456789") {
		return false
	}
	_, after, found := strings.Cut(text, n.number)
	return found && (after == "" || after[0] < '0' || after[0] > '9')
}

// titleIn reports whether the whole title of a text that no longer applies stands
// in the question, and is not a part of the title of one that does: many a text is
// replaced by one of the same name.
func (ix *library) titleIn(text string, n name, day corpus.Date) bool {
	if !strings.Contains(text, n.title) || !namesText.MatchString(n.document.Title) {
		return false
	}
	return !ix.anyApplies(func(other name) bool { return strings.Contains(other.title, n.title) }, day)
}

// namesText matches a title that says what kind of text it is, or of which year:
// another may be what every question about the subject says.
var namesText = regexp.MustCompile(`(?i)\b(?:` + textNouns + `)\b|(?:` + hanNouns + `|法)(?:[（(].*)?$|(?:19|20)\d\d`)

// kindOfText matches a word that says what kind of text is meant, and not which.
var kindOfText = regexp.MustCompile(`(?i)^(?:` + textNouns + `)$`)

// meansYear returns whether the question means a text by its year, such as "the
// 2020 measures": one of that year whose title holds a word of the question.
func (q asked) meansYear() func(name) bool {
	if len(q.anchors.dates) != 1 || !q.attributive(q.anchors.dates[0]) {
		return func(name) bool { return false }
	}
	var words []string
	for _, t := range q.terms {
		words = append(words, plainName(q.text[t.span.Start:t.span.End]))
	}
	year := q.anchors.dates[0].Date.Year
	return func(n name) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(n.title, w) }) && ofYear(n.document, year)
	}
}

func ofYear(d *corpus.Document, year int) bool {
	if d.Published.Year == year || d.EffectiveFrom.Year == year {
		return true
	}
	return slices.ContainsFunc(quantity.Find(d.Title+"\n"+d.Number), func(x quantity.Quantity) bool { return x.Date.Year == year })
}

// A namedDocument is a document that a text names, and where.
type namedDocument struct {
	corpus.Span
	document *corpus.Document
}

// documentsIn returns the documents that a text, in simplified characters, names by
// their ID, number or whole title, in the order of the text. Of names that overlap the
// longest counts; what several documents are called names none.
func (ix *library) documentsIn(text string) []namedDocument {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text // a letter whose small form is longer would move the places
	}
	var found []namedDocument
	for _, n := range ix.names {
		for _, form := range n.whole {
			if at := strings.Index(lower, form); at >= 0 && verify.Whole(lower, at, at+len(form)) {
				found = append(found, namedDocument{corpus.Span{Start: at, End: at + len(form)}, n.document})
			}
		}
	}
	overlaps := func(a, b namedDocument) bool { return a.Start < b.End && b.Start < a.End }
	kept := slices.DeleteFunc(slices.Clone(found), func(n namedDocument) bool {
		return slices.ContainsFunc(found, func(o namedDocument) bool {
			return overlaps(n, o) && (o.End-o.Start > n.End-n.Start || o.document != n.document && o.Span == n.Span)
		})
	})
	slices.SortFunc(kept, func(a, b namedDocument) int { return a.Start - b.Start })
	return slices.CompactFunc(kept, func(a, b namedDocument) bool { return a.document == b.document })
}

// leastName is how many characters a title has that names its document: a shorter one
// may stand in any question.
const leastName = 5
