package retrieval_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"footnote/retrieval"
)

// pairs say the same in English and in Chinese.
var pairs = [][2]string{
	{"The doctor treats patients in the hospital.", "医生在医院治疗病人。"},
	{"The hospital pays the doctor.", "医院支付医生工资。"},
	{"Patients pay the hospital.", "病人支付医院费用。"},
	{"The driver checks the engine.", "司机检查发动机。"},
	{"The doctor checks the patients.", "医生检查病人。"},
	{"The engine of the truck needs fuel.", "卡车发动机耗燃料。"},
	{"The driver buys fuel for the truck.", "司机购买卡车燃料。"},
	{"The hospital buys medicine.", "医院购买药品。"},
	{"Patients swallow medicine.", "病人吞服药品。"},
	{"A tax on fuel rises.", "燃料税上升。"},
	{"The driver pays a tax.", "司机支付税款。"},
	{"The doctor drives a truck.", "医生驾驶卡车。"},
}

// lessons are the first n pairs, whose names say that they are translations,
// and rules that are there in English only.
func lessons(n int) fstest.MapFS {
	return named(n, "pair%d-en", "pair%d-zh", "---\nlanguage: %s\n---\n%s")
}

func named(n int, english, chinese, format string) fstest.MapFS {
	files := map[string]string{"rules": "---\nlanguage: en\n---\nThe hospital is kept cool."}
	for i, p := range pairs[:n] {
		files[fmt.Sprintf(english, i)] = "---\nlanguage: en\n---\n" + p[0]
		files[fmt.Sprintf(chinese, i)] = fmt.Sprintf(format, "zh-Hans", p[1])
	}
	return texts(files)
}

func TestACorpusInTwoLanguagesTeachesTranslations(t *testing.T) {
	stated := named(12, "english%d", "chinese%d", "---\nlanguage: %s\n---\n%s")
	for i := range 12 {
		file := stated[fmt.Sprintf("chinese%d.txt", i)]
		file.Data = bytes.Replace(file.Data, []byte("---\n"), fmt.Appendf(nil, "---\ntranslation_of: english%d\n", i), 1)
	}
	for name, tc := range map[string]struct {
		files fstest.MapFS
		want  bool
	}{
		"by names":                      {lessons(12), true},
		"by as few pairs as teach":      {lessons(8), true},
		"not by fewer":                  {lessons(7), false},
		"by what the documents say":     {stated, true},
		"not by names that say nothing": {named(12, "english%d", "chinese%d", "---\nlanguage: %s\n---\n%s"), false},
		"not in one language":           {named(12, "pair%d-en", "pair%d-zh", "---\nlanguage: en\n---\n%[2]s"), false},
	} {
		t.Run(name, func(t *testing.T) {
			ix := build(t, tc.files, nil)
			for _, mode := range []retrieval.Mode{retrieval.Lexical, retrieval.Hybrid} {
				got := found(t, ix, retrieval.Query{Text: "医院", Mode: mode, N: 50})
				if mode == retrieval.Lexical && slices.Contains(got, "rules") != tc.want || tc.want && !slices.Contains(got, "rules") {
					t.Errorf("%s finds %v", mode, got)
				}
			}
		})
	}
}

func TestTranslationsAreKeptInTheSnapshot(t *testing.T) {
	ix := build(t, lessons(12), nil)
	data := snapshot(t, ix)
	again, err := restore(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"医院", "医生检查什么？", "the doctor's truck"} {
		q := retrieval.Query{Text: question}
		if diff := cmp.Diff(search(t, ix, q), search(t, again, q)); diff != "" {
			t.Errorf("%s: %s", question, diff)
		}
	}
	if got := found(t, again, retrieval.Query{Text: "医院", Mode: retrieval.Lexical, N: 50}); !slices.Contains(got, "rules") {
		t.Errorf("found %v", got)
	}
	if !bytes.Equal(snapshot(t, again), data) {
		t.Error("the snapshot of the restored index is another")
	}
	data[len(data)-65] ^= 1 // of the last part
	if _, err := restore(data); !errors.Is(err, retrieval.ErrDamagedSnapshot) {
		t.Errorf("damaged: %v", err)
	}
}
