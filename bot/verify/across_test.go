package verify

import (
	"testing"

	"footnote/corpus"
)

func TestAClaimInAnotherLanguagePassesWhereBothLanguagesAreKnown(t *testing.T) {
	glossary, errs := corpus.ParseGlossary("Lingang New Area; Lingang\t临港新片区；临港\nsubsidy\t补贴\nBeijing\t北京\ncomputing power\t算力\nintelligent computing center\t智算中心\n")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	chinese := []string{"2024年6月，临港新片区发布支持算力发展的措施。", "临港新片区的补贴最高为1000万元。", "企业不得转让补贴。"}
	english := []string{"In June 2024 the Lingang New Area issued measures to support computing power.", "Subsidies in Lingang run up to RMB 10 million.", "Companies must not sell the subsidy."}
	for _, tc := range []struct {
		claim   string
		source  []string
		want    bool
		outcome string
	}{
		{"Subsidies in the Lingang New Area are at most RMB 10 million.", chinese, true, "the same is said"},
		{"The Lingang New Area issued measures to support computing power in June 2024.", chinese, true, "with a date"},
		{"Subsidies in the Lingang New Area are at most RMB 20 million.", chinese, false, "another figure"},
		{"The Lingang New Area issued measures to support computing power in July 2024.", chinese, false, "another date"},
		{"Beijing issued measures to support computing power in June 2024.", chinese, false, "another place"},
		{"Companies may sell the subsidy.", chinese, false, "the negation is missed"},
		{"Farmers harvest tea and rice in spring.", chinese, false, "nothing of it is known"},
		{"临港新片区的补贴最高为1000万元。", english, true, "the same is said"},
		{"临港新片区于2024年6月发布措施，支持算力。", english, true, "with a date"},
		{"临港新片区的补贴最高为3000万元。", english, false, "another figure"},
		{"北京的补贴最高为1000万元。", english, false, "another place"},
		{"企业可以转让补贴。", english, false, "the negation is missed"},
		{"农民在春天采茶种稻。", english, false, "nothing of it is known"},
	} {
		if v := Claim(tc.claim, Evidence{Sentences: tc.source, Glossary: glossary}); v.OK != tc.want {
			t.Errorf("%s: %q: ok is %v (%s)", tc.outcome, tc.claim, v.OK, v.Why)
		}
	}
}

func TestTraditionalCharactersAreRead(t *testing.T) {
	for _, tc := range []struct {
		claim, source string
		want          bool
	}{
		{"企业不得转让设备。", "企業不得轉讓設備。", true},
		{"補貼最高為1000萬元。", "补贴最高为1000万元。", true},
		{"企业可以转让设备。", "企業不得轉讓設備。", false},
		{"補貼最高為3000萬元。", "补贴最高为1000万元。", false},
	} {
		if v := Claim(tc.claim, Evidence{Sentences: []string{tc.source}}); v.OK != tc.want {
			t.Errorf("%q proves %q: %v (%s)", tc.source, tc.claim, v.OK, v.Why)
		}
	}
}
