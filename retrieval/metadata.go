package retrieval

import "footnote/corpus"

// What is known of a document beside its text is its texts and its numbers. A
// snapshot holds them one after another, as reading JSON takes longer than all
// else where there is a document for every passage.
const (
	textsOfDocument   = 17 // beside those in its lists
	datesOfDocument   = 5
	listsOfDocument   = 2
	numbersOfDocument = datesOfDocument + listsOfDocument + 1 // how many copies there are
	textsOfCopy       = 4
)

func textsOf(d *corpus.Document) [textsOfDocument]*string {
	return [...]*string{
		&d.ID, &d.Title, &d.Issuer, &d.Number, (*string)(&d.Kind), &d.Jurisdiction, &d.Language, (*string)(&d.Status),
		&d.TranslationOf, (*string)(&d.Rights), &d.BasedOn.Publisher, &d.BasedOn.Title, &d.URL, &d.Path, &d.Encoding, &d.Digest, &d.Archived,
	}
}

func datesOf(d *corpus.Document) [datesOfDocument]*corpus.Date {
	return [...]*corpus.Date{&d.Published, &d.EffectiveFrom, &d.EffectiveTo, &d.Withdrawn, &d.Retrieved}
}

func listsOf(d *corpus.Document) [listsOfDocument]*[]string {
	return [...]*[]string{&d.Supersedes, &d.Derived}
}

func textsOfCopyOf(c *corpus.Copy) [textsOfCopy]*string {
	return [...]*string{&c.ID, &c.Path, &c.Issuer, &c.URL}
}

// metadata is what is known of documents: of each its texts, those in its
// lists and those of its copies, its dates, and how many there are of each.
type metadata struct {
	texts   []string
	numbers []uint32
}

func (m *metadata) add(d *corpus.Document) {
	for _, t := range textsOf(d) {
		m.texts = append(m.texts, *t)
	}
	for _, date := range datesOf(d) {
		m.numbers = append(m.numbers, uint32(date.Year<<9|date.Month<<5|date.Day))
	}
	for _, list := range listsOf(d) {
		m.texts = append(m.texts, *list...)
		m.numbers = append(m.numbers, uint32(len(*list)))
	}
	m.numbers = append(m.numbers, uint32(len(d.Copies)))
	for i := range d.Copies {
		for _, t := range textsOfCopyOf(&d.Copies[i]) {
			m.texts = append(m.texts, *t)
		}
	}
}

// take fills in the next document, and reports false where not all of it is
// there.
func (m *metadata) take(d *corpus.Document) bool {
	if len(m.texts) < textsOfDocument || len(m.numbers) < numbersOfDocument {
		return false
	}
	for i, t := range textsOf(d) {
		*t = m.texts[i]
	}
	m.texts = m.texts[textsOfDocument:]
	for i, date := range datesOf(d) {
		n := int(m.numbers[i])
		*date = corpus.Date{Year: n >> 9, Month: n >> 5 & 15, Day: n & 31}
	}
	for i, list := range listsOf(d) {
		n := int(m.numbers[datesOfDocument+i])
		if n > len(m.texts) {
			return false
		}
		*list = append([]string(nil), m.texts[:n]...) // a copy, which does not keep the others
		m.texts = m.texts[n:]
	}
	copies := int(m.numbers[numbersOfDocument-1])
	m.numbers = m.numbers[numbersOfDocument:]
	return m.takeCopies(d, copies)
}

func (m *metadata) takeCopies(d *corpus.Document, n int) bool {
	if n > len(m.texts)/textsOfCopy {
		return false
	}
	for range n {
		var c corpus.Copy
		for i, t := range textsOfCopyOf(&c) {
			*t = m.texts[i]
		}
		m.texts = m.texts[textsOfCopy:]
		d.Copies = append(d.Copies, c)
	}
	return true
}
