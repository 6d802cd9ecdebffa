package retrieval

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// Terms are what was counted of the passages of an index. With them, [Build]
// need not read the passages word by word that an earlier index had already. The
// zero Terms know none.
type Terms struct {
	names    []string
	passages []counted
	digests  []digest // of the passages
}

const termsMagic = "FNTERMS1"

// WriteTo writes the terms as [ReadTerms] reads them: the arrays of a snapshot,
// and the CRC-32C of all before it.
func (t *Terms) WriteTo(w io.Writer) (int64, error) {
	names, err := newStringTable(t.names)
	if err != nil {
		return 0, err
	}
	digests := make([]byte, 0, len(t.digests)*sha256.Size)
	for i := range t.digests {
		digests = append(digests, t.digests[i][:]...)
	}
	lengths := make([]uint32, 0, perCounted*len(t.passages))
	var terms, frequencies []uint32
	for _, p := range t.passages {
		lengths = append(lengths, uint32(p.head), uint32(p.body), uint32(len(p.counts)))
		for _, c := range p.counts {
			terms, frequencies = append(terms, c.term), append(frequencies, uint32(c.head)<<16|uint32(c.body))
		}
	}
	p := names.put(putArray(part{[]byte(termsMagic)}, []byte(Rules)))
	p = putArray(putArray(putArray(putArray(p, digests), lengths), terms), frequencies)
	sum, n := uint32(0), int64(0)
	for _, piece := range append(p, nil) {
		written, err := w.Write(piece)
		if n += int64(written); err != nil {
			return n, err
		}
		sum = crc32.Update(sum, castagnoli, piece)
	}
	written, err := w.Write(binary.LittleEndian.AppendUint32(nil, sum))
	return n + int64(written), err
}

const perCounted = 3 // lengths of head and body, and the number of different terms

// ReadTerms reads what WriteTo wrote. A file that is not whole is
// [ErrDamagedSnapshot], one of an older format or made by other rules
// [ErrOtherRules]: neither is a loss, as Build counts again.
func ReadTerms(r io.Reader) (*Terms, error) {
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		return nil, err
	}
	data := b.Bytes()
	end := len(data) - crc32.Size
	if end < len(termsMagic) || crc32.Checksum(data[:end], castagnoli) != binary.LittleEndian.Uint32(data[end:]) {
		return nil, ErrDamagedSnapshot
	}
	in := &arrayReader{b: data[len(termsMagic):end]}
	if string(data[:len(termsMagic)]) != termsMagic || string(takeArray[uint8](in)) != Rules {
		return nil, ErrOtherRules
	}
	names, digests := takeStrings(in), takeArray[uint8](in)
	lengths, terms, frequencies := takeArray[uint32](in), takeArray[uint32](in), takeArray[uint32](in)
	if err := in.end(); err != nil {
		return nil, err
	}
	return newTerms(names.all(), digests, lengths, terms, frequencies)
}

func newTerms(names []string, digests []byte, lengths, terms, frequencies []uint32) (*Terms, error) {
	n := len(digests) / sha256.Size
	if len(lengths) != n*perCounted || len(terms) != len(frequencies) {
		return nil, ErrDamagedSnapshot
	}
	t := &Terms{names: names, passages: make([]counted, n), digests: make([]digest, n)}
	counts := make([]count, len(terms))
	for i := range counts {
		if int(terms[i]) >= len(names) {
			return nil, ErrDamagedSnapshot
		}
		counts[i] = count{terms[i], uint16(frequencies[i] >> 16), uint16(frequencies[i])}
	}
	for i := range t.passages {
		l := lengths[perCounted*i:]
		if int(l[2]) > len(counts) {
			return nil, ErrDamagedSnapshot
		}
		t.passages[i] = counted{head: int(l[0]), body: int(l[1]), counts: counts[:l[2]:l[2]]}
		counts = counts[l[2]:]
		copy(t.digests[i][:], digests[i*sha256.Size:])
	}
	return t, nil
}

// numbers returns the passages' numbers by what they were counted from.
func (t *Terms) numbers() map[digest]int {
	if t == nil {
		return nil
	}
	numbers := make(map[digest]int, len(t.digests))
	for i, d := range t.digests {
		numbers[d] = i
	}
	return numbers
}
