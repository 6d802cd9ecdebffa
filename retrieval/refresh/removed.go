package refresh

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"unicode"

	"footnote/corpus"
)

const removedFile = "REMOVED"

const removedHead = `# What the owner has removed: path or address, tab, ID, tab, date.
# Without its line, a document comes back with the next refresh.
`

// RemovedFile returns the file that lists what the owner has removed, a line
// each.
func RemovedFile(cfg Config) string { return filepath.Join(cfg.Dir, removedFile) }

// removed is what the owner has removed: paths and addresses, and the IDs of the
// documents that they gave.
type removed struct {
	paths map[string]string // the ID that a path gave
	ids   map[string]bool
}

func (r removed) holds(path string) bool {
	_, ok := r.paths[path]
	return ok
}

func readRemoved(dir string) (removed, error) {
	f, err := os.Open(filepath.Join(dir, removedFile))
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return removed{}, nil
	}
	if err != nil {
		return removed{}, fmt.Errorf("reading what was removed: %w", err)
	}
	defer f.Close()
	gone := removed{make(map[string]string), make(map[string]bool)}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		path, id, _ := removedIn(lines.Text())
		if id != "" {
			gone.ids[id] = true
		}
		if path != "" {
			gone.paths[path] = id
		}
	}
	return gone, lines.Err()
}

// removedIn reads a line of what was removed: a path or address, and an ID, either of
// which may be empty. Those that [Remove] writes are dated; a comment says nothing.
func removedIn(line string) (path, id string, dated bool) {
	path, rest, _ := strings.Cut(line, "\t")
	if strings.HasPrefix(path, "#") {
		return "", "", false
	}
	if name, err := strconv.Unquote(path); err == nil {
		path = name
	}
	id, _, dated = strings.Cut(rest, "\t")
	return path, id, dated
}

// unremove takes back what was removed, by path or ID, and reports whether there was
// something.
func unremove(cfg Config, is func(path, id string) bool) (back bool, err error) {
	data, err := os.ReadFile(filepath.Join(cfg.Dir, removedFile))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading what was removed: %w", err)
	}
	var kept strings.Builder
	for line := range strings.Lines(string(data)) {
		if path, id, dated := removedIn(strings.TrimRight(line, "\r\n")); dated && is(path, id) {
			back = true
		} else {
			kept.WriteString(line)
		}
	}
	if !back {
		return false, nil
	}
	return true, writeFile(cfg.Dir, removedFile, bytesOf([]byte(kept.String())))
}

// lineOf quotes a path that would not be read back as it is.
func lineOf(path string) string {
	if quoted := strconv.Quote(path); strings.HasPrefix(path, "#") || strings.HasPrefix(path, `"`) || strings.ContainsFunc(path, unicode.IsControl) {
		return quoted
	}
	return path
}

// addRemoved adds a line to what was removed for each path, or one without a path.
func addRemoved(dir string, paths []string, id string, day corpus.Date) error {
	before, err := os.ReadFile(filepath.Join(dir, removedFile))
	if errors.Is(err, os.ErrNotExist) {
		before = []byte(removedHead)
	} else if err != nil {
		return err
	}
	if len(before) > 0 && before[len(before)-1] != '\n' {
		before = append(before, '\n')
	}
	return writeFile(dir, removedFile, func(w io.Writer) error {
		if _, err := w.Write(before); err != nil {
			return err
		}
		if len(paths) == 0 {
			paths = []string{""}
		}
		for _, p := range paths {
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", lineOf(p), id, day); err != nil {
				return err
			}
		}
		return nil
	})
}
