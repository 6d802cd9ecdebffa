package refresh

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"footnote/corpus"
)

const (
	textsFolder   = "texts"
	versionsFile  = "VERSIONS"
	keyCharacters = 16 // of a fingerprint in a file's name
)

var hexDigest = regexp.MustCompile(`^[0-9a-f]{64}$`)

var errNoText = errors.New("the text of this version was not kept")

// saveText keeps a version of a document, by its fingerprint: its text and what
// was known of it. It returns the name of the file, or nothing when it is there
// already.
func saveText(dir string, d *corpus.Document, key string) (string, error) {
	name := textFile(d.Digest, key)
	if loadText(dir, d.Digest, key) != nil {
		return "", nil
	}
	data, err := json.Marshal(d)
	if err == nil {
		err = replaceFile(dir, name, bytesOf(data))
	}
	if err != nil {
		return "", fmt.Errorf("keeping the text of %q: %w", d.ID, err)
	}
	return name, nil
}

// textFile is where a version lies in the folder.
func textFile(digest, key string) string {
	return filepath.Join(textsFolder, digest[:2], digest+"-"+key[:keyCharacters]+".json")
}

// loadText returns the version of a document with a fingerprint, or nil.
func loadText(dir, digest, key string) *corpus.Document {
	if !hexDigest.MatchString(digest) || !hexDigest.MatchString(key) {
		return nil
	}
	d, err := readText(filepath.Join(dir, textFile(digest, key)))
	if err != nil || d.Fingerprint() != key {
		return nil
	}
	return d
}

// readText reads what saveText wrote. Files are not synced one by one, so that
// after a power failure one may not be whole.
func readText(path string) (*corpus.Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, errNoText
	}
	d := new(corpus.Document)
	if err := json.Unmarshal(data, d); err != nil {
		return nil, errNoText
	}
	if sum := sha256.Sum256([]byte(d.Text)); hex.EncodeToString(sum[:]) != d.Digest {
		return nil, errNoText
	}
	return d, nil
}

// versionText returns a version by the digest of its text.
func versionText(dir, digest string) (*corpus.Document, error) {
	if !hexDigest.MatchString(digest) {
		return nil, errNoText
	}
	paths, _ := filepath.Glob(filepath.Join(dir, textsFolder, digest[:2], digest+"-*.json"))
	for _, path := range paths {
		if d, err := readText(path); err == nil && d.Digest == digest {
			return d, nil
		}
	}
	return nil, errNoText
}

// Histories returns the histories of all documents there ever were, and a
// function that returns a version by the digest of its text.
func Histories(cfg Config) ([]corpus.History, func(digest string) (*corpus.Document, error), error) {
	histories, err := readVersions(cfg.Dir)
	return histories, func(digest string) (*corpus.Document, error) { return versionText(cfg.Dir, digest) }, err
}

// readVersions returns the histories of all documents there ever were.
func readVersions(dir string) ([]corpus.History, error) {
	f, err := os.Open(filepath.Join(dir, versionsFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return corpus.ReadHistories(f)
}

func writeVersions(dir string, histories []corpus.History) error {
	return writeFile(dir, versionsFile, func(w io.Writer) error {
		return corpus.WriteHistories(w, histories)
	})
}
