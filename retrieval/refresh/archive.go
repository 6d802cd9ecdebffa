package refresh

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const archiveFolder = "archive"

// archivedName is what a kept copy can be called: the SHA-256 of its bytes, and
// the extension of their format.
var archivedName = regexp.MustCompile(`^[0-9a-f]{64}(\.[a-z0-9]{1,10})?$`)

var errNotArchived = errors.New("its kept copy is missing or damaged; it is fetched again by the next refresh")

// keep puts what was fetched into the archive and returns its name there.
func keep(dir string, data []byte, extension string) (string, error) {
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:]) + extension
	if !archivedName.MatchString(name) {
		name = hex.EncodeToString(sum[:])
	}
	if _, err := archived(dir, name); err == nil {
		return name, nil
	}
	if err := writeFile(dir, archivedFile(name), bytesOf(data)); err != nil {
		return "", fmt.Errorf("keeping what was fetched: %w", err)
	}
	return name, nil
}

// archived returns what was kept under a name, byte for byte.
func archived(dir, name string) ([]byte, error) {
	if !archivedName.MatchString(name) {
		return nil, errNotArchived
	}
	data, err := os.ReadFile(filepath.Join(dir, archivedFile(name)))
	if err != nil {
		return nil, errNotArchived
	}
	sum := sha256.Sum256(data)
	if digest, _ := hex.DecodeString(name[:64]); !bytes.Equal(sum[:], digest) {
		return nil, errNotArchived
	}
	return data, nil
}

// isArchived reports whether a copy of so many bytes is there; that they are the
// right ones, [archived] tells.
func isArchived(dir, name string, size int64) bool {
	if !archivedName.MatchString(name) {
		return false
	}
	info, err := os.Stat(filepath.Join(dir, archivedFile(name)))
	return err == nil && info.Size() == size
}

// archivedFile is where a copy lies in the folder.
func archivedFile(name string) string { return filepath.Join(archiveFolder, name[:2], name) }

// extensionOf returns the extension of an archived name.
func extensionOf(name string) string {
	_, extension, found := strings.Cut(name, ".")
	if !found {
		return ""
	}
	return "." + extension
}
