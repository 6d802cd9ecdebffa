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
func encodeLexical(lx *lexical) part {
	return putArray(putArray(putArray(lx.terms.put(nil), lx.offsets), lx.docs), lx.weights)
}

// decodeLexical returns the lexical index of n passages, whose terms and
// arrays are parts of b. As b may be mapped, none may outlive the index: they
// never leave this package.
func decodeLexical(b []byte, n int) (*lexical, error) {
	r := &arrayReader{b: b}
	lx := &lexical{
		terms: takeStrings(r), offsets: takeArray[uint32](r), docs: takeArray[uint32](r), weights: takeArray[float32](r), n: n,
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	if len(lx.offsets) != lx.terms.len()+1 || !ascend(lx.offsets, len(lx.docs)) || len(lx.weights) != len(lx.docs) {
		return nil, ErrDamagedSnapshot
	}
	if len(lx.docs) > 0 && int(slices.Max(lx.docs)) >= n || uint64(len(lx.docs)) > math.MaxUint32 {
		return nil, ErrDamagedSnapshot
	}
	return lx, nil
}
