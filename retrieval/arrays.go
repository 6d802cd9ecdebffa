package retrieval

import (
	"encoding/binary"
	"unsafe"
)

// Arrays lie in a snapshot as they lie in memory: little-endian, each after its
// length in a uint64 and filled up with zeros to a multiple of eight bytes. So
// they are used where they lie, on a machine that is little-endian too, and
// copied on others.

// A number is what arrays are made of.
type number interface{ uint8 | uint32 | float32 }

// putArray adds an array to a part. The part may keep it.
func putArray[T number](p part, array []T) part {
	p = append(p, binary.LittleEndian.AppendUint64(nil, uint64(len(array))), rawArray(array))
	return append(p, make([]byte, padding(p[len(p)-1])))
}

func padding(b []byte) int { return -len(b) & 7 }

// An arrayReader takes arrays from a part. It returns empty ones from the
// first that the part does not hold whole.
type arrayReader struct {
	b      []byte
	failed bool
}

// takeArray returns the next array, which is not to be changed.
func takeArray[T number](r *arrayReader) []T {
	size := uint64(unsafe.Sizeof(T(0)))
	if len(r.b) < 8 || binary.LittleEndian.Uint64(r.b) > uint64(len(r.b)-8)/size {
		r.failed, r.b = true, nil
		return nil
	}
	n := int(binary.LittleEndian.Uint64(r.b) * size)
	raw := r.b[8 : 8+n]
	if len(r.b) < 8+n+padding(raw) {
		r.failed, r.b = true, nil
		return nil
	}
	r.b = r.b[8+n+padding(raw):]
	return asArray[T](raw)
}

// end returns an error when an array was missing, or bytes are left.
func (r *arrayReader) end() error {
	if r.failed || len(r.b) != 0 {
		return ErrDamagedSnapshot
	}
	return nil
}

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// rawArray returns the bytes of an array as a snapshot holds them: its own
// where the machine is little-endian.
func rawArray[T number](array []T) []byte {
	if !littleEndian {
		return must(binary.Append(nil, binary.LittleEndian, array))
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(array))), len(array)*int(unsafe.Sizeof(T(0))))
}

// asArray is the opposite of rawArray.
func asArray[T number](raw []byte) []T {
	n := len(raw) / int(unsafe.Sizeof(T(0)))
	data := unsafe.Pointer(unsafe.SliceData(raw))
	if littleEndian && uintptr(data)%unsafe.Alignof(T(0)) == 0 {
		return unsafe.Slice((*T)(data), n)
	}
	return copiedArray[T](raw)
}

// copiedArray reads an array on a machine that holds numbers in another way.
func copiedArray[T number](raw []byte) []T {
	array := make([]T, len(raw)/int(unsafe.Sizeof(T(0))))
	must(binary.Decode(raw, binary.LittleEndian, array))
	return array
}

// must is for encodings of fixed size, which cannot fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// alignedBytes returns n bytes whose first is where any number may begin.
func alignedBytes(n int) []byte {
	words := make([]uint64, (n+7)/8)
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(words))), 8*len(words))[:n:n]
}

// asString returns bytes as a string without copying them: they must not
// change any more.
func asString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// rawString returns the bytes of a string, which must not be changed.
func rawString(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
