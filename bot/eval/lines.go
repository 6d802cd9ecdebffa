package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 16 << 20

// eachLine calls f with every line that is not blank, without its end and
// without a byte order mark. What f is given is overwritten by the next line. An
// error says where it came about: it begins with place, such as "line " or
// "corpus.jsonl:", and the number of the line.
func eachLine(r io.Reader, place string, f func(line []byte) error) error {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 0, 64<<10), maxLine+len("\r\n"))
	n := 0
	for scanner.Scan() {
		n++
		line := scanner.Bytes()
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("%s%d: %w", place, n, err)
		}
	}
	err := scanner.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		err = fmt.Errorf("it is longer than %d MiB", maxLine>>20)
	}
	if err != nil {
		return fmt.Errorf("%s%d: %w", place, n+1, err)
	}
	return nil
}

// decodeLine reads a line that is one JSON object.
func decodeLine(line []byte, v any) error {
	if err := json.Unmarshal(line, v); err != nil {
		return fmt.Errorf("%w; a line is one JSON object", err)
	}
	return nil
}

// A row is one line of a report for people.
type row struct{ label, value string }

// table lays rows out in two columns.
func table(rows ...row) string {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.label))
	}
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%-*s  %s\n", width, r.label, r.value)
	}
	return b.String()
}

func share(x float64) string { return fmt.Sprintf("%.3f", x) }

// A Count is so many out of so many.
type Count struct {
	N  int `json:"n"`
	Of int `json:"of"`
}

func (c Count) String() string { return fmt.Sprintf("%d of %d", c.N, c.Of) }

// percent is a count as a share, such as "2.5% of 40".
func (c Count) percent() string { return fmt.Sprintf("%.1f%% of %d", 100*c.share(), c.Of) }

func (c *Count) add(yes bool) {
	c.Of++
	if yes {
		c.N++
	}
}

func (c Count) share() float64 { return ratio(float64(c.N), c.Of) }

func ratio(x float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return x / float64(n)
}
