package lsa

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
)

// The state of an embedder is
//
//	"LSA" | version, one byte | length of the family | the family
//	dimensions | number of terms | length and bytes of each term, sorted
//	the scale of each term, float32
//	the vector of each term, one byte a dimension
//
// where lengths and numbers are uint32, and all of it is little-endian. An
// embedder has one state only, byte for byte. Whoever stores it guards it by a
// checksum.
const (
	stateMagic   = "LSA"
	stateVersion = 1
)

var errDamaged = errors.New("the state is damaged; index the corpus again")

// MarshalBinary returns the state that [Embedding.Restore] reads.
func (m *Embedder) MarshalBinary() ([]byte, error) { return m.encode(), nil }

func (m *Embedder) encode() []byte {
	family := Embedding{}.Family()
	b := append([]byte(stateMagic), stateVersion)
	b = appendString(b, family)
	b = binary.LittleEndian.AppendUint32(b, uint32(m.vectors.dimensions))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.terms)))
	for _, t := range m.terms {
		b = appendString(b, t)
	}
	for _, s := range m.vectors.scale {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(s))
	}
	for _, c := range m.vectors.cells {
		b = append(b, byte(c))
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(s))), s...)
}

// digest is the ID of the embedder with this state.
func digest(state []byte) string {
	sum := sha256.Sum256(state)
	return "lsa-" + hex.EncodeToString(sum[:6])
}

func decode(state []byte) (*Embedder, error) {
	if len(state) <= len(stateMagic) || string(state[:len(stateMagic)]) != stateMagic {
		return nil, errors.New("not the state of an LSA embedder")
	}
	if v := state[len(stateMagic)]; v != stateVersion {
		return nil, fmt.Errorf("state of version %d, this program reads %d; index the corpus again", v, stateVersion)
	}
	r := reader{b: state[len(stateMagic)+1:]}
	if family := r.string(len(r.b)); r.err == nil && family != (Embedding{}).Family() {
		return nil, fmt.Errorf("state of %.80q, not of %q; index the corpus again", family, Embedding{}.Family())
	}
	m := &Embedder{}
	m.vectors.dimensions = r.number(maxRank)
	m.terms = r.terms()
	m.vectors.scale = r.scales(len(m.terms))
	m.vectors.cells = r.cells(len(m.terms) * m.vectors.dimensions)
	if r.err != nil || len(r.b) != 0 || m.vectors.dimensions < 1 {
		return nil, errDamaged
	}
	return m, nil
}

// A reader reads parts of a state from the front of b. After the first error
// it returns zero values. It allocates no more than a small multiple of b.
type reader struct {
	b   []byte
	err error
}

func (r *reader) fail() { r.b, r.err = nil, errDamaged }

// number returns the next number, which is at most limit.
func (r *reader) number(limit int) int {
	part := r.bytes(4)
	if part == nil {
		return 0
	}
	n := binary.LittleEndian.Uint32(part)
	if uint64(n) > uint64(limit) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.b) {
		r.fail()
		return nil
	}
	part := r.b[:n]
	r.b = r.b[n:]
	return part
}

func (r *reader) string(limit int) string { return string(r.bytes(r.number(limit))) }

func (r *reader) terms() []string {
	terms := make([]string, r.number(min(maxTerms, len(r.b))))
	for i := range terms {
		terms[i] = r.string(maxTermLength)
		if r.err != nil || i > 0 && terms[i] <= terms[i-1] {
			r.fail()
			return nil
		}
	}
	return terms
}

func (r *reader) scales(n int) []float32 {
	part := r.bytes(4 * n)
	scales := make([]float32, len(part)/4)
	for i := range scales {
		s := math.Float32frombits(binary.LittleEndian.Uint32(part[4*i:]))
		if !(s >= 0 && s <= math.MaxFloat32) {
			r.fail()
			return nil
		}
		scales[i] = s
	}
	return scales
}

func (r *reader) cells(n int) []int8 {
	part := r.bytes(n)
	cells := make([]int8, len(part))
	for i, c := range part {
		cells[i] = int8(c)
	}
	return cells
}
