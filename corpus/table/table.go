// Package table reads tables (.csv, .tsv) so that each row reads alone: the
// names of the columns are the heading of all rows, and each cell of a row has
// its name before it.
package table

import (
	"errors"
	"fmt"
	"slices"

	"footnote/corpus"
)

var _ corpus.Reader = Reader{}

// Reader reads tables in any character set, parted by commas, semicolons or
// tabs, whichever parts them most evenly. Lines above the names of the columns
// are the title and remarks. An empty cell stays empty: nobody knows whether it
// says the same as the one above it.
type Reader struct{}

// The most that a table may hold. The names of the columns stand in every row
// unless its text grew beyond maxText bytes by them.
const (
	maxRows    = 1_000_000
	maxColumns = 1000
	maxText    = 64 << 20
)

var errGrown = errors.New("the names of the columns take too much room")

// Read implements [corpus.Reader].
func (Reader) Read(file corpus.File) (corpus.Content, error) {
	text, encoding, err := corpus.Decode(file.Data)
	if err != nil {
		return corpus.Content{}, err
	}
	t := &table{limit: maxText, named: true}
	err = t.read(text)
	if errors.Is(err, errGrown) {
		t = &table{limit: maxText}
		err = t.read(text)
	}
	if err == nil && len(t.blocks) == 0 {
		err = fmt.Errorf("%w: all its cells are empty; remove it or fill it", corpus.ErrNoText)
	}
	if err != nil {
		return corpus.Content{}, err
	}
	return corpus.Content{Blocks: t.blocks, Encoding: encoding, Untitled: !t.titled}, nil
}

// A table becomes blocks row by row; only the first rows are kept, until it is
// known which of them names the columns.
type table struct {
	limit  int
	named  bool // the names of the columns stand in the rows
	first  [][]string
	begun  bool
	names  []string // of the columns, or none
	labels []string // the names with what parts them from a cell
	header []string // the row they stand in
	line   []byte   // the row that is being written
	width  int      // columns of the first rows
	titled bool
	rows   int
	size   int // bytes of text
	blocks []corpus.Block
}

// maxFirst is how many rows are looked at to find the names of the columns.
const maxFirst = 20

func (t *table) read(text string) error {
	if err := records(text, t.add); err != nil {
		return err
	}
	return t.begin()
}

// add takes a record, which it may change and does not keep.
func (t *table) add(record []string) error {
	filled := 0
	for i, cell := range record {
		if record[i] = oneLine(cell); record[i] != "" {
			filled = i + 1
		}
	}
	if filled == 0 {
		return nil
	}
	t.rows++
	switch {
	case filled > maxColumns:
		return corpus.ErrTooMuch.Errorf("has more than %d columns; split it", maxColumns)
	case t.rows > maxRows:
		return corpus.ErrTooMuch.Errorf("has more than %d rows; split it", maxRows)
	case t.begun:
		return t.row(record[:filled])
	}
	t.first = append(t.first, slices.Clone(record[:filled]))
	if len(t.first) < maxFirst {
		return nil
	}
	return t.begin()
}

// begin writes the first rows once there are enough of them.
func (t *table) begin() error {
	if t.begun {
		return nil
	}
	t.begun = true
	for _, row := range t.first {
		t.width = max(t.width, len(row))
	}
	rows := t.preface(t.first)
	for _, row := range t.head(rows) {
		if err := t.row(row); err != nil {
			return err
		}
	}
	t.first = nil
	return nil
}

func (t *table) write(kind corpus.BlockKind, level int, text string) {
	t.size += len(text)
	t.blocks = append(t.blocks, corpus.Block{Kind: kind, Level: level, Text: text})
}
