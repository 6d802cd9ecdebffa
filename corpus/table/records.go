package table

import (
	"encoding/csv"
	"io"
	"strings"

	"footnote/corpus"
)

const (
	maxCellLines = 200 // a quotation of more lines is a mark that was never closed
	maxSlips     = 5   // such marks, after which none is trusted
)

// records gives the records of a text to a function, in their order. A record
// is only valid during the call.
func records(text string, do func([]string) error) error {
	text = plainLines(text)
	d, text := findDialect(text)
	for range maxSlips {
		slip, err := d.untilSlip(text, do)
		if err != nil || slip < 0 {
			return err
		}
		line, rest, _ := strings.Cut(text[slip:], "\n")
		if err := do(strings.Split(line, string(d.comma))); err != nil {
			return err
		}
		text = rest
	}
	for line := range strings.Lines(text) {
		if err := do(strings.SplitN(line, string(d.comma), maxColumns+2)); err != nil {
			return err
		}
	}
	return nil
}

// plainLines ends the lines of a text of an old Macintosh as others do.
func plainLines(text string) string {
	if !strings.Contains(text, "\n") {
		return strings.ReplaceAll(text, "\r", "\n")
	}
	return text
}

// A dialect is how a table is written.
type dialect struct {
	comma rune
	width int // columns that most of its first records have
}

func (d dialect) reader(r io.Reader) *csv.Reader {
	c := csv.NewReader(r)
	c.Comma, c.LazyQuotes, c.FieldsPerRecord, c.ReuseRecord = d.comma, true, -1, true
	return c
}

// untilSlip reads records up to one that a quotation mark has run away with,
// and returns where that begins, or -1 at the end.
func (d dialect) untilSlip(text string, do func([]string) error) (slip int, err error) {
	c := d.reader(strings.NewReader(text))
	for {
		start := int(c.InputOffset())
		record, err := c.Read()
		switch {
		case err == io.EOF:
			return -1, nil
		case err != nil:
			return 0, corpus.ErrDamaged.Errorf("reading rows: %w; save it again as CSV", err)
		}
		blank := len(text[start:]) - len(strings.TrimLeft(text[start:], "\r\n"))
		if start += blank; d.isSlip(text[start:c.InputOffset()], len(record)) {
			return start, nil
		}
		if err := do(record); err != nil {
			return 0, err
		}
	}
}

// isSlip tells a cell of several lines from records that an open quotation mark
// has swallowed: most of their lines have as many commas as a record.
func (d dialect) isSlip(source string, fields int) bool {
	source = strings.TrimRight(source, "\r\n")
	lines := strings.Count(source, "\n") + 1
	if lines == 1 || d.width < 2 {
		return lines > maxCellLines
	}
	alike := 0
	for line := range strings.SplitSeq(source, "\n") {
		if strings.Count(line, string(d.comma)) == d.width-1 {
			alike++
		}
	}
	return lines > maxCellLines || alike*2 > lines && (d.width > 2 || fields != d.width)
}

const (
	sampleBytes   = 64 << 10
	sampleRecords = 50
)

// findDialect takes the mark that parts the first records most evenly. A line
// such as "sep=;", which Excel reads, says which it is.
func findDialect(text string) (dialect, string) {
	stated, text := statedComma(text)
	best, share := dialect{comma: ','}, 0.0
	for _, comma := range commas {
		if stated != 0 && comma != stated {
			continue
		}
		d := dialect{comma: comma}
		if even := d.measure(text[:min(len(text), sampleBytes)]); even > share || stated != 0 {
			best, share = d, even
		}
	}
	return best, text
}

const commas = "\t;,"

func statedComma(text string) (comma rune, rest string) {
	line, rest, _ := strings.Cut(text, "\n")
	for _, comma := range commas {
		if strings.TrimRight(line, "\r") == "sep="+string(comma) {
			return comma, rest
		}
	}
	return 0, text
}

// measure finds how many columns most of the first records have, and returns
// the share of those that do. A text without the mark has none.
func (d *dialect) measure(sample string) float64 {
	widths := make(map[int]int)
	all := 0
	for c := d.reader(strings.NewReader(sample)); all < sampleRecords; all++ {
		record, err := c.Read()
		if err != nil {
			break
		}
		widths[len(record)]++
	}
	for width, n := range widths {
		if width > 1 && (n > widths[d.width] || n == widths[d.width] && width > d.width) {
			d.width = width
		}
	}
	if d.width == 0 {
		return 0
	}
	return float64(widths[d.width]) / float64(all)
}
