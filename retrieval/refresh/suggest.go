package refresh

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Suggested documents wait in a folder that is not read, each under its key, which
// begins its name.
const (
	suggestedFolder = "_suggested"
	maxSuggested    = 20
)

// What keeps something from being suggested, or found again.
var (
	ErrManySuggested = errors.New("too many documents wait to be looked at")
	ErrNotSuggested  = errors.New("this document does not wait any more: somebody has decided already")
)

var suggestionKey = regexp.MustCompile(`^[0-9a-f]{16}$`)

// Suggest keeps a document until somebody adds or declines it, and returns the key to
// it. It is read first, as [Library.Check] says. The same document twice is one.
func (l *Library) Suggest(f File) (key string, err error) {
	if _, err := l.Check(f); err != nil {
		return "", err
	}
	sum := sha256.Sum256(f.Data)
	key = hex.EncodeToString(sum[:8])
	if _, err := l.suggestion(key); err == nil {
		return key, nil
	}
	waiting, _ := os.ReadDir(filepath.Join(l.cfg.Added, suggestedFolder))
	if len(waiting) >= maxSuggested {
		return "", ErrManySuggested
	}
	return key, l.cfg.writeAdded(filepath.Join(suggestedFolder, key+"-"+fileName(f.Name)), bytesOf(f.Data))
}

// suggestion returns where a document waits.
func (l *Library) suggestion(key string) (string, error) {
	if !suggestionKey.MatchString(key) {
		return "", ErrNotSuggested
	}
	folder := filepath.Join(l.cfg.Added, suggestedFolder)
	waiting, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	for _, entry := range waiting {
		if strings.HasPrefix(entry.Name(), key+"-") {
			return filepath.Join(folder, entry.Name()), nil
		}
	}
	return "", ErrNotSuggested
}

// Suggested returns a document that waits, or [ErrNotSuggested].
func (l *Library) Suggested(key string) (File, error) {
	path, err := l.suggestion(key)
	if err != nil {
		return File{}, err
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return File{}, ErrNotSuggested
	}
	if err != nil {
		return File{}, fmt.Errorf("reading a document that waits: %w", err)
	}
	return File{strings.TrimPrefix(filepath.Base(path), key+"-"), data}, nil
}

// Decide ends the waiting of a document, or returns [ErrNotSuggested].
func (l *Library) Decide(key string) error {
	path, err := l.suggestion(key)
	if err != nil {
		return err
	}
	if err := os.Remove(path); errors.Is(err, fs.ErrNotExist) {
		return ErrNotSuggested
	} else if err != nil {
		return fmt.Errorf("ending the waiting of a document: %w", err)
	}
	return nil
}
