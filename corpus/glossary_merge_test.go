package corpus

import "testing"

func TestOneGlossaryIsLaidOverAnother(t *testing.T) {
	below, _ := ParseGlossary("MIIT; Ministry\t工信部\nNDRC\t发改委\nCAC\t网信办\n")
	for name, test := range map[string]struct {
		over    string
		without []string
		want    string
	}{
		"with nothing":                      {"", nil, below.String()},
		"with another entry":                {"SAMR\t市监总局", nil, "SAMR\t市监总局\n" + below.String()},
		"with one that shares a form":       {"the Ministry; ministry\t部", nil, "the Ministry; ministry\t部\nNDRC\t发改委\nCAC\t网信办\n"},
		"with one that shares a Chinese":    {"Ministry of Industry\t工信部", []string{"CAC"}, "Ministry of Industry\t工信部\nNDRC\t发改委\n"},
		"without one by a form of it":       {"", []string{"工信部", "none"}, "NDRC\t发改委\nCAC\t网信办\n"},
		"in the place of several, by forms": {"A; NDRC\t网信办", nil, "A; NDRC\t网信办\nMIIT; Ministry\t工信部\n"},
	} {
		t.Run(name, func(t *testing.T) {
			over, errs := ParseGlossary(test.over)
			if got := below.Merge(over, test.without).String(); got != test.want || len(errs) > 0 {
				t.Errorf("got %v\n%s\nwant\n%s", errs, got, test.want)
			}
			if got := (*Glossary)(nil).Merge(over, test.without).String(); got != over.String() {
				t.Errorf("over nothing it is %s", got)
			}
		})
	}
}
