package policies

import (
	"strings"
	"testing"

	"footnote/corpus"
)

func shippedGlossary(t *testing.T) *corpus.Glossary {
	t.Helper()
	data, err := FS.ReadFile(corpus.GlossaryFile)
	if err != nil {
		t.Fatal(err)
	}
	g, errs := corpus.ParseGlossary(string(data))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return g
}

// unwritten are the forms that no brief uses, and why the glossary has them.
var unwritten = map[string]string{
	"TFP":                    "what askers write",
	"AI":                     "what askers write",
	"BCI":                    "what askers write",
	"VC":                     "what askers write",
	"PE":                     "what askers write",
	"technology-based SME":   "what askers write",
	"高校":                     "what askers write",
	"Shanghai FTZ":           "the usual short form",
	"上海自贸区":                  "the usual short form",
	"gross domestic product": "GDP spelt out",
	"scientific and technological innovation": "the official English of 科技创新",
	"private enterprise":                      "the official English of 民营企业",
	"frontier technology":                     "the other English of 前沿技术",
	"upper limit":                             "the other English of 上限",
	"intelligent computing centre":            "the British spelling",
	"Marx":                                    "the briefs name the doctrine, and askers the man",
}

func TestGlossaryFormsAreThoseOfTheBriefs(t *testing.T) {
	text := make(map[string]string) // by language
	for id, b := range briefs(t) {
		text[id[len(id)-2:]] += b.body + "\n"
	}
	occurs := func(line, language string) bool {
		g, errs := corpus.ParseGlossary(line)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		return len(g.Find(text[language])) > 0
	}
	check := func(form string, written bool) {
		if _, excused := unwritten[form]; written == excused {
			t.Errorf("%q: a brief has it: %v, excused: %v", form, written, excused)
		}
	}
	for _, e := range shippedGlossary(t).Entries() {
		for _, form := range e.English {
			check(form, occurs(form+"\t无", "en"))
		}
		for _, form := range e.Chinese {
			check(form, occurs("none\t"+form, "zh"))
		}
	}
}

// In each pair of briefs the two say the same, so that they mention the same
// entries, but for those of which the pair has an equivalent only by sense.
func TestGlossaryEntriesAreEquivalents(t *testing.T) {
	g, all := shippedGlossary(t), briefs(t)
	both, one := 0, 0
	for id, english := range all {
		topic, ok := strings.CutSuffix(id, "-en")
		if !ok {
			continue
		}
		en, zh := g.Mentioned(english.body), g.Mentioned(all[topic+"-zh"].body)
		for e := range en {
			if zh[e] {
				both++
				delete(zh, e)
			} else {
				one++
				t.Logf("%s: %q is in English only", topic, e.English[0])
			}
		}
		one += len(zh)
		for e := range zh {
			t.Logf("%s: %q is in Chinese only", topic, e.Chinese[0])
		}
	}
	if both < 9*one {
		t.Errorf("%d mentions are in both briefs of a pair and %d in one", both, one)
	}
}

// termless are the golden questions that use plain words only.
var termless = map[string]bool{"late-2023-en": true}

func TestGlossaryHoldsTheTermsOfTheGoldenQuestions(t *testing.T) {
	g := shippedGlossary(t)
	if n := len(g.Entries()); n < 60 || n > 100 {
		t.Errorf("%d entries, want 60 to 100", n)
	}
	for _, q := range questions(t) {
		if found := len(g.Find(q.Question)) > 0; q.Answerable != "no" && found == termless[q.ID] {
			t.Errorf("%s: an entry is in %q: %v", q.ID, q.Question, found)
		}
	}
}
