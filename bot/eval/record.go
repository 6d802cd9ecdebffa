package eval

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/corpus"
)

// A record is a line of corpus.jsonl, or of queries.jsonl.
type record struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// eachRecord calls f with every record. An ID that is missing or there twice is
// an error; known gets them all.
func eachRecord(r io.Reader, place string, known map[string]bool, f func(record) error) error {
	return eachLine(r, place, func(line []byte) error {
		var x record
		if err := decodeLine(line, &x); err != nil {
			return err
		}
		switch {
		case x.ID == "":
			return errors.New(`it has no "_id"`)
		case known[x.ID]:
			return fmt.Errorf("the _id %q is there twice", x.ID)
		}
		known[x.ID] = true
		return f(x)
	})
}

// document makes the document of a record as one of a file is made: normalised,
// each line a paragraph, and what is not stated derived. Its ID is the record's
// number, since those of BEIR may hold any character. A record without text
// consists of its title; one without either is [corpus.ErrNoText].
func (x record) document(number int) (*corpus.Document, error) {
	title := strings.TrimSpace(corpus.Normalize(x.Title))
	d, err := newDocument(number, title, x.Text)
	if errors.Is(err, corpus.ErrNoText) {
		return newDocument(number, "", title)
	}
	return d, err
}

func newDocument(number int, title, text string) (*corpus.Document, error) {
	content := corpus.Content{Meta: corpus.Meta{ID: fmt.Sprintf("%09d", number), Title: title}}
	for line := range strings.Lines(corpus.Normalize(text)) {
		content.Blocks = append(content.Blocks, corpus.Block{Text: line})
	}
	d, err := corpus.NewDocument(recordsFile, content)
	if err != nil {
		return nil, err
	}
	if title == "" {
		d.Title = "" // and not one derived from the name of the file
	}
	return d, nil
}

// whole divides a document into one passage.
func whole(d *corpus.Document) []corpus.Passage {
	return []corpus.Passage{{ID: d.ID, Document: d.ID, End: len(d.Text), Sentences: corpus.Sentences(d.Text)}}
}

// A progressReader reports how many MiB have been read.
type progressReader struct {
	io.Reader
	read, size int64
	report     func(done, total int) // may be nil
}

func (p *progressReader) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	before := p.read >> 20
	if p.read += int64(n); p.report != nil && (p.read>>20 > before || before == 0) {
		p.report(int(p.read>>20), int(p.size>>20))
	}
	return n, err
}
