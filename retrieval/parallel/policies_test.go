package parallel_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/corpus/policies"
	"footnote/retrieval/parallel"
)

// briefs returns the passages of the briefs that ship, in English and in
// Chinese, with the brief of each as its group. They are in the same order.
func briefs(t *testing.T) (en, zh []parallel.Passage) {
	t.Helper()
	library, problems, err := corpus.Load(t.Context(), policies.FS, corpus.Options{
		Readers: map[string]corpus.Reader{".md": markdown.Reader{}},
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for i, d := range library.Documents { // by ID: NAME-en before NAME-zh
		for _, p := range d.Passages() {
			text := d.Text[p.Start:p.End]
			x := passage(text)
			for e := range library.Glossary().Mentioned(text) {
				x.Anchors = append(x.Anchors, "glossary "+e.Forms()[0])
			}
			slices.Sort(x.Anchors)
			x.Group, x.Place = 1+i/2, float64(p.Start)/float64(len(d.Text))
			if strings.HasSuffix(d.ID, "-en") {
				en = append(en, x)
			} else {
				zh = append(zh, x)
			}
		}
	}
	return en, zh
}

func TestTheBriefsPairInOrder(t *testing.T) {
	en, zh := briefs(t)
	declared := pairs(t, en, zh)
	for i := range en {
		en[i].Group, zh[i].Group = 0, 0
	}
	found := pairs(t, en, zh)
	t.Logf("%d and %d passages; %d pairs declared, %d found", len(en), len(zh), len(declared), len(found))
	if len(declared) != len(en) || len(found) < 25 {
		t.Errorf("%d pairs declared, %d found; want %d, and at least 25", len(declared), len(found), len(en))
	}
	for _, p := range slices.Concat(declared, found) {
		if p.A != p.B {
			t.Errorf("passage %d is paired with %d", p.A, p.B)
		}
	}
}
