package retrieval

import (
	"fmt"
	"math"
	"slices"
)

// encodeVectors writes the matrix row by row.
func encodeVectors(v Vectors) part { return part{rawArray(v.Data)} }

func decodeVectors(b []byte, n, dimensions int) (Vectors, error) {
	if dimensions < 1 || len(b)%4 != 0 || n < 0 || n > len(b)/4/dimensions || len(b)/4 != n*dimensions {
		return Vectors{}, fmt.Errorf("%d bytes for %d vectors of %d dimensions: %w", len(b), n, dimensions, ErrDamagedSnapshot)
	}
	return Vectors{dimensions, asArray[float32](b)}, nil
}

// encodeLexical writes the terms, and the arrays as they are.
func encodeLexical(lx *lexical) (part, error) {
	terms, err := newStringTable(lx.names)
	if err != nil {
		return nil, fmt.Errorf("saving the terms: %w", err)
	}
	return putArray(putArray(putArray(terms.put(nil), lx.offsets), lx.docs), lx.weights), nil
}

// decodeLexical returns the lexical index of n passages, whose terms and
// arrays are parts of b. As b may be mapped, none may outlive the index: they
// never leave this package.
func decodeLexical(b []byte, n int) (*lexical, error) {
	r := &arrayReader{b: b}
	terms := takeStrings(r)
	lx := &lexical{n: n, offsets: takeArray[uint32](r), docs: takeArray[uint32](r), weights: takeArray[float32](r)}
	if err := r.end(); err != nil {
		return nil, err
	}
	lx.names = terms.all()
	if len(lx.offsets) != terms.len()+1 || !ascend(lx.offsets, len(lx.docs)) || len(lx.weights) != len(lx.docs) {
		return nil, ErrDamagedSnapshot
	}
	if len(lx.docs) > 0 && int(slices.Max(lx.docs)) >= n || uint64(len(lx.docs)) > math.MaxUint32 {
		return nil, ErrDamagedSnapshot
	}
	lx.number()
	return lx, nil
}
