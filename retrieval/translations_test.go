package retrieval

import (
	"bytes"
	"errors"
	"testing"
)

// known are translations of the terms 1 and 4 of five.
func known() *translations {
	return &translations{
		source: []uint32{1, 4}, offsets: []uint32{0, 1, 3}, target: []uint32{0, 2, 3}, weights: []float32{1, 0.5, 0.25}, sides: []uint8{0, 1},
	}
}

func TestTranslationsComeBackTheSame(t *testing.T) {
	for name, tr := range map[string]*translations{"some": known(), "empty": {offsets: []uint32{0}}, "none": nil} {
		got, err := decodeTranslations(bytes.Join(tr.put(), nil), 5)
		if err != nil {
			t.Fatal(err)
		}
		if (got == nil) != (tr == nil) || !bytes.Equal(bytes.Join(got.put(), nil), bytes.Join(tr.put(), nil)) {
			t.Errorf("%s: %+v came back as %+v", name, tr, got)
		}
	}
}

func TestDamagedTranslationsAreNoticed(t *testing.T) {
	for name, damage := range map[string]func(*translations){
		"a source without an offset": func(tr *translations) { tr.source = append(tr.source, 4) },
		"a source without a side":    func(tr *translations) { tr.sides = tr.sides[:1] },
		"a third side":               func(tr *translations) { tr.sides[1] = 2 },
		"no offsets":                 func(tr *translations) { tr.offsets = nil },
		"an offset that falls":       func(tr *translations) { tr.offsets[1] = 4 },
		"offsets that end too early": func(tr *translations) { tr.offsets[2] = 2 },
		"a target that is no term":   func(tr *translations) { tr.target[2] = 5 },
		"a target without a weight":  func(tr *translations) { tr.weights = tr.weights[:2] },
		"a weight without a target":  func(tr *translations) { tr.weights = append(tr.weights, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			tr := known()
			damage(tr)
			if got, err := decodeTranslations(bytes.Join(tr.put(), nil), 5); !errors.Is(err, ErrDamagedSnapshot) {
				t.Errorf("read as %+v, %v", got, err)
			}
		})
	}
	whole := bytes.Join(known().put(), nil)
	for at := 1; at < len(whole); at++ {
		if got, err := decodeTranslations(whole[:at], 5); !errors.Is(err, ErrDamagedSnapshot) {
			t.Errorf("cut at %d: read as %+v, %v", at, got, err)
		}
	}
	if _, err := decodeTranslations(append(whole, make([]byte, 8)...), 5); !errors.Is(err, ErrDamagedSnapshot) {
		t.Errorf("bytes too many: %v", err)
	}
}
