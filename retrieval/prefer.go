package retrieval

import (
	"slices"
	"strconv"
	"strings"

	"footnote/corpus"
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

// yearsOf returns the years of a document.
func yearsOf(d *corpus.Document) []dated {
	var all []dated
	for _, y := range years(d.Title + "\n" + d.Number) {
		all = append(all, dated{y, true})
	}
	for _, date := range []corpus.Date{d.Published, d.EffectiveFrom} {
		if date.Year > 0 {
			all = append(all, dated{date.Year, false})
		}
	}
	return all
}

// years returns the years in a text: numbers of four digits from 1900 to 2099,
// and those of Chinese dates in any notation, such as 二〇二四年.
func years(text string) []int {
	var found []int
	add := func(year int) {
		if !slices.Contains(found, year) {
			found = append(found, year)
		}
	}
	for i := 0; i < len(text); i++ {
		n, from := 0, i
		for ; i < len(text) && '0' <= text[i] && text[i] <= '9'; i++ {
			n = 10*(n%10000) + int(text[i]-'0')
		}
		if i-from == 4 && 1900 <= n && n < 2100 {
			add(n)
		}
	}
	if !strings.Contains(text, "年") {
		return found // and spare the time of reading dates
	}
	for _, term := range quantityTerms(text) {
		if date, ok := strings.CutPrefix(term, "@"); ok {
			if year, err := strconv.Atoi(date); err == nil {
				add(year)
			}
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
		digits, _ := ix.lexical.postings(strconv.Itoa(y))
		dates, _ := ix.lexical.postings("@" + strconv.Itoa(y))
		mentions = append(mentions, digits, dates)
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
