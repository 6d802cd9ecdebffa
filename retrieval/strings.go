package retrieval

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// A stringTable is many strings in two arrays: their bytes one after another,
// and where each begins. String i is text[offsets[i]:offsets[i+1]].
type stringTable struct {
	offsets []uint32 // one more than there are strings
	text    string
}

// newStringTable returns the table of strings of up to 4 GiB in all.
func newStringTable(list []string) (stringTable, error) {
	t := stringTable{offsets: make([]uint32, 1, len(list)+1)}
	size := uint64(0)
	for _, s := range list {
		if size += uint64(len(s)); size > math.MaxUint32 {
			return stringTable{}, fmt.Errorf("%d strings are longer than 4 GiB in all", len(list))
		}
		t.offsets = append(t.offsets, uint32(size))
	}
	t.text = strings.Join(list, "")
	return t, nil
}

func (t stringTable) len() int { return len(t.offsets) - 1 }

func (t stringTable) at(i int) string { return t.text[t.offsets[i]:t.offsets[i+1]] }

// all returns the strings, which share the table's bytes.
func (t stringTable) all() []string {
	list := make([]string, t.len())
	for i := range list {
		list[i] = t.at(i)
	}
	return list
}

// lookup returns the number of a string in a table whose strings are sorted.
func (t stringTable) lookup(s string) (int, bool) {
	return sort.Find(t.len(), func(i int) int { return strings.Compare(s, t.at(i)) })
}

func (t stringTable) put(p part) part {
	return putArray(putArray(p, t.offsets), rawString(t.text))
}

// takeStrings reads a table, of which every string can then be had.
func takeStrings(r *arrayReader) stringTable {
	t := stringTable{takeArray[uint32](r), asString(takeArray[byte](r))}
	if !ascend(t.offsets, len(t.text)) {
		r.failed = true
		return stringTable{offsets: []uint32{0}}
	}
	return t
}

// ascend reports whether offsets divide an array of n elements: they begin at
// 0, end at n, and do not fall.
func ascend(offsets []uint32, n int) bool {
	if len(offsets) == 0 || offsets[0] != 0 || int(offsets[len(offsets)-1]) != n {
		return false
	}
	for i := 1; i < len(offsets); i++ {
		if offsets[i-1] > offsets[i] {
			return false
		}
	}
	return true
}
