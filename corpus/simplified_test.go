package corpus_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/corpus"
)

func TestSimplify(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"traditional becomes simplified":     {"國務院關於補貼的規定", "国务院关于补贴的规定"},
		"variants meet":                      {"裡裏爲為眾衆產産", "里里为为众众产产"},
		"simplified stays":                   {"国务院关于补贴的规定", "国务院关于补贴的规定"},
		"what both scripts have stays":       {"乾坤、著名、了解", "乾坤、著名、了解"},
		"other scripts stay":                 {"Café ひらがな 한국 𠀀 １２", "Café ひらがな 한국 𠀀 １２"},
		"traditional among others":           {"The 補貼 of 2024年", "The 补贴 of 2024年"},
		"broken characters stay":             {"\xe5國\xe5\x9c", "\xe5国\xe5\x9c"},
		"the first and the last of the list": {"㑯 鿓", "㑔 鿒"},
		"nothing":                            {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := corpus.Simplify(tc.in); got != tc.want {
				t.Errorf("Simplify(%q) = %q, want %q", tc.in, got, tc.want)
			}
		})
	}
}

func TestSimplifyKeepsLengthAndSettlesAtOnce(t *testing.T) {
	changed := 0
	for r := rune(0); r <= 0x2FFFF; r++ {
		text := string(r)
		got := corpus.Simplify(text)
		if len(got) != len(text) || corpus.Simplify(got) != got {
			t.Errorf("Simplify(%q) = %q", text, got)
		}
		if got != text {
			changed++
		}
	}
	if want := 2953; changed != want {
		t.Errorf("%d characters have a simplified form, want %d", changed, want)
	}
}

func TestSimplifyCopiesOnlyTraditionalText(t *testing.T) {
	for text, want := range map[string]float64{"国务院 2024 policy": 0, "國務院 2024 policy": 1} {
		if got := testing.AllocsPerRun(10, func() { corpus.Simplify(text) }); got != want {
			t.Errorf("Simplify(%q) allocates %v times, want %v", text, got, want)
		}
	}
}

func FuzzSimplify(f *testing.F) {
	f.Add("國務院 Subsidies 補貼\xe5\x9c 薴苧")
	f.Fuzz(func(t *testing.T, text string) {
		got := corpus.Simplify(text)
		if len(got) != len(text) || corpus.Simplify(got) != got {
			t.Fatalf("Simplify(%q) = %q", text, got)
		}
		for i := range text {
			if utf8.RuneStart(text[i]) != utf8.RuneStart(got[i]) {
				t.Fatalf("Simplify(%q) = %q moves the character at %d", text, got, i)
			}
		}
	})
}

func BenchmarkSimplify(b *testing.B) {
	for name, sentence := range map[string]string{
		"english":     "The municipality will subsidise up to 30 % of the cost of computing power, at most RMB 10 million a year. ",
		"chinese":     "市政府对企业租用智能算力的费用给予最高百分之三十的补贴，每家企业每年不超过1000万元。",
		"traditional": "市政府對企業租用智能算力的費用給予最高百分之三十的補貼，每家企業每年不超過1000萬元。",
	} {
		text := strings.Repeat(sentence, 10)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				corpus.Simplify(text)
			}
		})
	}
}
