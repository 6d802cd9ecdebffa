package reference

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
)

// An apaEntry is an entry of a list in the style of the APA (7th edition, 2020).
//
// Works by a body have an author, a date, a title with the number in parentheses and
// what kind of work it is in brackets, and an address (sections 9 and 10.4). Laws,
// regulations and rules are cited by their title (section 11): those of China in the
// form of the Bluebook (table T2) that names who promulgated them and when, others by
// title, number and year. A work without an author begins with its title. Pages are
// named where a text is quoted, not in the list. Titles of works by a body are in
// italics, which plain text has not.
type apaEntry struct {
	author string
	year   string
	rest   string // of the date
	before string // the title, where it stands before the date
	after  string
}

func apaList(works []Work) string {
	entries := make([]apaEntry, 0, len(works))
	for _, w := range works {
		entries = append(entries, w.apa())
	}
	slices.SortStableFunc(entries, func(a, b apaEntry) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.year, b.year), cmp.Compare(a.after, b.after))
	})
	var b strings.Builder
	for i, e := range entries {
		b.WriteString(e.text(apaLetter(entries, i)) + "\n")
	}
	return b.String()
}

// first is what the list is ordered by.
func (e apaEntry) first() string { return strings.ToLower(e.author + e.before) }

// apaLetter tells works of one author and year apart: 2024a, 2024b.
func apaLetter(entries []apaEntry, i int) string {
	n, before := 0, 0
	for j, e := range entries {
		if e.author != "" && e.author == entries[i].author && e.year == entries[i].year {
			n++
			if j < i {
				before++
			}
		}
	}
	if n < 2 || before > 25 {
		return ""
	}
	letter := string(rune('a' + before))
	if entries[i].year == noDate {
		return "-" + letter
	}
	return letter
}

func (e apaEntry) text(letter string) string {
	if e.year == "" {
		return joined(" ", e.before, e.after)
	}
	date := "(" + e.year + letter + e.rest + ")."
	return joined(" ", stopped(e.author), stopped(e.before), date, e.after)
}

func joined(between string, parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, between)
}

const noDate = "n.d."

func (w Work) apa() apaEntry {
	if w.legal() {
		return apaEntry{before: w.apaLaw(), after: w.URL}
	}
	e := apaEntry{author: w.Issuer, year: w.apaYear()}
	date := w.dated()
	if w.Kind != corpus.KindReport && date.Month > 0 { // a report has its year only
		e.rest = ", " + monthDay(date)
	}
	title := joined(" ", w.Title, parenthesised(w.Number), bracketed(w.kindOfWork()))
	if e.author == "" {
		e.before, title = title, ""
	}
	e.after = joined(" ", stopped(title), w.apaAddress())
	return e
}

// apaYear is the year of a work, or says that it is not known.
func (w Work) apaYear() string {
	if date := w.dated(); !date.IsZero() {
		return fmt.Sprint(date.Year)
	}
	return noDate
}

// apaAddress is the address, with the day on which it was visited where the work has
// no date and may change.
func (w Work) apaAddress() string {
	day := w.visited()
	if w.URL == "" || !w.dated().IsZero() || day.Day == 0 {
		return w.URL
	}
	return fmt.Sprintf("Retrieved %s %d, %d, from %s", time.Month(day.Month), day.Day, day.Year, w.URL)
}

// apaLaw cites a law up to its address.
func (w Work) apaLaw() string {
	if w.chinese() || strings.HasPrefix(strings.ToUpper(w.Jurisdiction), "CN") {
		by := joined(", ", joined(" ", "promulgated", marked("by ", w.Issuer)), bluebook(w.Published), marked("effective ", bluebook(w.EffectiveFrom)))
		if by == "promulgated" {
			by = noDate
		}
		return stopped(joined(", ", w.Title+" ("+by+")", w.Number))
	}
	return joined(", ", w.Title, w.Number) + " (" + w.apaYear() + ")."
}

func marked(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func parenthesised(text string) string {
	if text == "" {
		return ""
	}
	return "(" + text + ")"
}

func bracketed(text string) string {
	if text == "" {
		return ""
	}
	return "[" + text + "]"
}

// monthDay is "March 5", or "March" where the day is not known.
func monthDay(d corpus.Date) string {
	if d.Day == 0 {
		return time.Month(d.Month).String()
	}
	return fmt.Sprintf("%s %d", time.Month(d.Month), d.Day)
}

// bluebook is a date as the Bluebook writes it: "Mar. 5, 2024". The zero date is empty.
func bluebook(d corpus.Date) string {
	short := [...]string{"", "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", short[d.Month], d.Year)
	}
	return fmt.Sprintf("%s %d, %d", short[d.Month], d.Day, d.Year)
}
