package retrieval

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
)

// laidOut is a part as it lies in a file.
func laidOut(p part) []byte {
	b := alignedBytes(p.size())
	copy(b, slices.Concat(p...))
	return b
}

func TestArraysComeBackFromWhereTheyLie(t *testing.T) {
	bs, us, fs := []byte("seven b"), []uint32{1, math.MaxUint32, 3}, []float32{1.5, -0.25, float32(math.Inf(1))}
	b := laidOut(putArray(putArray(putArray(putArray(nil, bs), us), []uint32{}), fs))
	r := &arrayReader{b: b}
	gotBytes, gotUints, none, gotFloats := takeArray[byte](r), takeArray[uint32](r), takeArray[uint32](r), takeArray[float32](r)
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	if string(gotBytes) != string(bs) || !slices.Equal(gotUints, us) || len(none) != 0 || !slices.Equal(gotFloats, fs) {
		t.Errorf("read %q, %v, %v, %v", gotBytes, gotUints, none, gotFloats)
	}
	if littleEndian && unsafe.Pointer(&gotUints[0]) != unsafe.Pointer(&b[24]) {
		t.Error("the array was copied")
	}
}

func TestArraysOnOtherMachinesAreCopied(t *testing.T) {
	raw := []byte{1, 0, 0, 0, 0, 0, 0, 0x80}
	if got := copiedArray[uint32](raw); !slices.Equal(got, []uint32{1, 1 << 31}) {
		t.Errorf("copied %v", got)
	}
	shifted := alignedBytes(9)[1:]
	copy(shifted, raw)
	got := asArray[uint32](shifted) // where a uint32 cannot begin
	shifted[0] = 9
	if !slices.Equal(got, []uint32{1, 1 << 31}) {
		t.Errorf("read %v", got)
	}
	if got := copiedArray[float32]([]byte{0, 0, 0xc0, 0x3f}); !slices.Equal(got, []float32{1.5}) {
		t.Errorf("copied %v", got)
	}
}

func TestArraysThatAreNotWholeAreDamage(t *testing.T) {
	whole := laidOut(putArray(putArray(nil, []uint32{1, 2, 3}), []byte{1}))
	huge := bytes.Clone(whole)
	huge[7] = 0xff
	for name, b := range map[string][]byte{
		"cut in a length": whole[:5], "cut in an array": whole[:16], "cut in the filling": whole[:len(whole)-1],
		"a length beyond all memory": huge, "too long": append(bytes.Clone(whole), 0),
	} {
		r := &arrayReader{b: b}
		takeArray[uint32](r)
		takeArray[byte](r)
		if err := r.end(); !errors.Is(err, ErrDamagedSnapshot) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestStringTableFindsWhatItHolds(t *testing.T) {
	words := []string{"", "a", "ab", "b", "条例", "第三条"}
	made, err := newStringTable(words)
	if err != nil {
		t.Fatal(err)
	}
	r := &arrayReader{b: laidOut(made.put(nil))}
	table := takeStrings(r)
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(words, table.all()); diff != "" {
		t.Error(diff)
	}
	for want, w := range words {
		if i, ok := table.lookup(w); !ok || i != want {
			t.Errorf("lookup(%q) = %d, %v", w, i, ok)
		}
	}
	for _, w := range []string{"\x00", "aa", "abc", "条", "第三条例"} {
		if i, ok := table.lookup(w); ok {
			t.Errorf("lookup(%q) = %d", w, i)
		}
	}
	if empty, err := newStringTable(nil); err != nil || empty.len() != 0 {
		t.Errorf("the empty table has %d strings, %v", empty.len(), err)
	}
}

func TestDamagedStringTablesHoldNothing(t *testing.T) {
	for name, offsets := range map[string][]uint32{
		"no offsets": {}, "beyond the text": {0, 4}, "short of the text": {0, 2}, "falling": {0, 3, 2, 3}, "late": {1, 3},
	} {
		r := &arrayReader{b: laidOut(putArray(putArray(nil, offsets), []byte("abc")))}
		if table := takeStrings(r); !r.failed || table.len() != 0 {
			t.Errorf("%s: %d strings and no failure", name, table.len())
		}
	}
}
