package corpus

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxHistoryBytes bounds a line of a file of histories: all versions of a
// document whose metadata are as long as front matter may be.
const maxHistoryBytes = 2 * maxVersions * maxFrontMatter

// WriteHistories writes histories as [ReadHistories] reads them: JSON, one
// document a line, in the order given.
func WriteHistories(w io.Writer, histories []History) error {
	b := bufio.NewWriter(w)
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	for i := range histories {
		if err := encoder.Encode(&histories[i]); err != nil {
			return fmt.Errorf("writing the history of %q: %w", histories[i].ID, err)
		}
	}
	return b.Flush()
}

// ReadHistories reads what [WriteHistories] wrote. Empty lines and unknown
// fields are passed over. Whatever is wrong is an error that names the line:
// what could be read before it is returned as well.
func ReadHistories(r io.Reader) ([]History, error) {
	var histories []History
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxHistoryBytes)
	ids := make(map[string]bool)
	n := 0
	for lines.Scan() {
		n++
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		h, err := parseHistory(lines.Bytes())
		if err == nil && ids[h.ID] {
			err = fmt.Errorf("the document %q has a history already", h.ID)
		}
		if err != nil {
			return histories, historyError(n, err)
		}
		ids[h.ID] = true
		histories = append(histories, h)
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return histories, historyError(n+1, fmt.Errorf("is longer than %d bytes", maxHistoryBytes))
	} else if err != nil {
		return histories, fmt.Errorf("reading histories: %w", err)
	}
	return histories, nil
}

func historyError(line int, err error) error {
	return fmt.Errorf("reading histories: line %d: %w; restore the file, or remove the line: the history of its document then begins with the next refresh", line, err)
}

func parseHistory(line []byte) (History, error) {
	var h History
	if err := json.Unmarshal(line, &h); err != nil {
		return h, err
	}
	if err := checkID(h.ID); err != nil || h.ID == "" {
		return h, errors.Join(errors.New("id: names no document"), err)
	}
	if len(h.Versions) == 0 || len(h.Versions) > maxVersions {
		return h, fmt.Errorf("versions: holds %d, and not 1 to %d", len(h.Versions), maxVersions)
	}
	for i := range h.Versions {
		if err := h.checkVersion(i); err != nil {
			return h, fmt.Errorf("versions: number %d of %q: %w", i+1, h.ID, err)
		}
	}
	return h, nil
}

func (h *History) checkVersion(i int) error {
	v := &h.Versions[i]
	if sum, err := hex.DecodeString(v.Digest); err != nil || len(sum) != 32 || v.Digest != strings.ToLower(v.Digest) {
		return fmt.Errorf("digest: %q is not a SHA-256 in 64 lower-case hexadecimal digits", v.Digest)
	}
	if i > 0 && v.Seen.Before(h.Versions[i-1].Seen) {
		return errors.New("seen: is before the version that it follows")
	}
	return v.validate()
}
