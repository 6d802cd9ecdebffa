package refresh

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"footnote/corpus"
)

const removedFile = "REMOVED"

const removedHead = `# What the owner has removed: path or address, tab, ID, tab, date.
# Without its line, a document comes back with the next refresh.
`

// RemovedFile returns the file that lists what the owner has removed, a line
// each.
func RemovedFile(cfg Config) string { return filepath.Join(cfg.Dir, removedFile) }

// removed are the paths and addresses that the owner has removed.
type removed map[string]bool

func (r removed) holds(path string) bool { return r[path] }

func readRemoved(dir string) (removed, error) {
	f, err := os.Open(filepath.Join(dir, removedFile))
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading what was removed: %w", err)
	}
	defer f.Close()
	gone := make(removed)
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		path, _, _ := strings.Cut(lines.Text(), "\t")
		if path != "" && !strings.HasPrefix(path, "#") {
			gone[path] = true
		}
	}
	return gone, lines.Err()
}

// addRemoved adds a line to what was removed.
func addRemoved(dir string, paths []string, id string, day corpus.Date) error {
	before, err := os.ReadFile(filepath.Join(dir, removedFile))
	if errors.Is(err, os.ErrNotExist) {
		before = []byte(removedHead)
	} else if err != nil {
		return err
	}
	return writeFile(dir, removedFile, func(w io.Writer) error {
		if _, err := w.Write(before); err != nil {
			return err
		}
		for _, p := range paths {
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", p, id, day); err != nil {
				return err
			}
		}
		return nil
	})
}
