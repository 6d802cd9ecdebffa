package retrieval

import (
	"slices"
	"strconv"
	"strings"

	"footnote/corpus"
	"footnote/corpus/quantity"
)

// A document of a year that a question names, and a passage that mentions it,
// are preferred to those of other years: the plans and reports of a series say
// nearly the same in every one of them.
const (
	ofItsYear  = 2.0 // times the score, where title or number name the year
	mentioning = 1.5 // where the passage does, or the document's dates
)

// A year of a document, and whether title or number name it.
type dated struct {
	year  int
	named bool
}

// yearsOf returns the years of a document. Four digits in its title are taken for
// a year; where they count something, the preference is in vain.
func yearsOf(d *corpus.Document) []dated {
	var all []dated
	title := d.Title + "\n" + d.Number
	named := fourDigits(title)
	if strings.Contains(title, "年") { // else the time of reading dates is spared
		named = append(named, yearsIn(quantitiesIn(title))...)
	}
	for _, y := range named {
		all = append(all, dated{y, true})
	}
	for _, date := range []corpus.Date{d.Published, d.EffectiveFrom} {
		if date.Year > 0 {
			all = append(all, dated{date.Year, false})
		}
	}
	return all
}

// yearsIn returns the years of dates.
func yearsIn(quantities []quantity.Quantity) []int {
	var found []int
	for _, q := range quantities {
		for _, day := range []quantity.Day{q.Date, q.DateTo} {
			if q.Kind == quantity.Date && day.Year > 0 {
				found = append(found, day.Year)
			}
		}
	}
	return found
}

// fourDigits returns the numbers of four digits from 1900 to 2099 in a text.
func fourDigits(text string) []int {
	var found []int
	for i := 0; i < len(text); i++ {
		n, from := 0, i
		for ; i < len(text) && '0' <= text[i] && text[i] <= '9'; i++ {
			n = 10*(n%10000) + int(text[i]-'0')
		}
		if i-from == 4 && 1900 <= n && n < 2100 {
			found = append(found, n)
		}
	}
	return found
}

// otherLanguage is what the score of a passage is multiplied by that is not in
// the language of the question, so that of two that say the same the one that
// the asker can read comes first.
const otherLanguage = 0.86

// preference returns what the score of a passage is multiplied by, for its
// language and the years of a question.
func (ix *Index) preference(q question) func(passage int) float32 {
	ofYear := ix.ofYear(q.years)
	if q.tongue == neither {
		return ofYear
	}
	return func(i int) float32 {
		if ix.tongues[i] == q.tongue {
			return otherLanguage * ofYear(i)
		}
		return ofYear(i)
	}
}

func (ix *Index) ofYear(years []int) func(passage int) float32 {
	if len(years) == 0 {
		return func(int) float32 { return 1 }
	}
	var mentions [][]uint32
	for _, y := range years {
		docs, _ := ix.lexical.postings(dateMark + strconv.Itoa(y))
		mentions = append(mentions, docs)
	}
	return func(i int) float32 {
		factor := float32(1)
		for _, d := range ix.years[i] {
			if !slices.Contains(years, d.year) {
				continue
			}
			if d.named {
				return ofItsYear
			}
			factor = mentioning
		}
		for _, docs := range mentions {
			if _, ok := slices.BinarySearch(docs, uint32(i)); ok {
				return mentioning
			}
		}
		return factor
	}
}
