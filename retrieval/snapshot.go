package retrieval

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"slices"
)

// Format is the version of the snapshots that this package writes and reads.
const Format = 7

// A snapshot file is a header and the parts of an index one after another:
//
//	"FOOTNOTE" | version uint32 | number of parts uint32
//	for each part: its length uint64
//	for each part, for each block of it: CRC-32C of the block uint32
//	zeros
//	CRC-32C of everything before it uint32
//	the parts, each with zeros after it
//
// The zeros make what they end a multiple of 64 bytes. A block is a mebibyte of
// a part and its zeros, or what is left of them at their end. All integers are
// little-endian. Every byte of the file is under a checksum.
//
// Blocks are read and checked on all cores. Texts and all else that a search
// hands out are read into memory, as they may outlive the index; numbers, which
// are most of the file, are mapped where the system can. Both are then used
// where they lie.
const (
	snapshotMagic   = "FOOTNOTE"
	snapshotVersion = Format
	snapshotFixed   = int64(len(snapshotMagic) + 8)
	blockSize       = 1 << 20
	alignment       = 64
)

// The parts of a snapshot, in order.
const (
	partManifest = iota
	partRecords  // what is known of documents and passages, without their text
	partText
	partLexical
	partEmbedder
	partVectors
	partGlossary
	partTranslations
	partCount
)

// ErrNewerSnapshot is returned for a snapshot that a later version of Footnote
// wrote.
var ErrNewerSnapshot = errors.New("written by a newer version of Footnote")

// ErrDamagedSnapshot is returned for a snapshot that is not as it was written.
var ErrDamagedSnapshot = errors.New("the file is damaged")

// ErrOtherRules is returned for a snapshot that is whole, but of an older
// format, or made with another embedding or by other rules.
var ErrOtherRules = errors.New("other rules")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A part is a part of a snapshot to be written: pieces one after another.
type part [][]byte

func (p part) size() int {
	n := 0
	for _, piece := range p {
		n += len(piece)
	}
	return n
}

// appendSums appends the checksums of the part's blocks.
func (p part) appendSums(b []byte) []byte {
	sum, left := uint32(0), blockSize
	for _, piece := range p {
		for len(piece) > 0 {
			n := min(left, len(piece))
			sum = crc32.Update(sum, castagnoli, piece[:n])
			piece, left = piece[n:], left-n
			if left == 0 {
				b = binary.LittleEndian.AppendUint32(b, sum)
				sum, left = 0, blockSize
			}
		}
	}
	if left < blockSize {
		b = binary.LittleEndian.AppendUint32(b, sum)
	}
	return b
}

// WriteTo writes the index as a snapshot.
func (ix *Index) WriteTo(w io.Writer) (int64, error) {
	defer runtime.KeepAlive(ix) // see mapFor
	parts, err := ix.encode()
	if err != nil {
		return 0, err
	}
	head := []byte(snapshotMagic)
	head = binary.LittleEndian.AppendUint32(head, snapshotVersion)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(parts)))
	for i, p := range parts {
		size := p.size()
		head = binary.LittleEndian.AppendUint64(head, uint64(size))
		parts[i] = append(p, make([]byte, filling(size)))
	}
	for _, p := range parts {
		head = p.appendSums(head)
	}
	head = append(head, make([]byte, filling(len(head)+4))...)
	head = binary.LittleEndian.AppendUint32(head, crc32.Checksum(head, castagnoli))
	buffered := bufio.NewWriterSize(w, blockSize)
	var total int64
	for _, piece := range slices.Concat(append([]part{{head}}, parts...)...) {
		n, err := buffered.Write(piece)
		total += int64(n)
		if err != nil {
			return total, err
		}
	}
	return total, buffered.Flush()
}

// filling is how many bytes are missing to a multiple of [alignment].
func filling[T int | int64](size T) T { return -size & (alignment - 1) }

// A block is a piece of a file, what it is checked by, and where it is to be
// in memory.
type block struct {
	part   int
	offset int64
	memory []byte
	sum    uint32
	mapped bool // so that it is there already
}

// readSnapshot reads and checks the parts of a snapshot file of size bytes. Those
// of numbers are parts of mapped where that is not nil.
func readSnapshot(ctx context.Context, file io.ReaderAt, size int64, mapped []byte) ([][]byte, error) {
	lengths, sums, err := readHeader(file, size)
	if err != nil {
		return nil, err
	}
	parts := make([][]byte, len(lengths))
	var blocks []block
	at := size
	for _, length := range lengths {
		at -= length + filling(length)
	}
	for i, length := range lengths {
		filled := length + filling(length)
		inPlace := mapped != nil && (i == partLexical || i == partVectors)
		var memory []byte
		if inPlace {
			memory = mapped[at : at+filled]
		} else {
			memory = alignedBytes(int(filled))
		}
		parts[i] = memory[:length:length]
		for ; len(memory) > 0; sums = sums[4:] {
			n := min(len(memory), blockSize)
			blocks = append(blocks, block{i, at, memory[:n], binary.LittleEndian.Uint32(sums), inPlace})
			at, memory = at+int64(n), memory[n:]
		}
	}
	failed := make([]error, len(blocks))
	err = eachOf(ctx, len(blocks), func(i int) { failed[i] = blocks[i].read(file) })
	if err != nil {
		return nil, err
	}
	return parts, errors.Join(failed...)
}

func (b block) read(file io.ReaderAt) error {
	if !b.mapped {
		if n, err := file.ReadAt(b.memory, b.offset); n < len(b.memory) {
			return readError(err)
		}
	}
	if crc32.Checksum(b.memory, castagnoli) != b.sum {
		return fmt.Errorf("part %d, block at byte %d: %w", b.part, b.offset, ErrDamagedSnapshot)
	}
	return nil
}

// readError tells a file that ends too early from one that cannot be read.
func readError(err error) error {
	if err == io.EOF {
		return fmt.Errorf("cut short: %w", ErrDamagedSnapshot)
	}
	return fmt.Errorf("reading the snapshot: %w", err)
}

// readHeader returns the lengths of the parts and the checksums of their
// blocks. The lengths add up to what follows the header in the file.
func readHeader(file io.ReaderAt, size int64) (lengths []int64, sums []byte, err error) {
	const fixed = snapshotFixed + 8*partCount
	head := make([]byte, min(size, fixed))
	if n, err := file.ReadAt(head, 0); n < len(head) {
		return nil, nil, readError(err)
	}
	if err := CheckFormat(head); err != nil {
		return nil, nil, err
	}
	if int64(len(head)) < fixed || binary.LittleEndian.Uint32(head[len(snapshotMagic)+4:]) != partCount {
		return nil, nil, fmt.Errorf("header: %w", ErrDamagedSnapshot)
	}
	left, blocks := size-fixed-4, int64(0)
	for entry := head[snapshotFixed:]; len(entry) > 0; entry = entry[8:] {
		length := binary.LittleEndian.Uint64(entry)
		if left < 0 || length > uint64(left) {
			return nil, nil, fmt.Errorf("cut short: %w", ErrDamagedSnapshot)
		}
		lengths = append(lengths, int64(length))
		filled := int64(length) + filling(int64(length))
		left -= filled
		blocks += (filled + blockSize - 1) / blockSize
	}
	end := 4*blocks + filling(fixed+4*blocks+4)
	if left != end {
		return nil, nil, fmt.Errorf("%d bytes too long or too short: %w", left-end, ErrDamagedSnapshot)
	}
	sums = make([]byte, end+4)
	if n, err := file.ReadAt(sums, fixed); n < len(sums) {
		return nil, nil, readError(err)
	}
	sum := crc32.Update(crc32.Checksum(head, castagnoli), castagnoli, sums[:end])
	if sum != binary.LittleEndian.Uint32(sums[end:]) {
		return nil, nil, fmt.Errorf("header: %w", ErrDamagedSnapshot)
	}
	return lengths, sums[:4*blocks], nil
}

// CheckFormat says what is wrong with a file that begins with head, of 16 bytes
// or more, where that shows already: [ErrDamagedSnapshot], [ErrNewerSnapshot] or
// [ErrOtherRules]. [Restore] finds the rest.
func CheckFormat(head []byte) error {
	if int64(len(head)) < snapshotFixed || string(head[:len(snapshotMagic)]) != snapshotMagic {
		return fmt.Errorf("not a snapshot: %w", ErrDamagedSnapshot)
	}
	switch version := binary.LittleEndian.Uint32(head[len(snapshotMagic):]); {
	case version > snapshotVersion:
		return fmt.Errorf("format %d: %w", version, ErrNewerSnapshot)
	case version < snapshotVersion:
		return fmt.Errorf("format %d: %w", version, ErrOtherRules)
	}
	return nil
}
