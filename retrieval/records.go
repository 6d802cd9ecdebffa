package retrieval

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"footnote/corpus"
)

// The records of a snapshot are what is known of documents, sections and
// passages. Their texts are the part after them, document by document. Headings
// are numbered, as sections and passages share them.
type records struct {
	words     stringTable // of the headings
	headings  []uint32    // heading i is words[headings[i]:headings[i+1]]
	known     stringTable // the texts of the documents' metadata
	numbers   []uint32    // of their metadata
	lengths   []uint32    // of the documents' texts
	counts    []uint32    // of the documents' sections
	sections  []uint32    // heading, start, body and end of each
	paged     []uint32    // of the documents' pages
	pages     []uint32    // number and start of each
	labels    stringTable // of the pages
	passages  []uint32    // document, heading, start, end and number of sentences of each
	ids       stringTable // of the passages
	sentences []uint32    // start and end of each
}

// How many numbers there are of each.
const (
	perSection  = 4
	perPage     = 2
	perPassage  = 5
	perSentence = 2
)

func encodeRecords(ix *Index) (about, texts part, err error) {
	r := records{headings: []uint32{0}}
	headings := numbering{records: &r, numbers: make(map[string]uint32)}
	number := make(map[*corpus.Document]uint32, len(ix.corpus.Documents))
	var known metadata
	var labels []string
	for i, d := range ix.corpus.Documents {
		number[d] = uint32(i)
		if uint64(len(d.Text)) > math.MaxUint32 {
			return nil, nil, fmt.Errorf("saving document %q: its text is longer than 4 GiB", d.ID)
		}
		known.add(d)
		texts = append(texts, rawString(d.Text))
		r.lengths, r.counts = append(r.lengths, uint32(len(d.Text))), append(r.counts, uint32(len(d.Sections)))
		for _, s := range d.Sections {
			r.sections = append(r.sections, headings.of(s.Heading), uint32(s.Start), uint32(s.Body), uint32(s.End))
		}
		r.paged = append(r.paged, uint32(len(d.Pages)))
		for _, page := range d.Pages {
			r.pages, labels = append(r.pages, uint32(page.Number), uint32(page.Start)), append(labels, page.Label)
		}
	}
	ids := make([]string, len(ix.passages))
	for i, p := range ix.passages {
		ids[i] = p.ID
		r.passages = append(r.passages, number[ix.documents[i]], headings.of(p.Heading), uint32(p.Start), uint32(p.End), uint32(len(p.Sentences)))
		for _, s := range p.Sentences {
			r.sentences = append(r.sentences, uint32(s.Start), uint32(s.End))
		}
	}
	r.numbers = known.numbers
	err = errors.Join(setTable(&r.words, headings.words), setTable(&r.known, known.texts), setTable(&r.labels, labels), setTable(&r.ids, ids))
	return r.put(nil), texts, err
}

func setTable(t *stringTable, list []string) (err error) {
	*t, err = newStringTable(list)
	return err
}

// A numbering numbers headings as they come.
type numbering struct {
	records *records
	words   []string
	numbers map[string]uint32
}

func (n *numbering) of(heading []string) uint32 {
	key := strings.Join(heading, "\x00")
	number, ok := n.numbers[key]
	if !ok {
		number = uint32(len(n.numbers))
		n.numbers[key] = number
		n.words = append(n.words, heading...)
		n.records.headings = append(n.records.headings, uint32(len(n.words)))
	}
	return number
}

func (r *records) put(p part) part {
	p = putArray(r.words.put(p), r.headings)
	p = putArray(putArray(putArray(r.known.put(p), r.numbers), r.lengths), r.counts)
	p = r.labels.put(putArray(putArray(putArray(p, r.sections), r.paged), r.pages))
	p = putArray(p, r.passages)
	return putArray(r.ids.put(p), r.sentences)
}

// takeRecords reads the arrays and checks that their lengths go together.
func takeRecords(b []byte, text string) (*records, error) {
	in := &arrayReader{b: b}
	r := &records{
		words: takeStrings(in), headings: takeArray[uint32](in),
		known: takeStrings(in), numbers: takeArray[uint32](in), lengths: takeArray[uint32](in), counts: takeArray[uint32](in),
		sections: takeArray[uint32](in), paged: takeArray[uint32](in), pages: takeArray[uint32](in), labels: takeStrings(in),
		passages: takeArray[uint32](in),
		ids:      takeStrings(in), sentences: takeArray[uint32](in),
	}
	n := len(r.lengths)
	if err := in.end(); err != nil {
		return nil, err
	}
	if !ascend(r.headings, r.words.len()) || len(r.numbers) != n*numbersOfDocument || len(r.counts) != n ||
		total(r.lengths) != len(text) || total(r.counts)*perSection != len(r.sections) ||
		len(r.paged) != n || total(r.paged) != r.labels.len() || total(r.paged)*perPage != len(r.pages) ||
		r.ids.len()*perPassage != len(r.passages) || len(r.sentences)%perSentence != 0 {
		return nil, ErrDamagedSnapshot
	}
	return r, nil
}

func total(numbers []uint32) int {
	sum := 0
	for _, n := range numbers {
		sum += int(n)
	}
	return sum
}

// decodeRecords returns documents and passages, whose texts and identifiers are
// parts of text and b.
func decodeRecords(b []byte, text string) ([]*corpus.Document, []corpus.Passage, error) {
	r, err := takeRecords(b, text)
	if err != nil {
		return nil, nil, err
	}
	headings := r.allHeadings()
	documents, err := r.allDocuments(headings, text)
	if err != nil {
		return nil, nil, err
	}
	passages, err := r.allPassages(headings, documents)
	return documents, passages, err
}

func (r *records) allHeadings() [][]string {
	words := r.words.all()
	headings := make([][]string, len(r.headings)-1)
	for i := range headings {
		if from, to := r.headings[i], r.headings[i+1]; from < to {
			headings[i] = words[from:to:to]
		}
	}
	return headings
}

func (r *records) allDocuments(headings [][]string, text string) ([]*corpus.Document, error) {
	documents, all := make([]*corpus.Document, len(r.lengths)), make([]corpus.Document, len(r.lengths))
	known := metadata{r.known.all(), r.numbers}
	for i := range all {
		if documents[i] = &all[i]; !known.take(&all[i]) {
			return nil, fmt.Errorf("document %d: %w", i, ErrDamagedSnapshot)
		}
	}
	if len(known.texts) > 0 {
		return nil, ErrDamagedSnapshot
	}
	if err := r.fillIn(documents, headings, text); err != nil {
		return nil, err
	}
	return documents, r.paginate(documents)
}

// paginate gives the documents their pages.
func (r *records) paginate(documents []*corpus.Document) error {
	next := 0
	for i, d := range documents {
		for range r.paged[i] {
			start := int(r.pages[next*perPage+1])
			if n := len(d.Pages); start > len(d.Text) || n > 0 && start < d.Pages[n-1].Start {
				return fmt.Errorf("document %q, page %d: %w", d.ID, n, ErrDamagedSnapshot)
			}
			page := corpus.Page{Number: int(r.pages[next*perPage]), Label: r.labels.at(next)}
			d.Pages = append(d.Pages, corpus.PageStart{Page: page, Start: start})
			next++
		}
	}
	return nil
}

// fillIn gives the documents their texts and sections.
func (r *records) fillIn(documents []*corpus.Document, headings [][]string, text string) error {
	rest := r.sections
	sections := make([]corpus.Section, len(rest)/perSection)
	for i, d := range documents {
		d.Text, text = text[:r.lengths[i]], text[r.lengths[i]:]
		n := int(r.counts[i])
		if n > 0 {
			d.Sections, sections = sections[:n:n], sections[n:]
		}
		for j := range d.Sections {
			s := &d.Sections[j]
			heading := int(rest[0])
			s.Start, s.Body, s.End = int(rest[1]), int(rest[2]), int(rest[3])
			if heading >= len(headings) || s.Start > s.Body || s.Body > s.End || s.End > len(d.Text) {
				return fmt.Errorf("document %q, section %d: %w", d.ID, j, ErrDamagedSnapshot)
			}
			s.Heading, rest = headings[heading], rest[perSection:]
		}
	}
	return nil
}

func (r *records) allPassages(headings [][]string, documents []*corpus.Document) ([]corpus.Passage, error) {
	passages := make([]corpus.Passage, r.ids.len())
	sentences := make([]corpus.Span, len(r.sentences)/perSentence)
	for i := range sentences {
		sentences[i] = corpus.Span{Start: int(r.sentences[perSentence*i]), End: int(r.sentences[perSentence*i+1])}
	}
	for i := range passages {
		p, of := &passages[i], r.passages[perPassage*i:]
		p.ID, p.Start, p.End = r.ids.at(i), int(of[2]), int(of[3])
		document, heading, n := int(of[0]), int(of[1]), int(of[4])
		if document >= len(documents) || heading >= len(headings) || n > len(sentences) {
			return nil, fmt.Errorf("passage %q: %w", p.ID, ErrDamagedSnapshot)
		}
		d := documents[document]
		p.Document, p.Heading = d.ID, headings[heading]
		p.Sentences, sentences = sentences[:n:n], sentences[n:]
		if n == 0 || p.End > len(d.Text) || !within(p.Sentences, p.Start, p.End) {
			return nil, fmt.Errorf("passage %q: %w", p.ID, ErrDamagedSnapshot)
		}
	}
	if len(sentences) > 0 {
		return nil, ErrDamagedSnapshot
	}
	return passages, nil
}

// within reports whether spans follow one another between start and end.
func within(spans []corpus.Span, start, end int) bool {
	for _, s := range spans {
		if s.Start < start || s.End < s.Start {
			return false
		}
		start = s.End
	}
	return start <= end
}
