package verify

import (
	"strings"
	"testing"
)

func TestCheckRanksClaimsByHowNearlyTheyAreSupported(t *testing.T) {
	passages := []string{
		"Tea is grown in the hills. It is picked in May.",
		"Subsidies run up to RMB 10 million. They are paid to small companies.",
	}
	ranked := []string{ // best first
		"Subsidies run up to RMB 10 million.",
		"The subsidies are paid to small companies.",
		"Subsidies run up to RMB 30 million.",
		"Railways carry coal through the desert.",
	}
	last := 2.0
	for i, claim := range ranked {
		got := Check(claim, passages)
		if want := i < 2; got.Supported != want || (got.Score >= 0.5) != want || (got.Why == "") != want {
			t.Errorf("%q: got %+v, want supported %v", claim, got, want)
		}
		if got.Score > last || i > 1 && got.Score == last {
			t.Errorf("%q: the score %.3f is above %.3f", claim, got.Score, last)
		}
		last = got.Score
	}
}

func TestOnePassageThatProvesAClaimIsEnough(t *testing.T) {
	far := strings.Repeat("Nothing is said here. ", 2*mostSentences) + "Fees are 5%."
	for name, tc := range map[string]struct {
		claim     string
		passages  []string
		supported bool
		why       string
	}{
		"one passage is enough":             {"Fees are 5%.", []string{"Tea is green.", "Fees are 5%."}, true, ""},
		"two passages do not prove as one":  {"Fees are 5% and tea is green.", []string{"Tea is green.", "Fees are 5%."}, false, "content"},
		"the end of a long passage is read": {"Fees are 5%.", []string{far}, true, ""},
		"chinese":                           {"补贴最高1000万元", []string{"补贴最高１０００万元。不得转让。"}, true, ""},
		"a negation is missed":              {"设备可以转让。", []string{"企业不得转让设备。"}, false, "negation"},
		"no passage":                        {"Fees are 5%.", nil, false, "content"},
		"a passage without a sentence":      {"Fees are 5%.", []string{" \n"}, false, "content"},
		"no word in the claim":              {"?!", []string{"Fees are 5%."}, false, "content"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Check(tc.claim, tc.passages)
			if reason, _, _ := strings.Cut(got.Why, ":"); got.Supported != tc.supported || reason != tc.why {
				t.Errorf("got %+v, want supported %v because %q", got, tc.supported, tc.why)
			}
		})
	}
}
