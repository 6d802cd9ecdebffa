package corpus

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// apply makes the new sequence of the old one.
func apply(a, b []uint64, hunks []hunk) []uint64 {
	var out []uint64
	at := 0
	for _, h := range hunks {
		out = append(append(out, a[at:h.Old.Start]...), b[h.New.Start:h.New.End]...)
		at = h.Old.End
	}
	return append(out, a[at:]...)
}

func TestDifferencesMakeTheNewOfTheOld(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		values := 1 + r.Uint64N(12)
		sequence := func() []uint64 {
			s := make([]uint64, r.IntN(20))
			for i := range s {
				s[i] = r.Uint64N(values)
			}
			return s
		}
		a, b := sequence(), sequence()
		hunks := differences(a, b)
		if got := apply(a, b, hunks); !slices.Equal(got, b) {
			t.Fatalf("%v to %v by %v is %v", a, b, hunks, got)
		}
		for i, h := range hunks {
			if h.Old.Start == h.Old.End && h.New.Start == h.New.End || i > 0 && h.Old.Start < hunks[i-1].Old.End {
				t.Fatalf("%v to %v: bad hunks %v", a, b, hunks)
			}
		}
	}
}

func TestDifferencesAreSmall(t *testing.T) {
	for outcome, tc := range map[string]struct {
		a, b []uint64
		want []hunk
	}{
		"nothing of the same":          {[]uint64{1, 2}, []uint64{1, 2}, nil},
		"one that was replaced":        {[]uint64{1, 2, 3}, []uint64{1, 9, 3}, []hunk{{Span{1, 2}, Span{1, 2}}}},
		"one that came among repeated": {[]uint64{5, 5, 5, 5}, []uint64{5, 5, 7, 5, 5}, []hunk{{Span{2, 2}, Span{2, 3}}}},
		"repeated ones between two changes": {
			[]uint64{1, 5, 5, 2}, []uint64{3, 5, 5, 4}, []hunk{{Span{0, 1}, Span{0, 1}}, {Span{3, 4}, Span{3, 4}}},
		},
	} {
		t.Run(outcome, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, differences(tc.a, tc.b)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSequencesWithoutAnchorsTakeNoQuadraticTime(t *testing.T) {
	const n = 200_000
	a, b := make([]uint64, n), make([]uint64, n)
	for i := range n {
		a[i], b[i] = uint64(i%7), uint64(i%5)
	}
	start := time.Now()
	if got := apply(a, b, differences(a, b)); !slices.Equal(got, b) {
		t.Error("another sequence")
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
