package lsa

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"
)

func TestDamagedStateIsAnError(t *testing.T) {
	whole := fit(t, corpus[:3]).encode()
	family := len(stateMagic) + 1
	dimensions := family + 4 + len(Embedding{}.Family())
	scales := len(whole) - (4+3)*terms(whole, dimensions)
	for _, test := range []struct {
		name string
		at   int
		to   uint32
		want string
	}{
		{"another magic", 0, 0, "not the state of an LSA embedder"},
		{"a later version", 3, 9, "version 9"},
		{"another family", family + 4, 0x41414141, "index the corpus again"},
		{"a family without end", family, math.MaxUint32, "damaged"},
		{"no dimensions", dimensions, 0, "damaged"},
		{"too many dimensions", dimensions, maxRank + 1, "damaged"},
		{"other dimensions", dimensions, 2, "damaged"},
		{"too many terms", dimensions + 4, math.MaxUint32, "damaged"},
		{"fewer terms", dimensions + 4, 1, "damaged"},
		{"a term too long", dimensions + 8, 65, "damaged"},
		{"terms out of order", dimensions + 12, 0x7a7a7a7a, "damaged"},
		{"a scale that is no number", scales, math.Float32bits(float32(math.NaN())), "damaged"},
		{"an infinite scale", scales, math.Float32bits(float32(math.Inf(1))), "damaged"},
		{"a scale below zero", scales, math.Float32bits(-1), "damaged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			state := bytes.Clone(whole)
			binary.LittleEndian.PutUint32(state[test.at:], test.to)
			_, err := Embedding{}.Restore(state)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Restore: %v, want an error with %q", err, test.want)
			}
		})
	}
}

func terms(state []byte, dimensions int) int {
	return int(binary.LittleEndian.Uint32(state[dimensions+4:]))
}

func FuzzRestore(f *testing.F) {
	for _, texts := range [][]string{nil, corpus[:1], corpus[:3], corpus} {
		f.Add(fit(f, texts).encode())
	}
	f.Add([]byte(stateMagic))
	f.Fuzz(func(t *testing.T, state []byte) {
		back, err := Embedding{}.Restore(state)
		if err != nil {
			return
		}
		m := back.(*Embedder)
		if !bytes.Equal(m.encode(), state) {
			t.Error("the restored embedder writes another state")
		}
		vectors, err := m.EmbedPassages(t.Context(), bodies(append(corpus, m.terms...)))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vectors {
			if v != nil && (len(v) != m.Dimensions() || !(math.Abs(dot(v, v)-1) < 1e-4)) {
				t.Fatalf("a vector of %d dimensions and length %v, want %d and 1", len(v), math.Sqrt(dot(v, v)), m.Dimensions())
			}
		}
	})
}
