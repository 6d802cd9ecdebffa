package retrieval

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// A vectorLog is a file of the vectors that one embedder has made, written batch
// by batch: a build that is broken off leaves them for the next. After a head
// that names the embedder, each record is the digest of a text, its vector, and
// the CRC-32C of both. A nil log holds nothing and keeps nothing, as does one
// that cannot be written: it saves work and is no part of the index.
type vectorLog struct {
	file  *os.File
	known map[digest][]float32
}

// openVectorLog opens the log of an embedder. What another embedder wrote, and
// what is after a damaged record, is given up. Without a path there is no log.
func openVectorLog(path string, e Embedder) *vectorLog {
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil
	}
	l := &vectorLog{file: f, known: make(map[digest][]float32)}
	head := fmt.Appendf(nil, "FNVECTORS1 %q %d\n", e.ID(), e.Dimensions())
	good := l.load(head, e.Dimensions())
	err = errors.Join(f.Truncate(good), seek(f, good))
	if err == nil && good == 0 {
		_, err = f.Write(head)
	}
	if err != nil {
		f.Close()
		return nil
	}
	return l
}

func seek(f *os.File, offset int64) error {
	_, err := f.Seek(offset, io.SeekStart)
	return err
}

// load reads the records and returns where the last good one ends, 0 where the
// head is another.
func (l *vectorLog) load(head []byte, dimensions int) int64 {
	r := bufio.NewReaderSize(l.file, 1<<20)
	own := make([]byte, len(head))
	if _, err := io.ReadFull(r, own); err != nil || string(own) != string(head) {
		return 0
	}
	good := int64(len(head))
	record := make([]byte, recordSize(dimensions))
	for {
		if _, err := io.ReadFull(r, record); err != nil {
			return good
		}
		end := len(record) - crc32.Size
		if crc32.Checksum(record[:end], castagnoli) != binary.LittleEndian.Uint32(record[end:]) {
			return good
		}
		l.known[digest(record)] = copiedArray[float32](record[sha256.Size:end])
		good += int64(len(record))
	}
}

func recordSize(dimensions int) int { return sha256.Size + 4*dimensions + crc32.Size }

// read copies the vector of a text to a row, and reports whether it is known.
func (l *vectorLog) read(d digest, row []float32) bool {
	if l == nil {
		return false
	}
	v, ok := l.known[d]
	copy(row, v)
	return ok
}

// append writes the vectors of some rows.
func (l *vectorLog) append(digests []digest, rows []int, vectors Vectors) {
	if l == nil {
		return
	}
	b := make([]byte, 0, len(rows)*recordSize(vectors.Dimensions))
	for _, row := range rows {
		start := len(b)
		b = append(b, digests[row][:]...)
		b = append(b, rawArray(vectors.Row(row))...)
		b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[start:], castagnoli))
	}
	l.file.Write(b) // a record that is torn by a full disk ends the log
}

func (l *vectorLog) close() {
	if l != nil {
		l.file.Close()
	}
}
