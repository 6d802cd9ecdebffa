package retrieval

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// A snapshot file is a header and the parts of an index one after another:
//
//	"FOOTNOTE" | version uint32 | number of parts uint32
//	for each part: length uint64 | CRC-32C of the part uint32
//	CRC-32C of everything before it uint32
//	the parts
//
// All integers are little-endian. Every byte of the file is under a checksum.
const (
	snapshotMagic   = "FOOTNOTE"
	snapshotVersion = 2
	snapshotFixed   = len(snapshotMagic) + 8
)

// The parts of a snapshot, in order.
const (
	partManifest = iota
	partDocuments
	partPassages
	partLexical
	partEmbedder
	partVectors
	partGlossary
	partCount
)

// ErrNewerSnapshot is returned for a snapshot that a later version of Footnote
// wrote.
var ErrNewerSnapshot = errors.New("written by a newer version of Footnote")

// ErrDamagedSnapshot is returned for a snapshot that is not as it was written.
var ErrDamagedSnapshot = errors.New("the file is damaged")

// ErrOtherRules is returned for a snapshot that is whole, but made with another
// embedding or by other rules.
var ErrOtherRules = errors.New("other rules")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// WriteTo writes the index as a snapshot.
func (ix *Index) WriteTo(w io.Writer) (int64, error) {
	parts, err := ix.encode()
	if err != nil {
		return 0, err
	}
	head := make([]byte, 0, headerSize(len(parts)))
	head = append(head, snapshotMagic...)
	head = binary.LittleEndian.AppendUint32(head, snapshotVersion)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(parts)))
	for _, p := range parts {
		head = binary.LittleEndian.AppendUint64(head, uint64(len(p)))
		head = binary.LittleEndian.AppendUint32(head, crc32.Checksum(p, castagnoli))
	}
	head = binary.LittleEndian.AppendUint32(head, crc32.Checksum(head, castagnoli))
	var total int64
	for _, b := range append([][]byte{head}, parts...) {
		n, err := w.Write(b)
		total += int64(n)
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

func headerSize(parts int) int { return snapshotFixed + 12*parts + 4 }

func (ix *Index) encode() ([][]byte, error) {
	embedder, err := ix.embedder.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("saving the embedder %s: %w", ix.embedder.ID(), err)
	}
	manifest, err := encodeJSON(ix.manifest)
	if err != nil {
		return nil, err
	}
	documents, err := encodeJSON(ix.corpus.Documents)
	if err != nil {
		return nil, err
	}
	return [][]byte{
		partManifest:  manifest,
		partDocuments: documents,
		partPassages:  encodePassages(ix.passages),
		partLexical:   encodeLexical(ix.lexical),
		partEmbedder:  embedder,
		partVectors:   encodeVectors(ix.vectors, ix.manifest.Dimensions),
		partGlossary:  []byte(ix.corpus.Glossary().String()),
	}, nil
}

// splitSnapshot checks a snapshot file and returns its parts, which are slices
// of data.
func splitSnapshot(data []byte) ([][]byte, error) {
	if len(data) < snapshotFixed || !bytes.HasPrefix(data, []byte(snapshotMagic)) {
		return nil, fmt.Errorf("not a snapshot: %w", ErrDamagedSnapshot)
	}
	version := binary.LittleEndian.Uint32(data[len(snapshotMagic):])
	if version > snapshotVersion {
		return nil, fmt.Errorf("format %d: %w", version, ErrNewerSnapshot)
	}
	if version < snapshotVersion {
		return nil, fmt.Errorf("format %d: %w", version, ErrOtherRules)
	}
	n := binary.LittleEndian.Uint32(data[len(snapshotMagic)+4:])
	size := headerSize(partCount)
	if n != partCount || len(data) < size {
		return nil, fmt.Errorf("header: %w", ErrDamagedSnapshot)
	}
	if crc32.Checksum(data[:size-4], castagnoli) != binary.LittleEndian.Uint32(data[size-4:]) {
		return nil, fmt.Errorf("header: %w", ErrDamagedSnapshot)
	}
	parts, rest := make([][]byte, partCount), data[size:]
	for i := range parts {
		entry := data[snapshotFixed+12*i:]
		length := binary.LittleEndian.Uint64(entry)
		if length > uint64(len(rest)) {
			return nil, fmt.Errorf("cut short: %w", ErrDamagedSnapshot)
		}
		parts[i], rest = rest[:length], rest[length:]
		if crc32.Checksum(parts[i], castagnoli) != binary.LittleEndian.Uint32(entry[8:]) {
			return nil, fmt.Errorf("part %d: %w", i, ErrDamagedSnapshot)
		}
	}
	if len(rest) != 0 {
		return nil, fmt.Errorf("%d bytes too long: %w", len(rest), ErrDamagedSnapshot)
	}
	return parts, nil
}
